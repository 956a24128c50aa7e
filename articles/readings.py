"""From an upload to text, title, outlet, address and day, as far as they can be read. No database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import PurePath

import trafilatura
from charset_normalizer import from_bytes, is_binary
from py3langid.langid import MODEL_FILE, LanguageIdentifier

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTH = "|".join(f"{month}|{month[:3]}t?\\.?" for month in MONTHS)
# "19 August 2024", "August 19, 2024", "2024-08-19": a day with its year, as pages print it above an article.
DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{MONTH})|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?),?\s+"
    r"(?P<y>(?:19|20)\d\d)\b|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
)
ENCODINGS = ["ascii", "utf_8", "utf_16", "utf_32", "cp1252", "mac_roman"]  # in which English texts come
HEAD = 400  # characters in which a title or a day above the article may stand
SURELY = 0.9  # how sure the language guesser must be before an article is turned away
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Unreadable(Exception):
    """The upload holds no article that can be read; one sentence for the contributor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What could be read of an upload; empty where it could not."""

    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None


def read_paste(pasted: str) -> Draft:
    """Text as it was pasted. Raises Unreadable."""
    text = tidy(pasted)
    check(text)
    return Draft(text=text, title=title_in(text), published=day_in(text))


def read_file(name: str, content: bytes) -> Draft:
    """A .txt or .html file. Raises Unreadable."""
    ending = PurePath(name).suffix.lower()
    if ending not in (".txt", ".html", ".htm"):
        raise Unreadable(f"{name} is neither a .txt nor an .html file: paste its text instead.")
    match = None if is_binary(content) else from_bytes(content, cp_isolation=ENCODINGS).best()
    if match is None:
        raise Unreadable(f"{name} holds no text: save the article as plain text or as a web page and try again.")
    return read_paste(str(match)) if ending == ".txt" else read_page(str(match))


def read_page(html: str) -> Draft:
    """A saved web page. Raises Unreadable."""
    found = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    if found is None or not found.text:
        raise Unreadable("No article was found on this page: paste its text instead.")
    text = tidy(found.text)
    check(text)
    return Draft(
        text=text,
        title=(found.title or title_in(text))[:300],
        outlet=(found.sitename or "")[:120],
        url=found.url or "",
        published=date.fromisoformat(found.date) if found.date else day_in(text),
    )


def tidy(text: str) -> str:
    """Line ends of one kind, and nothing that a database or a page cannot hold; else as it came."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def check(text: str) -> None:
    """Raises Unreadable where there is no English text to speak of."""
    if len(text.split()) < 5:
        raise Unreadable("There is no article in this: paste the whole text, or choose a file that holds it.")
    language, probability = language_guesser().classify(text[:5000])
    if language != "en" and probability > SURELY:
        raise Unreadable(f"This text does not seem to be English (but “{language}”): only English is read so far.")


@cache
def language_guesser() -> LanguageIdentifier:
    """Loaded once, when first needed."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def title_in(text: str) -> str:
    """The first line where it looks like a headline: short, and no sentence."""
    first = text.split("\n", 1)[0].strip()
    return first if 3 <= len(first) <= 160 and first[-1] not in ".,;:" and "\n" in text else ""


def day_in(text: str) -> date | None:
    """The first full date near the top of the text; None where there is none."""
    match = DAY.search(text, 0, HEAD)
    if match is None:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        month = (match["m"] or match["m2"])[:3]
        return datetime.strptime(f"{match['d'] or match['d2']} {month} {match['y']}", "%d %b %Y").date()
    except ValueError:
        return None
