"""Counts of a run and the source's own history -> what a person should look into; a failed assertion is an issue.

A layout that changed, a feed that died and a date that is no longer found show as numbers before anybody misses an
article: fewer articles, shorter ones, fewer numerals in each, no dates.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice
from statistics import median

from schemas.crawling import CrawlRun, RunCounts
from schemas.issues import Issue
from schemas.sources import Source

FEW = 5
"""Articles below which a share or a median says nothing; smaller runs in a row are taken together."""
SILENT = "silent"
"""Code of the issue that a source brought nothing new for longer than it may."""
HISTORY = 10
"""Runs of enough articles that a run is held against."""
RUNS = 100
"""Runs to look back upon for them: three a day, most of which bring an article or two, are a month."""


def check_health(
    source: Source, counts: RunCounts, *, history: Sequence[CrawlRun], last_new: datetime | None, now: datetime
) -> tuple[Issue, ...]:
    """The assertions of `source.expect` that `counts` fail, and sudden breaks in the source's own series.

    Args:
        source: Whose run it was.
        counts: Of the run that has just ended.
        history: Ended runs before it, newest first, as many as `RUNS`.
        last_new: When the source last brought an address that was new; None is never.
        now: End of the run.

    Returns:
        One WARNING an assertion, its subject the source; empty where all is as it should be. A first run is only
        held against what needs no history.
    """
    past = [run.counts for run in history]
    recent, *before = islice(_of_enough_articles(counts, past), HISTORY + 1)
    found = [
        _silence(source, counts, past, last_new=last_new, now=now),
        _failures(source, counts),
        _dates(source, recent),
        _drop(source, "text_shrank", recent, before, lambda c: c.characters, "độ dài bài (số ký tự)"),
        _drop(source, "numerals_shrank", recent, before, lambda c: c.numerals, "số con số trong một bài"),
        _drop(source, "facts_shrank", recent, before, lambda c: 1 - c.without_facts / c.read, "tỷ lệ bài có số liệu"),
        _unread(source, counts),
    ]
    return tuple(issue for issue in found if issue is not None)


def _of_enough_articles(counts: RunCounts, past: Sequence[RunCounts]) -> Iterator[RunCounts | None]:
    """The run of `counts`, None where there are too few articles yet to judge it, then runs before it, newest first.

    Small runs in a row are one, once they have enough articles together; a small one beside large ones is passed over.
    """
    small: list[RunCounts] = []
    is_first = True
    for run in chain((counts,), past if counts.read else ()):
        if run.read >= FEW:
            if is_first and small:
                yield None
            small, is_first = [], False
            yield run
        elif run.read:
            small.append(run)
            if sum(one.read for one in small) >= FEW:
                yield _together(small)
                small, is_first = [], False
    if is_first:
        yield None


def _together(runs: Sequence[RunCounts]) -> RunCounts:
    """Small runs as one; medians as the median over articles, each taken for the middle one of its run."""
    return RunCounts(
        read=sum(run.read for run in runs),
        undated=sum(run.undated for run in runs),
        without_facts=sum(run.without_facts for run in runs),
        numerals=median(run.numerals or 0 for run in runs for _ in range(run.read)),
        characters=median(run.characters or 0 for run in runs for _ in range(run.read)),
    )


def _issue(source: Source, code: str, message: str) -> Issue:
    return Issue(level="WARNING", code=code, subject=source.id, message=message)


def _silence(
    source: Source, counts: RunCounts, past: Sequence[RunCounts], *, last_new: datetime | None, now: datetime
) -> Issue | None:
    if counts.new:
        return None
    if last_new is None:
        if counts.found or any(before.found for before in past):
            return None
        return _issue(
            source, "nothing_found", "không tìm thấy bài nào; hãy kiểm tra feeds, sitemaps, listings của nguồn"
        )
    days = source.expect.new_within_days
    if now - last_new <= timedelta(days=days):
        return None
    age = (now - last_new).days
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


def _dates(source: Source, recent: RunCounts | None) -> Issue | None:
    if recent is None:
        return None
    dated = 1 - recent.undated / recent.read
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
    recent: RunCounts | None,
    before: Sequence[RunCounts | None],
    measure: Callable[[RunCounts], float | None],
    words: str,
) -> Issue | None:
    now = measure(recent) if recent else None
    values = [value for run in before if run and (value := measure(run)) is not None]
    if now is None or not values:
        return None
    usual = median(values)
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
