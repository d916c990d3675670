"""Regular expressions -> the same matches as `finditer` gives, tried only where a text has what they can begin with.

`re` tries a pattern that begins with alternatives, an option or a look-behind at every character. The pieces of text
that its matches can begin with are read from the parsed pattern (`pattern_starts`); those of all patterns are looked
for in one pass of an Aho-Corasick automaton. Where they are unknown, a pattern is tried in the lines that hold what
every match needs (`pattern_needs`), looked for in the same pass; one that matches at the start of a line only is tried
there. Pieces are looked for in an outline of the text: small letters, one for each look-alike, "1" for a digit that
begins a run of digits and "0" for a further one, a blank for every blank space. A pattern that is matched on folded
text has all that may be printed for its pieces, so that one outline, and one pass over it, serves all patterns.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise

from ahocorasick import Automaton

from extractors.folding import small_letters, spellings
from extractors.pattern_needs import Need, begins_lines, find_need
from extractors.pattern_starts import find_starts

_LONG = 300
_ODD_LETTERS = "İıſµςϐϑϕϖϰϱϵẛẞ\u0345\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88\u1fbe\ufb05\ufb06"
"""Letters that `re.IGNORECASE` takes for others though their small letters differ."""
_BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""All blank space but the usual one and its look-alike."""


Begins = Sequence[list[int] | None]
"""Where the pieces of each of several searchers begin in a text, in order; None where that is unknown."""


@dataclass(frozen=True, slots=True)
class Searcher:
    """A compiled pattern that matches no empty text, and the pieces its matches begin with; none where unknown.

    Where they are unknown, `needed` are pieces one of which every match holds or stands beside, none where that is
    unknown too, and `printed` what matches where one begins with the capitals of the pattern, None without any;
    `begins_lines` says that matches begin at starts of lines only.
    """

    pattern: re.Pattern[str]
    pieces: tuple[str, ...]
    needed: tuple[str, ...] = ()
    printed: re.Pattern[str] | None = None
    begins_lines: bool = False

    def find_all(
        self, text: str, spans: Sequence[tuple[int, int]], begins: Sequence[int] | None
    ) -> Iterator[re.Match[str]]:
        """What `pattern.finditer(text, start, end)` gives for each span.

        Args:
            text: Where to search.
            spans: Start and end of each stretch to search, in order, none overlapping.
            begins: Where the pieces begin in the outline, in order, from `Beginnings.find`; None for everywhere.
        """
        if begins is not None and not self.pieces:
            if self.printed:
                begins = [at for at in begins if self.printed.match(text, at)]
            spans = list(_holding(spans, begins))
            begins = None
        if self.begins_lines:
            begins = _line_starts(text, spans)
        if begins is None:
            for start, end in spans:
                yield from self.pattern.finditer(text, start, end)
            return
        match_at, left = self.pattern.match, iter(spans)
        behind, end = next(left, (0, 0))
        for at in begins:
            while at >= end:
                behind, end = next(left, (len(text), len(text)))
                if behind == len(text):
                    return
            match = match_at(text, at, end) if at >= behind else None
            if match:
                yield match
                behind = match.end()


def _holding(spans: Iterable[tuple[int, int]], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The spans in which one of several places lies, in order."""
    for start, end in spans if places else ():
        at = bisect_left(places, start)
        if at < len(places) and places[at] < end:
            yield start, end


def _line_starts(text: str, spans: Iterable[tuple[int, int]]) -> list[int]:
    """Where lines begin within spans."""
    found = []
    for start, end in spans:
        if start == 0 or text[start - 1] == "\n":
            found.append(start)
        at = text.find("\n", start, end - 1)
        while at >= 0:
            found.append(at + 1)
            at = text.find("\n", at + 1, end - 1)
    return found


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The pieces that the matches of several searchers begin with or need, looked for in one pass.

    `automaton` tells of each piece how far its first letter is from its last one and the numbers of its searchers;
    `have_pieces` says which of the searchers have any. None when no searcher has.
    """

    automaton: Automaton | None
    have_pieces: tuple[bool, ...]

    def find(self, outline: str | None) -> Begins:
        """Where the pieces of each searcher begin in an outline."""
        if outline is None or self.automaton is None:
            return [None] * len(self.have_pieces)
        begins: list[list[int]] = [[] for _ in self.have_pieces]
        for last, (back, numbers) in self.automaton.iter(outline):
            for number in numbers:
                begins[number].append(last - back)
        for own in begins:
            if len(own) > 1:
                own.sort()
        return [own if known else None for own, known in zip(begins, self.have_pieces, strict=True)]


def find_beginnings(searchers: Sequence[Searcher]) -> Beginnings:
    """The pieces of all searchers together."""
    numbers: dict[str, list[int]] = {}
    for number, searcher in enumerate(searchers):
        for piece in searcher.pieces or searcher.needed:
            numbers.setdefault(piece, []).append(number)
    automaton = Automaton()
    for piece, own in numbers.items():
        automaton.add_word(piece, (len(piece) - 1, tuple(own)))
    automaton.make_automaton()
    have_pieces = tuple(bool(searcher.pieces or searcher.needed) for searcher in searchers)
    return Beginnings(automaton if numbers else None, have_pieces)


@dataclass(frozen=True)
class JointBeginnings:
    """The pieces of several groups of searchers, looked for in one pass.

    `borders` are the numbers of the first searcher of each group and of the one behind the last.
    """

    beginnings: Beginnings
    borders: tuple[int, ...]

    def find(self, text: str) -> list[Begins]:
        """Where the pieces of the searchers of each group begin in a text."""
        begins = self.beginnings.find(outline_of(text))
        return [begins[first:last] for first, last in pairwise(self.borders)]


def join_beginnings(*groups: Sequence[Searcher]) -> JointBeginnings:
    """The pieces of several groups of searchers together."""
    return JointBeginnings(find_beginnings(list(chain(*groups))), tuple(accumulate(map(len, groups), initial=0)))


def outline_of(text: str) -> str | None:
    """The text in which beginnings are looked for, and a blank; None where case is not as in Vietnamese."""
    return _outline_document(text) if len(text) > _LONG else _outline(text)


@lru_cache(maxsize=4)
def _outline_document(text: str) -> str | None:
    """A long text outlined once, though several steps ask for it."""
    return _outline(text)


def _outline(text: str) -> str | None:
    small = small_letters(text)
    if len(small) != len(text) or any([letter in text for letter in _ODD_LETTERS]):
        return None
    for blank in _BLANKS:
        small = small.replace(blank, " ")
    for digit in "023456789":
        small = small.replace(digit, "1")
    return small.replace("11", "10").replace("01", "00") + " "


def compile_searcher(source: str, *, is_folded: bool = False) -> Searcher:
    """The searcher of a regular expression.

    Args:
        source: The expression.
        is_folded: Whether it is matched on folded text; its pieces are those of the outline of the text itself.

    Raises:
        re.error: It is none.
    """
    pattern, pieces = re.compile(source), find_starts(source)
    needed, printed = Need() if pieces else find_need(source)
    if is_folded:
        pieces, needed = _as_printed(pieces), _as_printed(needed)
    return Searcher(pattern, pieces, needed, printed, not pieces and begins_lines(source))


def _as_printed(pieces: Iterable[str]) -> tuple[str, ...]:
    """All that text may print for pieces of folded text."""
    return tuple(sorted({printed for piece in pieces for printed in spellings(piece)}))
