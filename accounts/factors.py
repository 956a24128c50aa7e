"""The second factor: an authenticator app, and codes on paper for the day it is lost."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

import segno
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice

from .models import BackupCode

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
LENGTH = 12


class WrongCode(Exception):
    """A code that is not right, or no longer; one sentence says what to do."""


def app_of(user: User) -> TOTPDevice | None:
    """The authenticator app that a user has confirmed."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def pending_app_of(user: User) -> TOTPDevice | None:
    """The one that waits to be confirmed by a first code."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


@transaction.atomic
def begin(*, user: User) -> TOTPDevice:
    """A new secret for an app, in place of one that was never confirmed."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="Authenticator app", confirmed=False)


@transaction.atomic
def confirm(*, device: TOTPDevice, code: str) -> list[str]:
    """Take the app into use, in place of an earlier one; the backup codes. Raises WrongCode."""
    if not device.verify_token(digits(code)):
        raise WrongCode("This code is not right: wait for the next one, and look whether the phone's clock is.")
    TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return make_codes(user=device.user)


def check(*, user: User, code: str, at: datetime) -> tuple[TOTPDevice, bool]:
    """The user's app, and whether the code was one of the backup codes, which is used up by it. Raises WrongCode."""
    device = app_of(user)
    if device is None:
        raise WrongCode("There is no second factor on this account any more: log in again.")
    if not device.verify_is_allowed()[0]:
        raise WrongCode("Too many wrong codes: wait half a minute, then try again.")
    if is_backup(code) and BackupCode.objects.filter(user=user, digest=digest(user, code), used_at=None).update(
        used_at=at
    ):
        device.throttle_reset()
        return device, True
    if not device.verify_token(digits(code)):
        raise WrongCode("This code is not right, or was used before: wait for the next one.")
    return device, False


@transaction.atomic
def make_codes(*, user: User) -> list[str]:
    """New backup codes in place of all earlier ones. They are shown once: only what they hash to is kept."""
    BackupCode.objects.filter(user=user).delete()
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    BackupCode.objects.bulk_create(BackupCode(user=user, digest=digest(user, code)) for code in codes)
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


@transaction.atomic
def remove(*, user: User) -> None:
    """No second factor any more, and no backup codes."""
    TOTPDevice.objects.filter(user=user).delete()
    BackupCode.objects.filter(user=user).delete()


def codes_left(user: User) -> int:
    """How many backup codes are still good."""
    return user.backup_codes.filter(used_at=None).count()


def picture_of(device: TOTPDevice) -> str:
    """The secret as a QR code, an SVG to stand in the page. It is made of our own text alone."""
    code = segno.make(device.config_url, error="m")
    return code.svg_inline(scale=5, border=3, dark="#000", light="#fff", omitsize=True)


def digest(user: User, code: str) -> str:
    """What a backup code hashes to: slowly, and with a salt of the user's that only the site's key gives."""
    plain = "".join(letter for letter in code.lower() if letter in LETTERS)
    salt = salted_hmac("backup-code", str(user.pk), algorithm="sha256").digest()
    return hashlib.scrypt(plain.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()


def is_backup(code: str) -> bool:
    """Whether it looks like a backup code, so that the codes of an app need not be hashed."""
    return len(code.replace("-", "").replace(" ", "")) == LENGTH


def digits(code: str) -> str:
    """The code of an app without the gap that it shows in the middle."""
    kept = "".join(code.split())
    return kept if kept.isascii() and kept.isdecimal() else ""
