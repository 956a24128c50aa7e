"""As of a day in the world, as known on a moment in the record."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from negotiations import positions
from negotiations.models import Party, Position

MONDAY = datetime(2024, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def sides(queryset):
    return [position.side.key for position in queryset.for_timeline()]


@pytest.fixture
def recorded(newsroom):
    return positions.record(content=newsroom.coding(), by=newsroom.ada, at=MONDAY)


def test_as_of_asks_for_the_day_in_the_world_whenever_it_was_recorded(newsroom, recorded):
    backdated = newsroom.coding(said_on=date(2024, 1, 10), side=newsroom.issue("pay").points.get(key="some"))
    positions.record(content=backdated, by=newsroom.ada, at=MONDAY + HOUR)
    assert sides(Position.objects.as_of(date(2024, 1, 9))) == []
    assert sides(Position.objects.as_of(date(2024, 1, 10))) == ["some"]
    assert sides(Position.objects.as_of(date(2024, 3, 4))) == ["some", "full"]
    assert sides(Position.objects.known_on(MONDAY)) == ["full"], "the backdated one was not known yet"


def test_an_amendment_replaces_and_leaves_the_past_as_it_was(newsroom, recorded):
    softer = newsroom.coding(side=newsroom.issue("pay").points.get(key="some"))
    amended = positions.amend(entry=recorded, content=softer, by=newsroom.ben, at=MONDAY + HOUR)
    assert sides(Position.objects.in_force()) == ["some"]
    assert sides(Position.objects.known_on(MONDAY)) == ["full"]
    assert sides(Position.objects.known_on(MONDAY + HOUR)) == ["some"]
    assert amended.replaces == recorded


def test_a_withdrawal_closes_and_leaves_the_past_as_it_was(newsroom, recorded):
    positions.withdraw(entry=recorded, by=newsroom.ben, at=MONDAY + HOUR, because="misread")
    assert sides(Position.objects.in_force()) == []
    assert sides(Position.objects.known_on(MONDAY + HOUR / 2)) == ["full"]
    assert sides(Position.objects.known_on(MONDAY + HOUR)) == []


def test_a_second_amendment_of_the_same_entry_is_refused(newsroom, recorded):
    positions.amend(entry=recorded, content=newsroom.coding(stance="offer"), by=newsroom.ada, at=MONDAY + HOUR)
    with pytest.raises(positions.AlreadyClosed):
        positions.amend(entry=recorded, content=newsroom.coding(stance="accept"), by=newsroom.ben, at=MONDAY + HOUR)
    assert [p.stance for p in Position.objects.in_force()] == ["offer"]


@pytest.mark.parametrize(
    ("precision", "said_on", "first", "last"),
    [
        ("day", date(2024, 5, 8), date(2024, 5, 8), date(2024, 5, 8)),
        ("week", date(2024, 5, 8), date(2024, 5, 6), date(2024, 5, 12)),
        ("month", date(2024, 2, 25), date(2024, 2, 1), date(2024, 2, 29)),
        ("month", date(2023, 12, 1), date(2023, 12, 1), date(2023, 12, 31)),
    ],
)
def test_an_imprecise_day_counts_from_its_own_day_and_tells_its_span(newsroom, precision, said_on, first, last):
    content = newsroom.coding(said_on=said_on, precision=precision)
    position = positions.record(content=content, by=newsroom.ada, at=datetime(2024, 6, 1, tzinfo=UTC))
    assert (position.first_day, position.last_day) == (first, last)
    assert position in Position.objects.as_of(said_on)
    assert position not in Position.objects.as_of(said_on - timedelta(days=1))


@pytest.mark.parametrize("change", [{"stance": "offer"}, {"said_on": date(2024, 1, 1)}, {"recorded_at": MONDAY + HOUR}])
def test_the_database_refuses_to_change_what_is_recorded(newsroom, recorded, change):
    with pytest.raises(IntegrityError, match="only be closed"), transaction.atomic():
        Position.objects.filter(pk=recorded.pk).update(**change)


def test_the_database_refuses_to_open_a_closed_entry_again(newsroom, recorded):
    positions.withdraw(entry=recorded, by=newsroom.ada, at=MONDAY + HOUR, because="misread")
    with pytest.raises(IntegrityError, match="only be closed"), transaction.atomic():
        Position.objects.filter(pk=recorded.pk).update(closed_at=None)


def test_the_database_refuses_a_side_of_another_issue(newsroom):
    cranes = newsroom.issue("cranes").points.first()
    with pytest.raises(IntegrityError, match="position_side_of_issue"), transaction.atomic():
        positions.record(content=newsroom.coding(side=cranes), by=newsroom.ada, at=MONDAY)


def test_the_database_refuses_a_party_of_another_negotiation(newsroom):
    other = type(newsroom.negotiation).objects.create(slug="other", name="Other")
    stranger = Party.objects.create(negotiation=other, key="x", name="X")
    for change in ({"party": stranger}, {"attribution": "party", "attributed_to": stranger}):
        with pytest.raises(IntegrityError, match="in_negotiation"), transaction.atomic():
            positions.record(content=newsroom.coding(**change), by=newsroom.ada, at=MONDAY)


def test_the_database_refuses_an_account_of_the_party_itself(newsroom):
    content = newsroom.coding(attribution="party", attributed_to=newsroom.party("union"))
    with pytest.raises(IntegrityError, match="position_account_of_another"), transaction.atomic():
        positions.record(content=content, by=newsroom.ada, at=MONDAY)
