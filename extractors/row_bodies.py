"""A table's figure -> the association that its row or its column names, where members and bodies are told of."""

import re

from extractors.bodies import SystemScope
from extractors.quantity import Quantity
from extractors.spoken_associations import last_association
from schemas.vocabulary import System

_OF_ANY = frozenset(
    {
        "head.member.union",
        "head.member.association",
        "head.member.all",
        "head.cell.association",
        "head.grassroots_org.association",
        "head.person",
        "head.people",
        "head.none",
        "",
    }
)
"""Nouns that do not say whose members or bodies are counted."""
_ORDINAL = r"(?:\d{1,2}[.)]?\s)?"
_UNIONS = ("youth_union", "trade_union")
_NAMES_BODY = re.compile(
    _ORDINAL + r"(?:Hội(?!\s(?:viên|đồng|trường|nghị|thảo|thi))|HỘI(?!\s(?:VIÊN|ĐỒNG|NGHỊ|TRƯỜNG))|Đoàn|ĐOÀN"
    r"|Công đoàn|CÔNG ĐOÀN|LĐLĐ|Liên đoàn|HND|HPN|CCB|CĐ|MTTQ|Mặt trận)(?!\w)"
)
_FRONT = re.compile(_ORDINAL + r"(?:MTTQ|Mặt trận)(?!\w)")
_UNION = re.compile(_ORDINAL + r"(?:LĐLĐ|Liên đoàn Lao động|CĐ)(?!\w)")
_YOUTH = re.compile(_ORDINAL + r"(?:Đoàn|ĐOÀN) (?:TN|TNCS|xã|phường|trường|thanh niên|cơ sở)(?!\w)", re.IGNORECASE)
_SHORT = re.compile(r"(?<!\w)(?:HND|HPN)(?!\w)")
_OF_SHORT: dict[str, System] = {"HND": "farmers_union", "HPN": "women_union"}
_ASSOCIATION = re.compile(_ORDINAL + r"(?:Hội|HỘI)\s")
_KIND_OF_BODY = re.compile(
    r"(?:Chi bộ|Đảng bộ|Đảng ủy|Đảng uỷ|Chi đoàn|Chi hội|Đoàn (?:[Tt]hanh niên|[Kk]hối|[Tt]rường)|Công đoàn|CĐCS"
    r"|Công an|Quân sự|Bộ đội|Biên phòng|Khối|Cơ quan|Trường|Công ty|Bệnh viện|Văn phòng)\s\S"
)
_THE_OTHERS = re.compile(r"\b(?:còn lại|khác)\Z|^[^ ]+ bộ các\b", re.IGNORECASE)
_LISTED = re.compile(r"[;,:.]\s(?:(?:và|riêng)\s)?([^;,:.()0-9]{3,40}?)\s?(?:[:(]|là|có|được)?\s?\Z")
_LONGEST = 60
_SAYS_MEMBERS_OF_UNION = re.compile(r"(?<!\w)ĐV(?!\w)")


def system_of_cell(scope: SystemScope, quantity: Quantity, *, label: str, head: str) -> System | None:
    """The association that a table's figure belongs to by the words of its row or column, or None where they say none.

    Args:
        scope: The bodies of the document.
        quantity: What the figure counts.
        label: The label of its row ("Hội Nông dân").
        head: The head of its column ("ĐV phát triển mới").
    """
    if "đảng" in head.lower():
        return None
    if quantity.noun == "head.member" and scope.main in _UNIONS and _SAYS_MEMBERS_OF_UNION.search(head):
        return scope.main
    if quantity.noun not in _OF_ANY or quantity.subject not in ("member", "cell", "grassroots_org"):
        return None
    return _named_by(label) if _NAMES_BODY.match(label) else None


def body_of_row(label: str) -> str | None:
    """The body that a row's label names by its kind ("Chi bộ Công an xã", "Quân sự tỉnh"), or None for others.

    Rows of "the others" name none, nor do those of a unit's name.
    """
    name = " ".join(label.split()).lstrip("-+*• ").rstrip(" :.")
    return name if _KIND_OF_BODY.match(name) and not _THE_OTHERS.search(name) else None


def association_beside(text: str, at: int) -> System | None:
    """The association that stands alone before a figure in a list ("…; Hội CCB 5; Đoàn Thanh niên 48"), or None."""
    label = _LISTED.search(text, max(0, at - _LONGEST), at)
    return _named_by(label.group(1)) if label and _NAMES_BODY.match(label.group(1)) else None


def _named_by(label: str) -> System | None:
    """The association that a row's label begins with."""
    if _FRONT.match(label):
        return "front"
    if _UNION.match(label):
        return "trade_union"
    if _YOUTH.match(label):
        return "youth_union"
    if short := _SHORT.search(label):
        return _OF_SHORT[short.group()]
    return last_association(label) or ("other" if _ASSOCIATION.match(label) else None)
