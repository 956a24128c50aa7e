"""Secrets that are kept in a file of the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def new_secret() -> str:
    """Long, random, and fit to stand in an address."""
    return secrets.token_urlsafe(32)


def write_secret(file: Path, content: str) -> None:
    """Write a file that nobody else can read, not even while it is written."""
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(content)
    draft.replace(file)


def kept_secret(file: Path) -> str:
    """The secret in a file, made where there is none yet."""
    if not file.exists():
        write_secret(file, new_secret())
    return file.read_text()
