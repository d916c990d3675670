"""Figure -> the time in the heading of the part of a report that it stands in: "I. Kết quả công tác năm 2022"."""

import re
from collections.abc import Iterable

from extractors.periods.figures import TimedFigure
from extractors.periods.finding import PeriodMention

_HEADING = re.compile(
    r"[ \t\u00a0]{0,8}(?:[IVX]{1,5}\s?[.):/–-]\s?|(?:Phần|PHẦN) (?:thứ |THỨ )?\w{1,4}\s?[.:–-]?\s?)"
    r"[^\W\d][^\n]{0,150}(?<![.;])\Z"
)
_NEXT = re.compile(r"\n[ \t\u00a0]{0,8}(?:[IVX]{1,5}\s?[.):/–-]\s?[^\W\d]|(?:Phần|PHẦN) (?:thứ|THỨ|I))")
_REACH, _LONGEST = 6000, 170


def time_of_part(figure: TimedFigure, mentions: Iterable[PeriodMention]) -> PeriodMention | None:
    """The mention in the heading of the figure's part of the text, or None.

    Args:
        figure: What looks for its period.
        mentions: The mentions before it that it may go by, the last one first.
    """
    text = figure.text
    for mention in mentions:
        if figure.start - mention.end > _REACH:
            return None
        first = text.rfind("\n", max(0, mention.start - _LONGEST), mention.start) + 1
        last = text.find("\n", mention.end, mention.end + _LONGEST)
        if last > 0 and _HEADING.match(text, first, last):
            return None if _NEXT.search(text, last, figure.start) else mention
    return None
