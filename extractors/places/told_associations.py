"""Associations and their branches told of by their kind alone: "Hội có 118 hội viên" is the one named last."""

import bisect
import re

from extractors.places.points import RANK
from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import PlaceScope, places_between
from schemas.sentences import Sentence

_NOW = r"(?:(?:[Hh]iện nay|[Hh]iện|[Nn]ay|[Đđ]ến nay|[Bb]ây giờ),?\s)?"
_ACTS = re.compile(
    rf"(?:^|[.;:,“]\s?){_NOW}(?:Hội|Liên đoàn)\s(?:đã\s|cũng\s|hiện\s|vừa\s|chỉ\s|mới\s)?"
    r"(?:có|còn|kết nạp|giới thiệu|phát triển|thành lập|quản lý|gồm|xóa|mở)\b"
)
_BRANCH_OF = re.compile(r"[Cc]hi hội(?:\s[^\W\d]{1,8}){0,10}\s\Z")
_BRANCH_ACTS = re.compile(
    r"(?:^|[.;:,“]\s?|\s)[Cc]hi hội\s(?:đã\s|cũng\s|hiện\s|mới\s|bây giờ\s|nay\s|giờ\s)?"
    r"(?:có|còn|chỉ|gồm|kết nạp|giới thiệu|phát triển|tăng|thu hút)\b"
)
_NEAR = 80


def of_acting(scope: PlaceScope, sentence: Sentence, begin: int) -> ResolvedPlace | None:
    """The unit of the association or branch named last in a paragraph where a sentence tells by its kind who acts.

    "Chị Vân, Chi hội trưởng Chi hội nuôi bò xã Hồng Liêm, kể thêm. Lúc ra mắt, chi hội chỉ có 18 người", "ông Hồi, Chủ
    tịch Hội Cựu chiến binh xã Phước Hữu. Năm 2014, Hội có 118 hội viên".

    Args:
        scope: From `make_scope`.
        sentence: The sentence.
        begin: Start of its paragraph.
    """
    if "ội " not in sentence.text:
        return None
    if _BRANCH_ACTS.search(sentence.text):
        told = (p for p in reversed(places_between(scope, begin, sentence.start)) if p.mention.kind == "named")
        last = next(told, None)
        at = last.mention.start if last else 0
        return last if last and _BRANCH_OF.search(scope.text, max(begin, at - _NEAR), at) else None
    index = bisect.bisect_left(scope.associations, (sentence.start, 0)) - 1
    if index < 0 or scope.associations[index][0] < begin or not _ACTS.search(sentence.text):
        return None
    return next((p for p in places_between(scope, *scope.associations[index]) if p.mention.kind == "named"), None)


def of_association(scope: PlaceScope, sentence: Sentence) -> ResolvedPlace | None:
    """The place of the association named last where only its kind tells who acts ("Về tổ chức, Hội có 28 cơ sở").

    It is one above the document's own, as a text on a village or a firm tells what the district's association says.
    """
    last = bisect.bisect_left(scope.associations, (sentence.start, 0)) - 1
    if last < 0 or not _ACTS.search(sentence.text):
        return None
    own = RANK.get(scope.document.locality_level or "", 0)
    return next(
        (p for p in places_between(scope, *scope.associations[last]) if 0 < RANK.get(p.level or "", 0) < own), None
    )
