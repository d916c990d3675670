"""Addresses or the store itself -> a finished backfill: items found, cost told, batches worked on, summary."""

import shutil
from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from extractors.extraction import load_extractor
from flows.backfill_estimate import Estimate, estimate
from flows.backfill_items import BackfillItems, find_items, find_outdated
from flows.batch_worker import FETCHED
from flows.item_job import run_items
from flows.main_job import finish_run
from flows.messages import print_issue, print_line
from flows.prefect_api import prefect_api
from flows.run_events import RunEvents, run_events
from flows.run_lock import sole_run
from flows.settings import Settings
from flows.spreading import choose_spread
from flows.summary import format_count
from outputs.store import open_store

HOUR, MINUTE = 3_600, 60
UNITS = ("B", "kB", "MB", "GB", "TB")


def run_backfill(
    addresses: Sequence[str], settings: Settings, *, is_estimate_only: bool, has_files: bool = True
) -> int:
    """Read all that lies at `addresses`, or of none, read the stored documents again that older rules read last.

    What the store shows already is passed over, so that the same command goes on where it was stopped. Without
    `has_files` only the store is filled.

    Returns:
        0, or 1 where something gave no document.

    Raises:
        ConfigError: A remote address or the cluster of the settings cannot be had.
        OutputError: Another run is at work in the output folder, or the store or a file cannot be written.
        PipelineError: A worker was lost in the middle of a batch.
    """
    with run_events("backfill", settings) as events, sole_run(settings.folder):
        try:
            found, cost = _look_ahead(addresses, settings)
            for issue in found.issues:
                print_issue(issue)
            print_line(describe(cost))
            if is_estimate_only or not found.items:
                return 1 if found.issues else 0
            return _run(found, settings, events, has_files=has_files)
        finally:
            shutil.rmtree(settings.folder / FETCHED, ignore_errors=True)


def _run(found: BackfillItems, settings: Settings, events: RunEvents, *, has_files: bool) -> int:
    with prefect_api(settings.folder / ".prefect") as has_prefect:
        result, files = run_items(found.items, settings, has_prefect=has_prefect, has_files=has_files)
    return finish_run(found.issues, result, settings, events, files=files)


def _look_ahead(addresses: Sequence[str], settings: Settings) -> tuple[BackfillItems, Estimate]:
    with open_store(settings.database_url(), kept=settings.keep_extractions) as store:
        found = _find(addresses, settings) if addresses else find_outdated(store, load_extractor().version)
        spread = choose_spread(settings, documents=len(found.items))
        return found, estimate(found.items, settings, workers=spread.workers or 1, store=store)


def _find(addresses: Sequence[str], settings: Settings) -> BackfillItems:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("Đang xem kho lưu: {task.completed} trang"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("", total=None)
        return find_items(addresses, fetched=settings.folder / FETCHED, on_page=lambda: progress.advance(bar))


def describe(cost: Estimate) -> str:
    """One line for people: how many documents, how long with how many processes, how much space."""
    if not cost.documents:
        return "Không có bài nào cần đọc."
    return (
        f"Ước tính từ {cost.tried} bài: {format_count(cost.documents)} bài, khoảng {_duration(cost.seconds)} với "
        f"{cost.workers} tiến trình, kho lớn thêm khoảng {_size(cost.store_bytes)}; bài đã có được bỏ qua."
    )


def _duration(seconds: float) -> str:
    if seconds < MINUTE:
        return f"{max(1, round(seconds))} giây"
    if seconds < HOUR:
        return f"{round(seconds / MINUTE)} phút"
    return f"{seconds / HOUR:.1f} giờ".replace(".", ",")


def _size(count: float) -> str:
    unit = 0
    while count >= 1_000 and unit < len(UNITS) - 1:
        count, unit = count / 1_000, unit + 1
    return f"{count:.0f} {UNITS[unit]}" if count >= 10 or unit == 0 else f"{count:.1f} {UNITS[unit]}".replace(".", ",")
