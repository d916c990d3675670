"""Resolved places of a document -> the place that each figure is about, by scope.

Scope goes outwards: the item of a list, the clause, the sentence, the paragraph, the document. A level alone ("toàn
huyện", "Đảng bộ xã") stands for the document's own unit of that kind, else for the one that the text named last.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.places.document_place import DocumentPlace
from extractors.places.lists import place_in_order, stands_in_row
from extractors.places.reach import first_figure, is_compared, is_dateline, is_office, reaches
from extractors.places.resolution import ResolvedPlace
from extractors.places.told_villages import village_told
from schemas.facts import Locality
from schemas.sentences import Sentence

_RANK = {"nation": 0, "province": 1, "district": 2, "commune": 3, "village": 4}
_VILLAGE_KINDS = "thôn|bản|ấp|buôn|bon|làng|xóm|khóm|khu phố|tổ dân phố|khu dân cư|tiểu khu"
_LIES_IN = re.compile(
    rf"[Ll]à\s(?:một\s|những\s)?(?:trong\s(?:những|các|số|hai|ba|bốn|năm|\d{{1,2}})\s)?(?:\d{{1,2}}\s)?"
    rf"(?P<kind>{_VILLAGE_KINDS}|xã|phường|thị trấn|huyện|quận|thị xã)\b[^,;.():]{{0,60}}"
    r"\s(?:thuộc|của|ở|tại)\s(?:huyện\s|tỉnh\s|xã\s)?(?:[^\W\d]{1,6}\s){0,2}\Z"
)
_BEGINS_CLAUSE = re.compile(
    r"(?:^|[\n.;:!?]\s?|,\s)(?:(?:[Tt]ại|[Ởở]|[Rr]iêng|[Tt]rong đó|[Cc]hi bộ|[Đđ]ảng bộ|[Hh]iện nay|[Hh]iện),?\s)?\Z"
)
_PARENT_GAP = re.compile(r"\s?(?:,|\(|-|–|thuộc|của|ở)\s?(?:thuộc |của )?\Z")
_ITEM_GAP = re.compile(r"[\s:(–-]{0,4}(?:(?:có|là|đạt)[\s:(–-]{1,4})?")
_CENTRAL = re.compile(
    r"Trung ương|Bộ Chính trị|Ban Bí thư|[Cc]ả nước|[Tt]oàn quốc|[Tt]oàn Đảng(?! bộ)|Chính phủ|Tổng Liên đoàn"
    r"|Bộ đội Biên phòng(?! tỉnh)"
)
_ATTACHED = re.compile(r",\strực thuộc\s[^,;.]{0,30}\Z")
_BELONGS = re.compile(
    r"(?:thuộc|ở|tại|của|trong|trên địa bàn|[Tt]oàn)\s(?:toàn\s)?(?:[Đđ]ảng bộ\s|[Đđ]ảng ủy\s|[Cc]hi bộ\s)?"
    r"(?:(?:thôn|bản|ấp|buôn|bon|làng|xóm|khóm)\s[^,;.()]{1,25},\s)?\Z"
)
_IN_REGION = re.compile(r"[^.;\d\n]{0,60}(?:thuộc|của|ở|tại|trong|là|trên)\s")
_UNDER = re.compile(r"[^.;\d\n]{0,60}trực thuộc\s(?:[Đđ]ảng bộ\s|[Đđ]ảng ủy\s)?")
_CITY = "thành phố"
_STRICT_KINDS = (_CITY, "phường", "thị trấn")
_LATER, _NEAR, _APPOSED = 60, 40, 12
_TITLE_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class PlaceScope:
    """All places of one document, ready to be asked; `topics` is the place each sentence begins with, by its start."""

    text: str
    places: tuple[ResolvedPlace, ...]
    document: DocumentPlace
    starts: tuple[int, ...]
    topics: dict[int, ResolvedPlace]
    sentences: tuple[Sentence, ...] = ()
    villages: tuple[ResolvedPlace, ...] = ()

    @cached_property
    def topic_starts(self) -> tuple[int, ...]:
        """The starts of the sentences that have a topic, in order."""
        return tuple(sorted(self.topics))

    @cached_property
    def first_unit(self) -> int | None:
        """Offset of the first unit that the body names as such, other than in a person's office; None without one."""
        begin = self.sentences[0].end if self.sentences else 0
        named = (p.mention.start for p in self.places if p.mention.kind in ("named", "implicit"))
        return next((at for at in named if at >= begin and not is_office(self.text, at)), None)


def make_scope(
    text: str, places: Sequence[ResolvedPlace], document: DocumentPlace, sentences: Sequence[Sentence]
) -> PlaceScope:
    """The places of a document with the topic of every sentence that names one."""
    kept = tuple(p for p in places if not _is_no_scope(p, text))
    starts = tuple(p.mention.start for p in kept)
    villages = tuple(p for p in places if p.mention.kind == "village" and not (p.mention.name or "").isdecimal())
    about = _nation_if_alone(text, kept, document)
    scope = PlaceScope(text, kept, about, starts, {}, tuple(sentences), villages)
    for sentence in sentences:
        topic = _topic(scope, sentence)
        if topic:
            scope.topics[sentence.start] = topic
    return scope


def _is_no_scope(place: ResolvedPlace, text: str) -> bool:
    """Whether a mention signs the text, is a count, or a village that no clause begins with.

    A count is a number that names no unit: "(phường 8; cơ quan 14)".
    """
    start = place.mention.start
    is_count = place.code is None and (place.mention.name or "").isdecimal()
    if place.mention.kind == "village":
        return is_count or not _BEGINS_CLAUSE.search(text[max(0, start - _NEAR) : start])
    return is_count or is_dateline(text, start, place.mention.end)


def _topic(scope: PlaceScope, sentence: Sentence) -> ResolvedPlace | None:
    """The place that a sentence names before its first figure, unless it goes on to another one of that level."""
    limit = sentence.start + first_figure(sentence.text)
    inside = [p for p in _between(scope, sentence.start, limit) if p.mention.kind != "implicit"]
    topic = next((p for p in inside if _reaches(scope, p, sentence, sentence.end)), None)
    if topic is None:
        return None
    later = [p for p in _between(scope, topic.mention.end, sentence.end) if not _is_parent(scope, p)]
    is_list = any(
        p.level == topic.level and (p.code, p.name) != (topic.code, topic.name) and p.mention.kind != "implicit"
        for p in later
    )
    is_left = any(_is_whole(scope, p) for p in later)
    return None if is_list or is_left else topic


def _is_whole(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a mention returns to the document's own unit ("toàn tỉnh" in a province's article)."""
    says_whole = place.mention.text[:4].lower() == "toàn"
    return place.mention.kind == "implicit" and says_whole and place.level == scope.document.locality_level


def resolve_row(scope: PlaceScope, *, start: int, end: int, is_total: bool) -> Locality | None:
    """The place that a table's row label names, else the document's own."""
    own = [p for p in _between(scope, start, end) if p.mention.kind in ("named", "bare")]
    if own and not is_total:
        return own[0].to_locality()
    return document_locality(scope.document)


def _nation_if_alone(text: str, places: Sequence[ResolvedPlace], document: DocumentPlace) -> DocumentPlace:
    """The nation when the text names no unit of its own and speaks of the Party's or the state's central bodies."""
    own = [
        p
        for p in places
        if (p.mention.kind in ("named", "bare") and not is_office(text, p.mention.start))
        or (p.mention.kind == "implicit" and p.level in ("province", "district"))
    ]
    if own or not _CENTRAL.search(text):
        return document
    return DocumentPlace(
        province=None, province_code=None, locality="cả nước", locality_level="nation", locality_code=None
    )


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
    found = _in_sentence(scope, sentence, start, left)
    begin = before[0].start if before else sentence.start
    village = village_told(scope.text, scope.villages, (begin, sentence.start, start))
    if village and (found is None or found.mention.start < village.at):
        return village.place
    own = found is not None and own_place(scope, sentence=sentence, left=left, start=start)
    if found is not None and not own and _is_of_several(scope, found, sentence, start):
        return None
    if found is None and before:
        last = bisect.bisect_left(scope.topic_starts, sentence.start) - 1
        if last >= 0 and scope.topic_starts[last] >= before[0].start:
            found = scope.topics[scope.topic_starts[last]]
    return found


def resolve_locality(
    scope: PlaceScope, *, sentence: Sentence, start: int, left: int, before: Sequence[Sentence]
) -> Locality | None:
    """The place that the figure at `start` is about, or None when nothing in the document says.

    The arguments are those of `find_place`.
    """
    found = find_place(scope, sentence=sentence, start=start, left=left, before=before)
    if found is None and sentence.role == "title" and not _between(scope, sentence.start, sentence.end):
        found = _where_told_again(scope, sentence, start)
    paragraph = before[0].start if before else sentence.start
    return document_locality(scope.document) if found is None else _locality(scope, found, start, paragraph)


def _where_told_again(scope: PlaceScope, title: Sentence, start: int) -> ResolvedPlace | None:
    """The place of a title's figure that names none is that of the first sentence that tells the same figure."""
    figure = _TITLE_FIGURE.match(scope.text, start, title.end)
    if figure is None:
        return None
    same = re.compile(rf"(?<![\d.,/]){re.escape(figure.group())}(?![\d/]|[.,]\d)")
    for sentence in scope.sentences:
        again = same.search(sentence.text) if sentence.start > title.start else None
        if again:
            return _in_sentence(scope, sentence, sentence.start + again.start(), sentence.start)
    return None


def _in_sentence(scope: PlaceScope, sentence: Sentence, start: int, left: int) -> ResolvedPlace | None:
    """The place in the sentence: of the list item, else the last one before, else one that the noun belongs to."""
    own = own_place(scope, sentence=sentence, left=left, start=start)
    if own:
        return own
    near = [p for p in _between(scope, sentence.start, start)[-_NEAR:] if not _is_parent(scope, p)]
    earlier = next((p for p in reversed(near) if _reaches(scope, p, sentence, start)), None)
    if earlier:
        return earlier
    return next((p for p in _between(scope, start, min(sentence.end, start + _LATER)) if _owns(scope, p, start)), None)


def _is_of_several(scope: PlaceScope, found: ResolvedPlace, sentence: Sentence, start: int) -> bool:
    """Whether a figure belongs to several places together: "các xã A, B và C kết nạp 41 đảng viên"."""
    at = found.mention
    if found.mention.kind not in ("named", "bare") or not sentence.start <= at.start < start:
        return False
    near = [p for p in _between(scope, sentence.start, start)[-_NEAR:] if not _is_parent(scope, p)]
    return found in near and stands_in_row(scope.text, near, found)


def own_place(scope: PlaceScope, *, sentence: Sentence, left: int, start: int) -> ResolvedPlace | None:
    """The place that the figure at `start` has for itself, or None.

    It stands right before it in a list ("Gia Lai: 15,4%"), or is its turn in a row of places and a row of figures.
    """
    near = _between(scope, sentence.start, start)[-_NEAR:]
    row = [p for p in near if not _is_parent(scope, p) and not _is_compared(scope, p)]
    in_order = place_in_order(scope.text, row, start)
    if in_order or not near or near[-1].mention.start < left:
        return in_order
    if not _ITEM_GAP.fullmatch(scope.text, near[-1].mention.end, start):
        return None
    return next((p for p in reversed(near) if not _is_parent(scope, p)), None)


def _is_compared(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a bare level only tells what something is compared with: "thấp nhất trên toàn huyện"."""
    return place.mention.kind == "implicit" and is_compared(scope.text, place.mention.start)


def _reaches(scope: PlaceScope, place: ResolvedPlace, sentence: Sentence, figure: int) -> bool:
    at = place.mention
    return reaches(scope.text, start=at.start, end=at.end, figure=figure, sentence_start=sentence.start)


def _owns(scope: PlaceScope, place: ResolvedPlace, start: int) -> bool:
    """Whether what is counted at `start` is said to belong to a place behind it: "24 đảng viên thuộc Đảng bộ xã X"."""
    between = scope.text[start : place.mention.start]
    if _ATTACHED.search(between):
        return False
    if place.mention.kind == "implicit" and not re.search(r"[Tt]oàn\s(?:[Đđ]ảng bộ\s)?\Z", between):
        return False
    return bool(_BELONGS.search(between))


def _between(scope: PlaceScope, start: int, end: int) -> list[ResolvedPlace]:
    first = bisect.bisect_left(scope.starts, start)
    last = bisect.bisect_left(scope.starts, end)
    return list(scope.places[first:last])


def _is_parent(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a mention only says where something lies ("xã Công Bằng, huyện Pác Nặm", "Là xã thuộc huyện Pác Nặm")."""
    start = place.mention.start
    if place.mention.kind in ("named", "bare") and _lies_in(scope.text[max(0, start - _LATER * 2) : start], place):
        return True
    index = bisect.bisect_left(scope.starts, start)
    if index == 0:
        return False
    previous = scope.places[index - 1]
    gap = scope.text[previous.mention.end : place.mention.start]
    if place.mention.kind == "region":
        return bool(_IN_REGION.fullmatch(gap))
    rank, above = _RANK.get(place.level or "", 9), _RANK.get(previous.level or "", 9)
    return rank < above and bool(_PARENT_GAP.fullmatch(gap) if len(gap) < _APPOSED else _UNDER.fullmatch(gap))


def _lies_in(before: str, place: ResolvedPlace) -> bool:
    """Whether a text that ends in "là xã vùng sâu thuộc" stands before a place of a higher level."""
    told = _LIES_IN.search(before)
    if told is None:
        return False
    kind = told["kind"]
    rank = 3 if kind in ("xã", "phường", "thị trấn") else 2 if kind in ("huyện", "quận", "thị xã") else 4
    return _RANK.get(place.level or "", 9) < rank


def _locality(scope: PlaceScope, place: ResolvedPlace, start: int, paragraph: int) -> Locality | None:
    if place.mention.kind == "implicit":
        return _of_level(scope, place, start, paragraph)
    return place.to_locality()


def _of_level(scope: PlaceScope, place: ResolvedPlace, start: int, paragraph: int) -> Locality | None:
    """The unit that a bare level stands for.

    That is the one of its kind that the paragraph speaks of, the document's own or one above it, else the last one
    named of its level; a ward or town only where the text names one.
    """
    document, kind = scope.document, place.mention.unit_type or ""
    here = None if _is_whole(scope, place) else _topic_of_kind(scope, kind, paragraph, start)
    own = [unit for unit in (document_locality(document), *document.above) if unit is not None]
    of_kind = next((unit for unit in own if unit.name.startswith(f"{kind} ")), None)
    of_level = next((unit for unit in own if unit.level == place.level), None)
    if here or of_kind or (of_level and kind != _CITY):
        return here or of_kind or of_level
    before = bisect.bisect_left(scope.starts, start)
    named = (p for p in reversed(scope.places[:before]) if p.mention.kind != "implicit" and p.level == place.level)
    last = next((p for p in named if kind not in _STRICT_KINDS or p.name.startswith(kind)), None)
    return last.to_locality() if last else document_locality(document)


def _topic_of_kind(scope: PlaceScope, kind: str, paragraph: int, start: int) -> Locality | None:
    """The last topic of the sentences between two offsets, if it is of this kind."""
    last = bisect.bisect_right(scope.topic_starts, start) - 1
    if last < 0 or scope.topic_starts[last] < paragraph:
        return None
    topic = scope.topics[scope.topic_starts[last]]
    is_before = topic.mention.start < start and topic.name.startswith(f"{kind} ")
    return topic.to_locality() if is_before else None


def document_locality(document: DocumentPlace) -> Locality | None:
    """The main locality of a document as a fact states it, or None when the document names none."""
    if document.locality is None:
        return None
    return Locality(
        name=document.locality,
        level=document.locality_level,
        code=document.locality_code,
        province=document.province,
    )
