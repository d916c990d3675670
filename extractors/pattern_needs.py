"""A regular expression -> what every text that it matches holds, read from the parsed pattern.

Of the stretches of a pattern that are always there the most telling one is taken: letters in a row, looked for in an
outline of the text, or signs in a row ("a blank, a digit, a comma"), of which all pieces of outline are made that they
can be. Of alternatives each has its own. So a line without any of them is passed over before the pattern is tried.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from extractors.folding import LOOK_ALIKES
from extractors.pattern_starts import find_starts, outlined

_ZERO_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_LETTER, _FEW, _SOME, _MANY = 4, 3, 2, 1
_FEWEST, _MOST_SIGNS = 12, 120
_LEAST = 3
_AHEAD = 1
_CLASSES = {
    _constants.CATEGORY_DIGIT: (r"\d", _FEW),
    _constants.CATEGORY_SPACE: (r"\s", _MANY),
    _constants.CATEGORY_WORD: (r"\w", 0),
}
Items = Sequence[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class _Found:
    """Pieces of outline and patterns of signs, one of which is always there, and how much they tell."""

    weight: int
    pieces: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()


_NOTHING = _Found(0)


class Need(NamedTuple):
    """Pieces of outline one of which every match of a pattern holds or stands beside; none where none is telling.

    `printed` matches where such a piece begins in a text that has it with the capitals of the pattern, of which the
    outline does not tell; None where the pattern has none.
    """

    pieces: tuple[str, ...] = ()
    printed: re.Pattern[str] | None = None


def find_need(source: str) -> Need:
    """What every match of a pattern holds or stands beside."""
    parsed = _parser.parse(source)
    found = _best(parsed, folds_case=bool(parsed.state.flags & re.IGNORECASE))
    signs = find_starts("|".join(sorted(found.signs))) if found.signs else ()
    if found.weight < _LEAST or (found.signs and not signs):
        return Need()
    has_capitals = any(sign != sign.lower() for sign in found.signs)
    return Need(tuple(sorted(found.pieces.union(signs))), _printed(found) if has_capitals else None)


def _printed(found: _Found) -> re.Pattern[str]:
    """What matches where something that is always there begins: its signs, or the first letter of a piece."""
    letters = {piece[0] for piece in found.pieces}
    alike = {other for other, letter in LOOK_ALIKES.items() if letter in letters}
    first = {f"(?i:{re.escape(letter)})" for letter in letters | alike}
    return re.compile("|".join(sorted(found.signs | first)))


def begins_lines(source: str) -> bool:
    """Whether all matches of a pattern begin where a line does."""
    parsed = _parser.parse(source)
    is_at_start = len(parsed) > 0 and parsed[0] == (_constants.AT, _constants.AT_BEGINNING)
    return is_at_start and bool(parsed.state.flags & re.MULTILINE)


def _best(items: Items, *, folds_case: bool) -> _Found:
    """The most telling of what every match of parsed items holds."""
    found = [*_letters_in_a_row(items), *_inside(items, folds_case=folds_case)]
    found += [] if folds_case else _signs_in_a_row(items)
    return max(found, key=lambda one: one.weight, default=_NOTHING)


def _letters_in_a_row(items: Items) -> Iterator[_Found]:
    """Each run of letters as a piece of outline, with the digits that stand behind one of them."""
    run = ""
    for kind, value in [*items, (None, None)]:
        letter = outlined(chr(value)) if kind is _constants.LITERAL else ""
        if letter == "0":
            letter = ("0" if run[-1].isdigit() else "1") if run else ""
        if letter and not letter.isspace():
            run += letter
            continue
        if run:
            yield _Found(_LETTER * len(run), frozenset({run}))
        run = ""


def _inside(items: Items, *, folds_case: bool) -> Iterator[_Found]:
    """What the groups, repeats and alternatives among parsed items hold."""
    for kind, value in items:
        if kind is _constants.SUBPATTERN:
            yield _best(value[-1], folds_case=folds_case or bool(value[1] & re.IGNORECASE))
        elif kind in _REPEATS and value[0]:
            yield _best(value[2], folds_case=folds_case)
        elif kind is _constants.BRANCH:
            several = [_best(branch, folds_case=folds_case) for branch in value[1]]
            yield _Found(
                min(one.weight for one in several),
                frozenset().union(*(one.pieces for one in several)),
                frozenset().union(*(one.signs for one in several)),
            )


def _signs_in_a_row(items: Items) -> Iterator[_Found]:
    """Each run of items of one sign as a small pattern; alternatives and what must follow may end one."""
    run, weight = "", 0
    for kind, value in [*_flat(items), (None, None)]:
        sign = _sign(kind, value)
        if sign is not None:
            run, weight = _telling((run + sign[0], weight + sign[1]))
            continue
        ending = _ending(kind, value)
        if run or ending[0]:
            yield _Found(weight + ending[1], signs=frozenset({run + ending[0]}))
        if kind in _ZERO_WIDTH:
            continue
        run, weight = _telling(_end(value[2])) if kind in _REPEATS and value[0] else ("", 0)


def _telling(found: tuple[str, int]) -> tuple[str, int]:
    """Signs in a row and how much they tell, or none where any text holds them: pieces cannot begin with them."""
    return found if found[1] else ("", 0)


def _flat(items: Items) -> Iterator[tuple[Any, Any]]:
    """Parsed items, those of plain groups in place of the group."""
    for kind, value in items:
        if kind is _constants.SUBPATTERN and not value[1] and not value[2]:
            yield from _flat(value[-1])
        else:
            yield kind, value


def _is_sign_repeated(kind: Any, value: Any) -> bool:
    """Whether an item is one sign, once or more."""
    return kind in _REPEATS and value[0] >= 1 and len(value[2]) == 1


def _ending(kind: Any, value: Any) -> tuple[str, int]:
    """The pattern of what an item that is no single sign begins with, and how much it tells; "" for anything."""
    if kind is _constants.ASSERT and value[0] == _AHEAD:
        return _beginning(value[1])
    if _is_sign_repeated(kind, value):
        return _sign(*value[2][0]) or ("", 0)
    if kind is _constants.BRANCH:
        return _any_of([_beginning(branch) for branch in value[1]])
    return "", 0


def _end(items: Items) -> tuple[str, int]:
    """The signs that parsed items end with."""
    run, weight = "", 0
    for kind, value in reversed([*_flat(items)]):
        sign = _sign(kind, value)
        if sign is None:
            last = _telling(_end(value[2])) if _is_sign_repeated(kind, value) else ("", 0)
            return last[0] + run, last[1] + weight
        run, weight = sign[0] + run, sign[1] + weight
    return run, weight


def _beginning(items: Items) -> tuple[str, int]:
    """The signs that parsed items begin with."""
    run, weight = "", 0
    for kind, value in _flat(items):
        sign = _sign(kind, value)
        if sign is None:
            ending = _any_of([_beginning(branch) for branch in value[1]]) if kind is _constants.BRANCH else ("", 0)
            return run + ending[0], weight + ending[1]
        run, weight = run + sign[0], weight + sign[1]
    return run, weight


def _any_of(several: Sequence[tuple[str, int]]) -> tuple[str, int]:
    if not all(run for run, _ in several):
        return "", 0
    return f"(?:{'|'.join(run for run, _ in several)})", min(weight for _, weight in several)


def _sign(kind: Any, value: Any) -> tuple[str, int] | None:
    """The pattern of an item of one sign, there or optional, and how much it tells; None for any other item."""
    if kind is _constants.LITERAL:
        return re.escape(chr(value)), _MANY if chr(value).isspace() else _LETTER
    if kind is _constants.IN:
        return _set(value)
    if kind in _REPEATS and value[:2] == (0, 1) and len(value[2]) == 1:
        sign = _sign(*value[2][0])
        return None if sign is None or value[2][0][0] in _REPEATS else (f"{sign[0]}?", 0)
    return None


def _set(members: Items) -> tuple[str, int] | None:
    """The pattern of a set of signs and how much it tells; None for one that excludes some."""
    printed, count, most = "", 0, _LETTER
    for kind, value in members:
        if kind is _constants.LITERAL:
            printed, count = printed + re.escape(chr(value)), count + 1
        elif kind is _constants.RANGE:
            printed, count = printed + "-".join(re.escape(chr(end)) for end in value), count + value[1] - value[0] + 1
        elif kind is _constants.CATEGORY and value in _CLASSES:
            printed, most = printed + _CLASSES[value][0], min(most, _CLASSES[value][1])
        else:
            return None
    return f"[{printed}]", min(most, _FEW if count <= _FEWEST else _SOME if count <= _MOST_SIGNS else _MANY)
