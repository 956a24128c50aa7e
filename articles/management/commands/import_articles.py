"""Bulk intake of a folder of articles."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from articles import intake, readings
from articles.readings import Draft, Unreadable
from negotiations.models import Membership, Negotiation


class Command(BaseCommand):
    """manage.py import_articles SLUG FOLDER"""

    help = (
        "Store every .txt and .html file of a folder and have it read. A meta.json in it, or beside it, may give for "
        "each file's name without ending: published, outlet, title, url. A second run adds nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, from where, in whose name."""
        parser.add_argument("slug")
        parser.add_argument("folder", type=Path)
        parser.add_argument("--by", help="the uploader's user name; without it, an owner of the negotiation")

    def handle(self, *, slug: str, folder: Path, by: str | None, **options: Any) -> None:
        """Take file after file; a bad one never stops the others."""
        negotiation = Negotiation.objects.filter(slug=slug).first()
        if negotiation is None:
            raise CommandError(f"There is no negotiation {slug!r}; load one with load_negotiation.")
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        uploader = uploader_of(negotiation, by)
        meta, taken, known, refused = meta_of(folder), 0, 0, []
        for file in tqdm(list(files_in(folder)), unit="article", disable=None):
            try:
                take(file, meta.get(file.stem, {}), negotiation, uploader)
                taken += 1
            except intake.AlreadyHere:
                known += 1
            except Unreadable as problem:
                refused.append(f"  {file.name}: {problem}")
        self.stdout.write(f"{taken} taken, {known} already here, {len(refused)} not taken")
        self.stdout.write("\n".join(refused), ending="\n" if refused else "")


def files_in(folder: Path) -> Iterator[Path]:
    """Text and web pages, in the order of their names."""
    return (file for file in sorted(folder.rglob("*")) if file.suffix.lower() in (".txt", ".html", ".htm"))


def meta_of(folder: Path) -> dict[str, dict[str, str]]:
    """What is known of the files, from meta.json in the folder or beside it. Raises CommandError."""
    file = next((file for file in (folder / "meta.json", folder.parent / "meta.json") if file.is_file()), None)
    try:
        return json.loads(file.read_text(encoding="utf-8")) if file else {}
    except ValueError as error:
        raise CommandError(f"{file} is not JSON: {error}.") from None


def uploader_of(negotiation: Negotiation, name: str | None) -> User:
    """In whose name the articles come. Raises CommandError."""
    if name:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no user {name!r}.")
        return user
    owner = negotiation.memberships.filter(role=Membership.Role.OWNER).select_related("user").first()
    user = owner.user if owner else User.objects.filter(is_superuser=True).order_by("pk").first()
    if user is None:
        raise CommandError("Nobody owns this negotiation: name the uploader with --by.")
    return user


def take(file: Path, known: dict[str, str], negotiation: Negotiation, by: User) -> None:
    """Store one file. Raises Unreadable, AlreadyHere."""
    draft: Draft = readings.read_file(file.name, file.read_bytes())
    try:
        published = date.fromisoformat(known["published"]) if known.get("published") else draft.published
    except ValueError:
        raise Unreadable(f"meta.json gives {known['published']!r}, which is no day") from None
    if published is None:
        raise Unreadable("no day of publication: give it in meta.json")
    intake.take(
        negotiation=negotiation,
        text=draft.text,
        title=known.get("title") or draft.title or file.stem,
        outlet=known.get("outlet") or draft.outlet,
        url=known.get("url") or draft.url,
        published=published,
        by=by,
        at=timezone.now(),
    )
