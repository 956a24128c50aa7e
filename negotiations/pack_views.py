"""Founding a negotiation, and packs in and out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from . import frames, members, packs, setup, setup_page
from .frames import Frame
from .packs import BadPack, Pack
from .setup_forms import FoundingForm, PackForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def founding(request: HttpRequest) -> HttpResponse:
    """A new negotiation: from nothing, from the library, or from a pack."""
    if not members.may_found(request.user):
        raise PermissionDenied("Your account may not set up negotiations: ask whoever runs this site.")
    form = FoundingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        about = {name: given[name] for name in ("name", "summary", "is_public")}
        negotiation = setup.found(**about, pack=given["content"], by=request.user)
        messages.info(request, f"“{negotiation}” is there. Go through its sections from top to bottom.")
        return redirect("set-up", slug=negotiation.slug)
    return render(request, "negotiations/founding.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_safe
def pack_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The negotiation as a pack to keep or to carry elsewhere."""
    frame = frames.to_set_up(request, slug)
    if setup_page.pack_of(frame.negotiation) is None:
        messages.info(request, "A pack needs at least one party and one sticking point: add them first.")
        return redirect("set-up", slug=slug)
    response = HttpResponse(packs.dump(frame.negotiation), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.json"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    """Load a pack over the negotiation: first what it would change, then, confirmed, the change."""
    frame = frames.to_set_up(request, slug)
    form = PackForm(request.POST or None, request.FILES or None, auto_id="pack-%s")
    context = {"frame": frame, "form": form}
    if not form.is_valid():
        return render(request, "negotiations/pack.html", context, status=422 if form.is_bound else 200)
    content = form.cleaned_data["content"]
    try:
        load(frame, content, keep=request.POST.get("confirmed") == "yes")
    except BadPack as problem:
        form.add_error(None, str(problem).splitlines())
        return render(request, "negotiations/pack.html", context, status=422)
    if request.POST.get("confirmed") == "yes":
        messages.info(request, "The pack is loaded.")
        return redirect("set-up", slug=slug)
    told = setup_page.differences(setup_page.pack_of(frame.negotiation), content)
    return render(request, "negotiations/pack.html", context | {"told": told, "content": content.model_dump_json()})


def load(frame: Frame, content: Pack, *, keep: bool) -> None:
    """Load a pack, or only try whether it could be loaded. Raises BadPack."""
    with transaction.atomic():
        setup.replace_by(negotiation=frame.negotiation, pack=content, at=timezone.now())
        if not keep:
            transaction.set_rollback(True)
