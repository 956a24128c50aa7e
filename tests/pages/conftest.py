"""What every page test may ask for."""

import pytest
from django.test import Client


@pytest.fixture
def ada(newsroom) -> Client:
    """The editor, logged in."""
    client = Client()
    client.force_login(newsroom.ada)
    return client
