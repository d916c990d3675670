"""Resolved places of a document -> the place that each figure is about, by scope.

Scope goes outwards: the item of a list, the clause, the sentence, the paragraph, the document. A level alone ("toàn
huyện", "Đảng bộ xã") stands for the document's own unit of that kind, else for the one that the text named last.
"""

import bisect
import re
from collections.abc import Sequence
from functools import partial

from extractors.nonfacts import RUN
from extractors.places.levels import locality_meant
from extractors.places.list_rest import is_rest_of_list
from extractors.places.lists import place_in_order, stands_in_row
from extractors.places.points import ONE_UNIT, RANK
from extractors.places.reach import is_whole_of_share
from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import (
    PlaceScope,
    document_locality,
    is_parent,
    make_scope,
    mention_reaches,
    names_unit,
    places_between,
)
from extractors.places.told_villages import village_told
from schemas.facts import Locality
from schemas.sentences import Sentence

__all__ = [
    "PlaceScope",
    "document_locality",
    "find_place",
    "make_scope",
    "own_place",
    "resolve_locality",
    "resolve_row",
]

_ITEM_GAP = re.compile(
    r"\)\s|[\s:(–-]{0,4}(?:(?:có|là|đạt)[\s:(–-]{1,4})?"
    r"|,\s(?:chỉ|mới|mới chỉ|vỏn vẹn)\s(?:(?:có|đạt|được|kết nạp)\s){0,2}"
)
_ATTACHED = re.compile(r",\s(?:trực thuộc|trong đó|riêng)\s[^,;.]{0,30}\Z")
_BELONGS = re.compile(
    r"(?:thuộc|ở|tại|của|trong|trên địa bàn|[Tt]oàn)\s(?:toàn\s)?(?:[Đđ]ảng bộ\s|[Đđ]ảng ủy\s|[Cc]hi bộ\s)?"
    r"(?:(?:thôn|bản|ấp|buôn|bon|làng|xóm|khóm)\s[^,;.()]{1,25},\s)?\Z"
)
_GOES_ON = re.compile(r"[Tt]rong (?:số )?(?:này|đó)\b")
_RETOLD = re.compile(r"(?:[Cc]on số|[Tt]ỷ lệ) (?:ấy|này|đó)\b")
_OPENS = re.compile(
    r"(?:^|\n|[.;:!?“]\s?)(?:(?:[Hh]iện nay|[Hh]iện|[Nn]ay|[Đđ]ến nay|(?:[Cc]uối |[Đđ]ầu |[Tt]ừ )?[Nn]ăm \d{4}),?\s)?\Z"
)
_TELLS = re.compile(r"\s(?:hiện\s|nay\s|mới\s|chỉ\s|đã\s|vẫn\s){0,2}(?:có|còn|kết nạp|gồm)\b")
_MEMBERS_OF = re.compile(
    r"\d[\d.]{0,8}\s(?:đảng viên|chi bộ|đồng chí)(?:\s[^\W\d]{1,8}){0,2}\s(?:của|thuộc)\s(?:toàn\s)?(?:Đảng|đảng) bộ\s"
)
"""A figure with the Party body right behind it whose members it counts, wherever the sentence began."""
_NEW_CLAUSE = re.compile(r";\s(?:[^\W\d]{1,8}\s){0,3}\Z")
_OTHER_FIGURE = re.compile(r"\([^)]*\d")
_WHOLE = re.compile(r"(?:[Tt]oàn|[Cc]ả|[Tt]ính chung|[Bb]ình quân)\s(?:toàn\s)?(?:tỉnh|thành phố|huyện)\b[^.;]{0,40}\Z")
_SUM = re.compile(r"[-+*•\s]{0,4}(?:tổng cộng|cộng|tổng)\s?:", re.IGNORECASE)
"""A line that sums up a list of units is of none of them."""
_THE_OTHERS = re.compile(
    r"[,;]\s(?:(?:và|riêng|cùng)\s)?(?:[Cc]ác|[Nn]hững|[Ss]ố|[Cc]òn)\s[^,;:.()0-9]{0,40}?(?:khác|lại)\s?(?::|\(|là|có)?\s?\Z"
)
"""The last item of a list of places, which stands for those not named ("…; các xã còn lại: 6")."""
_LEVELS = {"province": 1, "district": 2, "commune": 3, "village": 4}
_SERVED = ("giúp việc ", "tham mưu ", "giúp việc cho ")
"""Whom offices serve is no place of an item: "khối cơ quan giúp việc Tỉnh ủy 812"."""
_LATER, _NEAR, _SEVERAL, _TOPICS = 60, 40, 250, 5


def resolve_row(scope: PlaceScope, *, start: int, end: int, is_total: bool) -> Locality | None:
    """The place that a table's row label names, else the document's own."""
    own = [p for p in places_between(scope, start, end) if p.mention.kind in ("named", "bare")]
    if own and not is_total:
        return own[0].to_locality()
    return scope.main


def find_place(
    scope: PlaceScope, *, sentence: Sentence, start: int, left: int, before: Sequence[Sentence]
) -> ResolvedPlace | None:
    """The mention that says which place the figure at `start` is about; None leaves it to the document.

    Args:
        scope: From `make_scope`.
        sentence: The figure's sentence.
        start: Offset of the numeral.
        left: Offset behind the numeral before it in the sentence, or the sentence's start.
        before: The sentences before it in its paragraph, nearest last.
    """
    own = own_place(scope, sentence=sentence, left=left, start=start) or _right_behind(scope, sentence, start)
    found = own or _in_clause(scope, sentence, start)
    begin = before[0].start if before else sentence.start
    village = village_told(scope.text, scope.villages, (begin, sentence.start, start), partial(names_unit, scope))
    if village and (found is None or found.mention.start < village.at):
        return village.place
    if found is not None and not own and _is_of_several(scope, found, sentence, start):
        return None
    if found is not None and not own and is_rest_of_list(scope, found, sentence, start):
        return None
    if found is None and before:
        found = _retold_of(scope, before[-1], sentence, start) or _before(scope, sentence, before)
    if found is None and _SUM.match(sentence.text):
        return None
    return found or scope.headed.get(sentence.start) or (None if before else _taken_up(scope, sentence))


def _topic_before(scope: PlaceScope, sentence: Sentence, begin: int) -> ResolvedPlace | None:
    """The last topic of the sentences from `begin` to this one; a whole above the document's unit is told by the way.

    "Toàn tỉnh An Giang cùng kỳ kết nạp 4.611" in a text about one of its communes leaves nothing to what follows.
    """
    last = bisect.bisect_left(scope.topic_starts, sentence.start)
    for at in reversed(scope.topic_starts[max(0, last - _TOPICS) : last]):
        if at < begin:
            return None
        if at == begin or not _is_whole_above(scope, scope.topics[at]):
            return scope.topics[at]
    return None


def _before(scope: PlaceScope, sentence: Sentence, before: Sequence[Sentence]) -> ResolvedPlace | None:
    """What the sentences before speak of: a smaller level that one of them began with, else the last topic."""
    topic = _topic_before(scope, sentence, before[0].start)
    begin = topic.mention.end if topic else before[0].start
    smallest = max(_rank(scope.document.locality_level), _rank(topic.level if topic else None))
    told = places_between(scope, begin, sentence.start)[-_TOPICS:]
    return next((p for p in reversed(told) if _rank(p.level) > smallest and _begins_with_level(scope, p)), topic)


def _rank(level: str | None) -> int:
    return RANK.get(level or "", 0)


def _begins_with_level(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a level alone begins what is told of it ("Xã có 12 thôn", "Cuối năm 2015, xã còn 2 làng …")."""
    if place.mention.kind != "implicit" or not _TELLS.match(scope.text, place.mention.end):
        return False
    return bool(_OPENS.search(scope.text, max(0, place.mention.start - _NEAR), place.mention.start))


def _retold_of(scope: PlaceScope, last: Sentence, sentence: Sentence, start: int) -> ResolvedPlace | None:
    """The place of the figure before for "con số ấy" ("… là 38 đồng chí. Năm 2014, con số ấy chỉ là 11")."""
    if not _RETOLD.search(scope.text, sentence.start, start):
        return None
    return _in_clause(scope, last, last.end)


def _is_whole_above(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a place is told as the whole in which the document's unit lies."""
    start = place.mention.start
    is_whole = _WHOLE.search(scope.text, max(0, start - _LATER), place.mention.end)
    return bool(is_whole) and any(unit.code == place.code for unit in scope.document.above)


def _taken_up(scope: PlaceScope, sentence: Sentence) -> ResolvedPlace | None:
    """The place of the sentence above a paragraph that goes on with what it counted ("Trong số này có …")."""
    if not _GOES_ON.match(sentence.text):
        return None
    index = bisect.bisect_left(scope.sentences, sentence.start, key=lambda s: s.start) - 1
    return _in_clause(scope, scope.sentences[index], scope.sentences[index].end) if index > 0 else None


def resolve_locality(
    scope: PlaceScope, found: ResolvedPlace | None, *, sentence: Sentence, start: int
) -> Locality | None:
    """The place that the figure at `start` is about, or None when nothing in the document says.

    Args:
        scope: From `make_scope`.
        found: What `find_place` gives for the figure.
        sentence: The figure's sentence.
        start: Offset of the numeral.
    """
    if found is None and sentence.role == "title" and not places_between(scope, sentence.start, sentence.end):
        found = _where_told_again(scope, sentence, start)
    paragraph = scope.paragraphs.get(sentence.paragraph, sentence.start)
    if found is not None and sentence.role == "title" and _holds_one(scope, found, sentence.start, start):
        return scope.main
    return scope.main if found is None else locality_meant(scope, found, start, paragraph)


def _holds_one(scope: PlaceScope, place: ResolvedPlace, begin: int, start: int) -> bool:
    """Whether a title only says where the unit lies that the text is about ("Đà Nẵng: Một quận kỷ luật 48 …").

    Args:
        scope: From `make_scope`.
        place: The place that the title names.
        begin: Start of the title.
        start: Offset of the figure.
    """
    is_above = place.code is not None and any(unit.code == place.code for unit in scope.document.above)
    return is_above and bool(ONE_UNIT.search(scope.text, begin, start))


def _where_told_again(scope: PlaceScope, title: Sentence, start: int) -> ResolvedPlace | None:
    """The place of a title's figure that names none is that of the first sentence that tells the same figure."""
    figure = RUN.match(scope.text, start, title.end)
    if figure is None:
        return None
    same = re.compile(rf"(?<![\d.,/]){re.escape(figure.group())}(?![\d/]|[.,]\d)")
    for sentence in scope.sentences:
        again = same.search(sentence.text) if sentence.start > title.start else None
        if again:
            at = sentence.start + again.start()
            own = own_place(scope, sentence=sentence, left=sentence.start, start=at)
            return own or _in_clause(scope, sentence, at)
    return None


def _in_clause(scope: PlaceScope, sentence: Sentence, start: int) -> ResolvedPlace | None:
    """The place in the sentence of a figure without one of its own: the last one before, else one it belongs to."""
    near = [p for p in places_between(scope, sentence.start, start)[-_NEAR:] if not is_parent(scope, p)]
    near = [p for p in near if not _is_of_many(scope.text, p, sentence.start)]
    if len(near) > 1 and _THE_OTHERS.search(scope.text, max(near[-1].mention.end, start - _LATER), start):
        near = [p for p in near if _LEVELS.get(p.level or "", 0) < _LEVELS.get(near[-1].level or "", 0)]
    earlier = next((p for p in reversed(near) if mention_reaches(scope, p, sentence, start)), None)
    if earlier:
        return earlier
    return next(
        (p for p in places_between(scope, start, min(sentence.end, start + _LATER)) if _owns(scope, p, start)), None
    )


def _right_behind(scope: PlaceScope, sentence: Sentence, start: int) -> ResolvedPlace | None:
    """The place whose Party body stands right behind the figure: "đại diện cho 694 đảng viên của Đảng bộ xã"."""
    told = _MEMBERS_OF.match(scope.text, start, sentence.end)
    near = places_between(scope, told.end(), told.end() + 1) if told else []
    return near[0] if near else None


def _is_of_many(text: str, place: ResolvedPlace, begin: int) -> bool:
    """Whether a kind word tells the sort of bodies of several units: "các xã … lập chi bộ Công an xã"."""
    if place.mention.kind != "implicit" or place.mention.text[:4].lower() == "toàn":
        return False
    before = text[max(begin, place.mention.start - _SEVERAL) : place.mention.start]
    return bool(re.search(rf"(?:[Cc]ác|[Nn]hững|\d) {place.mention.unit_type}\b(?! [^\W\d_a-zđà-ỹ])", before))


def _is_of_several(scope: PlaceScope, found: ResolvedPlace, sentence: Sentence, start: int) -> bool:
    """Whether a figure belongs to several places together: "các xã A, B và C kết nạp 41 đảng viên"."""
    at = found.mention
    if found.mention.kind not in ("named", "bare") or not sentence.start <= at.start < start:
        return False
    near = [p for p in places_between(scope, sentence.start, start)[-_NEAR:] if not is_parent(scope, p)]
    return found in near and stands_in_row(scope.text, near, found)


def own_place(scope: PlaceScope, *, sentence: Sentence, left: int, start: int) -> ResolvedPlace | None:
    """The place that the figure at `start` has for itself, or None.

    It stands right before it in a list ("Gia Lai: 15,4%"), is its turn in a row of places and a row of figures, or
    begins the clause behind a semicolon.
    """
    near = places_between(scope, sentence.start, start)[-_NEAR:]
    if not near:
        return None
    row = [p for p in near if not is_parent(scope, p) and p.mention.start not in scope.compared]
    in_order = place_in_order(scope.text, row, start)
    if in_order or near[-1].mention.start < left:
        return in_order
    head = next((p for p in reversed(near) if not is_parent(scope, p)), None)
    if head is None or _ITEM_GAP.fullmatch(scope.text, near[-1].mention.end, start):
        is_served = head is not None and scope.text.endswith(_SERVED, 0, head.mention.start)
        return None if is_served else head
    opens = head.mention.start >= left and _NEW_CLAUSE.search(scope.text, left, head.mention.start)
    return head if opens and head.mention.kind != "implicit" and mention_reaches(scope, head, sentence, start) else None


def _owns(scope: PlaceScope, place: ResolvedPlace, start: int) -> bool:
    """Whether what is counted at `start` is said to belong to a place behind it: "24 đảng viên thuộc Đảng bộ xã X"."""
    between = scope.text[start : place.mention.start]
    if ";" in between or _ATTACHED.search(between) or _OTHER_FIGURE.search(between):
        return False
    if is_whole_of_share(scope.text[max(0, start - _NEAR) : place.mention.start]):
        return False
    if place.mention.kind == "implicit" and not re.search(r"[Tt]oàn\s(?:[Đđ]ảng bộ\s)?\Z", between):
        return False
    return bool(_BELONGS.search(between))
