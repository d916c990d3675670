"""Bodies that a text names -> those that were made into a new one, which a short name behind them no longer means."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.body_names import as_party_body
from extractors.organizations import OrganizationMention

_WORDS = ("ợp nhất", "áp nhập")
_MADE_OF = re.compile(
    r"(?:[Hh]ợp nhất|[Ss]áp nhập)\s(?:(?:nguyên trạng|giữa|hai|2|các|đảng bộ|tổ chức đảng)[\s:]{1,2}){0,4}\Z"
)
_AND = re.compile(r"(?:\s\([^()\n]{1,60}\))?(?:\svới\s[\d.]{1,8}(?:\s[^\W\d]{1,8}){1,3})?(?:,\s|\s(?:và|với)\s)")
_BECAME_ONE = re.compile(r"(?:\s\([^()\n]{1,60}\))?\s(?:(?:được|đã|chính thức|vừa)\s){0,2}(?:hợp nhất|sáp nhập)\b")
_NEAR = 50


def merged_bodies(text: str, organizations: Sequence[OrganizationMention]) -> frozenset[str]:
    """The names, as Party bodies, of two that a text says became one; empty where it tells of no such thing.

    "thành lập trên cơ sở hợp nhất Đảng bộ Khối các cơ quan tỉnh và Đảng bộ Khối Doanh nghiệp tỉnh": "Đảng bộ Khối" in
    what follows is the new one.
    """
    if not any(word in text for word in _WORDS):
        return frozenset()
    merged: set[str] = set()
    for one, two in pairwise(organizations):
        if not _AND.fullmatch(text, one.end, two.start):
            continue
        before = text[max(0, one.start - _NEAR) : one.start]
        if _MADE_OF.search(before) or _BECAME_ONE.match(text, two.end):
            merged |= {as_party_body(one.name), as_party_body(two.name)}
    return frozenset(merged)
