"""manage.py recovery_link NAME: a one-time link for whoever forgot the password, or lost the second factor."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import audit, factors
from accounts.audit import Kind


class Command(BaseCommand):
    """manage.py recovery_link"""

    help = "Print the path of a page on which a user chooses a new password; it holds for an hour, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("name")
        parser.add_argument("--without-second-factor", action="store_true", help="take a lost second factor off, too")

    def handle(self, *, name: str, without_second_factor: bool, **options: Any) -> None:
        """Make sure that you know who asks: whoever has the link has the account."""
        user = User.objects.filter(username__iexact=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account “{name}”.")
        if without_second_factor:
            factors.remove(user=user)
            audit.note(kind=Kind.FACTOR_REMOVED, at=timezone.now(), by=user, about="by whoever runs the site")
        encoded = urlsafe_base64_encode(force_bytes(user.pk))
        self.stdout.write(reverse("recovery", args=[encoded, default_token_generator.make_token(user)]))
