"""The analyst's pages in a real browser: marks open cards, lists grow as one scrolls, other sites may frame a chart."""

import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLUG = "gaza-ceasefire-2024"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def crowd(house):
    """A negotiation whose first issue has more cards than a page shows."""
    size = {"issues": 20, "parties": 9, "positions": 300, "on-one": 100, "figures": 9, "waiting": 0}
    options = [f"--{name}={number}" for name, number in size.items()]
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")}
    command = [sys.executable, "-m", "bench.world", "crowd", *options]
    subprocess.run(command, cwd=ROOT, env=environment | {"DATA": str(house.data), "SECRET_KEY": "x"}, check=True)
    return "/crowd/issues/grain-quotas/"


def test_a_mark_opens_its_card(page, house):
    page.goto(f"/{SLUG}/issues/philadelphi/")
    page.locator(".timeline a", has_text="Hamas, 13 June 2024").locator(".mark").click()
    card = page.locator(".card:target")
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("Hamas")
    page.keyboard.press("Tab")
    assert page.problems == []


def test_the_list_grows_as_one_scrolls_and_a_mark_reaches_what_is_not_listed_yet(page, crowd):
    page.goto(crowd)
    cards = page.locator("#positions .card")
    expect(cards).to_have_count(30)
    for shown in (60, 90, 100):
        page.locator(".more").scroll_into_view_if_needed()
        expect(cards).to_have_count(shown, timeout=10_000)
    expect(page.locator(".more")).to_have_count(0)
    page.goto(crowd)
    link = page.locator('.timeline a[href*="card="]').first
    anchor = link.get_attribute("href").split("#")[1]
    link.locator(".mark, .again").first.click(force=True)
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the newest").click()
    expect(page).to_have_url(re.compile(r"#positions$"))
    assert page.problems == []


def test_the_arrow_keys_step_from_change_to_change_and_keep_what_is_chosen(page, house):
    page.goto(f"/{SLUG}/?sort=gap&party=hamas&party=israel")
    strip = page.get_by_role("slider")
    strip.focus()
    days = []
    for _ in range(3):
        before = page.url
        page.keyboard.press("ArrowLeft")
        expect(page).not_to_have_url(before)
        expect(strip).to_be_focused()
        days.append(re.search(r"as_of=([\d-]+)", page.url)[1])
    assert days == sorted(days, reverse=True)
    assert "sort=gap&party" in page.url.replace("party=hamas&party=israel&sort=gap", "sort=gap&party")
    expect(page.locator("thead th")).to_have_count(4)
    assert page.problems == []


def test_parties_zoom_and_filters_work_without_javascript(chromium, house):
    context = chromium.new_context(base_url=house.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/{SLUG}/issues/prisoner-numbers/?as_of=2024-06-30")
    page.get_by_role("link", name="hide Hamas").click()
    page.get_by_role("link", name="Quarter").click()
    expect(page.locator(".timeline").first.locator(".name")).to_have_text(["Israel", "United States"])
    cards = page.locator("#positions .card")
    demands = cards.filter(has=page.locator(".stance--demand")).count()
    assert 0 < demands < cards.count()
    page.get_by_text("Filter the cards").click()
    page.get_by_label("Stance").select_option("demand")
    page.get_by_role("button", name="Filter").click()
    for choice in ("as_of=2024-06-30", "span=quarter", "stance=demand"):
        assert choice in page.url
    assert "party=hamas" not in page.url
    assert cards.count() == demands
    context.close()


@pytest.fixture
def other_site(house):
    """A page of another site, in which a chart and a whole page of ours are framed."""
    framed, whole = (f"{house.address}{path}/{SLUG}/issues/philadelphi/" for path in ("/embed", ""))
    story = f'<!doctype html><iframe name="ours" src="{framed}"></iframe><iframe name="no" src="{whole}"></iframe>'

    class Story(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(story.encode())

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Story) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_another_site_may_frame_the_chart_but_not_the_page(page, other_site):
    page.goto(other_site)
    expect(page.frame("ours").locator(".timeline")).to_be_visible()
    expect(page.frame("no").locator(".timeline")).to_have_count(0)
    assert page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_none_of_it_offends_against_accessibility(page, crowd, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in (
        f"/{SLUG}/?sort=latest&party=hamas&as_of=2024-06-30", "/crowd/", crowd,
        f"/{SLUG}/issues/prisoner-numbers/?party=hamas&span=quarter&stance=demand&as_of=2024-06-30",
        f"/embed/{SLUG}/issues/philadelphi/",
    ):  # fmt: skip
        page.goto(path)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found] == [], path


def test_no_page_is_wider_than_a_phone(page, crowd):
    page.set_viewport_size({"width": 390, "height": 800})
    for path in (f"/{SLUG}/", "/crowd/", crowd, f"/{SLUG}/issues/prisoner-numbers/?stance=demand"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_long_list_and_a_large_matrix_stay_small_on_the_wire(page, crowd):
    for path in ("/crowd/", crowd):
        sizes = []
        page.on("response", lambda answer, sizes=sizes: sizes.append(answer.request.sizes()["responseBodySize"]))
        page.goto(path, wait_until="networkidle")
        assert len(sizes) <= 8
        assert sum(sizes) <= 60_000
        page.context.clear_cookies()
