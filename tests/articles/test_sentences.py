"""Where sentences end, as far as signs tell."""

import pytest

from articles.sentences import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n \n", []),
        ("One. Two!", ["One.", "Two!"]),
        ("A headline\n\nOne. Two", ["A headline", "One.", "Two"]),
        ("“No.” They left.", ["“No.”", "They left."]),
        ("Mr. Brandt met J. Lind. It failed.", ["Mr. Brandt met J. Lind.", "It failed."]),
        ("It rose 4.5 percent. Then it fell.", ["It rose 4.5 percent.", "Then it fell."]),
        ("“Why?” he asked. Nobody knew…", ["“Why?” he asked.", "Nobody knew…"]),
        ("🙂 cafe\u0301. Fin.", ["🙂 cafe\u0301.", "Fin."]),
    ],
)
def test_sentences_of(text, found):
    assert [text[start:end] for start, end in sentences(text)] == found
