"""Write a negotiation out as a pack."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from negotiations import packs
from negotiations.models import Negotiation


class Command(BaseCommand):
    """manage.py dump_negotiation SLUG"""

    help = "Print a negotiation (parties, issues, scales) as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The negotiation's slug."""
        parser.add_argument("slug")

    def handle(self, *, slug: str, **options: Any) -> None:
        """Find, print."""
        negotiation = Negotiation.objects.filter(slug=slug).first()
        if negotiation is None:
            raise CommandError(f"There is no negotiation {slug!r}; the slug is the last part of its address.")
        self.stdout.write(packs.dump(negotiation), ending="")
