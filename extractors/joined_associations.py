"""People admitted behind the members of an association, or elected -> the association they joined, not the Party."""

import bisect
import re

from extractors.bodies import SystemScope
from extractors.drafts import Draft
from extractors.quantity import Quantity
from schemas.sentences import Sentence
from schemas.vocabulary import System

_TOLD = 60
_TOTALS = ("member.total", "cell.total")
_COMMITTEE_OF = re.compile(r"\d+ [^\d,;.(]{0,20}vào (?:BCH|Ban [Cc]hấp hành) (?=Hội|Đoàn|Công đoàn|Liên đoàn|CĐ)")
_ADMITS = re.compile(r"(?:kết nạp|phát triển)(?: mới| thêm| được){0,2} \Z")
_NAMES_ANOTHER = re.compile(r"(?<!\w)(?:Hội|Đoàn|Công đoàn|CĐ|Đảng bộ|Chi bộ|Chi đoàn|Chi hội|[ĐC]TN|Huyện|Xã)(?!\w)")
TO_PARTY = re.compile(r"(?:cho|vào|hàng ngũ của|kết nạp) [ĐÐ]ảng|(?:trở thành|thành) đảng viên|ưu tú|giới thiệu")
"""Words that say that it was the Party."""
JOINED_PARTY = re.compile(
    r"(?:vào|hàng ngũ của|kết nạp) [ĐÐ]ảng|(?:trở thành|thành) đảng viên|kết nạp[^.;\d]{0,12} [\d.]+ đảng viên"
)
"""Words that say that people joined the Party, not only that they were proposed to it."""


def joined_same(quantity: Quantity, previous: Draft, sentence: Sentence, start: int) -> bool:
    """Whether people joined the association whose members or cells were just counted ("… 97 chi hội; kết nạp 17")."""
    if quantity.aspect != "admitted" or previous.indicator not in _TOTALS or previous.system in (None, "party"):
        return False
    first, at = previous.quantity.slot.numeral.end - sentence.start, start - sentence.start
    told = sentence.text[max(0, first) : at]
    if not _ADMITS.search(told) or _NAMES_ANOTHER.search(told):
        return False
    return not TO_PARTY.search(told + sentence.text[at : at + _TOLD])


def elected_to(scope: SystemScope, sentence: Sentence, start: int) -> System | None:
    """The association whose committee people were elected to ("bầu 13 đồng chí vào BCH Hội Nông dân xã")."""
    told = _COMMITTEE_OF.match(sentence.text, start - sentence.start)
    if told is None:
        return None
    first = bisect.bisect_left(scope.associations, start, key=lambda cue: cue[0])
    near = scope.associations[first : first + 1]
    return near[0][1] if near and near[0][0] <= sentence.start + told.end() else None
