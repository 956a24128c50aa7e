"""Three editors on one article: taken, spoken of, two opinions that differ, and a third editor who settles them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_the_desk import SLUG, upload, violations

pytestmark = pytest.mark.browser
ARTICLE = (
    "A word from Doha\n\nDoha, 22 August 2024. Qatar supports a permanent end of the war, its foreign ministry said."
)


@pytest.fixture
def seat(chromium, house):
    """A page of one's own for each editor, logged in."""
    contexts = []

    def seat(name: str) -> Page:
        contexts.append(chromium.new_context(base_url=house.address, viewport={"width": 1240, "height": 900}))
        page = contexts[-1].new_page()
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
        page.goto("/log-in/")
        page.fill("#id_username", name)
        page.fill("#id_password", house.accounts[name]["password"])
        page.click("main button.go")
        page.wait_for_url("**/")
        return page

    yield seat
    for context in contexts:
        context.close()


def ask_for_two(owner: Page, share: int) -> None:
    """Set how many of a hundred proposals two editors decide."""
    owner.goto(f"/{SLUG}/set-up/")
    owner.fill("[name=second_share]", str(share))
    owner.locator("form", has=owner.locator("[name=second_share]")).get_by_role("button").first.click()
    expect(owner.locator("[name=second_share]")).to_have_value(str(share))


def comment(page: Page, words: str) -> None:
    """Open the comments of the card at hand, write one, and go back to the card."""
    page.keyboard.press("c")
    box = page.locator("#desk-card .comments[open] textarea")
    expect(box).to_be_visible()
    page.keyboard.press("c")
    expect(box).to_be_focused()
    page.keyboard.type(words)
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".thread__text").last).to_have_text(words)
    page.keyboard.press("Escape")
    expect(page.locator("#desk-card")).to_be_focused()


def test_three_editors_take_comment_differ_and_settle(seat):
    olga, ada, ben = seat("olga"), seat("ada"), seat("ben")
    ask_for_two(olga, 100)
    article = upload(ada, ARTICLE, "Doha Wire")
    ask_for_two(olga, 0)
    desk = f"{article}review/"

    # ada takes it, says what she doubts, and gives her opinion
    ada.keyboard.press("v")
    ada.wait_for_url("**/review/")
    expect(ada.locator("#desk-left b")).to_have_text("1")
    ada.keyboard.press("g")
    expect(ada.locator(".taking")).to_contain_text("You are on it since")
    comment(ada, "Whose words are these?")
    ada.keyboard.press("a")
    expect(ada.locator("#desk-said")).to_contain_text("Your opinion is kept")
    expect(ada.locator("#desk-left b")).to_have_text("0")
    expect(ada.locator("#desk-list")).to_contain_text("Yours is in")

    # ben sees that she is on it, nothing of her opinion or what might tell of it, and gives another one
    ben.goto(desk)
    expect(ben.locator(".taking")).to_contain_text("ada is on it since")
    expect(ben.locator("#desk-card")).to_contain_text("Two editors are asked for this one")
    ben.keyboard.press("c")
    expect(ben.locator("#desk-card .comments")).to_contain_text("shown once both opinions are in")
    expect(ben.locator("#desk-card .thread__text")).to_have_count(0)
    ben.keyboard.press("Escape")
    other = "4" if ben.locator("[name=stance]:checked").get_attribute("value") != "reject" else "1"
    ben.keyboard.press(other)
    ben.keyboard.press("a")
    expect(ben.locator("#desk-list")).to_contain_text("Yours is in")
    ben.locator("#desk-list .desk__item a").first.click()
    expect(ben.locator("#desk-card .second__both mark")).to_have_count(2)

    # olga reads the thread, sees both side by side, and settles it
    olga.goto(desk)
    table = olga.locator("#desk-card .second__both")
    expect(table.locator("thead th")).to_have_text(["ada", "ben"])
    expect(table.locator(".differs th")).to_contain_text(["stance"])
    assert violations(olga) == []
    olga.keyboard.press("c")
    expect(olga.locator(".thread__text")).to_have_text(["Whose words are these?"])
    olga.get_by_role("button", name="As ada").click()
    expect(olga.locator("#desk-said")).to_contain_text("Approved:")
    olga.goto(article)
    card = olga.locator("#found .card:not(.card--pending)")
    expect(card).to_contain_text("1 comment")

    # the passage of a comment is marked in the article
    card.locator(".comments summary").click()
    card.get_by_role("link", name="the passage").click()
    expect(olga.locator("#text mark.shown").first).to_be_in_viewport()
    assert "Qatar supports a permanent end of the war" in "".join(olga.locator("#text mark.shown").all_inner_texts())

    # the house as it was: nothing on record of this, nothing waiting, nobody on it
    olga.goto(desk)
    olga.keyboard.press("u")
    expect(olga.locator("#desk-left b")).to_have_text("1")
    expect(olga.locator("#desk-card")).to_be_focused()
    olga.keyboard.press("x")
    olga.keyboard.press("1")
    expect(olga.locator("#desk-left b")).to_have_text("0")
    ada.goto(desk)
    ada.keyboard.press("g")
    expect(ada.locator(".taking")).to_contain_text("Take it")
    assert [page.problems for page in (olga, ada, ben)] == [[], [], []]


def test_a_figure_is_made_by_hand_with_the_keyboard(seat):
    """Begun and left: the form follows the keys, and keeps the passage when it turns into the other one."""
    page = seat("ben")
    page.goto(f"/{SLUG}/inbox/")
    page.locator("[data-page-key=v]").first.click()
    page.wait_for_url("**/review/")
    page.keyboard.press("#")
    expect(page.locator("#desk-what")).to_have_text("A figure by hand")
    before = page.inner_text("#desk-quote span")
    page.keyboard.press("j")
    moved = page.inner_text("#desk-quote span")
    assert moved != before
    page.keyboard.press("#")
    expect(page.locator("#desk-what")).to_have_text("A position by hand")
    expect(page.locator("#desk-quote span")).to_have_text(moved)
    page.keyboard.press("#")
    expect(page.locator("#desk-what")).to_have_text("A figure by hand")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#desk-what")).not_to_contain_text("by hand")
    assert page.problems == []
