"""Charts that travel: what a picture says about itself, and its pixels.

A picture tells in itself what it shows, as of which day, as known on which, and from what: it may lose its page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import resvg_py

from . import days
from .clocks import Clocks

SCALE = 2  # pixels of the PNG for each of the drawing
MARGIN, HEAD, FOOT = 28, 104, 74
LETTER = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'
FONTS = {"sans_serif_family": "DejaVu Sans", "serif_family": "DejaVu Serif"}


class NoFonts(Exception):
    """A picture would lack its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What stands around a picture: title, question, both clocks, what it rests on, and where it comes from."""

    title: str
    question: str
    clocks: str
    source: str
    address: str


def clocks_in_words(clocks: Clocks) -> str:
    """Both clocks with their days, since "now" says nothing in a picture: "as of 4 March 2024, as known on 6 March"."""
    day, known = clocks.day, clocks.known_day or clocks.today
    return f"As of {on(day)}, as known on {on(known)}"


def on(day: date) -> str:
    """A day in words."""
    return days.in_words(day, "day")


def source_in_words(negotiation: str, *, number: int, noun: str, origins: int) -> str:
    """ "Harbour strike: 38 positions of 15 origins"."""
    told = f"{number:,} {noun}{'' if number == 1 else 's'}"
    return f"{negotiation}: {told} of {origins:,} origin{'' if origins == 1 else 's'}"


def png_of(svg: str) -> bytes:
    """A picture in pixels. Raises NoFonts where the machine has none."""
    if not has_fonts():
        raise NoFonts(
            "This machine has no fonts, so the picture would lack its words. Take the SVG, or ask whoever runs this "
            "site to install some (on Debian: fonts-dejavu-core)."
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=SCALE, **FONTS))


@cache
def has_fonts() -> bool:
    """Whether a letter leaves a trace."""
    letter = LETTER.format('<text x="2" y="16" font-family="sans-serif">M</text>')
    return bytes(resvg_py.svg_to_bytes(svg_string=letter, **FONTS)) != bytes(
        resvg_py.svg_to_bytes(svg_string=LETTER.format(""), **FONTS)
    )
