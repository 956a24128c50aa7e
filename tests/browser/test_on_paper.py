"""On paper: an issue is a brief of two pages, whatever is on record, and no page prints what only a screen can use."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
SLUG = "gaza-ceasefire-2024"
ROOT = Path(__file__).parents[2]
A4 = {"width": 794 - 106, "height": 1123 - 98}  # without its margins


@pytest.fixture(scope="session")
def busy(house):
    """An issue with twelve parties, more positions than a page shows, and figures."""
    size = {"issues": 2, "parties": 12, "positions": 200, "on-one": 150, "figures": 30, "waiting": 5}
    options = [f"--{name}={number}" for name, number in size.items()]
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")}
    command = [sys.executable, "-m", "bench.world", "busy", *options]
    subprocess.run(command, cwd=ROOT, env=environment | {"DATA": str(house.data), "SECRET_KEY": "x"}, check=True)
    return "/busy/issues/grain-quotas/"


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_issue_is_a_brief_of_two_pages(page, busy, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/{SLUG}/")
    issues = [link.get_attribute("href") for link in page.locator(".matrix__issue a").all()]
    for path in (*issues, busy):
        page.goto(path)
        assert pages_of(page.pdf(format="A4")) == 2, path


def test_the_brief_tells_where_they_stand_and_where_the_quotes_are(page, busy):
    page.goto(busy)
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(A4)
    assert page.locator(".brief tbody tr:visible").count() == 12
    assert page.locator("#positions .card:visible").count() == 8
    assert page.locator("#positions .day:visible").count() <= 8
    source = page.locator(".brief__source").inner_text()
    assert re.search(r"8 of 14\d positions, the newest", source)
    assert re.search(r"/busy/issues/grain-quotas/\?as_of=[\d-]+&known_on=[\d-]+$", source)
    ink, paper = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (ink, paper) == ("rgb(28, 27, 25)", "rgb(255, 255, 255)")


@pytest.mark.parametrize("path", ["", "issues/philadelphi/", "changes/?days=60", "shifts/", "contradictions/?window=30", "articles/", "articles/9/", "search/?q=hamas"])  # fmt: skip
def test_nothing_is_printed_that_only_a_screen_can_use(page, house, path):
    page.goto(f"/{SLUG}/{path}")
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    for what in (".bar", "input", "select", "button", ".strip", ".keys", ".filters", ".more", "nav"):
        assert page.locator(f"{what}:visible").count() == 0, what
    assert page.locator("h1:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]
