"""The intake as a Django application."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, runs, proposals, decisions, citations."""

    name = "articles"

    def ready(self) -> None:
        """Follow changes of a negotiation's codebook."""
        from negotiations.signals import revised  # noqa: PLC0415  models can be imported only now

        from .comparison import follow_codebook  # noqa: PLC0415

        revised.connect(follow_codebook, dispatch_uid="articles.comparison")
