"""Members of a committee and the terms told before them -> the term that the congress opens which elects them."""

import re

from extractors.periods.figures import TimedFigure
from extractors.periods.finding import PeriodMention
from extractors.periods.scope import OF_TERMS, TimeScope

_ELECTS = re.compile(r"\b(?:bch|ban chấp hành|ban thường vụ|ủy ban kiểm tra|bầu|cử|đại hội)\b", re.IGNORECASE)
_OF_CELLS = re.compile(r"\bchi (?:ủy|uỷ|bộ)\b", re.IGNORECASE)
_OF_COMMITTEES = re.compile(r"\b(?:đảng bộ|đảng viên|cấp (?:ủy|uỷ) viên|cấp (?:cơ sở|huyện|tỉnh))\b", re.IGNORECASE)
_CELLS_YEARS = 3


def congress_before(scope: TimeScope, figure: TimedFigure, day: PeriodMention | None) -> PeriodMention | None:
    """The term that the congress opens which elects: one named in the paragraph, or one that begins about that day.

    Where no day is known it is that of the congress named last.
    """
    if not (_ELECTS.search(figure.sentence.text) or figure.here.goes_on):
        return None
    terms = (m for m in scope.backwards(figure.sentence.start) if m.kind in OF_TERMS and not m.inferred and m.first)
    named = [m for m in terms if m.kind != "term" or m.is_of_office]
    told = figure.text[figure.floor : figure.sentence.end]
    if _OF_CELLS.search(told) and not _OF_COMMITTEES.search(told) and (own := next(filter(_is_of_cells, named), None)):
        return own
    if named and named[0].start >= figure.floor:
        return named[0]
    held = (day.last if day else scope.now) or ""
    if not held:
        return next((m for m in named if m.kind == "congress"), None)
    return next((m for m in named if abs(int(held[:4]) - int((m.first or held)[:4])) <= 1), None)


def beginning_term(scope: TimeScope, year: str) -> PeriodMention | None:
    """The term that a congress opens in the year of publication, for aims that name none."""
    terms = (m for m in scope.mentions if m.kind in ("congress", "office") and m.first and m.last)
    return next((m for m in terms if year and (m.first or "")[:4] == year and (m.last or "")[:4] > year), None)


def _is_of_cells(term: PeriodMention) -> bool:
    """Whether a term is one of cells under a committee, which is half as long as that of committees."""
    return bool(term.first and term.last) and int((term.last or "")[:4]) - int((term.first or "")[:4]) <= _CELLS_YEARS
