"""Who reported what, counted by origin: tables, no database."""

from __future__ import annotations

from datetime import date

import pytest

from articles.reports import Printed, Report, key_of, origins_of, outlets

P, Q = ("position", 1), ("position", 2)


def press(*printed):
    """Articles (outlet, origin, day) by their order, all of which report the position P."""
    articles = [Printed(article=n, outlet=outlet, origin=origin, day=date(2024, 3, day)) for n, (outlet, origin, day) in enumerate(printed)]  # fmt: skip
    return articles, [Report(entry=P, said_on=date(2024, 3, 1), passage=one.article, printed=one) for one in articles]


@pytest.mark.parametrize(
    ("printed", "places"),
    [
        ([("Wire", 1, 2)], {"Wire": "alone"}),
        ([("Wire", 1, 2), ("Post", 2, 4)], {"Wire": "first", "Post": "later"}),
        ([("Wire", 1, 2), ("Post", 2, 2)], {"Wire": "together", "Post": "together"}),
        ([("Wire", 1, 2), ("Post", 1, 3)], {"Wire": "alone", "Post": "carried"}),  # a reprint is no second source
        ([("Wire", 1, 2), ("Post", 1, 3), ("Sun", 2, 5)], {"Wire": "first", "Post": "carried", "Sun": "later"}),
        ([("Wire", 1, 2), ("Post", 1, 2)], {"Wire": "alone", "Post": "alone"}),  # one text, on one day in both
        ([("Wire", 1, 2), ("Wire", 2, 4)], {"Wire": "alone"}),  # two texts of its own are no others
        ([("Wire", 1, 2), ("Post", 1, 3), ("Post", 2, 4)], {"Wire": "first", "Post": "later"}),  # and then wrote itself
        ([("Haven  Post", 1, 2), ("haven post", 2, 4)], {"haven post": "alone"}),  # two spellings of one outlet
    ],
)
def test_where_an_outlet_stands(printed, places):
    found = outlets(*press(*printed))
    assert {outlet.name: [str(credit.place) for credit in outlet.credits] for outlet in found} == {
        name: [place] for name, place in places.items()
    }


def test_an_origin_belongs_to_the_outlet_that_printed_it_first_even_where_nothing_is_cited_from_there():
    articles, reports = press(("Wire", 1, 2), ("Post", 1, 3))
    found = {outlet.name: outlet for outlet in outlets(articles, reports[1:])}
    assert (found["Wire"].origins, found["Wire"].own, found["Wire"].articles) == (1, 0, 1)
    assert (found["Post"].origins, found["Post"].carried, found["Post"].own) == (0, 1, 0)


def test_figures_of_an_outlet_and_the_others_with_their_days():
    articles, reports = press(("Wire", 1, 2), ("Post", 2, 4), ("Sun", 3, 9))
    reports.append(Report(entry=Q, said_on=date(2024, 3, 1), passage=9, printed=articles[1]))
    reports.append(Report(entry=P, said_on=date(2024, 3, 5), passage=10, printed=articles[0]))
    wire, post, sun = sorted(outlets(articles, reports), key=lambda outlet: ("Wire", "Post", "Sun").index(outlet.name))
    assert (wire.first, post.alone, post.own, sun.own) == (1, 1, 2, 1)
    (credit,) = wire.credits
    assert (credit.origins, credit.others) == (3, (("Post", date(2024, 3, 4)), ("Sun", date(2024, 3, 9))))
    assert {day.day for day in credit.days} == {1, 5}  # two reports of one entry are counted once


def test_articles_of_unknown_outlets_count_for_none_but_are_there():
    (wire,) = outlets(*press(("", 1, 2), ("Wire", 2, 4)))
    assert (wire.name, wire.credits[0].place, wire.credits[0].others[0][0]) == ("Wire", "later", "")


def test_spellings():
    assert key_of(" The  Haven POST ") == "the haven post"


def test_what_was_said_again_on_another_day_has_origins_of_its_own():
    articles, reports = press(("Wire", 1, 2), ("Post", 2, 9))
    reports.append(Report(entry=P, said_on=date(2024, 3, 8), passage=9, printed=articles[1]))
    assert origins_of(reports) == {(*P, date(2024, 3, 1)): {1, 2}, (*P, date(2024, 3, 8)): {2}}
