"""Numerals that look like counts -> whether they are limits or only supposed, and state no figure."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.deeds import DOERS
from extractors.heads import ORGANIZATIONS, PEOPLE
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL
from schemas.numerals import Numeral, Rejection

_ASKED, _OPENING, _BOUND = 40, 12, 3
_SUPPOSING = (
    ("nếu",), ("giả", "sử"), ("ví", "dụ"), ("chẳng", "hạn"), ("trường", "hợp"), ("khi",), ("nếu", "như"),
)  # fmt: skip
_SUPPOSES = frozenset(words[:1] for words in _SUPPOSING)
_WORDS_OF_SUPPOSING = frozenset(words[0] for words in _SUPPOSING) | {"?"}
"""One of them stands in every sentence that supposes or asks."""
_MANY_BOUNDED = frozenset({"kết", "nạp", "phát", "triển", "giới", "thiệu", "còn", "có", "mở", "lập"})
_UNITS = (("tỉnh",), ("huyện",), ("xã",), ("phường",), ("đơn",), ("địa",), ("đảng",), ("chi",), ("nơi",))
_SOME_UNITS = (("cơ", "sở"), ("đơn", "vị"), ("địa", "phương"), ("tổ", "chức"))
_REACH = frozenset({"đạt", "nạp", "vượt"})
_MANY_UNITS = 14
_SEVERAL = frozenset({"các", "những", "nếu", "mỗi"})
_HANDS = (("lao", "động"), ("công", "nhân"))
_GROWS = (("tăng",), ("giảm",), ("chiếm",))
THRESHOLD = "form.threshold"


def is_threshold(reading: Reading, slot: Slot, subject: str, previous: Quantity | None) -> bool:
    """Whether the numeral is a limit that organisations or villages meet ("11 xã có dưới 3 đảng viên")."""
    number, at = slot.numeral, slot.at
    if not _WORDS_OF_SUPPOSING.isdisjoint(reading.words) and _is_supposed(reading):
        return True
    bounded = number.qualifier != "exact" or number.value_max is not None
    near = reading.norms[max(0, at - 2) : at]
    if not (bounded or number.is_percent or "đủ" in near or "từ" in near or "dưới" in near):
        return False
    start = max(previous.slot.at + 1 if previous and previous.slot.at < at else 0, at - 24)
    between = reading.norms[start:at]
    if NUMERAL in between:
        between = between[len(between) - between[::-1].index(NUMERAL) :]
    if tuple(between[-2:]) in (("không", "đủ"), ("chưa", "đủ"), ("do", "dưới"), ("vì", "dưới")) or tuple(
        between[-3:]
    ) == ("không", "có", "đủ"):
        return True
    if _bounds_body(reading, slot, subject):
        return True
    if subject in PEOPLE and _is_size_of(slot, previous, between):
        return True
    limits = bounded or "từ" in between[-2:]
    if limits and not _SEVERAL.isdisjoint(between) and "lệ" in between[-8:] and "có" in between[-8:]:
        return True
    rates = number.is_percent and (_is_condition(reading, slot) or (bounded and _rate_of_some(reading, slot, previous)))
    if rates:
        return True
    if number.qualifier != "exact" and _is_reached_by_many(reading, slot, previous):
        return True
    return limits and "có" in between[-4:] and _limits_holders(reading, slot, subject, previous, between)


def _is_reached_by_many(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether a bound is what units counted right before reach ("12 tỉnh kết nạp trên 3.000 đảng viên").

    Behind "và" another thing is done or to be done ("thành lập 3 chi bộ và kết nạp ít nhất 40 công nhân").
    """
    if previous is None or previous.slot.at >= slot.at or previous.slot.numeral.is_percent:
        return False
    words = reading.norms[previous.slot.at + 1 : slot.at]
    if words[:1] not in _UNITS or len(words) > _MANY_UNITS or not {",", ";", "(", ":"}.isdisjoint(words):
        return False
    verb = next((i for i, word in enumerate(words) if word in _REACH), None)
    return verb is not None and "và" not in words[max(0, verb - 2) : verb]


def bounds_those_before(reading: Reading, slot: Slot) -> bool:
    """Whether a bound on a percent only says which units are meant ("tập trung vào các xã đạt dưới 50% chỉ tiêu")."""
    if not slot.numeral.is_percent or slot.numeral.qualifier == "exact":
        return False
    verb = next((i for i in range(slot.at - 1, slot.at - 3, -1) if reading.norms[i] in ("đạt", "có")), 0)
    units = [m for m in reading.heads if slot.left <= m.start and m.end == verb and m.rule.subject in DOERS]
    if not verb or not units:
        return False
    before = reading.norms[units[-1].start - 1]
    return before in ("các", "những") or (before == "vào" and slot.numeral.qualifier == "under")


def _limits_holders(
    reading: Reading, slot: Slot, subject: str, previous: Quantity | None, between: Sequence[str]
) -> bool:
    """Whether a bound says how many the bodies, places or firms before it have ("nơi có từ 3 đảng viên trở lên")."""
    first = slot.at - len(between)
    if "nơi" in between[-4:]:
        return not _is_named(reading, first + len(between) - 1 - between[::-1].index("nơi"))
    left = [m for m in reading.heads if first <= m.start and m.end <= slot.at]
    firms = [m for m in left if m.rule.id == "head.enterprise"]
    if firms and slot.at - firms[-1].end <= 2:
        return subject in PEOPLE or reading.norms[slot.at + 1 : slot.at + 3] in _HANDS
    generic = [m for m in left if m.rule.subject in DOERS]
    spread = slot.numeral.value_max is not None and between[-1:] == ("từ",)
    if generic and slot.at - generic[-1].end <= _BOUND and _size_grows(reading, slot):
        return subject in PEOPLE
    if generic and (spread or slot.numeral.qualifier in ("under", "at_least")) and slot.at - generic[-1].end <= 4:
        return subject in PEOPLE
    if previous and previous.slot.at == first - 1 and previous.subject in DOERS and previous.head_end:
        tail = reading.norms[previous.head_end : slot.at]
        return subject in PEOPLE | {"population"} and len(tail) <= 8 and not {",", ";", "với"} & set(tail)
    return False


def _size_grows(reading: Reading, slot: Slot) -> bool:
    """Whether bodies above a size are told to grow or shrink in number ("chi bộ có trên 50 đảng viên tăng gấp đôi")."""
    return slot.numeral.qualifier == "over" and reading.norms[slot.at + 3 : slot.at + 4] in _GROWS


def _is_named(reading: Reading, where: int) -> bool:
    """Whether "nơi" at a word goes on with a place named before it ("tỉnh Đồng Nai, nơi có hơn 5.300 đảng viên")."""
    return where > 1 and reading.norms[where - 1] == "," and reading.tokens.words[where - 2][0].isupper()


def _is_condition(reading: Reading, slot: Slot) -> bool:
    """Whether a percent is what a grade asks of bodies ("Đối với đảng bộ phải có 100% chi bộ …, có từ 80% …")."""
    if "phải" not in reading.words:
        return False
    words = reading.norms[: slot.at]
    asks = any(pair == ("phải", "có") for pair in pairwise(words[-_ASKED:]))
    return asks and ("đối", "với") in pairwise(words[:_OPENING])


def _rate_of_some(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether a bounded percent is what some bodies reach ("13 đảng bộ có số đảng viên mới tăng trên 10%")."""
    if previous is None or not previous.head_end or previous.slot.at > slot.at:
        return False
    some = previous.slot.at + 1
    if previous.subject not in DOERS and reading.norms[some : some + 2] not in _SOME_UNITS:
        return False
    told = reading.norms[previous.head_end : slot.at]
    if "lệ" in told and "có" in told[:4] and {",", ";", "(", ":"}.isdisjoint(told):
        return True
    return told[:1] in (("có",), ("đạt",), ("tăng",)) and not {",", ";", "(", ":"} & set(told)


def _is_supposed(reading: Reading) -> bool:
    """Whether a sentence supposes a body or asks about one ("Nếu chi bộ có 24 …", "… có bầu chi ủy không?")."""
    start = 1 if reading.norms[:1] in (("“",), ('"',), ("-",)) else 0
    words = reading.norms[start : start + 4]
    opening = next((len(w) for w in _SUPPOSING if words[: len(w)] == w), 0) if words[:1] in _SUPPOSES else 0
    asks = reading.norms[-2:] == ("không", "?") and "có" in reading.norms and not opening
    if not (opening or asks):
        return False
    first = start + opening
    first += reading.norms[first : first + 1] in (("một",), (",",), ("mỗi",))
    bodies = (m for m in reading.heads if m.start == first and m.rule.subject in ORGANIZATIONS)
    body = next(bodies, None)
    return body is not None and not reading.tokens.words[body.end : body.end + 1][0][:1].isupper()


def _bounds_body(reading: Reading, slot: Slot, subject: str) -> bool:
    """Whether a bound right behind a body says how large it may be ("chi bộ dưới 9 đảng viên")."""
    if slot.numeral.qualifier not in ("under", "at_least", "at_most") or subject not in PEOPLE:
        return False
    least = slot.numeral.qualifier == "at_least"
    kinds = ORGANIZATIONS if least else DOERS
    bodies = [m for m in reading.heads if slot.left <= m.start and m.end < slot.at and m.rule.subject in kinds]
    if least and bodies and bodies[-1].start and reading.norms[bodies[-1].start - 1] == "mỗi":
        return False
    if not bodies or slot.at - bodies[-1].end > _BOUND or reading.tokens.words[bodies[-1].end][0].isupper():
        return False
    return _MANY_BOUNDED.isdisjoint(reading.norms[bodies[-1].end : slot.at])


def _is_size_of(slot: Slot, previous: Quantity | None, between: Sequence[str]) -> bool:
    """Whether a limit right behind bodies only tells how small they are ("2 đảng bộ cơ sở dưới 30 đảng viên")."""
    if previous is None or previous.subject not in ORGANIZATIONS or previous.slot.at >= slot.at:
        return False
    return between[-1:] == ("dưới",) and slot.at - 1 - previous.head_end <= 1


def reject_limit(numeral: Numeral, text: str) -> list[Rejection]:
    """The runs of a numeral that is a limit, as rejections."""
    spans = [(numeral.start, numeral.end), numeral.value_max_span, numeral.denominator_span]
    return [
        Rejection(start=s[0], end=s[1], text=text[s[0] : s[1]], label="other_nonfact", reason=THRESHOLD)
        for s in spans
        if s
    ]
