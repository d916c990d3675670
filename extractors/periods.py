"""Text -> mentions of time with their dates, anchored on the day of publication.

Source:
    Wordings in rules/periods.yml; congresses of the Party's districts and provinces take place every five years
    (2010, 2015, 2020, 2025), which gives the start of a running term that the text does not name.
"""

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.folding import fold_text
from schemas.errors import ConfigError
from schemas.rules import PeriodRule

PeriodKind = Literal["flow", "as_of", "now", "base", "recurring", "day", "term", "none"]
TERM_YEARS = 5
_WORDS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
Groups = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """One wording of time at text[start:end].

    `first` and `last` are partial ISO dates or None; `to_published` means that it ends on the day of publication;
    `inferred` that a date is not printed. `kind` "base" and "none" are no one's period.
    """

    start: int
    end: int
    text: str
    kind: PeriodKind
    first: str | None = None
    last: str | None = None
    to_published: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class PeriodCatalogue:
    """Compiled period rules in order of priority."""

    rules: tuple[tuple[PeriodRule, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a wording may lean on: the year of publication, and the last term and year that the text named."""

    published: str | None
    term: tuple[str, str] | None = None
    year: str | None = None

    @property
    def published_year(self) -> str | None:
        """The year of publication, or None."""
        return self.published[:4] if self.published else None


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
        if rule.reading not in _READINGS:
            raise ConfigError(f"{rule.id}: unknown reading {rule.reading!r}; known: {', '.join(sorted(_READINGS))}")
        try:
            compiled.append((rule, re.compile(source)))
        except re.error as error:
            raise ConfigError(f"{rule.id}: the pattern is not a regular expression: {error}") from error
    return PeriodCatalogue(tuple(compiled))


def find_periods(text: str, catalogue: PeriodCatalogue, *, published: str | None) -> tuple[PeriodMention, ...]:
    """Mentions of time in text order, none overlapping; may be empty.

    Args:
        text: The document's text; offsets are its code points.
        catalogue: From `compile_periods`.
        published: The day of publication, a partial ISO date, or None when unknown.
    """
    folded = fold_text(text)
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    found: list[tuple[int, int, PeriodRule, Groups]] = []
    taken = bytearray(len(text))
    for rule, pattern in catalogue.rules:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if start == end or any(taken[start:end]) or _inside_word(folded, start, end):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append((start, end, rule, _groups(match)))
    return _resolve(text, sorted(found, key=lambda f: f[0]), published)


def _inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalnum() and text[start].isalnum()) or (
        end < len(text) and text[end].isalnum() and text[end - 1].isalpha()
    )


def _groups(match: re.Match[str]) -> dict[str, str]:
    """Named groups, their serial variants (y3, m4) folded into y and m; y2 and m2 stay when y and m are set too."""
    named = {k: v for k, v in match.groupdict().items() if v is not None}
    for name in "dmynq":
        for serial in "234":
            key = name + serial
            if key in named and name not in named:
                named[name] = named.pop(key)
    return named


def _resolve(
    text: str, found: Sequence[tuple[int, int, PeriodRule, Groups]], published: str | None
) -> tuple[PeriodMention, ...]:
    """Dates for each wording; later ones may lean on years that earlier ones named."""
    terms = [(g["y"], g["y2"]) for _, _, rule, g in found if rule.reading == "term" and "y2" in g]
    mentions = []
    anchor = Anchor(published, _running_term(terms, published))
    for start, end, rule, groups in found:
        mention = PeriodMention(start, end, text[start:end], "none")
        read = _READINGS[rule.reading](groups, anchor)
        mentions.append(replace(mention, **read))
        if "y" in groups and rule.reading not in ("base", "none"):
            anchor = replace(anchor, year=groups.get("y2", groups["y"]))
    return tuple(_merge_brackets(text, mentions))


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


def _running_term(terms: Sequence[tuple[str, str]], published: str | None) -> tuple[str, str] | None:
    """The named term that holds the day of publication, or the only one named."""
    year = published[:4] if published else None
    five_years = [t for t in terms if int(t[1]) - int(t[0]) in (4, 5)]
    if year:
        holding = [t for t in five_years if t[0] <= year <= t[1]]
        if holding:
            return holding[0]
    return max(five_years) if five_years else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word]


def _month_end(year: str, month: int) -> str:
    return f"{year}-{month:02d}-{calendar.monthrange(int(year), month)[1]:02d}"


def _year_for(groups: Groups, anchor: Anchor) -> tuple[str | None, bool]:
    """The printed year, or the one to infer: the last one named, else the year of publication."""
    if "y" in groups:
        return groups["y"], False
    return anchor.published_year or anchor.year, True


def _flow(first: str | None, last: str | None, *, inferred: bool = False) -> dict[str, object]:
    return {"kind": "flow", "first": first, "last": last, "inferred": inferred}


def _since(first: str | None, *, inferred: bool = False) -> dict[str, object]:
    return {"kind": "flow", "first": first, "to_published": True, "inferred": inferred}


def _read_since_term(groups: Groups, anchor: Anchor) -> dict[str, object]:
    if anchor.term:
        return _since(anchor.term[0], inferred=True)
    year = anchor.published_year
    start = str(int(year) - int(year) % TERM_YEARS) if year else None
    if start and anchor.published and start == year and anchor.published[5:7] < "06":
        start = str(int(start) - TERM_YEARS)
    return _since(start, inferred=True)


def _read_this_term(groups: Groups, anchor: Anchor) -> dict[str, object]:
    if anchor.term:
        first, last = _past_term(anchor) or anchor.term
        return {"kind": "term", "first": first, "last": last, "inferred": True}
    return _read_since_term(groups, anchor)


def _past_term(anchor: Anchor) -> tuple[str, str] | None:
    """The term before the one named, when the text is of the congress that opens it; else None."""
    if anchor.term is None or (anchor.published_year or "0") > anchor.term[0]:
        return None
    return str(int(anchor.term[0]) - TERM_YEARS), anchor.term[0]


def _read_since_new_year(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    return _since(f"{year}-01-01" if year else None, inferred=inferred)


def _read_since_month(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    return _since(f"{year}-{int(groups['m']):02d}" if year else None, inferred=inferred)


def _read_months_first(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    months = _number(groups["n"])
    if year is None or not 1 <= months <= 12:
        return _flow(None, None, inferred=True)
    return _flow(f"{year}-01-01", _month_end(year, months), inferred=inferred)


def _read_months_last(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    months = _number(groups["n"])
    if year is None or not 1 <= months <= 12:
        return _flow(None, None, inferred=True)
    return _flow(f"{year}-{13 - months:02d}-01", f"{year}-12-31", inferred=inferred)


def _read_quarter(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    quarter = _ROMAN.get(groups["q"]) or int(groups["q"])
    if year is None:
        return _flow(None, None, inferred=True)
    return _flow(f"{year}-{quarter * 3 - 2:02d}-01", _month_end(year, quarter * 3), inferred=inferred)


def _read_month(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    if year is None:
        return _flow(None, None, inferred=True)
    return _flow(f"{year}-{int(groups['m']):02d}-01", _month_end(year, int(groups["m"])), inferred=inferred)


def _read_as_of_day(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    last = f"{year}-{int(groups['m']):02d}-{int(groups['d']):02d}" if year else None
    return {"kind": "as_of", "last": last, "inferred": inferred}


def _read_as_of_month(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    return {"kind": "as_of", "last": _month_end(year, int(groups["m"])) if year else None, "inferred": inferred}


def _read_as_of_year(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    return {"kind": "as_of", "last": f"{year}-12-31" if year else None, "inferred": inferred}


def _read_year_begin(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    return {"kind": "as_of", "last": f"{year}-01" if year else None, "inferred": inferred}


def _read_day(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, inferred = _year_for(groups, anchor)
    day = f"{year}-{int(groups['m']):02d}-{int(groups['d']):02d}" if year else None
    return {"kind": "day", "first": day, "last": day, "inferred": inferred}


def _read_years_past(groups: Groups, anchor: Anchor) -> dict[str, object]:
    year, years = anchor.published_year, _number(groups["n"])
    if years == TERM_YEARS and anchor.term:
        past = _past_term(anchor)
        return _flow(*past, inferred=True) if past else _since(anchor.term[0], inferred=True)
    return _since(str(int(year) - years) if year else None, inferred=True)


def _read_this_year(groups: Groups, anchor: Anchor, *, back: int = 0) -> dict[str, object]:
    year = anchor.published_year or (anchor.year if not back else None)
    if year is None:
        return _flow(None, None, inferred=True)
    year = str(int(year) - back)
    return _flow(f"{year}-01-01", f"{year}-12-31", inferred=True)


_READINGS: dict[str, Callable[[Groups, Anchor], dict[str, object]]] = {
    "base": lambda g, a: {"kind": "base", "first": g.get("y")},
    "none": lambda g, a: {"kind": "none"},
    "recurring": lambda g, a: {"kind": "recurring"},
    "since_year": lambda g, a: _since(g["y"]),
    "since_term": _read_since_term,
    "since_new_year": _read_since_new_year,
    "since_month": _read_since_month,
    "since_unknown": lambda g, a: {"kind": "none"},
    "this_term": _read_this_term,
    "month_span": lambda g, a: _flow(f"{g['y']}-{int(g['m']):02d}-01", _month_end(g["y2"], int(g["m2"]))),
    "day_span": lambda g, a: _flow(
        f"{g['y']}-{int(g['m']):02d}-{int(g['d']):02d}", f"{g['y2']}-{int(g['m2']):02d}-{int(g['d2']):02d}"
    ),
    "year_span": lambda g, a: _flow(g["y"], g["y2"]),
    "term": lambda g, a: {"kind": "term", "first": g["y"], "last": g["y2"]},
    "months_first": _read_months_first,
    "half_year": lambda g, a: _read_months_first({**g, "n": "6"}, a),
    "year_begin": _read_year_begin,
    "months_last": _read_months_last,
    "quarter": _read_quarter,
    "month": _read_month,
    "as_of_day": _read_as_of_day,
    "as_of_month": _read_as_of_month,
    "as_of_year": _read_as_of_year,
    "now": lambda g, a: {"kind": "now", "to_published": True},
    "years_past": _read_years_past,
    "day": _read_day,
    "year": lambda g, a: _flow(f"{g['y']}-01-01", f"{g['y']}-12-31"),
    "this_year": _read_this_year,
    "within_year": lambda g, a: _read_this_year(
        g, a, back=1 if a.published and a.published[5:7] in ("01", "02") else 0
    ),
    "last_year": lambda g, a: _read_this_year(g, a, back=1),
}
