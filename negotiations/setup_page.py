"""What the owner's pages show: the lists, what is still missing, what refers to a row, and how a pack differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models.functions import Now

from . import packs
from .frames import Frame
from .models import Issue, Membership, Negotiation, Party, ScalePoint
from .packs import Pack
from .setup_forms import DescriptionForm, InvitationForm, MemberForm, NewRowForm, PackForm

OWNED = {"partyname", "scalepoint", "party", "issue", "searchable"}  # what goes with a row, or was merged into it
ROLES = (
    (Membership.Role.OWNER, "sets up, decides and uploads"),
    (Membership.Role.EDITOR, "decides what enters the record, and uploads"),
    (Membership.Role.CONTRIBUTOR, "uploads articles"),
    (Membership.Role.ANALYST, "reads, also where the negotiation is for members only"),
)


def context(frame: Frame) -> dict[str, Any]:
    """All sections of the set-up page."""
    negotiation = frame.negotiation
    parties = list(negotiation.parties.prefetch_related("names"))
    issues = list(negotiation.issues.prefetch_related("points"))
    about = {name: getattr(negotiation, name) for name in DescriptionForm.base_fields}
    return {
        "frame": frame,
        "about": DescriptionForm(initial=about, auto_id="about-%s"),
        "parties": parties,
        "issues": issues,
        "new_party": NewRowForm(negotiation=negotiation, kind="parties"),
        "new_issue": NewRowForm(negotiation=negotiation, kind="issues"),
        "members": negotiation.memberships.select_related("user").order_by("pk"),
        "new_member": MemberForm(auto_id="new-member-%s"),
        "invitations": negotiation.invitations.open_at(Now()).select_related("made_by"),
        "new_invitation": InvitationForm(auto_id="invitation-%s"),
        "roles": Membership.Role.choices,
        "rights": [(Membership.Role(role).label, words) for role, words in ROLES],
        "pack_form": PackForm(auto_id="pack-%s"),
        "missing": missing(parties, issues),
        "may_export": bool(parties and issues),
    }


def missing(parties: Sequence[Party], issues: Sequence[Issue]) -> list[tuple[str, str]]:
    """What a negotiation still lacks before its first article is worth reading: a sentence, and whose issue's key."""
    lacks = []
    if sum(party.role == Party.Role.PARTY for party in parties) < 2:
        lacks.append(("Add the parties: at least two that negotiate.", ""))
    if not issues:
        lacks.append(("Add the sticking points: what they negotiate about.", ""))
    for issue in issues:
        if not issue.terms:
            lacks.append((f"“{issue.name}” has no terms: give the words that name it in articles.", issue.key))
        if len(issue.points.all()) < 2:
            lacks.append((f"“{issue.name}” has no scale: name at least its two ends.", issue.key))
    return lacks


def uses_of(row: Party | Issue | ScalePoint) -> list[str]:
    """What refers to a row, in words: "12 positions"."""
    counts: Counter[tuple[str, str]] = Counter()
    for relation in row._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.is_relation and not relation.concrete:
            model = relation.related_model
            if model._meta.model_name not in OWNED:
                names = str(model._meta.verbose_name), str(model._meta.verbose_name_plural)
                counts[names] += model._base_manager.filter(**{relation.field.name: row}).count()
    return [counted(number, one, many) for (one, many), number in counts.items() if number]


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 name", "2 names"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def differences(old: Pack | None, new: Pack) -> list[str]:
    """What loading a pack would change, in sentences."""
    before = {"parties": {}, "issues": {}} if old is None else {
        "parties": {party.key: party for party in old.parties},
        "issues": {issue.key: issue for issue in old.issues},
    }  # fmt: skip
    told = []
    if old is None or (old.name, old.summary) != (new.name, new.summary):
        told.append(f"The name becomes “{new.name}”, the summary that of the pack.")
    for kind, words in (("parties", ("party", "parties")), ("issues", ("sticking point", "sticking points"))):
        after = {row.key: row for row in getattr(new, kind)}
        known = before[kind]
        told += named("New", words, [row.name for key, row in after.items() if key not in known])
        changed = [row.name for key, row in after.items() if key in known and known[key] != row]
        told += named("Changed", words, changed)
        told += named("Gone", words, [row.name for key, row in known.items() if key not in after])
        if not changed and [k for k in known if k in after] != [k for k in after if k in known]:
            told.append(f"The {words[1]} come in another order.")
    return told


def named(what: str, words: tuple[str, str], names: Sequence[str]) -> list[str]:
    """ "New parties: Union, Employer."; nothing for nobody."""
    return [f"{what} {words[len(names) != 1]}: {', '.join(names)}."] if names else []


def pack_of(negotiation: Negotiation) -> Pack | None:
    """The negotiation as a pack; None while it lacks what every pack has."""
    if not (negotiation.parties.exists() and negotiation.issues.exists()):
        return None
    return packs.read(packs.dump(negotiation))


def listed(words: Iterable[str]) -> str:
    """ "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
