"""A kind word and what follows it -> named units, their enumeration, or an implicit reference to a level."""

from collections.abc import Mapping

from extractors.gazetteer.units import UnitLevel
from extractors.places.implied import implied_unit
from extractors.places.match import Name, Scan
from extractors.places.mention import PlaceMention, build_mention
from extractors.places.tokens import BLANK
from extractors.places.words import Cue, Phrases

_CITY = "thành phố"
_NUMBERED = frozenset({"phường", "quận"})
_LIST_SIGNS = frozenset({",", ";", ""})


def read_unit(scan: Scan, first: int, cue: Cue, after: int) -> tuple[list[PlaceMention], int]:
    """The mentions that a kind word at syllables `[first, after)` announces, and the syllable to go on with."""
    if cue.kind == "abbreviation" and not _is_abbreviation(scan, first, after):
        return [], first + 1
    before = scan.lists_before(first)
    is_plural = _is_plural(scan, first, after, before)
    name = _name_behind(scan, cue, after, is_plural=is_plural) if _may_be_named(scan, after) else None
    if name is None or _is_other(scan, name, first, after):
        implied = None if is_plural or cue.kind == "abbreviation" else implied_unit(scan, first, cue, after, before)
        return ([implied] if implied else []), after
    is_org = cue.kind == "office" or scan.ends_before(_before_plural(scan, first), "organizations")
    found = [_named(scan, cue, first, name, is_org=is_org)]
    last = name.last
    while (item := _next_item(scan, last, cue, name, is_plural=is_plural)) is not None:
        last = item.last
        found.append(_named(scan, cue, item.first, item, is_org=is_org))
    return found, last


def _named(scan: Scan, cue: Cue, first: int, name: Name, *, is_org: bool) -> PlaceMention:
    """The unit whose mention goes from a syllable to the end of its name."""
    span, level = (first, name.last), _level(name, cue)
    return build_mention(scan, "named", span, level=level, unit_type=cue.unit_type, name=name, is_org=is_org)


def _is_other(scan: Scan, name: Name, first: int, after: int) -> bool:
    """Whether a name behind the kind word at `[first, after)` is a person's, or the subject of what a colon opens.

    "Đưa chi bộ về xã, phường: Đồng Nai làm nhanh" tells of the province.
    """
    if (not name.units or _is_surname(scan, name)) and scan.names_official(first, name.first):
        return True
    syllables, last = scan.syllables, name.last
    if syllables.gaps[after - 1] == BLANK or syllables.separator(after - 1) != ":":
        return False
    if last >= len(syllables.keys) or syllables.separator(last - 1) != "":
        return False
    goes_on = syllables.is_capital(last) or syllables.words[last][0].isdecimal()
    return not (goes_on or scan.words.lists["joiners"].starts_at(syllables.keys, last))


def _is_abbreviation(scan: Scan, first: int, after: int) -> bool:
    syllables = scan.syllables
    if not syllables.is_capital(first):
        return False
    has_dot = syllables.separator(after - 1) == "."
    is_letter = after == first + 1 and len(syllables.words[first]) == 1
    return has_dot or (not is_letter and syllables.gaps[after - 1] == BLANK)


def _is_surname(scan: Scan, name: Name) -> bool:
    """Whether a unit's name of one syllable is a person's, whose further names follow ("xã Phan Thị Hiền")."""
    if name.last - name.first > 1 or not scan.runs_on(name.last):
        return False
    has_middle = scan.words.lists["middle_names"].starts_at(scan.syllables.keys, name.last) > 0
    return has_middle or not scan.begins_person(name.last)


def _before_plural(scan: Scan, first: int) -> int:
    return first - scan.words.lists["plurals"].ends_at(scan.syllables.keys, first)


def _is_plural(scan: Scan, first: int, after: int, before: Mapping[str, Phrases]) -> bool:
    syllables = scan.syllables
    is_behind = first > 0 and syllables.gaps[first - 1] == BLANK
    has_number = is_behind and syllables.words[first - 1].isdecimal() and syllables.is_number(first - 1)
    if has_number or ("plurals" in before and before["plurals"].ends_at(syllables.keys, first)):
        return True
    is_announced = syllables.gaps[after - 1] != BLANK and syllables.separator(after - 1) == ":"
    return is_announced and syllables.is_capital(after)


def _may_be_named(scan: Scan, after: int) -> bool:
    """Whether a name, or what may stand before one, begins right behind a kind word."""
    words = scan.syllables.words
    return after < len(words) and scan.words.may_begin_name[words[after]]


def _name_behind(scan: Scan, cue: Cue, after: int, *, is_plural: bool) -> Name | None:
    begin = _name_begin(scan, cue, after, is_plural=is_plural)
    return None if begin is None else _pick(scan, begin, cue)


def _name_begin(scan: Scan, cue: Cue, after: int, *, is_plural: bool) -> int | None:
    """Where the name behind a kind word begins, behind what may stand between ("huyện vùng cao Pác Nặm")."""
    syllables, lists = scan.syllables, scan.words.lists
    may_be_sign = "." if cue.kind == "abbreviation" else ":" if is_plural else ""
    if syllables.gaps[after - 1] != BLANK and syllables.separator(after - 1) not in ("", may_be_sign):
        return None
    begin = after
    for name in ("modifiers", "modifiers", "list_openers") if is_plural else ("modifiers", "modifiers"):
        if syllables.is_capital(begin):
            return begin
        length = lists[name].starts_at(syllables.keys, begin)
        begin += length
        if length and syllables.separator(begin - 1) not in ("", ":"):
            return None
    return begin


def _levels(cue: Cue) -> frozenset[UnitLevel]:
    if cue.unit_type == _CITY:
        return frozenset(("province", "district"))
    return frozenset((cue.level,)) if cue.level else frozenset()


def _pick(scan: Scan, begin: int, cue: Cue) -> Name | None:
    syllables = scan.syllables
    if not (syllables.is_capital(begin) or (syllables.is_number(begin) and cue.unit_type in _NUMBERED)):
        return None
    if scan.syllables.keys[begin] in scan.words.joined and cue.unit_type == _CITY:
        units = scan.names.units.get((scan.words.joined[scan.syllables.keys[begin]],), ())
        return Name(begin, begin + 1, units) if units else None
    name = _gazetteer_name(scan, begin, cue)
    if name is not None and not _is_only_beginning(scan, name):
        return name
    may_be_unknown = cue.kind == "unit" and cue.level != "province" and cue.unit_type != _CITY
    return scan.unknown_name_at(begin) if may_be_unknown else None


def _gazetteer_name(scan: Scan, begin: int, cue: Cue) -> Name | None:
    name = scan.name_at(begin, _levels(cue))
    if name is None or cue.unit_type != _CITY:
        return name
    fitting = [u for u in name.units if u.level == "district" or u.has_kind(_CITY)]
    return Name(name.first, name.last, tuple(fitting)) if fitting else None


def _is_only_beginning(scan: Scan, name: Name) -> bool:
    """Whether exactly one more capitalised syllable makes it another name: "xã Tân Lập" in "xã Tân Lập Hạ"."""
    if not scan.runs_on(name.last) or scan.begins_person(name.last):
        return False
    syllables = scan.syllables
    return not (syllables.is_capital(name.last + 1) and syllables.gaps[name.last] == BLANK)


def _level(name: Name, cue: Cue) -> UnitLevel | None:
    if cue.unit_type == _CITY and name.units and all(unit.level == "province" for unit in name.units):
        return "province"
    return cue.level


def _next_item(scan: Scan, last: int, cue: Cue, head: Name, *, is_plural: bool) -> Name | None:
    """The next name of an enumeration that carries the kind word of `head`, or None where the enumeration ends."""
    syllables = scan.syllables
    sign = "" if syllables.gaps[last - 1] == BLANK else syllables.separator(last - 1)
    if last >= len(syllables.keys) or sign not in _LIST_SIGNS:
        return None
    joined = scan.words.lists["joiners"].starts_at(syllables.keys, last)
    if not joined and sign == "":
        return None
    begin = last + joined
    if (
        begin >= len(syllables.keys)
        or scan.cue_at(begin)
        or not (syllables.is_capital(begin) or syllables.is_number(begin))
    ):
        return None
    if joined and syllables.gaps[begin - 1] != BLANK:
        return None
    if syllables.is_number(begin) and cue.unit_type not in _NUMBERED:
        return None
    item = _gazetteer_name(scan, begin, cue)
    if item is None or (scan.runs_on(item.last) and not is_plural) or _is_only_beginning(scan, item):
        return None
    return item if is_plural or not _names_parent(scan, head, item) else None


def _names_parent(scan: Scan, head: Name, item: Name) -> bool:
    """Whether the second name is rather the district or province of the first: "xã Mường Tùng, Mường Chà"."""
    key = tuple(scan.syllables.keys[item.first : item.last])
    above = {code for unit in head.units for code in (unit.parent, *unit.former_parents)}
    bearers = scan.names.units.get(key, ())
    if any(bearer.code in above for bearer in bearers):
        return True
    is_province = any(bearer.level == "province" for bearer in bearers)
    return is_province and bool(head.units) and item.units[0].level != "province"
