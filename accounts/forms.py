"""The forms of the account pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

RULES = "At least 12 characters: a few words that only you would put together. Not a common password."
PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


class CodeForm(forms.Form):
    """A code of the authenticator app, or a backup code."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(attrs=PLAIN | {"autocomplete": "one-time-code"}),
        error_messages={"required": "Give the code that the app shows."},
    )


class PasswordProof(forms.Form):
    """The password once more, before something that a stranger at an open screen should not do."""

    password = forms.CharField(
        label="Your password, once more",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Give your password."},
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        """The password of the account."""
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError("This is not your password: try again.")
        return password


class SignUpForm(BaseUserCreationForm):
    """A new account: a name and a password, given twice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["username"].label = "Name"
        self.fields["username"].help_text = "Others see it beside what you do. Letters, digits and @ . + - _ only."
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["password1"].help_text = RULES
        self.fields["password2"].help_text = ""
        self.fields["password2"].label = "Password, once more"

    def clean_username(self) -> str:
        """A name that nobody has, in whatever case."""
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError("Somebody has this name already: choose another one.")
        return name
