"""Django's admin for the intake: to look at, since what is claimed and decided is written by verbs alone."""

from __future__ import annotations

from django.contrib import admin

from negotiations.admin import ReadOnlyAdmin

from .models import Article, Decision, Proposal, Run


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    """Articles."""

    list_display = ("published", "title", "outlet", "negotiation", "uploaded_by", "uploaded_at")
    list_filter = ("negotiation",)
    list_select_related = ("negotiation", "uploaded_by")
    search_fields = ("title", "outlet")


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    """Runs, with what failed and what was dropped."""

    list_display = ("article", "extractor", "version", "state", "queued_at", "finished_at", "failure")
    list_select_related = ("article",)


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """Proposals as the machine made them."""

    list_display = ("article", "party", "issue", "stance", "said_on", "confidence", "sure")
    list_filter = ("negotiation", "subject", "stance", "sure")
    list_select_related = ("article", "party", "issue")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Decisions, undone ones included."""

    list_display = ("decided_at", "editor", "verdict", "reason", "proposal", "undone_at", "undone_by")
    list_filter = ("verdict", "reason")
    list_select_related = ("editor", "undone_by", "proposal__party", "proposal__issue")
