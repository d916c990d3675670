"""A kind word without a name -> an implicit reference to a unit of that level, or None where it means no unit."""

from collections.abc import Mapping

from extractors.places.match import Scan
from extractors.places.mention import PlaceMention, build_mention
from extractors.places.tokens import BLANK
from extractors.places.words import Cue, Phrases

_LONGEST_BODY = 8
_KINDS = frozenset({"unit", "village", "office"})
_ROW_SIGNS = frozenset({",", "/", "-", "–", ""})


def implied_unit(scan: Scan, first: int, cue: Cue, after: int, before: Mapping[str, Phrases]) -> PlaceMention | None:
    """The reference to a level that a kind word at syllables `[first, after)` is without a name behind it, or None.

    `before` are the lists whose phrases may end before it.
    """
    syllables = scan.syllables
    if _is_generic(scan, first, after, before) or _is_slogan(scan, first, after):
        return None
    of_body = before["organizations"].ends_at(syllables.keys, first) if "organizations" in before else 0
    is_many = _is_counted(scan, first - of_body) or _is_of_counted(scan, first)
    if is_many or _is_in_list(scan, first, after) or ("forces" in before and scan.tells_forces(first)):
        return None
    start = first
    if first and syllables.gaps[first - 1] == BLANK:
        if syllables.is_capital(first) and syllables.is_capital(first - 1) and not syllables.is_shouted(first):
            return None
        start -= before["whole"].ends_at(syllables.keys, first) if "whole" in before else 0
    is_org = cue.kind == "office" or of_body > 0
    return build_mention(scan, "implicit", (start, after), level=cue.level, unit_type=cue.unit_type, is_org=is_org)


def _is_slogan(scan: Scan, first: int, after: int) -> bool:
    """Whether a kind word opens a quotation and a number follows: “Thành phố 4 an”."""
    syllables = scan.syllables
    start = syllables.start(first)
    return start > 0 and syllables.text[start - 1] in "“\"‘'" and syllables.is_number(after)


def _is_counted(scan: Scan, first: int) -> bool:
    """Whether a number or a word for several stands before: "12 huyện", "100% xã", "các Đảng bộ xã"."""
    syllables = scan.syllables
    if first <= 0:
        return False
    ends_in_digit = syllables.words[first - 1][-1].isdecimal()
    if ends_in_digit and syllables.separator(first - 1) in {"", "%"}:
        return True
    before = scan.lists_before(first)
    is_many = "generic_before" in before and before["generic_before"].ends_at(syllables.keys, first) > 0
    return is_many and not scan.ends_before(first, "of_years")


def _is_of_counted(scan: Scan, first: int) -> bool:
    """Whether a kind word ends the name of counted bodies: "3 chi bộ trạm y tế xã"."""
    syllables, counted = scan.syllables, scan.words.lists["counted_bodies"]
    if not any(map(str.isdecimal, syllables.words[max(first - _LONGEST_BODY, 0) : max(first - 1, 0)])):
        return False
    for begin in range(first - 1, max(first - _LONGEST_BODY, 0), -1):
        if syllables.gaps[begin] != BLANK or syllables.is_capital(begin):
            return False
        if counted.starts_at(syllables.keys, begin):
            return syllables.is_number(begin - 1) and syllables.gaps[begin - 1] == BLANK
    return False


def _is_generic(scan: Scan, first: int, after: int, before: Mapping[str, Phrases]) -> bool:
    """Whether the kind word means no unit: "từ huyện đến cơ sở", "xã hội", "huyện nào"."""
    keys, lists = scan.syllables.keys, scan.words.lists
    if after < len(keys) and scan.syllables.gaps[after - 1] == BLANK:
        behind = keys[after]
        is_generic = behind in lists["generic_after"].heads and lists["generic_after"].starts_at(keys, after)
        if is_generic and not lists["not_generic_after"].starts_at(keys, after):
            return True
        if behind in lists["to"].heads and lists["to"].starts_at(keys, after) and scan.ends_before(first, "from"):
            return True
    return first > 2 and "to" in before and scan.ends_before(first, "to") and lists["from"].ends_at(keys, first - 2) > 0


def _is_in_list(scan: Scan, first: int, after: int) -> bool:
    """Whether the kind word stands in a row of kind words: "xã, phường, thị trấn", "huyện và xã"."""
    syllables, cues = scan.syllables, scan.words.cues
    keys, joiners = syllables.keys, scan.words.lists["joiners"]
    sign = "" if syllables.gaps[after - 1] == BLANK else syllables.separator(after - 1)
    begin = after + (joiners.starts_at(keys, after) if sign == "" else 0)
    if (sign in _ROW_SIGNS or begin > after) and begin < len(keys) and keys[begin] in cues and _unit_word(scan, begin):
        return True
    if not first:
        return False
    end = first - (joiners.ends_at(keys, first) if keys[first - 1] in joiners.tails else 0)
    if end == first and syllables.gaps[first - 1] != BLANK and syllables.separator(first - 1) not in _ROW_SIGNS:
        return False
    return any([_unit_word(scan, at) == end for at in (end - 1, end - 2) if at >= 0 and keys[at] in cues])


def _unit_word(scan: Scan, index: int) -> int:
    """Where the kind word ends that begins at a syllable; 0 for none."""
    cue = scan.cue_at(index)
    return cue[1] if cue and cue[0].kind in _KINDS else 0
