"""Resolved places of a document -> the place that each figure is about, by scope.

Scope goes outwards: the item of a list, the clause, the sentence, the paragraph, the document. A level alone ("toàn
huyện", "Đảng bộ xã") stands for the document's own unit of that kind, else for the one that the text named last.
"""

import bisect
import re
from collections.abc import Sequence
from functools import partial
from itertools import islice

from extractors.nonfacts import RUN
from extractors.places.levels import locality_of_level
from extractors.places.list_rest import is_rest_of_list
from extractors.places.parents import names_unit
from extractors.places.points import ONE_UNIT, RANK
from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import PlaceScope, places_between
from extractors.places.told_associations import of_acting, of_association
from extractors.places.told_villages import village_told
from extractors.places.topics import topics_before
from extractors.places.within_sentence import (
    is_of_several,
    named_around,
    own_place,
    place_in_clause,
    place_right_behind,
    shared_place,
)
from schemas.facts import Locality
from schemas.sentences import Sentence

_GOES_ON = re.compile(r"[Tt]rong (?:số )?(?:này|đó)\b")
_RETOLD = re.compile(r"(?:[Cc]on số|[Tt]ỷ lệ) (?:ấy|này|đó)\b")
_OPENS = re.compile(
    r"(?:^|\n|[.;:!?“]\s?)(?:(?:[Hh]iện nay|[Hh]iện|[Nn]ay|[Đđ]ến nay|(?:[Cc]uối |[Đđ]ầu |[Tt]ừ )?[Nn]ăm \d{4}),?\s)?"
    r"(?:[Tt]rong (?:tổng )?số [^.,;:()\d]{1,24} của )?\Z"
)
_TELLS = re.compile(r"\s(?:hiện\s|nay\s|mới\s|chỉ\s|đã\s|vẫn\s){0,2}(?:có|còn|kết nạp|gồm)\b")
_DECIDES = re.compile(
    r"\s(?:cũng\s|đã\s|sẽ\s|phải\s|đang\s|vừa\s){0,2}"
    r"(?:tính|mở|giao|chỉ đạo|chủ trương|tổ chức|xác định|yêu cầu|phân công)\b"
)
_WHOLE = re.compile(r"(?:[Tt]oàn|[Cc]ả|[Tt]ính chung|[Bb]ình quân)\s(?:toàn\s)?(?:tỉnh|thành phố|huyện)\b[^.;]{0,40}\Z")
_SUM = re.compile(r"[-+*•\s]{0,4}(?:tổng cộng|cộng|tổng)\s?:", re.IGNORECASE)
"""A line that sums up a list of units is of none of them."""
_LATER, _NEAR, _TOPICS = 60, 40, 5


def resolve_row(scope: PlaceScope, *, start: int, end: int, is_total: bool) -> Locality | None:
    """The place that a table's row label names, else the document's own."""
    own = [p for p in places_between(scope, start, end) if p.mention.kind in ("named", "bare")]
    if own and not is_total:
        return scope.locality_of(own[0])
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
    own = found = None
    named = named_around(scope, sentence, start)
    if named:
        own = place_right_behind(scope, sentence, start) if named.following else None
        own = own or own_place(scope, named, sentence=sentence, left=left, start=start)
        found = own or shared_place(scope, named, sentence, start)
    if scope.villages:
        begin = before[0].start if before else sentence.start
        village = village_told(scope.text, scope.villages, (begin, sentence.start, start), partial(names_unit, scope))
        if village and (found is None or found.mention.start < village.at):
            return village.place
    if own:
        return own
    if named and found:
        is_shared = len(named.before) > 1 and (
            is_of_several(scope, found, named, sentence, start) or is_rest_of_list(scope, found, sentence, start)
        )
        return None if is_shared else found
    retold = _retold_of(scope, before[-1], sentence, start) if before and _may_retell(sentence) else None
    return retold or _around(scope, sentence, before)


def _around(scope: PlaceScope, sentence: Sentence, before: Sequence[Sentence]) -> ResolvedPlace | None:
    """The place of the figures of a sentence that names none for them: the same for all of them."""
    if sentence.start not in scope.around:
        found = _before(scope, sentence, before) if before else None
        if before and (acting := of_acting(scope, sentence, before[0].start)):
            found = acting if found is None or found.mention.start < acting.mention.start else found
        if found is None and not _SUM.match(sentence.text):
            found = scope.headed.get(sentence.start) or (None if before else _taken_up(scope, sentence))
        scope.around[sentence.start] = found or of_association(scope, sentence)
    return scope.around[sentence.start]


def _topic_before(scope: PlaceScope, sentence: Sentence, begin: int) -> ResolvedPlace | None:
    """The last topic of the sentences from `begin` to this one; a whole above the document's unit is told by the way.

    "Toàn tỉnh An Giang cùng kỳ kết nạp 4.611" in a text about one of its communes leaves nothing to what follows.
    """
    for told, topic in islice(topics_before(scope, begin, sentence.start), _TOPICS):
        if told.start == begin or not _is_whole_above(scope, topic):
            return topic
    return None


def _before(scope: PlaceScope, sentence: Sentence, before: Sequence[Sentence]) -> ResolvedPlace | None:
    """What the sentences before speak of: a smaller level that one of them began with, else the last topic."""
    topic = _topic_before(scope, sentence, before[0].start)
    begin = topic.mention.end if topic else before[0].start
    smallest = max(_rank(scope.document.locality_level), _rank(topic.level if topic else None))
    told = places_between(scope, begin, sentence.start)[-_TOPICS:]
    back = next((p for p in reversed(told) if _goes_back(scope, p)), None)
    smaller = (p for p in reversed(told) if _rank(p.level) > smallest and _begins_with_level(scope, p))
    return next(smaller, back or topic)


def _rank(level: str | None) -> int:
    return RANK.get(level or "", 0)


def _goes_back(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a sentence begins with what the document's own unit does ("Huyện phải mở lớp vào mùa biển động")."""
    if place.mention.kind != "implicit" or place.level != scope.document.locality_level:
        return False
    if not _DECIDES.match(scope.text, place.mention.end):
        return False
    return bool(_OPENS.search(scope.text, max(0, place.mention.start - _NEAR), place.mention.start))


def _begins_with_level(scope: PlaceScope, place: ResolvedPlace) -> bool:
    """Whether a level alone begins what is told of it ("Xã có 12 thôn", "Cuối năm 2015, xã còn 2 làng …")."""
    if place.mention.kind != "implicit" or not _TELLS.match(scope.text, place.mention.end):
        return False
    return bool(_OPENS.search(scope.text, max(0, place.mention.start - _NEAR), place.mention.start))


def _may_retell(sentence: Sentence) -> bool:
    """Whether a sentence may speak of "that number" or "that rate"."""
    return "on số " in sentence.text or "ỷ lệ " in sentence.text


def _retold_of(scope: PlaceScope, last: Sentence, sentence: Sentence, start: int) -> ResolvedPlace | None:
    """The place of the figure before for "con số ấy" ("… là 38 đồng chí. Năm 2014, con số ấy chỉ là 11")."""
    if not _RETOLD.search(scope.text, sentence.start, start):
        return None
    return place_in_clause(scope, last, last.end)


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
    return place_in_clause(scope, scope.sentences[index], scope.sentences[index].end) if index > 0 else None


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
    if found is None or (sentence.role == "title" and _holds_one(scope, found, sentence.start, start)):
        return scope.main
    if found.mention.kind != "implicit":
        return scope.locality_of(found)
    return locality_of_level(scope, found, start, scope.paragraphs.get(sentence.paragraph, sentence.start))


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
            named = named_around(scope, sentence, at)
            own = own_place(scope, named, sentence=sentence, left=sentence.start, start=at) if named else None
            return own or place_in_clause(scope, sentence, at)
    return None
