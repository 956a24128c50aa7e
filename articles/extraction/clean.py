"""Which lines of an upload are page furniture. The text itself is left alone, so that all offsets stay its own."""

from __future__ import annotations

import re

from .records import Span

# A line of furniture says what a page does, not what happened. Matched against whole lines.
FURNITURE = re.compile(
    r"""
    ^\W*(?:
      (?:log|sign)\s?(?:in|out|up)\b.{0,60} | register\b.{0,40} | subscribe\b.{0,80} | my\s+account | account\s+info
    | (?:back|return|scroll|skip)\s+to\b.{0,30} | back | home | menu | search | english | close | next | previous
    | (?:share|tweet|print|save|email|e-mail|copy\s+link|comments?|report|like|follow)(?:\s+(?:this|on|us|via|to|the|a|article|story|facebook|twitter|x|whatsapp|linkedin|link|comment|\(?\d+\)?))*
    | (?:read|see|show|load|view|learn)\s+(?:more|also|next|original|all)\b.{0,120}
    | (?:related|recommended|trending|most\s+read|popular|more\s+from|more\s+on|also\s+read|editor.?s\s+picks?)\b.{0,120}
    | advertisement | sponsored.{0,40} | cookie.{0,120} | (?:we|this\s+site)\s+uses?\s+cookies.{0,200}
    | (?:photo|image|picture|credit|source|photograph|file\s+photo|getty|illustration)s?\s*[:/©].{0,160}
    | (?:©|\(c\)|copyright).{0,240} | .{0,40}all\s+rights\s+reserved.{0,80}
    | disclaimer\b.{0,300} | terms\s+of\s+(?:use|service).{0,80} | privacy\s+policy.{0,80}
    | (?:published|updated|posted|last\s+updated|modified)\b[^.]{0,80}
    | (?-i:By|BY)\s+(?-i:[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,6})(?:\s*[|,].{0,60})?
    | (?-i:[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,3})\s*\|\s*.{1,80}
    | [+\-]?[\d.,]+\s?[km]?(?:\s+(?:views?|comments?|shares?|likes?|min(?:ute)?s?\s+read))?
    | \d+\s*(?:hours?|minutes?|days?)\s+ago
    | \[.{0,200}opens\s+in\s+new\s+window\s*\]
    )\W*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
BYLINE = re.compile(r"^(?:by\s|.{1,60}\|)", re.IGNORECASE)


def furniture(text: str) -> tuple[Span, ...]:
    """The lines to be skipped, as spans of the text."""
    spans = []
    start = 0
    for line in text.splitlines(keepends=True):
        if is_furniture(line.strip()):
            spans.append(Span(start, start + len(line)))
        start += len(line)
    return tuple(spans)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the article."""
    if not line or len(line) > 400:
        return False
    if BYLINE.match(line) and not line.endswith((".", "!", "?", "”", '"')) and len(line) > 120:
        return False
    return FURNITURE.match(line) is not None
