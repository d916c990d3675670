"""Bare names of communes in a list of names with a figure each: "xã Hướng Hiệp 24 đảng viên, Lao Bảo 7"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.gazetteer.units import UnitLevel
from extractors.places.match import Name, Scan
from extractors.places.mention import PlaceMention, build_mention

_COMMUNE: frozenset[UnitLevel] = frozenset(("commune",))
_LONGEST, _WORDS, _OPENING = 4, 3, 14
_BEFORE_FIGURES = frozenset({"", "(", ":"})
_LINKS = frozenset({",", ";", "),", ");", ")"})


class _Item(NamedTuple):
    """A name with the number behind it, at syllable `figure`; `mention` is what stands there already, or None."""

    name: Name
    figure: int
    mention: PlaceMention | None


def with_figured(scan: Scan, found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions, with the bare names of communes that stand in a list of names with a figure each, in order.

    The list holds a commune with its kind word, or is announced ("Các xã kết nạp nhiều: …"); all its communes lie in
    one district or, since there are none, in one province. A bare name that a district has too is a
    commune's beside named ones.
    """
    by_end = {mention.end: mention for mention in found}
    added: list[PlaceMention] = []
    replaced: dict[int, PlaceMention] = {}
    for row in _rows(scan, by_end):
        parents = _parents_of(scan, row)
        for item in row if parents else ():
            codes = tuple(sorted(u.code for u in item.name.units if parents & {u.parent, *u.former_parents}))
            if not codes or (item.mention and item.mention.kind != "bare"):
                continue
            span = (item.name.first, item.name.last)
            bare = replace(build_mention(scan, "bare", span, level="commune", name=item.name), candidates=codes)
            if item.mention is None:
                added.append(bare)
            elif item.mention.level != "commune":
                replaced[item.mention.start] = _widened(item.mention, bare, has_kind=_has_kind(row))
    kept = [replaced.get(mention.start, mention) for mention in found]
    return sorted([*kept, *added], key=lambda mention: mention.start) if added or replaced else list(found)


def _rows(scan: Scan, by_end: dict[int, PlaceMention]) -> Iterator[list[_Item]]:
    """The lists of two names with figures and more."""
    row: list[_Item] = []
    for item in _items(scan, by_end):
        if row and not _is_joined(scan, row[-1].figure, item.name.first):
            if len(row) > 1:
                yield row
            row = []
        row.append(item)
    if len(row) > 1:
        yield row


def _items(scan: Scan, by_end: dict[int, PlaceMention]) -> Iterator[_Item]:
    """The names of communes, and the communes mentioned, with a number right behind them."""
    syllables = scan.syllables
    words = syllables.words
    behind = [*words[1:], ""]
    for last in [at for at in scan.announcing if at and behind[at].isdecimal() and words[at][0].isupper()]:
        figure = last + 1
        if not syllables.is_number(figure):
            continue
        if syllables.separator(last) not in _BEFORE_FIGURES:
            continue
        mention = by_end.get(syllables.span(last, figure)[1])
        sizes = range(min(_LONGEST, figure), 1, -1)
        names = (scan.name_at(figure - size, _COMMUNE) for size in sizes if syllables.is_capital(figure - size))
        name = next((n for n in names if n and n.last == figure), None)
        if name and (mention is not None or not scan.is_inside_other_name(name.first)):
            yield _Item(name, figure, mention)


def _is_joined(scan: Scan, figure: int, first: int) -> bool:
    """Whether only a short noun and a sign or "và" stand between a figure and the next name, with its kind word."""
    syllables = scan.syllables
    if not 0 < first - figure <= _WORDS + 2:
        return False
    signs = [syllables.separator(i) for i in range(figure, first)]
    between = range(figure + 1, first)
    if any(sign and sign not in _LINKS for sign in signs) or any(syllables.is_number(i) for i in between):
        return False
    return any(signs) or any(scan.words.lists["joiners"].starts_at(syllables.keys, i) for i in between)


def _parents_of(scan: Scan, row: Sequence[_Item]) -> set[str | None]:
    """The units above that all communes of a list may share; none when nothing says that it lists communes."""
    if not _has_kind(row) and not _is_announced(scan, row[0].name.first):
        return set()
    above = [{p for u in item.name.units for p in (u.parent, *u.former_parents)} for item in row]
    return set.intersection(*above)


def _has_kind(row: Sequence[_Item]) -> bool:
    """Whether a commune of the list is named with its kind word."""
    return any(i.mention and i.mention.kind == "named" and i.mention.level == "commune" for i in row)


def _widened(mention: PlaceMention, bare: PlaceMention, *, has_kind: bool) -> PlaceMention:
    """The commune beside others with their kind word; else the district or the commune of that name, by the time."""
    if has_kind:
        return replace(bare, is_org=mention.is_org)
    return replace(mention, candidates=tuple(sorted({*mention.candidates, *bare.candidates})))


def _is_announced(scan: Scan, first: int) -> bool:
    """Whether a colon or a word that opens a list stands before a name, and units are spoken of before it."""
    syllables = scan.syllables
    if first == 0 or not (syllables.separator(first - 1) == ":" or scan.ends_before(first, "list_openers")):
        return False
    units = scan.words.lists["listed_units"]
    return any(units.starts_at(syllables.keys, i) for i in range(max(0, first - _OPENING), first))
