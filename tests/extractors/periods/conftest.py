"""What tests of periods share: the period of a figure that braces mark in a text of our own."""

from collections.abc import Callable

import pytest
from timed_figures import period_told

from extractors.periods.figures import FigureKind
from extractors.rulebook import Rulebook
from schemas.facts import Period

PeriodOf = Callable[..., str]


@pytest.fixture(scope="session")
def period_of(rulebook: Rulebook) -> PeriodOf:
    """Text with one figure in braces ("kết nạp {90 đảng viên}") -> "2023-01-01..2023-06-30", ".." for none."""

    def resolve(
        text: str, kind: FigureKind, published: str | None = "2023-07-15", previous: Period | None = None
    ) -> str:
        return period_told(text, kind, rulebook, published, previous)

    return resolve
