"""The coding of a position or a figure, as an editor changes it. What is not posted stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .models import Attribution, Issue, Negotiation, Precision, ScalePoint, Stance
from .positions import Coding, Count


class ContentForm(forms.Form):
    """What codings and counts share: an issue, and a day not after `latest`. Empty where nothing is current."""

    issue = forms.ChoiceField(label="Sticking point")
    said_on = forms.DateField(label="Said on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    precision = forms.ChoiceField(choices=Precision.choices, label="Day known to the")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        negotiation: Negotiation,
        current: Coding | Count | None,
        latest: date,
        prefix: str = "",
    ) -> None:
        initial = self.values_of(current) if current else self.blank_of(latest)
        posted = None if data is None else initial | {name: data[name] for name in initial if name in data}
        super().__init__(posted, initial=initial, auto_id=f"{prefix}-%s")
        self.latest = latest
        self.current = current
        self.issues = {issue.key: issue for issue in negotiation.issues.all()}
        self.parties = {party.key: party for party in negotiation.parties.all()}
        self.to_choose = [] if current else [("", "choose…")]
        self.fields["issue"].choices = [*self.to_choose, *((issue.key, issue.name) for issue in self.issues.values())]
        chosen = self.data.get("issue") if self.is_bound else self.initial["issue"]
        self.chosen_issue = self.issues.get(chosen, current.issue if current else None)

    def values_of(self, current: Any) -> dict[str, Any]:
        """The fields' values for a content."""
        return {
            "issue": current.issue.key,
            "said_on": current.said_on.isoformat(),
            "precision": current.precision,
        }

    def blank_of(self, latest: date) -> dict[str, Any]:
        """The fields' values where nothing is coded yet: most of what is reported was said in own words that day."""
        usual = {"said_on": latest.isoformat(), "precision": Precision.DAY, "attribution": Attribution.OWN}
        return dict.fromkeys(self.base_fields, "") | usual

    def clean_issue(self) -> Issue:
        """The issue itself."""
        return self.issues[self.cleaned_data["issue"]]

    def clean_said_on(self) -> date:
        """Nothing was said after it was reported."""
        said_on = self.cleaned_data["said_on"]
        if said_on > self.latest:
            raise ValidationError(f"This day is after the report: choose one up to {self.latest:%Y-%m-%d}.")
        return said_on


class CodingForm(ContentForm):
    """The coding of a position."""

    party = forms.ChoiceField(label="Party")
    stance = forms.ChoiceField(choices=Stance.choices, label="Stance")
    side = forms.CharField(label="Side", required=False, widget=forms.Select)
    attribution = forms.ChoiceField(label="According to")
    speaker = forms.CharField(label="Speaker", required=False, max_length=120)
    field_order = ("party", "stance", "side", "issue", "said_on", "precision", "attribution", "speaker")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        parties = self.parties.values()
        self.fields["party"].choices = [*self.to_choose, *((party.key, party.name) for party in parties)]
        accounts = [(f"party:{party.key}", f"Account of {party.name}") for party in parties]
        plain = [(value, label) for value, label in Attribution.choices if value != Attribution.PARTY]
        self.fields["attribution"].choices = [*plain, *accounts]
        self.points = list(self.chosen_issue.points.all()) if self.chosen_issue else []
        self.fields["side"].widget.choices = [("", "not told"), *((point.key, point.label) for point in self.points)]

    def values_of(self, current: Coding) -> dict[str, Any]:
        """The fields' values for a coding; another party's account in the codebook's notation."""
        account = current.attributed_to
        return super().values_of(current) | {
            "party": current.party.key,
            "stance": current.stance,
            "side": current.side.key if current.side else "",
            "attribution": f"party:{account.key}" if account else current.attribution,
            "speaker": current.speaker,
        }

    def clean_side(self) -> ScalePoint | None:
        """A point of the chosen issue's scale, or none."""
        key = self.cleaned_data["side"]
        point = next((point for point in self.points if point.key == key), None)
        if key and point is None:
            raise ValidationError("This side belongs to another sticking point: choose one of this scale.")
        return point

    def clean(self) -> dict[str, Any]:
        """Another party's account is another party's."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("attribution") == f"party:{cleaned.get('party')}":
            self.add_error("attribution", "A party's own account of itself is “Own words” or “Unnamed officials”.")
        return cleaned

    def content(self) -> Coding:
        """The coding, once the form is valid."""
        values = self.cleaned_data
        basis, _, account = values["attribution"].partition(":")
        return Coding(
            issue=values["issue"],
            party=self.parties[values["party"]],
            stance=values["stance"],
            side=values["side"],
            said_on=values["said_on"],
            precision=values["precision"],
            attribution=basis,
            attributed_to=self.parties.get(account),
            speaker=values["speaker"],
        )


class CountForm(ContentForm):
    """The coding of a figure."""

    value = forms.DecimalField(label="Number", max_digits=24, decimal_places=4)
    unit = forms.CharField(label="Unit", max_length=60)
    counted_by = forms.ChoiceField(label="Whose count", required=False)
    field_order = ("value", "unit", "counted_by", "issue", "said_on", "precision")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["counted_by"].choices = [
            ("", "not told"),
            *((party.key, party.name) for party in self.parties.values()),
        ]

    def values_of(self, current: Count) -> dict[str, Any]:
        """The fields' values for a count."""
        return super().values_of(current) | {
            "value": f"{current.value.normalize():f}",
            "unit": current.unit,
            "counted_by": current.counted_by.key if current.counted_by else "",
        }

    def content(self) -> Count:
        """The count, once the form is valid."""
        values = self.cleaned_data
        return Count(
            issue=values["issue"],
            value=Decimal(values["value"]),
            unit=values["unit"],
            counted_by=self.parties.get(values["counted_by"]),
            said_on=values["said_on"],
            precision=values["precision"],
        )


class ExplanationForm(forms.Form):
    """Why two statements that contradict each other may both stand."""

    note = forms.CharField(
        label="Why both may stand", max_length=600, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 600})
    )
