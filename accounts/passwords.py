"""Passwords that anybody would guess here: the site's own words with a little around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ENOUGH = 8  # characters that are left once the guessable words are taken out
WORDS = ("sticking", "points", "negotiation", "position", "password", "editor", "analyst")


class GuessableHere:
    """Refuses a password of which little is left without the words that stand on every page."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError."""
        name = user.get_username() if user else ""
        words = [*WORDS, *re.findall(r"\w{3,}", f"{settings.OTP_TOTP_ISSUER} {name}")]
        left = re.sub("|".join(re.escape(word) for word in words), "", password, flags=re.IGNORECASE)
        if len(left) < ENOUGH:
            raise ValidationError("This is mostly made of words that stand on this site: choose others.")

    def get_help_text(self) -> str:
        """What is asked for."""
        return "Not mostly made of words that stand on this site."
