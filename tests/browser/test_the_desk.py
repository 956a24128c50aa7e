"""An article cleared at the desk, with the keyboard alone; and the desk's other promises that only a browser can show."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLUG = "gaza-ceasefire-2024"
ARTICLE = """Envoys go home without a text

Cairo, 20 August 2024. Hamas demands a full withdrawal of Israeli forces from Gaza, Khalil al-Hayya said on Monday.

Israel rejected a full withdrawal from Gaza. Israel insists on a veto over the prisoners who are freed.

Egypt insists on the Rafah crossing being run by Palestinians. The United States supports the release of the hostages in phases. Qatar supports a permanent end of the war.

Hamas rejected any talks on the return to the north. Israel demands that the return to the north be screened.

Hamas demands a full withdrawal of Israeli forces from Gaza, Osama Hamdan said on Tuesday.

The envoys 🙂 and their 👩‍👩‍👧 had a cafe\u0301 to themselves. Qatar, in no hurry, would let the hostages go in groups."""


class Desk:
    """The desk as its reader meets it: keys in, words out."""

    def __init__(self, page):
        self.page = page
        self.card = page.locator("#desk-card")
        self.said = page.locator("#desk-said")
        self.quote = page.locator("#desk-quote span")
        self.bulk = page.locator("button[data-press=r]")

    def press(self, *keys):
        """Press keys one after the other; each is answered before the next, and the focus is never lost."""
        for key in keys:
            before = self.page.evaluate("performance.getEntriesByType('resource').length")
            self.page.keyboard.press(key)
            if key in "auzrn":
                self.page.wait_for_function(
                    "before => performance.getEntriesByType('resource').length > before", arg=before
                )
            expect(self.page.locator("#desk-card:focus, #desk-typing-words:focus, summary:focus")).to_have_count(1)

    def choose(self, key, words):
        """Choose a field's value by typing."""
        self.press(key)
        self.page.keyboard.type(words)
        self.press("Enter")
        expect(self.card).to_be_focused()

    @property
    def left(self):
        """How many are to be decided."""
        return int(self.page.inner_text("#desk-left b"))

    def await_left(self, number):
        """The number that is to be decided, and the card that comes with it."""
        expect(self.page.locator("#desk-left b")).to_have_text(str(number))
        expect(self.card).to_be_focused()


def upload(page, text, outlet):
    """Bring an article, and wait until it is read: its address."""
    page.goto(f"/{SLUG}/articles/new/")
    page.fill("#id_text", text)
    page.locator("#id_text").blur()
    expect(page.locator("#id_title")).not_to_have_value("")
    page.fill("#id_outlet", outlet)
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("#progress")).to_contain_text("Read.", timeout=30_000)
    return page.url


def test_an_article_of_eight_proposals_is_cleared_with_the_keyboard_alone(page, log_in):
    log_in("ada")
    article = upload(page, ARTICLE, "Desk Wire")
    page.keyboard.press("v")
    page.wait_for_url("**/review/")
    desk = Desk(page)
    expect(desk.card).to_be_focused()
    found = desk.left
    assert found >= 8
    inbox = int(page.inner_text("#inbox-count"))

    # an amendment: stance and side by keys
    side = desk.card.locator("select[name=side]")
    other = side.evaluate("s => [...s.options].find(o => o.value && !o.selected).label")
    stance = "2" if desk.card.locator("input[value=offer]:not(:checked)").count() else "1"
    desk.press(stance)
    desk.choose("s", other)
    expect(side.locator("option:checked")).to_have_text(other)
    expect(desk.card.get_by_role("button", name="Approve as amended")).to_be_visible()
    desk.press("a")
    desk.await_left(found - 1)
    expect(desk.said).to_contain_text("Amended:")
    expect(page.locator("#inbox-count")).to_have_text(str(inbox - 1))

    # a moved quote: back by a word, on by one, and off again, then on by a sentence
    expect(desk.card.get_by_role("button", name="Approve")).not_to_contain_text("amended")
    proposed = desk.quote.inner_text()
    desk.press("{")
    assert desk.quote.inner_text() == proposed.split(" ", 1)[1]
    desk.press("[")
    expect(desk.quote).to_have_text(proposed)
    desk.press("}", "}")
    moved = desk.quote.inner_text()
    assert moved == proposed.rsplit(" ", 2)[0]
    expect(desk.card.get_by_role("button", name="Approve as amended")).to_be_visible()
    desk.press("a")
    desk.await_left(found - 2)

    # what is changed and left is kept until one comes back to it
    desk.press("5", "z")
    expect(desk.card.locator("input[value=concede]")).not_to_be_checked()
    desk.press("k")
    expect(desk.card.locator("input[value=concede]")).to_be_checked()
    desk.press("Backspace")
    expect(desk.card.locator("input[value=concede]")).not_to_be_checked()

    # a position by hand, beyond characters that take two units or more
    desk.press("m")
    expect(desk.card).to_contain_text("A position by hand")
    while "Qatar, in no hurry" not in desk.quote.inner_text():
        desk.press("j")
    desk.press("}")
    expect(desk.quote).to_have_text("Qatar, in no hurry, would let the hostages go in")
    desk.choose("p", "qat")
    desk.choose("i", "host")
    desk.choose("s", "phases")
    desk.press("1", "a")
    expect(desk.said).to_have_text("Approved: Qatar, demand: Hostages to be released")
    desk.await_left(found - 2)
    expect(page.locator("#desk-list")).to_contain_text("by hand")

    # all that confirms the record with one key, back, and again
    while not desk.bulk.count():
        left = desk.left
        desk.press("a")
        desk.await_left(left - 1)
    before = desk.left
    confirming = int(re.search(r"\d+", desk.bulk.inner_text())[0])
    desk.press("r")
    expect(desk.said).to_have_text(f"Approved with one key: {confirming}")
    desk.await_left(before - confirming)
    desk.press("u")
    expect(desk.said).to_have_text(f"Taken back: {confirming} are open again.")
    desk.await_left(before)
    desk.press("r")
    desk.await_left(before - confirming)

    # rejected, taken back, rejected for another reason; then the rest
    left = desk.left
    desk.press("x")
    page.keyboard.press("1")
    desk.await_left(left - 1)
    expect(desk.said).to_contain_text("Rejected:")
    desk.press("u")
    desk.await_left(left)
    desk.press("x")
    page.keyboard.press("2")
    desk.await_left(left - 1)
    for rest in reversed(range(left - 1)):
        desk.press("a")
        desk.await_left(rest)
    expect(desk.card).to_contain_text("Nothing is left to decide here")
    expect(page.locator("#desk-list .desk__decided > li")).to_have_count(found + 1)

    # the next article, and what is on record of this one
    page.keyboard.press("n")
    page.wait_for_url(lambda url: "review" in url and not url.startswith(article))
    page.goto(article)
    quotes = page.locator("#found .card:not(.card--pending) blockquote")
    expect(quotes.filter(has_text=re.compile(f"^“{re.escape(moved)}”$"))).not_to_have_count(0)
    by_hand = page.locator("#found .card").filter(has_text="Found by hand by ada")
    expect(by_hand.get_by_text("“Qatar, in no hurry, would let the hostages go in”", exact=True)).to_have_count(1)
    assert page.problems == []


@pytest.fixture
def desk(page, log_in):
    """A desk with something to decide."""
    log_in("ben")
    page.goto(f"/{SLUG}/inbox/")
    page.locator("[data-page-key=v]").first.click()
    page.wait_for_url("**/review/")
    return Desk(page)


def test_words_marked_in_the_text_become_the_quote_or_a_position_by_hand(page, desk):
    select = """() => {
      const text = document.getElementById("desk-text"), walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      while (node.length < 30) node = walker.nextNode();
      getSelection().setBaseAndExtent(node, 2, node, 20);
      return node.data;
    }"""
    words = page.evaluate(select)
    page.locator("#desk-selected").get_by_role("button", name="As the quote").click()
    quote = desk.quote.inner_text()
    assert quote.startswith(words[:20].strip())
    assert (words + " ").startswith((quote, quote + " "))
    expect(desk.card).to_be_focused()
    page.evaluate(select)
    page.keyboard.press("m")
    expect(desk.card).to_contain_text("A position by hand")
    expect(desk.quote).to_have_text(quote)
    desk.press("Escape")
    expect(desk.card).not_to_contain_text("A position by hand")
    assert page.problems == []


def test_the_keys_mean_nothing_while_one_types(page, desk):
    left = desk.left
    desk.card.locator("input[name=speaker]").fill("")
    desk.card.locator("input[name=speaker]").focus()
    page.keyboard.type("a jar u")
    expect(desk.card.locator("input[name=speaker]")).to_have_value("a jar u")
    page.keyboard.press("Escape")
    expect(desk.card).to_be_focused()
    assert desk.left == left
    day = desk.card.locator("input[name=said_on]").input_value()
    desk.press("d")
    page.keyboard.type("zzz")
    desk.press("Escape")
    expect(desk.card).to_be_focused()
    expect(desk.card.locator("input[name=said_on]")).to_have_value(day)


def test_a_click_on_another_quote_opens_its_proposal(page, desk):
    other = page.locator("#desk-text .said--waiting").last
    key = other.get_attribute("data-proposal")
    other.click()
    expect(page.locator(f"#desk-card[data-proposal='{key}']")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_offends_nobody_in_any_state(page, desk, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for keys in (["x"], ["Escape", "s"], ["Escape", "[", "["], ["m"], ["Escape", "?"]):
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator("details[open], #desk-typing:not([hidden]), .is-moved, dialog[open]").first).to_be_visible()
        assert violations(page) == [], keys


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(v["id"], [node["html"][:120] for node in v["nodes"][:2]]) for v in found]


def test_a_first_load_of_the_desk_stays_small(page, desk):
    page.wait_for_load_state("networkidle")
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(page.url, wait_until="networkidle")
    assert len(answers) <= 8
    assert sum(len(gzip.compress(answer.body())) for answer in answers) <= 60_000  # as it is served once deployed


def test_without_javascript_the_desk_works(chromium, house):
    context = chromium.new_context(base_url=house.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/log-in/")
    page.fill("#id_username", "ada")
    page.fill("#id_password", house.accounts["ada"]["password"])
    page.click("main button.go")
    page.goto(f"/{SLUG}/inbox/")
    page.locator("[data-page-key=v]").first.click()
    left = int(page.inner_text("#desk-left b"))
    page.locator("#first").select_option(index=1)
    page.get_by_role("button", name="Approve", exact=True).or_(page.locator("#desk-form .go")).first.click()
    assert int(page.inner_text("#desk-left b")) == left - 1
    assert page.inner_text("#desk-said").startswith("Amended:")
    page.locator("#desk-undo button").click()
    assert int(page.inner_text("#desk-left b")) == left
    page.locator(".desk__item a").nth(1).click()
    assert page.locator(".desk__item a").nth(1).get_attribute("aria-current") == "true"
    context.close()
