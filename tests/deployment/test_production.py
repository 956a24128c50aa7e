"""On a public address: what must be set, what Django's own check finds, and that what is set is written down."""

from __future__ import annotations

import ast
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from config import limits, production
from config.limits import Limit

ROOT = Path(__file__).parents[2]
PUBLIC = {
    "HTTPS": "1",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "talks.example.org",
    "DATABASE_URL": os.environ.get("DATABASE_URL", ""),
    "REDIS_URL": os.environ.get("REDIS_URL", ""),
}


def manage(*arguments: str, without: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """manage.py as it runs on a public address."""
    given = {name: value for name, value in {**os.environ, **PUBLIC, **environment}.items() if name != without}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True)


def test_djangos_check_for_deployment_finds_nothing():
    answer = manage("check", "--deploy", "--fail-level", "INFO")
    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


@pytest.mark.parametrize("name", production.NEEDED)
def test_without_what_is_needed_it_does_not_start(name):
    answer = manage("check", without=name)
    assert answer.returncode != 0
    assert f"HTTPS=1 needs {name}" in answer.stderr


def test_a_short_key_is_refused():
    assert "too short" in manage("check", SECRET_KEY="short").stderr


def test_the_demo_is_not_for_a_public_address(settings, db):
    settings.HTTPS = True
    with pytest.raises(CommandError, match="not for a public address"):
        call_command("load_demo")


def test_it_refuses_to_start_with_the_demos_accounts(db):
    production.refuse_demo_accounts()
    olga = User.objects.create_user("olga")
    olga.groups.add(Group.objects.create(name=production.DEMO))
    with pytest.raises(ImproperlyConfigured, match=r"demo's accounts \(olga\)"):
        production.refuse_demo_accounts()
    User.objects.update(is_active=False)
    production.refuse_demo_accounts()


def read_by(file: Path) -> set[str]:
    """The variables that a module asks the environment for."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called in ("os.environ.get", "environment.get", "listed", "server_address"):
                names.add(node.args[0].value)
    return {name for name in names if isinstance(name, str)}


def test_every_variable_is_told_in_the_docs_and_every_one_told_is_read():
    files = [ROOT / "config" / f"{name}.py" for name in ("settings", "running", "gunicorn", "probe")]
    read = set().union(*(read_by(file) for file in files))
    told = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/operations.md").read_text(), flags=re.M))
    assert len(read) > 15
    assert told == read, told ^ read


def test_limits_can_be_set_without_losing_the_others():
    changed = limits.limits("upload=5000/60 search=7/10 new=1/2")
    assert changed["upload"] == Limit(5000, 60, True)
    assert changed["search"] == Limit(7, 10, False)
    assert changed["new"] == Limit(1, 2, True)
    assert changed["login"] == limits.LIMITS["login"]
