"""Paths and settings -> a finished run: what the flow needs, progress, issues, summary."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.files import FoundInputs, find_inputs
from corpus.isolation.pool import ReaderPool
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.batches import BatchResult, Workbench, process_batch, run_batches
from flows.check_job import renew
from flows.messages import print_issue, print_line
from flows.prefect_api import prefect_api
from flows.run_lock import sole_run
from flows.settings import Settings
from flows.sidecar_memo import SidecarMemo
from flows.summary import print_summary
from outputs.atomic import write_complete
from outputs.publish import publish
from outputs.store import open_store
from schemas.issues import Issue

MainJob = Callable[[Sequence[Sequence[Path]], Workbench, Path], tuple[BatchResult, tuple[Path, ...]]]


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
    with sole_run(settings.out), prefect_api(settings.out / ".prefect") as has_prefect:
        result, files = _run(found, settings, main_job=_load_flow() if has_prefect else _run_plainly)
        issues = (*found.issues, *result.issues)
        files = (*files, _write_issues(issues, settings.out))
    for issue in result.issues:
        print_issue(issue)
    refused = sum(issue.level == "WARNING" for issue in issues)
    print_summary(result, refused=refused, files=files)
    return 1 if refused else 0


def _load_flow() -> MainJob:
    from flows.main_flow import main_flow  # Prefect reads its settings when it is imported

    return main_flow


def _run_plainly(
    batches: Sequence[Sequence[Path]], bench: Workbench, out: Path
) -> tuple[BatchResult, tuple[Path, ...]]:
    """The same work where Prefect cannot run."""
    print_line(
        "Máy không có địa chỉ 127.0.0.1 nên Prefect không chạy được; vẫn làm đủ việc, chỉ không ghi nhật ký Prefect."
    )
    return run_batches(batches, bench, out, process=process_batch, check=renew, publish=publish)


def _run(found: FoundInputs, settings: Settings, *, main_job: MainJob) -> tuple[BatchResult, tuple[Path, ...]]:
    size = settings.batch_size
    batches = [found.files[first : first + size] for first in range(0, len(found.files), size)]
    with (
        open_store(settings.database_url(), kept=settings.keep_extractions) as store,
        ReaderPool(settings.reading_limits()) as readers,
        _progress(len(found.files)) as progress,
    ):
        bench = Workbench(
            sources=load_sources(),
            readers=readers,
            extractor=load_extractor(),
            store=store,
            sidecars=SidecarMemo(settings.out / ".sidecars.jsonl"),
            on_document=progress,
        )
        return main_job(batches, bench, settings.out)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error, where that is a terminal; yields what moves it by one document."""
    console = Console(stderr=True)
    columns = (TextColumn("Đọc và trích số liệu"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("", total=total)
        yield lambda: progress.advance(bar)


def _write_issues(issues: Sequence[Issue], out: Path) -> Path:
    path = out / "issues.jsonl"
    write_complete(path, "".join(issue.model_dump_json() + "\n" for issue in issues))
    return path
