"""The lock against a database of advisories, and migrations that old code survives."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from django_migration_linter import MessageType, MigrationLinter

ROOT = Path(__file__).parents[2]
ADVISORIES = "https://api.osv.dev/v1/querybatch"
# An index in one transaction with other changes; columns dropped that no page had written.
BEFORE_THE_FIRST_RELEASE = ["0004_desk", "0006_dismissal"]
KNOWN: dict[str, str] = {}  # advisory: why it does not concern us


def locked() -> dict[str, str]:
    """What the lock installs."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (ROOT / "requirements.lock").read_text(), flags=re.M)
    assert len(pins) > 30
    return dict(pins)


def test_nothing_that_is_locked_has_a_known_hole():
    pins = locked()
    asked = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in pins.items()]
    request = Request(ADVISORIES, json.dumps({"queries": asked}).encode(), {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=20) as answer:  # noqa: S310
            found = json.load(answer)["results"]
    except (URLError, OSError, ValueError, KeyError) as trouble:
        aloud = f"No database of advisories could be reached, so the lock was NOT checked: {trouble}"
        warnings.warn(aloud, stacklevel=1)  # pytest shows it at the end, where it keeps quiet about skips
        pytest.skip(aloud)
    holes = {
        f"{name} {version}: {each['id']}"
        for (name, version), result in zip(pins.items(), found, strict=True)
        for each in result.get("vulns", [])
        if each["id"] not in KNOWN
    }
    assert not holes, holes


@pytest.mark.parametrize("app", ["accounts", "articles", "negotiations"])
def test_migrations_can_run_before_the_new_code(app, db):
    """A new column that old code does not fill has a default in the database; what old code asks for stays."""
    quiet = [MessageType.OK, MessageType.IGNORE, MessageType.WARNING]
    linter = MigrationLinter(no_cache=True, quiet=quiet, ignore_name=BEFORE_THE_FIRST_RELEASE)
    linter.lint_all_migrations(app_label=app)
    assert not linter.has_errors


def test_migrations_are_linear():
    for app in ("accounts", "articles", "negotiations"):
        names = sorted(path.stem for path in (ROOT / app / "migrations").glob("[0-9]*.py"))
        assert len({name[:4] for name in names}) == len(names), names
