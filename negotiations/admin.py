"""Django's admin for what has no page of its own: members, parties, issues, scales. The record is only shown."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Figure, Issue, Membership, Negotiation, Party, PartyName, Position, ScalePoint


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are written by verbs alone: shown, never changed here."""

    def has_add_permission(self, request: HttpRequest, *arguments: Any) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


class Memberships(admin.TabularInline):
    """Who may do what in a negotiation."""

    model = Membership
    extra = 1


class Names(admin.TabularInline):
    """A party's names."""

    model = PartyName
    extra = 1


class Points(admin.TabularInline):
    """An issue's scale."""

    model = ScalePoint
    extra = 0


@admin.register(Negotiation)
class NegotiationAdmin(admin.ModelAdmin):
    """A negotiation and its members."""

    list_display = ("name", "slug", "is_public")
    inlines = (Memberships,)


@admin.register(Party)
class PartyAdmin(admin.ModelAdmin):
    """A party and its names."""

    list_display = ("name", "negotiation", "role", "order")
    list_filter = ("negotiation",)
    inlines = (Names,)


@admin.register(Issue)
class IssueAdmin(admin.ModelAdmin):
    """An issue and its scale."""

    list_display = ("name", "negotiation", "unit", "order")
    list_filter = ("negotiation",)
    inlines = (Points,)


@admin.register(Position)
class PositionAdmin(ReadOnlyAdmin):
    """Positions, closed ones included."""

    list_display = ("said_on", "party", "issue", "stance", "side", "recorded_at", "closed_at")
    list_filter = ("negotiation", "party", "stance")
    list_select_related = ("party", "issue", "side")


@admin.register(Figure)
class FigureAdmin(ReadOnlyAdmin):
    """Figures, closed ones included."""

    list_display = ("said_on", "issue", "value", "unit", "counted_by", "recorded_at", "closed_at")
    list_filter = ("negotiation",)
    list_select_related = ("issue", "counted_by")
