"""What looks for its period: the sort of a figure, and where it stands."""

import re
from functools import lru_cache
from typing import Protocol

from extractors.light_records import light_record
from extractors.periods.finding import PeriodMention
from extractors.periods.scope import SentenceTimes
from schemas.sentences import Sentence

_OLD_BEFORE = re.compile(r"từ (?:(?:chỉ|có|còn|gần|hơn|trên|khoảng|mức) ){0,2}\Z")
_OLD_BEHIND = re.compile(
    r"[0-9.,]{1,12}\s?%?[^0-9;.]{0,40}?(?:\([^()]{0,40}\))?(?:[^;,.]{0,20})?"
    r"(?:\s(?:lên|xuống|còn|về)\s|,?\s(?:đến nay|tới nay|nay|hiện)\b)"
)
_NEW_BEFORE = re.compile(
    r"từ [^;]{0,90}(?:(?<!trở )lên|xuống|còn|thành|về)(?: (?:còn|tới|đến|mức|gần|hơn|trên|khoảng)){0,2} \Z"
)
_BEFORE_MERGER = re.compile(
    r"\(trước (?:khi |lúc )?(?:sắp xếp|sáp nhập|hợp nhất|nhập|chia tách|kiện toàn)(?: (?:lại|xã|phường|huyện)){0,2}"
    r"(?: (?:là|có|còn|:)){0,2}:? ?\Z"
)
_FROM_WHERE = re.compile(r"từ chỗ (?:(?:chỉ|có|còn|gần|hơn|trên|khoảng|mới) ){0,3}\Z", re.IGNORECASE)
_LED_TO = re.compile(
    r"\b(?:giảm|rút|hạ|kéo)(?: [^\W\d]+){0,2} (?:xuống|còn)(?: (?:xuống|còn|chỉ còn|dưới|gần|hơn|trên|khoảng)){0,2} \Z"
    r"|\b(?:tăng|nâng)(?: [^\W\d]+){0,2} lên(?: (?:đến|tới|gần|hơn|trên|khoảng)){0,2} \Z",
    re.IGNORECASE,
)
_CEREMONY = re.compile(
    r"lễ (?:kết nạp|ra mắt|công bố|trao|thành lập|chuyển)|(?:công bố|trao)(?: các)? quyết định|dịp này,", re.IGNORECASE
)
_LOOKS_BACK = re.compile(r"\b(?:qua|gần đây|trở lại đây)\b", re.IGNORECASE)
_OPENS = re.compile(r"\bđầu (?:nhiệm kỳ|năm)\b", re.IGNORECASE)
_NEAR = 300
_FROM, _CHANGE = 30, 120
_KNOWN = 256


def is_opening(mention: PeriodMention) -> bool:
    """Whether a mention is of the start of a term or a year, as of which only levels are told."""
    return mention.kind == "as_of" and bool(_OPENS.search(mention.words))


@light_record(frozen=True, slots=True)
class FigureKind:
    """What sort of figure looks for its period.

    A level stands as of a day, else the figure is a flow over a stretch of time. `is_result` is a level that a flow led
    to ("nâng tổng số lên"); `is_change` the change of a level, from a base to a day; `is_event` a flow of one day, such
    as the award of badges; `is_target` a figure aimed at; `is_tally` what is reached by a day, such as the congresses
    held; `is_elected` the members of a committee, who hold office for a term.
    """

    is_level: bool
    is_result: bool = False
    is_change: bool = False
    is_event: bool = False
    is_target: bool = False
    is_tally: bool = False
    is_elected: bool = False

    def takes(self, mention: PeriodMention) -> bool:
        """Whether a mention can be the period of such a figure.

        A term is no day of a level that is reached, nor are years back from now; the day of a meeting is none unless
        its year is printed.
        """
        if self.is_elected and mention.kind in ("flow", "term"):
            return mention.kind == "term" or mention.first is None or mention.first[:4] == (mention.last or "")[:4]
        if self.is_target:
            return mention.kind == "now" or not _LOOKS_BACK.search(mention.text)
        if mention.kind in ("office", "congress"):
            return self.is_elected and mention.kind == "office"
        if self.is_tally:
            return mention.kind != "term"
        if not self.is_level:
            return self.is_change or not is_opening(mention)
        if mention.kind == "day":
            return self.is_elected or not mention.inferred
        return mention.kind != "recurring" and (self.is_result or mention.kind not in ("since", "term"))


class Told(Protocol):
    """What a figure is told of."""

    def is_told_at(self, first: int, last: int) -> bool:
        """Whether the words at [first, last), in a sentence before, are told of the same."""


@light_record(frozen=True, slots=True)
class TimedFigure:
    """A figure that looks for its period.

    `text` is the document's; `start` the offset of the numeral in it, `end` the one behind what it counts; `before` the
    sentences before its own in the paragraph, nearest last; `here` what all figures of its sentence share; `told_of`
    knows where else its place is told of, or is None where that does not matter.
    """

    text: str
    sentence: Sentence
    start: int
    end: int
    before: tuple[Sentence, ...]
    kind: FigureKind
    here: SentenceTimes
    told_of: Told | None = None

    def is_told_at(self, mention: PeriodMention) -> bool:
        """Whether a time in the paragraph before is told of the place of the figure too, so far as that is known."""
        return self.told_of is None or self.told_of.is_told_at(mention.start, mention.end)

    @property
    def floor(self) -> int:
        """Where its paragraph begins."""
        return self.before[0].start if self.before else self.sentence.start

    @property
    def is_old(self) -> bool:
        """Whether it is the level that a change started from ("từ 95 xuống còn 23", "(trước sáp nhập là 21)")."""
        before = self.text[max(self.sentence.start, self.start - _FROM) : self.start]
        if "(trước " in before and _BEFORE_MERGER.search(before):
            return True
        if "ừ " not in before and "Ừ " not in before:
            return False
        if _FROM_WHERE.search(before):
            return True
        behind = self.text[self.start : min(self.sentence.end, self.start + _CHANGE)]
        return bool(_OLD_BEFORE.search(before) and _OLD_BEHIND.match(behind))

    @property
    def is_new(self) -> bool:
        """Whether it is the level that a change led to ("từ 95 xuống còn 23")."""
        before = self.text[max(self.sentence.start, self.start - _CHANGE) : self.start]
        return "từ " in before and bool(_NEW_BEFORE.search(before))

    @property
    def is_led_to(self) -> bool:
        """Whether it is a level that its sentence tells as what a change led to ("tỷ lệ hộ nghèo giảm còn 3,4%")."""
        first = max(self.sentence.start, self.start - _FROM)
        return self.kind.is_level and _LED_TO.search(self.text, first, self.start) is not None

    def is_of_old(self, mention: PeriodMention) -> bool:
        """Whether a time stands beside the level that its change started from ("từ 95 hộ cuối năm 2020 xuống 23")."""
        first = max(self.sentence.start, self.start - _CHANGE)
        if self.text.find("từ ", first, self.start) < 0:
            return False
        change = _NEW_BEFORE.search(self.text, first, self.start)
        told = self.text[change.start() : mention.start] if change else ""
        return mention.kind != "now" and ", " not in told and any(c.isdigit() for c in told)

    @property
    def is_of_ceremony(self) -> bool:
        """Whether it is told of a ceremony of one day, or is a level that the sentence before it led to there."""
        first = self.before[-1].start if self.before and self.kind.is_result else self.sentence.start
        if first == self.sentence.start and not _tells_ceremony(self.sentence.text):
            return False
        return bool(
            _CEREMONY.search(self.text, max(first, self.start - _NEAR), min(self.sentence.end, self.end + _NEAR))
        )


@lru_cache(maxsize=_KNOWN)
def _tells_ceremony(sentence: str) -> bool:
    """Whether a sentence has any word of a ceremony, for which each of its figures asks around itself."""
    return _CEREMONY.search(sentence) is not None
