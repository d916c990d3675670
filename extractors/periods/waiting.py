"""Candidates who wait to be admitted -> the day as of which they do: the article's own, or the one told with them."""

import re

from extractors.periods.figures import TimedFigure
from extractors.periods.scope import TimeScope
from schemas.facts import Period

_LEFT = re.compile(r"\b(còn|hiện có|đang có) (?:hơn |gần |trên |khoảng |chừng )?\Z", re.IGNORECASE)
_WAIT = re.compile(r"[0-9.,]{0,12}[^.;0-9\n]{0,70}?\b(đang|chờ|đợi)\b[^.;\n]{0,12}", re.IGNORECASE)
_AS_OF = re.compile(r"\b(?:tính đến|đến hết|đến ngày|đến cuối|đến thời điểm)\b", re.IGNORECASE)
_TO_LEARN = re.compile(r"\b(?:học|dự|tham gia)\b", re.IGNORECASE)
_BEFORE = 20


def wait_now(figure: TimedFigure, scope: TimeScope) -> Period | None:
    """The day as of which people or their files wait ("Còn 4 quần chúng đã xong hồ sơ, chờ huyện chuẩn y"), or None.

    Where the sentence tells a day up to which it counts, that day goes before.
    """
    text, sentence, start = figure.text, figure.sentence, figure.start
    if _AS_OF.search(text, sentence.start, start):
        return None
    left = _LEFT.search(text, max(sentence.start, start - _BEFORE), start)
    wait = _WAIT.match(text, start, sentence.end)
    if not (left or wait) or (wait and _TO_LEARN.search(wait[0])):
        return None
    word = next(m[1] for m in (left, wait) if m)
    return Period(start=None, end=scope.published, end_is_published=True, text=word)
