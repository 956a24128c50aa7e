"""`make run`: refused in one sentence, or up with everything, and down with everything."""

from __future__ import annotations

import json
import os
import signal
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest

from config.ports import free_port

from .conftest import Commands, processes_of


def await_greeting(process) -> str:
    """What it prints up to the last of the demo's accounts."""
    lines = []
    while line := process.stdout.readline():
        lines.append(line)
        if line.startswith("  cleo"):
            return "".join(lines)
    raise AssertionError("".join(lines))


def worker_of(data: Path) -> int:
    """The number of the worker's first process."""
    processes = ((n, Path(f"/proc/{n}/cmdline").read_bytes()) for n in processes_of(data))
    return min(number for number, words in processes if b"celery" in words)


def test_a_taken_port_is_named_in_one_sentence(commands):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        code, output = commands.run("config.running", PORT=port)
    assert code == 1
    assert output.startswith(f"Port {port} cannot be used")
    assert output.count("\n") == 1
    assert not commands.data.exists()


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000 "])
def test_what_is_no_port_is_refused_in_one_sentence(commands, port):
    code, output = commands.run("config.running", PORT=port)
    assert (code, output.count("\n")) == (1, 1)
    assert output.startswith("PORT=")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(commands):
    commands.data.mkdir(mode=0o500)
    code, output = commands.run("config.running", PORT=str(free_port()))
    assert code == 1
    assert str(commands.data) in output


def test_it_runs_shows_the_accounts_again_and_leaves_no_process(data):
    greetings = []
    for ending in (signal.SIGTERM, signal.SIGINT):
        commands, port = Commands(data), free_port()
        try:
            process = commands.start("config.running", PORT=str(port))
            greetings.append(await_greeting(process).split("Demo accounts:")[1])
            with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
                assert set(json.load(answer).values()) == {"ok"}
            assert (data / "servers.json").stat().st_mode & 0o777 == 0o600
            process.send_signal(ending)
            assert process.wait(60) == 0
            assert processes_of(data) == []
            assert not (data / "servers.json").exists()
        finally:
            commands.close()
    assert greetings[0] == greetings[1]


def test_a_part_that_dies_is_named_and_the_others_end(commands):
    process = commands.start("config.running", PORT=str(free_port()))
    await_greeting(process)
    os.kill(worker_of(commands.data), signal.SIGKILL)
    assert process.wait(60) == 1
    assert process.stdout.read().startswith("The worker process has ended")
    assert processes_of(commands.data) == []
