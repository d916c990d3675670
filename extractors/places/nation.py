"""What a document is about -> the nation, where it names no unit of its own and speaks of central bodies."""

import re
from collections.abc import Iterable

from extractors.places.document_place import DocumentPlace
from extractors.places.mention import PlaceMention
from extractors.places.reach import is_office
from extractors.places.resolution import ResolvedPlace
from extractors.places.venues import CENTRE, is_in_capital

_CENTRAL = re.compile(
    rf"{CENTRE}(?!\w)|Bộ Chính trị|Ban Bí thư|[Cc]ả nước|[Tt]oàn quốc|[Tt]oàn [ĐÐ]ảng(?! bộ)"
    r"|Chính phủ|Tổng Liên đoàn"
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
_NEAR, _SEVERAL = 40, 440


def nation_if_alone(text: str, places: Iterable[ResolvedPlace], document: DocumentPlace) -> DocumentPlace:
    """The nation when the text names no unit of its own and speaks of the Party's or the state's central bodies."""
    own = any(
        (p.mention.kind in ("named", "bare") and not _is_by_the_way(text, p.mention))
        or (p.mention.kind == "implicit" and p.level in ("province", "district") and not _is_of_many(text, p.mention))
        for p in places
    )
    if own or not (_speaks_of_centre(text, document) or (document.locality is None and _OF_THE_NATION.search(text))):
        return document
    return DocumentPlace(
        province=None, province_code=None, locality="cả nước", locality_level="nation", locality_code=None
    )


def _speaks_of_centre(text: str, document: DocumentPlace) -> bool:
    """Whether a text speaks of central bodies; the number of a resolution does not where the province is known.

    Any commune's news may begin with "Thực hiện Nghị quyết số 21-NQ/TW".
    """
    found = _CENTRAL.finditer(text)
    return any(document.locality is None or text[max(0, m.start() - 1) : m.start()] not in ("-", "/") for m in found)


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
