"""docs/checks.md names every kind of check."""

from pathlib import Path

import pytest

from schemas.checks import KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_row(kind):
    assert f"\n| `{kind}` |" in PAGE
