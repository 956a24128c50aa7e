"""manage.py end_sessions [NAME]: log somebody out everywhere, or everybody."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import audit
from accounts.audit import Kind
from accounts.models import Session


class Command(BaseCommand):
    """manage.py end_sessions"""

    help = "End all sessions of an account, or of everybody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("name", nargs="?", help="everybody's, if left out")

    def handle(self, *, name: str | None, **options: Any) -> None:
        """Ends them and says how many there were."""
        sessions = Session.objects.filter(user__username__iexact=name) if name else Session.objects.all()
        number, _ = sessions.delete()
        about = "by whoever runs the site"
        audit.note(kind=Kind.SESSIONS_ENDED, at=timezone.now(), who=name or "everybody", about=about)
        self.stdout.write(f"{number} ended.")
