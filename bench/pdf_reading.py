"""Pages a second of our PDF reader, beside pdfplumber's plain `extract_text` on the same files in the same run.

    python bench/pdf_reading.py [FILE_OR_FOLDER...]

Default: the PDFs of corpus/gold/reports/. pdfplumber is no dependency of the project: where it is not installed, only
our own figures are printed. Each file is read three times by both, in turn; the quickest counts. Processor time, so
that other work on the machine does not show.
"""

import hashlib
import logging
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpus.readers.pdf import read_pdf
from schemas.documents import Metadata, RawPage

GOLD = Path(__file__).parents[1] / "corpus" / "gold" / "reports"
ROUNDS = 3


def read_ours(path: Path) -> int:
    """Read `path` whole; the number of its pages that hold text comes back."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name=path.name, content=content, sha256=digest, media_type="application/pdf", sidecar=Metadata())
    document = read_pdf(raw, ())
    return max((region.page or 1 for region in document.regions), default=1)


def read_plumber(path: Path) -> int:
    """Extract the plain text of `path` with pdfplumber; the number of its pages comes back."""
    with import_module("pdfplumber").open(path) as document:
        for page in document.pages:
            page.extract_text()
        return len(document.pages)


def measure(read: Callable[[Path], int], path: Path) -> tuple[int, float]:
    """Pages of `path` and the seconds of processor time of the quickest round."""
    best, pages = float("inf"), 0
    for _ in range(ROUNDS):
        start = time.process_time()
        pages = read(path)
        best = min(best, time.process_time() - start)
    return pages, best


def main(arguments: list[str]) -> None:
    """Print a line a file and the totals."""
    logging.disable(logging.WARNING)
    roots = [Path(argument) for argument in arguments] or [GOLD]
    files = sorted(path for root in roots for path in (root.rglob("*.pdf") if root.is_dir() else [root]))
    has_plumber = find_spec("pdfplumber") is not None
    table = Table("file", "pages", "ours, pages/s", "pdfplumber, pages/s", "ratio")
    totals = [0, 0.0, 0.0]
    for path in files:
        pages, ours = measure(read_ours, path)
        theirs = measure(read_plumber, path)[1] if has_plumber else 0.0
        totals = [totals[0] + pages, totals[1] + ours, totals[2] + theirs]
        table.add_row(path.name, *_figures(pages, ours, theirs))
    table.add_row("all", *_figures(int(totals[0]), totals[1], totals[2]))
    Console().print(table)


def _figures(pages: int, ours: float, theirs: float) -> tuple[str, ...]:
    if not theirs:
        return str(pages), f"{pages / ours:.1f}", "–", "–"
    return str(pages), f"{pages / ours:.1f}", f"{pages / theirs:.1f}", f"{theirs / ours:.1f}"


if __name__ == "__main__":
    main(sys.argv[1:])
