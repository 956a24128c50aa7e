"""The admin pages: everything can be seen, the record cannot be changed there."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from articles import reviews
from tests.conftest import NOON

OURS = [model for model in admin.site._registry if model._meta.app_label in ("negotiations", "articles")]


@pytest.fixture
def olga(newsroom, client):
    client.force_login(User.objects.create_superuser("olga"))
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_and_row_can_be_seen(newsroom, olga, model):
    reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOON)
    label = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert olga.get(reverse(f"{label}_changelist")).status_code == 200
    row = model.objects.first()
    assert row is None or olga.get(reverse(f"{label}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("name", ["position", "figure", "article", "run", "proposal", "decision"])
def test_what_verbs_write_is_not_written_here(newsroom, olga, name):
    reviews.approve(proposal=newsroom.proposal(), editor=newsroom.ada, at=NOON)
    app = "negotiations" if name in ("position", "figure") else "articles"
    assert olga.get(reverse(f"admin:{app}_{name}_add")).status_code == 403


def test_only_staff_comes_in(newsroom, client):
    client.force_login(newsroom.ada)
    assert client.get(reverse("admin:index")).status_code == 302
