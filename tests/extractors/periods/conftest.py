"""What tests of periods share: the period of a figure that braces mark in a text of our own."""

from collections.abc import Callable

import pytest

from extractors.periods.figures import FigureKind, TimedFigure
from extractors.periods.finding import find_periods
from extractors.periods.timing import make_time_scope, resolve_period
from extractors.rulebook import Rulebook
from extractors.sentences import split_sentences
from schemas.facts import Period

PeriodOf = Callable[..., str]


@pytest.fixture(scope="session")
def period_of(rulebook: Rulebook) -> PeriodOf:
    """Text with one figure in braces ("kết nạp {90 đảng viên}") -> "2023-01-01..2023-06-30", ".." for none."""

    def resolve(
        text: str, kind: FigureKind, published: str | None = "2023-07-15", previous: Period | None = None
    ) -> str:
        start, end = text.index("{"), text.index("}") - 1
        plain = text.replace("{", "").replace("}", "")
        sentences = split_sentences(plain)
        own = max(i for i, s in enumerate(sentences) if s.start <= start)
        before = tuple(s for s in sentences[:own] if s.paragraph == sentences[own].paragraph)
        figure = TimedFigure(plain, sentences[own], start, end, before, kind)
        scope = make_time_scope(find_periods(plain, rulebook.periods, published=published), published)
        found = resolve_period(scope, figure, previous)
        return f"{found.start or ''}..{'published' if found.end_is_published else found.end or ''}"

    return resolve
