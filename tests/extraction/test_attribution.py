"""Whose account a statement rests on, and who is its speaker."""

import pytest

ACCOUNTS = [
    # own: flatly, a body, a spokesman, a named person
    ("Norland rejected the proposal.", "own", None),
    ("Erik Vasse rejected the proposal.", "own", "Erik Vasse"),
    ("Norland's foreign minister rejected the proposal.", "own", "Erik Vasse"),
    ("Norland rejected the proposal, Erik Vasse said.", "own", "Erik Vasse"),
    ("Norland rejects the proposal, Erik Vasse told the Daily Post.", "own", "Erik Vasse"),
    ("Norland rejects the proposal, Erik Vasse told reporters on Monday.", "own", "Erik Vasse"),
    ("Norland rejects the proposal, according to Erik Vasse.", "own", "Erik Vasse"),
    ("Erik Vasse was quoted as saying that Norland rejects the proposal.", "own", "Erik Vasse"),
    ("Erik Vasse made clear that Norland rejects the proposal.", "own", "Erik Vasse"),
    ("Norland said that it rejects the proposal.", "own", None),
    ("Norland said it had rejected a proposal that the River Front made.", "own", None),
    ("“Norland rejects the proposal,” Erik Vasse said.", "own", "Erik Vasse"),
    ("Norland rejects the proposal; the River Front said that it wants a truce.", "own", None),
    ("Norland's spokesman rejected the proposal.", "own", None),
    ("The River Front said that it wants a truce. Norland rejected the proposal.", "own", None),
    ("Norland officials said nothing. Norland rejected the proposal.", "own", None),
    ("The River Front spoke of the proposal, which Norland rejects.", "own", None),
    # officials: unnamed people of the party
    ("Norland officials rejected the proposal.", "officials", None),
    ("Norland rejected the proposal, a Norland official said.", "officials", None),
    ("Norland rejected the proposal, Norland officials said.", "officials", None),
    ("Norland rejected the proposal, one of its officials said.", "officials", None),
    ("Norland rejected the proposal, a senior Norland diplomat told reporters.", "officials", None),
    ("Norland rejected the proposal, an official in Norland's foreign ministry said.", "officials", None),
    ("Norland rejected the proposal, people close to Erik Vasse said.", "officials", None),
    ("Norland rejects the proposal, according to two Norland officials.", "officials", None),
    ("According to Norland officials, Norland rejected the proposal.", "officials", None),
    ("Officials from Norland said that Norland rejects the proposal.", "officials", None),
    ("Norland officials said that the talks went well. The officials added that Norland rejects the proposal.", "officials", None),
    ("A Norland diplomat spoke of the bridge. The diplomat said that Norland rejects the proposal.", "officials", None),
    ("Norland rejects the proposal, a source in its delegation said.", "officials", None),
    # another party's account, named or not
    ("Norland rejected the proposal, the River Front said.", "party:front", None),
    ("Norland rejected the proposal, Tomas Oduya said.", "party:front", "Tomas Oduya"),
    ("Norland, Tomas Oduya said, rejected the proposal.", "party:front", "Tomas Oduya"),
    ("According to the River Front, Norland rejected the proposal.", "party:front", None),
    ("According to Tomas Oduya, Norland rejected the proposal.", "party:front", "Tomas Oduya"),
    ("Norland rejected the proposal, according to River Front officials.", "party:front", None),
    ("The River Front said that Norland officials had rejected the proposal.", "party:front", None),
    ("River Front officials said that Norland had rejected the proposal.", "party:front", None),
    ("The River Front accused Norland. It said that Norland rejected the proposal.", "party:front", None),
    ("Diplomats said that the River Front had told them that Norland rejects the proposal.", "party:front", None),
    ("A source in the River Front's delegation said that Norland rejects the proposal.", "party:front", None),
    # sources: people of no party or of several, the press, hearsay
    ("Norland rejected the proposal, local media reported.", "sources", None),
    ("According to diplomats, Norland rejected the proposal.", "sources", None),
    ("Norland rejected the proposal, newspapers said.", "sources", None),
    ("Reports say that Norland rejected the proposal.", "sources", None),
    ("Norland is said to reject the proposal.", "sources", None),
    ("Norland is reported to have rejected the proposal.", "sources", None),
    ("It is understood that Norland rejects the proposal.", "sources", None),
    ("Norland has reportedly rejected the proposal.", "sources", None),
    ("Norland rejected the proposal, a person familiar with the talks said.", "sources", None),
    ("Norland rejected the proposal, sources close to the talks said.", "sources", None),
    ("Norland rejected the proposal, participants said.", "sources", None),
    ("Two people briefed on the talks said that Norland rejects the proposal.", "sources", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "attribution", "speaker"), ACCOUNTS)
def test_a_statement_says_on_whose_account_it_rests(read, text, attribution, speaker):
    told = [s for s in read(text, full=True).statements if (s.party, s.issue) == ("norland", "deal")]
    found = {(str(s.attribution), s.speaker) for s in told}
    assert found == {(attribution, speaker)}
