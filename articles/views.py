"""The pages of the intake: articles, upload and its progress."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from negotiations import clocks, frames, strips
from negotiations.frames import Frame

from . import effects_page, intake, reading_page, takings
from .forms import UploadForm
from .models import Article

PATIENCE = (1, 1, 2, 3, 5, 8, 13)  # seconds between two looks at a run; the last one again and again


@require_safe
def articles(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles of a negotiation, newest first."""
    frame, both = frames.of_slug(request, slug), clocks.read(request)
    listed = frame.negotiation.articles.under(both).for_list()
    days = set(frame.negotiation.articles.filter(uploaded_at__lte=both.moment).values_list("published", flat=True))
    context = {"frame": frame, "articles": listed, "here": "articles"}
    return render(request, "articles/articles.html", context | strips.under(both, days))


@require_safe
def article(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An article with its quotes in place, and how far its reading has come."""
    frame = frames.of_slug(request, slug)
    shown = article_of(frame, pk)
    both = clocks.read(request)
    passage = reading_page.shown_in(shown, request.GET.get("passage", ""))
    context = reading_page.context(shown, frame, both, shown=passage)
    entries = [card.entry for card in context["found"] if not card.pending]
    context |= effects_page.context(shown, frame, both, entries)
    context |= strips.under(both, {entry.said_on for entry in entries})
    if frame.may_upload:
        context |= progress_context(shown, 0)
    if frame.may_review:
        context["taking"] = takings.of(shown, at=timezone.now())
    return render(request, "articles/article.html", context)


@require_safe
def progress(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How far the reading has come; once it is over, with the text and what was found."""
    frame = frames.of_slug(request, slug)
    shown = article_of(frame, pk)
    if not request.htmx:
        return redirect(shown)
    looks = request.GET.get("looks", "")
    context = progress_context(shown, int(looks) if looks.isdecimal() else 0)
    if context["run"] and context["run"].is_over:
        context |= reading_page.context(shown, frame) | {"swap": True}
    return render(request, "articles/_progress.html", {"frame": frame, "article": shown} | context)


def progress_context(article: Article, looks: int) -> dict[str, Any]:
    """The latest run, and when to look again."""
    return {
        "run": article.latest_run,
        "proposal_count": article.proposals.sure().count(),
        "wait": PATIENCE[min(looks, len(PATIENCE) - 1)],
        "looks": looks + 1,
    }


@login_required
@require_POST
def reading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Read an article again: after a failure, or when the negotiation's names and terms have changed."""
    frame = uploading_frame(request, slug)
    shown = article_of(frame, pk)
    run = shown.latest_run
    if run and not run.is_over:
        intake.send(run.pk)
    else:
        intake.read_again(article=shown, at=timezone.now())
    return redirect(shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """The upload form; a stored article's page shows what becomes of it."""
    frame = uploading_frame(request, slug)
    form = UploadForm(request.POST or None, request.FILES or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.require_what_is_needed()
        if form.is_valid():
            return take(request, frame, form)
    status = 422 if form.is_bound else 200
    return render(request, "articles/upload.html", {"frame": frame, "form": form}, status=status)


def take(request: HttpRequest, frame: Frame, form: UploadForm) -> HttpResponse:
    """Store the upload and go to its page, or to the page of the article that holds the text already."""
    fields = {name: form.cleaned_data[name] for name in ("text", "title", "outlet", "url", "published")}
    try:
        taken = intake.take(negotiation=frame.negotiation, **fields, by=request.user, at=timezone.now())
    except intake.AlreadyHere as refusal:
        messages.info(request, str(refusal))
        taken = refusal.article
    return redirect(taken)


@login_required
@require_POST
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The fields beside the text, filled with what can be read from text or file."""
    frame = uploading_frame(request, slug)
    form = UploadForm(request.POST, request.FILES, today=timezone.localdate())
    form.is_valid()
    known = {name: form.cleaned_data.get(name) or request.POST.get(name, "") for name in form.fields}
    filled = UploadForm(initial=known, today=timezone.localdate())
    context = {"frame": frame, "form": filled, "problems": [*form.errors.get("text", []), *form.errors.get("file", [])]}
    return render(request, "articles/_upload_details.html", context)


def uploading_frame(request: HttpRequest, slug: str) -> Frame:
    """The frame of a negotiation to which the reader may bring articles; 404 for a stranger, 403 for a reader."""
    frame = frames.of_slug(request, slug)
    if not frame.may_upload:
        frames.refuse(frame, "Only contributors and editors of this negotiation bring articles: ask its owner.")
    return frame


def article_of(frame: Frame, pk: int) -> Article:
    """An article of the frame's negotiation; raises Http404."""
    articles = frame.negotiation.articles
    found = get_object_or_404(articles.prefetch_related("runs") if frame.may_upload else articles, pk=pk)
    found.negotiation = frame.negotiation
    return found
