"""Years that a text tells one by one before a figure -> the stretch that holds them all."""

from collections.abc import Iterator

from extractors.periods.figures import TimedFigure
from extractors.periods.finding import PeriodMention
from extractors.periods.scope import STRETCHES, TimeScope

_ROW, _FAR = 3, 160
"""Years that are counted one by one."""


def topic_of_line(text: str, last: PeriodMention, rest: Iterator[PeriodMention]) -> PeriodMention:
    """The first stretch told in the line of a mention, or the one above it when the line counts years one by one."""
    first = text.rfind("\n", 0, last.start) + 1
    line = [last]
    for mention in rest:
        if mention.start < first:
            if _are_single_years(line):
                return mention
            break
        line.append(mention)
    told = [m for m in reversed(line) if m.kind != "as_of"]
    return next((m for m in told if m.kind == "term"), told[0]) if told else last


def whole_of_row(scope: TimeScope, figure: TimedFigure, last: PeriodMention) -> PeriodMention | None:
    """The years that a sentence told one by one before, when they were told of as a whole, or None.

    "Nửa nhiệm kỳ, huyện kết nạp 612 đảng viên: năm 2010 98, năm 2011 207, năm 2012 221. Trong số đó, nữ 247".
    """
    if last.kind != "flow":
        return None
    row = [last]
    for mention in scope.backwards(last.start):
        if mention.kind not in STRETCHES or not figure.kind.takes(mention):
            continue
        if len(row) >= _ROW and _are_single_years(row) and _is_whole_of(mention, row):
            return mention
        end, following = mention.end, row[-1].start
        if mention.kind != "flow" or following - end > _FAR or "\n" in figure.text[end:following]:
            return None
        row.append(mention)
    return None


def _is_whole_of(mention: PeriodMention, row: list[PeriodMention]) -> bool:
    """Whether a stretch of years begins no later than the years of a row and ends no sooner."""
    first, last = (mention.first or "")[:4], (mention.last or "9999")[:4]
    years = [(m.first or "")[:4] for m in row]
    return mention.kind in ("flow", "since", "term") and first < last and first <= min(years) and max(years) <= last


def _are_single_years(line: list[PeriodMention]) -> bool:
    """Whether the mentions of a line are single years, some of them."""
    years = {m.first[:4] for m in line if m.kind == "flow" and m.first and m.first[:4] == (m.last or "")[:4]}
    return len(years) >= _ROW and all(m.kind == "flow" and (m.first or "")[:4] in years for m in line)
