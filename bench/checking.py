"""Checks between documents over a large store: time and memory, for the whole of it and for what is new.

python bench/checking.py [--documents N] [--store URL]

bench/comparing.py measures the same of a store and of its quarter, on each database. A store that is there already is
not filled again. Processor seconds of a process of its own; memory is its highest resident set. Results are printed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from generated_store import generate  # noqa: E402

from flows.check_renewal import renew  # noqa: E402
from outputs.store import Store, open_store  # noqa: E402

BATCH = 500
NEW = 0.01
"""The part of a store that comes new between two times that its checks are made."""


def fill(store: Store, documents: int) -> float:
    """Saves generated documents until the store holds so many, in batches as a run does; seconds spent on saving."""
    held = store.counts().documents
    made = generate(documents - held, first=held) if documents > held else iter(())
    saving = 0.0
    while batch := list(islice(made, BATCH)):
        before = time.process_time()
        store.save(batch)
        saving += time.process_time() - before
    return saving


def highest_megabytes() -> float:
    """The highest resident set of this process (Linux); getrusage would count that of the parent before the exec."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024, 1)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of some work, and what it gave."""
    busy = time.process_time()
    found = work()
    return round(time.process_time() - busy, 2), found


def check_once(url: str) -> None:
    """The child's work: makes all checks from nothing, all again, none, those of new documents; prints the cost."""
    with open_store(url) as store:
        begun = highest_megabytes()
        counts = store.counts()
        first, made = timed(lambda: renew(store, is_whole=True))
        again, same = timed(lambda: renew(store, is_whole=True))
        idle, _ = timed(lambda: renew(store))
        listing, kinds = timed(lambda: Counter(one.kind for one in store.checks.listed()))
        highest = highest_megabytes()
        fill(store, counts.documents + max(1, round(counts.documents * NEW)))
        new, added = timed(lambda: renew(store))
    cost = {
        "facts": counts.facts,
        "checks": made.written + made.unchanged,
        "whole_seconds": first,
        "whole_again_seconds": again,
        "written_again": same.written + same.removed,
        "nothing_new_seconds": idle,
        "new_documents_seconds": new,
        "new_documents_checks": added.written + added.removed,
        "listing_seconds": listing,
        "megabytes_before": begun,
        "megabytes": highest,
        "kinds": dict(sorted(kinds.items())),
    }
    sys.stdout.write(json.dumps(cost))


def measure_checks(url: str) -> dict[str, Any]:
    """What making the checks of a store costs, in a process of its own; it holds a hundredth more documents then."""
    command = [sys.executable, __file__, "--check", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measures and shows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--store", help="URL of a store; a temporary SQLite file without it")
    parser.add_argument("--check", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.check:
        check_once(options.check)
        return
    with tempfile.TemporaryDirectory() as folder:
        url = options.store or f"sqlite:///{folder}/store.sqlite"
        with open_store(url) as store:
            fill(store, options.documents)
        Console().print(measure_checks(url))


if __name__ == "__main__":
    main()
