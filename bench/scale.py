"""The rates of docs/performance.md -> what ten million articles cost, as docs/scale.md says it between its markers.

python -m bench.scale              write docs/scale.md anew; `python -m bench.gate --keep` does the same
"""

from pathlib import Path

ROOT = Path(__file__).parents[1]
MEASURED = ROOT / "docs" / "performance.md"
PAPER = ROOT / "docs" / "scale.md"
BEGIN, END = "<!-- worked out -->\n", "<!-- /worked out -->"
ARCHIVE, DAY = 10_000_000, 30_000
CORES, MACHINES = 16, 4
LOCK_SECONDS = 0.0025
"""For how long one document locks an SQLite store: docs/performance.md, "Two processes"."""
EXPORT_BYTES = 2_200
"""By what writing all files grows for each article: docs/performance.md, "Memory and kills"."""
STEPS = {"read": "read", "extract": "extract", "store": "store", "export": "write all files"}


def read_rows(paper: str) -> dict[str, tuple[float, ...]]:
    """The numbers of each row of a table, by the row's first cell; rows without numbers are left out."""
    rows = {}
    for line in paper.splitlines():
        first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
        if line.startswith("|") and (numbers := tuple(float(cell) for cell in rest if _is_number(cell))):
            rows[first] = numbers
    return rows


def scale_lines(rows: dict[str, tuple[float, ...]]) -> list[str]:
    """The table and what follows from it, as Markdown."""
    rates = {label: rows[name][0] for name, label in STEPS.items()}
    timed, seconds, *_ = next(numbers for name, numbers in reversed(rows.items()) if name.startswith("local, "))
    whole, kept = timed / seconds, rows["two processes to one"][0] / 2
    rates["read, extract and store as `solieu run` does"] = whole
    one_machine = ARCHIVE / (whole * kept * CORES)
    lines = ["| step | documents a second | ten million | thirty thousand a day |", "|---|---:|---:|---:|"]
    lines += [
        f"| {label} | {rate:.1f} | {_hours(ARCHIVE / rate)} | {DAY / rate / 60:.0f} minutes |"
        for label, rate in rates.items()
    ]
    lock, files, memory_gb = 1 / LOCK_SECONDS, rates["write all files"], ARCHIVE * EXPORT_BYTES / 1e9
    return [
        *lines,
        "",
        f"- A backfill of everything: {_hours(ARCHIVE / whole)} of one process. Two processes keep {kept:.0%} of their",
        f"  rate; if {CORES} keep as much, **one machine of {CORES} cores takes {_hours(one_machine)}**,",
        f"  {MACHINES} of them with one PostgreSQL {_hours(one_machine / MACHINES)}.",
        f"- A day's articles: {DAY / whole / 60:.0f} minutes of one process.",
        f"- An SQLite store takes {lock:.0f} documents a second: what {lock / whole / kept:.0f} processes give.",
        f"- All files of ten million articles: {_hours(ARCHIVE / files)} in one process and",
        f"  {memory_gb:.0f} GB of memory; those of a day's articles: {DAY / files / 60:.0f} minutes.",
    ]


def write_scale() -> None:
    """Write what the rates come to between the markers of docs/scale.md."""
    PAPER.write_text(render(PAPER.read_text(encoding="utf-8"), MEASURED.read_text(encoding="utf-8")), encoding="utf-8")


def render(paper: str, measured: str) -> str:
    """`paper` with what follows from the tables of `measured`."""
    head, _, rest = paper.partition(BEGIN)
    body = "\n".join(scale_lines(read_rows(measured)))
    return f"{head}{BEGIN}{body}\n{END}{rest.partition(END)[2]}"


def _hours(seconds: float) -> str:
    hours = seconds / 3_600
    return f"{hours:.0f} hours" if hours >= 10 else f"{hours:.1f} hours"


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()


if __name__ == "__main__":
    write_scale()
