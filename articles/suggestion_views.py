"""The page of suggested terms and names: each is added or dismissed with one click, and none without."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from negotiations import frames, setup
from negotiations.frames import Frame
from negotiations.models import PartyName
from negotiations.setup_views import row_of

from . import dismissals, suggestions

LONGEST = 120


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def suggested(request: HttpRequest, slug: str) -> HttpResponse:
    """What may be missing, and adding one of it."""
    frame = frames.to_set_up(request, slug)
    return answer(request, frame, add(request, frame) if request.method == "POST" else "")


@login_required
@require_POST
def dismissal(request: HttpRequest, slug: str) -> HttpResponse:
    """No longer suggest a term or a name."""
    frame = frames.to_set_up(request, slug)
    words = words_of(request)
    if not words:
        return answer(request, frame, "Nothing was dismissed: there were no words.")
    issue = row_of(frame, "issues", request.POST["issue"]) if "issue" in request.POST else None
    about = {"negotiation": frame.negotiation, "issue": issue, "words": words}
    dismissals.dismiss(**about, by=request.user, at=timezone.now())
    return answer(request, frame, f"“{words}” is not suggested again, unless you take that back below.")


@login_required
@require_POST
def dismissal_undoing(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Suggest again what was dismissed."""
    frame = frames.to_set_up(request, slug)
    dismissed = get_object_or_404(frame.negotiation.dismissals, pk=pk)
    dismissals.take_back(dismissal=dismissed, at=timezone.now())
    return answer(request, frame, f"“{dismissed.words}” may be suggested again.")


def answer(request: HttpRequest, frame: Frame, notice: str) -> HttpResponse:
    """The page, or its part for htmx, with what happened; without htmx, the way to the page."""
    if notice and not request.htmx:
        messages.info(request, notice)
        return redirect("suggestions", slug=frame.negotiation.slug)
    terms, speakers = suggestions.for_negotiation(frame.negotiation)
    issues = {issue.key: issue for issue in frame.negotiation.issues.all()}
    context = {
        "frame": frame,
        "notice": notice,
        "terms": [(term, issues[term.issue]) for term in terms if term.issue in issues],
        "speakers": speakers,
        "dismissed": frame.negotiation.dismissals.filter(taken_back_at__isnull=True).select_related("issue", "by"),
        "parties": frame.negotiation.parties.all(),
    }
    return render(request, f"articles/{'_suggestions' if request.htmx else 'suggestions'}.html", context)


def add(request: HttpRequest, frame: Frame) -> str:
    """Add a term or a name; what happened, in a sentence."""
    words = words_of(request)
    if not words:
        return "Nothing was added: there were no words."
    if "issue" in request.POST:
        issue = row_of(frame, "issues", request.POST["issue"])
        setup.add_term(issue=issue, term=words, at=timezone.now())
        return f"“{words}” is a term of “{issue}” now."
    party = row_of(frame, "parties", request.POST.get("party", ""))
    title = request.POST.get("title", "").strip()[:LONGEST]
    setup.add_name(party=party, kind=PartyName.Kind.PERSON, text=words, title=title, at=timezone.now())
    return f"{words} speaks for “{party}” now."


def words_of(request: HttpRequest) -> str:
    """The words of the suggestion that was pressed."""
    return " ".join(request.POST.get("words", "").split())[:LONGEST]
