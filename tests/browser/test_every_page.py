"""Every page of the site passes axe in both themes and fits a phone, with the demo and with an empty negotiation.

The list is held against the URL configuration: a page without an entry here fails.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, get_resolver, reverse

pytestmark = pytest.mark.browser
SLUG = "gaza-ceasefire-2024"

# Pages by the names of their addresses. What stands in braces is looked up in the demo; without it, also where there
# is nothing yet.
PAGES = {
    "negotiations": "/",
    "login": "/log-in/",
    "account": "/account/",
    "password": "/account/password/",
    "second-factor": "/account/second-factor/",
    "second-factor-confirmation": "/account/second-factor/confirmation/",
    "search-everywhere": "/search/?q=hamas",
    "founding": "/negotiations/new/",
    "matrix": "/{slug}/",
    "search": "/{slug}/search/?q=corridor&kind=position",
    "changes": "/{slug}/changes/?days=60",
    "shifts": "/{slug}/shifts/",
    "contradictions": "/{slug}/contradictions/?window=30",
    "contradiction": "/{slug}/contradictions/{contradiction}/?window=30",
    "issue": "/{slug}/issues/{issue}/",
    "embedded": "/embed/{slug}/issues/{issue}/",
    "party": "/{slug}/parties/{party}/",
    "outlets": "/{slug}/outlets/",
    "outlet": "/{slug}/outlets/{outlet}/",
    "articles": "/{slug}/articles/",
    "upload": "/{slug}/articles/new/",
    "article": "/{slug}/articles/{article}/",
    "desk": "/{slug}/articles/{article}/review/",
    "inbox": "/{slug}/inbox/",
    "log": "/{slug}/log/",
    "quality": "/{slug}/quality/",
    "rereadings": "/{slug}/rereadings/",
    "rereading": "/{slug}/rereadings/{rereading}/",
    "comments": "/proposals/{proposal}/comments/",
    "amendment": "/proposals/{proposal}/amendment/",
    "alternative": "/proposals/{moved}/alternatives/{other}/",
    "correction": "/positions/{position}/correction/",
    "set-up": "/{slug}/set-up/",
    "party-set-up": "/{slug}/set-up/parties/{party}/",
    "issue-set-up": "/{slug}/set-up/issues/{issue}/",
    "removal": "/{slug}/set-up/parties/{party}/removal/",
    "point-removal": "/{slug}/set-up/issues/{issue}/points/{point}/removal/",
    "merger": "/{slug}/set-up/issues/{issue}/merger/",
    "point-merger": "/{slug}/set-up/issues/{issue}/points/{point}/merger/",
    "trial": "/{slug}/set-up/trial/",
    "suggestions": "/{slug}/set-up/suggestions/",
    "events": "/{slug}/set-up/log/",
    "pack": "/{slug}/set-up/pack/",
}
# What shows no page to anybody who follows a link: files, parts of pages, and acts, which only a form sends.
FILES = {"healthz", "pack-file", "matrix-picture", "chart", "figures-chart"}
PARTS = {"progress"}
ACTS = {
    "about", "addition", "approval", "backup-codes", "batch-undoing", "comment-taking-back", "desk-approval",
    "desk-figures", "desk-positions", "desk-rejection", "desk-settlement", "desk-undoing", "dismissal", "draft",
    "enrolment", "explanation", "giving-back", "invitation-withdrawal", "inviting", "logout", "order", "reading",
    "reaffirmations", "rejection", "rereading-acceptance", "rereading-dropping", "role", "second-factor-removal",
    "session-ending", "sessions-ending", "settlement", "suggestion-dismissal", "suggestion-dismissal-undoing", "taking",
    "taking-back", "undoing", "visit", "withdrawal",
}  # fmt: skip
# Pages behind a key that is sent to somebody, or for staff: tests/accounts looks at them.
GATES = {"invitation", "log-in-code", "recovery", "site-log"}
DUMMIES = {
    "slug": SLUG,
    "key": "hamas",
    "point": "full",
    "kind": "parties",
    "batch": "00000000-0000-4000-8000-000000000000",
    "form": "svg",
}


def names_in(patterns):
    """Every named address and its arguments, but for those of Django's own admin."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name, list(pattern.pattern.converters)
        elif pattern.app_name != "admin":
            yield from names_in(pattern.url_patterns)


ADDRESSES = dict(names_in(get_resolver().url_patterns))


def test_every_address_is_known_here():
    known = {*PAGES, *FILES, *PARTS, *ACTS, *GATES}
    assert set(ADDRESSES) - known == set(), "add the new page to PAGES, or say what else it is"
    assert known - set(ADDRESSES) == set()


@pytest.fixture(scope="module")
def olga(chromium, house):
    """The demo's owner, who may see every page."""
    context = chromium.new_context(base_url=house.address, viewport={"width": 1240, "height": 900})
    page = context.new_page()
    page.goto("/log-in/")
    page.fill("#id_username", "olga")
    page.fill("#id_password", house.accounts["olga"]["password"])
    page.click("main button.go")
    page.wait_for_url("**/")
    yield page
    context.close()


@pytest.fixture(scope="module")
def found(olga):
    """What the addresses of the demo's pages need."""

    def first(path, pattern):
        olga.goto(path.format(slug=SLUG))
        return re.search(pattern, olga.content())

    # Reading one article again is asked for, and its outcome is dropped when all is looked at.
    olga.goto(f"/{SLUG}/rereadings/")
    for box in olga.locator("input[name=article]").all()[1:]:
        box.uncheck()
    olga.click("main button.go")
    olga.wait_for_url("**/rereadings/*/")
    other = first("/{slug}/inbox/", r"/proposals/(\d+)/alternatives/([\w-]+)/")
    yield {
        "slug": SLUG,
        "rereading": re.search(r"/rereadings/(\d+)/", first("/{slug}/rereadings/", r"/rereadings/\d+/")[0])[1],
        "issue": "philadelphi",
        "party": "hamas",
        "outlet": "Demo Courier",
        "moved": other[1],
        "other": other[2],
        "proposal": first("/{slug}/inbox/", r"/proposals/(\d+)/amendment/")[1],
        "article": first("/{slug}/inbox/", r"/articles/(\d+)/review/")[1],
        "position": first("/{slug}/issues/philadelphi/", r"/positions/(\d+)/correction/")[1],
        "contradiction": first("/{slug}/contradictions/?window=30", r"/contradictions/([\w-]+)/\?")[1],
        "point": first("/{slug}/set-up/issues/philadelphi/", r"/points/([\w-]+)/removal/")[1],
    }


@pytest.fixture(scope="module")
def empty(olga):
    """A negotiation with nothing but a name."""
    olga.goto("/negotiations/new/")
    olga.get_by_label("Name").fill("Empty talks")
    olga.get_by_role("button", name="Create").click()
    olga.wait_for_url("**/set-up/")
    return {"slug": re.search(r"/([\w-]+)/set-up/", olga.url)[1]}


def is_pleasant(page, address):
    """Whether a page, with its folds open, passes axe in both themes, has a table for each chart, and fits a phone."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1240, "height": 900})
    assert page.goto(address).status == 200, address
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    found = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="dark")
    found += Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [(v["id"], [node["html"][:160] for node in v["nodes"][:2]]) for v in found] == [], address
    assert page.locator("figure:has(svg[role=group]):not(:has(table))").count() == 0, "a chart has no table"
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_demo_offends_nobody(olga, found, name):
    is_pleasant(olga, PAGES[name].format(**found))


@pytest.mark.parametrize(
    "name", [name for name, path in PAGES.items() if set(re.findall(r"\{(\w+)", path)) == {"slug"}]
)
def test_a_page_with_nothing_on_it_offends_nobody(olga, empty, name):
    is_pleasant(olga, PAGES[name].format(**empty))


@pytest.mark.parametrize("path", ["/no-such-page/", f"/{SLUG}/inbox/"])
def test_a_refusal_offends_nobody(page, log_in, path):
    log_in("cleo")
    page.goto(path)
    assert page.locator("h1").inner_text() in ("Nothing here", "Not yours to open")
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_act_is_no_page(olga, name):
    arguments = {argument: DUMMIES.get(argument, 1) for argument in ADDRESSES[name]}
    if name == "comment-taking-back":
        arguments["kind"] = "proposals"
    assert olga.request.get(reverse(name, kwargs=arguments)).status == 405
