"""`make run`: the servers, the demo, a worker and the web server, until Ctrl-C or SIGTERM.

PORT chooses the port (8000), DATA the folder (var); what is in DATA stays for the next start.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from .embedded import CannotStart, servers

HERE = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds until the web server must answer
GRACE = 20  # seconds that a child has to end
PREPARATION = (
    ["migrate", "--verbosity", "0"],
    ["collectstatic", "--noinput", "--verbosity", "0"],
    ["load_demo"],
)
WORKER = ["-m", "celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "INFO"]
WEB = ["-m", "gunicorn", "config.wsgi", "--workers", "2", "--threads", "4"]


class Trouble(Exception):
    """Why it does not run; one sentence."""


def main() -> int:
    """Run until told to stop."""
    signal.signal(signal.SIGTERM, stop)
    port, data = os.environ.get("PORT") or "8000", Path(os.environ.get("DATA") or HERE / "var").resolve()
    try:
        check_port(port)
        with ExitStack() as house:
            house.enter_context(alone(data))
            addresses = house.enter_context(servers(data))
            environment = {"SECRET_KEY": secret_key(data)} | os.environ | addresses | {"DATA": str(data)}
            house.enter_context(written_down(data, addresses))
            prepare(environment)
            worker = house.enter_context(child("worker", WORKER, environment, data))
            web = house.enter_context(child("web", [*WEB, "--bind", f"127.0.0.1:{port}"], environment, data))
            await_answer(port, {"worker": worker, "web": web}, data)
            greet(port, data)
            watch({"worker": worker, "web": web}, data)
    except (Trouble, CannotStart) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was stored is kept for the next start.")
    return 0


def stop(signum: int, frame: FrameType | None) -> None:
    """SIGTERM is Ctrl-C by another hand."""
    raise KeyboardInterrupt


def check_port(port: str) -> None:
    """Raises Trouble where the port cannot be listened on."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Trouble(f"PORT={port} is no port: choose a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            raise Trouble(f"Port {port} cannot be used ({error.strerror}): choose another one with PORT=.") from None


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Holds the folder for this run. Raises Trouble where another one has it."""
    data.mkdir(parents=True, exist_ok=True)
    note = data / "running.pid"
    if note.exists() and is_alive(note.read_text()):
        raise Trouble(
            f"Process {note.read_text()} runs with {data} already: end it, or choose another folder with DATA=."
        )
    note.write_text(str(os.getpid()))
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def is_alive(pid: str) -> bool:
    """Whether such a process runs."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def secret_key(data: Path) -> str:
    """The key that signs sessions, made on the first start."""
    file = data / "secret-key"
    if not file.exists():
        write_secret(file, secrets.token_urlsafe(50))
    return file.read_text()


@contextmanager
def written_down(data: Path, addresses: dict[str, str]) -> Iterator[None]:
    """The servers' addresses in a file, so that `manage.py` in another shell finds them."""
    file = data / "servers.json"
    write_secret(file, json.dumps({name.lower(): address for name, address in addresses.items()}))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def write_secret(file: Path, content: str) -> None:
    """Write a file that nobody else reads."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(content)


def prepare(environment: dict[str, str]) -> None:
    """Tables, static files, the demo."""
    for arguments in PREPARATION:
        done = subprocess.run([sys.executable, "manage.py", *arguments], cwd=HERE, env=environment, check=False)  # noqa: S603
        if done.returncode:
            raise Trouble(f"`manage.py {arguments[0]}` failed: its message stands above.")


@contextmanager
def child(
    name: str, arguments: list[str], environment: dict[str, str], data: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of our own that is ended with us; its output goes to DATA/logs."""
    logs = data / "logs"
    logs.mkdir(exist_ok=True)
    with (logs / f"{name}.log").open("ab") as log:
        command = [sys.executable, *arguments]
        process = subprocess.Popen(  # noqa: S603
            command, cwd=HERE, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def await_answer(port: str, children: dict[str, subprocess.Popen[bytes]], data: Path) -> None:
    """Until /healthz says that all is well."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        check_children(children, data)
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise Trouble(f"The web server did not answer within {PATIENCE} seconds: see {data / 'logs'}.")


def watch(children: dict[str, subprocess.Popen[bytes]], data: Path) -> None:
    """Until a child ends by itself, which it should not."""
    while True:
        check_children(children, data)
        time.sleep(1)


def check_children(children: dict[str, subprocess.Popen[bytes]], data: Path) -> None:
    """Raises Trouble where one has ended."""
    for name, process in children.items():
        if process.poll() is not None:
            raise Trouble(f"The {name} process has ended: see {data / 'logs' / name}.log.")


def greet(port: str, data: Path) -> None:
    """Where it is and who may log in."""
    print(f"\nSticking Points runs at http://127.0.0.1:{port}/ (Ctrl-C ends it; logs in {data / 'logs'})")
    accounts = data / "demo-accounts.json"
    if accounts.exists():
        print("Demo accounts:")
        for name, account in json.loads(accounts.read_text()).items():
            print(f"  {name:6} {account['password']}   {account['role']}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
