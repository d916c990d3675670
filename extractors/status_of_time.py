"""Time of a figure and day of publication -> its status: what lies ahead is aimed at, what is over was reached."""

from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.statuses import GOES_ON
from schemas.facts import Period
from schemas.sentences import Sentence

_FLOWS = frozenset({"admitted", "official", "established", "opened", "trained", "introduced", "disciplined", "removed"})
_OF_INTENT = ("phấn đấu", "chỉ tiêu", "mục tiêu", "kế hoạch", "giao", "sẽ", "đề ra", "quyết tâm", "đăng ký", "phải")
_WHOLE_DAY = len("2020-01-01")


def with_status_of_time(quantity: Quantity, period: Period, published: str, sentence: Sentence) -> Quantity:
    """The quantity with the status that its time proves.

    Args:
        quantity: What is counted.
        period: Its time.
        published: The day of publication.
        sentence: Where it stands.
    """
    if quantity.status == "target":
        if _lies_behind(quantity, period, published, sentence):
            return replace(quantity, status="actual", rules=(*quantity.rules, "status.lies_behind"))
    elif _lies_ahead(quantity, period, published) and not _are_elected(quantity, sentence):
        return replace(quantity, status="target", rules=(*quantity.rules, "status.lies_ahead"))
    return quantity


def _lies_ahead(quantity: Quantity, period: Period, published: str) -> bool:
    """Whether a figure is of a time behind the day of publication, so that it can only be aimed at.

    A ceremony may be told of before its day, the elected with the term that begins.
    """
    if period.inferred:
        return False
    start, end = period.start, period.end or ""
    if quantity.aspect == "awarded" or quantity.subject == "committee_member" or start == end:
        return False
    if start is None:
        return end[:4] > published[:4]
    return start[:4] > published[:4] or (len(start) > len("2020") and start[:7] > published[:7])


def _are_elected(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether officers or delegates were elected or named for a term ("bầu …, Ban Thường vụ 5 đồng chí")."""
    if quantity.indicator != "other" or quantity.unit == "percent":
        return False
    before = sentence.text[: quantity.slot.numeral.start - sentence.start].lower()
    return "bầu" in before or "chỉ định" in before


def _lies_behind(quantity: Quantity, period: Period, published: str, sentence: Sentence) -> bool:
    """Whether a sentence names a time that is over, so that an aim of the sentence before does not reach into it.

    "… giao chỉ tiêu đến từng chi bộ. 9 tháng đầu năm, thị xã kết nạp 132 đảng viên".
    """
    end = period.end
    is_told = quantity.aspect in _FLOWS or GOES_ON in quantity.rules
    if not is_told or period.text is None or end is None:
        return False
    is_whole = len(end) >= _WHOLE_DAY and len(published) >= _WHOLE_DAY
    is_over = end <= published if is_whole else end[:4] < published[:4]
    return is_over and period.text in _told(quantity, sentence)


def _told(quantity: Quantity, sentence: Sentence) -> str:
    """The words whose time decides: the sentence that an aim goes on in, else the clause behind a semicolon."""
    if GOES_ON in quantity.rules:
        return sentence.text
    before = sentence.text[: quantity.slot.numeral.start - sentence.start]
    clause = before.rpartition(";")[2] if ";" in before else ""
    small = clause.lower()
    return "" if any([word in small for word in _OF_INTENT]) else clause
