"""Tables -> checks of each row's whole against the columns of its parts.

Heads tell only in part which columns belong together; the rest the rows tell: what comes out in most rows of a table
is how the table is made, and a row where it does not come out is a contradiction.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from extractors.checks.figures import Figure, make_check
from extractors.checks.kinds import is_exhaustive
from extractors.checks.numbers import print_figure
from extractors.checks.table_grids import Amount, Grid
from extractors.checks.table_totals import Addition, add
from extractors.folding import fold_text
from schemas.checks import Check

_FEWEST_WITNESSES = 3
_WEIGHTY = 10
_ALL_PARTS = re.compile(r"chia ra|gồm|phân (?:theo|loại)")
_SOME_PARTS = re.compile(r"trong (?:số )?đó")
_MEN, _WOMEN = re.compile(r"\bnam\b(?! định)"), re.compile(r"\bnữ\b")
_MOST_COLUMNS = 24
_LOOKED_AT = 60
_TRIED = 6
Column = Sequence[Amount]


def find_row_checks(grid: Grid) -> Iterator[Check]:
    """Sums over the columns of a row, and parts that are larger than their whole."""
    columns = list(zip(*(row.amounts for row in grid.rows), strict=True))
    counts = columns_of(columns, lambda figure: figure.is_count)
    if len(counts) > _MOST_COLUMNS:
        return
    for position in range(len(counts)):
        yield from _check_sums(grid, columns, counts, position)
    for position in range(1, len(counts)):
        yield from _check_parts(columns, counts, position)


def columns_of(columns: Sequence[Column], is_kind: Callable[[Figure], bool]) -> list[int]:
    """The places of the columns whose figures are all of one kind, at least one of them."""
    figures = [[amount for amount in column if isinstance(amount, Figure)] for column in columns]
    return [at for at, own in enumerate(figures) if own and all(map(is_kind, own))]


def _check_sums(grid: Grid, columns: Sequence[Column], counts: Sequence[int], position: int) -> Iterator[Check]:
    """The sums of the columns that make up the whole at `position` in most rows, or that heads call all its parts.

    Of runs that share a column only the one that comes out most often counts.
    """
    whole = columns[counts[position]]
    known: list[tuple[int, Sequence[int]]] = []
    for run in _runs(grid, counts, position):
        parts = [columns[at] for at in run]
        is_told = _is_told(grid, run)
        if is_told or any(one.outcome == "holds" for one in _additions(parts, whole, _TRIED)):
            held = sum(map(_is_weighty, _additions(parts, whole, _LOOKED_AT)))
            if held >= _FEWEST_WITNESSES or is_told:
                known.append((held, run))
    taken: set[int] = set()
    for _, run in sorted(known, key=lambda one: -one[0]):
        if taken.isdisjoint(run):
            taken.update(run)
            yield from _judge(_additions([columns[at] for at in run], whole, len(whole)))


def _runs(grid: Grid, counts: Sequence[int], position: int) -> Iterator[Sequence[int]]:
    """Columns of counts side by side that may be the parts of the one at `position`, longer runs first.

    They begin right behind it or under an upper head of their own, or end right before it.
    """
    for end in range(len(counts), position + 2, -1):
        for start in range(position + 1, end - 1):
            if start == position + 1 or _parent(grid, counts[start]) != _parent(grid, counts[start - 1]):
                yield counts[start:end]
    for start in range(position - 1):
        yield counts[start:position]


def _parent(grid: Grid, column: int) -> str | None:
    parent = grid.heads[column].parent
    return fold_text(parent.text) if parent else None


def _is_told(grid: Grid, run: Sequence[int]) -> bool:
    """Whether the heads say that the columns are all parts: "Chia ra" over them, or men and women."""
    parents = {_parent(grid, at) for at in run}
    parent = next(iter(parents))
    if len(parents) > 1:
        return False
    if parent and _ALL_PARTS.search(parent):
        return not any(_parent(grid, at) == parent for at in range(len(grid.heads)) if at not in run)
    heads = [fold_text(grid.heads[at].cell.text) for at in run]
    sexes = [any(sex.search(head) for head in heads) for sex in (_MEN, _WOMEN)]
    return len(run) == len(sexes) and all(sexes) and not (parent and _SOME_PARTS.search(parent))


def _additions(parts: Sequence[Column], whole: Column, rows: int) -> list[Addition]:
    """The sums of the first rows that can be added up, none of them a sum of nothing."""
    found = []
    for at, stated in enumerate(whole[:rows]):
        if isinstance(stated, Figure) and stated.is_count:
            one = add([column[at] for column in parts], stated)
            if one and len(one.parts) > 1:
                found.append(one)
    return found


def _is_weighty(one: Addition) -> bool:
    return one.is_witness and one.whole.fact.value >= _WEIGHTY


def _judge(additions: Sequence[Addition]) -> Iterator[Check]:
    """The sums that come out, and those that do not where three quarters do."""
    held = sum(one.outcome == "holds" for one in additions)
    is_made_so = 4 * held >= 3 * len(additions) or (held > 0 and len(additions) <= _FEWEST_WITNESSES)
    is_alone = len(additions) == 1
    for one in additions:
        if one.outcome != "fails":
            yield one.check(one.outcome)
        elif is_made_so or is_alone or is_exhaustive(one.parts, one.whole):
            yield one.check("fails")


def _check_parts(columns: Sequence[Column], counts: Sequence[int], position: int) -> Iterator[Check]:
    """The figures of a column that are larger than what they are a part of ("Trong đó: nữ"), where most are not."""
    part = columns[counts[position]]
    whole = next((columns[at] for at in reversed(counts[:position]) if _is_among(part, columns[at])), None)
    if whole is None:
        return
    pairs = [(p, w) for p, w in zip(part, whole, strict=True) if isinstance(p, Figure) and isinstance(w, Figure)]
    larger = [(p, w) for p, w in pairs if p.bounds.low > w.bounds.high]
    if 2 * len(larger) <= len(pairs):
        for p, w in larger:
            statement = f"{print_figure(p.fact)} > {print_figure(w.fact)}: bộ phận lớn hơn tổng số"
            yield make_check("part_whole", "fails", (w, p), statement)


def _is_among(part: Column, whole: Column) -> bool:
    """Whether a column counts some of those that another one counts: the same with more traits."""
    p = next(a.fact for a in part if isinstance(a, Figure))
    w = next(a.fact for a in whole if isinstance(a, Figure))
    alike = (p.indicator, p.unit, p.status, p.system) == (w.indicator, w.unit, w.status, w.system)
    return alike and p.indicator != "other" and set(w.groups) < set(p.groups) and p.period == w.period
