"""The desk: an article's text, the proposal at hand beside its quote, and the list of what the article gave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.forms import BoundField, Form
from django.urls import reverse

from negotiations import cards
from negotiations.forms import CodingForm, CountForm
from negotiations.frames import Frame
from negotiations.moves import Kind
from negotiations.positions import Coding, Count, content_of

from .forms import PassageForm
from .highlights import Passage, Stretch, stretches
from .models import Article, Decision, Proposal
from .reading_page import card_of
from .second import Second, second_of
from .sentences import sentences

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KINDS = list(Kind)
NUMBER = re.compile(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<no_count>\s?(?:k|m|bn|hundred|thousand|[mb]illion)\b|"
    r"\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?<=\b(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
FIELDS = (
    *("party", "issue", "side"),
    *("value", "unit", "counted_by"),
    *("said_on", "precision", "attribution", "speaker"),
)


@dataclass(frozen=True)
class Item:
    """A proposal of the article, the decision in force on it, and where it stands if it asks for two opinions."""

    proposal: Proposal
    decision: Decision | None
    second: Second | None = None

    @property
    def pk(self) -> int:
        """The proposal's key."""
        return self.proposal.pk

    @property
    def state(self) -> str:
        """To decide, with the editor's opinion on it given, less sure, or what was decided."""
        if self.decision:
            return self.decision.verdict
        if self.second and self.second.has_mine:
            return "given"
        return "waiting" if self.proposal.sure else "less-sure"

    @cached_property
    def content(self) -> Coding | Count:
        """What went on record, or would."""
        entry = self.decision.entry if self.decision else None
        return content_of(entry) if entry else self.proposal.content

    @property
    def passage(self) -> tuple[int, int]:
        """Where its quote stands: as it is cited, or as it was proposed."""
        if self.decision and self.decision.cited_end:
            return self.decision.cited_start, self.decision.cited_end
        return self.proposal.start, self.proposal.end

    @property
    def number(self) -> str:
        """Of a figure: "1,300 tonnes"."""
        return f"{cards.in_digits(self.content.value)} {self.content.unit}" if isinstance(self.content, Count) else ""

    @property
    def whose(self) -> Any:
        """The party, or the one whose count it is."""
        return self.content.counted_by if isinstance(self.content, Count) else self.content.party

    @property
    def words(self) -> str:
        """What it says, in a line: "Portline, reject: Pay rise"."""
        told = self.number or f"{self.content.party.name}, {self.content.stance}"
        return f"{told}: {self.content.issue.name}"

    @property
    def standing(self) -> str:
        """What the record says so far where it would change that: the side, or the number."""
        position, figure = self.proposal.against, self.proposal.against_figure
        if figure:
            return cards.in_digits(figure.value)
        return position.side.label if position and position.side else position.stance if position else ""

    @property
    def adds_nothing(self) -> bool:
        """Whether the record says so already, and it may be approved with others."""
        return Kind(self.proposal.kind).adds_nothing and not self.proposal.needs_two

    @property
    def stated(self) -> str:
        """What it would put in that place."""
        if isinstance(self.content, Count):
            return cards.in_digits(self.content.value)
        return self.content.side.label if self.content.side else self.content.stance

    @property
    def place(self) -> tuple[int, int, int]:
        """Its place in the list: what changes most first, then as one reads."""
        return KINDS.index(Kind(self.proposal.kind)), self.proposal.start, self.proposal.pk


class Queue:
    """What an article gave: to decide, waiting for another editor, decided, and what the reader is less sure of."""

    def __init__(self, items: Iterable[Item]) -> None:
        ordered = sorted(items, key=lambda item: item.place)
        self.waiting = [item for item in ordered if item.state == "waiting"]
        self.given = [item for item in ordered if item.state == "given"]
        self.less_sure = [item for item in ordered if item.state == "less-sure"]
        self.decided = sorted(
            (item for item in ordered if item.decision),
            key=lambda item: (item.decision.decided_at, item.decision.pk),
            reverse=True,
        )
        self.items = [*self.waiting, *self.given, *self.decided, *self.less_sure]

    @property
    def total(self) -> int:
        """How many have to be decided or are, by this editor or another."""
        return len(self.waiting) + len(self.given) + len(self.decided)

    @property
    def confirming(self) -> int:
        """How many wait that say what is on record."""
        return sum(item.adds_nothing for item in self.waiting)

    def open(self, choice: str, *, then: bool = False) -> Item | None:
        """The chosen one, or the first to decide; what is chosen as the one to decide `then` has to be undecided."""
        among = [*self.waiting, *self.less_sure] if then else self.items
        chosen = next((item for item in among if str(item.pk) == choice), None)
        return chosen or next(iter(self.waiting), None)

    def after(self, item: Item | None) -> Item | None:
        """What is to be decided after one: the following of its list, or the first that was passed over."""
        among = self.less_sure if item in self.less_sure else self.waiting
        at = among.index(item) if item in among else -1
        return next((other for other in [*among[at + 1 :], *among[: max(at, 0)]]), None)

    def last_of(self, editor: User) -> Last | None:
        """What an editor did last here and can take back."""
        own = [item for item in self.decided if item.decision.editor_id == editor.pk]
        if not own:
            return None
        batch = own[0].decision.batch
        return Last(own[0], sum(item.decision.batch == batch for item in own) if batch else 1)


@dataclass(frozen=True)
class Last:
    """An editor's last act: a decision, or `number` decisions taken with one key."""

    item: Item
    number: int

    @property
    def decision(self) -> Decision:
        """The decision, or the last of them."""
        return self.item.decision

    @property
    def words(self) -> str:
        """What was done."""
        verdict = self.decision.get_verdict_display()
        return f"{verdict} with one key: {self.number}" if self.decision.batch else f"{verdict}: {self.item.words}"


@dataclass(frozen=True)
class Mark:
    """A stretch of the text: quoted by some proposals, perhaps by the one at hand."""

    stretch: Stretch
    current: str

    @property
    def is_current(self) -> bool:
        """Whether the proposal at hand quotes it."""
        return any(passage.card == self.current for passage in self.stretch.passages)

    @property
    def begins_current(self) -> bool:
        """Whether the quote at hand begins here."""
        return any(passage.card == self.current for passage in self.stretch.begins)

    @property
    def passage(self) -> Passage:
        """What it is marked for: the proposal at hand before others."""
        return sorted(self.stretch.passages, key=lambda passage: passage.card != self.current)[0]


def queue_of(article: Article, editor: User) -> Queue:
    """All proposals of an article with the decisions in force on them, as an editor finds them."""
    decisions = {
        decision.proposal_id: decision for decision in Decision.objects.for_desk().filter(proposal__article=article)
    }
    proposals = cards.sharing(article.negotiation, article.proposals.for_cards())
    for proposal in proposals:
        proposal.article = article
    return Queue(Item(proposal, decisions.get(proposal.pk), second_of(proposal, editor)) for proposal in proposals)


def context(
    article: Article, frame: Frame, *, editor: User, choice: str = "", then: bool = False, **bound: Any
) -> dict[str, Any]:
    """What the desk shows. `bound` are a card, a passage or a form by hand that hold what was posted."""
    queue = queue_of(article, editor)
    item = queue.open(choice, then=then)
    hand = bound.get("hand")
    card, passage = bound.get("card"), bound.get("passage")
    if item and item.state in ("waiting", "less-sure") and not hand:
        card = card or card_of(item.proposal)
        passage = passage or PassageForm(article=article, current=item.passage)
    spans = sentences(article.text)
    return {
        "frame": frame,
        "article": article,
        "queue": queue,
        "item": item,
        "card": card,
        "passage": passage,
        "quote": quote_of(article, passage, item),
        "hand": hand,
        "then": queue.after(item),
        "last": queue.last_of(editor),
        "marks": marks_of(article.text, queue, None if hand else item),
        "sentences": [place for span in spans for place in span],
        "choices": [(start, end, article.text[start:end][:70]) for start, end in spans],
        "form_fields": fields_of(hand or (card.form if card else None)),
        "choosing": choosing(frame),
        "next_article": None if queue.waiting else next_of(article, editor),
        "page": "desk",
    }


def hand_form(
    article: Article, form: type[CodingForm | CountForm], data: Mapping[str, Any] | None = None, *, quote: str = ""
) -> CodingForm | CountForm:
    """The form for a position or a figure that the reader missed: empty, or bound where data were posted.

    A figure's number is filled in where the quote has a single one.
    """
    negotiation = article.negotiation
    prefetch_related_objects([negotiation], "parties", "issues__points")
    made = form(data, negotiation=negotiation, current=None, latest=article.published, prefix="hand")
    if "value" in made.fields:
        made.initial["value"] = number_in(quote)
    return made


def number_in(quote: str) -> str:
    """The number of a quote, where it has one in digits and that is neither a multiple's nor a date's; else empty."""
    found = list(NUMBER.finditer(quote))
    if len(found) != 1 or found[0]["no_count"] is not None:
        return ""
    return found[0]["number"].replace(",", "")


def hand_passage(article: Article, data: Mapping[str, Any]) -> PassageForm:
    """The passage of what the reader missed: as it was marked, else the first sentence."""
    first = next(iter(sentences(article.text)), (0, len(article.text)))
    return PassageForm(data if "start" in data or "end" in data else None, article=article, current=first)


def quote_of(article: Article, passage: PassageForm | None, item: Item | None) -> str:
    """The words at hand: as marked where that can be told, else as proposed or cited."""
    if passage and passage.is_bound and passage.is_valid():
        return article.text[passage.cleaned_data["start"] : passage.cleaned_data["end"]]
    start, end = passage.current if passage else item.passage if item else (0, 0)
    return article.text[start:end]


def marks_of(text: str, queue: Queue, item: Item | None) -> list[Mark]:
    """The text with the quotes of what waits and of what is on record; of the others, the one at hand alone."""
    shown = [
        i for i in (*queue.waiting, *queue.given, *queue.decided) if i.state != Decision.Verdict.REJECTED or i == item
    ]
    if item and item not in shown:
        shown.append(item)
    passages = (
        Passage(
            start=each.passage[0],
            end=each.passage[1],
            card=str(each.pk),
            colour=each.whose.colour if each.whose else 0,
            label=each.words,
            pending=each.decision is None,
        )
        for each in shown
    )
    current = str(item.pk) if item else ""
    return [Mark(stretch, current) for stretch in stretches(text, passages)]


def fields_of(form: Form | None) -> list[BoundField]:
    """A form's fields in the desk's order, but for the stance, which has signs of its own."""
    return [form[name] for name in FIELDS if name in form.fields] if form else []


def choosing(frame: Frame) -> dict[str, dict[str, Any]]:
    """What a choice changes on the page without a reload: the sides of each sticking point, a party's colour."""
    issues, parties = frame.negotiation.issues.all(), frame.negotiation.parties.all()
    return {
        "sides": {issue.key: [(point.key, point.label) for point in issue.points.all()] for issue in issues},
        "colours": {party.key: party.colour for party in parties},
    }


def next_of(article: Article, editor: User) -> dict[str, Any] | None:
    """The article to review after this one, in the order of the inbox."""
    waiting = article.negotiation.proposals.sure().pending().asked_of(editor).exclude(article=article)
    return waiting.order_by("article__published", "article_id").values("article", "article__title").first()


def address(article: Article, choice: object = "") -> str:
    """Where the desk shows a proposal; without one, the first to decide."""
    path = reverse("desk", args=[article.negotiation.slug, article.pk])
    return f"{path}?proposal={choice}" if choice else path
