"""Bare names of communes and villages that the same text names with their kind word, or whose district it names."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.gazetteer import Gazetteer
from extractors.gazetteer.keys import name_key, plain_key
from extractors.places.match import Name, Scan
from extractors.places.mention import MentionKind, PlaceMention, build_mention, with_name
from extractors.places.tokens import BLANK
from extractors.places.words import Key
from schemas.vocabulary import Level


class _Known(NamedTuple):
    """What a bare name means: a village, with its kind word, or a commune; and the codes of the units it may be.

    `is_told` is whether the text names it in full.
    """

    is_village: bool
    level: Level | None
    unit_type: str | None
    candidates: tuple[str, ...]
    is_told: bool = True


def find_repetitions(
    scan: Scan, found: Sequence[PlaceMention], *, gazetteer: Gazetteer, is_plain: bool
) -> list[PlaceMention]:
    """The further mentions of communes and villages that print the name alone, in order.

    "Chi bộ Phya Mạ" is a place where the text says "thôn Phya Mạ" elsewhere, and "ở Liêm Thủy" is one where the text
    names the district of that commune. Names of one syllable are left out.
    """
    known = _communes_below(found, gazetteer, scan, is_plain=is_plain) | _known_names(found, is_plain=is_plain)
    if not known:
        return []
    longest: dict[str, int] = {}
    for key in known:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    syllables = scan.syllables
    covered = _covered(scan, found)
    repeated: list[PlaceMention] = []
    behind = 0
    for index in [at for at, key in enumerate(syllables.keys) if key in longest and syllables.capitals[at]]:
        if index < behind or syllables.is_shouted(index):
            continue
        name = _known_at(scan, index, longest[syllables.keys[index]], known)
        if name is None or covered[index] or covered[name.last - 1]:
            continue
        repeated.append(_repetition(scan, name, known[tuple(syllables.keys[index : name.last])]))
        behind = name.last
    return repeated


def with_namesakes(
    scan: Scan, found: Sequence[PlaceMention], *, gazetteer: Gazetteer, is_plain: bool
) -> list[PlaceMention]:
    """The mentions, a bare district name also standing for the commune of that name which the text names in full.

    So does the name of a district of another province for the commune in a district that the text names.
    """
    known = _known_names(found, is_plain=is_plain)
    bare = [m for m in found if m.kind == "bare" and m.level == "district"]
    sure = _sure_districts([m for m in found if m.kind == "named"], gazetteer) if bare else set()
    own = {gazetteer.province_of(code).code for code in sure}
    if any(_is_elsewhere(m, own, gazetteer) for m in bare):
        known = _communes_below(found, gazetteer, scan, is_plain=is_plain) | known
    to_key = plain_key if is_plain else name_key
    widened = []
    for mention in found:
        namesake = known.get(to_key(mention.name)) if mention.kind == "bare" and mention.name else None
        if namesake is not None and (namesake.is_told or _is_elsewhere(mention, own, gazetteer)):
            candidates = tuple(sorted({*mention.candidates, *namesake.candidates}))
            mention = replace(mention, candidates=candidates)
        widened.append(mention)
    return widened


def _is_elsewhere(mention: PlaceMention, own: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a bare name is that of districts of other provinces only than those the text names districts of."""
    if not own or mention.level != "district" or not mention.candidates:
        return False
    return own.isdisjoint(gazetteer.province_of(code).code for code in mention.candidates)


def _sure_districts(found: Sequence[PlaceMention], gazetteer: Gazetteer) -> set[str]:
    """The districts that the text names without doubt, by their kind word where several bear the name."""
    sure = set()
    for mention in found:
        if mention.level != "district":
            continue
        kind = mention.unit_type
        alike = [c for c in mention.candidates if kind is None or gazetteer.unit(c).has_kind(kind)]
        if len(alike) == 1:
            sure.add(alike[0])
    return sure


def _known_names(found: Sequence[PlaceMention], *, is_plain: bool) -> dict[Key, _Known]:
    known: dict[Key, _Known] = {}
    for mention in found:
        is_small = mention.kind == "village" or (mention.kind == "named" and mention.level == "commune")
        if is_small and mention.name and len(mention.name) < 40:
            key = plain_key(mention.name) if is_plain else name_key(mention.name)
            if len(key) > 1 and not key[0].isdecimal():
                is_village = mention.kind == "village"
                own = _Known(is_village, mention.level, mention.unit_type if is_village else None, mention.candidates)
                known.setdefault(key, own)
    return known


def _communes_below(
    found: Sequence[PlaceMention], gazetteer: Gazetteer, scan: Scan, *, is_plain: bool
) -> dict[Key, _Known]:
    """The communes of every district that the text names without doubt."""
    codes: dict[Key, list[str]] = {}
    never = scan.words.phrases("not_bare_communes").keys
    for code in sorted(_sure_districts(found, gazetteer)):
        for commune in gazetteer.children_ever(code):
            key = plain_key(commune.name) if is_plain else name_key(commune.name)
            if len(key) > 1 and key not in never:
                codes.setdefault(key, []).append(commune.code)
    return {key: _Known(False, "commune", None, tuple(sorted(found)), is_told=False) for key, found in codes.items()}


def _covered(scan: Scan, found: Sequence[PlaceMention]) -> bytearray:
    covered = bytearray(len(scan.syllables))
    starts = scan.syllables.starts
    for mention in found:
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        covered[first:last] = b"\1" * (last - first)
    return covered


def _known_at(scan: Scan, index: int, room: int, known: Mapping[Key, _Known]) -> Name | None:
    syllables = scan.syllables
    for size in range(min(room, len(syllables) - index), 1, -1):
        last = index + size
        if tuple(syllables.keys[index:last]) not in known:
            continue
        is_joined = all(gap == BLANK for gap in syllables.gaps[index : last - 1])
        if is_joined and not scan.runs_on(last) and not scan.is_inside_other_name(index):
            return Name(index, last, ())
    return None


def _repetition(scan: Scan, name: Name, known: _Known) -> PlaceMention:
    kind: MentionKind = "village" if known.is_village else "bare"
    mention = build_mention(scan, kind, (name.first, name.last), level=known.level)
    named = with_name(mention, scan, name, is_org=scan.ends_before(name.first, "organizations"))
    return replace(named, candidates=known.candidates, unit_type=known.unit_type)
