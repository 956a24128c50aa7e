"""The desk's views: an article under review, and the acts on it. After each the next proposal is open.

htmx is answered with the card at hand and, out of band, whatever changed with it; without JavaScript an act leads back
to the desk. Acts say which proposal comes `then`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import replace_url

from negotiations import cards, frames
from negotiations.forms import CodingForm, CountForm
from negotiations.frames import Frame

from . import desk_page, opinions, reading_page, reviews, takings
from .forms import PassageForm
from .models import Article, Decision, Proposal
from .review_answers import note_of


@login_required
@require_safe
def desk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An article's text, and one of its proposals at hand, or the form for a position or figure found by hand."""
    frame, article = at_desk(request, slug, pk)
    bound: dict[str, Any] = {}
    if "by-hand" in request.GET:
        form = CountForm if request.GET["by-hand"] == "figure" else CodingForm
        passage = desk_page.hand_passage(article, request.GET)
        quote = desk_page.quote_of(article, passage, None)
        bound = {"hand": desk_page.hand_form(article, form, quote=quote), "passage": passage}
    asked = {"then": "then" in request.GET, "choice": request.GET.get("then") or request.GET.get("proposal", "")}
    return answer(request, frame, article, page=True, **asked, **bound)


@login_required
@require_POST
def approval(request: HttpRequest, slug: str, pk: int, proposal: int) -> HttpResponse:
    """Put a proposal on record, with whatever the editor changed: fields, or the ends of the quote."""
    frame, article = at_desk(request, slug, pk)
    found = proposal_of(article, proposal)
    card = reading_page.card_of(found, request.POST)
    passage = PassageForm(request.POST, article=article, current=(found.start, found.end))
    if not (card.form.is_valid() and passage.is_valid()):
        return answer(request, frame, article, choice=str(proposal), status=422, card=card, passage=passage)
    act = {"editor": request.user, "at": timezone.now(), "note": note_of(request)}
    try:
        entry = opinions.approve(proposal=found, content=card.form.content(), **passage.cleaned_data, **act)
    except (opinions.AlreadyGiven, reviews.AlreadyDecided) as refusal:
        return refused(request, frame, article, refusal)
    if entry is None:
        messages.info(request, opinions.KEPT)
    return answer(request, frame, article, choice=request.POST.get("then", ""))


@login_required
@require_POST
def rejection(request: HttpRequest, slug: str, pk: int, proposal: int) -> HttpResponse:
    """Keep a proposal out of the record."""
    frame, article = at_desk(request, slug, pk)
    reason = request.POST.get("reason")
    if reason not in Decision.Reason:
        reason = Decision.Reason.OTHER
    try:
        act = {"editor": request.user, "at": timezone.now(), "note": note_of(request)}
        decision = opinions.reject(proposal=proposal_of(article, proposal), reason=reason, **act)
    except (opinions.AlreadyGiven, reviews.AlreadyDecided) as refusal:
        return refused(request, frame, article, refusal)
    if decision is None:
        messages.info(request, opinions.KEPT)
    return answer(request, frame, article, choice=request.POST.get("then", ""))


@login_required
@require_POST
def settlement(request: HttpRequest, slug: str, pk: int, proposal: int, opinion: int) -> HttpResponse:
    """Decide as one of the two editors who differ on a proposal."""
    frame, article = at_desk(request, slug, pk)
    given = proposal_of(article, proposal).opinions.filter(is_blind=False)
    chosen = get_object_or_404(given, pk=opinion)
    try:
        opinions.settle(opinion=chosen, editor=request.user, at=timezone.now(), note=note_of(request))
    except (opinions.NothingToSettle, opinions.AlreadyGiven, reviews.AlreadyDecided) as refusal:
        return refused(request, frame, article, refusal)
    return answer(request, frame, article, choice=request.POST.get("then", ""))


@login_required
@require_POST
def positions(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put on record a position that the reader missed."""
    return by_hand(request, slug, pk, CodingForm)


@login_required
@require_POST
def figures(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put on record a figure that the reader missed."""
    return by_hand(request, slug, pk, CountForm)


def by_hand(request: HttpRequest, slug: str, pk: int, form: type[CodingForm | CountForm]) -> HttpResponse:
    """Put on record what the reader missed, and go on where the editor was."""
    frame, article = at_desk(request, slug, pk)
    hand, passage = desk_page.hand_form(article, form, request.POST), desk_page.hand_passage(article, request.POST)
    choice = request.POST.get("then", "")
    if not (hand.is_valid() and passage.is_valid()):
        return answer(request, frame, article, choice=choice, status=422, hand=hand, passage=passage)
    act = {"editor": request.user, "at": timezone.now(), "note": note_of(request)}
    try:
        reviews.add(article=article, content=hand.content(), **passage.cleaned_data, **act)
    except reviews.AlreadyDecided as refusal:
        return refused(request, frame, article, refusal)
    return answer(request, frame, article, choice=choice)


@login_required
@require_POST
def undoing(request: HttpRequest, slug: str, pk: int, decision: int) -> HttpResponse:
    """Take a decision back, and open its proposal again."""
    frame, article = at_desk(request, slug, pk)
    decisions = Decision.objects.filter(proposal__article=article).select_related("proposal", "position", "figure")
    found = get_object_or_404(decisions, pk=decision)
    try:
        reviews.undo(decision=found, editor=request.user, at=timezone.now())
    except reviews.CannotUndo as refusal:
        return refused(request, frame, article, refusal)
    messages.info(request, "Taken back: it is open again.")
    return answer(request, frame, article, choice=str(found.proposal_id))


def at_desk(request: HttpRequest, slug: str, pk: int) -> tuple[Frame, Article]:
    """An editor's frame and an article of it; 404 for a stranger, 403 for a reader."""
    frame = frames.to_review(request, slug, doing="review its articles")
    article = get_object_or_404(frame.negotiation.articles, pk=pk)
    article.negotiation = frame.negotiation
    return frame, article


def proposal_of(article: Article, pk: int) -> Proposal:
    """A proposal of the article, with what its form needs; raises Http404."""
    found = get_object_or_404(article.proposals.for_cards(), pk=pk)
    cards.sharing(article.negotiation, [found])
    found.article = article
    return found


def refused(request: HttpRequest, frame: Frame, article: Article, refusal: Exception) -> HttpResponse:
    """The desk as it stands now, and why the act did not take place."""
    messages.warning(request, str(refusal))
    return answer(request, frame, article, choice=request.POST.get("then", ""), status=409)


def answer(
    request: HttpRequest,
    frame: Frame,
    article: Article,
    *,
    choice: str = "",
    then: bool = True,
    status: int = 200,
    page: bool = False,
    **bound: Any,
) -> HttpResponse:
    """The desk with a proposal at hand: parts of it for htmx; else the page where it is asked for, or the way to it."""
    if not (request.htmx or page or bound):
        return redirect(f"{desk_page.address(article)}?then={choice}#quote")
    context = desk_page.context(article, frame, editor=request.user, choice=choice, then=then, **bound)
    context |= {"note": note_of(request) if bound else "", "taking": takings.of(article, at=timezone.now())}
    name = "_desk_answer" if request.htmx else "desk"
    response = render(request, f"articles/{name}.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    if request.htmx and not context["hand"]:
        item = context["item"]
        replace_url(response, desk_page.address(article, item.pk if item else ""))
    return response
