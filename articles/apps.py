"""The intake as a Django application."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, runs, proposals, decisions, citations."""

    name = "articles"
