"""The keys of every page: to the search, from row to row, open one, list the keys. Those of review stay what they are."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLUG = "gaza-ceasefire-2024"


@pytest.mark.parametrize(
    ("path", "rows", "leads_to"),
    [
        ("/", ".list__item", rf"/{SLUG}/$|/[\w-]+/$"),
        (f"/{SLUG}/", ".matrix tbody tr", r"/issues/"),
        (f"/{SLUG}/issues/philadelphi/", ".card", r"/articles/\d+/"),
        (f"/{SLUG}/changes/?days=90", "section.change", r"/issues/"),
        (f"/{SLUG}/shifts/", ".card", r"/articles/\d+/"),
        (f"/{SLUG}/contradictions/?window=30", "article.change", r"/contradictions/[\w-]+/"),
        (f"/{SLUG}/articles/", ".plain-table tbody tr", r"/articles/\d+/"),
        (f"/{SLUG}/search/?q=hamas", ".hit", r"/"),
    ],
)
def test_a_reader_goes_through_a_page_by_keyboard(page, path, rows, leads_to):
    page.goto(path)
    page.locator("main").focus()
    every = page.locator(rows)
    many = every.count() > 1
    page.keyboard.press("j")
    expect(every.first).to_be_focused()
    page.keyboard.press("j")
    expect(every.nth(1 if many else 0)).to_be_focused()
    page.keyboard.press("k")
    expect(every.first).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("?j/k")  # letters, while one types
    expect(page.locator("#search")).to_have_value("?j/k")
    expect(page.locator("#keys")).not_to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("j")  # means nothing behind the list
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(leads_to))
    assert page.problems == []


def test_the_search_is_reached_from_anywhere_and_answers(page):
    page.goto(f"/{SLUG}/contradictions/")
    page.keyboard.press("/")
    page.keyboard.type("netanyaho corridor\n")
    expect(page.locator(".notice")).to_contain_text("This is what has “Netanyahu corridor”")
    expect(page.locator(".hit mark").first).to_be_visible()
    page.get_by_text("Narrow it").click()
    page.get_by_label("Outlet").fill("courier")
    page.get_by_role("button", name="Show").click()
    assert "outlet=courier" in page.url
    expect(page.locator("details[open] #outlet")).to_have_value("courier")


@pytest.mark.parametrize("path", ["inbox/", "issues/prisoner-numbers/", "articles/{article}/", "articles/{article}/review/"])  # fmt: skip
def test_every_key_that_is_shown_is_in_the_list_of_its_page(page, log_in, path):
    log_in("ada")
    page.goto(f"/{SLUG}/inbox/")
    article = re.search(r"/articles/(\d+)/", page.locator(".of-article .day a").first.get_attribute("href"))[1]
    page.goto(f"/{SLUG}/{path.format(article=article)}")
    shown = page.locator("main :is([data-key], [data-page-key], [data-press])")
    keys = {
        shown.nth(n).evaluate("e => e.dataset.key ?? e.dataset.pageKey ?? e.dataset.press")
        for n in range(shown.count())
    }
    keys -= {"Escape", *"12345"}
    page.keyboard.press("?")
    listed = set(page.locator("#keys kbd").all_inner_texts())
    assert keys - listed == set()
    assert {"/", "j", "k", "?"} <= listed
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()


def test_the_search_works_without_javascript(chromium, house):
    context = chromium.new_context(base_url=house.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/{SLUG}/")
    page.get_by_role("searchbox", name="Search this negotiation").fill("hostages")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    page.get_by_role("link", name="Positions").click()
    assert "kind=position" in page.url
    context.close()
