"""The Makefile, in a checkout of its own with a lock of nothing: what it does before any dependency is there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, await_that

RUNNING = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGTERM, lambda *_: (Path("ended").touch(), sys.exit()))
Path("started").touch()
signal.pause()
"""
WITHOUT_VENV = '#!/bin/sh\ncase "$*" in *venv*|*pip*) echo "ensurepip is not available"; exit 1;; esac\nexec {} "$@"\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "running.py").write_text(RUNNING)
    return tmp_path


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess:
    # A make above this one would leave its flags in the environment.
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True)


def test_the_environment_is_made_once(checkout):
    first, second = (make(checkout, "env", f"PYTHON={sys.executable}") for _ in range(2))
    assert first.returncode == second.returncode == 0, first.stderr
    assert "Installing" in first.stdout
    assert "Installing" not in second.stdout


@pytest.mark.parametrize("python", ["no-such-python", "false", ""])
def test_a_missing_or_old_python_is_named_in_one_sentence(checkout, python):
    done = make(checkout, "env", f"PYTHON={python}")
    assert done.returncode
    assert done.stderr.startswith("Python 3.11 or newer is needed")
    assert len([line for line in done.stderr.splitlines() if not line.startswith("make")]) == 1


def test_a_python_without_venv_and_pip_names_the_package_of_debian(checkout):
    python = checkout / "python"
    python.write_text(WITHOUT_VENV.format(sys.executable))
    python.chmod(0o755)
    done = make(checkout, "env", f"PYTHON={python}")
    assert done.returncode
    assert "install Debian's package python3-venv" in done.stderr
    assert not (checkout / ".venv").exists()


def test_make_passes_sigterm_on(checkout):
    assert make(checkout, "env", f"PYTHON={sys.executable}").returncode == 0
    running = subprocess.Popen(["make", "run"], cwd=checkout, stderr=subprocess.DEVNULL)
    await_that((checkout / "started").exists, "it runs")
    running.send_signal(signal.SIGTERM)
    running.wait(30)
    assert (checkout / "ended").exists()
