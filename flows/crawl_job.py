"""Source ids and settings -> a finished crawl: what the flow needs, progress, the summary, the exit code."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows.crawl_engine import OnProgress, Step, open_engine
from flows.crawl_sources import choose_sources, load_all_sources
from flows.crawl_steps import CrawlEngine, CrawlOptions, CrawlReport, SourceReport, plain_steps, run_steps
from flows.messages import print_issue, print_line
from flows.prefect_api import prefect_api
from flows.report_events import issues_of, tell_sources
from flows.run_events import run_events
from flows.settings import Settings
from flows.source_tables import PIPE_WIDTH
from flows.summary import format_count
from outputs.atomic import write_complete

HEADS = (
    "Nguồn", "Tìm thấy", "Mới", "Đã tải", "Không đổi", "Đã gỡ", "Bị cấm", "Hỏng", "Đã đọc", "Số liệu", "Trùng bài",
    "Cần xem",
)  # fmt: skip

Crawl = Callable[[Sequence[str], CrawlEngine], CrawlReport]


def run_crawl_job(source_ids: Sequence[str], settings: Settings, options: CrawlOptions) -> int:
    """Crawl the sources named, or all that have a schedule; problems and the summary go to the terminal.

    Returns:
        0, or 1 where a source could not be crawled or a person should look at it.

    Raises:
        ConfigError: A source is unknown or says no way in; nothing has been done then.
        OutputError: The store or the archive cannot be written.
    """
    archive = settings.archive_root
    chosen = choose_sources(source_ids, load_all_sources(settings), replay=options.replay)
    with run_events("crawl", settings):
        report = _crawl([source.id for source in chosen], settings, options)
        issues = issues_of(report)
        lines = "".join(issue.model_dump_json() + "\n" for issue in issues)
        write_complete(archive.parent / "crawl-issues.jsonl", lines)
        for issue in issues:
            print_issue(issue)
    print_report(report, out=archive.parent)
    return 1 if report.has_problems else 0


def _crawl(source_ids: Sequence[str], settings: Settings, options: CrawlOptions) -> CrawlReport:
    """The report of a crawl, its sources told as events of the run at work."""
    with (
        prefect_api(settings.archive_root.parent / ".prefect") as has_prefect,
        _progress(len(source_ids)) as on_progress,
        open_engine(settings, options, on_progress=on_progress) as engine,
    ):
        report = (_load_flow() if has_prefect else _crawl_plainly)(source_ids, engine)
        tell_sources(report)
        return report


def print_report(report: CrawlReport, *, out: Path) -> None:
    """Print one row a source on standard output, and how to get tables from the store in `out`."""
    table = Table(title="Kết quả thu thập", title_justify="left")
    for head in HEADS:
        table.add_column(head, justify="left" if head == HEADS[0] else "right")
    for source in report.sources:
        table.add_row(source.source_id, *_cells(source))
    # A file or pipe has no width of its own; rich would squeeze the table into 80 columns there.
    Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False).print(table)
    Console(soft_wrap=True, highlight=False).print(f"  Xuất bảng và báo cáo: solieu export --out {out}", markup=False)


def _cells(source: SourceReport) -> tuple[str, ...]:
    counts = source.counts
    numbers = (
        counts.found, counts.new, counts.fetched, counts.unchanged, counts.gone, counts.refused,
        sum(counts.failed.values()), counts.read, counts.facts, counts.twins,
    )  # fmt: skip
    return (*map(format_count, numbers), "không chạy được" if source.error else str(len(source.to_look_at) or ""))


def _load_flow() -> Crawl:
    from flows.crawl_flow import crawl_here  # Prefect reads its settings when it is imported

    return crawl_here


def _crawl_plainly(source_ids: Sequence[str], engine: CrawlEngine) -> CrawlReport:
    """The same work where Prefect cannot run."""
    print_line(
        "Máy không có địa chỉ 127.0.0.1 nên Prefect không chạy được; vẫn làm đủ việc, không ghi nhật ký Prefect."
    )
    return run_steps(source_ids, engine, plain_steps())


@contextmanager
def _progress(sources: int) -> Iterator[OnProgress]:
    """A line of progress on standard error, where that is a terminal; yields what tells it of a source's pages."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    pages: dict[Step, dict[str, int]] = {"fetched": {}, "read": {}}
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        line = progress.add_task(f"Thu thập {sources} nguồn", total=None)

        def tell(source_id: str, step: Step, count: int) -> None:
            pages[step][source_id] = count
            fetched, read = (format_count(sum(list(pages[each].values()))) for each in pages)
            words = f"Thu thập {sources} nguồn: hỏi {fetched} trang, đọc {read} bài ({source_id})"
            progress.update(line, description=words)

        yield tell
