"""The inbox in a real browser: what adds nothing goes with one key and comes back with one, and the focus stays useful."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLUG = "gaza-ceasefire-2024"


def test_reaffirmations_go_with_one_key_and_come_back_with_one(page, log_in):
    log_in("ben")
    page.goto(f"/{SLUG}/inbox/")
    waiting = int(page.inner_text("#inbox-count"))
    name = page.locator("section:has(button[data-key=r])").first.get_attribute("id")
    section = page.locator(f"#{name}")
    number = int(re.search(r"Approve (\d+)", section.locator("button[data-key=r]").inner_text())[1])
    section.locator(".card").first.focus()
    page.keyboard.press("r")
    together = section.locator("div.card--settled")
    expect(together).to_be_focused()
    expect(together).to_contain_text("approved together by ben")
    expect(section.locator("button[data-key=r]")).to_have_count(0)
    expect(page.locator("#inbox-count")).to_have_text(str(waiting - number))
    page.keyboard.press("u")
    expect(together).to_have_count(0)
    expect(section.locator(".again .card--pending")).to_have_count(number)
    expect(section.locator(".again .card--pending").first).to_be_focused()
    expect(page.locator("#inbox-count")).to_have_text(str(waiting))
    assert page.problems == []


def test_a_reaffirmation_leaves_one_card_of_the_position_and_its_undo_one_of_the_proposal(page, log_in):
    log_in("ben")
    page.goto(f"/{SLUG}/inbox/?kind=reaffirmation")
    card = page.locator(".again .card--pending:has(select[name=stance])").first
    name = card.get_attribute("id")
    page.goto(card.locator(".card__who a").get_attribute("href"))
    proposal = page.locator(f"#{name}")
    standing = page.locator(proposal.locator(".change a").get_attribute("href"))
    sources = standing.locator("blockquote").count()
    proposal.focus()
    page.keyboard.press("a")
    expect(proposal).to_contain_text("one more source for")
    expect(proposal).to_be_focused()
    expect(standing).to_have_count(1)
    expect(standing.locator("blockquote")).to_have_count(sources + 1)
    # taken back in the card of the position, not in its own
    fold = standing.locator(".evidence-fold > summary")
    if fold.count():
        fold.click()
    standing.get_by_role("button", name="Undo").last.click()
    expect(standing.locator("blockquote")).to_have_count(sources)
    expect(page.locator(f"#{name}")).to_have_count(1)
    expect(page.locator(f"#{name}.card--pending")).to_be_focused()
    assert page.problems == []


def test_a_filter_is_chosen_by_keyboard_and_stands_in_the_address(page, log_in):
    log_in("ben")
    page.goto(f"/{SLUG}/inbox/")
    sections = page.locator("section.of-article")
    expect(sections).not_to_have_count(0)
    before = sections.count()
    choice = page.locator("#filter-kind")
    choice.focus()
    page.keyboard.type("reaff")
    page.wait_for_url("**?kind=reaffirmation")
    expect(page.locator("#filter-kind")).to_be_focused()
    expect(page.locator(".change--shift")).to_have_count(0)
    page.go_back()
    expect(page.locator(".change--shift")).not_to_have_count(0)
    expect(sections).to_have_count(before)
    assert page.problems == []


def test_a_note_is_written_without_deciding_anything(page, log_in):
    log_in("ben")
    page.goto(f"/{SLUG}/inbox/")
    card = page.locator(".card--pending").first
    name = card.get_attribute("id")
    card.focus()
    page.keyboard.press("x")
    note = card.locator(".reject__note textarea")
    note.fill("Only an aim")
    note.press("Enter")
    note.press("1")
    expect(page.locator(f"#{name}.card--pending")).to_be_visible()
    note.press("Escape")
    expect(card).to_be_focused()
    page.keyboard.press("1")
    settled = page.locator(f"#{name}.card--settled")
    expect(settled).to_contain_text("note: Only an aim 1")
    page.keyboard.press("u")
    expect(page.locator(f"#{name}.card--pending")).to_be_focused()
    assert page.problems == []
