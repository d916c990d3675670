"""Villages spoken of without their name: "Bản có 125 hộ", "cả ấp 412 hộ" and "ở đây" mean the one told of last."""

import bisect
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.places.choice import ResolvedPlace

_KINDS = r"[Tt]hôn|[Bb]ản|[Ấấ]p|[Bb]uôn|[Bb]on|[Ll]àng|[Xx]óm|[Kk]hóm|[Kk]hu phố|[Tt]ổ dân phố|[Kk]hu dân cư"
_WHOSE = r"(?:này\s|ta\s|mình\s|(?:của\s)?(?:tôi|em|anh|chị|ông|bà|chúng tôi)\s)?"
_DOES = (
    r"(?:có|hiện|chỉ|còn|đã|gồm|là|tách|thành lập|chưa|không|kết nạp|từng|vốn|cũng|vẫn|nay|giờ|bây giờ|ra mắt|ra đời"
    r"|tăng|nâng|phát triển|lên)"
)
_WHEN = (
    r"(?:(?:[Hh]iện nay|[Hh]iện|[Nn]ay|[Đđ]ến nay|[Bb]ây giờ|[Gg]iờ(?: đây)?|(?:[Kk]hi|[Hh]ồi|[Ll]úc|[Nn]gày) (?:ấy|đó)"
    r"|[Tt]rước (?:đây|kia)|(?:[Đđ]ến |[Tt]ừ )?[Nn]ăm \d{4}|[Tt]ừ (?:năm )?\d{4} (?:đến|tới) (?:nay|giờ)),?\s)?"
)
_GOES_ON = rf"\s{_WHOSE}{_DOES}\b|[,.;)]"
_BEHIND_KIND = re.compile(rf"\s\d|\s[A-ZĐÂÔÊƯ]|\s?:|{_GOES_ON}")
"""What may stand behind the word for a village in all of the forms below."""
_TOLD = re.compile(
    rf"(?:^|[.;:,“\"]\s?|\s)(?:[Tt]oàn|[Cc]ả)\s(?P<whole>{_KINDS})(?=\s\d)"
    rf"|(?:[Bb]í thư [Cc]hi bộ|[Tt]rưởng)\s(?P<headed>{_KINDS})(?=\s[A-ZĐÂÔÊƯ]|\s?:)"
    rf"|(?:^|\s|“)[Cc]hi (?:bộ|(?:đoàn|hội)(?:\s(?:[Pp]hụ nữ|[Nn]ông dân|[Cc]ựu chiến binh|CCB|[Nn]gười cao tuổi))?)"
    rf"\s(?P<celled>{_KINDS})"
    rf"(?=\s{_WHOSE}{_DOES}\b|\s\d{{1,3}}\s(?:đảng viên|đồng chí|người)\b)"
    r"|(?:(?:^|[.;:,“\"]\s?|\s)(?:[Tt]oàn|[Cc]ả|[Tt]rong)\s"
    r"|(?:^|[.;:“\"]\s?|(?<!thôn)(?<!bản)(?<!ấp)(?<!buôn)(?<!làng)(?<!xóm),\s?)"
    rf"{_WHEN}(?:[Cc]hi bộ\s)?)"
    rf"(?P<kind>{_KINDS})"
    rf"(?={_GOES_ON})"
)
_CELL = re.compile(
    r"(?:^|[.;:,“\"]\s?|\s)(?P<kind>[Cc]hi (?:bộ|hội|đoàn))"
    r"(?=\s(?:(?:mình|ta|tôi|này|cũng|đều)\s|do\s[^,.;:\d]{3,40}?\s)?"
    r"(?:có|hiện|chỉ|vẻn vẹn|vỏn vẹn|còn|đã|kết nạp|mới|gồm|bồi dưỡng|giới thiệu|nâng|phát triển|từng|vẫn|nay|giờ"
    r"|bây giờ|phấn đấu|(?:được )?thành lập|ra đời|ra mắt|chưa có|(?:khi|hồi|lúc) (?:ấy|đó))\b)"
)
_OF_CELL = re.compile(
    r"\d{1,3}\s(?:đảng viên|đồng chí|hội viên|đoàn viên)\s(?:của|trong|ở)\s[Cc]hi (?:bộ|hội|đoàn)"
    rf"(?:\s(?:{_KINDS}))?(?=[,.;])"
)
_HERE = re.compile(r"(?:^|[.;:,“\"]\s?|\s)(?P<kind>[Ởở] đây|[Tt]ại đây|[Nn]ơi đây|[Nn]ơi này|[Nn]ơi ấy)\b")
_MENTIONED = re.compile(rf"\s(?P<kind>{_KINDS})(?=[\s,.;:]|\Z)")
_ALL_OF = re.compile(rf"(?:[Tt]oàn|\s[Cc]ả|[“\"(][Cc]ả)\s(?:{_KINDS})\s(?:này\s|ta\s|mình\s)?(?:có|hiện|chỉ|còn|đã|\d)")
_TIME_BEFORE = re.compile(r"(?:(?:[Mm]ỗi|[Hh]ằng|[Hh]àng) năm|[Nn]ăm \d{4}|[Nn]ay|[Bb]ây giờ|[Hh]iện|[Hh]iện nay)\s\Z")
_OPENERS = frozenset({"", ",", ".", ";", "“"})
_ALL, _SAYS = 6, 24
_IN_CELL, _IN_HERE = ("hi bộ", "hi hội", "hi đoàn"), (" đây", " này", " ấy")
"""One of these stands in all that the patterns above find."""
_BRANCH = re.compile(r"[Cc]hi (?:bộ|(?:hội|đoàn)(?:\s[^\W\d]{1,8}){0,5})\s\Z")
_LONG_BRANCH = 48
_SEVERAL, _OPENING = 12, 36


@dataclass(frozen=True, slots=True)
class VillageTold:
    """The village meant by a word for villages at offset `at`."""

    place: ResolvedPlace
    at: int


def village_told(
    text: str,
    villages: Sequence[ResolvedPlace],
    span: tuple[int, int, int],
    names_unit: Callable[[int, int], bool],
) -> VillageTold | None:
    """The village that the words before a figure mean without naming it, or None.

    A bare "chi bộ", "chi hội" or "chi đoàn" means the village whose cell, or whose people by a bare word, the paragraph
    told of before. The bare word for a village means in any paragraph behind the one named last, and the one the text
    is about where a unit was named since. "Ở đây" is where the paragraph was last.

    Args:
        text: The whole text.
        villages: All villages that the text names, in order.
        span: Start of the paragraph, start of the figure's sentence, offset of the figure.
        names_unit: Whether a unit is named between two offsets, other than to say where something lies.
    """
    paragraph, sentence, figure = span
    last = bisect.bisect_left(villages, figure, key=lambda place: place.mention.start) - 1
    if last < 0:
        return None
    village = villages[last]
    if village.mention.start < paragraph:
        return _told_further_on(text, villages, village, span, names_unit)
    begin = max(sentence, village.mention.end)
    word = _last_of_kind(text, village, begin, figure)
    if word is not None:
        return VillageTold(village, word)
    here = _last(_HERE, _IN_HERE, text, begin, figure)
    if here is not None and not names_unit(village.mention.end, here):
        return VillageTold(village, here)
    cell = _last(_CELL, _IN_CELL, text, begin, figure)
    if cell is None or not _tells_of(text, village, begin):
        return VillageTold(village, figure) if _OF_CELL.match(text, figure) else None
    return VillageTold(village, cell)


def _told_further_on(
    text: str,
    villages: Sequence[ResolvedPlace],
    village: ResolvedPlace,
    span: tuple[int, int, int],
    names_unit: Callable[[int, int], bool],
) -> VillageTold | None:
    """The village of an earlier paragraph that this one goes on with."""
    paragraph, sentence, figure = span
    word = _last_of_kind(text, village, sentence, figure)
    if word is not None:
        opening = min(figure, sentence + _OPENING)
        opens = _is_only(villages) and _last_of_kind(text, village, sentence, opening) is not None
        if opens or not names_unit(village.mention.end, word):
            return VillageTold(village, word)
        if _ALL_OF.search(text, max(0, word - _ALL), word + _SAYS):
            return VillageTold(_most_told(villages, village), word)
    cell = _last(_CELL, _IN_CELL, text, sentence, figure)
    if (
        cell is not None
        and _is_only(villages)
        and (
            text[cell - 2 : cell].strip() in _OPENERS or _TIME_BEFORE.search(text, max(sentence, cell - _OPENING), cell)
        )
        and not names_unit(paragraph, cell)
        and _tells_of(text, village, paragraph)
    ):
        return VillageTold(village, cell)
    if _is_only(villages) and _OF_CELL.match(text, figure) and not names_unit(paragraph, figure):
        return VillageTold(village, figure)
    here = _last(_HERE, _IN_HERE, text, sentence, figure)
    if here is None or names_unit(paragraph, here):
        return None
    goes_on = _is_only(villages) and _mentions(text, village, paragraph, here)
    return VillageTold(village, here) if goes_on or not names_unit(village.mention.end, here) else None


def _most_told(villages: Sequence[ResolvedPlace], last: ResolvedPlace) -> ResolvedPlace:
    """The village of the last one's kind that the text names most often, the last one where none is."""
    alike = [v for v in villages if v.mention.unit_type == last.mention.unit_type]
    told = Counter(_bare(v) for v in alike)
    most, times = told.most_common(1)[0]
    return next(v for v in alike if _bare(v) == most) if times > told[_bare(last)] else last


def _is_only(villages: Sequence[ResolvedPlace]) -> bool:
    """Whether the text names one village only."""
    names = {_bare(place) for place in villages[:_SEVERAL]}
    return len(names) == 1 and len(villages) < _SEVERAL


def _bare(village: ResolvedPlace) -> str:
    """The name of a village without its kind: "làng Thanh Thủy" and "thôn Thanh Thủy" are one."""
    return village.name.lower().removeprefix(f"{village.mention.unit_type} ")


def _last_of_kind(text: str, village: ResolvedPlace, begin: int, end: int) -> int | None:
    """Offset of the last bare word for a village of this kind between two offsets."""
    kind = village.mention.unit_type
    if kind is None or not _may_tell(text, kind, begin, end + 1):
        return None
    told = ((t.start(t.lastgroup or 0), t[t.lastgroup or 0]) for t in _TOLD.finditer(text[begin : end + 1]))
    found = [start for start, word in told if word.lower() == kind]
    return begin + found[-1] if found else None


def _last(pattern: re.Pattern[str], words: Sequence[str], text: str, begin: int, end: int) -> int | None:
    """Offset of the word that a pattern finds last between two offsets; it finds nothing without one of some words."""
    if not _holds(text, words, begin, end):
        return None
    found = [match.start("kind") for match in pattern.finditer(text[begin:end])]
    return begin + found[-1] if found else None


def _may_tell(text: str, kind: str, begin: int, end: int) -> bool:
    """Whether the word for a village of a kind stands between two offsets before what follows a bare one."""
    for word in (kind, kind.capitalize()):
        at = text.find(word, begin, end)
        while at >= 0:
            if _BEHIND_KIND.match(text, at + len(word), end):
                return True
            at = text.find(word, at + 1, end)
    return False


def _holds(text: str, words: Sequence[str], begin: int, end: int) -> bool:
    """Whether one of some words stands between two offsets."""
    return any([text.find(word, begin, end) >= 0 for word in words])


def _mentions(text: str, village: ResolvedPlace, begin: int, end: int) -> bool:
    """Whether the bare word for a village of this kind stands between two offsets ("tiễn chúng tôi ra đầu bản")."""
    return any(m["kind"].lower() == village.mention.unit_type for m in _MENTIONED.finditer(text[begin:end]))


def _tells_of(text: str, village: ResolvedPlace, end: int) -> bool:
    """Whether the text up to `end` speaks of the village itself: of its cell, or by its bare word."""
    start = village.mention.start
    is_cell = _BRANCH.search(text, max(0, start - _LONG_BRANCH), start) is not None
    return is_cell or _last_of_kind(text, village, village.mention.end, end) is not None
