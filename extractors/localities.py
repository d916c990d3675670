"""Resolved places of a document -> the place that each figure is about, by scope.

Scope goes outwards: the item of a list, the clause, the sentence, the paragraph, the document. A level alone ("toàn
huyện", "Đảng bộ xã") stands for the unit of that level that the text named last.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document_place import DocumentPlace
from extractors.place_resolution import ResolvedPlace
from schemas.facts import Locality
from schemas.sentences import Sentence

_RANK = {"nation": 0, "province": 1, "district": 2, "commune": 3, "village": 4}
_PARENT_GAP = re.compile(r"\s?(?:,|\(|-|–|thuộc|của|ở)\s?(?:thuộc |của )?\Z")
_ADJACENT_GAP = re.compile(r"\s?(?::|-|–|có|là|đạt|được|kết nạp|,|\()?\s?(?:trên |hơn |gần |với |có )?\Z")
_CENTRAL = re.compile(
    r"Trung ương|Bộ Chính trị|Ban Bí thư|[Cc]ả nước|[Tt]oàn quốc|[Tt]oàn Đảng(?! bộ)|Chính phủ|Tổng Liên đoàn|Bộ đội Biên phòng(?! tỉnh)"
)
_OBJECT = re.compile(r"(?:trình|báo cáo|đề nghị|xin ý kiến|tham mưu cho|tham mưu)\s(?:Ban Thường vụ\s)?\Z")
_BELONGS = re.compile(r"(?:thuộc|ở|tại|của|trong|trên địa bàn)\s\Z")


@dataclass(frozen=True)
class PlaceScope:
    """All places of one document, ready to be asked."""

    text: str
    places: tuple[ResolvedPlace, ...]
    document: DocumentPlace
    starts: tuple[int, ...]
    topics: dict[int, ResolvedPlace]


def make_scope(
    text: str, places: Sequence[ResolvedPlace], document: DocumentPlace, sentences: Sequence[Sentence]
) -> PlaceScope:
    """The places of a document with the topic of every sentence that names one."""
    kept = tuple(p for p in places if p.mention.kind != "village")
    starts = tuple(p.mention.start for p in kept)
    scope = PlaceScope(text, kept, _nation_if_alone(text, kept, document), starts, {})
    for sentence in sentences:
        inside = _between(scope, sentence.start, sentence.end)
        first_digit = re.search(r"\d", sentence.text)
        limit = sentence.start + (first_digit.start() if first_digit else len(sentence.text))
        topic = next((p for p in inside if p.mention.start < limit and p.mention.kind != "implicit"), None)
        if topic:
            scope.topics[sentence.start] = topic
    return scope


def resolve_row(scope: PlaceScope, *, start: int, end: int, is_total: bool) -> Locality | None:
    """The place that a table's row label names, else the document's own."""
    own = [p for p in _between(scope, start, end) if p.mention.kind in ("named", "bare")]
    if own and not is_total:
        return own[0].to_locality()
    return _document_locality(scope.document)


def _nation_if_alone(text: str, places: Sequence[ResolvedPlace], document: DocumentPlace) -> DocumentPlace:
    """The nation when the text names no unit of its own and speaks of the Party's or the state's central bodies."""
    own = [p for p in places if p.mention.kind in ("named", "bare") or p.level in ("province", "district")]
    if own or not _CENTRAL.search(text):
        return document
    return DocumentPlace(
        province=None, province_code=None, locality="cả nước", locality_level="nation", locality_code=None
    )


def resolve_locality(
    scope: PlaceScope, *, sentence: Sentence, start: int, left: int, before: Sequence[Sentence]
) -> Locality | None:
    """The place that the figure at `start` is about, or None when nothing in the document says.

    Args:
        scope: From `make_scope`.
        sentence: The figure's sentence.
        start: Offset of the numeral.
        left: Offset behind the numeral before it in the sentence, or the sentence's start.
        before: The sentences before it in its paragraph, nearest last.
    """
    found = _in_sentence(scope, sentence, start, left)
    if found is None:
        for earlier in reversed(before):
            if earlier.start in scope.topics:
                found = scope.topics[earlier.start]
                break
    if found is None:
        return _document_locality(scope.document)
    return _locality(scope, found, start)


def _in_sentence(scope: PlaceScope, sentence: Sentence, start: int, left: int) -> ResolvedPlace | None:
    """The place in the sentence: of the list item, else the last one before, else one that the noun belongs to."""
    item = [p for p in _between(scope, left, start) if _ADJACENT_GAP.search(scope.text[p.mention.end : start])]
    if item and scope.text[item[-1].mention.end : start].strip(" :-–(") in ("", "có", "là", "đạt"):
        return item[-1]
    earlier = [
        p
        for p in _between(scope, sentence.start, start)
        if not _is_parent(scope, p)
        and not _told_apart(scope.text[p.mention.end : start])
        and not (p.mention.is_org and _OBJECT.search(scope.text[max(0, p.mention.start - 24) : p.mention.start]))
    ]
    if earlier:
        return earlier[-1]
    later = _between(scope, start, min(sentence.end, start + 60))
    for place in later:
        if place.mention.kind != "implicit" and _BELONGS.search(scope.text[start : place.mention.start]):
            return place
    return None


def _told_apart(gap: str) -> bool:
    """Whether a bracket closes in `gap` that was opened before it: what it held does not reach further."""
    closing = gap.find(")")
    return closing >= 0 and "(" not in gap[:closing]


def _between(scope: PlaceScope, start: int, end: int) -> list[ResolvedPlace]:
    first = bisect.bisect_left(scope.starts, start)
    last = bisect.bisect_left(scope.starts, end)
    return list(scope.places[first:last])


def _is_parent(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a mention only says where the one before it lies ("xã Công Bằng, huyện Pác Nặm")."""
    index = bisect.bisect_left(scope.starts, place.mention.start)
    if index == 0:
        return False
    previous = scope.places[index - 1]
    gap = scope.text[previous.mention.end : place.mention.start]
    rank, above = _RANK.get(place.level or "", 9), _RANK.get(previous.level or "", 9)
    return len(gap) < 12 and bool(_PARENT_GAP.fullmatch(gap)) and rank < above


def _locality(scope: PlaceScope, place: ResolvedPlace, start: int) -> Locality | None:
    if place.mention.kind == "implicit":
        return _of_level(scope, place, start)
    return place.to_locality()


def _of_level(scope: PlaceScope, place: ResolvedPlace, start: int) -> Locality | None:
    """The unit that a bare level stands for: the document's own, else the last one named of that level."""
    document = scope.document
    if place.level == document.locality_level and document.locality:
        return _document_locality(document)
    named = [
        p for p in scope.places if p.mention.start < start and p.mention.kind != "implicit" and p.level == place.level
    ]
    if named:
        return _locality(scope, named[-1], start)
    if place.level == "province" and document.province:
        return Locality(
            name=f"tỉnh {document.province}", level="province", code=document.province_code, province=document.province
        )
    return _document_locality(document)


def _document_locality(document: DocumentPlace) -> Locality | None:
    if document.locality is None:
        return None
    return Locality(
        name=document.locality,
        level=document.locality_level,
        code=document.locality_code,
        province=document.province,
    )
