"""The page on which an owner tries the reader on a paragraph."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from negotiations import frames

from . import trials
from .extraction.extractor import ExtractorUnavailable

LONGEST = 20_000  # characters: a trial is read while the owner waits


class TrialForm(forms.Form):
    """A paragraph, and the day on which it would have been published."""

    text = forms.CharField(
        label="A paragraph or a short article",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Paste a paragraph first.",
            "max_length": f"Paste at most {LONGEST:,} characters: upload whole articles instead.",
        },
    )
    published = forms.DateField(label="Published on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: HttpRequest, slug: str) -> HttpResponse:
    """What the reader would find in a paragraph, and why. Nothing is stored."""
    frame = frames.to_set_up(request, slug)
    form = TrialForm(request.POST or None, initial={"published": timezone.localdate()})
    context: dict[str, Any] = {"frame": frame, "form": form}
    status = 422 if form.is_bound else 200
    if form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        try:
            published = form.cleaned_data["published"]
            context["trial"] = trials.read(negotiation=frame.negotiation, text=text, published=published)
            status = 200
        except ExtractorUnavailable:
            form.add_error(None, "The reader could not be reached. Try it again later.")
    template = "_trial" if request.htmx else "trial"
    return render(request, f"articles/{template}.html", context, status=status)
