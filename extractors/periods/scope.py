"""Mentions of time of a document with what the text says around them: what figures ask when they look for a period."""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.kept import kept_property
from extractors.periods.asides import is_planned
from extractors.periods.brackets import LONGEST_BRACKET, bracket_around
from extractors.periods.finding import PeriodMention
from extractors.periods.leads import find_lead, goes_on
from extractors.periods.parts_of_text import PartsOfText
from schemas.sentences import Sentence

STRETCHES = frozenset({"flow", "since", "term", "as_of"})
OF_TERMS = frozenset({"term", "office", "congress"})
_MENTIONS = 300
"""Mentions of time that a figure looks back over."""
_HEADING = 160


@dataclass(frozen=True)
class TimeScope:
    """All mentions of time of one document that can be someone's period, in order.

    `now` is the day of publication, or about when the text was written where that is unknown, or None. `year` is that
    of `now`, or else the last one of which a day, month or year is printed; None without any.
    """

    text: str
    mentions: tuple[PeriodMention, ...]
    bases: tuple[PeriodMention, ...]
    published: str | None
    now: str | None = None
    year: str | None = None

    @kept_property
    def parts(self) -> PartsOfText:
        """The headings, sections and notes of the text that tell a time."""
        return PartsOfText(self.text, self.mentions)

    def between(self, first: int, last: int) -> Sequence[PeriodMention]:
        """The mentions that start in [first, last)."""
        at = bisect.bisect_left(self._starts, first)
        return self.mentions[at : bisect.bisect_left(self._starts, last, at)]

    def bases_between(self, first: int, last: int) -> Sequence[PeriodMention]:
        """What is compared with that starts in [first, last)."""
        at = bisect.bisect_left(self._starts_of_bases, first)
        return self.bases[at : bisect.bisect_left(self._starts_of_bases, last, at)]

    def backwards(self, end: int) -> Iterator[PeriodMention]:
        """The mentions that start before `end`, the last one first; of a long text those that are near."""
        at = bisect.bisect_left(self._starts, end)
        return reversed(self.mentions[max(0, at - _MENTIONS) : at])

    def is_planned(self, mention: PeriodMention) -> bool:
        """Whether a mention is of a plan, not of what is told."""
        found = self._planned.get(mention.start)
        if found is None:
            found = self._planned[mention.start] = is_planned(self.text, mention.start)
        return found

    def is_shut_away(self, mention: PeriodMention, at: int) -> bool:
        """Whether a mention stands in brackets beside figures of their own, and not the figure at `at`.

        "Kết nạp 94 đảng viên (năm 2010: 109)": the year is of the figure in the brackets only.
        """
        if mention.start not in self._brackets:
            self._brackets[mention.start] = bracket_around(mention, self.text)
        bracket = self._brackets[mention.start]
        return bracket is not None and not bracket[0] <= at <= bracket[1]

    @kept_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @kept_property
    def _starts_of_bases(self) -> list[int]:
        return [mention.start for mention in self.bases]

    @kept_property
    def _planned(self) -> dict[int, bool]:
        """What is known of the mentions asked for so far, by their starts: every figure behind asks again."""
        return {}

    @kept_property
    def _brackets(self) -> dict[int, tuple[int, int] | None]:
        return {}


class SentenceTimes:
    """What the figures of one sentence share: its mentions of time, and the lines that it goes on with."""

    def __init__(self, scope: TimeScope, sentence: Sentence, before: tuple[Sentence, ...]) -> None:
        self._text = scope.text
        self._sentence = sentence
        self._before = before
        self.mentions = scope.between(sentence.start, sentence.end)
        self.bases = scope.bases_between(sentence.start, sentence.end)

    @kept_property
    def has_bracket(self) -> bool:
        """Whether a mention of it may stand in brackets."""
        return self._text.find("(", max(0, self._sentence.start - LONGEST_BRACKET), self._sentence.end) >= 0

    @kept_property
    def small(self) -> str:
        """The sentence in small letters."""
        return self._sentence.text.lower()

    @kept_property
    def names_year_before(self) -> bool:
        """Whether it may tell of the year before, or the same time of it."""
        small = self.small
        return "cùng kỳ" in small or "trước" in small or "ngo" in small

    @kept_property
    def names_founding(self) -> bool:
        """Whether it may tell when a body began."""
        small = self.small
        if "thành lập" in small or "áp nhập" in small or "hợp nhất" in small or "hoạt động" in small:
            return True
        return "ra đời" in small or "ra mắt" in small or " đầu" in small

    @kept_property
    def tells_in_turn(self) -> bool:
        """Whether it tells figures in the order of what was named."""
        return "lần lượt" in self.small or "tương ứng" in self.small

    @kept_property
    def goes_on(self) -> bool:
        """Whether it goes on with the one before ("Trong đó, …")."""
        return goes_on(self._sentence.text)

    @kept_property
    def lead(self) -> tuple[int, int] | None:
        """Start and end of the line that its paragraph goes on with, or None."""
        return find_lead(self._text, (self._before[0] if self._before else self._sentence).start)

    @kept_property
    def is_heading(self) -> bool:
        """Whether it is the title, or a short line of its own without a full stop."""
        sentence, text = self._sentence, self._text
        if sentence.role == "title":
            return True
        is_line = not self._before and text[sentence.end : sentence.end + 1] in ("\n", "")
        is_line = is_line and text[max(0, sentence.start - 1) : sentence.start] in ("\n", "")
        return (
            is_line
            and len(sentence.text) < _HEADING
            and sentence.text[:1].isalnum()
            and sentence.text[-1] not in ".;:,…"
        )
