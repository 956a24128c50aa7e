"""Taking an article, so that others see who is on it, and giving it back. Nobody is hindered by it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from negotiations import frames
from negotiations.frames import Frame

from . import takings
from .models import Article
from .review_answers import place_of


@login_required
@require_POST
def taking(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an article, or take it over from whoever is on it."""
    frame, article = at_hand(request, slug, pk)
    over = "over" in request.POST
    try:
        takings.take(article=article, editor=request.user, at=timezone.now(), from_other=over)
    except takings.TakenBy as refusal:
        return answer(request, frame, article, notice=str(refusal), status=409)
    return answer(request, frame, article)


@login_required
@require_POST
def giving_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that one is no longer on it."""
    frame, article = at_hand(request, slug, pk)
    takings.give_back(article=article, editor=request.user, at=timezone.now())
    return answer(request, frame, article)


def at_hand(request: HttpRequest, slug: str, pk: int) -> tuple[Frame, Article]:
    """An editor's frame and an article of it; 404 for a stranger, 403 for a reader."""
    frame = frames.to_review(request, slug, doing="take its articles")
    return frame, get_object_or_404(frame.negotiation.articles.defer("text"), pk=pk)


def answer(
    request: HttpRequest, frame: Frame, article: Article, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """Who is on the article now; without htmx, the page that the act came from."""
    if not request.htmx:
        if notice:
            messages.info(request, notice)
        return redirect(place_of(request, frame.negotiation.slug, article.pk))
    context = {"frame": frame, "article": article, "taking": takings.of(article, at=timezone.now()), "notice": notice}
    return render(request, "articles/_taking.html", context | {"page": request.POST.get("page", "")}, status=status)
