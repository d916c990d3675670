"""Bodies and text of a document -> the body that the whole document is about."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from extractors.bodies import SystemScope
from extractors.body_names import (
    BODY,
    PARTY_BODIES,
    bare_body,
    is_nobody,
    is_part_of_name,
    is_shortened,
    is_union_inside,
)
from extractors.organizations import OrganizationMention

LEAD, TITLE, OFTEN = 600, 200, 3
_FIRST, _NEAR, _TWICE, _OFTEN_SPOKEN = 500, 90, 2, 5
_REFERENCES = {
    "trường": r"[Nn]hà trường|(?:[Đđ]ảng (?:bộ|ủy|uỷ)|[Cc]hi bộ|[Đđ]oàn|[Cc]ông đoàn)\s[Tt]rường",
    "đại học": r"[Nn]hà trường|(?:[Đđ]ảng (?:bộ|ủy|uỷ)|[Cc]hi bộ|[Đđ]oàn|[Cc]ông đoàn)\s[Tt]rường",
    "học viện": r"[Hh]ọc viện",
    "bệnh viện": r"[Bb]ệnh viện",
    "công ty": r"[Cc]ông ty",
    "tổng công ty": r"[Tt]ổng [Cc]ông ty",
    "tập đoàn": r"[Tt]ập đoàn",
    "nhà máy": r"[Nn]hà máy",
    "xí nghiệp": r"[Xx]í nghiệp",
    "trung tâm": r"[Tt]rung tâm",
    "ngân hàng": r"[Nn]gân hàng",
    "nông trường": r"[Nn]ông trường",
    "lâm trường": r"[Ll]âm trường",
    "sư đoàn": r"[Ss]ư đoàn",
    "lữ đoàn": r"[Ll]ữ đoàn",
    "trung đoàn": r"[Tt]rung đoàn",
}
"""What a text calls a body of each kind once it has named it."""
_UNIT = re.compile(
    r"(?<!\w)(?:(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị)\s(?:ủy|uỷ|đoàn)"
    r"|(?:[Tt]oàn|[Đđ]ảng bộ)\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)"
    r"|(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Xx]ã|[Pp]hường|[Tt]hị trấn)\s(?=[^\W\d_a-zđà-ỹ]))"
)
_OF_UNIT = re.compile(
    r"[Đđ]ảng bộ\s(?:(?:tỉnh|thành phố|TP|huyện|quận|thị xã|TX|xã|phường|thị trấn)\b|[^\W\d_a-zđà-ỹ])"
)
_OVER = re.compile(r"(?:[Tt]iền thân [^.;]{0,60}|tách (?:ra )?từ |chuyển từ )(?:trực thuộc )?\Z")
_SUBJECT = re.compile(
    r"(?:^|[.;:,(–-]\s?|[“\"]|\b(?:[Tt]ại|[Ởở]|của|là|do|[Vv]ới|[Tt]heo|[Đđ]ến|[Vv]ề|[Tt]hăm)\s)\Z", re.MULTILINE
)
_SEAT = re.compile(r"(?:\s\(|,\s|,?\s(?:đóng\s)?(?:tại|ở|trên địa bàn)\s)[^.;:()\n]{3,60}?[).,;]")
_PARTY_ACTS = re.compile(
    r"(?:[Đđ]ảng (?:bộ|ủy|uỷ)|[Cc]hi bộ)"
    r"(?=\s(?:có|hiện|đã|kết nạp|được|cử|phấn đấu|đề ra|đặt|giới thiệu|vẫn|luôn|gồm|thành lập|mới|chỉ|còn|xác định)\b)"
)
"""The body of the Party spoken of without the unit or institution it is in; two of these tell as much as one name."""


def main_organization(scope: SystemScope, title_end: int, text: str = "", *, is_of_place: bool = False) -> str | None:
    """The body that a document is about, or None.

    It is the body in the title, which may shorten the name that the lead prints in full ("Cao su Sông Bé kết nạp 30
    đảng viên"), else the Party body, or the union inside a body, that the lead names and the text names three times or
    more, else the institution that the text begins with and goes on to speak of, unless the title names a place
    (`is_of_place`), else the only Party body that it names.
    """
    end = min(title_end, TITLE)
    titled = [o for o in scope.organizations if o.start < end and not is_nobody(o)]
    if titled:
        return scope.named.in_full(titled[0])
    title = text[:end]
    shortened = next((o for o in scope.organizations if o.start < title_end + LEAD and is_shortened(o, title)), None)
    if shortened:
        return scope.named.in_full(shortened)
    often = _named_often(scope, title_end, lambda o: o.name.startswith(PARTY_BODIES))
    often = often or _named_often(scope, title_end, is_union_inside)
    if often:
        return often
    told = None if is_of_place else lead_institution(scope.organizations, title_end, text)
    told = told or sole_party_body(scope.organizations, title_end, text)
    return scope.named.in_full(told) if told else None


def _named_often(scope: SystemScope, title_end: int, is_told: Callable[[OrganizationMention], bool]) -> str | None:
    """The body of some kind that a text names most often, three times or more and first in its lead, or None."""
    bodies = [o for o in scope.organizations if is_told(o)]
    if len(bodies) < OFTEN:
        return None
    name, count = Counter([scope.named.in_full(o) for o in bodies]).most_common(1)[0]
    in_lead = any(o.start < title_end + LEAD and scope.named.in_full(o) == name for o in bodies)
    return name if count >= OFTEN and in_lead else None


def lead_organization(
    organizations: Sequence[OrganizationMention], title_end: int, text: str
) -> OrganizationMention | None:
    """The first Party body of the lead, other than one that another only came from or answers to."""
    lead = [o for o in organizations if o.start < title_end + LEAD and o.name.startswith(PARTY_BODIES)]
    over = {bare_body(o.name) for o in lead if _OVER.search(text, max(0, o.start - _NEAR), o.start)}
    return next((o for o in lead if not any(is_part_of_name(bare_body(o.name), name) for name in over)), None)


def sole_party_body(
    organizations: Sequence[OrganizationMention], title_end: int, text: str
) -> OrganizationMention | None:
    """The first Party body of the lead where the text goes on with "Đảng bộ" alone and names no unit's, or None."""
    lead = lead_organization(organizations, title_end, text)
    if lead is None or not lead.name.startswith(BODY) or len(_PARTY_ACTS.findall(text, lead.end)) < _TWICE:
        return None
    starts = {o.start for o in organizations}
    return None if any(match.start() not in starts for match in _OF_UNIT.finditer(text)) else lead


def lead_institution(
    organizations: Sequence[OrganizationMention], title_end: int, text: str
) -> OrganizationMention | None:
    """The school, hospital, company or unit of the army that a text begins with and goes on to speak of, or None.

    The title names no administrative unit, the text no other body of that kind, and it speaks of the one, or of the
    Party's body without more words, more often than of units other than its seat.
    """
    begin = min(title_end, TITLE)
    lead = (o for o in organizations if begin <= o.start < begin + _FIRST and o.system is None)
    first = next((o for o in lead if _kind(o) and _SUBJECT.search(text, max(0, o.start - _FIRST), o.start)), None)
    if first is None or _UNIT.search(text, 0, begin):
        return None
    kind, own = _kind(first) or "", bare_body(first.name)
    same = [o for o in organizations if _kind(o) == kind]
    others = Counter(bare_body(o.name) for o in same if not _is_either(bare_body(o.name), own))
    references = len(re.findall(_REFERENCES[kind], text[first.end :])) + len(same) - others.total()
    if others and (max(others.values()) > 1 or references < _OFTEN_SPOKEN):
        return None
    seat = _SEAT.match(text, first.end)
    units = len(_UNIT.findall(text, seat.end() if seat else first.end))
    units -= sum(len(_UNIT.findall(o.name)) for o in organizations)
    acts = len(_PARTY_ACTS.findall(text, first.end))
    return first if references >= _TWICE and references + acts // _TWICE > units else None


def _kind(organization: OrganizationMention) -> str | None:
    """The kind of institution that a name begins with, or None."""
    bare = bare_body(organization.name)
    return next((kind for kind in _REFERENCES if bare.startswith(f"{kind} ")), None)


def _is_either(name: str, other: str) -> bool:
    return is_part_of_name(name, other) or is_part_of_name(other, name)
