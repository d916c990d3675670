"""Bare names of communes and villages that the same text names with their kind word, or whose district it names."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from extractors.gazetteer import Gazetteer
from extractors.places.match import Name, Scan
from extractors.places.mention import MentionKind, PlaceMention, build_mention
from extractors.places.tokens import BLANK
from extractors.places.words import Key, load_place_words
from schemas.vocabulary import Level

_DISTRICTS = 2000
_START = attrgetter("start")


class _Known(NamedTuple):
    """What a bare name means: a village, with its kind word, or a commune; and the codes of the units it may be.

    `is_told` is whether the text names it in full.
    """

    is_village: bool
    level: Level | None
    unit_type: str | None
    candidates: tuple[str, ...]
    is_told: bool = True


class _Below(NamedTuple):
    """The communes of one district: their codes by name, the first two syllables of the names, the longest name."""

    codes: Mapping[Key, tuple[str, ...]]
    heads: frozenset[Key]
    longest: int


class _KnownNames(NamedTuple):
    """The names that a text tells with their kind word, and the communes of the districts that it names."""

    told: Mapping[Key, _Known]
    below: Sequence[_Below]

    def get(self, key: Key) -> _Known | None:
        """What a name means, told in full or not; None for one that is not known."""
        told = self.told.get(key)
        if told is not None:
            return told
        codes = [code for district in self.below for code in district.codes.get(key, ())]
        return _Known(False, "commune", None, tuple(sorted(codes)), is_told=False) if codes else None


def with_repetitions(scan: Scan, found: Sequence[PlaceMention], *, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The mentions, with those that print the name of a known commune or village alone, in order.

    "Chi bộ Phya Mạ" is a place where the text says "thôn Phya Mạ" elsewhere, and "ở Liêm Thủy" is one where the text
    names the district of that commune. The bare name of a district also stands for the commune of that name.
    """
    told = _told_names(found, scan)
    found = _with_namesakes(scan, found, told, gazetteer)
    repeated = _repetitions(scan, found, _KnownNames(told, _communes_below(found, gazetteer, scan)))
    return sorted((*found, *repeated), key=_START) if repeated else found


def _repetitions(scan: Scan, found: Sequence[PlaceMention], known: _KnownNames) -> list[PlaceMention]:
    """The further mentions that print a known name alone, in order; names of one syllable are left out."""
    syllables = scan.syllables
    keys = syllables.keys
    heads = {key[:2] for key in known.told}.union(*[district.heads for district in known.below])
    if not heads:
        return []
    firsts = {first for first, _ in heads}
    begins = [at for at in scan.announcing if keys[at] in firsts and tuple(keys[at : at + 2]) in heads]
    longest = max([0, *map(len, known.told), *[district.longest for district in known.below]])
    repeated: list[PlaceMention] = []
    behind = 0
    for index in begins:
        if index < behind or not syllables.is_capital(index) or syllables.is_shouted(index):
            continue
        if _is_covered(syllables.offsets[2 * index], found):
            continue
        name = _known_at(scan, index, longest, known)
        if name is None or _is_covered(syllables.start(name[0].last - 1), found):
            continue
        repeated.append(_repetition(scan, *name))
        behind = name[0].last
    return repeated


def _with_namesakes(
    scan: Scan, found: Sequence[PlaceMention], told: Mapping[Key, _Known], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """The mentions, a bare district name also standing for the commune of that name which the text names in full.

    So does the name of a district of another province for the commune in a district that the text names.
    """
    bare = [m for m in found if m.kind == "bare" and m.level == "district"]
    sure = _sure_districts([m for m in found if m.kind == "named"], gazetteer) if bare else set()
    own = {gazetteer.province_of(code).code for code in sure}
    is_elsewhere = any([_is_elsewhere(m, own, gazetteer) for m in bare])
    known = _KnownNames(told, _communes_below(found, gazetteer, scan) if is_elsewhere else ())
    return [_widened(m, known, own, scan, gazetteer) if m.kind == "bare" and m.name else m for m in found]


def _widened(
    mention: PlaceMention, known: _KnownNames, own: set[str], scan: Scan, gazetteer: Gazetteer
) -> PlaceMention:
    """A bare name that may also mean a commune which the text names, or one of a district that it names."""
    namesake = known.get(scan.words.to_key(mention.name or ""))
    if namesake is None or not (namesake.is_told or _is_elsewhere(mention, own, gazetteer)):
        return mention
    return replace(mention, candidates=tuple(sorted({*mention.candidates, *namesake.candidates})))


def _is_elsewhere(mention: PlaceMention, own: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a bare name is that of districts of other provinces only than those the text names districts of."""
    if not own or mention.level != "district" or not mention.candidates:
        return False
    return own.isdisjoint(gazetteer.province_of(code).code for code in mention.candidates)


def _sure_districts(found: Sequence[PlaceMention], gazetteer: Gazetteer) -> set[str]:
    """The districts that the text names without doubt, by their kind word where several bear the name."""
    sure = set[str]()
    for mention in found:
        if mention.level == "district":
            sure.update(_only_of_kind(mention.candidates, mention.unit_type, gazetteer))
    return sure


@lru_cache(maxsize=_DISTRICTS)
def _only_of_kind(candidates: tuple[str, ...], kind: str | None, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The candidate of a kind if it is the only one; any is of an unknown kind."""
    alike = [c for c in candidates if kind is None or gazetteer.unit(c).has_kind(kind)]
    return tuple(alike) if len(alike) == 1 else ()


def _told_names(found: Sequence[PlaceMention], scan: Scan) -> dict[Key, _Known]:
    """The names of communes and villages that stand behind their kind word."""
    known: dict[Key, _Known] = {}
    for mention in found:
        is_village = mention.kind == "village"
        is_small = is_village or (mention.level == "commune" and mention.kind == "named")
        if is_small and mention.name and len(mention.name) < 40:
            key = scan.words.to_key(mention.name)
            if len(key) > 1 and not key[0].isdecimal():
                own = _Known(is_village, mention.level, mention.unit_type if is_village else None, mention.candidates)
                known.setdefault(key, own)
    return known


def _communes_below(found: Sequence[PlaceMention], gazetteer: Gazetteer, scan: Scan) -> list[_Below]:
    """The communes of every district that the text names without doubt."""
    return [_communes_of(code, gazetteer, scan.words.is_plain) for code in _sure_districts(found, gazetteer)]


@lru_cache(maxsize=_DISTRICTS)
def _communes_of(code: str, gazetteer: Gazetteer, is_plain: bool) -> _Below:
    """The communes of a district whose bare name may mean them."""
    words = load_place_words(is_plain=is_plain)
    never = words.lists["not_bare_communes"].keys
    codes: dict[Key, tuple[str, ...]] = {}
    for commune in gazetteer.children_ever(code):
        key = words.to_key(commune.name)
        if len(key) > 1 and key not in never:
            codes[key] = (*codes.get(key, ()), commune.code)
    return _Below(codes, frozenset(key[:2] for key in codes), max(map(len, codes), default=0))


def _is_covered(offset: int, found: Sequence[PlaceMention]) -> bool:
    """Whether a mention, of several in order, holds an offset."""
    before = bisect_right(found, offset, key=_START)
    return before > 0 and offset < found[before - 1].end


def _known_at(scan: Scan, index: int, room: int, known: _KnownNames) -> tuple[Name, _Known] | None:
    """The longest known name of up to `room` syllables that begins at a syllable, and what it means."""
    syllables = scan.syllables
    for size in range(min(room, len(syllables.keys) - index), 1, -1):
        last = index + size
        meant = known.get(tuple(syllables.keys[index:last]))
        if meant is None:
            continue
        is_joined = all(gap == BLANK for gap in syllables.gaps[index : last - 1])
        if is_joined and not scan.runs_on(last) and not scan.is_inside_other_name(index):
            return Name(index, last, ()), meant
    return None


def _repetition(scan: Scan, name: Name, known: _Known) -> PlaceMention:
    kind: MentionKind = "village" if known.is_village else "bare"
    is_org = scan.ends_before(name.first, "organizations")
    mention = build_mention(scan, kind, (name.first, name.last), level=known.level, name=name, is_org=is_org)
    return replace(mention, candidates=known.candidates, unit_type=known.unit_type)
