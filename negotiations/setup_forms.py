"""The forms of the owner's pages. Lists (names, terms) are typed one to a line; the scale has a row for each point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from . import packs, starters
from .models import Issue, Membership, Negotiation, Party, PartyName
from .packs import BadPack, Pack
from .setup import Name, Point

PACK_LIMIT = 1_000_000  # bytes
NOTHING, OWN_PACK = "nothing", "pack"
NAME_LIMIT = 120
NEW_POINTS = 3  # empty rows under a scale
Kind = PartyName.Kind


def lines_of(text: str) -> list[str]:
    """The lines that hold something, each once, white space levelled."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def check_length(lines: Iterable[str]) -> None:
    """Raises ValidationError for a line that no name or term can be."""
    for line in lines:
        if len(line) > NAME_LIMIT:
            raise ValidationError(f"“{line[:40]}…” is longer than {NAME_LIMIT} characters: shorten it.")


def area(label: str, *, rows: int = 4, **options: Any) -> forms.CharField:
    """A field for lines."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)


class PackField:
    """What forms share that take a pack by paste or by file."""

    def pack_of(self, cleaned: Mapping[str, Any]) -> Pack:
        """The pack that was given. Raises ValidationError, a line for each thing that is wrong."""
        upload = cleaned.get("file")
        if upload and upload.size > PACK_LIMIT:
            raise ValidationError("This file is too large for a pack: choose the JSON file that was exported.")
        try:
            content = upload.read().decode("utf-8-sig") if upload else cleaned.get("pack", "")
            if not content.strip():
                raise ValidationError("Paste a pack or choose its file.")
            return packs.read(content.replace("\0", ""))
        except UnicodeDecodeError:
            raise ValidationError("This file is no text: choose the JSON file that was exported.") from None
        except BadPack as problem:
            raise ValidationError(str(problem).splitlines()) from None


class AboutForm(forms.Form):
    """What a negotiation is called and who may read it."""

    name = forms.CharField(label="Name", max_length=200)
    summary = forms.CharField(
        label="In a sentence or two", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_public = forms.BooleanField(label="Anybody may read it, also without an account", required=False)


class DescriptionForm(AboutForm):
    """What is said of a negotiation on its set-up page, and how it is reviewed."""

    asks_second_factor = forms.BooleanField(
        label="Members need a second factor: a code from their phone, besides the password", required=False
    )
    second_share = forms.IntegerField(
        label="Of a hundred proposals, so many are decided by two editors independently",
        min_value=0,
        max_value=100,
        required=False,
    )

    def clean_second_share(self) -> int:
        """None where nothing is said."""
        return self.cleaned_data["second_share"] or 0


class FoundingForm(PackField, AboutForm):
    """A new negotiation: its name, and what it begins with."""

    start = forms.ChoiceField(label="Begin with", widget=forms.RadioSelect, initial=NOTHING)
    pack = area("The pack (JSON)", rows=6)
    file = forms.FileField(label="or its file", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = False  # a pack of one's own brings its name
        library = [(slug, pack.name) for slug, pack in starters.library().items()]
        self.fields["start"].choices = [(NOTHING, "Nothing"), *library, (OWN_PACK, "A pack of your own")]

    def clean(self) -> dict[str, Any]:
        """The pack that was chosen, and a name."""
        cleaned = super().clean() or self.cleaned_data
        start = cleaned.get("start", NOTHING)
        cleaned["content"] = starters.library().get(start)
        if start == OWN_PACK:
            try:
                cleaned["content"] = self.pack_of(cleaned)
            except ValidationError as problem:
                self.add_error("pack", problem)
        elif "name" in cleaned and not cleaned["name"]:
            self.add_error("name", "Give the negotiation a name.")
        return cleaned

    @property
    def starters(self) -> list[Pack]:
        """The library, to be told about."""
        return list(starters.library().values())


class PackForm(PackField, forms.Form):
    """A pack to load over a negotiation."""

    pack = area("The pack (JSON)", rows=6)
    file = forms.FileField(label="or its file", required=False)

    def clean(self) -> dict[str, Any]:
        """The pack itself as `content`."""
        cleaned = super().clean() or self.cleaned_data
        return cleaned | {"content": self.pack_of(cleaned)}


class NewRowForm(forms.Form):
    """The name of a new party or sticking point."""

    name = forms.CharField(label="Name", max_length=120)

    def __init__(self, *args: Any, negotiation: Negotiation, kind: str, **options: Any) -> None:
        super().__init__(*args, auto_id=f"new-{kind}-%s", **options)
        self.rows = getattr(negotiation, kind)
        if kind == "parties":
            self.fields["role"] = forms.ChoiceField(label="Role", choices=Party.Role.choices)

    def clean_name(self) -> str:
        """A name that is not on the list yet."""
        return unused(self.cleaned_data["name"], self.rows.all())


class PartyForm(forms.Form):
    """A party with all its names."""

    name = forms.CharField(label="Name", max_length=120)
    role = forms.ChoiceField(label="Role", choices=Party.Role.choices)
    aliases = area("Other names", help_text="Names and words that mean it alone: “dockworkers”, “port operator”.")
    people = area("People who speak for it", help_text="Name, then a comma, then the title: “Mara Lind, union leader”.")
    descriptions = area("Descriptions", help_text="Words that stand for it once it was named: “the militant group”.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, party: Party) -> None:
        super().__init__(data, initial=initial_of(party))
        self.party = party

    def clean_name(self) -> str:
        """A name that no other party has."""
        others = self.party.negotiation.parties.exclude(pk=self.party.pk)
        return unused(self.cleaned_data["name"], others)

    def clean(self) -> dict[str, Any]:
        """All names as one list; a name that two parties share would tell nothing."""
        cleaned = super().clean() or self.cleaned_data
        owners = dict(names_of_others(self.party))
        cleaned["names"] = []
        for field, kind in (("aliases", Kind.ALIAS), ("people", Kind.PERSON), ("descriptions", Kind.DESCRIPTION)):
            names = list(names_in(cleaned.get(field, ""), kind))
            try:
                check_length(part for name in names for part in (name.text, name.title))
            except ValidationError as problem:
                self.add_error(field, problem)
            for name in names:
                if owner := owners.get(name.text.casefold()):
                    self.add_error(field, f"“{name.text}” is a name of {owner} already: leave it with one of the two.")
            cleaned["names"] += names
        return cleaned

    def content(self) -> dict[str, Any]:
        """What `setup.change_party` takes."""
        return {name: self.cleaned_data[name] for name in ("name", "role", "names")}


def initial_of(party: Party) -> dict[str, str]:
    """A party as its form shows it."""
    names = list(party.names.all())
    lines = {kind: "\n".join(line_of(name) for name in names if name.kind == kind) for kind in Kind}
    return {
        "name": party.name,
        "role": party.role,
        "aliases": lines[Kind.ALIAS],
        "people": lines[Kind.PERSON],
        "descriptions": lines[Kind.DESCRIPTION],
    }


def line_of(name: Any) -> str:
    """A name as a line. Where a name holds a comma itself, a semicolon parts it from the title."""
    if name.kind != Kind.PERSON:
        return name.text
    if "," in name.text or ";" in name.title:
        return f"{name.text}; {name.title}".strip()
    return f"{name.text}, {name.title}" if name.title else name.text


def names_in(text: str, kind: str) -> Iterator[Name]:
    """The names in a field, one to a line."""
    for line in lines_of(text):
        if kind != Kind.PERSON:
            yield Name(kind=kind, text=line)
            continue
        name, _, title = line.partition(";" if ";" in line else ",")
        if name.strip():
            yield Name(kind=kind, text=name.strip(), title=title.strip())


def names_of_others(party: Party) -> Iterator[tuple[str, str]]:
    """Every name of the other parties with the party that it means."""
    for other in party.negotiation.parties.exclude(pk=party.pk).prefetch_related("names"):
        yield other.name.casefold(), other.name
        for name in other.names.all():
            yield name.text.casefold(), other.name


class IssueForm(forms.Form):
    """A sticking point with its terms and its scale."""

    name = forms.CharField(label="Name", max_length=160)
    question = forms.CharField(label="Question", required=False, max_length=240)
    terms = area("Terms", rows=6, help_text="Words that name it in articles: “pay rise”, “wage increase”.")
    unit = forms.CharField(label="Unit of its numbers", required=False, max_length=60)

    def __init__(self, data: QueryDict | None = None, *, issue: Issue) -> None:
        initial = {"name": issue.name, "question": issue.question, "unit": issue.unit, "terms": "\n".join(issue.terms)}
        super().__init__(data, initial=initial)
        self.issue = issue
        self.known = {point.key: point for point in issue.points.all()}

    @property
    def points(self) -> list[dict[str, str]]:
        """The rows of the scale as they are to be shown, with empty ones below for new points."""
        if self.is_bound:
            rows = [dict(zip(("key", "label", "value"), row, strict=True)) for row in self.posted_points()]
        else:
            rows = [{"key": p.key, "label": p.label, "value": str(p.value)} for p in self.known.values()]
        filled = [row for row in rows if row["key"] or row["label"] or row["value"]]
        if not filled and not self.is_bound:
            filled = [{"key": "", "label": "", "value": value} for value in ("0", "50", "100")]
        return filled + [{"key": "", "label": "", "value": ""}] * NEW_POINTS

    def posted_points(self) -> list[tuple[str, str, str]]:
        """Key, label and value of each row, as posted."""
        columns = (self.data.getlist(f"point_{name}") for name in ("key", "label", "value"))
        return [tuple(part.strip() for part in row) for row in zip(*columns, strict=False)]

    def clean_name(self) -> str:
        """A name that no other sticking point has."""
        return unused(self.cleaned_data["name"], self.issue.negotiation.issues.exclude(pk=self.issue.pk))

    def clean_terms(self) -> list[str]:
        """The terms as a list."""
        terms = lines_of(self.cleaned_data["terms"])
        check_length(terms)
        return terms

    def clean(self) -> dict[str, Any]:
        """The rows of the scale as points. A row with a place and no name is one that was left empty."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["points"] = []
        seen: set[str] = set()
        for key, label, value in self.posted_points():
            if not label and key not in self.known:
                continue
            if problem := fault_of_point(label, value, seen):
                self.add_error(None, problem)
                continue
            seen.add(label.casefold())
            cleaned["points"].append(Point(key=key if key in self.known else "", label=label, value=int(value)))
        return cleaned

    def content(self) -> dict[str, Any]:
        """What `setup.change_issue` takes."""
        return {name: self.cleaned_data[name] for name in ("name", "question", "unit", "terms", "points")}


def fault_of_point(label: str, value: str, seen: set[str]) -> str:
    """What is wrong with a row of the scale, in a sentence; empty where nothing is."""
    if not label:
        return "A point of the scale has lost its name: give it one, or take it off with “Remove”."
    if len(label) > NAME_LIMIT:
        return f"“{label[:40]}…” is longer than {NAME_LIMIT} characters: shorten it."
    if label.casefold() in seen:
        return f"Two points are called “{label}”: name them apart."
    if not (value.isascii() and value.isdecimal() and len(value) < 4 and int(value) <= 100):
        return f"Where on the scale is “{label}”? Give a whole number from 0 to 100."
    return ""


class MemberForm(forms.Form):
    """An account to let in."""

    username = forms.CharField(label="Account", max_length=150)
    role = forms.ChoiceField(label="Role", choices=Membership.Role.choices, initial=Membership.Role.EDITOR)


class InvitationForm(forms.Form):
    """Somebody to let in by a link."""

    whom = forms.CharField(label="For whom (a name or an address, for your own list)", max_length=120)
    role = forms.ChoiceField(label="Role", choices=Membership.Role.choices, initial=Membership.Role.EDITOR)


class RoleForm(forms.Form):
    """A member's new role."""

    role = forms.ChoiceField(label="Role", choices=Membership.Role.choices)


def unused(name: str, others: Iterable[Any]) -> str:
    """The name; raises ValidationError where another row has it."""
    name = " ".join(name.split())
    if any(other.name.casefold() == name.casefold() for other in others):
        raise ValidationError(f"There is a “{name}” already: choose another name.")
    return name
