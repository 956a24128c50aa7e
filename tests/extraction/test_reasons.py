"""Texts in, out comes why: which words decided a part of a statement, through what, and whether that is weak."""

from dataclasses import replace

import pytest

from articles.extraction.records import Document, Precedent, Span
from articles.extraction.rules import RuleExtractor
from articles.extraction.verify import verify

from .conftest import DOSSIER, PUBLISHED

PARTS = ("party", "issue", "stance", "side", "said_on", "attribution")
DAM, PAY, PRISONERS, TRUCE, DEAL = "dam", "pay", "prisoners", "truce", "deal"
N, F, U, L = "norland", "front", "union", "bloc"

# Text, of whose statement on what, the part; by what, the words ("-": none), and "weak" where it is.
TOLD = [
    # who holds it: named outright
    ("Norland rejects the dam.", N, DAM, "party", "name: Norland"),
    ("The RF rejects the dam.", F, DAM, "party", "alias: RF"),
    ("The rebels reject the dam.", F, DAM, "party", "alias: rebels"),
    ("The armed group rejects the dam.", F, DAM, "party", "description: armed group"),
    ("Lena Moor rejects the dam.", N, DAM, "party", "person: Lena Moor"),
    ("The League's spokesman rejected the dam.", L, DAM, "party", "its voice: League's spokesman"),
    ("Norland officials reject the dam.", N, DAM, "party", "its people: Norland officials"),
    ("Rebel commander Paul Idris arrived. Idris said the dam must go.", F, DAM, "party", "introduction: Idris + Paul Idris"),
    # or by words that stand for it
    ("Norland said it would reject the dam.", N, DAM, "party", "pronoun: it + Norland"),
    ("Norland met the press. It rejected the dam.", N, DAM, "party", "pronoun: It + Norland, weak"),
    ("The armed group met the press. It rejected the dam.", F, DAM, "party", "pronoun: It + armed group, weak"),
    ("“We reject the dam,” Lena Moor said.", N, DAM, "party", "pronoun: We + Lena Moor"),
    ("Erik Vasse met reporters. The minister rejected the dam.", N, DAM, "party", "title: The minister, weak"),
    ("Norland and the River Front met. Both sides want the dam.", N, DAM, "party", "“both sides”: Both sides, weak"),
    ("The union rejects the dam.", U, DAM, "party", "description: The union"),
    # what it is about
    ("The union demands a pay rise.", U, PAY, "issue", "term: pay rise"),
    ("The union demands higher wages.", U, PAY, "issue", "term: wages"),
    ("The union rejects the draft.", U, DEAL, "issue", "an everyday word: draft, weak"),
    ("Norland rejects higher salaries.", N, PAY, "issue", "other words: salaries, weak"),
    ("The union would accept 4 percent.", U, PAY, "issue", "unit: percent, weak"),
    ("Norland spoke of the dam. It rejects it.", N, DAM, "issue", "pronoun: it + dam, weak"),
    ("The union demanded a pay rise. Norland rejects these demands.", N, PAY, "issue", "reference: these demands + pay rise, weak"),
    ("Norland will sign on Friday.", N, DEAL, "issue", "signing: sign, weak"),
    # which stance
    ("Norland rejected the dam.", N, DAM, "stance", "cue: rejected"),
    ("Norland ruled out the dam.", N, DAM, "stance", "cue: ruled out"),
    ("Norland does not accept the dam.", N, DAM, "stance", "cue: accept + negation: not"),
    ("Norland no longer demands a truce.", N, TRUCE, "stance", "cue: demands + negation: no longer"),
    ("Norland refused to accept the dam.", N, DAM, "stance", "cue: refused"),
    ("Norland will not leave the dam.", N, DAM, "stance", "auxiliary: will not leave"),
    ("Norland called the dam unacceptable.", N, DAM, "stance", "judgment: unacceptable"),
    ("The dam is off the table, Lena Moor said.", N, DAM, "stance", "phrase: is off the table"),
    ("Norland will free prisoners once the truce holds.", N, TRUCE, "stance", "condition: once"),
    ("Norland and the dam are old enemies, says Lena Moor.", N, DAM, "stance", "guess: -, weak"),
    ("Norland now accepts the dam.", N, DAM, "stance", "cue: accepts"),
    # where on the scale
    ("The union demands a full pay rise.", U, PAY, "side", "its words: full pay rise"),
    ("Norland demands a permanent ceasefire.", N, TRUCE, "side", "its words: permanent ceasefire"),
    ("The union demands higher wages.", U, PAY, "side", "the stance alone: -, weak"),
    ("The union rejects the draft.", U, DEAL, "side", "the stance: -"),
    # on which day
    ("Norland rejected the dam on Monday.", N, DAM, "said_on", "a day named: Monday"),
    ("Norland rejected the dam.", N, DAM, "said_on", "publication: -"),
    ("Norland rejects the dam that was proposed on Monday.", N, DAM, "said_on", "publication: Monday, weak"),
    ("Norland will reject the dam\n\nNorland rejected the dam on Monday.", N, DAM, "said_on", "a repeat: Monday, weak"),
    # by whose account
    ("Norland rejects the dam.", N, DAM, "attribution", "nobody else: -"),
    ("Norland rejects the dam, Lena Moor said.", N, DAM, "attribution", "its own voice: Lena Moor"),
    ("Norland rejects the dam, two officials said.", N, DAM, "attribution", "sources: two officials"),
    ("Two Norland officials said they rejected the dam.", N, DAM, "attribution", "officials: Two Norland officials"),
    ("Norland rejects the dam, the River Front said.", N, DAM, "attribution", "another party: River Front"),
    ("Norland reportedly rejects the dam.", N, DAM, "attribution", "hearsay: reportedly"),
    ("Norland rejects the dam, newspapers reported.", N, DAM, "attribution", "the press: newspapers"),
]  # fmt: skip

IN_PLAIN_WORDS = [
    ("The RF rejects the dam.", F, DAM, "party", "“RF”, an alias of River Front"),
    ("Norland met the press. It rejected the dam.", N, DAM, "party", "“It” refers back to “Norland”"),
    ("Norland does not accept the dam.", N, DAM, "stance", "the cue “accept”, turned by “not”"),
    ("Norland now accepts the dam.", N, DAM, "stance", "the cue “accepts”; the words beside it tell that the party thought otherwise before"),
    ("Norland rejects higher salaries.", N, PAY, "issue", "“salaries”, other words for its term “wages”"),
    ("The union demands a full pay rise.", U, PAY, "side", "“full pay rise” matches the point “Full rise”"),
    ("Norland rejected the dam.", N, DAM, "said_on", "no day told: day of publication"),
    ("Norland and the dam are old enemies, says Lena Moor.", N, DAM, "stance", "no word tells: guessed from the surroundings"),
]  # fmt: skip


@pytest.fixture
def explained(read):
    """Text, party, issue → the statement's reasons for a part."""

    def explained(text, party, issue, part):
        statements = read(text, full=True).statements
        statement = next(s for s in statements if (s.party, s.issue) == (party, issue))
        return [reason for reason in statement.reasons if reason.part == part]

    return explained


def short(reasons, text):
    """ "pronoun: It + Norland, weak": by what the first reason goes, and the words of all."""
    found = [
        (reason.words.of(text) if reason.words else "-") if n == 0 or reason.by != "negation" else f"negation: {reason.words.of(text)}"
        for n, reason in enumerate(reasons)
    ]  # fmt: skip
    return f"{reasons[0].by}: {' + '.join(found)}{', weak' if any(r.weak for r in reasons) else ''}"


@pytest.mark.parametrize(("text", "party", "issue", "part", "expected"), TOLD)
def test_the_words_that_decided_a_part(explained, text, party, issue, part, expected):
    assert short(explained(text, party, issue, part), text) == expected


@pytest.mark.parametrize(("text", "party", "issue", "part", "why"), IN_PLAIN_WORDS)
def test_a_reason_is_told_in_plain_words(explained, text, party, issue, part, why):
    assert explained(text, party, issue, part)[0].why == why


@pytest.mark.parametrize("text", sorted({row[0] for row in TOLD}))
def test_every_part_has_a_reason_and_every_place_lies_in_the_text(read, text):
    extraction = read(text, full=True)
    assert extraction.statements
    for statement in extraction.statements:
        assert list(dict.fromkeys(reason.part for reason in statement.reasons)) == list(PARTS)
    kept = verify(extraction, Document(text=text, published=PUBLISHED), DOSSIER).extraction.statements
    assert [s.reasons for s in kept] == [s.reasons for s in extraction.statements]


def test_a_side_taken_from_the_record_is_weak_and_says_so():
    text = "The union demands a decision on wages."
    stood = Precedent(party=U, issue=PAY, side="p100", quote="We want the full rise.")
    dossier = replace(DOSSIER, precedents=(stood,) * 3)
    (statement,) = RuleExtractor().extract(Document(text=text, published=PUBLISHED), dossier).statements
    (reason,) = [reason for reason in statement.reasons if reason.part == "side"]
    assert (statement.side, reason.by, reason.words, reason.weak) == ("p100", "the record", None, True)


def test_a_reason_that_points_outside_the_text_is_dropped(read):
    text = "Norland rejects the dam."
    document = Document(text=text, published=PUBLISHED)
    (statement,) = [s for s in read(text, full=True).statements if s.issue == DAM]
    astray = replace(statement.reasons[0], words=Span(0, 99))
    broken = replace(read(text, full=True), statements=(replace(statement, reasons=(astray, *statement.reasons)),))
    assert verify(broken, document, DOSSIER).extraction.statements[0].reasons == statement.reasons
