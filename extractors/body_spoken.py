"""A sentence that speaks of "nhà trường" or "chi bộ" alone -> the school or firm that the text told of last."""

import re
from collections.abc import Sequence

from extractors.bodies import SystemScope
from extractors.body_names import bare_body
from extractors.organizations import OrganizationMention
from extractors.places.parents import names_unit
from extractors.places.resolution import ResolvedPlace
from extractors.places.scope import PlaceScope
from schemas.sentences import Sentence

_KINDS = {
    "trường": ("trường",),
    "công ty": ("công ty", "tổng công ty"),
    "doanh nghiệp": ("công ty", "doanh nghiệp", "nhà máy", "xí nghiệp"),
    "bệnh viện": ("bệnh viện",),
    "nhà máy": ("nhà máy",),
}
"""What a text calls a body of each kind once it has named it, and how the names of such begin."""
_DOES = (
    r"(?:(?:đã|hiện|mới|chỉ|vẫn|còn|từng|luôn|cũng|nay)\s){0,3}"
    r"(?:có|kết nạp|giới thiệu|bồi dưỡng|phát triển|gồm|cử|chọn|dám)\b"
)
_KIND = re.compile(
    rf"(?:^|[.;:,“\"]\s?|\s)(?:(?:[Đđ]ảng bộ|[Đđ]ảng ủy|[Cc]hi bộ)\s(?:nhà\s)?|[Nn]hà\s)?"
    rf"(?P<kind>[Tt]rường|[Cc]ông ty|[Dd]oanh nghiệp|[Bb]ệnh viện|[Nn]hà máy)(?=\s(?:này\s|tôi\s|chúng tôi\s)?{_DOES})"
)
_CELL = re.compile(rf"(?:^|[.;:,“\"]\s?)(?:[^\W\d]{{1,6}}\s)?(?P<cell>[Cc]hi bộ)(?=\s(?:này\s)?{_DOES})")
_COUNTED = re.compile(r"(?:\d|các|những|nhiều|mỗi|số|một)\s\Z")
_WHOLE_UNIT = re.compile(r"(?:[Tt]oàn|[Cc]ả) (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\b")
_PLAIN = ("Chi bộ", "Công ty", "Trường", "Đảng bộ Trường", "Đảng bộ Công ty")
_BEFORE = 8


def body_spoken_of(
    systems: SystemScope, places: PlaceScope, place: ResolvedPlace | None, sentence: Sentence, start: int
) -> str | None:
    """The body that the words before a figure mean by its kind alone, named last before the sentence, or None.

    "Nhà trường đã kết nạp 31" means the school named last, "chi bộ có 19 đảng viên" the cell of the firm or school
    named last. No unit, not as a whole either, and no other body of the Party was told of since, and the figure's place
    does not stand behind the body.
    """
    if not systems.organizations or not _may_speak(sentence.text):
        return None
    said = sentence.text[: start - sentence.start]
    named = systems.named.between(0, sentence.start)
    body = _of_kind(said, named) or _of_cell(said, named)
    if body is None or (place is not None and place.mention.start > body.start):
        return None
    left = names_unit(places, body.end, sentence.start) or _WHOLE_UNIT.search(places.text, body.end, start)
    return None if left else systems.named.in_full(body)


def _may_speak(text: str) -> bool:
    """Whether the words that are asked for stand in a sentence."""
    return any([word in text for word in ("rường ", "ông ty ", "nghiệp ", "viện ", "máy ", "hi bộ ")])


def _of_kind(said: str, named: Sequence[OrganizationMention]) -> OrganizationMention | None:
    """The body named last whose kind is the subject of what is told."""
    told = _last(_KIND, said)
    if told is None or _COUNTED.search(said, max(0, told.start("kind") - _BEFORE), told.start("kind")):
        return None
    begins = _KINDS[told["kind"].lower()]
    return next((o for o in reversed(named) if o.system is None and bare_body(o.name).startswith(begins)), None)


def _of_cell(said: str, named: Sequence[OrganizationMention]) -> OrganizationMention | None:
    """The school or firm that was named last where its cell is the subject of what is told."""
    told = _last(_CELL, said)
    last = named[-1] if told and named else None
    return last if last is not None and last.system is None and last.name.startswith(_PLAIN) else None


def _last(pattern: re.Pattern[str], said: str) -> re.Match[str] | None:
    found = list(pattern.finditer(said))
    return found[-1] if found else None
