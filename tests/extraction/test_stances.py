"""Sentence in, who takes which stance on what out."""

import pytest

N, F, U, L = "norland", "front", "union", "bloc"

TAKEN = [
    # verbs, in the active
    ("Norland demands a permanent ceasefire.", {(N, "truce", "demand")}),
    ("Norland wants to build the reservoir.", {(N, "dam", "demand")}),
    ("The River Front insists on the release of all prisoners.", {(F, "prisoners", "demand")}),
    ("Norland is seeking control of the bridge.", {(N, "bridge", "demand")}),
    ("The Transport Union called for higher wages.", {(U, "pay", "demand")}),
    ("The Transport Union is pressing for a pay rise.", {(U, "pay", "demand")}),
    ("Norland offered a temporary truce.", {(N, "truce", "offer")}),
    ("The River Front proposed a prisoner exchange.", {(F, "prisoners", "offer")}),
    ("Norland is considering a smaller dam.", {(N, "dam", "offer")}),
    ("Norland accepted the proposal.", {(N, "deal", "accept")}),
    ("The River Front backs the draft.", {(F, "deal", "accept")}),
    ("The Coastal League welcomed the ceasefire.", {(L, "truce", "accept")}),
    ("Norland endorsed the prisoner exchange.", {(N, "prisoners", "accept")}),
    ("Norland rejected the proposal.", {(N, "deal", "reject")}),
    ("The River Front ruled out a truce.", {(F, "truce", "reject")}),
    ("Norland turned down the draft.", {(N, "deal", "reject")}),
    ("The River Front opposes the dam.", {(F, "dam", "reject")}),
    ("Norland dismissed the wage increase.", {(N, "pay", "reject")}),
    ("Norland dropped its demand for control of the bridge.", {(N, "bridge", "concede")}),
    ("The River Front has given up its opposition to the dam.", {(F, "dam", "concede")}),
    ("The Transport Union softened its stance on wages.", {(U, "pay", "concede")}),
    ("Norland backed down on the dam.", {(N, "dam", "concede")}),
    ("Norland backed away from its demand for control of the bridge.", {(N, "bridge", "concede")}),
    ("The River Front has dropped its insistence that the dam be stopped.", {(F, "dam", "concede")}),
    ("Norland's opposition to the dam has faded.", {(N, "dam", "concede")}),
    ("Norland's opposition to the dam has not faded.", {(N, "dam", "reject")}),
    # a party that has moved
    ("Norland, which had ruled out any pay rise, now says that it could live with a modest pay rise.", {(N, "pay", "concede")}),
    ("After refusing for weeks, Norland accepted the dam.", {(N, "dam", "concede")}),
    ("Norland offered a truce, a step that it had refused until this week.", {(N, "truce", "concede")}),
    ("Norland is now ready to open the bridge.", {(N, "bridge", "concede")}),
    ("Norland has now accepted the dam.", {(N, "dam", "concede")}),
    ("Norland agreed to the dam, a reversal that surprised its own officials.", {(N, "dam", "concede")}),
    ("In a climbdown, Norland accepted the dam.", {(N, "dam", "concede")}),
    ("Norland offered a truce of ten days, instead of the thirty that it had asked for.", {(N, "truce", "concede")}),
    ("Norland is ready to open the bridge.", {(N, "bridge", "offer")}),
    ("Norland accepted the dam in a letter.", {(N, "dam", "accept")}),
    ("Norland now demands the dam.", {(N, "dam", "demand")}),
    ("The Transport Union now says that Norland accepts the dam.", {(N, "dam", "accept")}),
    ("Norland and the River Front now accept the dam.", {(N, "dam", "accept"), (F, "dam", "accept")}),
    ("Norland, which had rejected the truce, agreed to free prisoners.", {(N, "truce", "reject"), (N, "prisoners", "accept")}),
    # a purpose is no part of what is wanted
    ("Norland demands a check of prisoners, so that no armed men return with them.", {(N, "prisoners", "demand")}),
    # the passive, with its agent
    ("The proposal was rejected by Norland.", {(N, "deal", "reject")}),
    ("The ceasefire was welcomed by the Coastal League.", {(L, "truce", "accept")}),
    ("The draft has been accepted by the River Front.", {(F, "deal", "accept")}),
    # negation
    ("Norland will not accept the dam.", {(N, "dam", "reject")}),
    ("The River Front does not support the proposal.", {(F, "deal", "reject")}),
    ("Norland is not ready to release prisoners.", {(N, "prisoners", "reject")}),
    ("Norland never agreed to the ceasefire.", {(N, "truce", "reject")}),
    ("Norland has not dropped its demand for the dam.", {(N, "dam", "demand")}),
    ("Norland will not reopen the bridge.", {(N, "bridge", "reject")}),
    ("The rebels would not leave the bridge.", {(F, "bridge", "reject")}),
    # control
    ("Norland refused to accept the proposal.", {(N, "deal", "reject")}),
    ("The River Front agreed to drop its demand for a permanent ceasefire.", {(F, "truce", "concede")}),
    ("Norland refused to drop its demand for the dam.", {(N, "dam", "demand")}),
    ("The Transport Union vowed to oppose the draft.", {(U, "deal", "reject")}),
    ("Norland promised to support the ceasefire.", {(N, "truce", "accept")}),
    # adjectives
    ("Norland is ready to open the bridge.", {(N, "bridge", "offer")}),
    ("The River Front is willing to free prisoners.", {(F, "prisoners", "offer")}),
    ("Norland is opposed to the ceasefire.", {(N, "truce", "reject")}),
    ("The River Front remains open to a truce.", {(F, "truce", "offer")}),
    # nouns
    ("Norland's demand for the dam stands.", {(N, "dam", "demand")}),
    ("The River Front repeated its call for a permanent ceasefire.", {(F, "truce", "demand")}),
    ("Norland voiced opposition to the prisoner exchange.", {(N, "prisoners", "reject")}),
    ("The Coastal League expressed support for the draft.", {(L, "deal", "accept")}),
    # whoever is urged holds nothing
    ("The Coastal League urged Norland to accept the proposal.", {(L, "deal", "demand")}),
    ("Norland pressed the River Front to free the prisoners.", {(N, "prisoners", "demand")}),
    ("The River Front asked Norland to stop the dam.", {(F, "dam", "demand")}),
    # reported speech
    ("Norland said that the River Front wants a permanent ceasefire.", {(F, "truce", "demand")}),
    ("The bridge must be opened, the River Front said.", {(F, "bridge", "demand")}),
    ("Norland said the dam would be built.", {(N, "dam", "demand")}),
    ("Erik Vasse rejected the draft on Monday.", {(N, "deal", "reject")}),
    ("Tomas Oduya said his fighters would not accept a truce.", {(F, "truce", "reject")}),
    ("“We reject the dam,” Erik Vasse said.", {(N, "dam", "reject")}),
    ("Tomas Oduya met reporters. “We demand a permanent ceasefire.”", {(F, "truce", "demand")}),
    # verdicts
    ("Norland called the proposal unacceptable.", {(N, "deal", "reject")}),
    ("The Transport Union described the draft as an insult.", {(U, "deal", "reject")}),
    ("The River Front called the draft fair.", {(F, "deal", "accept")}),
    # plans speak for their authors
    ("Norland's plan includes a prisoner exchange.", {(N, "prisoners", "offer")}),
    ("The League's draft provides for a temporary truce.", {(L, "truce", "offer")}),
    # several at once
    ("Norland demands the dam and rejects the ceasefire.", {(N, "dam", "demand"), (N, "truce", "reject")}),
    ("Norland wants the dam, while the River Front rejects it.", {(N, "dam", "demand"), (F, "dam", "reject")}),
    ("Norland accepted the ceasefire but ruled out a prisoner exchange.", {(N, "truce", "accept"), (N, "prisoners", "reject")}),
    # who "it" is
    ("Norland met the mediators. It rejected the draft.", {(N, "deal", "reject")}),
    ("The union walked out. The union demands a pay rise.", {(U, "pay", "demand")}),
    ("The armed group refused a truce.", {(F, "truce", "reject")}),
    ("Norland's foreign minister rejected the dam.", {(N, "dam", "reject")}),
    ("Norlandian officials demand control of the bridge.", {(N, "bridge", "demand")}),
    ("On Monday Norland rejected the draft.", {(N, "deal", "reject")}),
    ("Erik Vasse met reporters. The minister added that the dam would be built.", {(N, "dam", "demand")}),
    ("A rebel spokesman said the group would free forty prisoners.", {(F, "prisoners", "offer")}),
    ("Norland and the River Front signed a ceasefire on Monday.", {(N, "truce", "accept"), (F, "truce", "accept")}),
]  # fmt: skip

NOT_TAKEN = [
    # events and background
    "Two soldiers were wounded near the bridge.",
    "The dam holds two million cubic metres of water.",
    "Talks on the prisoners resume on Thursday.",
    "The ceasefire of 2019 lasted for four months.",
    # issues without a holder
    "Gaps remain on the prisoners.",
    "The bridge is the main sticking point.",
    "A truce was demanded.",
    # outsiders
    "Analysts expect a truce before winter.",
    "Families demand the release of the prisoners.",
    "Residents want the bridge to be opened.",
    "Economists reject the dam.",
    # forecasts, questions, conditions
    "Norland may accept the proposal.",
    "Norland is likely to reject the draft.",
    "It is unclear whether Norland accepts the draft.",
    "If Norland accepts the draft, the fighting ends.",
    # what a plan contains without an author
    "The draft contains a temporary truce.",
    # cues about something that is no issue
    "Norland dropped bombs on the hills.",
    "The River Front rejected the reports.",
    "Norland wants tea.",
    "",
]


HELD = [
    ("Norland kept its hold on the bridge.", {(N, "bridge", "demand")}),
    ("Norland vowed to stay on the bridge.", {(N, "bridge", "demand")}),
    ("Norland offered its prisoners.", {(N, "prisoners", "offer")}),
]  # beside what only looks like them

OVERTAKEN = [
    # what is accepted now is what had been refused: by its name, a pronoun, "the idea", or nothing at all
    ("Norland, which had refused the dam, accepts the dam.", {(N, "dam", "concede")}),
    ("Norland, which had rejected the dam, accepts it.", {(N, "dam", "concede")}),
    ("Norland, which had rejected the dam, accepts the idea.", {(N, "dam", "concede")}),
    ("Norland, which had rejected the dam, accepts that plan.", {(N, "dam", "concede")}),
    ("Norland, which had rejected the proposal, accepts it.", {(N, "deal", "concede")}),
    ("Norland, which had opposed the proposal for weeks, accepts the proposal.", {(N, "deal", "concede")}),
    ("Having refused the dam for a year, Norland accepts it.", {(N, "dam", "concede")}),
    ("After refusing for weeks, Norland accepted the proposal.", {(N, "deal", "concede")}),
    # it is something else
    ("Norland, which had rejected the dam, accepts the proposal.", {(N, "dam", "reject"), (N, "deal", "accept")}),
    ("Norland had rejected the dam but accepts the proposal.", {(N, "dam", "reject"), (N, "deal", "accept")}),
    ("Norland had rejected the dam; it accepts the proposal.", {(N, "dam", "reject"), (N, "deal", "accept")}),
    ("Having rejected the bridge, Norland accepts the truce.", {(N, "bridge", "reject"), (N, "truce", "accept")}),
    ("Norland, which had rejected the first proposal, accepts the second proposal.", {(N, "deal", "accept")}),
    ("Norland, which had rejected the proposal, accepts a new proposal.", {(N, "deal", "accept")}),
]


@pytest.mark.parametrize(("sentence", "statements"), [*TAKEN, *HELD, *OVERTAKEN])
def test_a_stance_has_its_holder_and_its_issue(read, sentence, statements):
    assert read(sentence) == statements


@pytest.mark.parametrize("sentence", NOT_TAKEN)
def test_what_is_no_stance_is_left_alone(read, sentence):
    assert read(sentence) == set()
