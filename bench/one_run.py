"""One main job in a process of its own, for bench/growth.py: WHERE IN OUT on the command line, a JSON object printed.

WHERE is "local" or "processes". Seconds are those from the first stored batch to the last, and documents those of the
batches behind the first: loading models and writing files are left out. `prefect_share` is the part of the time that
the flow spends neither on batches, nor on checks between documents, nor on writing files (local runs only): making
runs of flow and tasks, their states, the artifact. It is the main thread's time; the server's thread works beside it.
"""

import contextlib
import io
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import flows.batches
import flows.spread_job
from corpus.files import find_inputs
from flows.item_job import run_items
from flows.prefect_api import prefect_api
from flows.settings import Settings
from flows.work_items import FileItem

STORED: list[tuple[float, int]] = []
"""When each batch was stored, and how many documents it had."""
OURS = ("batches", "checks", "files")
WORKED = dict.fromkeys((*OURS, "flow"), 0.0)


def _timed(name: str, work: Any) -> Any:
    def run(*arguments: Any, **options: Any) -> Any:
        started = time.monotonic()
        try:
            return work(*arguments, **options)
        finally:
            WORKED[name] += time.monotonic() - started

    return run


def _note(number: int, result: flows.batches.BatchResult) -> None:
    STORED.append((time.monotonic(), result.read))


def main(where: str, folder: Path, out: Path) -> None:
    """Run, and print what it took."""
    flows.batches.tell_batch = flows.spread_job.tell_batch = _note
    settings = Settings(out=out, task_runner=where, workers=2)
    items = [FileItem(address=str(file)) for file in find_inputs([folder]).files]
    with prefect_api(out / ".prefect"), contextlib.redirect_stderr(io.StringIO()):
        import flows.main_flow as main_flow

        main_flow.process_batch = _timed("batches", main_flow.process_batch)
        main_flow.renew = _timed("checks", main_flow.renew)
        main_flow.publish = _timed("files", main_flow.publish)
        flow_function = main_flow.main_flow.fn
        main_flow.main_flow.fn = _timed("flow", flow_function)
        run_items(items, settings, has_prefect=True)
    (first, _), (last, _) = STORED[0], STORED[-1]
    documents = sum(count for _, count in STORED[1:])
    share = 1 - sum(WORKED[name] for name in OURS) / WORKED["flow"] if where == "local" else None
    usage = [resource.getrusage(who).ru_maxrss / 1_000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    report = {
        "documents": documents,
        "seconds": round(last - first, 2),
        "memory_mb": round(usage[0]),
        "worker_memory_mb": round(usage[1]) if where == "processes" else None,
        "prefect_share": round(share, 4) if share is not None else None,
        "flow_seconds": {name: round(seconds, 2) for name, seconds in WORKED.items()} if where == "local" else None,
    }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
