"""A made-up negotiation of any size, the same for the same seed: `python -m bench.world SLUG --positions 5000`.

It goes into the database that the settings name, past the verbs, in bulk; but what it leaves is what they would leave:
articles with their origins and runs, proposals whose quotes are cut from the text, decisions, positions, citations.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, islice

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article, Citation, Decision, Origin, Proposal, Run
from negotiations.models import Figure, Issue, Membership, Negotiation, Party, Position, ScalePoint

FIRST = date(2022, 1, 3)
PLACES = ("Northern", "Southern", "Eastern", "Western", "Coastal", "Upland", "River", "Island", "Harbour", "Lake")
BODIES = ("Union", "Council", "Alliance", "Assembly", "League", "Board")
GOODS = ("grain", "water", "timber", "fish", "steel", "rail", "port", "power", "border", "pension", "school", "tax")
MATTERS = ("quotas", "dues", "prices", "rights", "inspections", "guarantees", "timetable", "funding")
SIDES = ("None at all", "A trial in two regions", "Half, reviewed each year", "Most, with exceptions", "All of it")
SAID = {
    "demand": "{party} insists on “{side}” in the matter of {issue}, {speaker} said on {day}.",
    "offer": "{party} would be ready for “{side}” as to {issue}, {speaker} said on {day}.",
    "accept": "{party} agrees to “{side}” as to {issue}, {speaker} told reporters on {day}.",
    "reject": "{party} turns down anything but “{side}” as to {issue}, {speaker} said on {day}.",
    "concede": "{party} gives way and can live with “{side}” as to {issue}, {speaker} said on {day}.",
}
STANCES = ("demand", "demand", "demand", "offer", "accept", "reject", "reject", "concede")
ACCOUNTS = ("own",) * 12 + ("officials",) * 4 + ("party",) * 2 + ("sources",) * 2
MOMENTS = ("queued_at", "started_at", "finished_at")
SOUNDS = tuple(f"{first}{vowel}{last}" for first in "bdfgklmnprst" for vowel in "aeiou" for last in "lmnrst")
OUTLETS = ("Demo Wire", "Demo Courier", "Demo Broadcast", "Demo Observer", "Demo Gazette")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a world is. `on_one` of the positions are on the first issue, the others on any other."""

    issues: int = 60
    parties: int = 12
    positions: int = 6000
    on_one: int = 5000
    each: int = 4  # positions told in an article
    words: int = 0  # of an article's text around them
    alone: int = 0  # articles in which nothing is told
    waiting: int = 20  # proposals without a decision
    figures: int = 60
    years: int = 3


@dataclass(slots=True)
class Told:
    """A position on its way into the record: what was said, when, and where it stands in an article."""

    issue: Issue
    party: Party
    stance: str
    side: ScalePoint | None
    day: date
    attribution: str
    speaker: str
    reporter: Party | None
    quote: str
    start: int = 0
    article: Article | None = None


@transaction.atomic
def make(slug: str, size: Size, *, seed: int, by: User) -> Negotiation:
    """Build a world; `by` owns it and has decided everything in it."""
    chance = random.Random(seed)
    negotiation = Negotiation.objects.create(
        slug=slug, name=f"A made-up negotiation ({slug})", summary="For measuring."
    )
    Membership.objects.create(negotiation=negotiation, user=by, role="owner")
    parties = make_parties(negotiation, size.parties)
    issues = make_issues(negotiation, size.issues, chance)
    told = sorted(statements(size, issues, parties, chance), key=lambda each: each.day)
    write_articles(negotiation, told, size, chance, by)
    waiting = {id(each) for each in told[-size.waiting :]} if size.waiting else set()
    record([each for each in told if id(each) not in waiting], negotiation, by)
    Proposal.objects.bulk_create(proposal_of(each, negotiation) for each in told if id(each) in waiting)
    count(size.figures, issues[0], parties, told, chance, by)
    return negotiation


def make_parties(negotiation: Negotiation, number: int) -> list[Party]:
    """Parties, every fourth a mediator."""
    names = (f"{place} {body}" for body in BODIES for place in PLACES)
    return Party.objects.bulk_create(
        Party(
            negotiation=negotiation,
            key=name.lower().replace(" ", "-"),
            name=name,
            order=n,
            role="mediator" if n % 4 == 3 else "party",
        )
        for n, name in enumerate(islice(names, number))
    )


def make_issues(negotiation: Negotiation, number: int, chance: random.Random) -> list[Issue]:
    """Issues, each with three or five named points."""
    names = (f"{good} {matter}".capitalize() for matter in MATTERS for good in GOODS)
    issues = Issue.objects.bulk_create(
        Issue(
            negotiation=negotiation,
            key=name.lower().replace(" ", "-"),
            name=name,
            question=f"How much of the {name.lower()} goes to whom?",
            unit="tonnes",
            order=n,
        )
        for n, name in enumerate(islice(names, number))
    )
    for issue in issues:
        labels = SIDES if chance.random() < 0.5 else SIDES[::2]
        ScalePoint.objects.bulk_create(
            ScalePoint(issue=issue, key=f"point-{n}", value=100 * n // (len(labels) - 1), label=label)
            for n, label in enumerate(labels)
        )
    return issues


def statements(size: Size, issues: Sequence[Issue], parties: Sequence[Party], chance: random.Random) -> Iterator[Told]:
    """What was said: a party mostly holds to its place, and now and then moves to the next one."""
    scales = {issue.pk: list(issue.points.all()) for issue in issues}
    places: dict[tuple[int, int], int] = {}
    days = size.years * 365
    for n in range(size.positions):
        issue = issues[0] if n < size.on_one else chance.choice(issues[1:] or issues)
        party, scale = chance.choice(parties), scales[issue.pk]
        here = issue.pk, party.pk
        place = places.setdefault(here, (party.order % 2) * (len(scale) - 1))
        if chance.random() < 0.006:
            place = places[here] = min(max(place + chance.choice((-1, 1)), 0), len(scale) - 1)
        before, among = (0, size.on_one) if n < size.on_one else (size.on_one, size.positions - size.on_one)
        day = FIRST + timedelta(days=days * (n - before) // among)
        attribution = chance.choice(ACCOUNTS)
        others = [other for other in parties if other != party]
        reporter = chance.choice(others) if attribution == "party" and others else None
        speaker = f"Speaker {chance.randint(1, 3)} of {party.name}" if attribution == "own" else ""
        side = None if chance.random() < 0.04 else scale[place]
        stance = chance.choice(STANCES)
        words = {"party": party.name, "side": side.label if side else "more", "issue": issue.name.lower()}
        words |= {"speaker": speaker or "people close to the talks", "day": f"{day.day} {day:%B} ({n})"}
        quote = SAID[stance].format(**words)
        account = "sources" if attribution == "party" and reporter is None else attribution
        yield Told(issue, party, stance, side, day, account, speaker, reporter, quote)


def write_articles(negotiation: Negotiation, told: Sequence[Told], size: Size, chance: random.Random, by: User) -> None:
    """Articles around the statements, a few each; one in five goes back to the origin of the one before."""
    bundles = [told[n : n + size.each] for n in range(0, len(told), size.each)] + [[] for _ in range(size.alone)]
    prose = prose_of(chance) if size.words else iter(())
    days = size.years * 365
    origins: list[Origin] = Origin.objects.bulk_create(Origin(negotiation=negotiation) for _ in bundles)
    articles = []
    for n, bundle in enumerate(bundles):
        text = f"Dispatch {n}.\n\n"
        for statement in bundle:
            statement.start = len(text)
            text += f"{statement.quote}\n\n"
        text += " ".join(islice(prose, size.words))
        published = (bundle[-1].day if bundle else FIRST + timedelta(days=n % days)) + timedelta(days=1)
        articles.append(
            Article(
                negotiation=negotiation,
                origin=origins[n - 1 if n and chance.random() < 0.2 else n],
                title=f"Dispatch {n}: the talks go on",
                outlet=chance.choice(OUTLETS),
                published=published,
                text=text,
                text_hash=hashlib.sha256(text.encode()).hexdigest(),
                uploaded_by=by,
                uploaded_at=at(published),
            )
        )
    for bundle, article in zip(bundles, Article.objects.bulk_create(articles, batch_size=1000), strict=True):
        for statement in bundle:
            statement.article = article
    done = (
        Run(article=article, extractor="rules", **dict.fromkeys(MOMENTS, article.uploaded_at)) for article in articles
    )
    Run.objects.bulk_create(done, batch_size=1000)


def prose_of(chance: random.Random) -> Iterator[str]:
    """Words without end: some are in every text, most in a few, as in any language."""
    ends = ("", "s", "ed", "ing", "al", "ment", "ness", "er")
    stems = ["".join(chance.choice(SOUNDS) for _ in range(chance.randint(2, 3))) for _ in range(4000)]
    known = [*GOODS, *MATTERS, *(stem + end for stem in stems for end in ends)]
    weights = list(accumulate(1 / (n + 10) for n in range(len(known))))
    while True:
        yield from chance.choices(known, cum_weights=weights, k=1000)


def record(told: Sequence[Told], negotiation: Negotiation, by: User) -> None:
    """Proposals, their approvals, and the positions with the citations that came of it."""
    fields = [fields_of(each, negotiation) for each in told]
    positions = Position.objects.bulk_create(
        (Position(**each, recorded_at=at(each["said_on"], 2), recorded_by=by) for each in fields), batch_size=1000
    )
    proposals = Proposal.objects.bulk_create((proposal_of(each, negotiation) for each in told), batch_size=1000)
    decisions = Decision.objects.bulk_create(
        (
            Decision(
                proposal=proposal,
                verdict="approved",
                editor=by,
                decided_at=position.recorded_at,
                confidence=proposal.confidence,
                position=position,
            )
            for proposal, position in zip(proposals, positions, strict=True)
        ),
        batch_size=1000,
    )
    Citation.objects.bulk_create(
        (citation_of(each, position=p, decision=d) for each, p, d in zip(told, positions, decisions, strict=True)),
        batch_size=1000,
    )


def fields_of(told: Told, negotiation: Negotiation) -> dict[str, object]:
    """What a proposal and its position have in common."""
    return {
        "negotiation": negotiation,
        "issue": told.issue,
        "party": told.party,
        "stance": told.stance,
        "side": told.side,
        "said_on": told.day,
        "attribution": told.attribution,
        "attributed_to": told.reporter,
        "speaker": told.speaker,
    }


def proposal_of(told: Told, negotiation: Negotiation) -> Proposal:
    """A proposal with its place in the article."""
    return Proposal(
        **fields_of(told, negotiation),
        article=told.article,
        run=None,
        found_by_id=told.article.uploaded_by_id if told.article else None,
        start=told.start,
        end=told.start + len(told.quote),
    )


def citation_of(told: Told, **cited: object) -> Citation:
    """The evidence of a position."""
    day = told.article.published if told.article else told.day
    return Citation(
        **cited,
        article=told.article,
        start=told.start,
        end=told.start + len(told.quote),
        reported_on=day,
        said_on=told.day,
        attribution=told.attribution,
        attributed_to=told.reporter,
        speaker=told.speaker,
        recorded_at=at(told.day, 2),
    )


def count(
    number: int, issue: Issue, parties: Iterable[Party], told: Sequence[Told], chance: random.Random, by: User
) -> None:
    """Figures on one issue, by two parties that count differently."""
    counting = list(parties)[:2]
    for n, statement in enumerate(chance.sample(told, min(number, len(told)))):
        party = counting[n % len(counting)] if n % 5 else None
        day = statement.day
        value = 1000 + (day - FIRST).days + (250 if n % 2 else 0)
        figure = Figure.objects.create(
            negotiation=issue.negotiation,
            issue=issue,
            value=value,
            unit="tonnes",
            counted_by=party,
            said_on=day,
            recorded_at=at(day, 2),
            recorded_by=by,
        )
        cited = citation_of(statement, figure=figure)
        cited.attribution = cited.speaker = ""
        cited.attributed_to = None
        cited.save()


def at(day: date, later: int = 0) -> datetime:
    """Noon of a day, or of a later one."""
    return datetime.combine(day + timedelta(days=later), time(12), tzinfo=UTC)


def main() -> None:
    """Build what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slug")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--user", default="bench", help="who owns it; made where there is none")
    for name, default in defaults():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=default)
    asked = vars(parser.parse_args())
    slug, seed, user = asked.pop("slug"), asked.pop("seed"), asked.pop("user")
    owner, _ = User.objects.get_or_create(username=user)
    make(slug, Size(**asked), seed=seed, by=owner)


def defaults() -> Iterator[tuple[str, int]]:
    """The sizes that hold where none is asked for."""
    plain = Size()
    return ((name, getattr(plain, name)) for name in Size.__dataclass_fields__)


if __name__ == "__main__":
    main()
