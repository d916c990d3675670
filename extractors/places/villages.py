"""A village word and what follows -> villages, whose names no gazetteer holds: a capitalised run, a number, or both."""

from extractors.places.match import Name, Scan
from extractors.places.mention import PlaceMention, build_mention
from extractors.places.tokens import BLANK
from extractors.places.words import Cue

_LONGEST_NAME = 4
_PERSON = 3


def may_be_village(scan: Scan, first: int) -> bool:
    """Whether a place may begin at a village word of one syllable: in capitals, before a name, or told behind one."""
    words, after = scan.syllables.words, first + 1
    if words[first][0].isupper() or (after < len(words) and scan.words.may_begin_village[words[after]]):
        return True
    return first > 0 and scan.syllables.keys[first - 1] in scan.words.lists["is_a"].tails


def read_villages(scan: Scan, first: int, cue: Cue, after: int) -> tuple[list[PlaceMention], int]:
    """The villages that a village word at syllables `[first, after)` announces, and the syllable to go on with.

    A plural carries its word over the enumeration ("các bản: Nậm Cang 1, Nậm Piền", "các bản như …"), a singular does
    not.
    """
    syllables = scan.syllables
    named = after + _such_as(scan, first, after)
    has_sign = scan.words.lists["number_sign"].starts_at(syllables.keys, named) > 0
    if not (has_sign or syllables.is_capital(named) or syllables.is_number(named)):
        return [], after
    separator = syllables.separator(after - 1)
    is_board = scan.ends_before(first, "village_boards")
    if separator not in ("", ":") or (scan.ends_before(first, "not_villages_after") and not is_board):
        return [], after
    is_plural = separator == ":" or scan.ends_before(first, "plurals")
    begin = named + (has_sign and syllables.is_number(named + 1))
    name = None if _is_person(scan, first, begin, is_board=is_board) else _village_name(scan, begin)
    if name is None or (name.last >= begin + _PERSON and scan.names_official(first, begin)):
        return [], after
    found = [_village(scan, cue, first, name)]
    last = name.last
    while is_plural and (item := _next_village(scan, last)) is not None:
        found.append(_village(scan, cue, item.first, item))
        last = item.last
    return found, last


def _is_person(scan: Scan, first: int, begin: int, *, is_board: bool) -> bool:
    """Whether the head or board of a village is told with a person's name: "Trưởng bản Lý A Páo"."""
    is_told = is_board or scan.ends_before(first, "village_heads")
    return is_told and scan.begins_person(begin) and not _is_in_unit(scan, begin)


def _is_in_unit(scan: Scan, begin: int) -> bool:
    """Whether a name of two syllables, shorter than a person's, has its commune behind it ("ấp Ô Trao, xã Hiếu Tử")."""
    name = _village_name(scan, begin)
    if name is None or name.last - begin >= _PERSON or name.last >= len(scan.syllables.keys):
        return False
    cue = scan.cue_at(name.last)
    return scan.syllables.separator(name.last - 1) == "," and cue is not None and cue[0].level == "commune"


def _such_as(scan: Scan, first: int, after: int) -> int:
    """How many syllables stand between villages in the plural and their names ("các bản như Hà Xi, Ứ Ma")."""
    length = scan.words.lists["such_as"].starts_at(scan.syllables.keys, after)
    return length if length and scan.ends_before(first, "plurals") else 0


def _village(scan: Scan, cue: Cue, first: int, name: Name) -> PlaceMention:
    """The village whose mention goes from a syllable to the end of its name."""
    return build_mention(scan, "village", (first, name.last), level="village", unit_type=cue.unit_type, name=name)


def announced_village(scan: Scan, first: int, cue: Cue, after: int) -> PlaceMention | None:
    """The village whose kind, at syllables `[first, after)`, is told behind its bare name: "Gò Cát là ấp giáp biển"."""
    syllables = scan.syllables
    length = scan.words.lists["is_a"].ends_at(syllables.keys, first)
    if not length or syllables.is_capital(after) or syllables.is_number(after):
        return None
    if syllables.separator(after - 1) or scan.words.lists["heads"].starts_at(syllables.keys, after):
        return None
    begin = last = first - length
    while begin > 0 and last - begin < _LONGEST_NAME and syllables.is_capital(begin - 1):
        if syllables.gaps[begin - 1] != BLANK:
            break
        begin -= 1
    is_name = last - begin > 1 and (begin == 0 or syllables.separator(begin - 1) != "")
    if not is_name or syllables.is_shouted(begin) or scan.begins_person(begin) or scan.cue_at(begin):
        return None
    return _village(scan, cue, begin, Name(begin, last, ()))


def _next_village(scan: Scan, last: int) -> Name | None:
    syllables = scan.syllables
    if last >= len(syllables.keys):
        return None
    joined = scan.words.lists["joiners"].starts_at(syllables.keys, last)
    if syllables.separator(last - 1) not in ({""} if joined else {",", ";"}) or last + joined >= len(syllables.keys):
        return None
    return None if scan.cue_at(last + joined) else _village_name(scan, last + joined)


def _village_name(scan: Scan, begin: int) -> Name | None:
    syllables, last = scan.syllables, begin
    if syllables.is_number(begin):
        return None if _is_figure(scan, begin) else Name(begin, begin + 1, ())
    if begin >= len(syllables.keys) or not syllables.is_capital(begin) or syllables.is_shouted(begin):
        return None
    if any(scan.words.lists[name].starts_at(syllables.keys, begin) for name in ("not_villages", "regions")):
        return None
    if _begins_body(scan, begin):
        return None
    while last - begin < _LONGEST_NAME and syllables.is_capital(last):
        if last > begin and not (_is_hyphened(scan, last) or syllables.gaps[last - 1] == BLANK):
            return Name(begin, last, ())
        if last > begin and scan.cue_at(last):
            return Name(begin, last, ())
        last += 1
    has_number = syllables.is_number(last) and syllables.gaps[last - 1] == BLANK
    return Name(begin, last + (has_number and not _is_figure(scan, last)), ())


def _is_hyphened(scan: Scan, at: int) -> bool:
    """Whether a syllable is joined to the one before without blanks ("bản K-Ai")."""
    return scan.syllables.between[at - 1] == "-"


def _is_figure(scan: Scan, at: int) -> bool:
    """Whether the number at a syllable counts what stands behind it ("bản Pá Hộc 9 đảng viên", "cả bản 41 hộ")."""
    return (
        "%" in scan.syllables.separator(at)
        or scan.words.lists["counted_things"].starts_at(scan.syllables.keys, at + 1) > 0
    )


def _begins_body(scan: Scan, begin: int) -> bool:
    """Whether a village word stands before a body's name; "thôn Đoàn Kết" and "thôn Quân có" name villages."""
    syllables = scan.syllables
    length = scan.words.lists["bodies"].starts_at(syllables.keys, begin)
    if length != 1:
        return length > 1
    after = begin + 1
    is_alone = syllables.separator(begin) != "" or scan.words.lists["predicates"].starts_at(syllables.keys, after) > 0
    return not (is_alone or (syllables.is_capital(after) and syllables.gaps[begin] == BLANK))
