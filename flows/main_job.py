"""Paths and settings -> a finished run: the files found, what became of them, issues, summary."""

from collections.abc import Sequence
from pathlib import Path

from corpus.files import find_inputs
from flows.item_job import run_items
from flows.messages import print_issue
from flows.prefect_api import prefect_api
from flows.run_lock import sole_run
from flows.settings import Settings
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
    found = find_inputs(paths)
    for issue in found.issues:
        print_issue(issue)
    if not found.files:
        return 1
    items = [FileItem(address=str(file)) for file in found.files]
    with sole_run(settings.out), prefect_api(settings.out / ".prefect") as has_prefect:
        result, files = run_items(items, settings, has_prefect=has_prefect)
        issues = (*found.issues, *result.issues)
        files = (*files, write_issues(issues, settings.out))
    for issue in result.issues:
        print_issue(issue)
    refused = sum(issue.level == "WARNING" for issue in issues)
    print_summary(result, refused=refused, files=files)
    return 1 if refused else 0


def write_issues(issues: Sequence[Issue], out: Path) -> Path:
    """Write `issues` into the folder `out`, complete or not at all; returns the file."""
    path = out / "issues.jsonl"
    write_complete(path, "".join(issue.model_dump_json() + "\n" for issue in issues))
    return path
