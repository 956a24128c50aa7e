"""The real thing for the browser tests: `config.running` as `make run` starts it, and Debian's Chromium."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from config.embedded import free_port

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
START = 120  # seconds


class House:
    """A running installation: its address, its accounts, its process."""

    def __init__(self, folder: Path) -> None:
        self.data = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.running"],
            cwd=ROOT,
            env=environment | {"PORT": str(self.port), "DATA": str(folder)},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.greeting = self._await_greeting()
        self.accounts = json.loads((folder / "demo-accounts.json").read_text())

    def _await_greeting(self) -> str:
        lines = []
        deadline = time.monotonic() + START
        while time.monotonic() < deadline and (line := self.process.stdout.readline()):
            lines.append(line)
            if "cleo" in line:
                return "".join(lines)
        raise AssertionError(f"it did not start: {lines}")

    def health(self) -> dict[str, str]:
        with urlopen(f"{self.address}/healthz", timeout=10) as answer:  # noqa: S310
            return json.load(answer)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def house_in(folder):
    for above in (folder, *folder.parents[:2]):
        above.chmod(0o755)  # as root, PostgreSQL runs under a name of its own and must get in
    house = House(folder)
    yield house
    if house.process.poll() is None:
        house.stop()


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    yield from house_in(tmp_path_factory.mktemp("house"))


@pytest.fixture
def house_to_end(tmp_path_factory):
    """A house of its own for who ends it: the others go on in theirs."""
    yield from house_in(tmp_path_factory.mktemp("another"))


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("No Chromium is installed, and REQUIRE_BROWSER asks for one.")
        pytest.skip("no Chromium found: the browser tests are left out (install Debian's package chromium)")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, house):
    context = chromium.new_context(base_url=house.address, viewport={"width": 1240, "height": 900})
    page = context.new_page()
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def log_in(page, house):
    def log_in(name):
        page.goto("/log-in/")
        page.fill("#id_username", name)
        page.fill("#id_password", house.accounts[name]["password"])
        page.click("main button.go")
        page.wait_for_url("**/")

    return log_in
