"""Sentence in, out come the stances that it takes: who holds them, and what they are about."""

import pytest

from articles.extraction.attribution import reporters_of
from articles.extraction.coreference import actors_of, scene_of
from articles.extraction.introductions import introduced
from articles.extraction.mentions import find_mentions
from articles.extraction.records import Actor, Basis
from articles.extraction.segment import parse, sentences
from articles.extraction.stances import find_cues

from .conftest import DOSSIER

N, F, U, L = "norland", "front", "union", "bloc"

# Sentence, who takes which stance, and words that the cues are about; "-word" is a word that no cue is about.
TAKEN = [
    # plain verbs, phrasal verbs
    ("Norland can live with a smaller dam.", {(N, "accept")}, "dam"),
    ("The River Front has signed off on the draft.", {(F, "accept")}, "draft"),
    ("The River Front went along with the ceasefire.", {(F, "accept")}, "ceasefire"),
    ("Norland has come on board.", {(N, "accept")}, ""),
    ("The Coastal League put its name to the draft.", {(L, "accept")}, "draft"),
    ("The Transport Union gave its blessing to the deal.", {(U, "accept")}, "deal"),
    ("The Transport Union voted for the deal.", {(U, "accept")}, "deal"),
    ("The Transport Union voted in favour of the draft.", {(U, "accept")}, "draft"),
    ("The Transport Union voted by 40 to 12 against the deal.", {(U, "reject")}, "deal"),
    ("The Transport Union voted against the deal.", {(U, "reject")}, "deal"),
    ("The River Front swallowed the dam.", {(F, "accept")}, "dam"),
    ("Norland recommended the deal to its parliament.", {(N, "accept")}, "deal"),
    ("The mediators went home, but the River Front signed the draft.", {(F, "accept")}, "draft"),
    ("The Transport Union is holding out for a pay rise of six percent.", {(U, "demand")}, "rise"),
    ("The Transport Union is pressing for wages to be raised.", {(U, "demand")}, "wages raised"),
    ("Norland is fighting the prisoner exchange.", {(N, "reject")}, "exchange"),
    ("Norland will have none of a prisoner exchange.", {(N, "reject")}, "exchange"),
    ("Norland would not hear of a smaller dam.", {(N, "reject")}, "dam"),
    ("Norland has ruled out any talks on the dam.", {(N, "reject")}, "dam"),
    ("Norland turned its back on the ceasefire.", {(N, "reject")}, "ceasefire"),
    ("The River Front poured scorn on the draft.", {(F, "reject")}, "draft"),
    ("The River Front poured cold water on the draft.", {(F, "reject")}, "draft"),
    ("The River Front will have no part of the dam.", {(F, "reject")}, "dam"),
    ("The Transport Union raised objections to the draft.", {(U, "reject")}, "draft"),
    ("The River Front drew the line at the dam.", {(F, "reject")}, "dam"),
    ("Norland drew a red line at the bridge.", {(N, "demand")}, "bridge"),
    ("The River Front made the release of all prisoners a condition.", {(F, "demand")}, "prisoners"),
    ("Norland insisted upon control of the crossing.", {(N, "demand")}, "crossing"),
    ("The River Front dug in over the prisoners.", {(F, "demand")}, "prisoners"),
    ("The River Front clamoured for a ceasefire.", {(F, "demand")}, "ceasefire"),
    ("Norland has set its heart on the dam.", {(N, "demand")}, "dam"),
    ("Norland tabled a plan for the bridge.", {(N, "offer")}, "bridge"),
    ("Norland put forward a new draft.", {(N, "offer")}, "draft"),
    ("Norland floated a temporary truce.", {(N, "offer")}, "truce"),
    ("The League came up with a new draft on Monday.", {(L, "offer")}, "draft"),
    ("Norland did not rule out a smaller dam.", {(N, "offer")}, "dam"),
    ("The River Front has not excluded a truce.", {(F, "offer")}, "truce"),
    ("Norland has no objection to the truce.", {(N, "accept")}, "truce"),
    ("The River Front does not oppose the dam.", {(F, "accept")}, "dam"),
    ("Norland left the door open to a truce.", {(N, "offer")}, "truce"),
    # concessions
    ("Norland raised its offer on wages to five percent.", {(N, "concede")}, "wages"),
    ("Norland has sweetened its offer on wages.", {(N, "concede")}, "wages"),
    ("The Transport Union has withdrawn its objection to the draft.", {(U, "concede")}, "draft"),
    ("The Transport Union withdrew its demand for a pay rise.", {(U, "concede")}, "rise"),
    ("The Transport Union no longer demands a pay rise.", {(U, "concede")}, "rise"),
    ("Norland no longer opposes a truce.", {(N, "concede")}, "truce"),
    ("The River Front no longer rules out the dam.", {(F, "concede")}, "dam"),
    ("The River Front no longer insists on the release of all prisoners.", {(F, "concede")}, "prisoners"),
    ("The River Front no longer supports the draft.", {(F, "reject")}, "draft"),
    ("The Transport Union came down to five percent on wages.", {(U, "concede")}, "wages"),
    ("Norland gave ground on the dam.", {(N, "concede")}, "dam"),
    ("Neither Norland nor the River Front gave ground on the dam.", {(N, "demand"), (F, "demand")}, "dam"),
    ("The Transport Union has dropped its opposition to the draft.", {(U, "concede")}, "draft"),
    ("Norland backtracked on the prisoners.", {(N, "concede")}, "prisoners"),
    # adjectives
    ("The River Front is cool on the draft.", {(F, "reject")}, "draft"),
    ("The Transport Union is relaxed about the draft.", {(U, "accept")}, "draft"),
    ("Norland is unwilling to free any prisoners.", {(N, "reject")}, "prisoners"),
    ("Norland is in favour of a truce.", {(N, "accept")}, "truce"),
    ("The River Front is against the dam.", {(F, "reject")}, "dam"),
    ("The River Front remains against the dam.", {(F, "reject")}, "dam"),
    ("Norland is happy with the draft.", {(N, "accept")}, "draft"),
    ("The Transport Union is unimpressed by the pay rise.", {(U, "reject")}, "rise"),
    ("The Transport Union is sceptical about the draft.", {(U, "reject")}, "draft"),
    ("Norland is adamant that the dam must be built.", {(N, "demand")}, "dam"),
    ("The River Front is prepared to accept a truce.", {(F, "accept")}, "truce"),
    ("Norland is not prepared to accept a truce.", {(N, "reject")}, "truce"),
    ("The River Front, hostile to the dam, walked out.", {(F, "reject")}, ""),
    # nouns
    ("Norland's position is that the dam must be built.", {(N, "demand")}, "dam"),
    ("The union's demand is a pay rise of six percent.", {(U, "demand")}, "rise"),
    ("A full return of all prisoners remains the Front's aim.", {(F, "demand")}, "prisoners"),
    ("The union's insistence on a pay rise has not changed.", {(U, "demand")}, "rise"),
    ("The Front's opposition to the dam has not changed.", {(F, "reject")}, "dam"),
    ("Norland reaffirmed its opposition to the prisoner exchange.", {(N, "reject")}, "exchange"),
    ("The demand by the River Front for a ceasefire stands.", {(F, "demand")}, "ceasefire"),
    ("Among the union's demands are a pay rise and shorter shifts.", {(U, "demand")}, "rise"),
    ("The offer from Norland is a smaller dam.", {(N, "offer")}, "dam"),
    ("The River Front's refusal to accept the dam surprised nobody.", {(F, "reject")}, "dam"),
    ("The River Front gave its approval to the draft.", {(F, "accept")}, "draft"),
    ("Norland has voiced support for a truce.", {(N, "accept")}, "truce"),
    # verdicts
    ("The Transport Union called the pay rise pocket change.", {(U, "reject")}, "rise"),
    ("The River Front described the draft as dead on arrival.", {(F, "reject")}, "draft"),
    ("The River Front called the draft a step forward.", {(F, "accept")}, "draft"),
    ("Norland dismissed the draft as a stunt.", {(N, "reject")}, "draft"),
    ("The Transport Union branded the deal a betrayal.", {(U, "reject")}, "deal"),
    ("The draft was branded a betrayal by the River Front.", {(F, "reject")}, "draft"),
    ("The draft is not serious, Erik Vasse said.", {(N, "reject")}, "draft"),
    ("The draft is good enough, Erik Vasse said.", {(N, "accept")}, "draft"),
    ("The draft is something to work with, said Erik Vasse.", {(N, "accept")}, "draft"),
    ("“The pay rise is an insult,” Ruth Adler said.", {(U, "reject")}, "rise"),
    ("“The wage increase is too little,” Ruth Adler said.", {(U, "reject")}, "increase"),
    ("The pay rise falls short, Ruth Adler said.", {(U, "reject")}, "rise"),
    ("The dam is out of the question, Tomas Oduya said.", {(F, "reject")}, "dam"),
    ("A truce is off the table, said Tomas Oduya.", {(F, "reject")}, "truce"),
    ("The dam is unacceptable to the River Front.", {(F, "reject")}, "dam"),
    ("For the River Front, the dam is a red line.", {(F, "demand")}, "dam"),
    ("The River Front does not consider the draft fair.", {(F, "reject")}, "draft"),
    ("The draft is not unreasonable, Erik Vasse said.", {(N, "accept")}, "draft"),
    # auxiliaries
    ("Norland must free the prisoners, Tomas Oduya said.", {(F, "demand")}, "prisoners"),
    ("Norland has to free the prisoners, Tomas Oduya said.", {(F, "demand")}, "prisoners"),
    ("Norland needs to free the prisoners, Tomas Oduya said.", {(F, "demand")}, "prisoners"),
    ("Norland should free the prisoners, Tomas Oduya said.", {(F, "demand")}, "prisoners"),
    ("Norland ought to free the prisoners, Tomas Oduya said.", {(F, "demand")}, "prisoners"),
    ("Norland, Tomas Oduya said, must free the prisoners.", {(F, "demand")}, "prisoners"),
    ("Norland should accept the draft, Tomas Oduya said.", {(F, "demand")}, "draft"),
    ("The bridge will stay closed, Erik Vasse said.", {(N, "demand")}, "bridge"),
    ("There will be no dam, Tomas Oduya said.", {(F, "reject")}, "dam"),
    ("Norland cannot accept the dam.", {(N, "reject")}, "dam"),
    ("Norland would never free the prisoners.", {(N, "reject")}, "prisoners"),
    ("Norland is not going to free the prisoners.", {(N, "reject")}, "prisoners"),
    ("Norland would free the prisoners in stages, Erik Vasse said.", {(N, "offer")}, "prisoners"),
    ("Norland would pay for the bridge, Erik Vasse said.", {(N, "offer")}, "bridge"),
    ("Norland said it would open the crossing.", {(N, "offer")}, "crossing"),
    ("Norland could free some prisoners, people close to its government say.", {(N, "offer")}, "prisoners"),
    ("Norland could live with a smaller dam.", {(N, "accept")}, "dam"),
    ("Norland will keep the bridge.", {(N, "demand")}, "bridge"),
    ("The Transport Union would like to see wages raised.", {(U, "demand")}, "wages"),
    ("The Transport Union would rather see wages raised.", {(U, "demand")}, "wages"),
    ("The River Front would take a smaller dam.", {(F, "accept")}, "dam"),
    ("The River Front would rather fight than accept the dam.", {(F, "reject")}, "dam"),
    # conditions
    ("There will be no deal without a truce, Tomas Oduya said.", {(F, "demand")}, "truce"),
    ("The River Front will not sign the deal unless all prisoners are freed.", {(F, "reject"), (F, "demand")}, "prisoners"),
    ("The River Front will not sign without a truce.", {(F, "reject"), (F, "demand")}, "truce"),
    ("Norland will free the prisoners once the truce holds.", {(N, "offer"), (N, "demand")}, "truce"),
    ("Norland is ready to free the prisoners if the River Front leaves the bridge.", {(N, "offer"), (N, "demand")}, "bridge"),
    ("Norland is ready to free the prisoners in exchange for a truce.", {(N, "offer"), (N, "demand")}, "truce"),
    ("Norland said it could accept the draft, provided that the dam is built.", {(N, "accept"), (N, "demand")}, "dam"),
    ("The River Front will accept the dam only if the bridge is opened.", {(F, "accept"), (F, "demand")}, "bridge"),
    ("The Transport Union will strike unless wages are raised.", {(U, "demand")}, "wages"),
    ("The River Front accepts the draft as long as the dam is left out.", {(F, "accept"), (F, "demand")}, "dam"),
    ("The River Front agreed to a truce on condition that prisoners are freed.", {(F, "accept"), (F, "demand")}, "prisoners"),
    # what is wanted out, refusals in vows
    ("The River Front wants the dam scrapped.", {(F, "demand")}, "dam"),
    ("The River Front vowed that no dam would be built.", {(F, "reject")}, "dam"),
    ("The River Front wants no dam.", {(F, "reject")}, "dam"),
    ("The River Front asked that the dam be dropped from the draft.", {(F, "demand")}, "dam"),
    # holders
    ("Norland rejected the draft and insisted on the dam.", {(N, "reject"), (N, "demand")}, "dam"),
    ("Norland appears to want the dam.", {(N, "demand")}, "dam"),
    ("Norland seems ready to accept a truce.", {(N, "accept")}, "truce"),
    ("Norland is said to oppose the prisoner exchange.", {(N, "reject")}, "exchange"),
    ("Norland is understood to want control of the bridge.", {(N, "demand")}, "bridge"),
    ("A draft rejected by the River Front was withdrawn.", {(F, "reject")}, "draft"),
    ("The draft, which Norland rejects, runs to forty pages.", {(N, "reject")}, "draft"),
    ("A pay rise that Norland opposes is on the agenda.", {(N, "reject")}, "rise"),
    ("Norland made a demand that the River Front rejects.", {(N, "demand"), (F, "reject")}, "demand"),
    ("Norland said it would accept a truce.", {(N, "accept")}, "truce"),
    ("Norland said it was ready to accept a truce.", {(N, "accept")}, "truce"),
    ("The dam is opposed by the River Front.", {(F, "reject")}, "dam"),
    ("The dam has been accepted by the River Front.", {(F, "accept")}, "dam"),
    ("The Transport Union, which wants a pay rise, walked out.", {(U, "demand")}, "rise -Union"),
    ("Norland, the largest state on the river, rejects the draft.", {(N, "reject")}, "draft"),
    ("Both Norland and the River Front accept the draft.", {(N, "accept"), (F, "accept")}, "draft"),
    ("Neither Norland nor the River Front accepts the draft.", {(N, "reject"), (F, "reject")}, "draft"),
    ("Norland wants a dam that the River Front rejects.", {(N, "demand"), (F, "reject")}, "dam"),
    ("Norland accepted the draft; the River Front refused.", {(N, "accept"), (F, "reject")}, "draft"),
    ("Having rejected the draft, Norland left the room.", {(N, "reject")}, "draft"),
    ("What the River Front wants is a ceasefire.", {(F, "demand")}, "ceasefire"),
    ("Norland urged the River Front to accept the draft.", {(N, "demand")}, "draft"),
    ("The River Front was urged by Norland to accept the draft.", {(N, "demand")}, "draft"),
    # plans
    ("Norland's plan would free forty prisoners.", {(N, "offer")}, "prisoners"),
    ("Under Norland's plan, the bridge would be opened in May.", {(N, "offer")}, "bridge"),
    ("A plan drafted by Norland would free forty prisoners.", {(N, "offer")}, "prisoners"),
    ("The plan that the League tabled in May would open the bridge.", {(L, "offer")}, "bridge"),
    ("The League's draft provides for a truce.", {(L, "offer")}, "truce"),
    # about: without asides
    ("Norland rejected the dam because the truce had failed.", {(N, "reject")}, "dam -truce"),
    ("Norland rejected the dam after the truce had ended.", {(N, "reject")}, "dam -truce"),
    ("The River Front accepted the truce, which the League had brokered near the bridge.", {(F, "accept")}, "truce -bridge"),
    ("Norland demanded the dam despite the truce.", {(N, "demand")}, "dam -truce"),
    # no stance
    ("Norland has come down in favour of a smaller dam.", {(N, "accept")}, "dam"),
    ("The union says its members will not put up with a pay freeze.", {(U, "reject")}, "freeze"),
    ("Norland's cabinet has signed the accord on the bridge.", {(N, "accept")}, "bridge"),
    ("The Transport Union settled for a pay rise of three percent.", {(U, "accept")}, "rise"),
    ("The River Front bowed to pressure and dropped its demand for the bridge.", {(F, "concede")}, "bridge"),
    ("Norland would be content with a smaller dam.", {(N, "accept")}, "dam"),
    ("Norland is open to a prisoner exchange.", {(N, "offer")}, "exchange"),
    ("The League offered to send observers to the bridge.", {(L, "offer")}, "bridge"),
    ("Norland has proposed that the bridge be run by a joint body.", {(N, "offer")}, "bridge"),
    ("The union proposed freezing wages for a year.", {(U, "offer")}, "wages"),
    ("Norland is considering whether to free the prisoners.", {(N, "offer")}, "prisoners"),
    ("The River Front has threatened to leave the talks over the dam.", {(F, "demand")}, "dam"),
    ("The Transport Union warned that it would strike over wages.", {(U, "demand")}, "wages"),
    ("Norland ruled out both a truce and a prisoner exchange.", {(N, "reject")}, "truce exchange"),
    ("Norland refuses to free the prisoners before the truce.", {(N, "reject")}, "prisoners"),
    ("The River Front refused to budge on the prisoners.", {(F, "reject")}, "prisoners"),
    ("Norland did not budge on the dam.", {(N, "demand")}, "dam"),
    ("The River Front has not accepted the draft.", {(F, "reject")}, "draft"),
    ("Norland baulked at the wage increase.", {(N, "reject")}, "increase"),
    ("Norland steered clear of a permanent ceasefire.", {(N, "reject")}, "ceasefire"),
    ("The River Front is unhappy about the dam.", {(F, "reject")}, "dam"),
    ("The League called on both Norland and the River Front to accept the draft.", {(L, "demand")}, "draft"),
    ("The League wants Norland to open the crossing.", {(L, "demand")}, "crossing"),
    ("Norland told the River Front to leave the bridge.", {(N, "demand")}, "bridge"),
    ("The union asked the company to raise wages.", {(U, "demand")}, "wages"),
    ("Norland demanded that the River Front free the prisoners.", {(N, "demand")}, "prisoners"),
    ("The Front, Norland said, rejected the draft.", {(F, "reject")}, "draft"),
    ("According to Norland, the River Front has accepted the truce.", {(F, "accept")}, "truce"),
    ("The River Front's fighters will stay on the bridge, Tomas Oduya said.", {(F, "demand")}, "bridge"),
    ("“We will not give up the bridge,” Erik Vasse said.", {(N, "reject")}, "bridge"),
    ("“We could accept a smaller dam,” Tomas Oduya said.", {(F, "accept")}, "dam"),
    ("“We want a ceasefire,” Tomas Oduya said.", {(F, "demand")}, "ceasefire"),
    ("“We cannot sign this draft,” said Tomas Oduya.", {(F, "reject")}, "draft"),
    ("“We need guarantees on the dam,” Tomas Oduya said.", {(F, "demand")}, "dam"),
    ("“Our answer to the draft is no,” Erik Vasse said.", {(N, "reject")}, "draft"),
    ("“The bridge must stay open,” Tomas Oduya told reporters.", {(F, "demand")}, "bridge"),
    ("“There can be no truce before the prisoners are home,” said Tomas Oduya.", {(F, "reject")}, "truce"),
    ("“The dam should be smaller,” Tomas Oduya said.", {(F, "demand")}, "dam"),
    ("Norland has made clear that the dam will be built.", {(N, "demand")}, "dam"),
    ("Norland made it clear that it would not free the prisoners.", {(N, "reject")}, "prisoners"),
    ("Lena Moor, who speaks for Norland, ruled out a truce.", {(N, "reject")}, "truce"),
    ("Norland, for its part, rejects the draft.", {(N, "reject")}, "draft"),
    ("The River Front welcomed the draft but asked for changes to the dam.", {(F, "accept"), (F, "demand")}, "draft"),
    ("The wage increase, Ruth Adler said, was an insult.", {(U, "reject")}, "increase"),
    ("Ruth Adler called the company's offer “crumbs from the table”.", {(U, "reject")}, "offer"),
    ("Ruth Adler called it “pocket money”.", {(U, "reject")}, ""),
    ("Tomas Oduya described the dam as a threat to farmers.", {(F, "reject")}, "dam"),
    ("Tomas Oduya hailed the draft as a breakthrough.", {(F, "accept")}, "draft"),
    ("Tomas Oduya said the draft did not go far enough.", {(F, "reject")}, "draft"),
    ("Tomas Oduya said the draft went too far.", {(F, "reject")}, "draft"),
    ("Tomas Oduya said the draft was a good basis for talks.", {(F, "accept")}, "draft"),
    ("The dam is non-negotiable, Erik Vasse said.", {(N, "demand")}, "dam"),
    ("The bridge is up for discussion, Erik Vasse said.", {(N, "offer")}, "bridge"),
    ("The ceasefire is acceptable to the River Front.", {(F, "accept")}, "ceasefire"),
    ("For Norland, the draft is unacceptable.", {(N, "reject")}, "draft"),
    ("The dam remains a red line for the River Front.", {(F, "demand")}, "dam"),
    ("The union wants a pay rise, and the company a pay freeze.", {(U, "demand")}, "rise"),
    ("The proposal, backed by the League, leaves the bridge closed.", {(L, "accept")}, "proposal"),
    ("The proposal from the League would leave the bridge closed.", {(L, "offer")}, "bridge"),
    ("In its plan, Norland would open the bridge.", {(N, "offer")}, "bridge"),
    ("The draft written by the League keeps the bridge closed.", {(L, "offer")}, "bridge"),
    ("Norland's offer to free forty prisoners was turned down by the River Front.", {(F, "reject"), (N, "offer")}, "prisoners"),
    ("The River Front turned down Norland's offer of forty prisoners.", {(F, "reject"), (N, "offer")}, "prisoners"),
    ("Norland rejected the River Front's demand for a ceasefire.", {(N, "reject"), (F, "demand")}, "ceasefire"),
    ("The River Front accepted Norland's proposal for the bridge.", {(F, "accept"), (N, "offer")}, "bridge"),
    ("Norland has agreed in principle to a prisoner exchange.", {(N, "accept")}, "exchange"),
    ("Norland agreed to free forty prisoners.", {(N, "accept")}, "prisoners"),
    ("Norland promised not to build the dam.", {(N, "reject")}, "dam"),
    ("The River Front insisted that it would keep the bridge.", {(F, "demand")}, "bridge"),
    ("The River Front is holding firm on the prisoners.", {(F, "demand")}, "prisoners"),
    ("Norland stuck to its demand for the dam.", {(N, "demand")}, "dam"),
    ("The River Front reiterated its refusal to leave the bridge.", {(F, "reject")}, "bridge"),
    ("Norland's reluctance to free prisoners has angered the mediators.", {(N, "reject")}, "prisoners"),
    ("The River Front had long demanded the bridge.", {(F, "demand")}, "bridge"),
    ("Norland originally asked for two dams.", {(N, "demand")}, "dams"),
    ("Norland had refused for years to open the bridge.", {(N, "reject")}, "bridge"),
    # the same again
    ("The River Front rejects the dam, and so does Norland.", {(F, "reject"), (N, "reject")}, "dam"),
    ("The River Front rejected the dam, and Norland did the same.", {(F, "reject"), (N, "reject")}, "dam"),
    ("The River Front does not accept the dam, and neither does Norland.", {(F, "reject"), (N, "reject")}, "dam"),
    ("The River Front accepted the draft, but Norland refused outright.", {(F, "accept"), (N, "reject")}, "draft"),
    # the parser led astray, possessives, hints, bare verbs
    ("The Transport Union, which organised the protest, called on Norland to suspend the wage increase.", {(U, "demand")}, "increase"),
    ("The River Front repeated its demand for the bridge.", {(F, "demand")}, "bridge"),
    ("Norland maintains its offer of forty prisoners.", {(N, "offer")}, "prisoners"),
    ("Norland said its government might contribute to the dam.", {(N, "offer")}, "dam"),
    ("The River Front refused.", {(F, "reject")}, ""),
    ("Norland said that it would stop the dam.", {(N, "offer")}, "dam"),
    ("Norland could remove the dam, Erik Vasse said.", {(N, "offer")}, "dam"),
    ("The offer on wages was not sufficient, Ruth Adler said.", {(U, "reject")}, "wages"),
    ("The River Front will not sign the draft if the dam stays.", {(F, "reject"), (F, "demand")}, "dam"),
    ("The draft that Norland sent to the League raises wages by half.", {(N, "offer")}, "wages"),
    ("In return Norland would free the prisoners, Erik Vasse said.", {(N, "offer")}, "prisoners"),
]  # fmt: skip

# Forecasts, questions, events, outsiders, and what a party only says it will not talk about.
NOT_TAKEN = [
    "At the River Front's insistence, the bridge was left out of the draft.",
    "Norland is expected to reject the draft.",
    "Norland is likely to accept the draft.",
    "Norland may agree to a truce.",
    "Norland might accept the dam.",
    "Analysts expect Norland to reject the draft.",
    "Analysts think that Norland will reject the draft.",
    "Observers predict that the River Front will drop its demand for a truce.",
    "It is unclear whether Norland accepts the draft.",
    "If Norland accepts the draft, the fighting ends.",
    "If Norland agrees to drop the dam, the fighting ends.",
    "Norland is poised to accept the draft.",
    "Will Norland accept the draft?",
    "Why should Norland accept the draft?",
    "Norland is set to reject the draft.",
    "Norland declined to comment on the draft.",
    "Norland refused to say when the bridge opens.",
    "Norland would not comment on the prisoners.",
    "Norland will meet the mediators at the bridge.",
    "Erik Vasse will travel to the bridge on Monday.",
    "An aide to Erik Vasse asked not to be named.",
    "Norland denied the reports.",
    "Asked about the dam, Erik Vasse smiled.",
    "Norland built a dam in May.",
    "Norland is on the river.",
    "The draft was rejected.",
    "A truce was demanded.",
    "Residents want the bridge opened.",
    "The bridge must be opened, residents said.",
    "The dam is an insult, analysts said.",
    "Economists called the draft a betrayal.",
    "Norland is trying to form a government.",
    "The dam was built after the war, and Norland runs it.",
    "Norland lost the bridge in the war.",
    "Norland would lose the bridge.",
    "Two soldiers of Norland were wounded at the bridge.",
    "The talks between Norland and the River Front went on.",
    "Norland and the River Front met on the bridge.",
    "Norland persuaded the River Front to accept the draft.",
    "Erik Vasse spoke to reporters about the dam.",
    "The prisoners of the River Front are held near the bridge.",
    "Norland received the draft on Monday.",
    "Norland has been studying the draft since Monday.",
    "Norland knows the draft.",
    "The River Front held a rally at the dam.",
    "Talks about the dam lasted until midnight.",
    "It is not known what the River Front thinks of the dam.",
    "The River Front has yet to accept the draft.",
    "Neither side accepts the draft.",
    "Norland and the River Front are at odds over the bridge.",
    "“No dam, no compromise,” Tomas Oduya said.",
    "Erik Vasse said the prisoners were not for sale.",
    "Norland would not say how the dam is financed.",
    "Norland wants to comment on the draft.",
    "Norland will host the talks about the bridge.",
    "The River Front was shown the draft.",
    "The talks on wages broke down on Monday.",
    "Gaps remain on wages.",
    "The dam is the main sticking point.",
    "Norland can see the bridge from its towers.",
    "Norland probably accepts the draft.",
    "Norland will eventually accept the draft.",
    "Ministers of Norland gathered at the dam.",
    "The River Front did not say what it would do about the dam.",
    "Norland is tipped to accept the draft.",
    "Experts say that Norland must accept the draft.",
    "A truce could be signed in May.",
    "The draft contains a temporary truce.",
    "Half of the prisoners of Norland are ill.",
    "The River Front, a party to the talks on the dam, was founded in May.",
    "Norland is believed to be about to accept the draft.",
    # manners, habits, whereabouts, and news that is to come
    "Norland offered its thanks for the truce.",
    "The Transport Union offered condolences to the families of the prisoners.",
    "Norland keeps a list of the prisoners in a drawer.",
    "Norland kept maps of the bridge.",
    "Norland's foreign minister, Erik Vasse, stayed at a hotel near the bridge.",
    "Norland said a new date for the truce would be announced.",
]  # fmt: skip

SPOKEN = [
    ("The bridge must stay open.", {(F, "demand")}),
    ("There will be no dam.", {(F, "reject")}),
    ("The draft is an insult.", {(F, "reject")}),
    ("The draft is good enough.", {(F, "accept")}),
    ("Norland should free the prisoners.", {(F, "demand")}),
    ("The weather was fine.", set()),
    ("Norland built a dam.", set()),
]


def cues_of(text, speaker=None):
    """The cues of a text, and its document."""
    doc = next(parse([text]))
    mentions = find_mentions(doc, DOSSIER)
    people = introduced(doc, mentions)
    scene = scene_of([*mentions, *people.mentions], people.titles, DOSSIER)
    found = []
    for sentence in sentences(doc, []):
        found += find_cues(
            sentence,
            lambda token: actors_of(token, scene),
            lambda token: reporters_of(token, lambda t: actors_of(t, scene)),
            speaker,
        )
        scene.enter(sentence)
    return doc, found


def stances(cues):
    """Who takes which stance."""
    return {(holder.party, cue.stance.value) for cue in cues for holder in cue.holders if holder.party}


@pytest.mark.parametrize(("sentence", "taken", "words"), TAKEN)
def test_a_cue_has_its_holder_its_stance_and_its_object(sentence, taken, words):
    doc, cues = cues_of(sentence)
    about = {doc[i].text for cue in cues if stances([cue]) for i in cue.about}
    assert stances(cues) == taken
    assert {word for word in words.split() if word[0] != "-"} <= about
    assert not {word[1:] for word in words.split() if word[0] == "-"} & about


@pytest.mark.parametrize("sentence", NOT_TAKEN)
def test_what_is_no_stance_gives_no_cue(sentence):
    assert stances(cues_of(sentence)[1]) == set()


@pytest.mark.parametrize(("sentence", "taken"), SPOKEN)
def test_direct_speech_is_its_speakers(sentence, taken):
    speaker = Actor(party=F, basis=Basis.OWN, token=0)
    assert stances(cues_of(sentence, speaker)[1]) == taken
    assert stances(cues_of(sentence)[1]) == set()


def test_the_past_beside_a_present_stance_is_weaker():
    _, before = cues_of("Norland had refused for years to open the bridge.")
    _, now = cues_of("Norland refuses to open the bridge.")
    assert before[0].strength < now[0].strength


def test_conditions_stand_apart_from_what_is_offered():
    doc, cues = cues_of("Norland will free the prisoners once the truce holds.")
    offer, demand = cues
    assert "truce" not in {doc[i].text for i in offer.about}
    assert "truce" in {doc[i].text for i in offer.conditions}
    assert "prisoners" not in {doc[i].text for i in demand.about}
