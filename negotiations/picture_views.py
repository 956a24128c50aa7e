"""Charts that travel: each as a file, and an issue's chart as a frame for other sites."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from . import addresses, axes, choices, clocks, counts, frames, issue_page, matrix_page, matrix_picture, pictures
from .clocks import Clocks
from .frames import Frame
from .issue_page import Sight
from .models import Issue, Negotiation
from .pictures import FOOT, HEAD, MARGIN, Caption
from .views import issue_of

TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@require_safe
def chart(request: HttpRequest, slug: str, key: str, form: str) -> HttpResponse:
    """The chart of an issue as a file."""
    shown, seen = sighted(request, slug, key)
    address = permalink(request, shown, seen)
    drawn = issue_page.draw(seen, lambda row: f"{address}&card={row.anchor}#{row.anchor}")
    context = {"chart": drawn, "caption": chart_caption(request, seen), "counts_at": address}
    return picture(f"{slug}-{key}", form, "chart", context, drawn.height if drawn else 40)


@require_safe
def figures_chart(request: HttpRequest, slug: str, key: str, form: str) -> HttpResponse:
    """The figures of an issue as a file, one chart below the other."""
    shown, seen = sighted(request, slug, key)
    figures = issue_page.figure_cards(seen)
    told = [issue_page.counted(card) for card in figures]
    stretch = seen.stretch
    charts = counts.draw(told, axis=axes.Axis(first=stretch.first, last=stretch.last) if stretch else None)
    placed, height = [], 0
    for each in charts:
        placed.append((height, each))
        height += each.height + 40
    rests_on = [source.origin for card in figures if not card.pending for source in card.sources]
    recorded = sum(not card.pending for card in figures)
    about = caption(request, seen, number=recorded, noun="figure", origins=rests_on)
    context = {"charts": placed, "caption": about, "counts_at": permalink(request, shown, seen)}
    return picture(f"{slug}-{key}-figures", form, "figures", context, height or 40)


@require_safe
def matrix(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The matrix as a file."""
    frame = frames.of_slug(request, slug)
    seen, choice = clocks.read(request), choices.of_matrix(request.GET)
    shown = matrix_page.context(frame, seen, choice)
    grid = matrix_picture.draw(
        [(issue.name, line) for issue, line in shown["lines"]],
        [(party.name, party.colour) for party in shown["parties"]],
    )
    address = request.build_absolute_uri(reverse("matrix", args=[slug])) + dated(choice.address.pairs, seen)
    about = Caption(
        title=f"Who wants what, as {choice.speaker} tells" if choice.speaker else "Who wants what",
        question=frame.negotiation.name,
        clocks=pictures.clocks_in_words(seen),
        source=pictures.source_in_words(
            frame.negotiation.name, number=shown["position_count"], noun="position", origins=shown["origin_count"]
        ),
        address=address,
    )
    return picture(f"{slug}-matrix", form, "matrix", {"grid": grid, "caption": about}, grid.height, grid.width)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embedded(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The chart of a public negotiation's issue as a page to be framed by any site: no cookie is read or set."""
    negotiation = get_object_or_404(Negotiation.objects.filter(is_public=True), slug=slug)
    both, choice = clocks.read(request), choices.of_issue(request.GET)
    shown = issue_of(negotiation, key, both.moment)
    seen = issue_page.sight(shown, Frame(negotiation, "", 0), both, choice)
    page = reverse("issue", args=[slug, shown.key])
    drawn = issue_page.draw(seen, lambda row: f"{page}{choice.address.having(card=row.anchor)}#{row.anchor}")
    context = {
        "chart": drawn,
        "issue": shown,
        "caption": chart_caption(request, seen),
        "page": page + choice.address.query,
    }
    return HttpResponse(render_to_string("negotiations/embedded.html", context))


def sighted(request: HttpRequest, slug: str, key: str) -> tuple[Issue, Sight]:
    """An issue of a visible negotiation, and what the reader sees of it; raises Http404."""
    frame, both = frames.of_slug(request, slug), clocks.read(request)
    shown = issue_of(frame.negotiation, key, both.moment)
    return shown, issue_page.sight(shown, frame, both, choices.of_issue(request.GET))


def caption(
    request: HttpRequest, seen: Sight, *, number: int, noun: str = "position", origins: Iterable[int]
) -> Caption:
    """What stands around the pictures of an issue."""
    name = seen.issue.negotiation.name
    return Caption(
        title=seen.issue.name,
        question=seen.issue.question,
        clocks=pictures.clocks_in_words(seen.clocks),
        source=pictures.source_in_words(name, number=number, noun=noun, origins=len(set(origins))),
        address=permalink(request, seen.issue, seen),
    )


def chart_caption(request: HttpRequest, seen: Sight) -> Caption:
    """What stands around the chart of an issue: it rests on the positions of the parties that are shown."""
    shown = [row for row in seen.recorded if seen.choice.has(row.party)]
    return caption(request, seen, number=len(shown), origins=(origin for row in shown for origin in row.origins))


def permalink(request: HttpRequest, issue: Issue, seen: Sight) -> str:
    """Where the very same is shown, whatever the record learns later."""
    address = request.build_absolute_uri(reverse("issue", args=[issue.negotiation.slug, issue.key]))
    return address + dated(seen.choice.address.pairs, seen.clocks)


def dated(pairs: tuple[tuple[str, str], ...], seen: Clocks) -> str:
    """A query with both clocks, also where they show the present."""
    others = addresses.Address(pairs=tuple(pair for pair in pairs if pair[0] not in choices.CLOCKS))
    known = (seen.known_day or seen.today).isoformat()
    return others.having(as_of=seen.day.isoformat(), known_on=known)


def picture(
    name: str, form: str, kind: str, context: dict[str, Any], height: float, width: float = axes.WIDTH
) -> HttpResponse:
    """A picture with its caption, drawn or in pixels."""
    if form not in TYPES:
        raise Http404("Pictures come as svg or png.")
    size = {"width": round(width) + 2 * MARGIN, "height": round(height) + HEAD + FOOT, "foot_at": round(height) + HEAD}
    svg = render_to_string(f"negotiations/{kind}_picture.svg", context | size | {"margin": MARGIN, "head": HEAD})
    try:
        content = pictures.png_of(svg) if form == "png" else svg
    except pictures.NoFonts as trouble:
        return HttpResponse(str(trouble), status=503, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(content, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
