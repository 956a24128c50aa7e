"""A negotiation as one JSON file."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from negotiations import packs
from negotiations.models import Negotiation
from tests.conftest import STRIKE

SHARED = Path(__file__).parents[3] / "shared/evaluation/gaza/negotiation.json"


def changed(path, value):
    """The strike's pack with one thing changed; `...` takes it away."""
    pack = json.loads(STRIKE)
    *above, last = path
    place = pack
    for step in above:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(pack)


def test_a_pack_comes_out_as_it_went_in(newsroom):
    out = packs.dump(newsroom.negotiation)
    assert json.loads(out) == json.loads(STRIKE)
    assert packs.dump(packs.load(packs.read(out))) == out


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (("slug",), ..., "slug: Field required"),
        (("slug",), "Not A Slug", "slug: String should match"),
        (
            ("issues", 0, "scale", 1, "value"),
            140,
            "issues[0].scale[1].value: Input should be less than or equal to 100",
        ),
        (("issues", 0, "scale", 1, "value"), "high", "issues[0].scale[1].value: Input should be a valid integer"),
        (("parties", 1, "role"), "referee", "parties[1].role: Input should be 'party', 'mediator' or 'observer'"),
        (("parties", 1, "alias"), ["x"], "parties[1].alias: Extra inputs are not permitted"),
        (("parties", 1, "key"), "union", "expected every key once, found 'union' more than once"),
        (("issues",), [], "issues: List should have at least 1 item"),
        (("parties",), "union", "parties: Input should be a valid list"),
    ],
)
def test_a_bad_pack_says_which_key_is_wrong_and_what_was_expected(path, value, complaint):
    with pytest.raises(packs.BadPack) as problem:
        packs.read(changed(path, value))
    assert complaint in str(problem.value)


def test_what_is_not_json_is_told_with_its_place():
    with pytest.raises(packs.BadPack, match="line 1, column 2"):
        packs.read("{slug}")


def test_a_bad_file_changes_nothing(newsroom, tmp_path):
    file = tmp_path / "pack.json"
    file.write_text(changed(("issues", 1, "scale", 0, "value"), -5))
    before = packs.dump(newsroom.negotiation)
    with pytest.raises(CommandError, match=r"issues\[1\]"):
        call_command("load_negotiation", str(file))
    assert packs.dump(newsroom.negotiation) == before


def test_a_pack_without_a_point_in_use_is_refused_whole(newsroom):
    newsroom.proposal()
    pack = json.loads(STRIKE)
    pack["name"] = "Renamed"
    pack["issues"][0]["scale"].pop()
    with pytest.raises(packs.BadPack, match="scale of pay: expected full"):
        packs.load(packs.read(json.dumps(pack)))
    assert Negotiation.objects.get().name == "Harbour strike"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared evaluation is not beside the project")
def test_the_evaluation_format_loads_as_it_stands(db, capsys):
    call_command("load_negotiation", str(SHARED))
    call_command("dump_negotiation", "gaza-ceasefire")
    out = capsys.readouterr().out
    dumped = json.loads(out[out.index("{") :])
    known = json.loads(SHARED.read_text())
    assert [p["key"] for p in dumped["parties"]] == [p["key"] for p in known["parties"]]
    assert [i["scale"] for i in dumped["issues"]] == [i["scale"] for i in known["issues"]]
