"""Text -> the spans of numerals that state no figure, each with the rule that decided.

The rules are `rules/nonfacts.yml`: regular expressions with bounded repeats, so time grows with the text only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.searching import Beginnings, Begins, Searcher, compile_searcher, find_beginnings, outline_of
from schemas.errors import ConfigError
from schemas.numerals import Rejection
from schemas.rules import NonFactRule

RUN = re.compile(r"\d\d*(?:[.,]\d+)*")
"""One run of digits, as the ledger counts them; `re` looks faster for one digit than for several."""

_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True)
class NonFactCatalogue:
    """The compiled rules in order of priority."""

    rules: tuple[NonFactRule, ...]
    patterns: tuple[Searcher, ...]

    @cached_property
    def beginnings(self) -> Beginnings:
        """Where the patterns may begin."""
        return find_beginnings(self.patterns)


def compile_nonfacts(rules: Sequence[NonFactRule], macros: dict[str, str]) -> NonFactCatalogue:
    """Rules with their patterns compiled, macros (`<YEAR>`) filled in.

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
    return NonFactCatalogue(tuple(rules), tuple(patterns))


def covered_runs(match: re.Match[str]) -> list[tuple[int, int]]:
    """The runs of digits inside a match, or inside its groups n, n2, n3, n4 when it has any."""
    names = _counted_groups(match.re)
    spans = [match.span(name) for name in names if match.group(name) is not None] or [match.span()]
    return [run.span() for start, end in spans for run in RUN.finditer(match.string, start, end)]


@lru_cache(maxsize=1000)
def _counted_groups(pattern: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(name for name in ("n", "n2", "n3", "n4") if name in pattern.groupindex)


def find_nonfacts(text: str, catalogue: NonFactCatalogue, begins: Begins | None = None) -> tuple[Rejection, ...]:
    """Every run of digits that a rule rejects, in text order; may be empty.

    A run belongs to the first rule (in catalogue order) that covers any of it.

    Args:
        text: Where to search.
        catalogue: From `compile_nonfacts`.
        begins: Where its patterns may begin, when that is known.
    """
    lines = _lines_with_digits(text)
    if not lines:
        return ()
    decided: dict[int, Rejection] = {}
    begins = begins or catalogue.beginnings.find(outline_of(text))
    for rule, pattern, at in zip(catalogue.rules, catalogue.patterns, begins, strict=True):
        for match in pattern.find_all(text, lines, at) if at is None or at else ():
            for run_start, run_end in covered_runs(match):
                whole_start, whole_end = _whole_run(text, run_start, run_end)
                if whole_start not in decided:
                    decided[whole_start] = Rejection(
                        start=whole_start,
                        end=whole_end,
                        text=text[whole_start:whole_end],
                        label=rule.label,
                        reason=rule.id,
                    )
    return tuple(decided[start] for start in sorted(decided))


def _lines_with_digits(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that hold a digit; the newline itself stays outside."""
    lines, start = [], 0
    for line in text.split("\n"):
        if _DIGIT.search(line):
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _whole_run(text: str, start: int, end: int) -> tuple[int, int]:
    """The run of digits, as the ledger counts them, that holds text[start:end]."""
    floor = start
    while floor > 0 and start - floor < 40 and (text[floor - 1].isdigit() or text[floor - 1] in ".,"):
        floor -= 1
    for run in RUN.finditer(text, floor):
        if run.end() > start:
            return run.span()
    return start, end
