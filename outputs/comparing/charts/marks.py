"""Rows of tables -> what all charts say of them: names, figures, ends of bars, colours by verdict, notes."""

import textwrap
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Any, NamedTuple

from outputs.comparing.rows import Row, Table, VerdictLevel
from outputs.comparing.words import (
    TableWords,
    figure_words,
    load_table_words,
    period_words,
    rate_words,
    scope_of,
    subject_of,
)
from outputs.drawing import AMBER, BLUE
from outputs.escaping import reveal
from outputs.figures import format_date
from outputs.labels import Labels
from outputs.places import NEW_UNIT, last_day

COLORS: dict[VerdictLevel, str] = {"comparable": BLUE, "caution": AMBER, "not_comparable": "#b8c2cc"}
LETTER = 7.0
"""Average width of a letter of 13 points, in pixels."""
_MOST_PUBLISHERS = 4
_NOTE_LETTERS = 105
_REASONS_SHOWN = 3

Datum = dict[str, Any]


class Measured(NamedTuple):
    """What a chart draws of a row: a number, the ends that bounds allow, and its words."""

    value: Decimal
    low: Decimal
    high: Decimal | None
    words: str

    @property
    def is_bound(self) -> bool:
        """Whether more than one value is allowed."""
        return self.low != self.high


def measure(row: Row, labels: Labels) -> Measured | None:
    """The rate of a row where its table has rates, else its value; None for a row without a rate."""
    if row.base_note is None and row.rate is None and not row.base_cells:
        return Measured(row.value, row.bounds.allowed.low, row.bounds.allowed.high, figure_words(row, labels))
    if row.rate is None:
        return None
    allowed = row.rate.allowed
    words = rate_words(row.rate)
    return Measured(row.rate.value, allowed.low, allowed.high, f"{words} (là {figure_words(row, labels)})")


def row_names(rows: Sequence[Row]) -> list[str]:
    """What stands beside each row: body or unit, with its province where rows are of several, and its era."""
    several = len({row.place.province for row in rows}) > 1
    names = []
    for row in rows:
        notes = [row.place.name] if row.body else []
        if several and row.place.province and row.place.level not in ("province", "nation"):
            notes.append(row.place.province)
        if row.place.is_new:
            notes.append(NEW_UNIT)
        name = row.body or row.place.name
        names.append(reveal(f"{name} ({', '.join(notes)})" if notes else name))
    return names


def common_period(rows: Sequence[Row]) -> str | None:
    """The period in words that all rows share; None when they differ."""
    words = {period_words(row) for row in rows}
    return words.pop() if len(words) == 1 else None


def _publishers(tables: Sequence[Table]) -> str:
    counts: Counter[str] = Counter()
    for table in tables:
        documents = {f.document_id: f.source.publisher or f.source.name for r in table.rows for f in r.figures}
        counts.update(documents.values())
    names = [name for name, _ in counts.most_common(_MOST_PUBLISHERS)]
    more = len(counts) - len(names)
    return ", ".join(names) + (f" và {more} nguồn khác" if more else "")


def _scopes(scopes: Sequence[str]) -> str:
    """All scopes, what they begin with alike said once: "cấp huyện, kỳ 2021 · kỳ 2023"."""
    parts = [scope.split(", ") for scope in scopes]
    alike = takewhile(lambda words: len(set(words)) == 1, zip(*(own[:-1] for own in parts), strict=False))
    shared = [words[0] for words in alike]
    return ", ".join([*shared, " · ".join(", ".join(own[len(shared) :]) for own in parts)])


def heading(tables: Sequence[Table], labels: Labels, *, how: str) -> Datum:
    """The title of a chart: what and when; below it of which sources, and how it is to be read."""
    subjects = " · ".join(dict.fromkeys(subject_of(table.request, labels) for table in tables))
    title = f"{subjects} — {_scopes(list(dict.fromkeys(scope_of(table.request, labels) for table in tables)))}"
    documents = len({f.document_id for t in tables for r in t.rows for f in r.figures})
    dates = sorted(filter(None, (f.source.published for t in tables for r in t.rows for f in r.figures)), key=last_day)
    days = dict.fromkeys(format_date(day) for day in (*dates[:1], *dates[-1:]))
    when = f", đăng {' – '.join(days)}" if days else ""
    source = f"Nguồn: {documents} bài viết{when} ({_publishers(tables)})."
    lines = [line for text in (source, how) for line in textwrap.wrap(text, _NOTE_LETTERS)]
    return {"text": textwrap.wrap(title, 84), "subtitle": [reveal(line) for line in lines]}


def caveats(rows: Sequence[Row], *, left_out: int = 0) -> list[str]:
    """The lines below a chart: how many rows are comparable, the most frequent reasons why not, what is left out."""
    words: TableWords = load_table_words()
    counts = Counter(row.verdict.level for row in rows)
    shares = [f"{counts[level]} {words.verdicts[level]}" for level in COLORS if counts[level]]
    reasons = Counter(code for row in rows for code in row.verdict.reasons)
    common = [f"{words.reasons[code]} ({count})" for code, count in reasons.most_common(_REASONS_SHOWN)]
    text = f"Trong {len(rows)} con số: {', '.join(shares)}."
    text += f" Lưu ý nhiều nhất: {'; '.join(common)}." if common else ""
    text += f" Không vẽ {left_out} dòng khác." if left_out else ""
    return textwrap.wrap(text + " Số liệu trích tự động từ bài viết; hãy đối chiếu trước khi dẫn lại.", _NOTE_LETTERS)


def spread(positions: Sequence[float], gap: float, *, top: float) -> list[float]:
    """Positions at least `gap` apart in the order of the given ones, moved as little as a simple pass allows.

    Args:
        positions: In any order, from 0 down to `top` or so.
        gap: The least distance.
        top: The greatest position that should come out, where there is room for all.
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    placed = [0.0] * len(positions)
    last = float("-inf")
    for index in order:
        last = max(positions[index], last + gap)
        placed[index] = last
    limit = max(top, gap * (len(positions) - 1))
    for index in reversed(order):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - gap
    return placed
