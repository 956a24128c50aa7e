"""What the record tells those who build on it: `articles` listens, since the record does not know it."""

from __future__ import annotations

from django.dispatch import Signal

# The codebook of a negotiation has changed, with its number as `negotiation`: parties, sticking points, scales.
revised = Signal()
