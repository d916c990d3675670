"""Text -> the spans of numerals that state no figure, each with the rule that decided.

The rules are `rules/nonfacts.yml`: regular expressions with bounded repeats, so time grows with the text only.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.gazetteer.keys import name_key
from extractors.gazetteer.lookup import NameKey
from extractors.light_records import lightened
from extractors.searching import Beginnings, Begins, Searcher, compile_searcher, find_beginnings, outline_of
from schemas.errors import ConfigError
from schemas.numerals import Rejection
from schemas.rules import NonFactRule

RUN = re.compile(r"\d\d*(?:[.,]\d+)*")
"""One run of digits, as the ledger counts them; `re` looks faster for one digit than for several."""

_COUNTED = ("n", "n2", "n3", "n4")
"""Groups that alone hold the numerals which a match rejects, where a pattern has any."""
_DIGIT = re.compile(r"[0-9]")
_WORD_BEFORE = re.compile(r"(?<!\w)[^\W\d_]{2,8} \Z")
_LONGEST = 10
"""A word that a name may go on behind, and the characters in which it stands."""
_OPENERS = frozenset("Theo Tại Trong Từ Các Xem Sau Trước Cả Với Về Do Đến Riêng".split())


@dataclass(frozen=True)
class NonFactCatalogue:
    """The compiled rules in order of priority, and the units that have a number in their name."""

    rules: tuple[NonFactRule, ...]
    patterns: tuple[Searcher, ...]
    units: frozenset[NameKey] = frozenset()

    @cached_property
    def beginnings(self) -> Beginnings:
        """Where the patterns may begin."""
        return find_beginnings(self.patterns)

    @cached_property
    def counted(self) -> tuple[tuple[int, ...], ...]:
        """The groups n, n2, n3, n4 that each pattern has."""
        indexes = [searcher.pattern.groupindex for searcher in self.patterns]
        return tuple(tuple(index[name] for name in _COUNTED if name in index) for index in indexes)


def compile_nonfacts(
    rules: Sequence[NonFactRule], macros: dict[str, str], units: frozenset[NameKey] = frozenset()
) -> NonFactCatalogue:
    """Rules with their patterns compiled, macros (`<YEAR>`) filled in; `units` have a number in their name.

    Raises:
        ConfigError: A pattern is not a regular expression, or names a macro that does not exist.
    """
    patterns = []
    for rule in rules:
        source = rule.pattern
        for name, value in macros.items():
            source = source.replace(f"<{name}>", value)
        left = re.search(r"(?<!\?P)(?<!\(\?)<([A-Z]+)>", source)
        if left:
            raise ConfigError(f"{rule.id}: unknown macro <{left.group(1)}>")
        try:
            patterns.append(compile_searcher(source))
        except re.error as error:
            raise ConfigError(f"{rule.id}: the pattern is not a regular expression: {error}") from error
    return NonFactCatalogue(tuple(map(lightened, rules)), tuple(patterns), units)


def find_nonfacts(
    text: str,
    catalogue: NonFactCatalogue,
    begins: Begins | None = None,
    runs: Sequence[tuple[int, int]] | None = None,
) -> tuple[Rejection, ...]:
    """Every run of digits that a rule rejects, in text order; may be empty.

    A run belongs to the first rule (in catalogue order) that covers any of it.

    Args:
        text: Where to search.
        catalogue: From `compile_nonfacts`.
        begins: Where its patterns may begin, when that is known.
        runs: All runs of digits of the text, when these are known.
    """
    runs = runs if runs is not None else find_runs(text)
    lines = _lines_with_digits(text, runs)
    if not lines:
        return ()
    decided: dict[int, NonFactRule] = {}
    begins = begins or catalogue.beginnings.find(outline_of(text))
    rules = zip(catalogue.rules, catalogue.patterns, catalogue.counted, begins, strict=True)
    for rule, pattern, counted, at in rules:
        for match in pattern.find_all(text, lines, at) if at is None or at else ():
            if rule.whole_words and _ends_name(text, match.start()):
                continue
            if rule.known_units and match["unit"] and name_key(match["unit"]) not in catalogue.units:
                continue
            for index in _covered_runs(match, counted, runs):
                decided.setdefault(index, rule)
    return tuple([_rejection(text, *runs[index], decided[index]) for index in sorted(decided)])


def _ends_name(text: str, start: int) -> bool:
    """Whether the word at `start` ends a capitalised name ("Thanh Chương", "Sông Cầu")."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST), start) if text[start].isupper() else None
    if before is None or before[0][:-1] in _OPENERS:
        return False
    return before[0][0].isupper() and before[0][1:].islower()


def _rejection(text: str, start: int, end: int, rule: NonFactRule) -> Rejection:
    return Rejection(start=start, end=end, text=text[start:end], label=rule.label, reason=rule.id)


def find_runs(text: str) -> list[tuple[int, int]]:
    """Start and end of all runs of digits of a text."""
    return [run.span() for run in RUN.finditer(text)]


def _lines_with_digits(text: str, runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of the lines that hold a plain digit; the newline itself stays outside."""
    lines, behind = [], 0
    for start, end in runs:
        if start >= behind and _DIGIT.search(text, start, end):
            first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
            behind = last if last >= 0 else len(text)
            lines.append((first, behind))
    return lines


def _covered_runs(match: re.Match[str], counted: Sequence[int], runs: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The indexes of the runs of digits some of which lies in a match, or in those groups of it that it counts."""
    spans = [span for group in counted if (span := match.span(group))[0] >= 0] or [match.span()]
    for start, end in spans:
        index = bisect_left(runs, (start, end))
        if index and runs[index - 1][1] > start and RUN.search(match.string, start, min(runs[index - 1][1], end)):
            yield index - 1
        while index < len(runs) and runs[index][0] < end:
            yield index
            index += 1
