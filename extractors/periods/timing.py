"""Mentions of time -> the period of each figure, by scope and by whether the figure is a level or a flow."""

import re

from extractors.drafts import Draft
from extractors.folding import fold_text
from extractors.light_records import replace
from extractors.periods.dating import UNTIL, make_period
from extractors.periods.figures import FigureKind, TimedFigure
from extractors.periods.finding import ASIDE, PeriodMention, Times
from extractors.periods.old_levels import (
    behind_year_before,
    find_compared,
    find_founding,
    find_old_level,
    find_term_told,
    year_before,
)
from extractors.periods.plans import beside_deeds, stretch_of_plan, whole_term
from extractors.periods.scope import STRETCHES, TimeScope
from extractors.periods.surroundings import find_elsewhere, find_plan, find_years_of
from extractors.periods.within_sentence import find_within, is_planned_year, joined_mentions
from schemas.facts import Period

_REACHED = re.compile(
    r"[ ,:]{1,2}(?:(?:đã |chỉ |mới )?(?:đạt|chiếm|là|có|còn|bằng)[ :]{1,2})(?:(?:hơn|gần|trên|khoảng) )?\Z",
    re.IGNORECASE,
)
_OF_A_YEAR = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu)[^.;0-9]{0,30} năm\b|so với cùng kỳ", re.IGNORECASE)
_OF_A_TERM = re.compile(
    r"(?:nghị quyết|chỉ tiêu|mục tiêu|kế hoạch)[^.;0-9]{0,30} (?:đại hội|nhiệm kỳ)|so với nghị quyết", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:kết nạp|kỷ luật|khiển trách|thành lập|giải thể|xóa tên|kiểm tra|giới thiệu|phát triển|công nhận|mở)\b",
    re.IGNORECASE,
)
_RATED = re.compile(r"\b(?:đánh giá|xếp loại|phân loại)\b", re.IGNORECASE)
_FOUNDED = re.compile(r"\b(?:thành lập|ra đời|ra mắt|tái lập)(?: (?:từ|vào))? \Z", re.IGNORECASE)
_THAT_NUMBER = re.compile(r",? (?:thì )?con số (?:này|ấy|đó) ")
_REACH, _BESIDE = 200, 30


def make_time_scope(times: Times, text: str) -> TimeScope:
    """The mentions of `text` that can be a figure's period."""
    mentions, now = times.mentions, times.now
    bases = tuple(m for m in mentions if m.kind == "base")
    told = tuple(m for m in mentions if m.kind not in ASIDE)
    years = (m.last[:4] for m in told if m.last and m.kind in ("flow", "day", "as_of") and not m.inferred)
    return TimeScope(text, told, bases, times.published, now, now[:4] if now else max(years, default=None))


def resolve_period(scope: TimeScope, figure: TimedFigure, previous: Period | None) -> Period:
    """The period of a figure; fields are None where the text gives none.

    A level takes a time word of its sentence, or "hiện nay" and "tính đến" of the sentences before in its paragraph. A
    flow goes on looking back through the text; a headline looks ahead.

    Args:
        scope: From `make_time_scope`.
        figure: What it is and where it stands.
        previous: The period of the figure before it in the sentence; a level without a time word ends with it.
    """
    kind, here = figure.kind, figure.here
    if here.bases and (told := find_compared(figure)):
        return told
    if here.names_year_before and (told := year_before(figure, previous)):
        return told
    chosen = find_within(scope, beside_deeds(figure) if kind.is_target else figure) if here.mentions else None
    if kind.is_level and (level := _level_of_its_own(scope, figure, chosen, previous)):
        return level
    if chosen is None:
        chosen = find_elsewhere(scope, figure)
    elif chosen.kind == "recurring":
        chosen = (find_plan(scope, figure) if kind.is_target else find_years_of(chosen, scope, figure)) or chosen
    if chosen is not None:
        chosen = stretch_of_plan(whole_term(chosen, scope, figure), scope, figure)
    base = _base_of(scope, figure, chosen) if kind.is_change else None
    if chosen and chosen.kind in ("as_of", "now") and not (kind.is_level or kind.is_tally) and base is None:
        base = _opening(scope, chosen, figure)
    if chosen is None and base and scope.now:
        return Period(start=base, end=scope.published, end_is_published=True, text=None, inferred=True)
    return make_period(chosen, scope.published, kind=kind, base=base)


def _level_of_its_own(
    scope: TimeScope, figure: TimedFigure, chosen: PeriodMention | None, previous: Period | None
) -> Period | None:
    """The period of a level that a change started from, of a term or a founding, or of the figure before; or None."""
    kind = figure.kind
    if figure.is_old and not kind.is_target:
        return find_old_level(scope, figure)
    if chosen is not None:
        return None
    if figure.here.mentions and (term := find_term_told(scope, figure)):
        return make_period(term, scope.published, kind=replace(kind, is_level=False), base=None)
    if not kind.is_target and figure.here.names_founding and (founding := find_founding(scope, figure)):
        return founding
    if previous is None or figure.is_new:
        return None
    previous = behind_year_before(previous)
    return previous if _keeps_term(kind, previous) else _as_level(previous)


def _as_level(previous: Period) -> Period:
    """The day of a level that the figure before it tells, in words of time."""
    untold = {"end": None, "end_is_published": False, "inferred": False} if previous.text is None else {}
    return previous.model_copy(update={"start": None, **untold})


def _keeps_term(kind: FigureKind, previous: Period) -> bool:
    """Whether the figure before tells the term of office of the elected."""
    return kind.is_elected and "nhiệm kỳ" in fold_text(previous.text or "")


def has_own_period(scope: TimeScope, figure: TimedFigure, left: int) -> bool:
    """Whether a time word stands directly beside a figure ("từ 75% năm 2012 lên 81% năm 2016, năm 2017 đạt 83%").

    Args:
        scope: From `make_time_scope`.
        figure: What it is and where it stands.
        left: Offset behind the numeral before it in the sentence.
    """
    before = scope.between(left, figure.start)
    if (
        before
        and (before[-1].kind == "now" or _stands_right_before(before[-1], figure))
        and not is_planned_year(before[-1], figure)
    ):
        return True
    return bool(joined_mentions(figure.here.mentions, figure))


def _stands_right_before(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether only a verb of being stands between a time and a figure, or a bracket begins with both."""
    between = figure.text[mention.end : figure.start]
    is_bracketed = figure.text[mention.start - 1 : mention.start] == "(" and not between.strip(" :,")
    return is_bracketed or bool(_REACHED.match(between))


def is_of_another_time(scope: TimeScope, figure: TimedFigure, base: Draft | None) -> bool:
    """Whether a figure given in order is of a time told behind a semicolon ("…; riêng 2017, số tương ứng là 9 và 4").

    Args:
        scope: From `make_time_scope`.
        figure: What it is and where it stands.
        base: The figure that it restates.
    """
    first = base.quantity.slot.numeral.end if base else figure.start
    told = scope.between(first, figure.start)
    return any(m.kind in STRETCHES and ";" in figure.text[first : m.start] for m in told)


def _opening(scope: TimeScope, closing: PeriodMention, figure: TimedFigure) -> str | None:
    """Where a flow told "until a day" began: a stretch named before in the paragraph.

    It is of the same year as that day, unless the day is today. An aim for the end of a term began with the term; what
    was done "vào năm 2018" was done in that year.
    """
    year = (closing.last or "")[:4]
    if figure.kind.is_target:
        terms = [m for m in scope.mentions if m.kind in ("term", "office", "congress") and m.last == year]
        return terms[0].first if terms else None
    if closing.kind == "now" and not UNTIL.match(closing.text):
        return None
    if founded := _founded_before(scope, closing, figure):
        return founded
    is_rated = _RATED.search(figure.sentence.text) or _RATED.search(figure.text, closing.start - _BESIDE, closing.end)
    is_of_year = bool(is_rated or _THAT_NUMBER.match(figure.text, closing.end))
    if closing.last and (closing.words.startswith("vào năm") or is_of_year):
        return f"{year}-01-01"
    found = [
        m
        for m in scope.between(figure.floor, closing.start)
        if m.kind in ("flow", "term") and m.first and not (closing.kind == "now" and _is_past_year(m, scope))
    ]
    if not found:
        told = _until_a_day(closing, figure) or _of_same_end(scope, closing)
        return told or _term_or_year(scope, closing, figure)
    if closing.kind == "as_of" and not (found[-1].first or "").startswith(year):
        is_ahead = year > (scope.now or year)[:4]
        return None if is_ahead else _held_in(found[-1], year) or _term_or_year(scope, closing, figure)
    return found[-1].first


def _held_in(stretch: PeriodMention, year: str) -> str | None:
    """Where a term of office began that holds a year and is told right before ("Nhiệm kỳ 2020 - 2025 … mục tiêu")."""
    is_held = (
        stretch.kind == "term" and bool(stretch.last) and (stretch.first or "")[:4] <= year <= (stretch.last or "")
    )
    return stretch.first if is_held else None


def _term_or_year(scope: TimeScope, closing: PeriodMention, figure: TimedFigure) -> str | None:
    """Where a flow told until a day began that tells no start: the term that it is held against, else its year.

    "Đến tháng 6/2019, huyện đã kết nạp 812 đảng viên, đạt 90% nghị quyết đại hội"; the end of a year tells neither.
    """
    year, line = (closing.last or "")[:4], figure.text[closing.end : closing.end + _REACH].partition("\n")[0]
    if closing.kind != "as_of" or not year or year > (scope.now or year)[:4]:
        return None
    if _OF_A_TERM.search(line):
        terms = (m for m in scope.mentions if m.kind in ("term", "office", "congress"))
        return next((first for m in terms if (first := m.first) and first[:4] <= year <= (m.last or "")[:4]), None)
    is_year_end = (
        (closing.last or "").endswith("-12-31") and "tháng" not in closing.words and "/12" not in closing.words
    )
    return None if is_year_end or not _DONE.search(line) else f"{year}-01-01"


def _founded_before(scope: TimeScope, closing: PeriodMention, figure: TimedFigure) -> str | None:
    """The year of the founding right before "đến nay" ("Chi bộ thành lập năm 2014, đến nay kết nạp được 9 …")."""
    told = scope.between(figure.sentence.start, closing.start) if closing.kind == "now" else ()
    if not told or told[-1].kind != "flow" or figure.text[told[-1].end : closing.start].strip(" ,"):
        return None
    return told[-1].first if _FOUNDED.search(figure.text, figure.sentence.start, told[-1].start) else None


def _of_same_end(scope: TimeScope, closing: PeriodMention) -> str | None:
    """Where a stretch began that ends with the same printed day, anywhere in the text ("trong mười tháng")."""
    if closing.kind != "as_of" or not closing.last:
        return None
    return next((m.first for m in scope.mentions if m.kind == "flow" and m.first and m.last == closing.last), None)


def _is_past_year(mention: PeriodMention, scope: TimeScope) -> bool:
    """Whether a mention is of one year that was over when the text was written: nothing goes on from it."""
    first, last = (mention.first or "")[:4], (mention.last or "")[:4]
    return first == last and bool(last) and last < (scope.year or last)


def _until_a_day(closing: PeriodMention, figure: TimedFigure) -> str | None:
    """The first of January, for a flow told until a day and held against the year ("… kế hoạch năm", "… cùng kỳ")."""
    line = figure.text[closing.end : closing.end + _REACH].partition("\n")[0]
    told_of_year = closing.kind == "as_of" and closing.last and _OF_A_YEAR.search(line)
    return f"{(closing.last or '')[:4]}-01-01" if told_of_year else None


def _base_of(scope: TimeScope, figure: TimedFigure, chosen: PeriodMention | None) -> str | None:
    """The date that a change counts from: "so với năm 2021" behind it or before it, else an earlier level's day."""
    sentence = figure.sentence
    own = [m for m in figure.here.bases if m.first]
    behind = [m for m in own if m.start >= figure.start]
    if own:
        return (behind[0] if behind else own[-1]).first
    if chosen and chosen.kind in ("flow", "term") and chosen.first and sentence.start <= chosen.start < figure.start:
        return chosen.first
    until = (scope.now if chosen and chosen.to_published else chosen.last if chosen else None) or ""
    days = [m for m in scope.between(figure.floor, figure.start) if m.kind in ("as_of", "flow")]
    earlier = [m.last for m in days if m.last and until and m.last[:4] < until[:4]]
    return earlier[-1] if earlier else None
