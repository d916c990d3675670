"""The mention of time in the sentence of a figure that is its period."""

import re
from collections.abc import Sequence

from extractors.light_records import replace
from extractors.periods.figures import TimedFigure, is_opening
from extractors.periods.finding import PeriodMention
from extractors.periods.flows_before import is_of_resolution
from extractors.periods.in_order import find_in_order
from extractors.periods.numbers_again import NUMERAL
from extractors.periods.scope import OF_TERMS, STRETCHES, TimeScope

_CLOSE = re.compile(r"[^0-9,;:.]{0,30}%?\s?\(?(?:vào |trong |của |ở )?(?<!và )(?<!còn )(?<!thì )\Z")
_NUMBERED = re.compile(r"[0-9]\s?%?\s\(?\Z")
_PLANNED = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)(?: (?:đề ra|được giao|giao|của))?\s\Z")
_TURNS = re.compile(r";|so với|phấn đấu|chỉ tiêu|kế hoạch|mục tiêu|nghị quyết|đề ra|đại hội|chuẩn bị", re.IGNORECASE)
_FOUNDED = re.compile(
    r"(?<!\bsau )(?:thành lập|ra đời|tái lập|hợp nhất|sáp nhập|chia tách|hoạt động)(?: (?:từ|vào|mới))? \(?\Z",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\briêng (?:trong )?(?:năm )?\Z", re.IGNORECASE)
_DATED_PART = re.compile(r"\s?(?::|là|có)\s?\d")
_PARTS = re.compile(r"trong đó[^;]{0,200}\Z")
_MOST = re.compile(r"năm \w{1,6} nhất", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_BEHIND, _REACH = 50, 30


def find_within(scope: TimeScope, figure: TimedFigure) -> PeriodMention | None:
    """The mention of its sentence that is a figure's period.

    That is the one directly behind what is counted, else the nearest before the numeral, else one close behind it.
    """
    if figure.is_led_to and not figure.kind.is_target:
        figure = replace(figure, kind=replace(figure.kind, is_result=True))
    kind, mentions = figure.kind, figure.here.mentions
    if figure.here.tells_in_turn and (turn := find_in_order(mentions, figure)) is not None:
        return turn
    own = [m for m in mentions if kind.takes(m) and _may_be_own(m, scope, figure)]
    if own and own[-1].start >= figure.start and (joined := joined_mentions(own, figure)):
        return (_printed_stretch(own, figure) if joined[0].kind == "recurring" else None) or joined[0]
    earlier = _told_before(own, scope, figure)
    if kind.is_elected and (term := _term_of_office(mentions, figure, earlier)):
        return term
    if earlier:
        return _nearest(earlier, figure)
    for mention in own:
        if mention.start >= figure.start and _is_close_behind(mention, figure):
            return mention
    return (_opening_year(mentions[0], figure) or _closing(mentions[0], figure)) if len(mentions) == 1 else None


def _opening_year(only: PeriodMention, figure: TimedFigure) -> PeriodMention | None:
    """The year at whose start something was done, the only time of a sentence ("Đầu năm 2020, huyện mở 4 lớp")."""
    kind = figure.kind
    if kind.is_level or kind.is_target or kind.is_change or only.start > figure.start or not only.last:
        return None
    if not is_opening(only) or "năm" not in only.words:
        return None
    year = only.last[:4]
    return replace(only, kind="flow", first=f"{year}-01-01", last=f"{year}-12-31")


def _told_before(own: Sequence[PeriodMention], scope: TimeScope, figure: TimedFigure) -> list[PeriodMention]:
    """The mentions before a figure that it may go by; those of a plan only where all are, or for an aim."""
    kind = figure.kind
    if len(own) > 1:
        own = _without_asides(own, figure)
    earlier = [m for m in own if m.start < figure.start and not _belongs_to_numeral(m, scope, figure)]
    if not (kind.is_level or kind.is_tally or kind.is_target):
        earlier = [m for m in earlier if m.kind != "now" or not _is_of_a_level(m, figure)]
    if kind.is_target or not earlier:
        return earlier
    return [m for m in earlier if not scope.is_planned(m)] or earlier


def _may_be_own(mention: PeriodMention, scope: TimeScope, figure: TimedFigure) -> bool:
    """Whether the text lets a mention that a figure's sort takes be its time, wherever it stands in the sentence."""
    kind = figure.kind
    if mention.start < figure.start and not _may_hold_for_later(mention, figure):
        return False
    if (
        mention.kind == "day"
        and kind.is_level
        and not (kind.is_target or kind.is_elected)
        and _is_ahead(mention, scope)
    ):
        return False
    if figure.here.has_bracket and scope.is_shut_away(mention, figure.start):
        return False
    return kind.is_target or mention.kind != "term" or not is_of_resolution(mention, scope, figure)


def _may_hold_for_later(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a mention may hold for a figure behind it: no end of a date, no level's before a change, no founding."""
    kind, text = figure.kind, figure.text
    if mention.text[:1] == "/" or (kind.is_level and figure.is_of_old(mention)):
        return False
    if kind.is_result or kind.is_target or not text.startswith((",", "),"), mention.end):
        return True
    return not _is_founding(mention, figure)


def _is_close_behind(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a stretch stands close behind what is counted; the day of an event may, of levels only that of one."""
    kind = figure.kind
    if mention.start >= figure.end + _BEHIND or (kind.is_level and mention.kind != "as_of"):
        return False
    if mention.kind not in STRETCHES and not (mention.kind == "day" and (kind.is_event or figure.is_of_ceremony)):
        return False
    between = figure.text[figure.end : mention.start]
    return not (";" in between or (kind.is_level and "," in between) or _MOST.match(mention.text))


def _is_ahead(mention: PeriodMention, scope: TimeScope) -> bool:
    """Whether a day is still to come, as that of a congress announced: no level is told of it."""
    return bool(scope.now and mention.last) and (mention.last or "") > (scope.now or "")


def _without_asides(own: Sequence[PeriodMention], figure: TimedFigure) -> list[PeriodMention]:
    """The mentions without years told in passing, which a semicolon closes ("…, riêng 2014 là 167; xóa tên 39")."""
    if own[0].start >= figure.start:
        return list(own)
    return [m for m in own if not (_is_aside(m, figure) and ";" in figure.text[m.end : figure.start])]


def _is_aside(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether "riêng", or a row of parts by time, sets a time apart from the one told before it in the sentence.

    "… kết nạp 318 hội viên, trong đó năm 2017: 96, năm 2018: 124; xóa tên 2": the last is of the whole again.
    """
    if mention.start >= figure.start or mention.start - figure.sentence.start < _REACH:
        return False
    if _DATED_PART.match(figure.text, mention.end) and _PARTS.search(figure.text, figure.sentence.start, mention.start):
        return True
    before = figure.text[max(figure.sentence.start, mention.start - 12) : mention.start]
    return mention.words.startswith("riêng") or bool(_ASIDE.search(before))


def _closing(last: PeriodMention, figure: TimedFigure) -> PeriodMention | None:
    """The only time of a sentence, where it is a term that ends it: it holds for all that was done.

    "12 người bị khai trừ trong 40 đảng viên bị kỷ luật, nhiệm kỳ 2010-2015"; not where an aim or a comparison begins.
    """
    if figure.kind.is_level or figure.kind.is_target:
        return None
    sentence = figure.sentence
    is_closing = last.start >= figure.start and not any(c.isalnum() for c in figure.text[last.end : sentence.end])
    is_stretch = last.kind in STRETCHES and not last.inferred and figure.kind.takes(last)
    return last if is_closing and is_stretch and not _TURNS.search(figure.text, figure.end, last.start) else None


def _term_of_office(
    mentions: Sequence[PeriodMention], figure: TimedFigure, earlier: Sequence[PeriodMention]
) -> PeriodMention | None:
    """The term named in the sentence for the elected: of the congress before them, else one behind them."""
    terms = [m for m in mentions if m.kind in OF_TERMS and not m.inferred]
    before = [m for m in terms if m.start < figure.start and m.kind != "term"]
    if before and (not earlier or (earlier[-1].kind == "day" and earlier[-1].start < before[-1].start)):
        return before[-1]
    behind = [m for m in terms if m.start >= figure.start and m.kind != "congress"]
    return behind[0] if behind and not earlier else None


def _printed_stretch(own: Sequence[PeriodMention], figure: TimedFigure) -> PeriodMention | None:
    """The stretch of years before a figure that is told for each of them."""
    before = [m for m in own if m.start < figure.start and (m.kind == "since" or _is_long(m, figure))]
    before = [m for m in before if m.kind != "as_of"] or before
    is_told = bool(before) and not (figure.kind.is_target and before[-1].to_published)
    return before[-1] if is_told else None


def joined_mentions(own: Sequence[PeriodMention], figure: TimedFigure) -> list[PeriodMention]:
    """The mentions directly behind what is counted; "hiện nay" behind it begins what comes next, "đang" does not."""
    if not own or own[-1].start < figure.start:
        return []
    numeral = NUMERAL.match(figure.text, figure.start)
    first = numeral.end() if numeral else figure.end
    found = [m for m in own if m.start >= first and (m.kind != "now" or _is_behind(m, figure.text))]
    if not figure.kind.is_target:
        found = [m for m in found if not is_planned_year(m, figure)]
    return [m for m in found if _CLOSE.match(figure.text, first if m.start < figure.end else figure.end, m.start)]


def _is_behind(mention: PeriodMention, text: str) -> bool:
    """Whether "now" belongs to what is counted before it ("90 đảng viên đang sinh hoạt", "90 chi hội hiện nay, …")."""
    words = mention.words
    return words.startswith("đang") or (
        words in ("hiện nay", "hiện tại") and text[mention.end : mention.end + 1] in ",.;"
    )


def is_planned_year(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a year is that of a plan ("kế hoạch năm 2023")."""
    return bool(_PLANNED.search(figure.text[max(0, mention.start - 25) : mention.start]))


def _nearest(earlier: Sequence[PeriodMention], figure: TimedFigure) -> PeriodMention:
    """The last mention; the day of an event yields to any other, "mỗi năm" to a printed stretch of years."""
    if figure.kind.is_event or (earlier[-1].kind == "day" and earlier[:-1] and is_opening(earlier[-2])):
        return earlier[-1]
    strong = [m for m in earlier if m.kind != "day"] or list(earlier)
    return (_printed_stretch(strong, figure) if strong[-1].kind == "recurring" else None) or strong[-1]


def _is_long(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a stretch spans more than one year; an aim's may be one until a year, or the term of a congress."""
    if figure.kind.is_target and mention.kind == "as_of":
        return mention.last is not None
    kinds = ("term", "flow", "congress") if figure.kind.is_target else ("term", "flow")
    return mention.kind in kinds and bool(mention.first) and (mention.first or "")[:4] != (mention.last or "")[:4]


def _is_of_a_level(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether "hiện nay" stands on a level told before a flow ("hiện nay có 900 hội viên; 35 chị vào Đảng").

    So does "đang", which only tells of those just counted ("90 hội viên đang sinh hoạt ở 6 chi hội; xóa tên 3").
    """
    if not mention.words.startswith(("hiện", "đang")):
        return False
    told = figure.text[mention.end : figure.start]
    return ";" in told and _DIGIT.search(told) is not None


def _is_founding(mention: PeriodMention, figure: TimedFigure) -> bool:
    """Whether a time that a comma closes only tells when a body was founded that has or did something since.

    "Huyện Nậm Nhùn, thành lập năm 2012, có 35 chi bộ", "Sau ngày đi vào hoạt động (1/7/2025), xã có 35 chi bộ".
    """
    if mention.end >= figure.start:
        return False
    return bool(_FOUNDED.search(figure.text[max(figure.sentence.start, mention.start - _REACH) : mention.start]))


def _belongs_to_numeral(mention: PeriodMention, scope: TimeScope, figure: TimedFigure) -> bool:
    """Whether a mention stands directly behind another numeral that is no date ("75% năm 2012 lên 81%").

    "Hiện" behind a number is no numeral's own: the number is a name's ("Tổ dân phố 7 hiện có 90 hộ").
    """
    if mention.kind == "now":
        return False
    if figure.text[mention.start - 1] == "(" and ")" not in figure.text[mention.end : figure.start]:
        return False  # the bracket is about the figure ("3.571 (đầu nhiệm kỳ 2.884)")
    numbered = _NUMBERED.search(figure.text[max(figure.sentence.start, mention.start - 6) : mention.start])
    if not numbered:
        return False
    here = figure.here
    return not any(mention.start - 3 <= date.end <= mention.start for date in (*here.mentions, *here.bases))
