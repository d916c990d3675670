"""Regular expressions -> the same matches as `finditer` gives, tried only where a text has what they can begin with.

`re` tries a pattern that begins with alternatives, an option or a look-behind at every character. The pieces of text
that its matches can begin with are read from the parsed pattern; where they are unknown, it is tried everywhere.
Pieces are looked for in an outline of the text: small letters, "1" for a digit that begins a run of digits and "0" for
a further one, a blank for every blank space.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

_MOST, _LONGEST, _WIDEST, _OFTEN, _VAGUE = 200, 8, 40, 4, 3
_LONG = 300
_NO_DIGIT_BEFORE = "\0"
_BEHIND = -1
_ZERO_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_WITH_DIGITS = (
    (_constants.RANGE, (ord("0"), ord("9"))),
    (_constants.CATEGORY, _constants.CATEGORY_DIGIT),
    (_constants.CATEGORY, _constants.CATEGORY_WORD),
)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_ODD_LETTERS = re.compile("[İıſµςϐϑϕϖϰϱϵẛẞ\u0345\u1c80-\u1c88\u1fbe\ufb05\ufb06]")
"""Letters that `re.IGNORECASE` takes for others though their small letters differ."""
_DIGITS, _BLANK = re.compile("[0-9]+"), re.compile(r"[^\S ]")

Starts = dict[str, bool]
"""Pieces of outline, and whether what follows in the pattern follows the piece directly."""


@dataclass(frozen=True, slots=True)
class Searcher:
    """A compiled pattern that matches no empty text, and the pieces its matches begin with; none where unknown.

    Where they are unknown, `needed` are pieces of outline of which a match holds one at least; none where unknown too.
    """

    pattern: re.Pattern[str]
    pieces: tuple[str, ...]
    starts: re.Pattern[str] | None
    needed: tuple[str, ...] = ()

    def find_all(
        self, text: str, outline: str | None, spans: Sequence[tuple[int, int]], begins: Sequence[int] | None = None
    ) -> Iterator[re.Match[str]]:
        """What `pattern.finditer(text, start, end)` gives for each span.

        Args:
            text: Where to search.
            outline: The text as `outline_of` gives it.
            spans: Start and end of each stretch to search, in order, none overlapping.
            begins: Where the pieces begin in the outline, in order, if that was looked for before.
        """
        if self.starts is None or outline is None:
            for start, end in spans if outline is None else self._possible(outline, spans):
                yield from self.pattern.finditer(text, start, end)
            return
        match_at, left = self.pattern.match, iter(spans)
        behind, end = next(left, (0, 0))
        found = (beginning.start() for beginning in self.starts.finditer(outline)) if begins is None else begins
        for at in found:
            while at >= end:
                behind, end = next(left, (len(text), len(text)))
                if behind == len(text):
                    return
            match = match_at(text, at, end) if at >= behind else None
            if match:
                yield match
                behind = match.end()

    def _possible(self, outline: str, spans: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
        """The stretches that hold what every match needs."""
        if not self.needed:
            return spans
        return (span for span in spans if any(outline.find(piece, *span) >= 0 for piece in self.needed))


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The pieces that the matches of several searchers begin with, looked for in one pass.

    `searchers` are the numbers of the searchers of each piece, `lengths` how long the pieces with a first letter are.
    """

    starts: re.Pattern[str] | None
    searchers: Mapping[str, tuple[int, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    count: int

    def find(self, outline: str | None) -> list[list[int]] | list[None]:
        """Where the pieces of each searcher begin in an outline, in order; None for each where there is no outline."""
        if outline is None or self.starts is None:
            return [None] * self.count
        begins: list[list[int]] = [[] for _ in range(self.count)]
        searchers, lengths = self.searchers, self.lengths
        for beginning in self.starts.finditer(outline):
            at = beginning.start()
            for length in lengths[outline[at]]:
                for number in searchers.get(outline[at : at + length], ()):
                    begins[number].append(at)
        return begins


def find_beginnings(searchers: Sequence[Searcher]) -> Beginnings:
    """The pieces of all searchers together."""
    numbers: dict[str, list[int]] = {}
    for number, searcher in enumerate(searchers):
        for piece in searcher.pieces:
            numbers.setdefault(piece, []).append(number)
    lengths: dict[str, set[int]] = {}
    for piece in numbers:
        lengths.setdefault(piece[0], set()).add(len(piece))
    return Beginnings(
        _starts_pattern(_shortest(sorted(numbers))),
        {piece: tuple(found) for piece, found in numbers.items()},
        {letter: tuple(sorted(found)) for letter, found in lengths.items()},
        len(searchers),
    )


def outline_of(text: str) -> str | None:
    """The text in which beginnings are looked for, of the same length; None where case is not as in Vietnamese."""
    return _outline_document(text) if len(text) > _LONG else _outline(text)


@lru_cache(maxsize=4)
def _outline_document(text: str) -> str | None:
    """A long text outlined once, though several steps ask for it."""
    return _outline(text)


def _outline(text: str) -> str | None:
    small = text.lower()
    if len(small) != len(text) or _ODD_LETTERS.search(text):
        return None
    return _BLANK.sub(" ", _DIGITS.sub(lambda run: "1" + "0" * (run.end() - run.start() - 1), small))


def compile_searcher(source: str) -> Searcher:
    """The searcher of a regular expression.

    Raises:
        re.error: It is none.
    """
    pattern = re.compile(source)
    pieces = _shortest(sorted({form for piece in _starts(_parser.parse(source)) for form in _forms(piece)}))
    if not pieces or "" in pieces or " " in pieces or sum(len(piece) == 1 for piece in pieces) > _VAGUE:
        return Searcher(pattern, (), None, _needed(_parser.parse(source)))
    return Searcher(pattern, tuple(pieces), _starts_pattern(pieces))


def _needed(items: Sequence[tuple[Any, Any]]) -> tuple[str, ...]:
    """Pieces of outline of which every match of parsed items holds one; none where no letters are always there."""
    best: tuple[str, ...] = ()
    run = ""
    for kind, value in [*items, (None, None)]:
        letter = chr(value).lower() if kind is _constants.LITERAL else ""
        if letter and not letter.isdigit() and not letter.isspace():
            run += letter
            continue
        inner = _needed_in(kind, value)
        for found in ((run,) if run else (), inner):
            if found and min(map(len, found)) > min(map(len, best), default=0):
                best = found
        run = ""
    return best


def _needed_in(kind: Any, value: Any) -> tuple[str, ...]:
    """What every match of one parsed item other than a letter holds."""
    if kind is _constants.SUBPATTERN:
        return _needed(value[-1])
    if kind in _REPEATS and value[0]:
        return _needed(value[2])
    if kind is _constants.BRANCH:
        several = [_needed(branch) for branch in value[1]]
        return tuple(sorted({piece for pieces in several for piece in pieces})) if all(several) else ()
    return ()


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


def _any_of(pieces: Sequence[str]) -> str:
    """A pattern for any of sorted pieces, none of which begins with another one, branching letter by letter."""
    branches = [(letter, [piece[1:] for piece in group]) for letter, group in groupby(pieces, itemgetter(0))]
    return "|".join(re.escape(letter) + (f"(?:{_any_of(rests)})" if rests[0] else "") for letter, rests in branches)


def _starts_pattern(pieces: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern for the first letter of any of sorted pieces, so that beginnings that overlap are all found."""
    branches = [(letter, [piece[1:] for piece in group]) for letter, group in groupby(pieces, itemgetter(0))]
    ahead = (re.escape(letter) + (f"(?={_any_of(rests)})" if rests[0] else "") for letter, rests in branches)
    return re.compile("|".join(ahead)) if branches else None


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
            letters |= {_BLANK.sub(" ", _DIGITS.sub("0", chr(code).lower())): True for code in range(first, last + 1)}
        else:
            return {"": False}
    return letters


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
