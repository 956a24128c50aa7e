"""Every address of the program, by every method, as everybody, in a public and in a private negotiation: what comes
back is what `who_may.toml` says. An address without a row fails.
"""

from __future__ import annotations

from itertools import product

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.table import ADDRESSES, METHODS, OURS, ROWS, Row, address

PEOPLE = ("nobody", "stranger", "analyst", "contributor", "editor", "owner", "staff")
RANK = ("reader", "contributor", "editor", "owner")
MEMBERS = {"analyst": "reader", "contributor": "contributor", "editor": "editor", "owner": "owner"}
DONE = {200, 302, 409, 422}  # let in: shown, done and led on, too late, or told what is wrong with what was sent


def expected(row: Row, person: str, method: str, *, public: bool) -> set[int] | str:
    """What a person is to get: statuses, or "log-in" where they are led there."""
    if person == "nobody" and row.asks_log_in:
        return "log-in"
    if method not in row.methods:
        return {405}
    if row.who in ("anyone", "account", "probe"):
        return DONE | {503} if row.who == "probe" else DONE
    if row.who in ("founder", "staff"):
        return DONE if person == "staff" else {403}
    if row.who == "public":
        return DONE if public else {404}
    if not (public or person in MEMBERS):
        return {404}
    return DONE if RANK.index(MEMBERS.get(person, "reader")) >= RANK.index(row.who) else {403}


def visit(client: Client, url: str, method: str, session: str | None) -> int | str:
    """The status that comes back, "log-in" where it leads there. Whatever was changed is undone."""
    client.cookies.clear()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        answer = client.generic(method, url)
        transaction.set_rollback(True)
    leads_there = answer.status_code == 302 and answer.url.startswith(reverse("login") + "?next=")
    return "log-in" if leads_there else answer.status_code


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(OURS) == set(ROWS), set(OURS) ^ set(ROWS)


@pytest.mark.parametrize("public", [True, False], ids=["public", "private"])
def test_everybody_gets_what_the_table_says(newsroom, client, people, places, public):
    newsroom.negotiation.is_public = public
    newsroom.negotiation.save()
    wrong = []
    for name, line in ROWS.items():
        row = Row.of(line)
        url = address(name, row, newsroom, places)
        for person, method in product(PEOPLE, METHODS):
            wanted = expected(row, person, method, public=public)
            got = visit(client, url, method, people.get(person))
            if got != wanted and (isinstance(wanted, str) or got not in wanted):
                wrong.append(f"{method} {name} as {person}: {got} instead of {wanted}")
    assert not wrong, "\n".join(wrong)


def test_the_admin_is_for_staff_alone(newsroom, client, people):
    names = [name for name in ADDRESSES if name.endswith(("_changelist", "_add")) or name == "admin:index"]
    assert len(names) > 10
    for name in names:
        url = reverse(name)
        for person in PEOPLE:
            for method in METHODS:
                got = visit(client, url, method, people.get(person))
                assert (got != 302 and got != "log-in") if person == "staff" else got in (302, "log-in"), (url, person)
