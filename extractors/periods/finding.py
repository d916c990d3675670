"""Text -> mentions of time with their dates; the wordings are in rules/periods.yml."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from extractors.folding import fold_text
from extractors.light_records import light_record, lightened, replace
from extractors.periods.anchors import make_anchor, move_anchor
from extractors.periods.asides import is_ahead, is_compared, is_planned, tells_congress_ahead
from extractors.periods.readings import READINGS
from extractors.periods.stretches import PeriodReading
from extractors.periods.terms import TERM_YEARS
from extractors.periods.unnamed_years import (
    INFERRED,
    Found,
    printed_years,
    with_printed_year,
    with_relative_years,
    with_years_of_aims,
)
from extractors.periods.written import TELLING, when_written
from extractors.searching import Beginnings, Begins, Searcher, compile_searcher, find_beginnings, outline_of
from schemas.errors import ConfigError
from schemas.rules import PeriodRule

ASIDE = frozenset({"base", "none"})
_Groups = tuple[tuple[int, str], ...]


@light_record(frozen=True, slots=True)
class PeriodMention(PeriodReading):
    """One wording of time at text[start:end]."""

    start: int = 0
    end: int = 0
    text: str = ""

    @property
    def words(self) -> str:
        """The wording as rules are matched on it."""
        return fold_text(self.text)

    @property
    def is_of_office(self) -> bool:
        """Whether it names a term of office, not a plan between two years."""
        return "nhiệm kỳ" in self.words


@dataclass(frozen=True)
class PeriodCatalogue:
    """Compiled period rules in order of priority."""

    rules: tuple[tuple[PeriodRule, Searcher], ...]

    @cached_property
    def groups(self) -> tuple[_Groups, ...]:
        """The names of each pattern's groups in order, each with its number and its letter."""
        indexes = [searcher.pattern.groupindex for searcher in self.searchers]
        return tuple(tuple((index[n], n.rstrip("0123456789")) for n in sorted(index)) for index in indexes)

    @cached_property
    def searchers(self) -> tuple[Searcher, ...]:
        """Those of the rules."""
        return tuple(searcher for _, searcher in self.rules)

    @cached_property
    def beginnings(self) -> Beginnings:
        """Where the patterns may begin."""
        return find_beginnings(self.searchers)


def compile_periods(rules: Sequence[PeriodRule], macros: Mapping[str, str]) -> PeriodCatalogue:
    """Rules with their patterns compiled.

    Raises:
        ConfigError: A pattern is no regular expression, or `reading` names no arithmetic.
    """
    compiled = []
    for rule in rules:
        source = rule.pattern
        for name, value in macros.items():
            source = source.replace(f"<{name}>", value)
        if rule.reading not in READINGS:
            raise ConfigError(f"{rule.id}: unknown reading {rule.reading!r}; known: {', '.join(sorted(READINGS))}")
        try:
            compiled.append((lightened(rule), compile_searcher(source, is_folded=True)))
        except re.error as error:
            raise ConfigError(f"{rule.id}: the pattern is not a regular expression: {error}") from error
    return PeriodCatalogue(tuple(compiled))


@dataclass(frozen=True, slots=True)
class Times:
    """The mentions of time of a text in its order, none overlapping; may be empty.

    `now` is the day of publication, or about when the text seems written where that is unknown, or None.
    """

    mentions: tuple[PeriodMention, ...]
    published: str | None
    now: str | None


def find_periods(text: str, catalogue: PeriodCatalogue, *, published: str | None) -> tuple[PeriodMention, ...]:
    """The mentions of time that `find_times` gives."""
    return find_times(text, catalogue, published=published).mentions


def find_times(
    text: str,
    catalogue: PeriodCatalogue,
    *,
    published: str | None,
    now: str | None = None,
    begins: Begins | None = None,
) -> Times:
    """Mentions of time and when they were written.

    Args:
        text: The document's text; offsets are its code points.
        catalogue: From `compile_periods`.
        published: The day of publication, a partial ISO date, or None when unknown.
        now: About when the text was written, where another text tells that; else it is read from this one.
        begins: Where the patterns of the rules may begin, when that is known.
    """
    folded = fold_text(text)
    found: list[Found] = []
    taken, whole = bytearray(len(text)), ((0, len(folded)),)
    begins = begins or catalogue.beginnings.find(outline_of(text))
    for (rule, pattern), groups, at in zip(catalogue.rules, catalogue.groups, begins, strict=True):
        for match in pattern.find_all(folded, whole, at) if at is None or at else ():
            start, end = match.span()
            if start == end or any(taken[start:end]) or _inside_word(folded, start, end):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append((start, end, rule, _named(match, groups)))
    found.sort(key=lambda f: f[0])
    found = with_relative_years(folded, found, published)
    compared = frozenset(start for start, *_ in found if is_compared(text, start))
    found = found if published else with_years_of_aims(text, found)
    now = published or now or _written(text, [one for one in found if one[0] not in compared])
    return Times(_resolve(text, found, compared, published, now), published, now)


def _written(text: str, told: Sequence[Found]) -> str | None:
    """About when a text was written that tells of these times, and compares with none of them."""
    named = [(start, rule.reading, groups) for start, _, rule, groups in told if rule.reading in TELLING]
    ahead = {start for start, _, _ in named if is_ahead(text, start)}
    return when_written(
        [(reading, groups) for start, reading, groups in named if start not in ahead],
        [(reading, groups) for start, reading, groups in named if start in ahead],
    )


def _inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalnum() and text[start].isalnum()) or (
        end < len(text) and text[end].isalnum() and text[end - 1].isalpha()
    )


def _named(match: re.Match[str], groups: _Groups) -> dict[str, str]:
    """Named groups; of the serial ones of a letter (y, y2, y3 …) the first found is "y", the next one "y2"."""
    named: dict[str, str] = {}
    for number, letter in groups:
        value = match[number]
        if value is not None:
            named[letter if letter not in named else f"{letter}2"] = value
    return named


def _resolve(
    text: str, found: Sequence[Found], compared: Set[int], published: str | None, now: str | None
) -> tuple[PeriodMention, ...]:
    """Dates for each wording; later ones may lean on what earlier ones named, and not on those `compared` with."""
    mentions = []
    planned = {start for start, _, rule, _ in found if rule.reading == "year" and is_planned(text, start)}
    told = [f for f in found if f[0] not in compared]
    anchor = make_anchor(
        [(rule.reading, groups) for _, _, rule, groups in told],
        published,
        now=now,
        done=[(rule.reading, groups) for start, _, rule, groups in told if start not in planned],
        before_congress=_is_year_of_congresses(now) and tells_congress_ahead(text),
    )
    years = printed_years(told)
    for start, end, rule, groups in found:
        r = READINGS[rule.reading](with_printed_year(groups, rule.reading, years, start), anchor)
        r = replace(r, inferred=True) if INFERRED in groups else r
        if start in compared and r.kind not in ASIDE:
            r = PeriodReading("base", first=r.last or r.first)
        mentions.append(PeriodMention(r.kind, r.first, r.last, r.to_published, r.inferred, start, end, text[start:end]))
        if start not in compared and start not in planned:
            named = {**groups, "y": r.first[:4]} if rule.reading == "years_ago" and r.first else groups
            anchor = move_anchor(anchor, rule.reading, named)
        if r.kind == "as_of" and r.last and not r.inferred:
            anchor = replace(anchor, day=r.last)
        elif r.kind == "day":
            anchor = replace(anchor, event=r.last)
    return tuple(_dated_again(_merge_brackets(text, mentions)))


def _is_year_of_congresses(now: str | None) -> bool:
    """Whether congresses of the Party's districts and provinces are held in the year in which a text was written."""
    return now is not None and int(now[:4]) % TERM_YEARS == 0


def _merge_brackets(text: str, mentions: Sequence[PeriodMention]) -> list[PeriodMention]:
    """A date in brackets behind "đến nay" says when that is: "Từ đầu nhiệm kỳ đến nay (tháng 7-2023)"."""
    merged: list[PeriodMention] = []
    for mention in mentions:
        last = merged[-1] if merged else None
        gap = text[last.end : mention.start] if last else ""
        if last and last.to_published and mention.last and gap.strip().startswith("(") and len(gap) < 12:
            merged[-1] = replace(
                last, last=mention.last, to_published=False, end=mention.end, text=text[last.start : mention.end]
            )
        else:
            merged.append(mention)
    return merged


def _dated_again(mentions: Sequence[PeriodMention]) -> list[PeriodMention]:
    """The same words of "until now" again mean the day that stood in brackets behind them the first time."""
    dated: dict[str, str] = {}
    result = []
    for mention in mentions:
        words, bracket, _ = fold_text(mention.text).partition(" (")
        if bracket and mention.last and not mention.to_published:
            dated[words] = mention.last
        elif mention.to_published and words in dated:
            mention = replace(mention, last=dated[words], to_published=False, inferred=True)
        result.append(mention)
    return result
