"""Runs main jobs on one Prefect API, one a line of standard input; for the tests, in a process of its own.

Prefect's threads thus never stand beside what other tests measure in theirs.
"""

import contextlib
import io
import json
import sys
from pathlib import Path

from flows.main_job import run_main_job
from flows.prefect_api import prefect_api
from flows.settings import Settings
from schemas.errors import PipelineError


def serve(home: Path) -> None:
    reply_to = sys.stdout
    with prefect_api(home):
        for line in sys.stdin:
            print(json.dumps(answer(json.loads(line))), file=reply_to, flush=True)


def answer(request: dict[str, object]) -> dict[str, object]:
    out, err = io.StringIO(), io.StringIO()
    paths = [Path(path) for path in request["paths"]]
    settings = Settings(out=Path(request["out"]), batch_size=request["batch_size"])
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code, error = run_main_job(paths, settings), None
        except PipelineError as raised:
            code, error = None, str(raised)
    return {"code": code, "out": out.getvalue(), "err": err.getvalue(), "error": error}


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
