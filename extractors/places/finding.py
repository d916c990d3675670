"""Text -> the places it mentions, with exact offsets: units, villages, implied units, regions, the nation."""

import re
from dataclasses import replace
from functools import lru_cache

from extractors.gazetteer import Gazetteer
from extractors.gazetteer.units import UnitLevel
from extractors.places.bylines import without_bylines
from extractors.places.figured import with_figured
from extractors.places.match import ALL_LEVELS, Name, Scan, make_scan
from extractors.places.mention import MentionKind, PlaceMention, build_mention
from extractors.places.repeats import with_repetitions
from extractors.places.units import read_unit
from extractors.places.villages import announced_village, may_be_village, read_villages
from extractors.places.words import Cue

__all__ = ["MentionKind", "PlaceMention", "find_places", "places_in_name"]

_ONCE = re.compile(r"[Kk]hi (?:còn|đang) là (?P<kind>huyện|thị xã|thành phố|quận)(?=[\s,])")
_ONCE_REACH = 60
_VOWELS = re.compile(r"[aăâeêioôơuưy]+")
"""The vowels of a syllable; names of several syllables that papers join ("Đakrông") have some apart."""
_KNOWN, _LONGEST_NAME = 256, 200
_BRACKET = re.compile(r"[()]")
_HIGHEST_FIRST: tuple[UnitLevel, ...] = ("province", "district", "commune")
_COMMUNE: frozenset[UnitLevel] = frozenset(("commune",))
_BARE: frozenset[UnitLevel] = frozenset(("province", "district"))


def find_places(text: str, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The places mentioned in `text`, sorted by start, never overlapping; time grows linearly with the text.

    Units with a kind word, bare names of provinces and districts, enumerations that share a kind word, villages, the
    nation, and implicit references ("toàn huyện"). A bare commune or village is found only where the same text names
    it with its kind word, or right after "Đảng bộ" and the like. Names of persons, streets, schools and companies are
    left out, as are single-syllable bare names except Huế and joined ones ("Đakrông"). Accents are required unless the
    whole text has none.

    Args:
        text: Any text; offsets count its code points as they are, NFC or not.
        gazetteer: The units to look for.
    """
    scan = make_scan(text, gazetteer)
    found = with_figured(scan, with_repetitions(scan, _walk(scan), gazetteer=gazetteer))
    return _mark_brackets(text, _as_once(text, without_bylines(text, found), gazetteer))


@lru_cache(maxsize=_KNOWN)
def places_in_name(name: str, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The places in the name of a publisher, for which several steps ask and whose articles come in numbers."""
    return find_places(name[:_LONGEST_NAME], gazetteer)


def _as_once(text: str, found: list[PlaceMention], gazetteer: Gazetteer) -> list[PlaceMention]:
    """The mentions with the kind that a bare name had once: "Khi còn là huyện, Phú Quý có 20 chi bộ"."""
    if "hi còn là " not in text and "hi đang là " not in text:
        return found
    onces = [(once.end(), once["kind"].lower()) for once in _ONCE.finditer(text)]
    renamed = list(found)
    for end, kind in onces:
        near = next((i for i, m in enumerate(renamed) if end <= m.start < end + _ONCE_REACH and m.name), None)
        if near is None or renamed[near].unit_type:
            continue
        units = gazetteer.named(renamed[near].name or "", "district")
        codes = tuple(unit.code for unit in units if unit.has_kind(kind))
        if codes:
            renamed[near] = replace(renamed[near], kind="named", level="district", unit_type=kind, candidates=codes)
    return renamed


def _walk(scan: Scan) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    words, keys, lone_villages, behind = scan.syllables.words, scan.syllables.keys, scan.words.lone_villages, 0
    for index in scan.beginnings():
        if index < behind or (keys[index] in lone_villages and not may_be_village(scan, index)):
            continue
        mentions, behind = _read_cue(scan, index)
        if not mentions and behind == index + 1 and words[index][0].isupper():
            mentions, behind = _read_name(scan, index)
        if mentions:
            found += mentions if not found or found[-1].end <= mentions[0].start else mentions[1:]
    return found


def _read_name(scan: Scan, index: int) -> tuple[list[PlaceMention], int]:
    """What a capitalised syllable begins that is no cue: a region, a kind word and a name in one, a bare name."""
    mentions, behind = list[PlaceMention](), index + 1
    if scan.syllables.keys[index] in scan.words.names_apart:
        mentions, behind = _read_region(scan, index)
        if not mentions:
            mentions, behind = _read_joined(scan, index)
    return (mentions, behind) if mentions else _read_bare(scan, index)


def _read_cue(scan: Scan, index: int) -> tuple[list[PlaceMention], int]:
    found = scan.cue_at(index)
    if found is None:
        return [], index + 1
    cue, after = found
    if cue.kind == "village":
        return _read_village(scan, index, cue, after)
    if cue.kind != "nation":
        return read_unit(scan, index, cue, after)
    if scan.words.lists["nation_not_before"].starts_at(scan.syllables.keys, after):
        return [], after
    return [build_mention(scan, "nation", (index, after), level="nation")], after


def _read_village(scan: Scan, index: int, cue: Cue, after: int) -> tuple[list[PlaceMention], int]:
    is_capital = scan.syllables.is_capital(index)
    if is_capital:
        announced = _read_announced(scan, index)
        if announced[0]:
            return announced
    if told := announced_village(scan, index, cue, after):
        return [told], after
    if is_capital and _is_of_commune(scan, index):
        return [], index + 1
    return read_villages(scan, index, cue, after)


def _is_of_commune(scan: Scan, index: int) -> bool:
    """Whether a capital village word begins the name of a district, or amid a sentence that of a commune.

    "Buôn Ma Thuột 45"; "Hang Chú 4, Làng Chếu 2".
    """
    if scan.name_at(index, _BARE) is not None:
        return True
    if scan.syllables.begins_sentence(index):
        return False
    name = scan.name_at(index, _COMMUNE)
    return name is not None and name.last > index + 1 and not scan.runs_on(name.last)


def _read_region(scan: Scan, index: int) -> tuple[list[PlaceMention], int]:
    """A part of the country ("Tây Nguyên") where the words before say that the place is meant."""
    syllables, words = scan.syllables, scan.words
    last = index + words.lists["regions"].starts_at(syllables.keys, index)
    if last == index or scan.runs_on(last):
        return [], index + 1
    noun = words.lists["region_nouns"].ends_at(syllables.keys, index) if scan.ends_before(index, "region_nouns") else 0
    if not (noun or scan.ends_before(index, "region_prepositions") or syllables.begins_sentence(index)):
        return [], index + 1
    return [build_mention(scan, "region", (index - noun, last), level=None, name=Name(index, last, ()))], last


def _read_joined(scan: Scan, index: int) -> tuple[list[PlaceMention], int]:
    """A kind word and a name written as one word ("TPHCM")."""
    name = scan.words.joined.get(scan.syllables.keys[index])
    units = tuple(unit for unit in scan.names.units.get((name,), ()) if unit.level == "province") if name else ()
    if not units:
        return [], index + 1
    whole = Name(index, index + 1, units)
    mention = build_mention(scan, "named", (index, index + 1), level="province", unit_type="thành phố", name=whole)
    return [mention], index + 1


def _read_bare(scan: Scan, index: int) -> tuple[list[PlaceMention], int]:
    longest = scan.name_at(index, ALL_LEVELS)
    if longest is None:
        return [], index + 1
    announced, after = _read_announced(scan, index)
    if announced:
        return announced, after
    is_org = scan.ends_before(index, "bare_organizations")
    name = scan.name_at(index, _BARE) or (longest if is_org else None)
    if name is None or name.last < longest.last or not _may_stand_alone(scan, name):
        return [], index + 1
    levels = {unit.level for unit in name.units}
    level = next(level for level in _HIGHEST_FIRST if level in levels)
    return [build_mention(scan, "bare", (index, name.last), level=level, name=name, is_org=is_org)], name.last


def _read_announced(scan: Scan, index: int) -> tuple[list[PlaceMention], int]:
    """The unit whose kind the text tells behind its bare name: "Đôn Xuân là xã vùng sâu"."""
    syllables = scan.syllables
    name = scan.name_at(index, ALL_LEVELS)
    length = scan.words.lists["is_a"].starts_at(syllables.keys, name.last) if name else 0
    if name is None or not length or syllables.separator(name.last - 1) or scan.is_inside_other_name(index):
        return [], index + 1
    cue = scan.cue_at(name.last + length)
    if cue is None or cue[0].kind != "unit" or scan.words.lists["officials"].starts_at(syllables.keys, cue[1]):
        return [], index + 1
    units = tuple([unit for unit in name.units if unit.level == cue[0].level])
    if not units:
        return [], index + 1
    kind, told = cue[0], Name(index, name.last, units)
    mention = build_mention(scan, "named", (index, name.last), level=kind.level, unit_type=kind.unit_type, name=told)
    return [mention], name.last


def _may_stand_alone(scan: Scan, name: Name) -> bool:
    """Whether a bare name is a place's by itself and by what stands around it."""
    key, lists = tuple(scan.syllables.keys[name.first : name.last]), scan.words.lists
    is_short = len(key) == 1 and key not in lists["bare_single"].keys and len(_VOWELS.findall(key[0])) < 2
    if is_short or key in lists["never_bare"].keys:
        return False
    if scan.runs_on(name.last) and not scan.begins_person(name.last):
        return False
    return not scan.is_inside_other_name(name.first)


def _mark_brackets(text: str, found: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The mentions, those inside round brackets marked; a bracket ends with its line at the latest."""
    if "(" not in text:
        return tuple(found)
    return tuple([replace(m, in_parenthesis=True) if _is_in_bracket(text, m.start) else m for m in found])


def _is_in_bracket(text: str, start: int) -> bool:
    """Whether a bracket is open at an offset: more of them were opened than closed in its line."""
    depth = 0
    opening = text.find("(", text.rfind("\n", 0, start) + 1, start)
    for sign in _BRACKET.findall(text, opening, start) if opening >= 0 else ():
        depth = depth + 1 if sign == "(" else max(depth - 1, 0)
    return depth > 0
