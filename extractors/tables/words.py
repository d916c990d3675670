"""Lines -> their words, each told by its form: a figure, a sign for no value, a list mark, a year, or a word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from extractors.tables.cells import FIGURE_CELL, index_of
from extractors.tables.records import Cell

WordKind = Literal["word", "figure", "empty", "mark", "year"]
_EMPTY = re.compile(r"(?:[.…\-–—_]{1,4}|x|//)\Z")
_MARK = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)/]|[a-zđ][.)/]|[IVX]{1,5}[.)/]?|[+*•·])\Z")
_YEAR = re.compile(r"\(?((?:19|20)\d\d)\)?\Z")
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d\Z")
_TWO_VALUES = re.compile(r"[\d…x–—-][%)]?\s+%?\s*[\d(….x–—-]")
_FIGURE = r"\d+(?:[.,]\d+)*%?"
_VALUE = rf"(?:{_FIGURE}|\({_FIGURE}\)|[.…\-–—_]{{1,4}}|[xX]|//)"
_IN_A_ROW = re.compile(rf"(?<![^\s|]){_VALUE}[\s|]+(?:%[\s|]+)?{_VALUE}(?![^\s|])")
_NEXT_TO = re.compile(r"[\d%).…\-–—_xX/][\s|]+(?:%[\s|]+)?[\d(.…\-–—_xX/]")
"""The end of a value and the beginning of one behind it, which stand in all that `_IN_A_ROW` matches; found sooner."""
_PIECE = re.compile(r"[^\s|]+")
_COUNTED_IN = ("năm", "tuổi", "tháng")


class Word(NamedTuple):
    """One word of line number `line`, or several that are one ("Năm 2019", "30 năm", "2015 - 2020")."""

    cell: Cell
    kind: WordKind
    line: int

    @property
    def text(self) -> str:
        """What is printed."""
        return self.cell.text

    @property
    def is_value(self) -> bool:
        """Whether it can fill a cell of figures."""
        return self.kind in ("figure", "empty")


def split_words(line: Cell, number: int) -> list[Word]:
    """The words of a line in order."""
    pieces = [Cell(line.start + m.start(), line.start + m.end(), m.group()) for m in _PIECE.finditer(line.text)]
    words: list[Word] = []
    at = 0
    while at < len(pieces):
        kind, used = _joined(pieces, at)
        cells = pieces[at : at + used]
        cell = Cell(cells[0].start, cells[-1].end, " ".join(c.text for c in cells))
        after_value = bool(words) and words[-1].is_value
        words.append(Word(cell, kind or _kind(cell.text, after_value=after_value), number))
        at += used
    return words


def may_hold_two_values(text: str) -> bool:
    """Whether a line may hold two values in a row, told by its letters alone and much faster than by its words."""
    return bool(_TWO_VALUES.search(text) and _IN_A_ROW.search(text))


def may_hold_two_runs(text: str) -> bool:
    """Whether a line may hold two runs of two values, told in the same way."""
    may_hold = _TWO_VALUES.search(text) is not None and len(_NEXT_TO.findall(text)) > 1
    return may_hold and len(_IN_A_ROW.findall(text)) > 1


def _joined(pieces: Sequence[Cell], at: int) -> tuple[WordKind | None, int]:
    """The kind of the pieces from `at` on that make one word, None when it is told by its form, and how many."""
    text = pieces[at].text
    following = [p.text for p in pieces[at + 1 : at + 3]]
    if len(following) == 2 and following[0] in ("-", "–", "—"):
        ends = _SPAN_OF_YEARS.match(text), _SPAN_OF_YEARS.match(following[1])
        if all(ends) and int(text) < int(following[1]) <= int(text) + 6:
            return "word", 3
    if following and text in ("Năm", "năm") and _YEAR.match(following[0]):
        return "year", 2
    if following and text.isdigit() and len(text) <= 3 and following[0].rstrip(",;") in _COUNTED_IN:
        return "word", 2
    if (
        following
        and following[0] == "%"
        and FIGURE_CELL.match(text)
        and not text.endswith("%")
        and not _YEAR.match(text)
    ):
        return "figure", 2
    return None, 1


def _kind(text: str, *, after_value: bool) -> WordKind:
    if FIGURE_CELL.match(text):
        return "figure"
    if _EMPTY.match(text) or (after_value and text == "X"):
        return "empty"
    return "mark" if _MARK.match(text) else "word"


def year_in(word: Word) -> int | None:
    """The year that a word prints, or None."""
    found = _YEAR.match(word.text.split()[-1]) if word.kind in ("figure", "year") else None
    return int(found.group(1)) if found else None


def number_in(word: Word) -> int | None:
    """The number that a figure can be as a running number, brackets aside, or None."""
    return index_of(Cell(0, 0, word.text.strip("()"))) if word.kind == "figure" else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words and the values that follow them; either may be none at an end of the text."""

    words: tuple[Word, ...]
    values: tuple[Word, ...]


def part_stretches(words: Sequence[Word]) -> Iterator[Stretch]:
    """Words and values in turn; a sign for no value or a year that stands alone between words is a word."""
    before: list[Word] = []
    at = 0
    while at < len(words):
        end = _values_end(words, at)
        values = words[at:end]
        alone = len(values) == 1 and (values[0].kind == "empty" or year_in(values[0]) is not None)
        if values and not alone:
            yield Stretch(tuple(before), tuple(values))
            before = []
        else:
            before.append(words[at])
            end = at + 1
        at = end
    if before:
        yield Stretch(tuple(before), ())


def _values_end(words: Sequence[Word], at: int) -> int:
    """The place behind the values that begin at a word; "Năm 2019" is one beside another year."""
    first = at
    while at < len(words):
        year = words[at].kind == "year"
        beside = words[at + 1 : at + 2] if at == first else words[at - 1 : at]
        if not words[at].is_value and not (year and any(year_in(w) for w in beside)):
            break
        at += 1
    return at
