"""Sentences in, out comes who holds the stances: pronouns, voices, companions, headlines, and what is nobody's."""

import pytest

from .test_cues import cues_of, stances

N, F, U, L = "norland", "front", "union", "bloc"

# Text, who takes which stance, and words that the cues are about; "-word" is a word that no cue is about.
HELD = [
    # several at once, and who "they" are
    ("Norland and the River Front held talks. They agreed on a truce.", {(N, "accept"), (F, "accept")}, "truce"),
    ("Both Norland and the River Front said they were ready to accept the dam.", {(N, "accept"), (F, "accept")}, "dam"),
    ("Norland and the River Front met. Both sides agreed to a prisoner exchange.", {(N, "accept"), (F, "accept")}, "exchange"),
    ("The River Front, like Norland, rejects the draft.", {(F, "reject"), (N, "reject")}, "draft"),
    ("Norland, together with the Coastal League, rejected the dam.", {(N, "reject"), (L, "reject")}, "dam"),
    ("Norland was joined by the River Front in rejecting the draft.", {(N, "reject"), (F, "reject")}, "draft"),
    ("Norland joined the River Front in opposing the draft.", {(N, "reject"), (F, "reject")}, "draft"),
    # who "it" is behind a voice
    ("A spokesman for the Front said that it would not leave the bridge.", {(F, "reject")}, "bridge"),
    ("The group's leader, Tomas Oduya, said it would free forty prisoners.", {(F, "offer")}, "prisoners"),
    ("Tomas Oduya, the leader of the River Front, said it would free forty prisoners.", {(F, "offer")}, "prisoners"),
    # a title that only the dossier knows, a singular of a plural name, no article
    ("Erik Vasse met reporters. The minister added that the dam would be built.", {(N, "demand")}, "dam"),
    ("A rebel spokesman said the group would free forty prisoners.", {(F, "offer")}, "prisoners"),
    ("Rebel commander Paul Idris arrived. Idris said the bridge must be open to all.", {(F, "demand")}, "bridge"),
    ("Union rejects draft on wages", {(U, "reject")}, "wages"),
    ("Norland to free prisoners", {(N, "offer")}, "prisoners"),
    # a day before the name
    ("On Monday Norland rejected the draft.", {(N, "reject")}, "draft"),
    ("In late April Norland accepted the draft.", {(N, "accept")}, "draft"),
    # one party's demand in another's stance
    ("Norland's call for a truce was rejected by the rebels.", {(N, "demand"), (F, "reject")}, "truce"),
    ("Norland bowed to the River Front's demand for a truce.", {(N, "concede"), (F, "demand")}, "truce"),
    ("The dam, proposed by the Coastal League, is opposed by Norland.", {(L, "offer"), (N, "reject")}, "dam"),
    # the present against the past
    ("Norland, which had rejected the draft, now accepts it.", {(N, "concede")}, "draft"),
    ("Norland, which had ruled out a truce, is now ready for one.", {(N, "concede")}, "truce"),
    # demands as lists
    ("The union's demands include a pay rise and shorter shifts.", {(U, "demand")}, "rise shifts"),
    ("The union has two demands: a pay rise and shorter shifts.", {(U, "demand")}, "rise shifts"),
    ("One of Norland's conditions is that the bridge stays open.", {(N, "demand")}, "bridge"),
    ("A ceasefire is one of the River Front's conditions.", {(F, "demand")}, "ceasefire"),
    # what is left out, and what is refused
    ("Instead of a truce, Norland wants a prisoner exchange.", {(N, "demand")}, "exchange -truce"),
    ("Norland is ready to discuss prisoners but not the dam.", {(N, "offer"), (N, "reject")}, "prisoners dam"),
    ("Norland's answer to the draft was negative.", {(N, "reject")}, "draft"),
    ("Norland is ready to talk about the dam.", {(N, "offer")}, "dam"),
    ("Norland has decided to build the dam.", {(N, "demand")}, "dam"),
    ("For the River Front, the release of the prisoners comes first.", {(F, "demand")}, "prisoners"),
]  # fmt: skip

NOT_HELD = [
    "Norland denied that it had agreed to a truce.",
    "Norland and the River Front remain far apart on the prisoners.",
    "Norland and the River Front disagree over the bridge.",
    "Norland will send a delegation to talks on the bridge.",
    "The Transport Union will hold a vote on the draft next week.",
    "Erik Vasse said the talks about the dam had been constructive.",
    "Tomas Oduya warned that the dam would hurt farmers.",
    "Tomas Oduya said the dam would raise prices.",
]


@pytest.mark.parametrize(("text", "held", "words"), HELD)
def test_a_stance_is_held_by_whom_the_text_means(text, held, words):
    doc, cues = cues_of(text)
    about = {doc[i].text for cue in cues if stances([cue]) for i in cue.about}
    assert stances(cues) == held
    assert {word for word in words.split() if word[0] != "-"} <= about
    assert not {word[1:] for word in words.split() if word[0] == "-"} & about


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_nobody_holds_gives_no_cue(text):
    assert stances(cues_of(text)[1]) == set()
