"""Commands run as a user runs them: as processes, with servers of their own and a folder that passes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 90  # seconds


def await_that(condition: Callable[[], object], what: str) -> None:
    """Until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.05)


def processes_of(folder: Path) -> list[int]:
    """The processes that were started for a data folder: they name it, or work in it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes() + b"\0" + (process / "environ").read_bytes()
            place = os.fsencode((process / "cwd").readlink())
        except OSError:
            continue
        if int(process.name) != os.getpid() and os.fsencode(folder) in words + place:
            found.append(int(process.name))
    return found


class Commands:
    """Starts commands of the program in an environment without servers; kills what is left in the end."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.started: list[subprocess.Popen] = []
        given = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PORT")
        self.environment = {k: v for k, v in os.environ.items() if k not in given} | {"DATA": str(data)}

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def run(self, *arguments: str, **environment: str) -> tuple[int, str]:
        process = self.start(*arguments, **environment)
        output = process.communicate(timeout=PATIENCE)[0]
        return process.returncode, output

    def close(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stdout.close()
        for number in processes_of(self.data):
            os.kill(number, signal.SIGKILL)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder, in an environment that gives no servers."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    return tmp_path / "data"


@pytest.fixture
def commands(data: Path):
    commands = Commands(data)
    yield commands
    commands.close()
