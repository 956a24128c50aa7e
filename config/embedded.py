"""PostgreSQL and Valkey that come as packages: real servers for a machine that has none.

    python -m config.embedded [--throwaway] [--data FOLDER] COMMAND ...

runs a command beside servers of its own and hands its exit code on. DATABASE_URL, REDIS_URL and DATA tell the command
where they are. With --throwaway they start empty, are faster than safe, and leave nothing.
What the environment gives (DATABASE_URL, REDIS_URL) is used as it is.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from .children import ENDINGS, CannotStart, dying_with_us, end_on_signals
from .ports import free_port
from .postgres import postgres
from .secrecy import new_secret
from .valkey import valkey

__all__ = ["HERE", "CannotStart", "free_port", "servers"]
HERE = Path(__file__).resolve().parent.parent
SERVERS = {"DATABASE_URL": ("database", postgres), "REDIS_URL": ("broker", valkey)}


@contextmanager
def servers(data: Path, *, throwaway: bool = False) -> Iterator[dict[str, str]]:
    """DATABASE_URL and REDIS_URL of running servers, their data under `data`. Raises CannotStart."""
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    with ExitStack() as running:
        running.enter_context(alone(data))
        addresses = {}
        for name, (folder, server) in SERVERS.items():
            started = partial(server, data / folder, logs=data / "logs", throwaway=throwaway)
            addresses[name] = os.environ.get(name) or running.enter_context(started())
        yield addresses


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Holds the folder, until our end whatever it is. Raises CannotStart where another run has it."""
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"Another run uses {data} already: end that one, or choose another folder with DATA=."
            raise CannotStart(message) from None
        yield


@contextmanager
def passing(parent: Path) -> Iterator[Path]:
    """A folder for one run."""
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="passing-", dir=parent, ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # started as root, the servers come in under another name
        yield Path(folder)


def main(arguments: list[str]) -> int:
    """Run a command beside servers of its own; its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m config.embedded", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--throwaway", action="store_true", help="start empty, leave nothing, be fast")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA") or HERE / "var"), metavar="FOLDER")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND")
    options = parser.parse_args(arguments)
    if not options.command:
        parser.error("which command?")
    end_on_signals()
    try:
        with ExitStack() as house:
            data = house.enter_context(passing(options.data)) if options.throwaway else options.data
            addresses = house.enter_context(servers(data, throwaway=options.throwaway))
            given = {"SECRET_KEY": new_secret()} | os.environ
            return accompany(options.command, given | addresses | {"DATA": str(data.resolve())})
    except (CannotStart, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def accompany(command: list[str], environment: dict[str, str]) -> int:
    """Run a command in the foreground. The terminal tells it of Ctrl-C itself; other endings are passed on to it."""
    process = subprocess.Popen([*dying_with_us(), *command], env=environment)  # noqa: S603
    for number in ENDINGS:
        signal.signal(number, lambda number, _: number == signal.SIGINT or process.send_signal(number))
    code = process.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
