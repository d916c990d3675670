"""A crawl's report -> the two tables that Prefect shows with a run, in Markdown."""

import re
from collections.abc import Sequence

from flows.crawl_steps import CrawlReport, SourceReport
from flows.summary import format_count
from schemas.crawling import RunCounts

HEADS = (
    "Nguồn", "Tìm thấy", "Mới", "Đã tải", "Hỏng", "Đã đọc", "Số liệu", "Con số một bài", "Cần xem",
)  # fmt: skip
MARKS = re.compile(r"([\\`*_{}\[\]<>|~])")


def artifact_key(source_ids: Sequence[str], *, about: str) -> str:
    """The key under which Prefect keeps the history of a table: lower case, digits and dashes.

    Args:
        source_ids: Sources of the run; one source has a history of its own.
        about: "summary" or "issues".
    """
    return f"crawl-{source_ids[0]}-{about}" if len(source_ids) == 1 else f"crawl-{about}"


def render_summary(report: CrawlReport) -> str:
    """A table of one row a source: found, new, fetched, failed by reason, read, facts, numerals an article, issues."""
    rows = [_row(source) for source in report.sources]
    return "\n".join([_line(HEADS), _line(["---", *["---:"] * (len(HEADS) - 1)]), *rows, "", _totals(report)]) + "\n"


def render_issues(report: CrawlReport) -> str:
    """A table of one row a broken source or issue to look at; one sentence where there is none."""
    rows = [
        _line((_cell(source.name), code, _cell(message)))
        for source in report.sources
        for code, message in _remarks(source)
    ]
    if not rows:
        return "Mọi kiểm tra đều đạt.\n"
    return "\n".join([_line(("Nguồn", "Kiểm tra", "Việc cần xem")), _line(["---"] * 3), *rows]) + "\n"


def describe_outcome(report: CrawlReport) -> str:
    """One line: how many sources, what is new, how many need a look."""
    new = sum(source.counts.new for source in report.sources)
    facts = sum(source.counts.facts for source in report.sources)
    line = f"{len(report.sources)} nguồn, {format_count(new)} bài mới, {format_count(facts)} số liệu"
    troubled = [source.source_id for source in report.sources if source.error or source.to_look_at]
    return f"{line}; cần xem: {', '.join(troubled)}" if troubled else line


def _row(source: SourceReport) -> str:
    counts = source.counts
    remarks = "hỏng" if source.error else str(len(source.to_look_at) or "")
    return _line(
        (
            _cell(source.name),
            format_count(counts.found),
            format_count(counts.new),
            format_count(counts.fetched),
            _failures(counts),
            format_count(counts.read),
            format_count(counts.facts),
            "" if counts.numerals is None else f"{counts.numerals:.1f}".replace(".", ","),
            remarks,
        )
    )


def _failures(counts: RunCounts) -> str:
    total = sum(counts.failed.values())
    if not total:
        return "0"
    reasons = sorted(counts.failed.items(), key=lambda item: (-item[1], item[0]))
    return f"{format_count(total)} ({', '.join(f'{_cell(reason)} {format_count(n)}' for reason, n in reasons)})"


def _remarks(source: SourceReport) -> list[tuple[str, str]]:
    errors = [("không chạy được", source.error)] if source.error else []
    return errors + [(f"`{issue.code}`", issue.message) for issue in source.to_look_at]


def _totals(report: CrawlReport) -> str:
    counts = [source.counts for source in report.sources]
    requests, megabytes = sum(c.requests for c in counts), sum(c.megabytes for c in counts)
    size = f"{megabytes:.1f}".replace(".", ",")
    return f"{format_count(requests)} lượt hỏi máy chủ, tải về {size} MB."


def _cell(text: str) -> str:
    """`text` as one table cell: on one line, its marks shown as they stand."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
