"""Resolved places of a document -> the place that each figure is about, by scope.

Scope goes outwards: the item of a list, the clause, the sentence, the paragraph, the document. A level alone ("toàn
huyện", "Đảng bộ xã") stands for the document's own unit of that kind, else for the one that the text named last.
"""

import bisect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractors.places.document_place import DocumentPlace
from extractors.places.headings import find_headed
from extractors.places.lists import place_in_order
from extractors.places.reach import first_figure, is_dateline, is_office, reaches
from extractors.places.resolution import ResolvedPlace
from schemas.facts import Locality
from schemas.sentences import Sentence

_RANK = {"nation": 0, "province": 1, "district": 2, "commune": 3, "village": 4}
_PARENT_GAP = re.compile(r"\s?(?:,|\(|-|–|thuộc|của|ở)\s?(?:thuộc |của )?\Z")
_ITEM_GAP = re.compile(r"[\s:(–-]{0,4}(?:(?:có|là|đạt)[\s:(–-]{1,4})?")
_CENTRAL = re.compile(
    r"Trung ương|Bộ Chính trị|Ban Bí thư|[Cc]ả nước|[Tt]oàn quốc|[Tt]oàn Đảng(?! bộ)|Chính phủ|Tổng Liên đoàn"
    r"|Bộ đội Biên phòng(?! tỉnh)"
)
_BELONGS = re.compile(
    r"(?:thuộc|ở|tại|của|trong|trên địa bàn|[Tt]oàn)\s(?:toàn\s)?(?:[Đđ]ảng bộ\s|[Đđ]ảng ủy\s|[Cc]hi bộ\s)?"
    r"(?:(?:thôn|bản|ấp|buôn|bon|làng|xóm|khóm)\s[^,;.()]{1,25},\s)?\Z"
)
_IN_REGION = re.compile(r"[^.;\d\n]{0,60}(?:thuộc|của|ở|tại|trong|là|trên)\s")
_UNDER = re.compile(r"[^.;\d\n]{0,60}trực thuộc\s(?:[Đđ]ảng bộ\s|[Đđ]ảng ủy\s)?")
_CITY = "thành phố"
_LATER, _NEAR, _APPOSED = 60, 40, 12
_TITLE_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class PlaceScope:
    """All places of one document, ready to be asked.

    `topics` is the place each sentence begins with, `headed` the one that heads the list it stands in, by its start.
    """

    text: str
    places: tuple[ResolvedPlace, ...]
    document: DocumentPlace
    starts: tuple[int, ...]
    topics: dict[int, ResolvedPlace]
    sentences: tuple[Sentence, ...] = ()
    headed: Mapping[int, ResolvedPlace] = field(default_factory=dict)

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
    kept = tuple(p for p in places if p.mention.kind != "village" and not _is_no_scope(p, text))
    starts = tuple(p.mention.start for p in kept)
    main, headed = _nation_if_alone(text, kept, document), find_headed(sentences, kept)
    scope = PlaceScope(text, kept, main, starts, {}, tuple(sentences), headed)
    for sentence in sentences:
        topic = _topic(scope, sentence)
        if topic:
            scope.topics[sentence.start] = topic
    return scope


def _is_no_scope(place: ResolvedPlace, text: str) -> bool:
    """Whether a mention signs the text, or is a count: a number that names no unit, "(phường 8; cơ quan 14)"."""
    is_count = place.code is None and (place.mention.name or "").isdecimal()
    return is_count or is_dateline(text, place.mention.start, place.mention.end)


def _topic(scope: PlaceScope, sentence: Sentence) -> ResolvedPlace | None:
    """The place that a sentence names before its first figure, unless it goes on to another one of that level."""
    limit = sentence.start + first_figure(sentence.text)
    inside = [p for p in _between(scope, sentence.start, limit) if p.mention.kind != "implicit"]
    topic = next((p for p in inside if _reaches(scope, p, sentence, sentence.end)), None)
    if topic is None:
        return None
    later = [p for p in _between(scope, topic.mention.end, sentence.end) if not _is_parent(scope, p)]
    is_list = any(p.level == topic.level and p.code != topic.code and p.mention.kind != "implicit" for p in later)
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
    if found is None and before:
        last = bisect.bisect_left(scope.topic_starts, sentence.start) - 1
        if last >= 0 and scope.topic_starts[last] >= before[0].start:
            found = scope.topics[scope.topic_starts[last]]
    return found or scope.headed.get(sentence.start)


def resolve_locality(
    scope: PlaceScope, *, sentence: Sentence, start: int, left: int, before: Sequence[Sentence]
) -> Locality | None:
    """The place that the figure at `start` is about, or None when nothing in the document says.

    The arguments are those of `find_place`.
    """
    found = find_place(scope, sentence=sentence, start=start, left=left, before=before)
    if found is None and sentence.role == "title":
        found = _where_told_again(scope, sentence, start)
    return document_locality(scope.document) if found is None else _locality(scope, found, start)


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


def own_place(scope: PlaceScope, *, sentence: Sentence, left: int, start: int) -> ResolvedPlace | None:
    """The place that the figure at `start` has for itself, or None.

    It stands right before it in a list ("Gia Lai: 15,4%"), or is its turn in a row of places and a row of figures.
    """
    near = _between(scope, sentence.start, start)[-_NEAR:]
    in_order = place_in_order(scope.text, [p for p in near if not _is_parent(scope, p)], start)
    if in_order or not near or near[-1].mention.start < left:
        return in_order
    return near[-1] if _ITEM_GAP.fullmatch(scope.text, near[-1].mention.end, start) else None


def _reaches(scope: PlaceScope, place: ResolvedPlace, sentence: Sentence, figure: int) -> bool:
    at = place.mention
    return reaches(scope.text, start=at.start, end=at.end, figure=figure, sentence_start=sentence.start)


def _owns(scope: PlaceScope, place: ResolvedPlace, start: int) -> bool:
    """Whether what is counted at `start` is said to belong to a place behind it: "24 đảng viên thuộc Đảng bộ xã X"."""
    between = scope.text[start : place.mention.start]
    if place.mention.kind == "implicit" and not re.search(r"[Tt]oàn\s(?:[Đđ]ảng bộ\s)?\Z", between):
        return False
    return bool(_BELONGS.search(between))


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
    if place.mention.kind == "region":
        return bool(_IN_REGION.fullmatch(gap))
    rank, above = _RANK.get(place.level or "", 9), _RANK.get(previous.level or "", 9)
    return rank < above and bool(_PARENT_GAP.fullmatch(gap) if len(gap) < _APPOSED else _UNDER.fullmatch(gap))


def _locality(scope: PlaceScope, place: ResolvedPlace, start: int) -> Locality | None:
    if place.mention.kind == "implicit":
        return _of_level(scope, place, start)
    return place.to_locality()


def _of_level(scope: PlaceScope, place: ResolvedPlace, start: int) -> Locality | None:
    """The unit that a bare level stands for: the document's own or one above, else the last one named of its level."""
    document, kind = scope.document, place.mention.unit_type or ""
    own = [unit for unit in (document_locality(document), *document.above) if unit is not None]
    of_kind = next((unit for unit in own if unit.name.startswith(f"{kind} ")), None)
    of_level = next((unit for unit in own if unit.level == place.level), None)
    if of_kind or (of_level and kind != _CITY):
        return of_kind or of_level
    before = bisect.bisect_left(scope.starts, start)
    named = (p for p in reversed(scope.places[:before]) if p.mention.kind != "implicit" and p.level == place.level)
    last = next((p for p in named if kind != _CITY or p.name.startswith(_CITY)), None)
    return last.to_locality() if last else document_locality(document)


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
