"""A noun before a figure -> whether words between the two say what those counted did or are.

Households, villages and units are then counted for that, outside the catalogue; so is a share of bodies.
"""

from extractors.function_words import EVERY_YEAR, LINKS
from extractors.heads import ORGANIZATIONS
from extractors.rulebook import Match
from extractors.slots import Reading, Slot, is_text
from schemas.rules import HeadRule

_WHERE = frozenset({"dưới", "của", "ở", "tại", "trên", "địa", "bàn", "thuộc"})
KINDS = frozenset({"huyện", "xã", "phường", "thị", "trấn", "thành", "phố", "quận"})
"""Syllables of the kinds of units, before a name."""


def told_of_them(reading: Reading, start: int, end: int) -> bool:
    """Whether words that no rule knows say what households or people do or are ("hộ dân được dùng nước sạch: 98%")."""
    words = [i for i in range(start, end) if is_text(reading.norms[i]) and reading.norms[i] not in LINKS]
    between = [m.rule for m in reading.aspects if start <= m.start < end]
    if any(rule.id.startswith("aspect.village.") for rule in between):
        return False
    if any(rule.aspect == "other" for rule in between):
        return True
    if any(m.rule.cue == "doer" and start <= m.start < end and m.end - m.start > 1 for m in reading.cues):
        return True
    strange = [i for i in words if not reading.known(i) and reading.norms[i] not in EVERY_YEAR]
    return not all(reading.norms[i] in _WHERE or _names_a_place(reading, i) for i in strange)


def did_something(reading: Reading, slot: Slot, match: Match[HeadRule]) -> bool:
    """Whether a rate tells how many bodies did something ("Tỷ lệ chi bộ sinh hoạt chuyên đề đạt 98%"), not a grade."""
    if match.rule.subject not in ORGANIZATIONS or not any(m.start == match.end for m in reading.cues_of("doer")):
        return False
    return not any(match.end <= m.start < slot.at and m.rule.aspect != "total" for m in reading.aspects)


def _names_a_place(reading: Reading, position: int) -> bool:
    """Whether a token belongs to the name of a place or is the kind before one ("của huyện Ba Bể")."""
    words = reading.tokens.words
    behind = words[position + 1 : position + 2]
    is_kind = reading.norms[position] in KINDS and bool(behind) and behind[0][0].isupper()
    return is_kind or words[position][0].isupper()
