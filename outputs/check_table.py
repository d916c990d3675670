"""Listed checks -> lines that a person reads: what fails first, then how many of each kind came out how."""

from collections import Counter
from collections.abc import Iterable, Iterator

from outputs.labels import Labels
from schemas.checks import KINDS, MARKS, OUTCOMES, ListedCheck, Outcome

Counts = Counter[tuple[str, Outcome]]
"""How many checks there are of each kind and outcome."""


def table_lines(
    checks: Iterable[ListedCheck], counts: Counts, labels: Labels, *, shown: Iterable[Outcome], limit: int
) -> Iterator[str]:
    """The checks line by line, then a table of all counts.

    Args:
        checks: In the order to print; all are read, also those that are not shown.
        counts: Counted while `checks` is read.
        labels: Vietnamese words.
        shown: Outcomes whose checks get a line.
        limit: How many lines at most.
    """
    wanted, printed, left_out = frozenset(shown), 0, 0
    for check in checks:
        if check.outcome not in wanted:
            continue
        if printed < limit:
            yield check_line(check, labels)
            printed += 1
        else:
            left_out += 1
    if left_out:
        yield f"… và {left_out} phép kiểm tra nữa (--limit, hoặc --format csv để xem hết)"
    if printed:
        yield ""
    yield from _count_lines(counts, labels)


def check_line(check: ListedCheck, labels: Labels) -> str:
    """One check in words: mark, kind, arithmetic; for one within a document its name."""
    where = "" if check.is_between else f" [{', '.join(document.name for document in check.documents)}]"
    return f"{MARKS[check.outcome]} {labels.check_kind(check.kind)}: {check.statement}{where}"


def _count_lines(counts: Counts, labels: Labels) -> Iterator[str]:
    """Kinds that came up, with a column for each outcome and a last row for all."""
    kinds = [kind for kind in KINDS if any(counts[kind, outcome] for outcome in OUTCOMES)]
    if not kinds:
        yield "Không có phép kiểm tra nào."
        return
    heads = [labels.outcomes[outcome] for outcome in OUTCOMES]
    rows = [[labels.check_kind(kind), *(str(counts[kind, outcome]) for outcome in OUTCOMES)] for kind in kinds]
    totals = [str(sum(counts[kind, outcome] for kind in kinds)) for outcome in OUTCOMES]
    table = [["Phép kiểm tra", *heads], *rows, ["Cộng", *totals]]
    widths = [max(len(row[column]) for row in table) for column in range(len(heads) + 1)]
    for first, *others in table:
        aligned = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *aligned])
