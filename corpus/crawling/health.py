"""Counts of a run and the source's own history -> what a person should look into; a failed assertion is an issue.

A layout that changed, a feed that died and a date that is no longer found show as numbers before anybody misses an
article: fewer articles, shorter ones, fewer numerals in each, no dates.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from statistics import median

from schemas.crawling import CrawlRun, RunCounts
from schemas.issues import Issue
from schemas.sources import Source

FEW = 5
"""Articles below which a share or a median says nothing."""
SILENT = "silent"
"""Code of the issue that a source brought nothing new for longer than it may."""
HISTORY = 10
"""Runs that a run is held against."""


def check_health(source: Source, counts: RunCounts, *, history: Sequence[CrawlRun], now: datetime) -> tuple[Issue, ...]:
    """The assertions of `source.expect` that `counts` fail, and sudden breaks in the source's own series.

    Args:
        source: Whose run it was.
        counts: Of the run that has just ended.
        history: Ended runs before it, newest first; the last ten count.
        now: End of the run.

    Returns:
        One WARNING an assertion, its subject the source; empty where all is as it should be. A first run is only
        held against what needs no history.
    """
    past = [run.counts for run in history[:HISTORY]]
    found = [
        _silence(source, counts, history, now),
        _failures(source, counts),
        _dates(source, counts),
        _drop(
            source,
            "text_shrank",
            counts,
            past,
            lambda c: c.characters if c.read >= FEW else None,
            "độ dài bài (số ký tự)",
        ),
        _drop(
            source,
            "numerals_shrank",
            counts,
            past,
            lambda c: c.numerals if c.read >= FEW else None,
            "số con số trong một bài",
        ),
        _drop(
            source,
            "facts_shrank",
            counts,
            past,
            lambda c: 1 - c.without_facts / c.read if c.read >= FEW else None,
            "tỷ lệ bài có số liệu",
        ),
        _unread(source, counts),
    ]
    return tuple(issue for issue in found if issue is not None)


def _issue(source: Source, code: str, message: str) -> Issue:
    return Issue(level="WARNING", code=code, subject=source.id, message=message)


def _silence(source: Source, counts: RunCounts, history: Sequence[CrawlRun], now: datetime) -> Issue | None:
    if counts.new:
        return None
    latest = next((run.started for run in history if run.counts.new), None)
    days = source.expect.new_within_days
    if latest is None:
        known = any(run.counts.found for run in history)
        if counts.found or known:
            return None
        return _issue(
            source, "nothing_found", "không tìm thấy bài nào; hãy kiểm tra feeds, sitemaps, listings của nguồn"
        )
    if now - latest <= timedelta(days=days):
        return None
    age = (now - latest).days
    return _issue(
        source,
        SILENT,
        f"đã {age} ngày không có bài mới (ngưỡng {days} ngày); hãy mở trang báo và xem lối vào còn đúng không",
    )


def _failures(source: Source, counts: RunCounts) -> Issue | None:
    failed = sum(counts.failed.values())
    asked = counts.fetched + counts.unchanged + counts.gone + failed
    if asked < FEW or failed <= source.expect.failed_share * asked:
        return None
    reasons = ", ".join(f"{reason} {number}" for reason, number in sorted(counts.failed.items()))
    return _issue(
        source, "many_failures", f"{failed}/{asked} lượt tải hỏng ({reasons}); hãy xem máy chủ của báo và mạng"
    )


def _dates(source: Source, counts: RunCounts) -> Issue | None:
    if counts.read < FEW:
        return None
    dated = 1 - counts.undated / counts.read
    if dated >= source.expect.dated_share:
        return None
    return _issue(
        source,
        "undated",
        f"chỉ {dated:.0%} bài có ngày đăng (ngưỡng {source.expect.dated_share:.0%}); hãy thêm bộ chọn published",
    )


def _drop(
    source: Source,
    code: str,
    counts: RunCounts,
    past: Sequence[RunCounts],
    measure: Callable[[RunCounts], float | None],
    words: str,
) -> Issue | None:
    now = measure(counts)
    before = [value for value in map(measure, past) if value is not None]
    if now is None or not before:
        return None
    usual = median(before)
    if now >= source.expect.text_ratio * usual:
        return None
    return _issue(
        source, code, f"{words} tụt từ {usual:.4g} xuống {now:.4g}; khuôn trang có thể đã đổi, hãy đọc thử một bài"
    )


def _unread(source: Source, counts: RunCounts) -> Issue | None:
    pages = counts.read + counts.unreadable
    if pages < FEW or counts.unreadable <= pages // 2:
        return None
    return _issue(source, "unreadable", f"{counts.unreadable}/{pages} trang không đọc được; hãy xem issues.jsonl")
