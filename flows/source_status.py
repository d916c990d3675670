"""The store -> what `solieu sources status` prints: how each source's addresses stand, its runs, its failures."""

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table

from corpus.publication_dates import VIETNAM
from corpus.source_catalogue import load_sources
from flows.export_job import check_store_exists
from flows.messages import print_line
from flows.settings import Settings
from flows.source_tables import PIPE_WIDTH
from flows.summary import format_count
from outputs.store import Store, open_store
from schemas.crawling import AddressStatus, CrawlRun
from schemas.sources import Source

RUNS_SHOWN = 10
NOTHING = "chưa có nguồn nào được thu thập ở đây; hãy chạy: solieu crawl ID, hoặc chỉ kho bằng --out"
STATUS_WORDS: dict[AddressStatus, str] = {
    "found": "chưa tải",
    "fetched": "đã tải",
    "unchanged": "không đổi",
    "gone": "đã gỡ",
    "refused": "bị robots cấm",
    "failed": "hỏng",
}


def print_status(source_ids: Sequence[str], settings: Settings, *, addresses: AddressStatus | None) -> int:
    """Print the table of sources that were ever crawled; of sources that are named, their last runs and issues too.

    Args:
        source_ids: Sources; none is every source with an address in the store.
        settings: Where the store and the folder of further sources are.
        addresses: Print the addresses of this status as well, with reason and next try.

    Returns:
        0, or 1 where nothing was ever crawled.

    Raises:
        OutputError: There is no store where one was named, or it cannot be read.
    """
    sources = load_sources(settings.sources)
    chosen = [source for source in sources if not source_ids or source.id in source_ids]
    if not settings.has_store():
        print_line(NOTHING)
        return 1
    with open_store(check_store_exists(settings), may_write=False) as store:
        crawled = [source for source in chosen if store.runs.history(source.id, 1)]
        if not crawled:
            print_line(NOTHING)
            return 1
        _print(_sources_table(crawled, store))
        for source in crawled if source_ids else ():
            _print(_runs_table(source, store))
            _print_issues(source, store)
        if addresses is not None:
            for source in crawled:
                _print(_addresses_table(source, store, addresses))
    return 0


def _print(table: Table) -> None:
    Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False).print(table)


def _sources_table(sources: Iterable[Source], store: Store) -> Table:
    table = Table()
    heads = ("Nguồn", *STATUS_WORDS.values(), "Lần chạy cuối", "Bài mới", "Bài mới gần nhất", "Lịch")
    for head in heads:
        table.add_column(head, justify="right" if head in STATUS_WORDS.values() or head == "Bài mới" else "left")
    for source in sources:
        counts = store.frontier.count_states(source.id)
        (last,) = store.runs.history(source.id, 1)
        table.add_row(
            source.id,
            *(format_count(counts.get(status, 0)) for status in STATUS_WORDS),
            _run_words(last),
            format_count(last.counts.new),
            _moment(store.frontier.last_found(source.id)),
            source.schedule or "",
        )
    return table


def _runs_table(source: Source, store: Store) -> Table:
    table = Table(title=f"{source.name}: {RUNS_SHOWN} lần chạy gần nhất", title_justify="left")
    for head in (
        "Bắt đầu",
        "Tìm thấy",
        "Mới",
        "Đã tải",
        "Không đổi",
        "Hỏng",
        "Đã đọc",
        "Không ngày",
        "Số liệu",
        "Trùng bài",
    ):
        table.add_column(head, justify="left" if head == "Bắt đầu" else "right")
    for run in store.runs.history(source.id, RUNS_SHOWN):
        counts = run.counts
        numbers = (
            counts.found, counts.new, counts.fetched, counts.unchanged, sum(counts.failed.values()), counts.read,
            counts.undated, counts.facts, counts.twins,
        )  # fmt: skip
        table.add_row(_run_words(run), *map(format_count, numbers))
    return table


def _print_issues(source: Source, store: Store) -> None:
    (last,) = store.runs.history(source.id, 1)
    console = Console(soft_wrap=True, highlight=False, markup=False)
    for issue in store.runs.issues(last.run_id, source.id):
        console.print(
            f"  {'cần xem' if issue.level == 'WARNING' else 'ghi chú'}: {issue.code}: {issue.subject}: {issue.message}"
        )


def _addresses_table(source: Source, store: Store, status: AddressStatus) -> Table:
    table = Table(title=f"{source.name}: {STATUS_WORDS[status]}", title_justify="left")
    for head in ("Địa chỉ", "Lý do", "Chi tiết", "Số lần", "Thử lại"):
        table.add_column(head, overflow="fold")
    for state in store.frontier.states(source.id, status):
        table.add_row(state.url, state.reason or "", state.detail or "", str(state.tries), _moment(state.next_try))
    return table


def _run_words(run: CrawlRun) -> str:
    return _moment(run.started) + ("" if run.ended else " (bị ngắt)")


def _moment(moment: datetime | None) -> str:
    """Vietnamese time, to the minute; empty for None."""
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if moment else ""
