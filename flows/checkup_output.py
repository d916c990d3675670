"""Findings about the installation -> a table or JSON on standard output, and the exit code."""

import json
import sys

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from flows.checkup import Finding, examine, is_working
from flows.settings import Settings

MARKS = {"ok": "✓ có", "missing": "– thiếu", "broken": "✗ hỏng"}


def print_checkup(settings: Settings, *, as_json: bool) -> int:
    """Print what `examine` finds.

    Returns:
        0, or 1 where something is broken or all commands miss something.
    """
    findings = list(examine(settings))
    if as_json:
        sys.stdout.write(json.dumps([one.model_dump() for one in findings], ensure_ascii=False, indent=2) + "\n")
    else:
        Console(highlight=False, markup=False).print(_table(findings))
    return 0 if is_working(findings) else 1


def _table(findings: list[Finding]) -> Table:
    table = Table(box=SIMPLE_HEAD)
    for head in ("Gì", "Ra sao"):
        table.add_column(head, no_wrap=True)
    for head in ("Cần cho", "Chi tiết"):
        table.add_column(head, overflow="fold")
    for one in findings:
        table.add_row(one.name, MARKS[one.outcome], one.needed_for, one.detail)
    return table
