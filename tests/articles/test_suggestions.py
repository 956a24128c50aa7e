"""What may be missing in a negotiation's terms and names: pure arithmetic over quotes and texts."""

import pytest

from articles import suggestions
from articles.extraction.records import Dossier, Issue, Party, Person

DOSSIER = Dossier(
    parties=(
        Party(key="union", name="Dockers' Union", people=(Person(name="Mara Lind"),)),
        Party(key="port", name="Portline"),
    ),
    issues=(Issue(key="pay", name="Pay rise", terms=("wage increase",)), Issue(key="cranes", name="Automated cranes")),
)
REMOTE = ["Portline wants remote control rooms by May.", "The remote control rooms must open, it said.", "No remote control rooms, ever."]  # fmt: skip


@pytest.mark.parametrize(
    ("passages", "found"),
    [
        ([("cranes", quote) for quote in REMOTE], [("cranes", "remote control rooms", 3, 0)]),
        ([("cranes", quote) for quote in REMOTE[:2]], []),
        ([("cranes", quote) for quote in REMOTE[:2] * 2], []),
        ([("cranes", quote) for quote in REMOTE] + [("pay", f"{q} Indeed.") for q in REMOTE[:2]], []),
        ([("pay", f"Wage increase number {n} for Portline.") for n in range(4)], []),
    ],
)
def test_words_are_suggested_where_they_keep_turning_up(passages, found):
    terms = suggestions.terms(passages, DOSSIER)
    assert [(term.issue, term.words, term.times, term.elsewhere) for term in terms] == found


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("“Never,” said Ivo Kern.", {"Ivo Kern": ""}),
        ("Ivo Kern, the union's treasurer, said no.", {"Ivo Kern": "union's treasurer"}),
        ("Anna von Hagen warned of delays.", {"Anna von Hagen": ""}),
        ("Officials said Portline would pay.", {}),
        ("It was said on Monday that Ivo Kern had left.", {}),
    ],
)
def test_whom_a_text_quotes(text, people):
    assert suggestions.people_in(text) == people


def test_people_unknown_to_every_party_are_suggested():
    told = [("Ivo Kern", "union"), ("Ivo Kern", "union"), ("Mara Lind", "union"), ("Lind", "union")]
    texts = ["Ida Falk, chair of Portline, said no. Mara Lind said yes.", "“No,” said Ida Falk.", "Olaf Berg said so."]
    found = [(s.name, s.title, s.times, s.party) for s in suggestions.speakers(told, texts, DOSSIER)]
    assert found == [("Ivo Kern", "", 2, "union"), ("Ida Falk", "chair of Portline", 2, "")]


@pytest.mark.parametrize("form", ["remote control rooms", "Remote control room"])
def test_what_was_dismissed_stays_away_in_every_form_and_beside_its_sticking_point_alone(form):
    passages = [("cranes", quote) for quote in REMOTE]
    found = [term.words for term in suggestions.terms(passages, DOSSIER)]
    assert found == ["remote control rooms"]
    assert suggestions.terms(passages, DOSSIER, {("cranes", suggestions.key_of(form))}) == []
    elsewhere = suggestions.terms(passages, DOSSIER, {("pay", suggestions.key_of(form))})
    assert [term.words for term in elsewhere] == found


def test_a_dismissed_name_is_not_suggested():
    told = [("Ivo Kern", "union"), ("Ida Falk", "port")]
    dismissed = {(None, suggestions.key_of("ivo kern"))}
    assert [s.name for s in suggestions.speakers(told, [], DOSSIER, dismissed)] == ["Ida Falk"]
