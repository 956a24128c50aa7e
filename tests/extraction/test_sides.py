"""Words about an issue in, the named point where the party stands out."""

import pytest

from articles.extraction.records import Issue, Party, ScalePoint, Stance
from articles.extraction.sides import Told, grants, hear, is_verdict, measures, side_of, span_of


def scale(name, low, middle, high, *, terms=(), unit=""):
    points = (ScalePoint(key="p0", value=0, label=low), ScalePoint(key="p50", value=50, label=middle))
    top = ScalePoint(key="p100", value=100, label=high)
    return Issue(key=name, name=name, terms=terms, points=(*points, top), unit=unit)


ISSUES = {
    "dam": scale("Upper dam", "No dam", "Smaller dam", "Dam as planned", terms=("dam", "reservoir")),
    "pay": scale("Pay rise", "Pay freeze", "Modest rise", "Full rise", terms=("wages", "pay rise")),
    "wage": scale("Wage increase", "Up to 3 per cent", "4 to 6 per cent", "7 per cent or more", unit="per cent"),
    "lease": scale("Length of the lease", "Within five years", "Six to ten years", "More than ten years", unit="years"),
    "break": scale("Length of the pause", "Weeks", "Months", "For good"),
    "sum": scale("The fund", "Some 50 million or less", "Between 50 and 200 million", "Above 200 million"),
    "ferry": scale("Ferry fares", "Lower", "As now", "Higher", terms=("fares",)),
    "whaling": scale("Coastal whaling", "Allowed", "Limited", "Banned", terms=("whaling",)),
    "tariff": scale("Grain tariff", "Tariff kept", "Phased out", "Tariff lifted at once", terms=("tariff",)),
    "sanctions": scale("Sanctions relief", "Stay in force", "Lifted step by step", "All lifted", terms=("sanctions",)),
    "captives": scale("Captives", "No release", "In stages", "All freed", terms=("captives", "prisoners")),
    "canal": scale("Iron Canal", "Closed", "Escorted convoys", "Open to all", terms=("canal", "waterway")),
    "island": scale("Gull Island", "Norland keeps it", "Joint administration", "River Front takes it"),
    "guards": scale("Truce observers", "No outsiders", "Unarmed observers", "Armed foreign force"),
    "target": scale("Forest target", "No target", "Voluntary goal", "Binding target", terms=("target",)),
    "rule": scale("Voting rule", "By consensus", "Vote as a last resort", "Majority vote"),
    "aid": scale("School meals", "Ended", "Only for those in need", "Kept for everyone", terms=("meals",)),
    "site": scale("Site of the port", "East bank", "Both banks", "West bank"),
    "deal": scale("The draft", "Rejected", "Accepted with changes", "Accepted", terms=("draft",)),
    "pact": scale("The pact", "Will not sign", "Signs on conditions", "Signs", terms=("pact",)),
}
NORLAND = Party(key="norland", name="Norland", aliases=("Norlanders",))
FRONT = Party(key="front", name="River Front", aliases=("rebels",))


def side(key, words, stance, *, holder=NORLAND, said=None, before=None, usual=None):
    return side_of(
        Told(
            issue=ISSUES[key],
            stance=Stance(stance),
            said=words if said is None else said,
            sentence=words,
            holder=holder,
            before=before,
            usual=usual,
        )
    )


WORDS = [
    # the label's own words, and words like them
    ("dam", "Norland wants the dam built as planned.", "demand", "p100"),
    ("dam", "Norland proposes a smaller dam.", "offer", "p50"),
    ("canal", "Norland wants the canal open to all ships.", "demand", "p100"),
    ("canal", "Norland wants the canal closed.", "demand", "p0"),
    ("canal", "Norland insists that the waterway stay shut.", "demand", "p0"),
    ("canal", "Norland proposes convoys under escort.", "offer", "p50"),
    ("captives", "Norland insists on the release of all captives.", "demand", "p100"),
    ("captives", "Norland offers to free the captives in stages.", "offer", "p50"),
    ("captives", "Norland demands that every prisoner be set free.", "demand", "p100"),
    ("whaling", "Norland wants whaling banned.", "demand", "p100"),
    ("whaling", "Norland wants whaling outlawed.", "demand", "p100"),
    ("whaling", "Norland demands that whaling be allowed.", "demand", "p0"),
    ("guards", "Norland wants an armed force of foreign soldiers.", "demand", "p100"),
    ("guards", "Norland is ready to let in unarmed observers.", "offer", "p50"),
    ("target", "Norland demands a legally binding target.", "demand", "p100"),
    ("target", "Norland would accept a voluntary goal.", "accept", "p50"),
    ("rule", "Norland insists on consensus.", "demand", "p0"),
    ("rule", "Norland wants decisions taken by majority.", "demand", "p100"),
    ("aid", "Norland wants school meals kept for everyone.", "demand", "p100"),
    ("aid", "Norland would confine the meals to the poorest families.", "offer", "p50"),
    ("aid", "Norland wants the meals to continue for every child.", "demand", "p100"),
    ("ferry", "Norland wants lower fares.", "demand", "p0"),
    ("ferry", "Norland wants higher fares.", "demand", "p100"),
    ("ferry", "Norland is asking for cheaper fares.", "demand", "p0"),
    ("sanctions", "Norland offers to lift the sanctions step by step.", "offer", "p50"),
    ("sanctions", "Norland wants all sanctions lifted.", "demand", "p100"),
    ("sanctions", "Norland insists that the sanctions stay in force.", "demand", "p0"),
    ("tariff", "Norland wants the tariff kept.", "demand", "p0"),
    ("tariff", "Norland would see the tariff phased out.", "offer", "p50"),
    ("pay", "Norland insists on a pay freeze.", "demand", "p0"),
    ("pay", "Norland demands a full rise.", "demand", "p100"),
]

TURNED = [
    # a "no" turns the words after it
    ("dam", "Norland wants no dam.", "demand", "p0"),
    ("dam", "Norland wants the valley without a dam.", "demand", "p0"),
    ("target", "Norland wants no target.", "demand", "p0"),
    ("captives", "Norland said there would be no release.", "demand", "p0"),
    ("target", "Norland will not sign without a binding target.", "demand", "p100"),
    ("guards", "Norland wants no outsiders at the border.", "demand", "p0"),
    # whoever refuses what lies at one point stands at the other end
    ("target", "Norland will not accept a binding target.", "reject", "p0"),
    ("dam", "Norland rejected the dam.", "reject", "p0"),
    ("captives", "Norland refused to free all captives.", "reject", "p0"),
    ("canal", "Norland ruled out an open canal.", "reject", "p0"),
    ("pay", "Norland rejected a full rise.", "reject", "p0"),
    ("guards", "Norland opposes an armed foreign force.", "reject", "p0"),
    ("sanctions", "Norland refuses to see all sanctions lifted.", "reject", "p0"),
]

LEANING = [
    # the issue's name is all that the words hold: the end that grants it, or the one that denies it
    ("dam", "Norland demands the reservoir.", "demand", "p100"),
    ("dam", "Norland opposes the reservoir.", "reject", "p0"),
    ("canal", "Norland demands the waterway.", "demand", "p100"),
    ("sanctions", "Norland demands sanctions relief.", "demand", "p100"),
    ("pay", "Norland asks for better wages.", "demand", "p100"),
    ("target", "Norland opposes the target.", "reject", "p0"),
    ("aid", "Norland demands school meals.", "demand", "p100"),
    # an offer or a concession lies between
    ("dam", "Norland made an offer on the reservoir.", "offer", "p50"),
    ("pay", "Norland gave way on wages.", "concede", "p50"),
    ("captives", "Norland moved on the prisoners.", "concede", "p50"),
    ("pay", "Norland offered something on wages, for some of the staff and up to a point.", "offer", "p50"),
]

NUMBERS = [
    ("wage", "Norland asks for 9 per cent.", "demand", "p100"),
    ("wage", "Norland offers 2 per cent.", "offer", "p0"),
    ("wage", "Norland offers 5%.", "offer", "p50"),
    ("wage", "Norland would accept five per cent.", "accept", "p50"),
    ("wage", "Norland asks for twelve percent.", "demand", "p100"),
    ("lease", "Norland wants a lease of four years.", "demand", "p0"),
    ("lease", "Norland wants a lease of 25 years.", "demand", "p100"),
    ("lease", "Norland offers eight years.", "offer", "p50"),
    ("break", "Norland proposes a pause of 20 days.", "offer", "p0"),
    ("break", "Norland wants a pause of three weeks.", "demand", "p0"),
    ("break", "Norland proposes a pause of four months.", "offer", "p50"),
    ("sum", "Norland demands 1.3 billion.", "demand", "p100"),
    ("sum", "Norland asks for 40 million.", "demand", "p0"),
    ("sum", "Norland would pay 120 million.", "offer", "p50"),
]

VERDICTS = [
    ("deal", "Norland accepted the draft.", "accept", "p100"),
    ("deal", "Norland rejected the draft.", "reject", "p0"),
    ("deal", "Norland would accept the draft, provided that the canal is opened.", "accept", "p50"),
    ("deal", "Norland agreed to the draft on condition that its ships may pass.", "accept", "p50"),
    ("deal", "Norland accepted the draft with amendments.", "accept", "p50"),
    ("deal", "Norland accepted the draft as a basis.", "accept", "p50"),
    ("deal", "Norland will not accept the draft in its present form.", "reject", "p50"),
    ("deal", "Norland urged everybody to accept the draft.", "demand", "p100"),
    ("pact", "Norland will sign the pact.", "accept", "p100"),
    ("pact", "Norland turned the pact down.", "reject", "p0"),
    ("pact", "Norland signs only if the reservoir is stopped.", "accept", "p50"),
]


@pytest.mark.parametrize(("key", "words", "stance", "expected"), [*WORDS, *TURNED, *LEANING, *NUMBERS, *VERDICTS])
def test_a_side_follows_from_the_words(key, words, stance, expected):
    assert side(key, words, stance) == expected


HOLDERS = [
    ("island", "It wants the island.", "demand", NORLAND, "p0"),
    ("island", "It wants the island.", "demand", FRONT, "p100"),
    ("island", "It will not hear of the plan.", "reject", NORLAND, "p0"),
    ("island", "It will not hear of the plan.", "reject", FRONT, "p100"),
    ("island", "It wants the island.", "demand", ("River Front", "rebels"), "p100"),
    ("island", "It offered a joint administration.", "offer", FRONT, "p50"),
]


@pytest.mark.parametrize(("key", "words", "stance", "holder", "expected"), HOLDERS)
def test_a_label_that_names_the_party_is_its_own(key, words, stance, holder, expected):
    assert side(key, words, stance, holder=holder) == expected


EARLIER = [
    ("island", "The League refused.", "reject", {"before": "p100"}, "p100"),
    ("island", "The League refused.", "reject", {"usual": "p100"}, "p100"),
    ("island", "The League demands more.", "demand", {"before": "p0"}, "p0"),
    ("canal", "The League wants the canal closed.", "demand", {"before": "p100", "usual": "p100"}, "p0"),
    ("wage", "The League asks for 9 per cent.", "demand", {"before": "p0", "usual": "p0"}, "p100"),
]


@pytest.mark.parametrize(("key", "words", "stance", "known", "expected"), EARLIER)
def test_what_the_party_said_before_counts_where_the_words_say_less(key, words, stance, known, expected):
    assert side(key, words, stance, holder=("Coastal League",), **known) == expected


@pytest.mark.parametrize("key", ["rule", "site"])
@pytest.mark.parametrize("stance", ["demand", "reject", "accept"])
def test_nothing_speaks_for_any_side(key, stance):
    assert side(key, "The League met reporters.", stance, holder=("Coastal League",)) is None


def test_a_scale_of_one_point_has_no_sides():
    lone = Issue(key="x", name="Dam", points=(ScalePoint(key="p0", value=0, label="No dam"),))
    known = {"stance": Stance.DEMAND, "said": "no dam", "sentence": "no dam", "holder": NORLAND}
    assert side_of(Told(issue=lone, **known, before=None, usual=None)) is None


LEANINGS = [
    ("dam", "p100"),
    ("whaling", "p0"),
    ("tariff", "p0"),
    ("sanctions", "p100"),
    ("captives", "p100"),
    ("canal", "p100"),
    ("aid", "p100"),
    ("rule", None),
]


@pytest.mark.parametrize(("key", "granting"), LEANINGS)
def test_which_end_grants_what_the_name_says(key, granting):
    assert next((end for end, lean in grants(ISSUES[key]).items() if lean > 0), None) == granting


SPANS = [
    ("Up to 3 per cent", (0.0, 3.0, "%")),
    ("Between 4 and 6 percent", (4.0, 6.0, "%")),
    ("7% or more", (7.0, float("inf"), "%")),
    ("Within two years", (0.0, 730.0, "time")),
    ("Ten weeks at most", (0.0, 70.0, "time")),
    ("Weeks", (7.0, 59.0, "time")),
    ("A few months", (30.0, 729.0, "time")),
    ("A trillion or more", (1e12, float("inf"), "")),
    ("Low", None),
    ("The weeks before the vote", None),
]


@pytest.mark.parametrize(("label", "span"), SPANS)
def test_the_numbers_that_a_label_allows(label, span):
    issue = scale("Length", label, "Middle", "High")
    assert span_of(issue.points[0], issue) == span


MEASURES = [
    ("twenty-five years", [(9125.0, "time")]),
    ("3.5 per cent", [(3.5, "%")]),
    ("15,000 tonnes", [(15000.0, "")]),
    ("from 4 to 6 per cent", [(4.0, "%"), (6.0, "%")]),
    ("$2bn in 2023", [(2e9, "")]),
    ("2000 days", [(2000.0, "time")]),
    ("version 1.2.3", [(1.2, ""), (3.0, "")]),
    ("no number", []),
]


@pytest.mark.parametrize(("words", "found"), MEASURES)
def test_numbers_and_what_they_count(words, found):
    assert list(measures(words)) == found


@pytest.mark.parametrize(("key", "verdict"), [("deal", True), ("pact", True), ("dam", False), ("target", False)])
def test_a_scale_from_no_to_yes_is_a_verdict(key, verdict):
    assert is_verdict(ISSUES[key]) is verdict


TURNS = [
    ("no dam", ["dam"]),
    ("the dam", []),
    ("not without a dam", ["without"]),
    ("no treaty, but a dam", ["treat"]),
    ("they don't want it", ["want", "it"]),
]


@pytest.mark.parametrize(("words", "turned"), TURNS)
def test_a_no_turns_the_words_after_it(words, turned):
    assert [word.stem for word in hear(words) if word.turned] == turned


@pytest.mark.parametrize(
    ("moved", "plain"),
    [
        ("Norland now accepts the draft.", "Norland accepts the draft."),
        ("Norland, which had refused it, accepts the draft.", "Norland accepts the draft."),
        ("Norland is now ready to release prisoners.", "Norland is ready to release prisoners."),
    ],
)
def test_who_only_now_accepts_stands_where_an_acceptance_stands(read, moved, plain):
    (one,) = read(moved, full=True).statements
    (other,) = read(plain, full=True).statements
    assert (one.stance, one.side) == (Stance.CONCEDE, other.side)
