"""A figure and the fact before it in its sentence -> whether it tells a part, or the growth, of the Party's members."""

import re

from extractors.drafts import Draft
from extractors.quantity import Quantity
from schemas.sentences import Sentence

_OF_UNIONS = "head.member."
_PEOPLE = ("head.people", "head.person", "head.person.female", "head.person.pupil", "head.none", "")
_PART = re.compile(r"(?:\bthì|\btrong (?:số )?(?:đó|ấy|này)|[,;]\s(?:có|với|gồm|riêng))(?:\s(?:có|là|gồm))?:?\s\Z")
_OTHER_BODY = re.compile(r"(?<!\w)(?:Đoàn|Hội|Công đoàn|Huyện đoàn|Tỉnh đoàn|Xã đoàn|Mặt trận|(?:chi|cơ sở) hội)(?!\w)")
_SAME_LIST = "scope.same_list"
_BEFORE = 30


def is_of_party(quantity: Quantity, previous: Draft | None, *, sentence: Sentence, start: int) -> bool:
    """Whether the people of a figure are of the Party because the fact before it in its sentence is of its members.

    "kết nạp 13 đảng viên, trong đó 10 là đoàn viên": those ten joined the Party; so did the 43 in "198 hội viên trở
    thành đảng viên, riêng năm nay có 43". No other body is told of between the two.

    Args:
        quantity: What the figure counts.
        previous: The figure before it, or None.
        sentence: Its sentence.
        start: Offset of the figure.
    """
    if previous is None or previous.system != "party" or not previous.indicator.startswith("member."):
        return False
    numeral = previous.quantity.slot.numeral
    if numeral.start < sentence.start or not quantity.indicator.startswith("member."):
        return False
    between = sentence.text[numeral.end - sentence.start : start - sentence.start]
    if _OTHER_BODY.search(between):
        return False
    if quantity.noun.startswith(_OF_UNIONS):
        goes_on = _SAME_LIST in quantity.rules or _PART.search(between[-_BEFORE:])
        return quantity.indicator == previous.indicator and bool(goes_on)
    return quantity.noun in _PEOPLE
