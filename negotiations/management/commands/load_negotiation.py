"""Load a negotiation from a pack."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from negotiations import packs


class Command(BaseCommand):
    """manage.py load_negotiation FILE"""

    help = "Load a negotiation (parties, issues, scales) from a JSON file; a bad file changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        """Read, check, write."""
        try:
            negotiation = packs.load(packs.read(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from None
        except packs.BadPack as problem:
            raise CommandError(f"{file} was not loaded:\n{problem}") from None
        self.stdout.write(f"{negotiation.name} is loaded: {negotiation.get_absolute_url()}")
