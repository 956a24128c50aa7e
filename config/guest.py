"""The account that servers run under when root starts them: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from .children import CannotStart

GUEST = "nobody"
# Without the secure bit, access(2) would not count the pass, and initdb asks it whether it may run its server.
PASS = ["--securebits", "+no_setuid_fixup", "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"]


def as_guest(folder: Path, program: Path) -> list[str]:
    """What to put before the command of a server that lives in a folder; hands the folder over. Nothing unless root.

    Where other accounts cannot come in, as below /root, the guest gets a pass for its own doors:
    opening them for everybody would outlast us.
    """
    if os.geteuid() != 0:
        return []
    if not (setpriv := shutil.which("setpriv")):
        raise CannotStart("Root cannot start PostgreSQL without setpriv: install Debian's package util-linux.")
    hand_over(folder)
    owner = folder.stat()
    guest = [setpriv, "--reuid", str(owner.st_uid), "--regid", str(owner.st_gid), "--clear-groups"]
    return [*guest, "--"] if comes_in(guest, folder, program) else [*guest, *PASS, "--"]


def hand_over(folder: Path) -> None:
    """Root's folder becomes the guest's; one that belongs to somebody else stays theirs."""
    if folder.stat().st_uid == 0:
        account = pwd.getpwnam(GUEST)
        os.chown(folder, account.pw_uid, account.pw_gid)


def comes_in(guest: list[str], folder: Path, program: Path) -> bool:
    """Whether the guest can enter the folder and run the program."""
    probe = [*guest, "--", "sh", "-c", 'cd "$1" && exec "$2" --version', "sh", folder, program]
    return subprocess.run(probe, capture_output=True, cwd="/", check=False).returncode == 0  # noqa: S603
