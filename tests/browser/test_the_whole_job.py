"""The main job in a real browser, against the real servers and a real worker."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLUG = "gaza-ceasefire-2024"
ARTICLE = """Mediators meet once more

Doha, 12 September 2024. Hamas demands a full withdrawal of Israeli forces from the Philadelphi Corridor, Khalil al-Hayya said on Wednesday.

Israel rejected any withdrawal from the Philadelphi Corridor. Benjamin Netanyahu said on Tuesday that Israel would not leave the border strip.

Qatar supports a monitored border strip. Egypt insists on the Rafah crossing being run by Palestinians."""


def test_an_article_goes_in_and_its_positions_come_out_approved(page, log_in, house):
    assert house.health() == {"database": "ok", "broker": "ok", "workers": "ok"}
    log_in("ada")

    # upload: the day and the title are read from the text
    page.goto(f"/{SLUG}/articles/new/")
    page.fill("#id_text", ARTICLE)
    page.locator("#id_text").blur()
    expect(page.locator("#id_published")).to_have_value("2024-09-12")
    expect(page.locator("#id_title")).to_have_value("Mediators meet once more")
    page.fill("#id_outlet", "Demo Browser")
    page.get_by_role("button", name="Upload").click()

    # the worker reads, the page fills itself without a reload
    expect(page.locator("#progress")).to_contain_text("Read.", timeout=30_000)
    cards = page.locator("#found .card--pending")
    expect(cards.filter(has_text="Hamas")).not_to_have_count(0)
    found = cards.count()
    assert found >= 3
    expect(page.locator("#text .quote--pending")).not_to_have_count(0)
    waiting = int(page.inner_text("#inbox-count"))

    # on the timeline: approve by key, amend with the change and the same key, reject, undo
    page.goto(f"/{SLUG}/issues/philadelphi/")
    marks, pending = page.locator(".timeline .mark"), page.locator(".card--pending")
    of_ours = pending.filter(has_text="Mediators meet once more")
    before, filled = of_ours.count(), page.locator(".timeline .mark:not(.mark--pending)").count()
    assert before >= 2
    total = marks.count()

    card = of_ours.filter(has=page.locator(".tone", has_text="Hamas")).first
    card.focus()
    page.keyboard.press("a")
    approved = page.locator(".card:not(.card--pending)").filter(has_text="Khalil al-Hayya said on Wednesday")
    expect(approved).to_contain_text("Approved by ada")
    expect(page.locator(".timeline .mark:not(.mark--pending)")).to_have_count(filled + 1)
    expect(page.locator("#inbox-count")).to_have_text(str(waiting - 1))
    assert marks.count() == total

    card = of_ours.filter(has=page.locator(".tone", has_text="Israel")).first
    card.locator("select[name=side]").select_option("monitored")
    expect(card.get_by_role("button", name="Approve as amended")).to_be_visible()
    card.focus()
    page.keyboard.press("a")
    amended = (
        page.locator(".card:not(.card--pending)")
        .filter(has_text="Amended by ada")
        .filter(has_text="Mediators meet once more")
    )
    expect(amended).to_contain_text("Reduced presence or remote monitoring")

    page.goto(f"/{SLUG}/inbox/")
    card = page.locator(".card--pending").first
    name = card.get_attribute("id")
    card.focus()
    page.keyboard.press("x")
    page.keyboard.press("1")
    rejected = page.locator(f"#{name}")
    expect(rejected).to_contain_text("Rejected by ada: not a position")
    rejected.focus()
    page.keyboard.press("u")
    expect(page.locator(f"#{name}.card--pending")).to_be_visible()

    # undo the approval: the position leaves the chart, the proposal waits again
    page.goto(f"/{SLUG}/issues/philadelphi/")
    approved.get_by_role("button", name="Undo").click()
    expect(pending.filter(has_text="Khalil al-Hayya said on Wednesday")).to_have_count(1)

    # the matrix and the article show what is on record
    page.goto(f"/{SLUG}/")
    expect(page.locator("td[data-party=Israel]").first).to_contain_text("Reduced presence or remote monitoring")
    page.goto(f"/{SLUG}/articles/")
    page.get_by_role("link", name="Mediators meet once more").click()
    expect(page.locator("#text .quote:not(.quote--pending)")).not_to_have_count(0)
    assert page.problems == []


def test_all_fields_open_in_place_and_can_be_amended(page, log_in):
    log_in("ben")
    page.goto(f"/{SLUG}/inbox/")
    card = page.locator(".card--pending:has(select[name=stance])").first
    name = card.get_attribute("id")
    card.focus()
    page.keyboard.press("e")
    card.locator("input[name=speaker]").fill("Somebody Else")
    card.get_by_role("button", name="Approve").click()
    expect(page.locator(f"#{name}")).to_have_count(0)
    expect(page.locator(".card").filter(has_text="Somebody Else")).to_contain_text("Amended by ben")
    assert page.problems == []


def test_the_keys_pass_over_what_is_folded_away_until_it_is_opened(page, log_in):
    log_in("ben")
    page.goto(f"/{SLUG}/inbox/")
    fold = page.locator("section details.fold").first
    first = fold.locator(".card").first
    before = page.locator("section").first.locator(":scope > ul > .card")
    names = [card.get_attribute("id") for card in before.all()]
    for name in names:
        page.keyboard.press("j")
        expect(page.locator(f"#{name}")).to_be_focused()
    page.keyboard.press("j")
    expect(first).not_to_be_visible()
    expect(page.locator("section").nth(1).locator(".card").first).to_be_focused()
    fold.locator(":scope > summary").focus()
    page.keyboard.press("Enter")
    page.locator(f"#{names[-1]}").focus()
    page.keyboard.press("j")
    expect(first).to_be_focused()
    assert page.problems == []


def test_the_other_sticking_point_is_chosen_by_key_and_taken_back(page, log_in):
    log_in("ben")
    page.goto(f"/{SLUG}/inbox/")
    page.evaluate(
        "htmx.config.defaultSettleDelay = 300"
    )  # the moment in which a card is seen and not yet alive, made long
    name = page.locator("section > ul > .card:has(.offers)").first.get_attribute("id")
    card = page.locator(f"#{name}")
    side = card.locator("select[name=side]").input_value()
    card.locator("select[name=stance]").select_option("concede")
    card.focus()
    page.keyboard.press("o")
    expect(card.get_by_role("button", name="Approve as amended")).to_be_visible()
    expect(card).to_be_focused()
    expect(card.locator("select[name=stance]")).to_have_value("concede")
    expect(card.locator("select[name=side]")).to_have_value("")
    page.keyboard.press("o")
    expect(card.locator("input[name=issue]")).to_have_count(0)
    expect(card.locator("select[name=side]")).to_have_value(side)
    assert page.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_offends_against_accessibility(page, log_in, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto("/log-in/")
    assert violations(page) == []
    log_in("ada")
    page.goto(f"/{SLUG}/articles/")
    article = page.locator("tbody a").first.get_attribute("href")
    page.goto(f"/{SLUG}/inbox/")
    amendment = page.locator("a[data-key=e]").first.get_attribute("href")
    for path in ("/", f"/{SLUG}/", f"/{SLUG}/issues/philadelphi/", f"/{SLUG}/articles/", article, f"/{SLUG}/articles/new/", f"/{SLUG}/inbox/", f"/{SLUG}/inbox/?kind=reaffirmation", f"/{SLUG}/log/", amendment):  # fmt: skip
        page.goto(path)
        assert violations(page) == [], path


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(v["id"], [node["html"][:120] for node in v["nodes"][:2]]) for v in found]


def test_a_first_load_stays_small(page):
    sizes = []
    page.on("response", lambda answer: sizes.append(answer.request.sizes()["responseBodySize"]))
    page.goto(f"/{SLUG}/issues/philadelphi/", wait_until="networkidle")
    assert len(sizes) <= 8
    assert sum(sizes) <= 60_000


def test_without_javascript_the_same_job_is_done(chromium, house):
    context = chromium.new_context(base_url=house.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/log-in/")
    page.fill("#id_username", "ada")
    page.fill("#id_password", house.accounts["ada"]["password"])
    page.click("main button.go")
    page.goto(f"/{SLUG}/issues/philadelphi/")
    waiting = page.locator(".card--pending").count()
    page.get_by_role("button", name="Approve").first.click()
    assert page.url.endswith(f"/{SLUG}/issues/philadelphi/")
    assert page.locator(".card--pending").count() == waiting - 1
    page.get_by_role("button", name="Undo").first.click()
    assert page.locator(".card--pending").count() == waiting
    context.close()


def test_sigterm_ends_every_child(house_to_end):
    status = house_to_end.stop()
    assert status == 0
    assert not (house_to_end.data / "servers.json").exists()
    assert not (house_to_end.data / "database" / "postmaster.pid").exists()
