"""A plan's number and the result told beside it -> which figure is which: "chỉ tiêu 750; thực hiện 836, đạt 111,5%"."""

from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL
from schemas.vocabulary import Status

_LINKS = frozenset({":", "là", "đạt", "được", "từ", "trên"})
_COMPARED = frozenset({"với", "so", "của", "vượt", "theo", "thành", "đạt", "bằng", "/", "%", NUMERAL})
"""What stands before a plan that a percent is of, or that another number is held against."""
_RESULTS = (("thực", "hiện"), ("kết", "quả"))
_RESULT_WORDS = frozenset({"hiện", "quả", "th"})
_NO_RESULT = frozenset({"khai", "tổ", "để", "nhằm", "sẽ", "tục"})
_REACH = 30


def status_beside_plan(reading: Reading, slot: Slot) -> Status | None:
    """Aimed at for the number right behind a plan, reached for what a word of result tells behind it; None elsewhere.

    Only where both stand in one sentence, so that neither a plan's name nor work on it is taken for one.
    """
    if not reading.cues_of("plan") or _RESULT_WORDS.isdisjoint(reading.words):
        return None
    first = max(0, slot.at - _REACH)
    near = reading.norms[first : slot.at + _REACH + 1]
    figures = [i for i, norm in enumerate(near, first) if norm == NUMERAL]
    plans = [i for i in figures if _is_behind_plan(reading, i)]
    results = [i for i in figures if plans and i > plans[0] and _is_behind_result(reading, i)]
    if slot.at in plans and any(i > slot.at for i in results):
        return "target"
    told = [i for i in results if i <= slot.at]
    if not told or any(told[-1] < m.start < slot.at for m in (*reading.cues_of("target"), *reading.cues_of("plan"))):
        return None
    return "actual"


def _is_behind_plan(reading: Reading, at: int) -> bool:
    """Whether a plan is named right before a figure, which nothing is held against ("NQ: 80%", "kế hoạch 120")."""
    end = _behind_word(reading, at)
    plans = [m for m in reading.cues_of("plan") if m.end == end]
    return any(m.start == 0 or reading.norms[m.start - 1] not in _COMPARED for m in plans)


def _is_behind_result(reading: Reading, at: int) -> bool:
    """Whether a word of result stands right before a figure ("thực hiện 836", "TH: 214", "kết quả đạt 687")."""
    end = _behind_word(reading, at)
    norms = reading.norms
    if norms[end - 1 : end] == ("th",):
        return True
    return norms[max(0, end - 2) : end] in _RESULTS and norms[max(0, end - 3)] not in _NO_RESULT


def _behind_word(reading: Reading, at: int) -> int:
    """Where the words before a figure end, besides those that only lead to it."""
    while at > 1 and reading.norms[at - 1] in _LINKS:
        at -= 1
    return at
