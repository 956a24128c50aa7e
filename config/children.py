"""Child processes: each with a log of its own, ended by the signal it prefers, none outliving its parent."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

PATIENCE = 60  # seconds that a server has to answer
PAUSE = 0.05  # seconds between two questions
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class CannotStart(Exception):
    """Why it does not run: one sentence for whoever started it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A running process and the file that holds its output."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def check(self) -> None:
        """Raises CannotStart where it has ended."""
        if self.process.poll() is not None:
            raise CannotStart(f"{self.name} has ended{last_words(self.log)}: see {self.log}.")


RUNNING: list[Child] = []


@contextmanager
def child(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    folder: Path,
    guest: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    standard_input: bytes = b"",
    farewell: signal.Signals = signal.SIGTERM,
    grace: float = 10,
) -> Iterator[Child]:
    """A process that runs in a folder for as long as the block does. Ctrl-C reaches the parent alone, which then
    ends its children in order."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            [*guest, *dying_with_us(farewell), *command],  # in this order: a change of account cancels the other
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    started = Child(name=name, process=process, log=log)
    RUNNING.append(started)
    try:
        with suppress(BrokenPipeError), process.stdin as pipe:
            pipe.write(standard_input)
        yield started
    finally:
        RUNNING.remove(started)
        end(process, farewell, grace)


def dying_with_us(farewell: signal.Signals = signal.SIGTERM) -> list[str]:
    """What to put before a command so that the kernel ends it if we are killed. setpriv is part of util-linux."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", farewell.name.removeprefix("SIG"), "--"] if setpriv else []


def end(process: subprocess.Popen[bytes], farewell: signal.Signals, grace: float) -> None:
    """Ask, then urge, then kill; and kill what the process has left behind."""
    for number, patience in ((farewell, grace), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            break
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def await_answer(newest: Child, answers: Callable[[], bool]) -> None:
    """Until a child answers. Raises CannotStart where one of them all ends before, or the answer is too late."""
    deadline = time.monotonic() + PATIENCE
    while not answers():
        for each in RUNNING:
            each.check()
        if time.monotonic() > deadline:
            raise CannotStart(f"{newest.name} did not answer within {PATIENCE} seconds: see {newest.log}.")
        time.sleep(PAUSE)


def watch() -> None:
    """Until one of the children ends by itself, which it should not: raises CannotStart."""
    while True:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        for each in RUNNING:
            each.check()


def last_words(log: Path) -> str:
    """The last line of a log in brackets, if there is one: nearly always the reason."""
    lines = log.read_text(errors="replace").split("\n") if log.exists() else []
    line = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f" ({line[:200].rstrip('.')})" if line else ""


def end_on_signals() -> None:
    """Ctrl-C, SIGTERM and a closed terminal all end us alike; under nohup the terminal does not."""
    for number in ENDINGS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)


def stop(number: int, frame: FrameType | None) -> None:
    """The first signal ends us; those that follow would only disturb the ending."""
    for each in ENDINGS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt
