"""Many facts: loading, comparing, exporting, checking, measured on generated documents, SQLite and PostgreSQL.

python bench/comparing.py [--documents N] [--store URL] [--rounds N]

A hundred thousand documents hold the million facts of the project's bars, which takes a quarter of an hour for each
database on an idle machine; --documents 10000 is enough to see whether a change is one.

A store that is there already is not filled again, so that the same one can be measured after a change. Times are
processor seconds of this process (a busy machine stretches the others, which are given beside; what a server works is
in the others alone), the least of the rounds. Memory is the highest resident set while exporting a tenth of the store,
all of it, and all of it when it held a quarter: ratios are 1 where memory does not grow. Making the checks between
documents (bench/checking.py) takes four times as long for four times the documents where it is a sort with a pass
behind it, and sixteen times were it quadratic. Results go to bench-results/comparing.json and to a table.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench-results" / "comparing.json"
sys.path[:0] = [str(ROOT), str(ROOT / "bench"), str(ROOT / "tests" / "loopback")]

from checking import fill, highest_megabytes, measure_checks  # noqa: E402
from generated_store import FACTS_A_DOCUMENT  # noqa: E402
from loopback_postgres import find_binaries, postgres_server  # noqa: E402
from measured_on import stamp  # noqa: E402

from flows.tiling import GazetteerTiling  # noqa: E402
from outputs.comparing.request import Request  # noqa: E402
from outputs.comparing.table import build_table  # noqa: E402
from outputs.publish import publish  # noqa: E402
from outputs.store import Store, open_store  # noqa: E402
from outputs.store.changes import mark_of  # noqa: E402
from outputs.store.transactions import begin_read  # noqa: E402

TARGET = 1.0
QUERIES: dict[str, dict[str, Any]] = {
    "districts of one province, one year, rate": {
        "indicator": "member.admitted", "level": "district", "province": "Nghệ An", "period": "2023",
        "per": "member.total",
    },
    "provinces, one year, rate": {
        "indicator": "member.admitted", "level": "province", "period": "2023", "per": "member.total",
    },
    "all districts, one year": {"indicator": "member.admitted", "level": "district", "period": "2023"},
    "all districts, latest": {"indicator": "member.admitted", "level": "district"},
    "one district over time": {
        "indicator": "member.total", "by": "period", "locality": "huyện Ba Bể", "level": "district",
    },
    "provinces of 2025 from former ones": {
        "indicator": "population.total", "level": "province", "boundary": "2025", "period": "2023",
    },
}  # fmt: skip


def measured(work: Callable[[], Any], rounds: int) -> dict[str, float]:
    """The least processor and wall seconds of so many rounds."""
    processor, wall = [], []
    for _ in range(rounds):
        begun, busy = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - begun)
        processor.append(time.process_time() - busy)
    return {"processor_seconds": round(min(processor), 3), "wall_seconds": round(min(wall), 3)}


def load(store: Store, documents: int) -> dict[str, float] | None:
    """Fills a store and says how long it took; None where it holds as much already."""
    held = store.counts().documents
    if held >= documents:
        return None
    busy, begun = time.process_time(), time.perf_counter()
    saving = fill(store, documents)
    return {
        "documents": documents - held,
        "processor_seconds": round(saving, 1),
        "generating_seconds": round(time.process_time() - busy - saving, 1),
        "wall_seconds": round(time.perf_counter() - begun, 1),
        "facts_a_second": round((documents - held) * FACTS_A_DOCUMENT / saving),
    }


def compare_all(store: Store, rounds: int) -> dict[str, dict[str, float]]:
    """Every query, with the number of its rows."""
    tiling = GazetteerTiling()
    found = {}
    for name, stated in QUERIES.items():
        request = Request.model_validate(stated)
        rows = len(build_table(store, request, tiling=tiling).rows)
        found[name] = measured(lambda asked=request: build_table(store, asked, tiling=tiling), rounds) | {"rows": rows}
    return found


def export_megabytes(url: str, since: str | None) -> dict[str, float]:
    """An export in a process of its own: seconds, and its highest resident set in megabytes."""
    command = [sys.executable, __file__, "--export", url, *([since] if since else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def export_once(url: str, since: str | None) -> None:
    """The child's work: exports into a folder that is removed, and prints what it cost."""
    folder = Path(tempfile.mkdtemp())
    try:
        with open_store(url) as store:
            begun, busy = time.perf_counter(), time.process_time()
            publish(store, folder / "out", formats=("jsonl", "csv"), since=since)
            cost = {
                "processor_seconds": round(time.process_time() - busy, 1),
                "wall_seconds": round(time.perf_counter() - begun, 1),
                "megabytes": highest_megabytes(),
            }
        manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    finally:
        shutil.rmtree(folder)
    sys.stdout.write(json.dumps(cost | {"documents": manifest["counts"]["documents"]}))


def since_share(store: Store, share: float) -> str:
    """A version behind which about this share of the store lies; one call of `save` at least."""
    newest = store.version()
    version = newest - max(1, round(newest * share))
    with begin_read(store._engine) as connection:
        return f"{version}-{mark_of(connection, version)}"


def measure_quarter(url: str, documents: int) -> dict[str, Any] | None:
    """A quarter of the store: what a full export and the checks cost; None where the store holds more already."""
    with open_store(url) as store:
        if store.counts().documents > documents // 4:
            return None
        loading = load(store, documents // 4)
    return {"loading": loading, "exporting": export_megabytes(url, None), "checking": measure_checks(url)}


def run(url: str, documents: int, rounds: int) -> dict[str, Any]:
    """All measurements on one store, filled first: with a quarter, then whole."""
    quarter = measure_quarter(url, documents)
    with open_store(url) as store:
        loading = load(store, documents)
        comparing = compare_all(store, rounds)
        counts = store.counts()
        begins = {f"{share:.1%}": since_share(store, share) for share in (0.005, 0.1)}
        exports = {share: export_megabytes(url, since) for share, since in begins.items()}
        exports["all"] = export_megabytes(url, None)
        size = store.total_bytes()
    return {
        **stamp(),
        "database": url.partition(":")[0].partition("+")[0],
        "documents": counts.documents,
        "facts": counts.facts,
        "megabytes": round(size / 1e6),
        "loading": loading,
        "comparing": comparing,
        "exporting": exports,
        "checking": measure_checks(url),
        "quarter": quarter,
        "ratios": ratios_to_quarter(exports, quarter),
        "target_seconds": TARGET,
    }


def ratios_to_quarter(exports: dict[str, dict[str, float]], quarter: dict[str, Any] | None) -> dict[str, float]:
    """The memory of the full export to those of a tenth and of the quarter: 1 where memory does not grow."""
    whole = exports["all"]["megabytes"]
    smaller = {"memory of all to a tenth": exports["10.0%"]["megabytes"]}
    if quarter:
        smaller["memory of all to all of the quarter"] = quarter["exporting"]["megabytes"]
    return {name: round(whole / one, 2) for name, one in smaller.items()}


def show(result: dict[str, Any]) -> None:
    """The results as a table."""
    title = f"{result['database']}: {result['facts']:,} facts, {result['megabytes']:,} MB"
    table = Table("what", "processor s", "wall s", "rows or documents", title=title)
    for name, one in result["comparing"].items():
        table.add_row(name, f"{one['processor_seconds']:.2f}", f"{one['wall_seconds']:.2f}", str(one["rows"]))
    exports = result["exporting"] | ({"the quarter": result["quarter"]["exporting"]} if result["quarter"] else {})
    for name, one in exports.items():
        cost = f"{one['processor_seconds']:.1f}", f"{one['wall_seconds']:.1f}"
        table.add_row(f"export of {name}, {one['megabytes']:.0f} MB", *cost, str(one["documents"]))
    checks = {"checks": result["checking"], "checks of the quarter": (result["quarter"] or {}).get("checking")}
    for name, made in checks.items():
        for part in ("whole", "whole_again", "nothing_new", "new_documents") if made else ():
            table.add_row(f"{name}, {part}", f"{made[f'{part}_seconds']:.1f}", "", str(made["checks"]))
    Console().print(table, result["ratios"], result["loading"] or "")


@contextmanager
def stores(stated: str | None) -> Iterator[list[str]]:
    """The URLs to measure: the one stated, else an empty file and a database on a server of Debian's package."""
    if stated:
        yield [stated]
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        urls = [f"sqlite:///{folder}/store.sqlite"]
        binaries = find_binaries()
        if binaries:
            urls.append(stack.enter_context(postgres_server(binaries, is_durable=True)).create())
        else:
            Console().print("no PostgreSQL here (Debian: apt-get install postgresql): measured on SQLite only")
        yield urls


def main() -> None:
    """Measures, writes and shows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--store", help="URL of a store; without it a temporary file and a temporary server")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--export", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.export:
        export_once(options.export[0], options.export[1] if len(options.export) > 1 else None)
        return
    results = []
    with stores(options.store) as urls:
        for url in urls:
            results.append(run(url, options.documents, options.rounds))
            show(results[-1])
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
