"""The day of a statement: what the words say, and which of a sentence's days is the statement's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.dates import find_dates
from tests.extraction.conftest import PUBLISHED

DAYS = [  # an article of Wednesday, 15 May 2024
    ("He said on Monday that", "2024-05-13", "day"),
    ("He said on Wednesday that", "2024-05-15", "day"),  # a Wednesday in an article of a Wednesday
    ("He said last Wednesday that", "2024-05-08", "day"),
    ("He said last Monday that", "2024-05-13", "day"),
    ("He said on Thursday that", "2024-05-09", "day"),
    ("Earlier on Tuesday, he said", "2024-05-14", "day"),
    ("He said late Tuesday that", "2024-05-14", "day"),
    ("Late on Sunday he said", "2024-05-12", "day"),
    ("He said on Monday evening that", "2024-05-13", "day"),
    ("Early on Monday morning he said", "2024-05-13", "day"),
    ("At Tuesday's meeting he said", "2024-05-14", "day"),
    ("He has said since Monday that", "2024-05-13", "day"),
    ("This Tuesday he said", "2024-05-14", "day"),
    ("This past Sunday he said", "2024-05-12", "day"),
    ("On Tuesday last week he said", "2024-05-07", "day"),
    ("On Sunday of last week he said", "2024-05-12", "day"),
    ("On Tues. he said", "2024-05-14", "day"),
    ("He said yesterday", "2024-05-14", "day"),
    ("He said last night", "2024-05-14", "day"),
    ("He said the day before yesterday", "2024-05-13", "day"),
    ("He said the day before", "2024-05-14", "day"),
    ("He said the previous day", "2024-05-14", "day"),
    ("He said a day earlier", "2024-05-14", "day"),
    ("He said today", "2024-05-15", "day"),
    ("He said this morning", "2024-05-15", "day"),
    ("He said tonight", "2024-05-15", "day"),
    ("This week he said", "2024-05-15", "day"),
    ("Earlier this week he said", "2024-05-15", "day"),
    ("Earlier this month he said", "2024-05-15", "day"),
    ("Earlier in the day he said", "2024-05-15", "day"),
    ("In the past week he has said", "2024-05-15", "day"),
    ("Over the last month he has said", "2024-05-15", "day"),
    ("Last week he said", "2024-05-08", "week"),
    ("Until last week he said", "2024-05-08", "week"),
    ("A week ago he said", "2024-05-08", "week"),
    ("A fortnight ago he said", "2024-05-01", "week"),
    ("Two weeks ago he said", "2024-05-01", "week"),
    ("Over the weekend he said", "2024-05-11", "week"),
    ("At the weekend he said", "2024-05-11", "week"),
    ("Last weekend he said", "2024-05-11", "week"),
    ("Last month he said", "2024-04-01", "month"),
    ("Late last month he said", "2024-04-01", "month"),
    ("A month ago he said", "2024-04-15", "month"),
    ("Three days ago he said", "2024-05-12", "day"),
    ("A couple of days ago he said", "2024-05-13", "day"),
    ("On May 3 he said", "2024-05-03", "day"),
    ("On 3 May he said", "2024-05-03", "day"),
    ("On 3rd May he said", "2024-05-03", "day"),
    ("On May 3rd he said", "2024-05-03", "day"),
    ("On the 3rd of May he said", "2024-05-03", "day"),
    ("On 3 May 2023 he said", "2023-05-03", "day"),
    ("On 3 May last year he said", "2023-05-03", "day"),
    ("On Friday, 3 May, he said", "2024-05-03", "day"),
    ("On Friday, May 3, he said", "2024-05-03", "day"),
    ("On 19 Jan. he said", "2024-01-19", "day"),
    ("On Aug. 19, 2023, he said", "2023-08-19", "day"),
    ("On Dec. 19 he said", "2023-12-19", "day"),  # last year's is nearer than the one to come
    ("On the 14th he said", "2024-05-14", "day"),
    ("On the 28th he said", "2024-04-28", "day"),
    ("On 19/04/2024 he said", "2024-04-19", "day"),
    ("On 04/19/2024 he said", "2024-04-19", "day"),
    ("On 19.04.2024 he said", "2024-04-19", "day"),
    ("On 2024-02-29 he said", "2024-02-29", "day"),
    ("In March he said", "2024-03-01", "month"),
    ("In early March he said", "2024-03-05", "month"),
    ("Early in March he said", "2024-03-05", "month"),
    ("In mid-March he said", "2024-03-15", "month"),
    ("In late March he said", "2024-03-25", "month"),
    ("At the end of March he said", "2024-03-25", "month"),
    ("Last March he said", "2024-03-01", "month"),
    ("Last August he said", "2023-08-01", "month"),
    ("In November he said", "2023-11-01", "month"),
    ("In March 2022 he said", "2022-03-01", "month"),
]  # fmt: skip
SEVERAL = [
    ("On Tuesday, two days after it said so on Sunday,", ["2024-05-14", "2024-05-12"]),
    ("It agreed on Monday. Two days earlier it had refused.", ["2024-05-13", "2024-05-11"]),
    ("It agreed on 3 May and refused a day later.", ["2024-05-03", "2024-05-04"]),
    ("It said on Friday, not next Monday,", ["2024-05-10"]),
    ("It agreed on Friday. The next day it refused.", ["2024-05-10", "2024-05-11"]),
    ("It agreed on Friday and refused the day after.", ["2024-05-10", "2024-05-11"]),
    ("It agreed on Friday, and hours later refused.", ["2024-05-10", "2024-05-10"]),
    ("It agreed on Friday and left the same evening.", ["2024-05-10", "2024-05-10"]),
    ("A day after the talks broke down on Friday it refused.", ["2024-05-11"]),
    ("Two days after they met on 3 May it refused.", ["2024-05-05"]),
]
NO_DAYS = [
    "He may say so", "May he say so?", "A few days ago", "Two days later he left", "Earlier this year", "on 31 February",
    "They will meet next Monday", "on the coming Monday", "this Friday", "by Friday", "until Friday", "from Sunday",
    "before Monday", "starting on Monday", "no later than Friday", "every Friday", "on Monday next week", "any Monday",
    "until the end of April", "by the end of May", "the first of January", "for 28 and 29 April", "since March",
    "On 1 June 2024 he said", "On Aug. 19 he said", "In June he said", "In late May he said", "on 4/5/2024", "ahead of Tuesday",
    "Good Friday", "after Friday prayers", "the Sunday Times", "from Monday to Friday", "10 per cent", "May 3.5 per cent",
    "the 2019 treaty", "the Sunday shift", "Friday's deadline", "next week", "the day before the vote", "on the 3rd day of",
    "The next day he said", "The same day he said", "A day after the vote he said", "The day after the vote he said",
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "precision"), DAYS)
def test_a_day_is_the_last_such_day_up_to_publication(text, day, precision):
    dated = find_dates(text, start=0, end=len(text), published=PUBLISHED)
    assert [(d.day.isoformat(), d.precision.value) for d in dated] == [(day, precision)]


@pytest.mark.parametrize(("text", "days"), SEVERAL)
def test_a_day_told_from_another_is_counted_from_it(text, days):
    assert [d.day.isoformat() for d in find_dates(text, start=0, end=len(text), published=PUBLISHED)] == days


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_names_no_past_day_gives_none(text):
    assert find_dates(text, start=0, end=len(text), published=PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Over the weekend he said", date(2024, 5, 12), "2024-05-11"),  # a Sunday
        ("Last weekend he said", date(2024, 5, 12), "2024-05-04"),
        ("This weekend he said", date(2024, 5, 13), "2024-05-11"),
        ("On the 31st he said", date(2024, 6, 5), "2024-05-31"),
        ("On 29 December he said", date(2024, 1, 4), "2023-12-29"),
        ("In December he said", date(2024, 1, 4), "2023-12-01"),
    ],
)
def test_a_day_depends_on_the_day_of_publication(text, published, day):
    assert [d.day.isoformat() for d in find_dates(text, start=0, end=len(text), published=published)] == [day]


@given(st.text(max_size=200), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_no_day_lies_after_publication(text, published):
    text += " on Monday, 30 February, in May, 12 June 2031, two weeks ago, a day later, on the 31st, this weekend"
    assert all(dated.day <= published for dated in find_dates(text, start=0, end=len(text), published=published))


TODAY = "2024-05-15"
STATEMENTS = [
    ("Norland rejected the proposal on Monday.", "2024-05-13"),
    ("On Monday Norland rejected the proposal.", "2024-05-13"),
    ("Norland on Monday rejected the proposal.", "2024-05-13"),
    ("Norland officials on Monday rejected the proposal.", "2024-05-13"),
    ("Norland rejected the proposal late Tuesday.", "2024-05-14"),
    ("Norland rejected the proposal on Monday evening.", "2024-05-13"),
    ("Norland wants the dam to be built, its foreign minister said on Monday.", "2024-05-13"),
    ("Erik Vasse told reporters on Monday that Norland rejects the proposal.", "2024-05-13"),
    ("Speaking in parliament on Monday, Erik Vasse rejected the proposal.", "2024-05-13"),
    ("In a statement on Monday Norland rejected the proposal.", "2024-05-13"),
    ("In an interview published on Monday, Erik Vasse rejected the proposal.", "2024-05-13"),
    ("Norland rejected the proposal in a letter sent on Monday.", "2024-05-13"),
    ("Norland rejected the proposal at Monday's meeting.", "2024-05-13"),
    ("Norland rejected the proposal after talks on Monday.", "2024-05-13"),
    ("Norland said on Monday that it would accept the truce.", "2024-05-13"),
    ("Last week Norland rejected the proposal.", "2024-05-08"),
    ("In late April Norland rejected the proposal.", "2024-04-25"),
    ("On Monday Norland rejected the proposal and said it would build the dam.", "2024-05-13"),
    ("“Norland rejects the proposal,” Erik Vasse said on Monday.", "2024-05-13"),
    ("Erik Vasse spoke on Monday. “Norland rejects the proposal,” he said.", "2024-05-13"),
    ("Norland opposes the dam, its envoy, Wen Tolak, told delegates on Monday.", "2024-05-13"),
    ("Norland opposes any mention of the dam, its envoy, Wen Tolak, told delegates on Monday.", "2024-05-13"),
    ("Norland has accepted the truce, its chief spokesman, Petr Lanic, announced on Monday in the capital.", "2024-05-13"),
    ("Norland dismissed the idea of a smaller dam on Monday, calling it a trap.", "2024-05-13"),
    ("The ministry said on Tuesday that Norland had accepted the proposal on Monday.", "2024-05-13"),
    ("Norland refused on Sunday. The next day it accepted the proposal.", "2024-05-13"),
    ("Norland rejects proposal\n\nNorland rejected the proposal on Monday.", "2024-05-13"),
    ("The talks began on Monday.\nOn the same day Norland rejected the proposal.", "2024-05-13"),
    ("Norland put forward a plan on Monday. It proposed a prisoner exchange.", "2024-05-13"),
    ("Erik Vasse rejected the proposal on Monday. Vasse added that Norland wanted the dam.", "2024-05-13"),
    # no day of the statement: days to come, and days of what it is about
    ("Norland rejects the proposal.", TODAY),
    ("Norland rejected the proposal of 3 May.", TODAY),
    ("Norland rejected Monday's proposal.", TODAY),
    ("Norland rejected the proposal that the League made on Monday.", TODAY),
    ("Norland wants to build the dam by Friday.", TODAY),
    ("Norland will build the dam from Monday.", TODAY),
    ("Norland said it would open the bridge on Monday.", TODAY),
    ("Norland has wanted the dam since March.", TODAY),
    ("Norland shelled a town on Monday, and the River Front demands a truce.", TODAY),
    ("Erik Vasse spoke on Monday.\nNorland rejects the proposal.", TODAY),
    ("Erik Vasse left on Monday. Norland rejects the proposal.", TODAY),
    ("Erik Vasse left on Monday. He proposed a prisoner exchange.", TODAY),
    ("Norland rejected the idea of a vote on Monday.", TODAY),
    ("Norland put forward a plan on Monday.\nIt proposed a prisoner exchange.", TODAY),
    ("The talks ended on Monday. Norland will reject the proposal next Friday.", TODAY),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), STATEMENTS)
def test_a_statement_is_of_the_day_on_which_it_was_made(read, text, day):
    found = max(read(text, full=True).statements, key=lambda statement: statement.confidence)
    assert found.said_on.isoformat() == day
