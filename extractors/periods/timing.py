"""Mentions of time -> the period of each figure, by scope and by whether the figure is a level or a flow."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.periods.figures import FigureKind, TimedFigure, TimeScope
from extractors.periods.finding import PeriodMention
from extractors.periods.surroundings import NUMERAL, STRETCHES, find_elsewhere, mentions_within
from schemas.facts import Period

_SILENT = frozenset({"base", "none"})
_CLOSE = re.compile(r"[^0-9,;:.]{0,30}%?\s?\(?(?:vào |trong |của |ở )?\Z")
_NUMBERED = re.compile(r"[0-9]\s?%?\s\(?\Z")
_REACHED = re.compile(
    r"[ ,:]{1,2}(?:(?:đã |chỉ |mới )?(?:đạt|chiếm|là|có|còn|bằng)[ :]{1,2})(?:(?:hơn|gần|trên|khoảng) )?\Z",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)(?: (?:đề ra|được giao|giao|của))?\s\Z")
_UNTIL = re.compile(r"(?:tính |cho )?(?:đến|tới) ", re.IGNORECASE)
_OF_A_YEAR = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu)[^.;0-9]{0,30} năm\b|so với cùng kỳ", re.IGNORECASE)
_HAD = re.compile(r"[ ),:]{0,4}(?:(?:đã |chỉ |mới )?có|gồm(?: có)?|với(?: tổng số)?)[ :]{1,3}\Z", re.IGNORECASE)
_REACH = 200
_BEHIND = 50
_CAPTION = 1000
_OF_TABLES = frozenset({"flow", "term", "as_of", "now"})


def make_time_scope(mentions: Sequence[PeriodMention], published: str | None) -> TimeScope:
    """The mentions that can be a figure's period."""
    bases = tuple(m for m in mentions if m.kind == "base")
    return TimeScope(tuple(m for m in mentions if m.kind not in _SILENT), bases, published)


def resolve_period(scope: TimeScope, figure: TimedFigure, previous: Period | None) -> Period:
    """The period of a figure; fields are None where the text gives none.

    A level takes a time word of its sentence, or "hiện nay" and "tính đến" of the sentences before in its paragraph. A
    flow goes on looking back through the text; a headline looks ahead.

    Args:
        scope: From `make_time_scope`.
        figure: What it is and where it stands.
        previous: The period of the figure before it in the sentence; a level without a time word ends with it.
    """
    kind = figure.kind
    chosen = _in_sentence(scope, figure)
    if kind.is_level and not kind.is_target and figure.is_old:
        return _old_level(scope, figure)
    if chosen is None and kind.is_level and (term := _term_of_a_history(scope, figure)):
        return _period(term, scope.published, kind=replace(kind, is_level=False), base=None)
    if chosen is None and kind.is_level and previous is not None and not figure.is_new:
        return previous.model_copy(update={"start": None})
    chosen = chosen or find_elsewhere(scope, figure)
    base = _base_of(scope, figure, chosen) if kind.is_change else None
    if chosen and chosen.kind in ("as_of", "now") and not (kind.is_level or kind.is_tally) and base is None:
        base = _opening(scope, chosen, figure)
    return _period(chosen, scope.published, kind=kind, base=base)


def has_own_period(scope: TimeScope, figure: TimedFigure, left: int) -> bool:
    """Whether a time word stands directly beside a figure ("từ 75% năm 2012 lên 81% năm 2016, năm 2017 đạt 83%").

    Args:
        scope: From `make_time_scope`.
        figure: What it is and where it stands.
        left: Offset behind the numeral before it in the sentence.
    """
    before = mentions_within(scope.mentions, left, figure.start)
    if before and _REACHED.match(figure.text[before[-1].end : figure.start]) and not _is_planned(before[-1], figure):
        return True
    return bool(_joined(mentions_within(scope.mentions, figure.sentence.start, figure.sentence.end), figure))


def resolve_table_period(
    scope: TimeScope, *, heads: Sequence[tuple[int, int]], table_start: int, kind: FigureKind
) -> Period:
    """The period of a table's figure: printed in its column's head, else the last one before the table.

    Args:
        scope: From `make_time_scope`.
        heads: Starts and ends of the heads over its column, the nearest first.
        table_start: Where the table begins; the caption of a table of levels stands close above.
        kind: What the figure is.
    """
    own = [m for head in heads for m in mentions_within(scope.mentions, *head)]
    first = 0 if not kind.is_level or kind.is_target else max(0, table_start - _CAPTION)
    kinds = _OF_TABLES | {"day"} if kind.is_event else _OF_TABLES
    above = (m for m in reversed(mentions_within(scope.mentions, first, table_start)) if m.kind in kinds)
    chosen = own[-1] if own else next(above, None)
    return _period(chosen, scope.published, kind=kind, base=None)


def _in_sentence(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention directly behind what is counted, else the nearest before the numeral, else one close behind it."""
    sentence, kind = figure.sentence, figure.kind
    mentions = mentions_within(scope.mentions, sentence.start, sentence.end)
    own = [m for m in mentions if kind.takes(m) and _is_open_to(m, figure)]
    joined = _joined(own, figure)
    if joined:
        return joined[0]
    dates = [m.end for m in (*mentions, *mentions_within(scope.bases, sentence.start, sentence.end))]
    earlier = [m for m in own if m.start < figure.start and not _belongs_to_numeral(m, figure, dates)]
    if earlier:
        return _nearest(earlier, kind)
    if kind.is_elected and (term := _term_of_office(mentions, figure)):
        return term
    later = [m for m in own if figure.start <= m.start < figure.end + _BEHIND and m.kind in STRETCHES]
    later = [m for m in later if ";" not in figure.text[figure.end : m.start]]
    if kind.is_level:
        later = [m for m in later if m.kind == "as_of"]
    return later[0] if later else None


def _term_of_office(mentions: Sequence[PeriodMention], figure: TimedFigure) -> PeriodMention | None:
    """The term named behind the elected ("bầu 15 đồng chí vào Ban Chấp hành khóa V, nhiệm kỳ 2020 - 2025")."""
    kinds = ("term", "office")
    return next((m for m in mentions if m.start >= figure.start and m.kind in kinds and not m.inferred), None)


def _joined(own: Sequence[PeriodMention], figure: TimedFigure) -> list[PeriodMention]:
    """The mentions directly behind what is counted; "hiện nay" behind it begins what comes next."""
    numeral = NUMERAL.match(figure.text, figure.start)
    first = numeral.end() if numeral else figure.end
    found = [m for m in own if m.start >= first and m.kind != "now"]
    if not figure.kind.is_target:
        found = [m for m in found if not _is_planned(m, figure)]
    return [m for m in found if _CLOSE.match(figure.text[(first if m.start < figure.end else figure.end) : m.start])]


def _is_planned(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a year is that of a plan ("kế hoạch năm 2023")."""
    return bool(_PLANNED.search(figure.text[max(0, mention.start - 25) : mention.start]))


def _nearest(earlier: Sequence[PeriodMention], kind: FigureKind) -> PeriodMention:
    """The last mention; the day of an event yields to any other, "mỗi năm" to a printed stretch of years."""
    if kind.is_event:
        return earlier[-1]
    strong = [m for m in earlier if m.kind != "day"] or list(earlier)
    stretches = [m for m in strong if m.kind in ("term", "flow") and not m.inferred and _is_long(m)]
    if strong[-1].kind == "recurring" and stretches:
        return stretches[-1]
    return strong[-1]


def _is_long(mention: PeriodMention) -> bool:
    """Whether a stretch spans more than one year."""
    return bool(mention.first) and (mention.first or "")[:4] != (mention.last or "")[:4]


def _is_open_to(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a mention can be seen from a figure: what brackets hold beside figures of their own stays inside them."""
    text, sentence = figure.text, figure.sentence
    opened = text.rfind("(", sentence.start, mention.start)
    if opened < 0 or ")" in text[opened : mention.start]:
        return True
    closed = text.find(")", mention.end - 1, sentence.end)
    closed = sentence.end if closed < 0 else closed
    inside = text[opened : mention.start] + text[mention.end : closed]
    return opened <= figure.start <= closed or not any(c.isdigit() for c in inside)


def _belongs_to_numeral(mention: PeriodMention, figure: TimedFigure, dates: Sequence[int]) -> bool:
    """Whether a mention stands directly behind another numeral that is no date ("75% năm 2012 lên 81%")."""
    numbered = _NUMBERED.search(figure.text[max(figure.sentence.start, mention.start - 6) : mention.start])
    return bool(numbered) and not any(mention.start - 3 <= end <= mention.start for end in dates)


def _opening(scope: TimeScope, closing: PeriodMention, figure: TimedFigure) -> str | None:
    """Where a flow told "until a day" began: a stretch named before in the paragraph.

    It is of the same year as that day, unless the day is today. An aim for the end of a term began with the term.
    """
    year = (closing.last or "")[:4]
    if figure.kind.is_target:
        terms = [m for m in scope.mentions if m.kind in ("term", "office", "congress") and m.last == year]
        return terms[0].first if terms else None
    if closing.kind == "now" and not _UNTIL.match(closing.text):
        return None
    found = [
        m
        for m in mentions_within(scope.mentions, figure.floor, closing.start)
        if m.kind in ("flow", "term") and m.first
    ]
    if not found:
        return _until_a_day(closing, figure)
    if closing.kind == "as_of" and not (found[-1].first or "").startswith(year):
        return None
    return found[-1].first


def _until_a_day(closing: PeriodMention, figure: TimedFigure) -> str | None:
    """The first of January, for a flow told until a day and held against the year ("… kế hoạch năm", "… cùng kỳ")."""
    line = figure.text[closing.end : closing.end + _REACH].partition("\n")[0]
    told_of_year = closing.kind == "as_of" and closing.last and _OF_A_YEAR.search(line)
    return f"{(closing.last or '')[:4]}-01-01" if told_of_year else None


def _term_of_a_history(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The term that is over and directly before a level: "Đảng bộ xã nhiệm kỳ II (1995 - 1997) có 35 đảng viên"."""
    near = mentions_within(scope.mentions, figure.sentence.start, figure.start)
    if not near or near[-1].kind != "term" or near[-1].inferred or "nhiệm kỳ" not in near[-1].text.lower():
        return None
    is_over = scope.published is None or (near[-1].last or "") < scope.published[:4]
    return near[-1] if is_over and _HAD.match(figure.text[near[-1].end : figure.start]) else None


def _base_of(scope: TimeScope, figure: TimedFigure, chosen: PeriodMention | None) -> str | None:
    """The date that a change counts from: "so với năm 2021" behind it or before it, else an earlier level's day."""
    sentence = figure.sentence
    own = [m for m in mentions_within(scope.bases, sentence.start, sentence.end) if m.first]
    behind = [m for m in own if m.start >= figure.start]
    if own:
        return (behind[0] if behind else own[-1]).first
    until = (scope.published if chosen and chosen.to_published else chosen.last if chosen else None) or ""
    days = [m for m in mentions_within(scope.mentions, figure.floor, figure.start) if m.kind in ("as_of", "flow")]
    earlier = [m.last for m in days if m.last and until and m.last[:4] < until[:4]]
    return earlier[-1] if earlier else None


def _old_level(scope: TimeScope, figure: TimedFigure) -> Period:
    """The period of the level that a change started from: its own day, the day compared with, or where a term began."""
    sentence = figure.sentence
    joined = _joined(mentions_within(scope.mentions, sentence.start, sentence.end), figure)
    if joined:
        return _period(joined[0], scope.published, kind=figure.kind, base=None)
    bases = [m for m in mentions_within(scope.bases, sentence.start, sentence.end) if m.first]
    floor = figure.before[-1].start if figure.before else sentence.start
    terms = [m for m in mentions_within(scope.mentions, floor, figure.start) if m.kind == "term" and m.first]
    terms = [m for m in terms if "nhiệm kỳ" in m.text.lower()]
    if not bases and not terms:
        return Period(start=None, end=None, end_is_published=False, text=None)
    opening = (bases or terms)[-1]
    return Period(start=None, end=opening.first, end_is_published=False, text=opening.text, inferred=opening.inferred)


def _period(mention: PeriodMention | None, published: str | None, *, kind: FigureKind, base: str | None) -> Period:
    if mention is None or mention.kind == "recurring":
        text = mention.text if mention else None
        return Period(start=base, end=None, end_is_published=False, text=text)
    last = published if mention.to_published else mention.last
    keeps = (
        not kind.is_level or kind.is_target or mention.kind == "office" or (kind.is_elected and mention.kind == "term")
    )
    return Period(
        start=base or (mention.first if keeps else None),
        end=last,
        end_is_published=mention.to_published,
        text=mention.text,
        inferred=mention.inferred,
    )
