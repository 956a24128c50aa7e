"""Doormen for Celery: ids in, one call."""

from __future__ import annotations

from celery import Task, shared_task
from django.utils import timezone

from . import runs
from .extraction.extractor import ExtractorUnavailable
from .models import Run


@shared_task(bind=True, max_retries=5)
def carry_out(task: Task, *, run_id: int) -> None:
    """Read an article. An extractor that is away is tried again, at last with a word to the contributor."""
    run = Run.objects.select_related("article__negotiation").filter(pk=run_id).first()
    if run is None:
        return  # its article was taken away meanwhile
    try:
        runs.carry_out(run=run, now=timezone.now)
    except ExtractorUnavailable as trouble:
        if task.request.retries >= task.max_retries:
            runs.fail(run=run, because="The reader could not be reached. Try it again later.", at=timezone.now())
            return
        raise task.retry(exc=trouble, countdown=2**task.request.retries) from trouble
