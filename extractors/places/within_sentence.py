"""The sentence of a figure -> the place in it that the figure has for itself, or shares with its clause."""

import bisect
import re

from extractors.places.lists import ends_row, last_row, place_in_order
from extractors.places.parents import is_parent
from extractors.places.reach import is_whole_of_share
from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import NamedAround, PlaceScope, mention_reaches, places_between
from schemas.sentences import Sentence

_ITEM_GAP = re.compile(
    r"\)\s|[\s:(–-]{0,4}(?:(?:có|là|đạt|còn|vẫn|vẫn còn|(?:chỉ|mới|mới chỉ) (?:có|đạt|được)|chỉ còn|chiếm)"
    r"[\s:(–-]{1,4}(?:(?:gần|hơn|trên)\s)?)?"
    r"|,\s(?:chỉ|mới|mới chỉ|vỏn vẹn)\s(?:(?:có|đạt|được|kết nạp)\s){0,2}"
)
_ATTACHED = re.compile(r",\s(?:trực thuộc|trong đó|riêng)\s[^,;.]{0,30}\Z")
_BELONGS = re.compile(
    r"(?:thuộc|ở|tại|của|trong|trên địa bàn|[Tt]oàn)\s(?:toàn\s)?(?:[Đđ]ảng bộ\s|[Đđ]ảng ủy\s|[Cc]hi bộ\s)?"
    r"(?:(?:thôn|bản|ấp|buôn|bon|làng|xóm|khóm)\s[^,;.()]{1,25},\s)?\Z"
)
_MEMBERS_OF = re.compile(
    r"\d[\d.]{0,8}\s(?:đảng viên|chi bộ|đồng chí)(?:\s[^\W\d]{1,8}){0,2}\s(?:của|thuộc)\s(?:toàn\s)?(?:Đảng|đảng) bộ\s"
)
"""A figure with the Party body right behind it whose members it counts, wherever the sentence began."""
_THERE = re.compile(r"\d[\d.]{0,8}(?:\s[^\W\dA-ZĐ]{1,8}){0,5}\s(?:ở|tại|thuộc)\s")
"""A figure with the unit right behind it in which it is counted: "45 đảng viên mới ở xã Chu Hương"."""
_AND_ANOTHER = re.compile(
    r"(?:,| và| hoặc) (?:(?:ở|tại|thuộc|các) )?(?:xã|phường|huyện|thị trấn|thôn|bản|ấp)?\s?[A-ZĐ]"
)
_OF_THE_WHOLE = re.compile(r"(?:[Tt]oàn\s|\A[\d.]{1,9}(?:\s[^\W\d]{1,8}){1,5}\scủa\s)(?:[Đđ]ảng bộ\s)?\Z")
"""Between a figure and a level alone that it belongs to: "156 đảng viên của huyện", "156 chi bộ trong toàn huyện"."""
_NEW_CLAUSE = re.compile(r";\s(?:[^\W\d]{1,8}\s){0,3}\Z")
_OTHER_FIGURE = re.compile(r"\([^)]*\d")
_OTHER_CLAUSE = re.compile(r",\s(?:trong khi|nhưng|song|còn|vì|do|bởi|nên)\s")
"""A clause behind the one of a figure tells of something else: "kết nạp 4 người, trong khi lớp trẻ vào Bình Dương"."""
_PART_OF_IT = re.compile(r"\scó\s(?:[^\W\d]{1,8}\s){0,2}\d")
"""A part of what was counted, of which a place behind it is told: "Trong 156 chi bộ của huyện có 45 ở xã A"."""
_THE_OTHERS = re.compile(
    r"[,;]\s(?:(?:và|riêng|cùng)\s)?(?:[Cc]ác|[Nn]hững|[Ss]ố|[Cc]òn)\s[^,;:.()0-9]{0,40}?(?:khác|lại)\s?(?::|\(|là|có)?\s?\Z"
)
"""The last item of a list of places, which stands for those not named ("…; các xã còn lại: 6")."""
_LEVELS = {"province": 1, "district": 2, "commune": 3, "village": 4}
_SERVED = ("giúp việc ", "tham mưu ", "giúp việc cho ")
"""Whom offices serve is no place of an item: "khối cơ quan giúp việc Tỉnh ủy 812"."""
_MORE_THAN = tuple(f" {how} hơn{than}" for how in ("nhiều", "ít", "cao", "thấp", "đông") for than in (" ", " so với "))
_LATER, _NEAR, _SEVERAL = 60, 40, 250


def place_in_clause(scope: PlaceScope, sentence: Sentence, start: int) -> ResolvedPlace | None:
    """The place in the sentence of a figure without one of its own: the last one before, else one it belongs to."""
    named = named_around(scope, sentence, start)
    return shared_place(scope, named, sentence, start) if named else None


def shared_place(scope: PlaceScope, named: NamedAround, sentence: Sentence, start: int) -> ResolvedPlace | None:
    """The place that a figure shares with its clause, of those named around it."""
    near = named.single
    if len(near) > 1 and _THE_OTHERS.search(scope.text, max(near[-1].mention.end, start - _LATER), start):
        near = [p for p in near if _LEVELS.get(p.level or "", 0) < _LEVELS.get(near[-1].level or "", 0)]
    for place in reversed(near):
        if mention_reaches(scope, place, sentence, start):
            return place
    if named.following is None or named.following.mention.start >= start + _LATER:
        return None
    behind = places_between(scope, start, min(sentence.end, start + _LATER))
    return next((p for p in behind if _owns(scope, p, start)), None)


def named_around(scope: PlaceScope, sentence: Sentence, start: int) -> NamedAround | None:
    """The places named in the sentence of a figure, None without any; most figures of a sentence share them."""
    starts = scope.starts
    first = bisect.bisect_left(starts, sentence.start)
    if first == len(starts) or starts[first] > sentence.end:
        return None
    last = bisect.bisect_left(starts, start, first)
    named = scope.named_around.get((first, last))
    if named is None:
        following = scope.places[last] if last < len(starts) and starts[last] <= sentence.end else None
        near = list(scope.places[max(first, last - _NEAR) : last])
        heads = [p for p in near if not is_parent(scope, p) and not _is_outdone(scope.text, p)]
        single = [p for p in heads if p.mention.kind != "implicit" or not _is_of_many(scope.text, p, sentence.start)]
        row = last_row(scope.text, [p for p in heads if not scope.is_compared(p)]) if len(heads) > 1 else []
        named = scope.named_around[first, last] = NamedAround(near, heads, single, row, following)
    return named


def _is_outdone(text: str, place: ResolvedPlace) -> bool:
    """Whether another place is told to have more or fewer than this one ("…, nhiều hơn huyện Pác Nặm 23 đảng viên")."""
    return text.endswith(_MORE_THAN, 0, place.mention.start)


def place_right_behind(scope: PlaceScope, sentence: Sentence, start: int) -> ResolvedPlace | None:
    """The place whose Party body stands right behind the figure: "đại diện cho 694 đảng viên của Đảng bộ xã"."""
    told = _MEMBERS_OF.match(scope.text, start, sentence.end)
    near = places_between(scope, told.end(), told.end() + 1) if told else []
    if near:
        return near[0]
    told = _THERE.match(scope.text, start, sentence.end)
    near = places_between(scope, told.end(), told.end() + 1) if told else []
    if not near or near[0].mention.kind != "named" or _AND_ANOTHER.match(scope.text, near[0].mention.end):
        return None
    return near[0]


def _is_of_many(text: str, place: ResolvedPlace, begin: int) -> bool:
    """Whether a kind word tells the sort of bodies of several units: "các xã … lập chi bộ Công an xã"."""
    if place.mention.text[:4].lower() == "toàn":
        return False
    before = text[max(begin, place.mention.start - _SEVERAL) : place.mention.start]
    if f" {place.mention.unit_type}" not in before:
        return False
    return bool(re.search(rf"(?:[Cc]ác|[Nn]hững|\d) {place.mention.unit_type}\b(?! [^\W\d_a-zđà-ỹ])", before))


def is_of_several(scope: PlaceScope, found: ResolvedPlace, named: NamedAround, sentence: Sentence, start: int) -> bool:
    """Whether a figure belongs to several places together: "các xã A, B và C kết nạp 41 đảng viên"."""
    if found.mention.kind not in ("named", "bare") or not sentence.start <= found.mention.start < start:
        return False
    heads = [p for p in named.heads if p.mention.start <= found.mention.start]
    return len(heads) > 1 and heads[-1] is found and ends_row(scope.text, heads)


def own_place(
    scope: PlaceScope, named: NamedAround, *, sentence: Sentence, left: int, start: int
) -> ResolvedPlace | None:
    """The place that the figure at `start` has for itself, or None.

    It stands right before it in a list ("Gia Lai: 15,4%"), is its turn in a row of places and a row of figures, or
    begins the clause behind a semicolon.
    """
    if not named.before:
        return None
    in_order = place_in_order(scope.text, named.row, start) if len(named.row) > 1 else None
    last = named.before[-1].mention
    if in_order or last.start < left:
        return in_order
    head = named.heads[-1] if named.heads else None
    if head is None or _ITEM_GAP.fullmatch(scope.text, last.end, start):
        is_served = head is not None and scope.text.endswith(_SERVED, 0, head.mention.start)
        return None if is_served else head
    opens = head.mention.start >= left and _NEW_CLAUSE.search(scope.text, left, head.mention.start)
    return head if opens and head.mention.kind != "implicit" and mention_reaches(scope, head, sentence, start) else None


def _owns(scope: PlaceScope, place: ResolvedPlace, start: int) -> bool:
    """Whether what is counted at `start` is said to belong to a place behind it: "24 đảng viên thuộc Đảng bộ xã X"."""
    between = scope.text[start : place.mention.start]
    others = (_ATTACHED, _OTHER_FIGURE, _OTHER_CLAUSE, _PART_OF_IT)
    if ";" in between or any(other.search(between) for other in others):
        return False
    if is_whole_of_share(scope.text[max(0, start - _NEAR) : place.mention.start]):
        return False
    if place.mention.kind == "implicit" and not _OF_THE_WHOLE.search(between):
        return False
    return bool(_BELONGS.search(between))
