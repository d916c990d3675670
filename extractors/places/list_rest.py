"""A list of places with a figure each -> whether an item behind them names no place, so that none of theirs is its.

"LĐLĐ huyện Tam Bình 96; LĐLĐ huyện Vũng Liêm 88; Công đoàn các KCN 1.012": the last figure is of the whole again.
"""

import re

from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import PlaceScope, places_between
from schemas.sentences import Sentence

_NOUN = r"(?:\s(?:(?:đoàn|hội|đảng) viên|người|đồng chí|chi bộ|chi hội|hộ))?"
_FIGURE = rf"\d[\d.]*\)?{_NOUN}"
_LABEL = (
    r"(?:các (?=cơ quan|đơn vị|hội|khối|doanh nghiệp|trường|ban|sở)|[Cc]ông đoàn |CĐ |Hội |Đoàn |Liên đoàn |[Kk]hối "
    r"|[Cc]ơ quan |[Dd]oanh nghiệp |Sở |Ban |Trường |Bệnh viện |Công an |Đảng (?:bộ|ủy|uỷ) (?=Khối|Công an|Quân sự|Bộ))"
)
_SIGN = r"(?:[;,]|\svà)\s(?:và\s|còn\s)?"
_ITEM = re.compile(rf"[\s:(–-]{{1,4}}{_FIGURE}(?=[,;]|\svà\s)")
_REST = re.compile(
    rf"[\s:(–-]{{1,4}}{_FIGURE}(?:{_SIGN}{_LABEL}[^,;.\d]{{1,60}}?[\s:(]{{1,3}}{_FIGURE}){{0,12}}"
    rf"{_SIGN}{_LABEL}(?:[^;.\d]|\d{{3}}(?=\s[a-zđà-ỹ])){{1,60}}?[\s:(]{{1,3}}"
)


def is_rest_of_list(scope: PlaceScope, place: ResolvedPlace, sentence: Sentence, start: int) -> bool:
    """Whether the figure at `start` is of an item without a place, behind a list of two places with a figure each.

    Args:
        scope: All places of the document.
        place: The place named last before the figure.
        sentence: Its sentence.
        start: Offset of the figure.
    """
    at = place.mention
    if not sentence.start <= at.start < start or not _REST.fullmatch(scope.text, at.end, start):
        return False
    earlier = places_between(scope, sentence.start, at.start)
    return any(_ITEM.match(scope.text, other.mention.end, at.start) for other in earlier[-2:])
