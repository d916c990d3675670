"""Text -> the times that its headings, sections and notes tell for what stands below them."""

import bisect
import re
from collections.abc import Iterable, Sequence

from extractors.kept import kept_property
from extractors.periods.asides import is_planned
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
_ABOVE_LABEL = re.compile(r"[0-9]+(?:[.,][0-9]+)*[ ]?%?[ \t]{0,8}\n[ \t]{0,8}[^\W\d_]")
"""A line that is nothing but a figure above the words of what it counts."""
_OF_DATA = re.compile(r"[ (*]{0,3}(?:ghi chú: ?)?số liệu[^\n.;:0-9]{0,80}\Z", re.IGNORECASE)
_NOTE_ENDS = re.compile(r"[.)* ]{0,3}(?=\n|\Z)")
_AS_HEADING = re.compile(r"[^\n]{4,160}(?<![.;:,…!?])\Z")


class PartsOfText:
    """The parts of a text that tell a time: parts of a report, its sections, its title and notes on its data."""

    def __init__(self, text: str, mentions: Sequence[PeriodMention]) -> None:
        self._text = text
        self._mentions = mentions

    def time_of_part(self, at: int, mentions: Iterable[PeriodMention]) -> PeriodMention | None:
        """The mention in the heading of the part of the text that holds `at`, or None.

        Args:
            at: Offset of a figure.
            mentions: The mentions before it that it may go by, the last one first.
        """
        if not self._ends_of_parts:
            return None
        for mention in mentions:
            if at - mention.end > _REACH:
                return None
            end = self._ends_of_parts.get(mention.start)
            if end is not None:
                return mention if end > at else None
        return None

    @kept_property
    def _ends_of_parts(self) -> dict[int, int]:
        """Where each part ends in whose heading a mention stands, by the starts of the mentions.

        That is behind the first letter of the next heading: what stands before it is still of the part.
        """
        text = self._text
        ends: dict[int, int] = {}
        for mention in self._mentions:
            first = text.rfind("\n", max(0, mention.start - _LONGEST), mention.start) + 1
            last = text.find("\n", mention.end, mention.end + _LONGEST)
            if last > 0 and _HEADING.match(text, first, last):
                following = _NEXT.search(text, last)
                ends[mention.start] = following.end() if following else len(text) + 1
        return ends

    def day_of_section(self, at: int) -> PeriodMention | None:
        """The first day told in the section of a report that holds `at` ("1. Về tổ chức đảng: Tính đến …"), or None."""
        first = self._section_start(at)
        if first is None:
            return None
        return next((m for m in self._mentions if first <= m.start < at and m.kind == "as_of" and not m.inferred), None)

    @kept_property
    def day_of_data(self) -> PeriodMention | None:
        """The day that a note gives for the data of the whole text ("(Số liệu tính đến ngày 30/6/2023)"), or None."""
        text = self._text
        for mention in self._mentions:
            if mention.kind != "as_of" or mention.inferred:
                continue
            first = text.rfind("\n", 0, mention.start) + 1
            if _OF_DATA.match(text, first, mention.start) and _NOTE_ENDS.match(text, mention.end):
                return mention
        return None

    def stretch_of_report(self, at: int) -> PeriodMention | None:
        """The stretch that a report is of, with whose end the levels of its sections end; None outside of sections."""
        return None if self._section_start(at) is None else self._stretch_in_title

    @kept_property
    def _stretch_in_title(self) -> PeriodMention | None:
        """The stretch that a report is of by its title, or None."""
        text = self._text
        for mention in self._mentions:
            if mention.start >= _TITLE:
                return None
            first = text.rfind("\n", 0, mention.start) + 1
            is_told = mention.kind == "flow" and mention.last and not mention.inferred
            if is_told and _REPORT.match(text, first, mention.start):
                return mention
        return None

    def term_of_report(self, at: int, last: PeriodMention) -> PeriodMention | None:
        """The term that a report is of by its title, for a section that tells no time of its own, or None.

        Args:
            at: Offset of a figure.
            last: The last mention before it; one in its section is its own.
        """
        first = self._section_start(at)
        if first is None or last.start >= first:
            return None
        titled = (m for m in self._mentions if m.start < _TITLE and m.kind == "term" and not m.inferred)
        return next((m for m in titled if m.is_of_office), None)

    def _section_start(self, at: int) -> int | None:
        """Where the section begins that holds a place of the text, or None outside of sections."""
        last = bisect.bisect_right(self._sections, self._text.rfind("\n", 0, at)) - 1
        return self._sections[last] if last >= 0 and self._sections[last] >= at - _REACH else None

    @kept_property
    def _sections(self) -> list[int]:
        """Where the lines begin that head the sections of a report, in order."""
        return [match.start() for match in _SECTION.finditer(self._text)]


def time_above_labels(text: str, at: int, mentions: Iterable[PeriodMention]) -> PeriodMention | None:
    """The stretch or day in the nearest heading above a line of a label and its number ("Số chi bộ: 96"), or None.

    So too above a number on a line of its own with its label below. Of a heading that names what was done and what is
    planned ("kết quả năm 2017, phương hướng năm 2018") it is the first.

    Args:
        text: The whole text.
        at: Offset of the figure.
        mentions: The mentions before it that it may go by, the last one first.
    """
    line = text.rfind("\n", 0, at) + 1
    if not (_LABELLED.match(text, line) or _ABOVE_LABEL.match(text, line)):
        return None
    planned: PeriodMention | None = None
    for mention in mentions:
        first = text.rfind("\n", 0, mention.start) + 1
        if at - mention.end > _REACH or (planned and planned.start > text.find("\n", mention.end) > 0):
            return planned
        last = text.find("\n", mention.end)
        is_told = mention.kind in ("flow", "as_of", "term") and not mention.inferred
        is_over = last > 0 and _HEADING.match(text, first, last) and _NEXT.search(text, last, at)
        if is_told and last > 0 and _AS_HEADING.match(text, first, last) and not is_over:
            if not is_planned(text, mention.start):
                return mention
            planned = planned or mention
    return planned
