"""Many facts: loading, comparing, exporting, measured on stores of generated documents, SQLite and PostgreSQL.

python bench/comparing.py [--documents N] [--store URL] [--rounds N]

Ten thousand documents hold a hundred thousand facts; --documents 100000 is the million of the project's bars, and takes
some minutes for each database.

A store that is there already is not filled again, so that the same one can be measured after a change. Times are
processor seconds of this process (a busy machine stretches the others, which are given beside), the least of the
rounds. Memory is the highest resident set while exporting a tenth of the store, and all of it: their ratio is 1 where
memory does not grow. Results go to bench-results/comparing.json and to a table.
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
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench-results" / "comparing.json"
sys.path[:0] = [str(ROOT), str(ROOT / "bench"), str(ROOT / "tests" / "loopback")]

from generated_store import FACTS_A_DOCUMENT, generate  # noqa: E402
from loopback_postgres import find_binaries, postgres_server  # noqa: E402

from flows.tiling import GazetteerTiling  # noqa: E402
from outputs.comparing.request import Request  # noqa: E402
from outputs.comparing.table import build_table  # noqa: E402
from outputs.publish import publish  # noqa: E402
from outputs.store import Store, open_store  # noqa: E402
from outputs.store.changes import mark_of  # noqa: E402
from outputs.store.transactions import begin_read  # noqa: E402

TARGET = 1.0
BATCH = 500
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


def fill(store: Store, documents: int) -> dict[str, float]:
    """Saves the documents in batches, as a run does, and says how long it took."""
    made = generate(documents)
    busy, begun = time.process_time(), time.perf_counter()
    saving = 0.0
    while batch := list(islice(made, BATCH)):
        before = time.process_time()
        store.save(batch)
        saving += time.process_time() - before
    return {
        "processor_seconds": round(saving, 1),
        "generating_seconds": round(time.process_time() - busy - saving, 1),
        "wall_seconds": round(time.perf_counter() - begun, 1),
        "facts_a_second": round(documents * FACTS_A_DOCUMENT / saving),
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


def highest_megabytes() -> float:
    """The highest resident set of this process (Linux); getrusage would count that of the parent before the exec."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024, 1)


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


def run(url: str, documents: int, rounds: int) -> dict[str, Any]:
    """All measurements on one store, filled first when it is empty."""
    with open_store(url) as store:
        held = store.counts().documents
        loading = fill(store, documents) if held == 0 else None
        comparing = compare_all(store, rounds)
        held = store.counts().documents
        begins = {f"{share:.1%}": since_share(store, share) for share in (0.005, 0.1)}
    exports = {share: export_megabytes(url, since) for share, since in begins.items()}
    exports["all"] = export_megabytes(url, None)
    return {
        "database": url.partition(":")[0].partition("+")[0],
        "documents": held,
        "facts": held * FACTS_A_DOCUMENT,
        "loading": loading,
        "comparing": comparing,
        "exporting": exports,
        "memory_ratio": round(exports["all"]["megabytes"] / exports["10.0%"]["megabytes"], 2),
        "target_seconds": TARGET,
    }


def show(result: dict[str, Any]) -> None:
    """The results as a table."""
    title = f"{result['database']}: {result['facts']:,} facts"
    table = Table("what", "processor s", "wall s", "rows or documents", title=title)
    for name, one in result["comparing"].items():
        table.add_row(name, f"{one['processor_seconds']:.2f}", f"{one['wall_seconds']:.2f}", str(one["rows"]))
    for name, one in result["exporting"].items():
        cost = f"{one['processor_seconds']:.1f}", f"{one['wall_seconds']:.1f}"
        table.add_row(f"export of {name}, {one['megabytes']:.0f} MB", *cost, str(one["documents"]))
    Console().print(table, f"memory, all to a tenth: {result['memory_ratio']}", result["loading"] or "")


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
    parser.add_argument("--documents", type=int, default=10_000)
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
