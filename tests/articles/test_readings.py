"""From an upload to text, title and day."""

from datetime import date

import pytest

from articles import readings
from articles.highlights import Passage, stretches

STORY = "The union and the port met again on Tuesday without an agreement, both of them said after the talks."
PAGE = f"""<!doctype html><html lang="en"><head><title>Talks go on | Haven Post</title>
<meta property="og:title" content="Talks go on"><meta property="og:site_name" content="Haven Post">
<meta property="article:published_time" content="2024-03-06T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/log-in">Log in</a></nav>
<article><h1>Talks go on</h1><p>{STORY}</p><p>{STORY.replace("Tuesday", "Friday")}</p></article>
<footer>Copyright Haven Post</footer><script>alert(1)</script></body></html>"""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Haven, 6 March 2024. The union said", date(2024, 3, 6)),
        ("March 6, 2024 - The union said", date(2024, 3, 6)),
        ("Updated Sept. 1st, 2024", date(2024, 9, 1)),
        ("2024-03-06 08:00", date(2024, 3, 6)),
        ("On Monday, 6 March, the union said", None),
        ("31 February 2024", None),
        ("x" * 500 + " 6 March 2024", None),
    ],
)
def test_a_full_date_near_the_top_is_the_day(text, day):
    assert readings.day_in(text) == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks go on\n\nThe union", "Talks go on"),
        ("The union said no.\nThe port said yes.", ""),
        ("One line only", ""),
        ("Why is nobody talking?\n\nThe union", "Why is nobody talking?"),
    ],
)
def test_a_short_first_line_is_the_title(text, title):
    assert readings.title_in(text) == title


def test_a_web_page_gives_its_article_and_what_it_says_of_itself():
    draft = readings.read_file("page.html", PAGE.encode())
    assert STORY in draft.text
    assert "Log in" not in draft.text
    assert (draft.title, draft.outlet, draft.published) == ("Talks go on", "Haven Post", date(2024, 3, 6))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_text_is_read_in_whatever_encoding_it_comes(encoding):
    text = "The café’s owners said: “No rise, naïve or not, will be paid this year to anybody in Haven.”\n" * 3
    assert readings.read_file("a.txt", text.encode(encoding)).text == text.strip()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7", "neither a .txt nor an .html file"),
        ("a.txt", b"", "There is no article in this"),
        ("a.txt", b"  \n ", "There is no article in this"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "holds no text"),
        ("a.html", b"<html><body></body></html>", "No article was found"),
        (
            "a.txt",
            "Die Gewerkschaft fordert eine höhere Bezahlung, und der Betreiber lehnt das ab.".encode(),
            "English",
        ),
        ("a.txt", "Le syndicat exige une augmentation des salaires et le port refuse de céder.".encode(), "English"),
    ],
)
def test_what_cannot_be_read_gets_a_plain_sentence(name, content, sentence):
    with pytest.raises(readings.Unreadable, match=sentence):
        readings.read_file(name, content)


def test_what_no_database_can_hold_is_taken_out_and_nothing_else():
    assert readings.tidy("a\x00b\r\nc\rd\te\u202e") == "ab\nc\nd\te\u202e"


def passage(start, end, card="position-1"):
    return Passage(start=start, end=end, card=card, colour=1, label=card, pending=False)


def test_stretches_give_back_the_whole_text():
    text = "One two three four."
    parts = stretches(text, [passage(4, 13), passage(8, 19, "position-2")])
    assert "".join(part.words for part in parts) == text
    assert [(part.words, len(part.passages)) for part in parts] == [
        ("One ", 0),
        ("two ", 1),
        ("three", 2),
        (" four.", 1),
    ]
