"""The log in the admin: shown, never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Event


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """What happened."""

    list_display = ("at", "who", "kind", "about", "client")
    list_filter = ("kind",)
    search_fields = ("who", "about")

    def has_add_permission(self, request: HttpRequest, *arguments: Any) -> bool:
        """Nobody."""
        return False

    has_change_permission = has_delete_permission = has_add_permission
