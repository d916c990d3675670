"""Comparisons run on SQLite and on a real PostgreSQL."""

import pytest


@pytest.fixture
def url(url_of_each: str) -> str:
    return url_of_each
