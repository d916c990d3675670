"""The review pages on a large store: filling the read model, answering tables, and the next fact in the browser.

python bench/reviewing.py [--documents N] [--copies N] [--store FILE] [--decisions N]

Generated documents (ten facts each) are saved, and copied within the database so that a million facts take minutes.
Times are wall milliseconds as a reader waits for them, the median of several requests over HTTP; those of the browser
run from the key to the picture after the next card is in view. Results go to bench-results/reviewing.json and to a
table.
"""

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
import urllib.request
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench-results" / "reviewing.json"
sys.path[:0] = [str(ROOT), str(ROOT / "bench"), str(ROOT / "tests" / "loopback")]

from generated_store import generate  # noqa: E402
from review_browser import find_browser, new_page, open_browser, serve_in_thread, settled  # noqa: E402

from flows.review_job import build_config  # noqa: E402
from flows.settings import load_settings  # noqa: E402
from outputs.review_app.application import build_application  # noqa: E402
from outputs.review_app.index.schema import create_indexes  # noqa: E402
from outputs.review_app.index.sync import FactIndex  # noqa: E402
from outputs.store import open_store  # noqa: E402

BATCH = 500
TABLE_TARGET, QUEUE_TARGET = 500, 100
VIEWS = {
    "table, newest first": "/table",
    "one indicator": "/table?indicator=member.admitted",
    "indicator and province by value": "/table?indicator=member.admitted&province=Ngh%E1%BB%87+An&sort=value",
    "province, year, source": "/table?province=B%E1%BA%AFc+K%E1%BA%A1n&year=2021&source=B%C3%A1o+7",
    "rare: targets of one year, lowest confidence": "/table?status=target&year=2016&sort=confidence&order=asc",
    "search, a rare name": "/table?q=ba+be",
    "search, a common word": "/table?q=bao+cao",
    "search and filter": "/table?q=thanh&indicator=cell.total",
    "nothing fits": "/table?status=target&system=women_union",
    "facets, no filter": "/table/facets",
    "facets, one indicator": "/table/facets?indicator=member.admitted",
    "queue": "/queue",
    "queue, one province": "/queue?province=Ngh%E1%BB%87+An",
    "cards of the queue": "/queue/cards?n=6",
    "conflicts": "/conflicts",
}


def fill(path: Path, documents: int, copies: int) -> None:
    """Saves generated documents, then copies all rows under other ids."""
    with open_store(f"sqlite:///{path}") as store:
        made = generate(documents)
        while batch := list(islice(made, BATCH)):
            store.save(batch)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    for table in ("documents", "extractions", "facts"):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for copy in range(1, copies):
            step = documents * copy
            changed = {
                "document_key": f"document_key + {step}",
                "extraction_key": f"extraction_key + {step}",
                "document_id": f"document_id || '-{copy}'",
                "fact_id": f"fact_id || '-{copy}'",
                "url": f"url || '?{copy}'",
                "value": f"cast(cast(value AS INTEGER) + {copy} AS TEXT)",
                "confidence": f"min(1.0, confidence + {copy} * 0.0007)",
            }
            chosen = ", ".join(changed.get(name, f'"{name}"') for name in columns)
            named = ", ".join(f'"{name}"' for name in columns)
            key = "document_key" if table == "documents" else "extraction_key"
            connection.execute(
                f"INSERT INTO {table} ({named}) SELECT {chosen} FROM {table} WHERE {key} <= ?", (documents,)
            )
        connection.commit()
    connection.close()


def fill_index(path: Path, documents: int, copies: int) -> tuple[Path, float]:
    """The read model of the store, and the processor seconds that it took for the documents that were not copied.

    It is built of these as a server does, and copied as the store was.
    """
    index_path = path.with_suffix(".review-index")
    first = path.with_name("first.sqlite")
    if index_path.exists():
        return index_path, 0.0
    with open_store(f"sqlite:///{first}") as store:
        made = generate(documents)
        while batch := list(islice(made, BATCH)):
            store.save(batch)
        busy = time.process_time()
        index = FactIndex(store, index_path)
        index.refresh()
        index.close()
        busy = time.process_time() - busy
    first.unlink()
    with open_store(f"sqlite:///{path}") as store, store.listing() as listing:
        version, line, fingerprint = listing.mark()
    copy_index(index_path, documents, copies)
    connection = sqlite3.connect(index_path)
    marks = {"store": version, "line": line, "fingerprint": fingerprint}
    connection.executemany("INSERT OR REPLACE INTO marks VALUES (?, ?)", marks.items())
    connection.commit()
    connection.close()
    return index_path, busy


def copy_index(path: Path, documents: int, copies: int) -> None:
    """All rows of the read model under other ids, without its indexes meanwhile."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    named = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOTNULL")
    ]
    for name in named:
        connection.execute(f"DROP INDEX {name}")
    items = connection.execute("SELECT max(item) FROM items").fetchone()[0]
    changed = {
        "item": "item + {items}", "extraction_key": "extraction_key + {step}", "value": "value + {copy}",
        "document_id": "document_id || '-{copy}'", "fact_id": "fact_id || '-{copy}'",
        "priority": "priority + {copy} * 0.0007", "url": "url || '?{copy}'",
        "confidence": "min(1.0, confidence + {copy} * 0.0007)",
    }  # fmt: skip
    for table, key in (("documents", "extraction_key"), ("items", "item")):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        last = connection.execute(f"SELECT max({key}) FROM {table}").fetchone()[0]
        for copy in range(1, copies):
            filled = {"items": items * copy, "step": documents * copy, "copy": copy}
            chosen = ", ".join(changed.get(name, f'"{name}"').format(**filled) for name in columns)
            listed = ", ".join(f'"{name}"' for name in columns)
            sql = f"INSERT INTO {table} ({listed}) SELECT {chosen} FROM {table} WHERE {key} <= ?"
            connection.execute(sql, (last,))
    connection.execute("INSERT INTO item_words (item_words) VALUES ('rebuild')")
    create_indexes(connection)
    connection.execute("CREATE INDEX documents_by_url ON documents (url)")
    connection.execute("CREATE INDEX documents_by_date ON documents (published, document_id)")
    connection.execute("CREATE INDEX verdicts_by_reviewer ON verdicts (reviewer, document_id, start)")
    connection.execute(
        "INSERT OR IGNORE INTO disagreeing SELECT same_key FROM items WHERE same_key != '' "
        "GROUP BY same_key HAVING min(value) < max(value)"
    )
    connection.commit()
    connection.close()


def ask(address: str, rounds: int = 7) -> float:
    """The median milliseconds of an answer, the first one left out."""
    seconds = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        with urllib.request.urlopen(address, timeout=120) as answer:
            answer.read()
        seconds.append(time.perf_counter() - begun)
    return round(1000 * statistics.median(seconds[1:]), 1)


WATCH = """
window.waits = [];
document.addEventListener("keydown", () => {
  const begun = performance.now();
  const before = document.querySelector(".card:not([hidden])");
  const look = () => {
    const now = document.querySelector(".card:not([hidden])");
    if (now && now !== before) requestAnimationFrame(() => window.waits.push(performance.now() - begun));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}, true);
"""


def decide(address: str, decisions: int) -> list[float]:
    """Milliseconds from each key to the next fact on screen, as the browser measures them; all decisions are sent."""
    program = find_browser()
    if program is None:
        raise SystemExit("no chromium on this machine")
    with open_browser(program) as browser:
        page = new_page(browser, address)
        page.goto("/queue")
        page.wait_for_selector(".card:not([hidden])")
        page.evaluate(WATCH)
        for number in range(decisions):
            page.keyboard.press("ar"[number % 2])
            page.wait_for_timeout(400)
        settled(page)
        waits: list[float] = page.evaluate("window.waits")
    return waits


def main() -> None:
    """Fills, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--decisions", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or Path(folder) / "store.sqlite"
        if not path.exists():
            fill(path, options.documents, options.copies)
        _, built = fill_index(path, options.documents, options.copies)
        results = measure(path, options.decisions) | {
            "index_processor_seconds_a_hundred_thousand": round(built * 100_000 / (options.documents * 10), 1)
        }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    show(results)


def measure(path: Path, decisions: int) -> dict[str, Any]:
    """All times on one store."""
    url = f"sqlite:///{path}"
    with open_store(url) as store:
        config = build_config(store, load_settings(database=url), double_share=0)
        with serve_in_thread(build_application(config)) as address:
            views = {name: ask(address + view) for name, view in VIEWS.items()}
            waits = decide(address, decisions)
        facts = store.counts().facts
    return {
        "facts": facts,
        "index_megabytes": round(config.index_path.stat().st_size / 1e6),
        "views_milliseconds": views,
        "next_fact_milliseconds": {"median": round(statistics.median(waits), 1), "highest": round(max(waits), 1)},
        "decisions": len(waits),
    }


def show(results: dict[str, Any]) -> None:
    """Prints the table."""
    table = Table(title=f"Review pages, {results['facts']:,} facts")
    table.add_column("view")
    table.add_column("median ms", justify="right")
    for name, milliseconds in results["views_milliseconds"].items():
        table.add_row(name, f"{milliseconds:.0f}")
    table.add_row(f"next fact in the browser (target {QUEUE_TARGET})", str(results["next_fact_milliseconds"]["median"]))
    tables = [results["views_milliseconds"][name] for name, view in VIEWS.items() if view.split("?")[0] == "/table"]
    table.add_row(f"slowest table (target {TABLE_TARGET})", f"{max(tables):.0f}")
    seconds = results["index_processor_seconds_a_hundred_thousand"]
    table.add_row("index of 100,000 facts, processor seconds", str(seconds))
    Console().print(table)


if __name__ == "__main__":
    main()
