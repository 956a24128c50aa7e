"""`make run`: the servers, the demo, a worker and the web server, until Ctrl-C or SIGTERM.

PORT chooses the port (8000), DATA the folder (var); what is in DATA stays for the next start.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from .children import CannotStart, Child, await_answer, child, end_on_signals, watch
from .embedded import HERE, servers
from .ports import HOST, check_port
from .secrecy import kept_secret, write_secret

PREPARATION = {
    "migrate": ("--verbosity", "0"),
    "collectstatic": ("--noinput", "--verbosity", "0"),
    "load_demo": (),
}
WORKER = ("-m", "celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "INFO")
WEB = ("-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi")


def main() -> int:
    """Run until told to stop."""
    end_on_signals()
    port, data = os.environ.get("PORT") or "8000", Path(os.environ.get("DATA") or HERE / "var").resolve()
    try:
        check_port(port)
        with ExitStack() as house:
            run(port, data, house)
    except (CannotStart, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was stored is kept for the next start.")
    return 0


def run(port: str, data: Path, house: ExitStack) -> None:
    """Start everything in order; the house ends it in the opposite one."""
    say("Starting PostgreSQL and Valkey ...")
    addresses = house.enter_context(servers(data))
    environment = {"SECRET_KEY": kept_secret(data / "secret-key")} | os.environ | addresses | {"DATA": str(data)}
    house.enter_context(written_down(data, addresses))
    start = partial(part, environment=environment, logs=data / "logs")
    say("Bringing the database up to date; the first time, the demo is loaded ...")
    for command, arguments in PREPARATION.items():
        with start(command, ("manage.py", command, *arguments)) as step:
            carry_out(step)
    say("Starting the worker and the web server ...")
    house.enter_context(start("worker", WORKER))
    web = house.enter_context(start("web", (*WEB, "--bind", f"{HOST}:{port}")))
    await_answer(web, partial(is_well, port))
    greet(port, data)
    watch()


def part(
    name: str, arguments: Sequence[str], *, environment: Mapping[str, str], logs: Path
) -> AbstractContextManager[Child]:
    """A part of the program, as a process of its own."""
    command = [sys.executable, *arguments]
    return child(f"The {name} process", command, log=logs / f"{name}.log", folder=HERE, environment=environment)


def carry_out(step: Child) -> None:
    """Wait for a process that has an end. Raises CannotStart where that is not a good one."""
    if step.process.wait():
        step.check()


@contextmanager
def written_down(data: Path, addresses: dict[str, str]) -> Iterator[None]:
    """The servers' addresses in a file, so that `manage.py` in another shell finds them."""
    file = data / "servers.json"
    write_secret(file, json.dumps({name.lower(): address for name, address in addresses.items()}))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def is_well(port: str) -> bool:
    """Whether /healthz says so. A proxy that the environment names has nothing to do with it."""
    with suppress(OSError), build_opener(ProxyHandler({})).open(f"http://{HOST}:{port}/healthz", timeout=5) as answer:
        return answer.status == 200
    return False


def greet(port: str, data: Path) -> None:
    """Where it is and who may log in."""
    say(f"\nSticking Points runs at http://{HOST}:{port}/ (Ctrl-C ends it; logs in {data / 'logs'})")
    accounts = data / "demo-accounts.json"
    if accounts.exists():
        say("Demo accounts:")
        for name, account in json.loads(accounts.read_text()).items():
            say(f"  {name:6} {account['password']}   {account['role']}")


def say(line: str) -> None:
    """A line for the terminal, at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
