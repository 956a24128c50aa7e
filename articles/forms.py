"""The upload form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from . import readings
from .models import Article
from .readings import Draft, Unreadable
from .sentences import trimmed

FILE_LIMIT = 3_000_000  # bytes of a saved page, most of which is not the article


class UploadForm(forms.Form):
    """An article: its text or a file, and what is known of it. What is left empty is read from the text."""

    text = forms.CharField(label="Text of the article", required=False, widget=forms.Textarea(attrs={"rows": 12}))
    file = forms.FileField(label="or a file (.txt, .html)", required=False)
    title = forms.CharField(label="Title", required=False, max_length=300)
    outlet = forms.CharField(label="Outlet", required=False, max_length=120)
    url = forms.URLField(label="Address", required=False, max_length=1000, assume_scheme="https")
    published = forms.DateField(
        label="Day of publication", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.draft: Draft | None = None

    def clean(self) -> dict[str, Any]:
        """Read text or file, and take from it what was left empty."""
        cleaned = super().clean() or self.cleaned_data
        try:
            self.draft = self._read(cleaned)
        except Unreadable as problem:
            self.add_error("file" if cleaned.get("file") else "text", str(problem))
            return cleaned
        for name in ("title", "outlet", "url", "published"):
            if name not in self.errors:
                cleaned[name] = cleaned.get(name) or getattr(self.draft, name)
        return cleaned | {"text": self.draft.text}

    def clean_published(self) -> date | None:
        """No article is from the future."""
        published = self.cleaned_data["published"]
        if published and published > self.today:
            raise ValidationError("This day is still to come: give the day on which the article was published.")
        return published

    def require_what_is_needed(self) -> None:
        """Whatever could neither be read nor was given: ask for it. Call on a form that is valid so far."""
        if not self.cleaned_data["published"]:
            self.add_error("published", "When was it published? Every date in the article hangs on that day.")
        if not self.cleaned_data["title"]:
            self.add_error("title", "Give the article a title.")

    def _read(self, cleaned: dict[str, Any]) -> Draft:
        upload = cleaned.get("file")
        if upload and upload.size > FILE_LIMIT:
            raise Unreadable(f"{upload.name} is larger than {FILE_LIMIT // 1_000_000} MB: paste the article's text.")
        draft = readings.read_file(upload.name, upload.read()) if upload else readings.read_paste(cleaned["text"])
        if len(draft.text) > settings.ARTICLE_LIMIT:
            raise Unreadable(f"This is longer than {settings.ARTICLE_LIMIT:,} characters: upload it in parts.")
        return draft


class CommentForm(forms.Form):
    """A remark."""

    text = forms.CharField(
        max_length=2000,
        error_messages={
            "required": "Write something first.",
            "max_length": "This is longer than %(limit_value)d characters: say it in two comments.",
        },
    )


class PassageForm(forms.Form):
    """Where a quote begins and ends in an article. What is not posted stays as it is."""

    start = forms.IntegerField(widget=forms.HiddenInput)
    end = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, article: Article, current: tuple[int, int]) -> None:
        initial = dict(zip(("start", "end"), current, strict=True))
        posted = None if data is None else initial | {name: data[name] for name in initial if name in data}
        super().__init__(posted, initial=initial, auto_id="passage-%s")
        self.text, self.current = article.text, current

    def clean(self) -> dict[str, Any]:
        """The passage lies in the text and has words; one that was moved ends where they do."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            raise ValidationError("Where the quote stands was not told: mark it in the text again.")
        start, end = cleaned["start"], cleaned["end"]
        if start < 0 or end > len(self.text):
            raise ValidationError("The quote lies outside the text: mark it in the text again.")
        if start >= end or not self.text[start:end].strip():
            raise ValidationError("The quote is empty: mark at least one word of the text.")
        if (start, end) != self.current:
            start, end = trimmed(self.text, start, end)
        return {"start": start, "end": end}
