"""A number printed twice -> the mention beside the other print, which tells its time."""

import re

from extractors.periods.figures import TimedFigure
from extractors.periods.finding import PeriodMention
from extractors.periods.scope import STRETCHES, TimeScope

NUMERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?:(?:/|\s?[-–]\s?)[0-9]+(?:[.,][0-9]+)*)?")
_TAKEN_UP = re.compile(
    r"\W{0,3}(?:[^.:;0-9\n]{1,20}: )?trong (?:(?:tổng )?số ([0-9]+(?:[.,][0-9]+)*)(?= )|"
    r"([0-9]+(?:[.,][0-9]+)*)(?= [^.;,0-9]{1,40}\b(?:nói trên|kể trên|này|ấy|đó)\b))",
    re.IGNORECASE,
)
_BEGINS, _ENDS = re.compile(r"(?<![0-9.,])"), re.compile(r"(?![0-9]|[.,][0-9])")
"""Where a number may begin and end."""
_BELOW = 3000
"""Characters in which a heading is told again."""
_WORD = 4
"""Characters behind a numeral that tell its noun."""


def told_again(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention before the same numeral in the body, for a figure of the title or of a heading.

    Below a heading the same word stands behind it too; a heading that is told again only before is the title once more.
    """
    numeral = NUMERAL.match(figure.text, figure.start)
    if numeral is None or len(numeral.group()) < 2:
        return None
    text, sentence, counted = figure.text, figure.sentence, numeral.group()
    if sentence.role == "title":
        at = _find_number(text, counted, sentence.end, len(text))
    else:
        counted += text[numeral.end() : min(numeral.end() + _WORD, sentence.end)]
        at = _find_number(text, counted, sentence.end, min(sentence.end + _BELOW, len(text)))
        if at < 0:
            above = max(text.find("\n") + 1, sentence.start - _BELOW)
            at = _find_number(text, counted, above, sentence.start)
    return _told_before(scope, figure, at) if at >= 0 else None


def _find_number(text: str, counted: str, first: int, last: int) -> int:
    """Where a number, and what may stand behind it, begins first between two offsets, -1 for nowhere.

    It is no part of a longer number; a pattern of its own would take longer to compile than to search.
    """
    at = text.find(counted, first, last)
    while at >= 0 and not (_BEGINS.match(text, at) and _ENDS.match(text, at + len(counted), last)):
        at = text.find(counted, at + 1, last)
    return at


def taken_up(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention before a number told above that the sentence takes up ("Trong số 8 đảng viên bị xóa tên, …")."""
    taken = _TAKEN_UP.match(figure.sentence.text)
    if taken is None:
        return None
    pattern = re.compile(rf"(?<![0-9.,/]){re.escape(taken[1] or taken[2])}(?![0-9/]|[.,][0-9])")
    above = [
        m.start() for m in pattern.finditer(figure.text, max(0, figure.sentence.start - _BELOW), figure.sentence.start)
    ]
    return _told_before(scope, figure, above[-1]) if above else None


def _told_before(scope: TimeScope, figure: TimedFigure, at: int) -> PeriodMention | None:
    """The last mention before `at` in its line that can be the period of a figure."""
    line = figure.text.rfind("\n", 0, at) + 1
    for mention in reversed(scope.between(line, at)):
        if (mention.kind in STRETCHES or mention.kind == "now") and figure.kind.takes(mention):
            return mention
    return None
