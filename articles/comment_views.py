"""Comments under a card: read, written, taken back. As a part of the card for htmx, else as a page of their own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from negotiations import frames

from .comments import NotYours, take_back, write
from .forms import CommentForm
from .threads import Thread, thread_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A thread, and writing to it."""
    thread = thread_of(request, kind, pk)
    if request.method != "POST":
        return answer(request, thread)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return answer(request, thread, problem=form.errors["text"][0], status=422)
    said = {"text": form.cleaned_data["text"], "passage": thread.passage}
    write(proposal=thread.proposal, **said, author=request.user, at=timezone.now())
    return changed(request, kind, pk)


@login_required
@require_POST
def taking_back(request: HttpRequest, kind: str, pk: int, comment: int) -> HttpResponse:
    """Hide a comment of one's own."""
    thread = thread_of(request, kind, pk)
    found = next((said for said in thread.comments if said.pk == comment), None)
    if found is None:
        raise Http404("There is no such comment.")
    try:
        take_back(comment=found, by=request.user, at=timezone.now())
    except NotYours as refusal:
        return answer(request, thread, problem=str(refusal), status=409)
    return changed(request, kind, pk)


def changed(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The thread after an act; without htmx, the way to its page."""
    if not request.htmx:
        return redirect("comments", kind=kind, pk=pk)
    return answer(request, thread_of(request, kind, pk))


def answer(request: HttpRequest, thread: Thread, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The thread, open; what could not be kept stays in the form."""
    if problem and not request.htmx:
        messages.error(request, problem)
    context = {
        "frame": frames.of(request, thread.proposal.negotiation),
        "thread": thread,
        "kind": thread.kind,
        "pk": thread.pk,
        "count": len(thread.comments) + thread.hidden,
        "problem": problem,
        "text": request.POST.get("text", "") if problem else "",
    }
    return render(request, f"articles/{'_comments' if request.htmx else 'comments'}.html", context, status=status)
