"""A regular expression -> the pieces of outline that each of its matches begins with, read from the parsed pattern."""

import re
from collections.abc import Sequence
from itertools import pairwise
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from extractors.folding import LOOK_ALIKES

_MOST, _LONGEST, _WIDEST, _OFTEN, _VAGUE = 600, 8, 40, 4, 3
_NO_DIGIT_BEFORE = "\0"
_BEHIND = -1
_ZERO_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_WITH_DIGITS = (
    (_constants.RANGE, (ord("0"), ord("9"))),
    (_constants.CATEGORY, _constants.CATEGORY_DIGIT),
    (_constants.CATEGORY, _constants.CATEGORY_WORD),
)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_DIGITS, _BLANK = re.compile("[0-9]+"), re.compile(r"[^\S ]")

Starts = dict[str, bool]
"""Pieces of outline, and whether what follows in the pattern follows the piece directly."""


def find_starts(source: str) -> tuple[str, ...]:
    """The pieces that matches of a pattern begin with, none of which begins with another; empty where unknown."""
    pieces = _shortest(sorted({form for piece in _starts(_parser.parse(source)) for form in _forms(piece)}))
    if not pieces or "" in pieces or " " in pieces or sum(len(piece) == 1 for piece in pieces) > _VAGUE:
        return ()
    return tuple(pieces)


def _forms(piece: str) -> list[str]:
    """A piece as the outline may print it: a digit at its start may begin a run or go on with one."""
    digits = [f"{before}{after}" for before, after in pairwise(f"{_NO_DIGIT_BEFORE}{piece}")]
    form = "".join("1" if pair[1] == "0" and pair[0] != "0" else pair[1] for pair in digits)
    form = form.replace(_NO_DIGIT_BEFORE, "")
    return [form, f"0{form[1:]}"] if piece.startswith("0") else [form]


def _shortest(pieces: Sequence[str]) -> list[str]:
    """Sorted pieces without those that begin with another one."""
    kept: list[str] = []
    for piece in pieces:
        if not kept or not piece.startswith(kept[-1]):
            kept.append(piece)
    return kept


def _starts(items: Sequence[tuple[Any, Any]]) -> Starts:
    """What a match of parsed items can begin with; the piece "" stands for anything."""
    starts: Starts = {"": True}
    for kind, value in items:
        if not any(starts.values()):
            break
        if kind not in _ZERO_WIDTH:
            starts = _joined(starts, _starts_of(kind, value))
        elif _forbids_digit_before(kind, value):
            starts = _joined(starts, {_NO_DIGIT_BEFORE: True})
    return starts


def _forbids_digit_before(kind: Any, value: Any) -> bool:
    """Whether a digit behind an item without width can only begin a run of digits."""
    if kind is not _constants.ASSERT_NOT:
        return bool(kind is _constants.AT and value is _constants.AT_BOUNDARY)
    direction, items = value
    return direction == _BEHIND and len(items) == 1 and items[0][0] is _constants.IN and items[0][1][0] in _WITH_DIGITS


def _starts_of(kind: Any, value: Any) -> Starts:
    """What a match of one parsed item can begin with."""
    if kind is _constants.LITERAL:
        return _letters([(kind, value)])
    if kind is _constants.IN:
        return _letters(value)
    if kind is _constants.SUBPATTERN:
        return _starts(value[-1])
    if kind is _constants.BRANCH:
        return _united([_starts(branch) for branch in value[1]])
    if kind in _REPEATS:
        return _repeated(*value)
    return {"": False}


def _repeated(least: int, most: int, items: Sequence[tuple[Any, Any]]) -> Starts:
    """What several matches of parsed items in a row can begin with."""
    once = _starts(items)
    if most > _OFTEN:
        once = dict.fromkeys(once, False)
        return once if least else _united([once, {"": True}])
    starts: Starts = {"": True}
    several = [] if least else [starts]
    for times in range(1, most + 1):
        starts = _joined(starts, once)
        several += [starts] if times >= least else []
    return _united(several)


def _letters(items: Sequence[tuple[Any, Any]]) -> Starts:
    """The letters of a set in outline; anything for one with other classes or many letters."""
    letters: Starts = {}
    for kind, value in items:
        if kind is _constants.CATEGORY and value is _constants.CATEGORY_SPACE:
            letters[" "] = True
        elif kind is _constants.LITERAL or (kind is _constants.RANGE and value[1] - value[0] < _WIDEST):
            first, last = value if kind is _constants.RANGE else (value, value)
            letters |= {outlined(chr(code)): True for code in range(first, last + 1)}
        else:
            return {"": False}
    return letters


def outlined(letter: str) -> str:
    """A letter, a sign or a digit as the outline prints it behind a digit."""
    small = letter.lower()
    return _BLANK.sub(" ", _DIGITS.sub("0", LOOK_ALIKES.get(small, small)))


def _united(several: Sequence[Starts]) -> Starts:
    """The pieces of alternatives; one that anything may follow in one of them stays so."""
    united: Starts = {}
    for starts in several:
        for piece, is_open in starts.items():
            united[piece] = is_open and united.get(piece, True)
    return united


def _joined(starts: Starts, following: Starts) -> Starts:
    """Each open piece with each that may follow, cut shorter where that makes too many."""
    for longest in range(_LONGEST, 0, -2):
        joined = _united([_extended(piece, is_open, following, longest) for piece, is_open in starts.items()])
        if len(joined) <= _MOST:
            return joined
    return dict.fromkeys(starts, False)


def _extended(piece: str, is_open: bool, following: Starts, longest: int) -> Starts:
    """A piece with each that may follow it, if any may, none longer than `longest` for that."""
    if not is_open:
        return {piece: False}
    room = max(longest - len(piece), 0)
    return _united([{piece + more[:room]: may_go_on and len(more) <= room} for more, may_go_on in following.items()])
