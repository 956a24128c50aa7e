"""Parties, outlets, articles and speakers in a real browser: from the matrix to the quote and back, by links alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLUG = "gaza-ceasefire-2024"
DAY = "as_of=2024-08-19"


def test_a_reader_without_script_goes_from_the_matrix_to_who_says_so(chromium, house):
    context = chromium.new_context(base_url=house.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/{SLUG}/?{DAY}")
    page.locator("thead").get_by_role("link", name="Israel").click()
    expect(page.locator("h1")).to_contain_text("Israel")
    assert DAY in page.url
    expect(page.locator(".strand:not(.strand--axis)")).to_have_count(8)
    expect(page.locator("#ascribed")).to_be_visible()
    expect(page.locator("article.differing .pair blockquote").first).to_be_visible()

    page.select_option("#speaker", "Benjamin Netanyahu")
    page.get_by_role("button", name="Show", exact=True).first.click()
    assert "speaker=Benjamin+Netanyahu" in page.url
    assert DAY in page.url
    expect(page.locator("h1")).to_contain_text("as Benjamin Netanyahu tells")
    page.get_by_role("link", name="What Benjamin Netanyahu tells of all parties").click()
    expect(page.locator("h1")).to_have_text("Who wants what, as Benjamin Netanyahu tells")

    page.locator("a.cell").first.click()
    card = page.locator("li.card:target")
    expect(card).to_be_visible()
    card.get_by_role("link", name="Benjamin Netanyahu").first.click()
    expect(page).to_have_url(re.compile(r"/parties/israel/\?speaker=Benjamin%20Netanyahu&as_of=2024-08-19$"))
    context.close()


def test_a_mark_of_a_party_s_chart_opens_its_card(page):
    page.goto(f"/{SLUG}/parties/hamas/")
    page.locator(".strand .mark").first.click()
    expect(page.locator("li.card:target")).to_contain_text("Hamas")
    assert page.problems == []


def test_an_outlet_s_figures_open_their_lists_and_lead_to_the_article(page):
    page.goto(f"/{SLUG}/articles/?{DAY}")
    page.get_by_role("link", name="Who reported what, by outlet").click()
    page.get_by_role("link", name="Demo Broadcaster").click()
    page.get_by_role("link", name="Alone", exact=False).first.click()
    expect(page.locator("#what")).to_contain_text("Alone")
    expect(page.locator("#list .card").first).to_contain_text("no other origin")
    page.locator(".tiles").get_by_role("link", name="Later contradicted").click()
    expect(page.locator("#list .notice")).to_contain_text("No report of this outlet is like this")
    page.locator(".tiles").get_by_role("link", name="All it reported").click()
    page.locator("#list .chain a").last.click()
    expect(page.locator(".family summary")).to_contain_text("1 origin, 1 outlet, 1 article")
    assert DAY in page.url
    assert page.problems == []


def test_an_article_tells_what_it_changed_and_as_of_before_it_nothing(page):
    page.goto(f"/{SLUG}/articles/")
    page.get_by_role("link", name="What keeps the sides apart after Doha").click()
    row = page.locator(".effects tbody tr").first
    expect(row).to_contain_text("Hamas")
    expect(row).to_contain_text("Turned from yes to no")
    page.get_by_role("link", name="The change before", exact=False).click()
    expect(page.locator(".clocks__day")).to_have_text(re.compile("As of .* August 2024"))
    assert page.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["parties/israel/", "outlets/", "outlets/Demo%20Wire/", "articles/9/", "?speaker=Benjamin+Netanyahu", "articles/"]
)  # fmt: skip
def test_the_pages_pass_axe_and_fit_a_phone(page, path, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/{SLUG}/{path}")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
