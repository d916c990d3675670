"""Resolved places of a document with its main locality and the topic of every sentence: what scope is asked of."""

import bisect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractors.places.document_place import DocumentPlace
from extractors.places.headings import find_headed
from extractors.places.mention import PlaceMention
from extractors.places.points import RANK
from extractors.places.reach import (
    CENTRE,
    first_figure,
    is_compared,
    is_dateline,
    is_founded_on,
    is_in_capital,
    is_office,
    is_seat,
    is_venue,
    reaches,
)
from extractors.places.resolution import ResolvedPlace
from schemas.facts import Locality
from schemas.sentences import Sentence

_VILLAGE_KINDS = "thôn|bản|ấp|buôn|bon|làng|xóm|khóm|khu phố|tổ dân phố|khu dân cư|tiểu khu"
_LIES_IN = re.compile(
    rf"[Ll]à\s(?:một\s|những\s)?(?:trong\s(?:những|các|số|hai|ba|bốn|năm|\d{{1,2}})\s)?(?:\d{{1,2}}\s)?"
    rf"(?P<kind>{_VILLAGE_KINDS}|xã|phường|thị trấn|huyện|quận|thị xã)\b[^,;.():]{{0,60}}"
    r"\s(?:thuộc|của|ở|tại)\s(?:huyện\s|tỉnh\s|xã\s)?(?:[^\W\d]{1,6}\s){0,2}\Z"
)
_BEGINS_CLAUSE = re.compile(
    r"(?:^|\n\s{0,20}|[.;:!?]\s?|,\s)"
    r"(?:(?:[Tt]ại|[Ởở]|[Rr]iêng|[Cc]òn|[Nn]hư"
    r"|(?:[Đđ]iển hình|[Nn]hất|[Cc]ụ thể|[Đđ]ặc biệt|[Tt]iêu biểu)(?: (?:là|như))?"
    r"|[Đđ]ơn cử|[Cc]hẳng hạn|[Vv]í dụ|[Tt]rong đó|[Cc]hi bộ|[Đđ]ảng bộ"
    r"|[Hh]iện nay|[Hh]iện|[Đđ]ến nay|[Nn]ay),?\s){0,3}\Z"
    r"|\s(?:nhất|kể đến|đó|đây|điển hình|tiêu biểu|ví dụ|trường hợp)\s(?:là|như)\s(?:ở\s|tại\s|[Cc]hi bộ\s){0,2}\Z"
)
_PARENT_GAP = re.compile(r"\s?(?:,|\(|-|–|thuộc|của|ở)\s?(?:thuộc |của )?\Z")
_CENTRAL = re.compile(
    rf"{CENTRE}(?!\w)|Bộ Chính trị|Ban Bí thư|[Cc]ả nước|[Tt]oàn quốc|[Tt]oàn [ĐÐ]ảng(?! bộ)|Chính phủ|Tổng Liên đoàn"
    r"|Bộ đội Biên phòng(?! tỉnh)|Đảng Cộng sản Việt Nam"
    r"|(?:Hội|Đoàn|Liên đoàn|Liên hiệp|Công đoàn|Tập đoàn|Tổng [Cc]ông ty)\s(?:[^\W\d]{1,8}\s){1,8}?Việt Nam\b"
)
_EXAMPLE = re.compile(
    r"(?:[Rr]iêng|[Đđ]iển hình|[Tt]iêu biểu|[Cc]hẳng hạn|[Vv]í dụ)\s(?:(?:là|như|ở|tại)\s){0,2}"
    r"(?:tỉnh\s|thành phố\s)?\Z"
)
_AMONG = re.compile(
    r"(?:[Đđ]iển hình|[Tt]iêu biểu|[Cc]hẳng hạn|[Vv]í dụ)\s(?:là|như|ở|tại)\s(?:[^.\n]|\.(?=\d)|(?<=TP)\.){1,400}\Z"
)
_NEXT_ITEM = re.compile(r";\s(?:còn\s)?(?:tỉnh\s|thành phố\s|TP\.?\s?)?\Z")
_OR_EQUAL = re.compile(r"[^.;\n\d]{0,60}\s(?:và|hoặc)\s(?:cấp\s)?tương đương\b")
_OF_THE_NATION = re.compile(r"Đảng ta\b|TTXVN|[Dd]ân tộc ta\b")
_IN_REGION = re.compile(r"[^.;\d\n]{0,60}(?:thuộc|của|ở|tại|trong|là|trên)\s")
_UNDER = re.compile(r"[^.;\n]{0,150}trực thuộc\s(?:[Đđ]ảng bộ\s|[Đđ]ảng ủy\s)?")
_OUTSIDE = re.compile(r"\bngoài\s(?:(?:địa bàn|phạm vi|khu vực)\s)?\Z")
"""Figures of the parts of a body outside of a place are not that place's: "9 đảng bộ ở các đơn vị ngoài Hà Nội"."""
_TOLD, _NEAR, _APPOSED, _SEVERAL = 120, 40, 12, 440


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
    villages: tuple[ResolvedPlace, ...] = ()
    bodies: tuple[tuple[int, int], ...] = ()
    headed: Mapping[int, ResolvedPlace] = field(default_factory=dict)

    @cached_property
    def main(self) -> Locality | None:
        """The main locality of the document as a fact states it, or None when the document names none."""
        return document_locality(self.document)

    @cached_property
    def paragraphs(self) -> dict[int, int]:
        """The start of every paragraph by its number."""
        return {sentence.paragraph: sentence.start for sentence in reversed(self.sentences)}

    @cached_property
    def parents(self) -> dict[int, bool]:
        """What `is_parent` found of the places asked for so far, by their starts: every figure behind asks again."""
        return {}

    @cached_property
    def compared(self) -> frozenset[int]:
        """Where the places start that only tell what something is compared with ("thấp nhất trên toàn huyện")."""
        return frozenset(at for at in self.starts if is_compared(self.text, at))

    @cached_property
    def topic_starts(self) -> tuple[int, ...]:
        """The starts of the sentences that have a topic, in order."""
        return tuple(sorted(self.topics))

    @cached_property
    def units(self) -> tuple[int, ...]:
        """Where the text below the headline names units, other than in a person's office."""
        begin = self.sentences[0].end if self.sentences else 0
        named = (p.mention.start for p in self.places if p.mention.kind in ("named", "implicit"))
        return tuple(at for at in named if at >= begin and not is_office(self.text, at))


def make_scope(
    text: str,
    places: Sequence[ResolvedPlace],
    document: DocumentPlace,
    sentences: Sequence[Sentence],
    bodies: Sequence[tuple[int, int]] = (),
) -> PlaceScope:
    """The places of a document with the topic of every sentence that names one.

    Args:
        text: The whole text.
        places: All resolved places of the document, in order.
        document: What the document is about.
        sentences: All its sentences, in order.
        bodies: The spans of the names of bodies; a place inside is no topic.
    """
    kept = tuple(p for p in places if not _is_no_scope(p, text))
    about = _nation_if_alone(text, [p for p in kept if not _is_in_body(p, bodies)], document)
    if about.locality_level == "nation":
        kept = tuple(p for p in kept if not is_in_capital(text, p.mention.start, p.mention.end))
    starts = tuple(p.mention.start for p in kept)
    villages = tuple(p for p in places if p.mention.kind == "village" and not (p.mention.name or "").isdecimal())
    headed = find_headed(sentences, kept)
    scope = PlaceScope(text, kept, about, starts, {}, tuple(sentences), villages, tuple(bodies), headed)
    for sentence in sentences:
        topic = _topic(scope, sentence)
        if topic:
            scope.topics[sentence.start] = topic
    return scope


def _is_no_scope(place: ResolvedPlace, text: str) -> bool:
    """Whether a mention signs the text, is where a body of the nation met, a count, a village by the way, or left out.

    A count is a number that names no unit: "(phường 8; cơ quan 14)"; a village by the way begins no clause.
    """
    start = place.mention.start
    is_count = place.code is None and (place.mention.name or "").isdecimal()
    if place.mention.kind in ("named", "bare") and _OUTSIDE.search(text, max(0, start - _NEAR), start):
        return True
    if place.mention.kind == "village":
        return is_count or not _BEGINS_CLAUSE.search(text[max(0, start - _NEAR) : start])
    return is_count or is_dateline(text, start, place.mention.end) or is_venue(text, start, place.mention.end)


def _topic(scope: PlaceScope, sentence: Sentence) -> ResolvedPlace | None:
    """The place that a sentence names before its first figure, unless it goes on to another one of that level."""
    if not places_between(scope, sentence.start, sentence.end):
        return None
    limit = sentence.start + first_figure(sentence.text)
    named = (p for p in places_between(scope, sentence.start, limit) if p.mention.kind != "implicit")
    inside = [p for p in named if not _body_around(scope, p.mention.start) and not is_parent(scope, p)]
    topic = next((p for p in inside if mention_reaches(scope, p, sentence, sentence.end)), None)
    if topic is None:
        return None
    later = [p for p in places_between(scope, topic.mention.end, sentence.end) if not is_parent(scope, p)]
    is_list = any(
        p.level == topic.level and (p.code, p.name) != (topic.code, topic.name) and p.mention.kind != "implicit"
        for p in later
        if not is_founded_on(scope.text, sentence.start, p.mention.start)
    )
    return None if is_list or any(returns_to_whole(scope, p) for p in later) else topic


def _body_around(scope: PlaceScope, at: int) -> tuple[int, int] | None:
    """The span of the name of the body that holds an offset, or None."""
    last = bisect.bisect_right(scope.bodies, at, key=lambda span: span[0]) - 1
    return scope.bodies[last] if last >= 0 and at < scope.bodies[last][1] else None


def returns_to_whole(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a mention returns to the document's own unit ("toàn tỉnh" in a province's article)."""
    says_whole = place.mention.text[:4].lower() == "toàn"
    return place.mention.kind == "implicit" and says_whole and place.level == scope.document.locality_level


def _nation_if_alone(text: str, places: Sequence[ResolvedPlace], document: DocumentPlace) -> DocumentPlace:
    """The nation when the text names no unit of its own and speaks of the Party's or the state's central bodies."""
    own = any(
        (p.mention.kind in ("named", "bare") and not _is_by_the_way(text, p.mention))
        or (p.mention.kind == "implicit" and p.level in ("province", "district") and not _is_of_many(text, p.mention))
        for p in places
    )
    if own or not (_CENTRAL.search(text) or (document.locality is None and _OF_THE_NATION.search(text))):
        return document
    return DocumentPlace(
        province=None, province_code=None, locality="cả nước", locality_level="nation", locality_code=None
    )


def _is_in_body(place: ResolvedPlace, bodies: Sequence[tuple[int, int]]) -> bool:
    """Whether a place without its kind stands in a body's name ("Công ty Hóa chất Lâm Thao"), which names no unit."""
    if place.mention.kind != "bare":
        return False
    last = bisect.bisect_right(bodies, place.mention.start, key=lambda span: span[0]) - 1
    return last >= 0 and place.mention.start < bodies[last][1]


def _is_by_the_way(text: str, mention: PlaceMention) -> bool:
    """Whether a place is named for an office, as the capital where many met, or as an example of many.

    Examples are "Riêng Thanh Hóa kết nạp 6.000 …" and each item of "Điển hình như Thanh Hóa …; Nghệ An …".
    """
    start = mention.start
    if is_office(text, start) or is_in_capital(text, start, mention.end):
        return True
    before = text[max(0, start - _SEVERAL) : start]
    return bool(_EXAMPLE.search(before[-_NEAR:]) or (_NEXT_ITEM.search(before[-_NEAR:]) and _AMONG.search(before)))


def _is_of_many(text: str, mention: PlaceMention) -> bool:
    """Whether a level is told of all units of its kind ("Tỉnh ủy và tương đương"), or within a row of examples."""
    return bool(
        _OR_EQUAL.match(text, mention.end) or _AMONG.search(text[max(0, mention.start - _SEVERAL) : mention.start])
    )


def mention_reaches(scope: PlaceScope, place: ResolvedPlace, sentence: Sentence, figure: int) -> bool:
    """Whether a place named in a sentence may own the figure at `figure`."""
    at, body = place.mention, _body_around(scope, place.mention.start)
    start = body[0] if body else at.start
    return reaches(scope.text, start=start, end=at.end, figure=figure, sentence_start=sentence.start)


def places_between(scope: PlaceScope, start: int, end: int) -> list[ResolvedPlace]:
    """The places that begin between two offsets, in order."""
    first = bisect.bisect_left(scope.starts, start)
    last = bisect.bisect_left(scope.starts, end)
    return list(scope.places[first:last])


def names_unit(scope: PlaceScope, start: int, end: int) -> bool:
    """Whether a unit is named between two offsets, other than to say where something lies."""
    named = (p for p in places_between(scope, start, end) if p.mention.kind in ("named", "bare"))
    return any(not is_parent(scope, p) for p in named)


def is_parent(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a mention only says where something lies ("xã Công Bằng, huyện Pác Nặm", "Là xã thuộc huyện Pác Nặm")."""
    start = place.mention.start
    known = scope.parents.get(start)
    if known is None:
        known = scope.parents[start] = _says_where_it_lies(scope, place)
    return known


def _says_where_it_lies(scope: PlaceScope, place: ResolvedPlace) -> bool:
    start = place.mention.start
    if place.mention.text[:4].lower() == "toàn":
        return False
    if place.mention.kind in ("named", "bare") and _lies_in(scope.text[max(0, start - _TOLD) : start], place):
        return True
    index = bisect.bisect_left(scope.starts, start)
    if is_over_body(scope, place):
        return True
    if index == 0:
        return False
    previous = scope.places[index - 1]
    gap = scope.text[previous.mention.end : place.mention.start]
    if place.mention.kind == "region":
        return bool(_IN_REGION.fullmatch(gap))
    rank, above = RANK.get(place.level or "", 9), RANK.get(previous.level or "", 9)
    if place.mention.kind == "implicit" and previous.mention.kind != "implicit" and _UNDER.fullmatch(gap):
        return rank <= above
    return rank < above and bool(_PARENT_GAP.fullmatch(gap) if len(gap) < _APPOSED else _UNDER.fullmatch(gap))


def is_over_body(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a place is the one a body named before answers to or is seated in.

    "Đảng bộ Trường … trực thuộc Tỉnh ủy Hà Giang", "Công ty …, huyện Văn Lâm, có 21 đảng viên".
    """
    start = place.mention.start
    last = bisect.bisect_left(scope.bodies, start, key=lambda span: span[0]) - 1
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
