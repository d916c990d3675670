"""Lines -> which are a figure that stands above the words of what it counts, as drawings that became text print it.

"1.436" and below it "đảng viên mới": small letters go on with the figure. With capitals ("1.436", "Đảng viên mới") the
label could as well be that of the next figure; a blank line before the first figure and one behind the last label say
whose it is.
"""

import re
from collections.abc import Sequence

FIGURE_LINE = re.compile(r"\s{0,8}[0-9]+(?:[.,][0-9]+)*[ ]?%?\s{0,8}\Z")
_LABEL = re.compile(r"\s{0,8}[^\W\d_][^\n:;.!?|]{2,60}\Z")
_LEADS = re.compile(r".*[:.!?…]\s{0,8}\Z|\s*\Z")
_FEWEST = 2


def is_figure_line(line: str) -> bool:
    """Whether a line is nothing but a figure."""
    return bool(FIGURE_LINE.match(line))


def lines_above_labels(lines: Sequence[str]) -> frozenset[int]:
    """The indexes of figures on lines of their own that stand above a label with a capital letter; may be empty.

    Args:
        lines: All lines of a text, also the blank ones.
    """
    found: list[int] = []
    row: list[int] = []
    at = 0
    while at < len(lines):
        if FIGURE_LINE.match(lines[at]) and at + 1 < len(lines) and _LABEL.match(lines[at + 1]):
            if row or at == 0 or _LEADS.match(lines[at - 1]):
                row.append(at)
            at += 2
            continue
        if row and not lines[at].strip() and _goes_on(lines, at):
            at += 1
            continue
        if row:
            found += row if _is_closed(lines, row) else []
            row = []
        at += 1
    return frozenset([*found, *(row if _is_closed(lines, row) else [])])


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Whether another figure with its label follows behind a blank line."""
    return at + 2 < len(lines) and bool(FIGURE_LINE.match(lines[at + 1]) and _LABEL.match(lines[at + 2]))


def _is_closed(lines: Sequence[str], row: Sequence[int]) -> bool:
    """Whether a row of figures and labels has some and a blank line or the end of the text behind it."""
    return len(row) >= _FEWEST and (row[-1] + 2 >= len(lines) or not lines[row[-1] + 2].strip())
