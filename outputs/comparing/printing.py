"""Tables of comparison -> what a terminal or a pipe shows: a table of Vietnamese words, or plain lines."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from outputs.comparing.rows import Row, Table, VerdictLevel
from outputs.comparing.words import (
    TableWords,
    figure_words,
    period_words,
    place_words,
    rank_words,
    rate_words,
    title_of,
)
from outputs.labels import Labels

_STYLES: dict[VerdictLevel, str] = {"comparable": "green", "caution": "yellow", "not_comparable": "red"}
_MARKS: dict[VerdictLevel, str] = {"comparable": "✓", "caution": "!", "not_comparable": "✗"}
Cells = list[str]


def heads(table: Table, words: TableWords) -> list[str]:
    """The names of the columns that the terminal shows."""
    columns = ["rank"] if table.request.by != "period" else []
    columns += ["locality", "province", *(["body"] if table.request.by == "organization" else []), "value", "period"]
    columns += ["rate"] if table.request.per else []
    columns += ["sources", "checked", *(["review"] if _has_reviews(table) else []), "verdict", "reasons"]
    return [words.columns[name].head for name in columns]


def _has_reviews(table: Table) -> bool:
    return any(row.review for row in table.rows)


def cells_of(row: Row, table: Table, *, labels: Labels, words: TableWords) -> Cells:
    """The words of one row, a column each as in `heads`."""
    request = table.request
    return [
        *([rank_words(row)] if request.by != "period" else []),
        place_words(row.place),
        row.place.province or "",
        *([row.body or ""] if request.by == "organization" else []),
        figure_words(row, labels),
        period_words(row),
        *([rate_words(row.rate) if row.rate else ""] if request.per else []),
        str(row.sources),
        f"{int(100 * row.checked)}%",
        *([labels.reviews[row.review] if row.review else ""] if _has_reviews(table) else []),
        f"{_MARKS[row.verdict.level]} {words.verdicts[row.verdict.level]}",
        words.reason_list(row),
    ]


def _notes(table: Table) -> list[str]:
    counts = {level: sum(row.verdict.level == level for row in table.rows) for level in _MARKS}
    share = int(100 * table.checked)
    notes = [
        f"{len(table.rows)} dòng từ {table.documents} bài viết; {share}% con số được phép tính trong bài xác nhận; "
        f"{counts['comparable']} so sánh được, {counts['caution']} dè dặt, "
        f"{counts['not_comparable']} không so sánh được."
    ]
    notes += [f"Không cộng được cho {place_words(one.place)}: {one.reason}." for one in table.refusals]
    return notes


def plain_lines(table: Table, *, labels: Labels, words: TableWords) -> Iterable[str]:
    """The table for a pipe: heads and rows with tabs between the columns, notes as lines that begin with "#"."""
    yield f"# {title_of(table.request, labels)}"
    yield "\t".join(heads(table, words))
    for row in table.rows:
        yield "\t".join(" ".join(cell.split()) for cell in cells_of(row, table, labels=labels, words=words))
    for note in _notes(table):
        yield f"# {note}"


def renderables(table: Table, *, labels: Labels, words: TableWords) -> Sequence[RenderableType]:
    """The table for a terminal, with its notes."""
    names = heads(table, words)
    shown = RichTable(title=title_of(table.request, labels), title_justify="left", box=box.SIMPLE_HEAD)
    right = {words.columns[name].head for name in ("rank", "value", "rate", "sources", "checked")}
    for name in names:
        shown.add_column(name, justify="right" if name in right else "left", overflow="fold")
    verdict = names.index(words.columns["verdict"].head)
    for row in table.rows:
        cells: list[Text] = [Text(cell) for cell in cells_of(row, table, labels=labels, words=words)]
        cells[verdict].stylize(_STYLES[row.verdict.level])
        shown.add_row(*cells)
    return [shown, *(Text(note) for note in _notes(table))]
