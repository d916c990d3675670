"""The result of a run -> the table that a person reads at its end."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.batch_results import BatchResult


def print_summary(result: BatchResult, *, refused: int, files: Sequence[Path | str]) -> None:
    """Print the counts of a run and the files it wrote, on standard output.

    Args:
        result: The sum of all batches.
        refused: Paths that gave no document.
        files: What was written, in the order to print.
    """
    console = Console(soft_wrap=True, highlight=False)
    table = Table(title="Kết quả", show_header=False, title_justify="left")
    table.add_column(justify="left")
    table.add_column(justify="right")
    for label, value in _rows(result, refused=refused):
        table.add_row(label, value)
    console.print(table)
    for file in files:
        console.print(f"  {file}", markup=False)


def _rows(result: BatchResult, *, refused: int) -> tuple[tuple[str, str], ...]:
    return (
        ("Bài đã đọc", format_count(result.read)),
        ("Bài đã có từ trước, bỏ qua", format_count(result.known)),
        ("Không đọc được", format_count(refused)),
        ("Số liệu trích được", format_count(result.facts)),
        ("Con số đã giải trình", f"{format_count(result.accounted)}/{format_count(result.numerals)}"),
        ("Bài lưu mới", format_count(result.stored)),
        ("Phép kiểm tra khớp", format_count(result.checks_held)),
        ("Phép kiểm tra không khớp", format_count(result.checks_failed)),
        ("Bài không đổi", format_count(result.unchanged + result.known)),
    )


def format_count(number: int) -> str:
    """`number` as Vietnamese prints it: "1.234.567"."""
    return f"{number:,}".replace(",", ".")
