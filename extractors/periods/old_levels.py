"""Levels that a text tells with a time of their own: what a change started from, what is compared with, a history."""

import re

from extractors.periods.dating import make_period
from extractors.periods.figures import TimedFigure, is_opening
from extractors.periods.finding import PeriodMention
from extractors.periods.scope import TimeScope
from extractors.periods.within_sentence import joined_mentions
from schemas.facts import Period

_HAD = re.compile(r"[ ),:]{0,4}(?:(?:đã |chỉ |mới )?có|gồm(?: có)?|với(?: tổng số)?)[ :]{1,3}\Z", re.IGNORECASE)
_AT_FOUNDING = re.compile(
    r"(?:khi|lúc|ngày|buổi|thời điểm) (?:đầu |mới |vừa |được ){0,2}"
    r"(?:thành lập|sáp nhập|hợp nhất|chia tách|tách ra|tái lập|ra đời|ra mắt|hoạt động)|"
    r"(?:ban|lúc|buổi) đầu\b|được thành lập[^.;0-9]{0,60}với\b",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"(?:thành lập|hình thành|sáp nhập|hợp nhất|ra đời|hoạt động|tách|có chi bộ)[^.;0-9]{0,40}\Z"
    r"|\b(?:được nhập|sắp xếp) [^.;]{4,110}\Z",
    re.IGNORECASE,
)
_FOUNDING = re.compile(r"\b(?:quyết định|được) (?:thành )?lập\b|\b(?:ra đời|ra mắt|cổ phần hóa)\b", re.IGNORECASE)
_BEGAN_WITH = re.compile(
    r"[0-9][^.;()\n]{0,60}?\s(?:khi|lúc|ngày|buổi|thời điểm) (?:đầu |mới |vừa |được ){0,2}"
    r"(?:thành lập|ra đời|ra mắt) \("
)
_FROM = re.compile(r"\b(?:[Tt]ừ|[Ss]o với) (?:chỗ )?(?:chỉ )?(?:có )?(?:con số )?(?:[0-9][^.;()\n]{0,40})?\Z")
_TO_OPEN = re.compile(r"(?:[Tt]rong )?")
_NEAR = 120
_FAR = 800
_YEAR_BEFORE = re.compile(
    r"(?:\(|[,;] (?=cùng kỳ năm ))(cùng kỳ(?: năm (?:trước|ngoái|20[0-9]{2}))?|năm (?:học )?(?:trước|ngoái)):?"
    r"(?: (?:là|chỉ|đạt|có|kết nạp|được|mới)){0,3} ?\Z",
    re.IGNORECASE,
)
_SAYS_YEAR_BEFORE = re.compile(r"cùng kỳ.*|năm (?:học )?(?:trước|ngoái)", re.IGNORECASE)
_SPAN = re.compile(r"\b([0-9]{4}) ?[-–/] ?[0-9]{4}\b")
_IN_BRACKETS = re.compile(
    r"(?:\s?\((?:(?:là|có|đạt|chỉ có|với) )?"
    r"|,? (?:khi|lúc) [^,;.0-9]{0,40}\b(?:(?:chỉ|mới|vẫn) )?(?:có|còn|đạt|là) (?:(?:hơn|gần|trên|vẻn vẹn) )?)\Z"
)


def find_compared(figure: TimedFigure) -> Period | None:
    """The time compared with, for the figure in brackets behind it ("so với cuối năm 2019 (1.501 tổ chức)")."""
    if figure.kind.is_change:
        return None
    near = next((m for m in reversed(figure.here.bases) if m.start < figure.start), None)
    if not near or not near.first:
        return None
    if not _IN_BRACKETS.match(figure.text[near.end : figure.start]):
        return None
    span = _SPAN.search(near.text)
    first = None if figure.kind.is_level else span[1] if span else near.first
    return Period(start=first, end=near.first, end_is_published=False, text=near.text)


def year_before(figure: TimedFigure, previous: Period | None) -> Period | None:
    """The stretch of the figure before, a year earlier, for one in brackets: "kết nạp 90 đảng viên (cùng kỳ: 75)".

    Args:
        figure: What looks for its period.
        previous: The period of the figure before it in the sentence, or None.
    """
    if previous is None or previous.end is None or figure.kind.is_change or figure.kind.is_target:
        return None
    told = _YEAR_BEFORE.search(figure.text, max(figure.sentence.start, figure.start - _NEAR), figure.start)
    if told is None:
        return None
    first = _year_earlier(previous.start) if previous.start else None
    return Period(start=first, end=_year_earlier(previous.end), end_is_published=False, text=told[1], inferred=True)


def behind_year_before(previous: Period) -> Period:
    """The period of the figure before a bracket with the number of the year before, for what goes on behind that."""
    if not (previous.inferred and previous.end and _SAYS_YEAR_BEFORE.fullmatch(previous.text or "")):
        return previous
    return previous.model_copy(update={"end": _year_earlier(previous.end, -1), "inferred": False})


def _year_earlier(date: str, years: int = 1) -> str:
    """A partial date a year before, or so many years."""
    return f"{int(date[:4]) - years}{date[4:]}".replace("-02-29", "-02-28")


def find_founding(scope: TimeScope, figure: TimedFigure) -> Period | None:
    """The day of the founding, for a level that was there then: "Khi mới thành lập, chi bộ chỉ có 6 đảng viên"."""
    before = figure.text[max(figure.sentence.start, figure.start - _NEAR) : figure.start]
    if not _AT_FOUNDING.search(before):
        return _founding_behind(scope, figure)
    for mention in reversed(scope.between(max(0, figure.start - _FAR), figure.start)):
        told = figure.text[max(0, mention.start - _NEAR) : mention.start]
        behind = figure.text[mention.end : min(mention.end + _FAR, figure.start)].partition(".")[0]
        if (
            mention.kind in ("day", "since", "flow", "as_of")
            and (mention.kind == "since" or not mention.inferred)
            and (_FOUNDED.search(told) or (mention.kind == "flow" and _FOUNDING.search(behind)))
        ):
            return Period(start=None, end=_shared(mention), end_is_published=False, text=mention.text, inferred=True)
    return None


def _founding_behind(scope: TimeScope, figure: TimedFigure) -> Period | None:
    """The day in brackets behind what a body began with: "Từ 4 đảng viên, 1 chi bộ khi mới thành lập (năm 2008)"."""
    told = _BEGAN_WITH.match(figure.text, figure.start, figure.sentence.end)
    opens = told and _FROM.search(figure.text, max(figure.sentence.start, figure.start - _NEAR), figure.start)
    near = scope.between(told.end(), told.end() + 1) if told and opens else ()
    if not near:
        return None
    return Period(start=None, end=_shared(near[0]), end_is_published=False, text=near[0].text, inferred=True)


def _shared(mention: PeriodMention) -> str | None:
    """The month or year that a mention is of, as a partial date; the first day of a longer stretch."""
    first, last = mention.first, mention.last
    if mention.kind != "flow" or not first or not last or first[:4] != last[:4]:
        return first or last
    return first[:7] if first[:7] == last[:7] else first[:4]


def find_term_told(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The term that is over and directly before a level: "Đảng bộ xã nhiệm kỳ II (1995 - 1997) có 35 đảng viên"."""
    near = next((m for m in reversed(figure.here.mentions) if m.start < figure.start), None)
    if near is None or near.kind != "term" or near.inferred or not near.is_of_office:
        return None
    is_over = scope.now is None or (near.last or "") < scope.now[:4]
    return near if is_over and _HAD.match(figure.text[near.end : figure.start]) else None


def find_old_level(scope: TimeScope, figure: TimedFigure) -> Period:
    """The period of the level that a change started from: its own day, the day compared with, or where a term began."""
    here = figure.here
    joined = joined_mentions(here.mentions, figure)
    if joined:
        return make_period(joined[0], scope.published, kind=figure.kind, base=None)
    bases = [m for m in here.bases if m.first]
    opening = bases[-1] if bases else _opening_before(scope, figure)
    if opening is None:
        return Period(start=None, end=None, end_is_published=False, text=None)
    day = opening.last if opening.kind == "as_of" else opening.first
    return Period(start=None, end=day, end_is_published=False, text=opening.text, inferred=opening.inferred)


def _opening_before(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """What tells where a level began to change: the start of a term, a term or years back, in the paragraph."""
    told = scope.between(figure.floor, figure.start)
    return next((m for m in reversed(told) if _opens(m) or _heads(figure, m)), None)


def _heads(figure: TimedFigure, mention: PeriodMention) -> bool:
    """Whether a stretch of some years opens the sentence ("Giai đoạn 2017 - 2021, tỷ lệ hộ nghèo giảm từ 8,6% …")."""
    first, last = mention.first or "", mention.last or ""
    if mention.kind not in ("flow", "term") or mention.inferred or first[:4] >= last[:4]:
        return False
    if mention.start < figure.sentence.start or figure.text[mention.end : mention.end + 1] != ",":
        return False
    return _TO_OPEN.fullmatch(figure.text, figure.sentence.start, mention.start) is not None


def _opens(mention: PeriodMention) -> bool:
    """Whether a mention is of the start of a term or year, of a term, or of years back from now."""
    if is_opening(mention):
        return True
    is_term = mention.kind == "term" and mention.is_of_office
    return bool(mention.first) and (is_term or (mention.kind == "since" and mention.to_published))
