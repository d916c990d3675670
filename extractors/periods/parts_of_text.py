"""Figure -> the time in the heading that it stands under: of a part of a report, or of a list of labels and numbers."""

import re
from collections.abc import Iterable, Sequence

from extractors.periods.asides import is_planned
from extractors.periods.figures import TimedFigure
from extractors.periods.finding import PeriodMention

_HEADING = re.compile(
    r"[ \t\u00a0]{0,8}(?:[IVX]{1,5}\s?[.):/–-]\s?|(?:Phần|PHẦN) (?:thứ |THỨ )?\w{1,4}\s?[.:–-]?\s?)"
    r"[^\W\d][^\n]{0,150}(?<![.;])\Z"
)
_NEXT = re.compile(r"\n[ \t\u00a0]{0,8}(?:[IVX]{1,5}\s?[.):/–-]\s?[^\W\d]|(?:Phần|PHẦN) (?:thứ|THỨ|I))")
_REACH, _LONGEST = 6000, 170
_SECTION = re.compile(r"(?m)^[ \t]{0,8}(?:[0-9]{1,2}|[IVX]{1,5})[.)/][ \t]*[^\W\d_][^\n]{2,120}(?<![.;,])$")
"""The line of its own that heads a section of a report ("2. Về công tác phát triển đảng viên")."""
_TITLE = 400
_REPORT = re.compile(r"[^\n.;]{0,60}\b(?:báo cáo|thống kê|số liệu|kết quả|biểu)\b", re.IGNORECASE)
_LABELLED = re.compile(r"[^\n.;:]{2,60}:\s?[0-9](?:[^\n.]|\.[0-9]){0,120}\.?(?=\n|\Z)")
_ABOVE_LABEL = re.compile(r"[0-9]+(?:[.,][0-9]+)*[ ]?%?[ \t]{0,8}\n[ \t]{0,8}[a-zà-ỹđ]")
"""A line that is nothing but a figure above the small letters of what it counts."""
_OF_DATA = re.compile(r"[ (*]{0,3}(?:ghi chú: ?)?số liệu[^\n.;:0-9]{0,80}\Z", re.IGNORECASE)
_NOTE_ENDS = re.compile(r"[.)* ]{0,3}(?=\n|\Z)")
_LISTED = re.compile(r"(?:như sau|cụ thể|gồm|lần lượt): ", re.IGNORECASE)
_AS_HEADING = re.compile(r"[^\n]{4,160}(?<![.;:,…!?])\Z")


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


def time_above_labels(figure: TimedFigure, mentions: Iterable[PeriodMention]) -> PeriodMention | None:
    """The stretch or day in the nearest heading above a line of a label and its number ("Số chi bộ: 96"), or None.

    So too above a number on a line of its own with its label below. Of a heading that names what was done and what is
    planned ("kết quả năm 2017, phương hướng năm 2018") it is the first.

    Args:
        figure: What looks for its period.
        mentions: The mentions before it that it may go by, the last one first.
    """
    text = figure.text
    line = text.rfind("\n", 0, figure.start) + 1
    if not (_LABELLED.match(text, line) or _ABOVE_LABEL.match(text, line)):
        return None
    planned: PeriodMention | None = None
    for mention in mentions:
        first = text.rfind("\n", 0, mention.start) + 1
        if figure.start - mention.end > _REACH or (planned and planned.start > text.find("\n", mention.end) > 0):
            return planned
        last = text.find("\n", mention.end)
        is_told = mention.kind in ("flow", "as_of", "term") and not mention.inferred
        is_over = last > 0 and _HEADING.match(text, first, last) and _NEXT.search(text, last, figure.start)
        if is_told and last > 0 and _AS_HEADING.match(text, first, last) and not is_over:
            if not is_planned(text, mention.start):
                return mention
            planned = planned or mention
    return planned


def day_of_data(figure: TimedFigure, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The day that a note of its own gives for the data of a whole text ("(Số liệu tính đến ngày 30/6/2023)"), or None.

    Args:
        figure: What looks for its period.
        mentions: Those of the document, in order.
    """
    text = figure.text
    for mention in mentions:
        if mention.kind != "as_of" or mention.inferred:
            continue
        first = text.rfind("\n", 0, mention.start) + 1
        if _OF_DATA.match(text, first, mention.start) and _NOTE_ENDS.match(text, mention.end):
            return mention
    return None


def day_of_total(figure: TimedFigure, mentions: Iterable[PeriodMention]) -> PeriodMention | None:
    """The day of the total that a sentence lists by place ("Hội viên các huyện như sau: Ba Bể 402; …"), or None.

    Args:
        figure: What looks for its period.
        mentions: The mentions before it that it may go by, the last one first.
    """
    text, sentence = figure.text, figure.sentence
    if not _LISTED.search(text, sentence.start, figure.start) or text.count(";", sentence.start, sentence.end) < 2:
        return None
    near = (m for m in mentions if figure.start - m.end < _REACH)
    return next((m for m in near if m.kind in ("as_of", "now")), None)


def day_of_section(figure: TimedFigure, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The first day told in the section of a report that a level stands in ("1. Về tổ chức đảng: Tính đến …"), or None.

    Args:
        figure: What looks for its period.
        mentions: Those of the document, in order.
    """
    first = _section_start(figure.text, figure.start)
    if first is None:
        return None
    return next((m for m in mentions if first <= m.start < figure.start and m.kind == "as_of" and not m.inferred), None)


def stretch_of_report(figure: TimedFigure, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The stretch that a report is of by its title, with whose end the levels of its sections end, or None.

    Args:
        figure: What looks for its period.
        mentions: Those of the document, in order.
    """
    text = figure.text
    if _section_start(text, figure.start) is None:
        return None
    for mention in mentions:
        if mention.start >= _TITLE:
            return None
        first = text.rfind("\n", 0, mention.start) + 1
        is_told = mention.kind == "flow" and mention.last and not mention.inferred
        if is_told and _REPORT.match(text, first, mention.start):
            return mention
    return None


def term_of_report(figure: TimedFigure, mentions: Sequence[PeriodMention], last: PeriodMention) -> PeriodMention | None:
    """The term that a report is of by its title, for a section that tells no time of its own, or None.

    Args:
        figure: What looks for its period.
        mentions: Those of the document, in order.
        last: The last one before the figure; one in the figure's section is its own.
    """
    first = _section_start(figure.text, figure.start)
    if first is None or last.start >= first:
        return None
    titled = (m for m in mentions if m.start < _TITLE and m.kind == "term" and not m.inferred)
    return next((m for m in titled if m.is_of_office), None)


def _section_start(text: str, at: int) -> int | None:
    """Where the section begins that holds a place of a text, or None outside of sections."""
    line = text.rfind("\n", 0, at) + 1
    starts = [m.start() for m in _SECTION.finditer(text, max(0, at - _REACH), line)]
    return starts[-1] if starts else None
