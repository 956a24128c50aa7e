"""What an act of review answers: the place of the proposal as it is now, and whatever changed with it on the page.

For htmx that is the changed card, the chart, text or numbers beside it, and the number that still waits; without
JavaScript an act leads back to the page that it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import reswap, retarget

from negotiations import cards, choices, clocks, frames, issue_page, positions
from negotiations.cards import Card, FigureCard
from negotiations.models import Entry, Issue, Position

from . import inbox_filters, inbox_page, reading_page
from .inbox_filters import Filters
from .models import Article, Decision, Proposal

PAGES = ("issue", "article", "inbox", "log")
BESIDE = 40  # other proposals on the issue of which an answer tells anew what they would change


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrawn:
    """An entry that changed beside a proposal: the anchor at which a page shows it, and its card now, if it has one."""

    anchor: str
    card: Card | FigureCard | None


def answer(
    request: HttpRequest,
    proposal: Proposal,
    card: Card | FigureCard | None,
    *,
    decision: Decision | None = None,
    redrawn: Sequence[Redrawn] = (),
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """A proposal's card, or what was decided where there is none, and what changed with it."""
    page = page_of(request)
    shown = {"card": card, "page": page, "proposal": proposal, "notice": notice, "note": note_of(request)}
    if not request.htmx:
        if status == 422:
            return render(request, "articles/amendment.html", frame_of(request, proposal) | shown, status=status)
        if notice:
            messages.info(request, notice)
        return redirect(address_of(request, proposal, reopened=bool(card and card.pending)))
    context = frame_of(request, proposal) | shown
    context |= {"decision": decision, "redrawn": redrawn, "in_place": in_place(request, redrawn)}
    return render(request, "articles/_answer.html", context | changed_with(request, proposal, context), status=status)


def decided(request: HttpRequest, proposal: Proposal, *, notice: str = "", status: int = 200) -> HttpResponse:
    """The place of a proposal after a decision: the entry that it became, or what was decided.

    Evidence that was added to an entry stands in its own place; the entry, where the page shows it, is drawn anew.
    """
    decision = decision_of(proposal)
    if decision is None:
        now = Proposal.objects.filter(pk=proposal.pk).for_cards().first()  # an opinion on it may be new
        return answer(request, proposal, reading_page.card_of(now or proposal), notice=notice, status=status)
    entry = positions.successor_of(decision.entry) if decision.entry else None
    if entry is None or entry.closed_at:
        return answer(request, proposal, None, decision=decision, notice=notice, status=status)
    card = entry_card(entry)
    if decision.confirms:
        redrawn = [Redrawn(anchor=anchor_of(entry), card=card)]
        return answer(request, proposal, None, decision=decision, redrawn=redrawn, notice=notice, status=status)
    return answer(request, proposal, card, notice=notice, status=status)


def refused(request: HttpRequest, proposal: Proposal, refusal: Exception) -> HttpResponse:
    """Where the proposal stands now, and why the act did not take place."""
    return decided(request, proposal, notice=str(refusal), status=409)


def settled(request: HttpRequest, proposal: Proposal) -> HttpResponse | None:
    """What was decided meanwhile, in the card's place, where a page still shows a card to decide; else nothing."""
    decision = Decision.objects.in_force().filter(proposal=proposal).select_related("editor").first()
    if decision is None:
        return None
    who = "You have decided this already" if decision.editor == request.user else f"{decision.editor} was faster"
    told = decided(request, proposal, notice=f"{who}: {decision.get_verdict_display().lower()}.", status=409)
    return retarget(reswap(told, "outerHTML"), f"#proposal-{proposal.pk}") if request.htmx else told


def decision_of(proposal: Proposal) -> Decision | None:
    """The decision in force on a proposal."""
    return Decision.objects.in_force().filter(proposal=proposal).for_history().first()


def entry_card(entry: Entry) -> Card | FigureCard:
    """The card of an entry of the record, with the decisions that it rests on."""
    fresh = type(entry).objects.filter(pk=entry.pk).for_timeline(with_decisions=True).get()
    return cards.position_card(fresh) if isinstance(fresh, Position) else cards.figure_card(fresh)


def anchor_of(entry: Entry) -> str:
    """The id of an entry's card."""
    return f"{'position' if isinstance(entry, Position) else 'figure'}-{entry.pk}"


def in_place(request: HttpRequest, redrawn: Sequence[Redrawn]) -> bool:
    """Whether the act was done in the card of the entry itself: then it stays where it is, beside the proposal."""
    target = (request.htmx.target or "").partition("#")[2]
    return any(entry.anchor == target for entry in redrawn)


def changed_with(request: HttpRequest, proposal: Proposal, context: dict[str, Any]) -> dict[str, Any]:
    """What the page shows beside the card: the issue's chart, the article's text, the numbers of its article.

    And where the record changed, what others on the issue would change now.
    """
    page, frame = context["page"], context["frame"]
    filters = filters_of(request) if page == "inbox" else Filters()
    changed = {"article": proposal.article, "tally": inbox_page.tally_now(proposal.article_id, filters, request.user)}
    if context["redrawn"] or (context["card"] and not context["card"].pending):
        beside = Proposal.objects.pending().filter(issue=proposal.issue_id).exclude(pk=proposal.pk)
        changed["beside"] = beside.for_cards().order_by("-said_on", "-pk")[:BESIDE]
    if page == "issue":
        issue = Issue.objects.select_related("negotiation").prefetch_related("points").get(pk=proposal.issue_id)
        query = query_of(request)
        return changed | issue_page.chart_context(issue, frame, clocks.chosen_in(query), choices.of_issue(query))
    if page == "article":
        article = Article.objects.select_related("negotiation").get(pk=proposal.article_id)
        return changed | {"stretches": reading_page.context(article, frame)["stretches"]}
    return changed


def frame_of(request: HttpRequest, owned: Any) -> dict[str, Any]:
    """The frame of what belongs to a negotiation."""
    return {"frame": frames.of(request, owned.negotiation)}


def page_of(request: HttpRequest) -> str:
    """Which page an act comes from."""
    data: Mapping[str, str] = request.POST if request.method == "POST" else request.GET
    return data["page"] if data.get("page") in PAGES else "inbox"


def note_of(request: HttpRequest) -> str:
    """Why, in the editor's own words; a card has room for it in two places."""
    notes = (" ".join(note.split()) for note in request.POST.getlist("note"))
    return next((note[:400] for note in notes if note), "")


def filters_of(request: HttpRequest) -> Filters:
    """The inbox's filters, as they stand in the address of the page that an act comes from."""
    return inbox_filters.read(query_of(request).dict())


def query_of(request: HttpRequest) -> QueryDict:
    """The choices in the address of the page that an act comes from."""
    return QueryDict(urlsplit(request.htmx.current_url or "").query)


def address_of(request: HttpRequest, proposal: Proposal, *, reopened: bool = False) -> str:
    """The page that an act came from; at the card, where it waits again."""
    slug, page = proposal.negotiation.slug, page_of(request)
    places = {"issue": [slug, proposal.issue.key], "article": [slug, proposal.article_id]}
    place = reverse(page, args=places.get(page, [slug]))
    return back_to(request, place) + (f"#proposal-{proposal.pk}" if reopened and page != "log" else "")


def place_of(request: HttpRequest, slug: str, article: int) -> str:
    """The page that an act on an article came from."""
    if request.POST.get("page") == "desk":
        return reverse("desk", args=[slug, article])
    page = page_of(request)
    if page == "article":
        return back_to(request, reverse("article", args=[slug, article]))
    return back_to(request, reverse("log" if page == "log" else "inbox", args=[slug]))


def back_to(request: HttpRequest, place: str) -> str:
    """A page with the query that it had, where the reader comes from there."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    return f"{place}?{came_from.query}" if came_from.path == place and came_from.query else place
