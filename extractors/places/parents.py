"""A place of a document -> whether it only says where another one lies."""

import bisect
import re

from extractors.places.formerly import says_where_it_lay
from extractors.places.points import RANK
from extractors.places.reach import is_seat
from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import SPAN_START, PlaceScope, places_between

VILLAGE_KINDS = "thôn|bản|ấp|buôn|bon|làng|xóm|khóm|khu phố|tổ dân phố|khu dân cư|tiểu khu"
_LIES_IN = re.compile(
    rf"[Ll]à\s(?:một\s|những\s)?(?:trong\s(?:những|các|số|hai|ba|bốn|năm|\d{{1,2}})\s)?(?:\d{{1,2}}\s)?"
    rf"(?P<kind>{VILLAGE_KINDS}|xã|phường|thị trấn|huyện|quận|thị xã)\b[^,;.():]{{0,60}}"
    r"\s(?:thuộc|của|ở|tại)\s(?:huyện\s|tỉnh\s|xã\s)?(?:[^\W\d]{1,6}\s){0,2}\Z"
)
_PARENT_GAP = re.compile(r"\s?(?:,|\(|-|–|thuộc|của|ở)\s?(?:thuộc |của )?\Z")
_ONCE = re.compile(r"\s(?:trước(?: đây| kia)?|vốn|nguyên|xưa|từng)\s(?:thuộc|của|nằm trong)\s(?:địa bàn\s)?")
_CALLED = re.compile(
    r"\s(?:vốn\s)?được\s(?:coi|xem|mệnh danh|ví|gọi|biết đến)\s(?:là|như)\s[^.;:,\d]{1,60}\s(?:của|ở)\s(?:cả\s)?"
)
"""What a unit once belonged to, or is praised within: "Mai Sơn được coi là “thủ phủ …” của Sơn La"."""
_IN_REGION = re.compile(r"[^.;\d\n]{0,60}(?:thuộc|của|ở|tại|trong|là|trên)\s")
_UNDER = re.compile(r"[^.;\n]{0,150}trực thuộc\s(?:[Đđ]ảng bộ\s|[Đđ]ảng ủy\s)?")
_WENT = re.compile(r"\s(?:ở|tại|từ|vào|ra|đi|sang|quê|lên|xuống)\s(?:tận\s)?\Z")
_TOLD, _APPOSED = 120, 12


def names_unit(scope: PlaceScope, start: int, end: int) -> bool:
    """Whether a unit is named between two offsets, other than to say where something lies or where somebody worked."""
    named = (p for p in places_between(scope, start, end) if p.mention.kind in ("named", "bare"))
    return any(not is_parent(scope, p) and not _is_far(scope, p) for p in named)


def _is_far(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a place of another province is where somebody was: "từng có 2 năm làm công nhân ở Bắc Giang"."""
    if place.province is None or scope.document.province in (None, place.province):
        return False
    return _WENT.search(scope.text, max(0, place.mention.start - _APPOSED), place.mention.start) is not None


def is_parent(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a mention only says where something lies ("xã Công Bằng, huyện Pác Nặm", "Là xã thuộc huyện Pác Nặm")."""
    start = place.mention.start
    known = scope.parents.get(start)
    if known is None:
        known = scope.parents[start] = _says_where_it_lies(scope, place)
    return known


def _says_where_it_lies(scope: PlaceScope, place: ResolvedPlace) -> bool:
    mention, start = place.mention, place.mention.start
    if mention.text[:4].lower() == "toàn":
        return False
    if mention.kind in ("named", "bare") and _lies_in(scope.text[max(0, start - _TOLD) : start], place):
        return True
    index = bisect.bisect_left(scope.starts, start)
    if is_over_body(scope, place):
        return True
    if index == 0:
        return False
    previous = scope.places[index - 1]
    gap = scope.text[previous.mention.end : start]
    if mention.kind == "region":
        return bool(_IN_REGION.fullmatch(gap))
    if says_where_it_lay(scope.text, previous.mention.end, start):
        return RANK.get(place.level or "", 9) < RANK.get(previous.level or "", 9)
    rank, above = RANK.get(place.level or "", 9), RANK.get(previous.level or "", 9)
    if mention.kind == "implicit" and previous.mention.kind != "implicit" and _UNDER.fullmatch(gap):
        return rank <= above
    if rank < above and len(gap) < _APPOSED:
        return bool(_PARENT_GAP.fullmatch(gap))
    return rank < above and any(told.fullmatch(gap) for told in (_UNDER, _ONCE, _CALLED))


def is_over_body(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a place is the one a body named before answers to or is seated in.

    "Đảng bộ Trường … trực thuộc Tỉnh ủy Hà Giang", "Công ty …, huyện Văn Lâm, có 21 đảng viên".
    """
    start = place.mention.start
    last = bisect.bisect_left(scope.bodies, start, key=SPAN_START) - 1
    if last < 0 or scope.bodies[last][1] > start:
        return False
    if _UNDER.fullmatch(scope.text, scope.bodies[last][1], start):
        return True
    return is_seat(scope.text, scope.bodies[last][1], start, place.mention.end)


def _lies_in(before: str, place: ResolvedPlace) -> bool:
    """Whether a text that ends in "là xã vùng sâu thuộc" stands before a place of a higher level."""
    told = _LIES_IN.search(before)
    if told is None:
        return False
    kind = told["kind"]
    rank = 3 if kind in ("xã", "phường", "thị trấn") else 2 if kind in ("huyện", "quận", "thị xã") else 4
    return RANK.get(place.level or "", 9) < rank
