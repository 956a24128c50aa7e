"""The page of suggested terms and names: each is added with one click, and none without."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from negotiations import frames, setup
from negotiations.frames import Frame
from negotiations.models import PartyName
from negotiations.setup_views import row_of

from . import suggestions

LONGEST = 120


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def suggested(request: HttpRequest, slug: str) -> HttpResponse:
    """What may be missing, and adding one of it."""
    frame = frames.to_set_up(request, slug)
    notice = add(request, frame) if request.method == "POST" else ""
    if notice and not request.htmx:
        messages.info(request, notice)
        return redirect("suggestions", slug=slug)
    terms, speakers = suggestions.for_negotiation(frame.negotiation)
    issues = {issue.key: issue for issue in frame.negotiation.issues.all()}
    context = {
        "frame": frame,
        "notice": notice,
        "terms": [(term, issues[term.issue]) for term in terms if term.issue in issues],
        "speakers": speakers,
        "parties": frame.negotiation.parties.all(),
    }
    return render(request, f"articles/{'_suggestions' if request.htmx else 'suggestions'}.html", context)


def add(request: HttpRequest, frame: Frame) -> str:
    """Add a term or a name; what happened, in a sentence."""
    words = " ".join(request.POST.get("words", "").split())[:LONGEST]
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
