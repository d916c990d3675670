"""Checks between documents over a large store: time and memory for the whole of it, and for a quarter.

python bench/checking.py [--documents N] [--store URL]

A store that is there already is not filled again. Processor seconds of a process of its own; memory is its highest
resident set. Were the work quadratic, the whole store would take sixteen times as long as its quarter; as a sort with a
pass behind it, little more than four times. Results go to bench-results/checking.json and to a table.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench-results" / "checking.json"
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from generated_store import generate  # noqa: E402

from flows.check_units import GazetteerUnits  # noqa: E402
from outputs.checking.renewal import renew_checks  # noqa: E402
from outputs.store import open_store  # noqa: E402

BATCH = 500


def fill(url: str, documents: int) -> None:
    """Saves generated documents, unless the store holds some."""
    with open_store(url) as store:
        if store.counts().documents == 0:
            made = generate(documents)
            while batch := list(islice(made, BATCH)):
                store.save(batch)


def highest_megabytes() -> float:
    """The highest resident set of this process (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024, 1)


def check_once(url: str) -> None:
    """The child's work: makes the checks, once from nothing and once again, lists them, and prints what it cost."""
    with open_store(url) as store:
        units = GazetteerUnits()
        begun = highest_megabytes()
        busy = time.process_time()
        first = renew_checks(store, units)
        made = time.process_time() - busy
        busy = time.process_time()
        again = renew_checks(store, units)
        cost: dict[str, Any] = {
            "facts": store.counts().facts,
            "first_seconds": round(made, 1),
            "again_seconds": round(time.process_time() - busy, 1),
            "checks": first.written,
            "written_again": again.written + again.removed,
        }
        busy = time.process_time()
        kinds = Counter(one.kind for one in store.checks.listed())
        cost["listing_seconds"] = round(time.process_time() - busy, 1)
        cost |= {"megabytes_before": begun, "megabytes": highest_megabytes(), "kinds": dict(sorted(kinds.items()))}
    sys.stdout.write(json.dumps(cost))


def measure(url: str) -> dict[str, Any]:
    """What checking costs, in a process of its own."""
    command = [sys.executable, __file__, "--check", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def show(result: dict[str, dict[str, Any]]) -> None:
    """The results as a table."""
    table = Table("facts", "checks", "first, s", "again, s", "listing, s", "MB before", "MB at most")
    for one in result.values():
        numbers = (one["facts"], one["checks"], one["first_seconds"], one["again_seconds"], one["listing_seconds"])
        table.add_row(*(f"{number:,}" for number in numbers), str(one["megabytes_before"]), str(one["megabytes"]))
    small, large = result["quarter"], result["all"]
    ratio = large["first_seconds"] / max(0.1, small["first_seconds"])
    Console().print(table, f"{large['facts'] / small['facts']:.1f} times the facts, {ratio:.1f} times the time")
    Console().print(large["kinds"])


def main() -> None:
    """Measures, writes and shows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--store", help="URL of a store; a temporary SQLite file without it")
    parser.add_argument("--check", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.check:
        check_once(options.check)
        return
    with tempfile.TemporaryDirectory() as folder:
        sizes = {"quarter": (f"sqlite:///{folder}/quarter.sqlite", options.documents // 4)}
        sizes["all"] = (options.store or f"sqlite:///{folder}/all.sqlite", options.documents)
        result = {}
        for name, (url, documents) in sizes.items():
            fill(url, documents)
            result[name] = measure(url)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    show(result)


if __name__ == "__main__":
    main()
