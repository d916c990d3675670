"""Paths and settings -> a finished run: the files found, what became of them, issues, summary."""

from collections.abc import Sequence
from pathlib import Path

from corpus.files import find_inputs
from flows.batch_results import BatchResult
from flows.item_job import run_items
from flows.messages import print_issue
from flows.prefect_api import prefect_api
from flows.remote_results import send_results
from flows.run_events import RunEvents, run_events
from flows.run_lock import sole_run
from flows.run_record import build_record, write_record
from flows.settings import Settings
from flows.spreading import choose_spread
from flows.summary import print_summary
from flows.work_items import FileItem
from outputs.atomic import write_complete
from schemas.issues import Issue


def run_main_job(paths: Sequence[Path], settings: Settings) -> int:
    """Run the main flow over all articles under `paths`; problems and the summary go to standard error.

    Returns:
        0, or 1 where a path gave no document.

    Raises:
        OutputError: Another run is at work in the output folder, or a result cannot be written.
    """
    with run_events("run", settings) as events:
        return _run(paths, settings, events)


def _run(paths: Sequence[Path], settings: Settings, events: RunEvents) -> int:
    found = find_inputs(paths)
    for issue in found.issues:
        print_issue(issue)
    if not found.files:
        return 1
    items = [FileItem(address=str(file)) for file in found.files]
    with sole_run(settings.folder), prefect_api(settings.folder / ".prefect") as has_prefect:
        result, files = run_items(items, settings, has_prefect=has_prefect)
    return finish_run(found.issues, result, settings, events, files=files)


def finish_run(
    found: Sequence[Issue], result: BatchResult, settings: Settings, events: RunEvents, *, files: Sequence[Path]
) -> int:
    """Tell the issues of a run that is over, write them and its record beside its `files`, and print the summary.

    Args:
        found: Issues that were told already, about paths.
        result: The sum of the batches.
        settings: The settings of the run.
        events: Its events.
        files: What it wrote.

    Returns:
        0, or 1 where something gave no document.
    """
    issues = (*found, *result.issues)
    for issue in result.issues:
        print_issue(issue)
    refused = sum(issue.level == "WARNING" for issue in issues)
    spread = choose_spread(settings, documents=result.read + result.known + len(result.issues))
    record = build_record(events, result, refused=refused, worked_on=spread.where, workers=spread.workers)
    files = (*files, write_issues(issues, settings.folder), write_record(record, settings.folder))
    print_summary(result, refused=refused, files=send_results(files, settings.out))
    return 1 if refused else 0


def write_issues(issues: Sequence[Issue], out: Path) -> Path:
    """Write `issues` into the folder `out`, complete or not at all; returns the file."""
    path = out / "issues.jsonl"
    write_complete(path, "".join(issue.model_dump_json() + "\n" for issue in issues))
    return path
