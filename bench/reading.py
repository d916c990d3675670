"""Pages read by solieu, measured against trafilatura.bare_extraction with its defaults on the same pages.

python bench/reading.py [--rounds N] [--each N]

Both run in this one process, in turn, page by page; what counts is the ratio of the medians, which does not depend on
the machine. For both the share of the body's numerals that come out, how many come out twice, and how many of other
parts of the page come along. Results go to bench-results/reading.json and to a table.
"""

import argparse
import hashlib
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from trafilatura import bare_extraction

from bench.news_layouts import LAYOUTS
from bench.news_pages import MadePage, make_pages
from corpus.readers.html import read_html
from schemas.documents import Metadata, RawPage
from schemas.errors import DocumentError
from schemas.sources import Layout, Selectors, Source

RESULTS = Path(__file__).parents[1] / "bench-results" / "reading.json"
NUMERAL = re.compile(r"\d+(?:\.\d{3})*")
TARGET = 1.5
KNOWN = Source(
    id="known",
    name="Báo Mẫu",
    province=None,
    domains=("bao-mau.example",),
    layouts=(
        Layout(
            selectors=Selectors(
                title="h1.article__title", lead=".article__sapo", body=".article__body", published=".article__meta time"
            )
        ),
    ),
    why="Layout of the made pages of one system.",
)
SIZES = {"5 KB": (3, 9), "30 KB": (40, 50)}
"""Paragraphs of the stories by what their pages come to."""


def read(page: MadePage, sources: tuple[Source, ...] = ()) -> str:
    """The text that solieu reads from a page; empty where it refuses it."""
    content = page.markup.encode()
    sidecar = Metadata(url="https://bao-mau.example/a.html" if sources else None)
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name="page.html", content=content, sha256=digest, media_type="text/html", sidecar=sidecar)
    try:
        return read_html(raw, sources).text
    except DocumentError:
        return ""


def read_by_trafilatura(page: MadePage) -> str:
    """The text that trafilatura reads from a page with its defaults."""
    found = bare_extraction(page.markup)
    return (found.text or "") if found is not None else ""


def measure_speed(
    pages: Sequence[MadePage], reader: Callable[[MadePage], str], *, rounds: int
) -> dict[str, float | int]:
    """Both over all pages in turn, `rounds` times; milliseconds of CPU time a page are medians over the rounds."""
    own, other = [], []
    for _ in range(rounds):
        seconds = [0.0, 0.0]
        for page in pages:
            for at, work in enumerate((reader, read_by_trafilatura)):
                started = time.process_time()
                work(page)
                seconds[at] += time.process_time() - started
        own.append(seconds[0])
        other.append(seconds[1])
    mine, theirs = statistics.median(own) / len(pages), statistics.median(other) / len(pages)
    return {
        "pages": len(pages),
        "bytes_a_page": round(statistics.mean(len(page.markup.encode()) for page in pages)),
        "milliseconds": round(1000 * mine, 3),
        "trafilatura_milliseconds": round(1000 * theirs, 3),
        "ratio": round(mine / theirs, 3),
        "target": TARGET,
    }


def measure_recall(pages: Sequence[MadePage], reader: Callable[[MadePage], str]) -> dict[str, dict[str, float | int]]:
    """By layout: numerals of the body, the share that comes out, those that come twice, and those of other parts."""
    found: dict[str, Counter[str]] = {}
    for page in pages:
        printed = Counter(NUMERAL.findall(reader(page)))
        counts = found.setdefault(page.layout, Counter())
        counts["pages"] += 1
        counts["numerals"] += len(page.own)
        counts["found"] += sum(printed[numeral] > 0 for numeral in page.own)
        counts["twice"] += sum(printed[numeral] > 1 for numeral in page.own)
        counts["foreign"] += len(page.foreign)
        counts["leaked"] += sum(printed[numeral] > 0 for numeral in page.foreign)
    found["all"] = sum(found.values(), Counter())
    return {
        name: {**{key: c[key] for key in KEYS}, "recall": round(c["found"] / c["numerals"], 5)}
        for name, c in found.items()
    }


KEYS = ("pages", "numerals", "found", "twice", "foreign", "leaked")


def main() -> None:
    """Measure, write the results and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--each", type=int, default=30, help="pages of each layout whose numerals are counted")
    options = parser.parse_args()
    results: dict[str, object] = {}
    for name, paragraphs in SIZES.items():
        pages = list(make_pages(LAYOUTS, each=2, seed=1, paragraphs=paragraphs))
        known = list(make_pages({"cms_article": LAYOUTS["cms_article"]}, each=20, seed=1, paragraphs=paragraphs))
        results[f"general reader, {name}"] = measure_speed(pages, read, rounds=options.rounds)
        by_selectors = measure_speed(known, lambda page: read(page, (KNOWN,)), rounds=options.rounds)
        results[f"by selectors, {name}"] = by_selectors
    pages = list(make_pages(LAYOUTS, each=options.each))
    recall = {"solieu": measure_recall(pages, read), "trafilatura": measure_recall(pages, read_by_trafilatura)}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"speed": results, "recall": recall}, indent=1, ensure_ascii=False), encoding="utf-8")
    console = Console()
    console.print(_table(results, "Speed"))
    for reader, layouts in recall.items():
        console.print(_table(layouts, f"Numerals, {reader}"))


def _table(rows: dict[str, object] | dict[str, dict[str, float | int]], title: str) -> Table:
    table = Table(title=title)
    first = next(iter(rows.values()))
    assert isinstance(first, dict)
    for column in ("", *first):
        table.add_column(column)
    for name, values in rows.items():
        assert isinstance(values, dict)
        table.add_row(name, *map(str, values.values()))
    return table


if __name__ == "__main__":
    main()
