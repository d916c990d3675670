"""Texts with one figure in braces -> the figure that looks for its period, and the period it is given."""

from extractors.periods.figures import FigureKind, TimedFigure
from extractors.periods.finding import find_times
from extractors.periods.scope import SentenceTimes, TimeScope
from extractors.periods.timing import make_time_scope, resolve_period
from extractors.rulebook import Rulebook
from extractors.sentences import split_sentences
from schemas.facts import Period


def figure_of(
    text: str, kind: FigureKind, rulebook: Rulebook, published: str | None = None
) -> tuple[TimedFigure, TimeScope]:
    """The figure whose numeral stands in braces, with the words up to the closing one: "kết nạp {90 đảng viên}"."""
    start = text.index("{")
    end = text.index("}") - 1
    plain = text.replace("{", "").replace("}", "")
    sentences = split_sentences(plain)
    own = max(i for i, s in enumerate(sentences) if s.start <= start)
    before = tuple(s for s in sentences[:own] if s.paragraph == sentences[own].paragraph)
    scope = make_time_scope(find_times(plain, rulebook.periods, published=published), plain)
    here = SentenceTimes(scope, sentences[own], before)
    return TimedFigure(plain, sentences[own], start, end, before, kind, here), scope


def period_told(
    text: str, kind: FigureKind, rulebook: Rulebook, published: str | None, previous: Period | None = None
) -> str:
    """The figure's period: "2023-01-01..2023-06-30", ".." when the text gives none."""
    figure, scope = figure_of(text, kind, rulebook, published)
    found = resolve_period(scope, figure, previous)
    return f"{found.start or ''}..{'published' if found.end_is_published else found.end or ''}"
