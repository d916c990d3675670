"""Members and the bodies they are in -> where those bodies are: "9 chi bộ quân sự với 80 đảng viên" (military)."""

from collections.abc import Iterable

from extractors.function_words import LINKS
from extractors.heads import Head
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot
from extractors.tokens import NUMERAL, behind_last
from schemas.rules import GroupRule, HeadRule

PLACES_OF_CELLS = frozenset(
    {"village", "neighbourhood", "school", "police", "military", "health", "agency", "enterprise", "private_enterprise"}
)
PLACES_OF_MEMBERS = PLACES_OF_CELLS - {"village", "neighbourhood"}
_OF_ALL = PLACES_OF_CELLS | {"level:commune"}
_BODIES = frozenset({"grassroots_org", "committee", "cell"})
_JOINS = frozenset({",", "với", "gồm", "có", "cùng", "và", "tổng", "số", "lượng", "là", "đảng", "viên"})
_HOLDS = frozenset({"với", "gồm", "có", "lượng"})
_IN = frozenset({"ở", "trong", "tại", "thuộc", "các", "những", "khối", "là", "của"})
_ENTERPRISES = frozenset({"enterprise", "private_enterprise"})
"""Bodies in enterprises are counted beside their members alone ("213 tổ chức đảng trong doanh nghiệp, 4.890 …")."""
_ARMED = frozenset({"police", "military"})
_UNDER = frozenset({"thuộc", "của"})
_ADMITS = LINKS | {"kết", "nạp", "phát", "triển", "thêm", "mới", "giới", "thiệu"}
_WITHIN = frozenset("xã phường trong toàn trên địa bàn của huyện tỉnh thị quận thành phố".split())
"""May stand behind bodies of a kind, as they are all of one unit."""
_ADMITS_WITHIN = _ADMITS | _WITHIN
_FAR, _KIND = 14, 5


def places_of_bodies(reading: Reading, slot: Slot, head: Head) -> frozenset[str]:
    """Where the bodies are that the members of a figure belong to; empty unless the bodies are told of beside it.

    Args:
        reading: The sentence.
        slot: The figure.
        head: Its noun, for people of the Party.
    """
    if _BODIES.isdisjoint(reading.subjects):
        return frozenset()
    if head.side == "right":
        behind = next((m for m in reading.heads if m.start >= head.end and m.rule.subject in _BODIES), None)
        if behind and behind.end <= slot.break_ and _only(reading, head.end, behind.start, _IN):
            chain = _chain(reading, behind, slot.break_)
            return frozenset() if chain and _is_named(reading, chain[-1].end) else _kinds(chain) & PLACES_OF_CELLS
    left = _left(reading, slot)
    before = [m for m in reading.heads if left <= m.start and m.end <= slot.at and m.rule.subject in _BODIES]
    own = [m for m in before if _owns(reading, slot, m)]
    return _before(reading, slot, own[-1]) if own and not _ends_row(reading, own[-1]) else frozenset()


def _ends_row(reading: Reading, body: Match[HeadRule]) -> bool:
    """Whether bodies end a row of bodies, whose members are of all ("78 chi hội ấp, 41 chi hội trường với 980 …")."""
    sign = body.start - 2
    if sign < 1 or reading.norms[sign + 1] != NUMERAL or reading.norms[sign] not in (",", "và"):
        return False
    before = [m for m in reading.heads if m.end <= sign and m.rule.subject == body.rule.subject]
    return bool(before) and sign - before[-1].end <= _KIND and reading.norms[before[-1].start - 1] == NUMERAL


def _left(reading: Reading, slot: Slot) -> int:
    """The first token behind the number or the stop before a figure; the bodies may be counted themselves."""
    left = min(slot.left, slot.at)
    while left > 0 and (reading.norms[left - 1] != NUMERAL or reading.depth(left - 1) > slot.depth):
        left -= 1
    return behind_last(reading.norms, left, slot.at, HARD_STOPS)


def _owns(reading: Reading, slot: Slot, body: Match[HeadRule]) -> bool:
    """Whether a body stands for itself: in no bracket closed before the figure, and as the owner of no other body."""
    behind = reading.norms[body.end : slot.at]
    return behind.count(")") <= behind.count("(") and not _UNDER & set(
        reading.norms[max(0, body.start - 2) : body.start]
    )


def start_of_joiner(reading: Reading, slot: Slot, left: int) -> int | None:
    """The first token of the words that tie a figure to bodies that hold its members (", với tổng số"), or None."""
    first = slot.at
    while first > left and reading.norms[first - 1] in _JOINS:
        first -= 1
    return first if _HOLDS & set(reading.norms[first : slot.at]) else None


def _before(reading: Reading, slot: Slot, body: Match[HeadRule]) -> frozenset[str]:
    """Where the bodies named before a figure are, when they hold its members or, being all of a kind, admitted them."""
    kinds = _chain(reading, body, slot.at)
    first = start_of_joiner(reading, slot, body.end)
    armed_cell = body.rule.subject == "cell" and _kinds(kinds) & _ARMED
    if kinds and not armed_cell and _is_named(reading, max(kinds[0].start, body.end)):
        return frozenset()
    if kinds and _kinds(kinds) == {"agency"} and _is_named(reading, kinds[-1].end):
        return frozenset()
    if first is not None:
        nearest = [m for m in reading.groups if m.end == first and body.rule.subject in m.rule.subjects]
        near = kinds if kinds and first - kinds[-1].end <= _FAR else nearest
        return _kinds(near) & PLACES_OF_MEMBERS
    if not kinds:
        return frozenset()
    end = kinds[-1].end
    if body.rule.subject == "grassroots_org" and reading.norms[end : slot.at] == (",",):
        return _kinds(kinds) & _ENTERPRISES
    all_of_a_kind = "các" in (reading.norms[body.start - 1] if body.start else "", *reading.norms[body.end : end])
    return _kinds(kinds) & _OF_ALL if all_of_a_kind and _only(reading, end, slot.at, _ADMITS_WITHIN) else frozenset()


def _chain(reading: Reading, body: Match[HeadRule], end: int) -> list[Match[GroupRule]]:
    """Breakdown words in the noun of a body and right behind it."""
    found: list[Match[GroupRule]] = []
    reached = body.end
    for match in reading.groups:
        if match.start < body.start or match.end > end or body.rule.subject not in match.rule.subjects:
            continue
        if not _only(reading, reached, match.start, _IN):
            break
        found.append(match)
        reached = max(reached, match.end)
    return found


def _kinds(matches: Iterable[Match[GroupRule]]) -> frozenset[str]:
    """The tags of breakdown words."""
    return frozenset(match.rule.group for match in matches)


def _only(reading: Reading, start: int, end: int, words: frozenset[str]) -> bool:
    """Whether nothing but some words stands between two tokens."""
    return all(norm in words for norm in reading.norms[start:end])


def _is_named(reading: Reading, start: int) -> bool:
    """Whether a name begins there, so that one body is meant ("tại Chi bộ thôn Khuổi Ít")."""
    return start < len(reading.norms) and reading.tokens.words[start][0].isupper()
