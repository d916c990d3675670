"""Lines "label: figure" of reports -> what they count that their label leaves to the heading or line above.

"1.2. Kết nạp đảng viên" and below it "Chỉ tiêu năm: 190", "Đã kết nạp: 151", "Đạt: 79,47%"; "Tổng số đảng viên: 4.486"
and below it "+ Chính thức: 4.301".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.quantity import Carried, Quantity
from extractors.sections import heading_of
from extractors.tables.captions import says_nothing
from extractors.tables.phrases import Reader
from schemas.sentences import Sentence

_MARK = r"[-+•*–\s]{0,4}(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-hđ])[.)]\s?)?"
_LABELLED = re.compile(rf"{_MARK}[^\d\s:;.][^:;.\n]{{1,80}}:\s?\d")
_PLAN = r"kế hoạch|chỉ tiêu|kh|ct|mục tiêu|nghị quyết"
_OF_IT = r"(?:\s(?:được|giao|năm|cả năm|đề ra|tỉnh|huyện|cấp trên|(?:19|20)\d\d)){0,4}"
_BARE = re.compile(
    rf"{_MARK}(?:(?P<plan>(?:{_PLAN}){_OF_IT})"
    rf"|(?P<rate>(?:đạt|bằng|đạt tỷ lệ|tỷ lệ(?: đạt)?|hoàn thành|(?:tỷ lệ |đạt )?so (?:với )?(?:{_PLAN}){_OF_IT}"
    rf"|(?:tỷ lệ |% )?(?:hoàn thành|thực hiện) (?:{_PLAN}){_OF_IT}))"
    r"|(?P<done>(?:đã )?(?:thực hiện|kết quả|đạt được)(?: được)?)"
    r"|(?P<sum>(?:tổng )?cộng|tổng(?: số)?))\s?:\s?",
    re.IGNORECASE,
)
_CAPITAL = "A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ"
_NAMED = re.compile(
    rf"{_MARK}(?:(?i:(?:đảng bộ |đảng ủy )?"
    r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tp\.?|tỉnh|thôn|bản|ấp|khối))"
    rf"|(?i:đảng bộ|đảng ủy|chi bộ|chi hội|chi đoàn|công đoàn|các)\s[^:\d]{{0,40}}|[{_CAPITAL}]\w{{0,8}})"
    rf"\s?(?:[{_CAPITAL}][^:\d]{{0,40}}|còn lại|khác)\s?:\s?\d"
    rf"|{_MARK}(?i:(?:tổng )?cộng|tổng(?: số)?|toàn (?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường))\s?:\s?\d"
)
"""A line of a list of units: "- Xã Kim Lư: 12", "Các đảng bộ còn lại: 40"."""
_MEMBERS = re.compile(
    r"(?:\A|[\s(+-])(?:đảng viên )?(?:chính thức|(?P<probationary>dự bị))\s?(?:là|có|:)?\s?\Z", re.IGNORECASE
)
_PARTED = re.compile(r"\s(?:phân |chia )?theo\s.*", re.IGNORECASE)
_COURSE = re.compile(
    rf"{_MARK}[^:\d]{{0,40}}"
    r"(?:nhận thức về đảng|kết nạp đảng|cảm tình đảng|đối tượng đảng|tìm hiểu về đảng)[^:\d]{0,20}:[^:.;]{1,60}\Z",
    re.IGNORECASE,
)
"""A line that tells of one course for those who may join the Party: "Lớp nhận thức về Đảng: 3 lớp, 214 học viên"."""
_LABEL = 40
_FLOWS = frozenset({"admitted", "established", "official", "opened", "introduced", "trained"})
_REACH = 14
_NOWHERE = -1


@dataclass(frozen=True)
class LabelledLines:
    """The sentences of a document and what reads the headings among them, each once."""

    sentences: Sequence[Sentence]
    reader: Reader
    _headings: dict[int, Quantity | None] = field(default_factory=dict)
    _listed: dict[int, Quantity] = field(default_factory=dict)

    def carried_to(self, index: int, carried: Carried, last: int) -> Carried:
        """What is left to a labelled line: by the heading above it when that stands behind the last counts.

        Each unit of a list takes what was left to the first one.

        Args:
            index: The line's sentence.
            carried: What the last counts leave to it.
            last: The sentence of the last counts, or -1.
        """
        text = self.sentences[index].text
        if ":" not in text or not _LABELLED.match(text):
            return carried
        is_named = bool(_NAMED.match(text))
        listed = self._listed.get(self.sentences[index].paragraph - 1) if is_named else None
        heading, told = ("", None) if listed else self._heading_above(index, last)
        before = self.sentences[index - 1].text if index else ""
        if listed or told:
            told = listed or told
            carried = Carried(told, goes_on=is_named, named=(told,) if told else ())
        elif heading and not says_nothing(heading):
            return Carried() if _BARE.match(text) else carried
        elif is_named and (heading or before.endswith(":")):
            carried = replace(carried, goes_on=True, status="actual")
        elif _is_plan(before):
            carried = replace(carried, status="actual")
        if is_named and carried.goes_on and carried.quantity:
            self._listed[self.sentences[index].paragraph] = carried.quantity
        return carried

    def _heading_above(self, index: int, last: int) -> tuple[str, Quantity | None]:
        """The nearest heading behind the last counts or "", and what it says that is counted or None.

        One that only says that a list follows leaves that to the next one, and at last to the title.
        """
        nearest = ""
        for at in range(index - 1, max(last, index - _REACH), -1):
            words = heading_of(self.sentences, at)
            words = self.sentences[at].text if words is None and at == 0 else words
            if words is None:
                continue
            nearest = nearest or words
            if not says_nothing(words):
                if at not in self._headings:
                    self._headings[at] = self._read(words)
                return words, self._headings[at]
        return nearest, None

    def _read(self, words: str) -> Quantity | None:
        read = self.reader.read(_PARTED.sub("", words))
        if read.indicator == "other":
            return None
        numeral = replace(read.slot.numeral, start=_NOWHERE)
        return replace(read, slot=replace(read.slot, numeral=numeral))


def _is_plan(text: str) -> bool:
    found = _BARE.match(text)
    return found is not None and found["plan"] is not None


def by_label(sentence: Sentence, carried: Carried, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a line, the first by its label where that only says how something was planned or done."""
    quantities = _with_official(sentence, carried, quantities)
    if ":" not in sentence.text:  # it ends every label
        return quantities
    quantities = _with_pupils(sentence, quantities)
    found = _BARE.match(sentence.text)
    told, first = carried.quantity, quantities[0] if quantities else None
    if found is None or told is None or first is None or "head.thing" in first.rules:
        return list(quantities)
    if first.slot.numeral.start != sentence.start + found.end():
        return list(quantities)
    if found["sum"] and carried.goes_on and first.indicator == "member.total":
        return _summed_up(told, quantities)
    if first.indicator != "other" or told.indicator == "other" or told.aspect not in _FLOWS:
        return list(quantities)
    own = replace(_again(told, first), status="target" if found["plan"] else "actual")
    if first.slot.numeral.is_percent:
        own = replace(own, measure="completion", unit="percent")
    elif found["rate"]:
        return list(quantities)
    return [own, *quantities[1:]]


def _summed_up(told: Quantity, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of the line that sums up a list of units ("Tổng: 33/39 (84,6%)"): those that the list counts."""
    if told.aspect not in _FLOWS:
        return list(quantities)
    first, *rest = quantities
    measured = [
        replace(_again(told, q), measure="completion", unit="percent", base_start=first.slot.numeral.start)
        if q.slot.numeral.is_percent and q.base_start == first.slot.numeral.start
        else q
        for q in rest
    ]
    return [_again(told, first), *measured]


def _with_official(sentence: Sentence, carried: Carried, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, where full members told apart from those on probation are members ("chính thức: 4.301")."""
    if not any([q.indicator == "other" for q in quantities]):
        return list(quantities)
    read: list[Quantity] = []
    for quantity in quantities:
        whole = next((q for q in reversed(read) if q.indicator == "member.total"), carried.quantity)
        unknown = quantity.indicator == "other" and not quantity.slot.numeral.is_percent
        if unknown and whole and whole.indicator == "member.total" and whole.measure == "count":
            before = sentence.text[: max(0, quantity.slot.numeral.start - sentence.start)]
            if label := _MEMBERS.search(before[-_LABEL:]):
                tags = frozenset({"probationary"}) if label["probationary"] else frozenset()
                quantity = replace(_again(whole, quantity), groups=tags)
        read.append(quantity)
    return read


def _with_pupils(sentence: Sentence, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, where those taught at a course on the Party that labels the line are candidates."""
    if not _COURSE.match(sentence.text):
        return list(quantities)
    taught = [q.indicator == "trainee.total" and q.measure == "count" for q in quantities]
    return [
        replace(q, subject="candidate", aspect="trained", indicator="candidate.trained", rules=(*q.rules, "list.label"))
        if is_taught
        else q
        for q, is_taught in zip(quantities, taught, strict=True)
    ]


def _again(told: Quantity, quantity: Quantity) -> Quantity:
    """What was told, counted by another numeral."""
    return replace(
        told, slot=quantity.slot, measure="count", status=quantity.status, direction=None,
        inherits=True, threshold=False, base_start=None, rules=("list.label",), head_end=0,
    )  # fmt: skip
