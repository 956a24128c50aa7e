"""Reads of the log."""

from __future__ import annotations

from typing import Self

from django.db import models


class EventQuerySet(models.QuerySet):
    """Events."""

    def for_page(self) -> Self:
        """The newest first, with the negotiation that each names."""
        return self.select_related("negotiation").order_by("-at", "-pk")
