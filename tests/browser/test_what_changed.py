"""What changed and what contradicts, in a real browser: read, mark as read, explain, take back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLUG = "gaza-ceasefire-2024"


def test_a_reader_without_script_sees_what_moved_and_follows_it(chromium, house):
    context = chromium.new_context(base_url=house.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/{SLUG}/changes/?from=2024-07-01&to=2024-07-31")
    expect(page.locator(".lead")).to_contain_text("Between 1 July 2024 and 31 July 2024, as known now")
    expect(page.locator(".stand--told .pair").first).to_be_visible()
    page.get_by_role("link", name="All shifts by day").click()
    expect(page.locator("h1")).to_have_text("Shifts, day by day")
    page.select_option("#party", "hamas")
    page.get_by_role("button", name="Show").click()
    assert "party=hamas" in page.url
    expect(page.locator(".card__who b").first).to_have_text("Hamas")
    context.close()


def test_an_editor_reads_up_to_here_and_explains_a_contradiction(page, log_in):
    log_in("ben")
    page.goto(f"/{SLUG}/changes/")
    page.get_by_role("button", name="Mark as read").click()
    expect(page.locator(".notice").first).to_contain_text("Marked as read")
    expect(page.locator(".lead")).to_contain_text("Since your last visit")

    page.get_by_role("link", name="Contradictions", exact=True).click()
    page.locator(".contradiction h2 a").first.click()
    expect(page.locator(".pair blockquote")).to_have_count(2)
    page.get_by_label("Why both may stand").fill("The officials spoke of a later phase.")
    page.get_by_role("button", name="Mark as explained").click()
    expect(page.locator(".explained")).to_have_text("The officials spoke of a later phase.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#notes")).to_have_text("Not explained")
    assert page.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["changes/?days=30", "shifts/", "contradictions/?window=30"])
def test_the_pages_pass_axe_and_fit_a_phone(page, path, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/{SLUG}/{path}")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
