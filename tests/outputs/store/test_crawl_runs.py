"""Runs and their issues, kept and found again."""

import pytest

from schemas.crawling import RunCounts
from schemas.issues import Issue
from schemas.sources import Source

COUNTS = RunCounts(found=9, new=4, fetched=3, failed={"dns": 2}, megabytes=1.25, numerals=12.5, twins=1)
ISSUES = (
    Issue(level="WARNING", code="nothing_new", subject="bao-a", message="không có bài mới trong 7 ngày"),
    Issue(level="INFO", code="undated", subject="https://a.vn/a.html", message="không có ngày", span=(3, 9)),
)


def test_a_run_is_kept_with_its_counts_and_issues(store, at):
    run = store.runs.start("r1", "bao-a", at=at())
    assert store.runs.history("bao-a", 5) == (run,)
    ended = store.runs.finish(run, COUNTS, at=at(1), issues=ISSUES)
    assert (ended.ended, ended.counts) == (at(1), COUNTS)
    assert store.runs.history("bao-a", 5) == (ended,)
    assert store.runs.issues("r1") == ISSUES
    store.runs.finish(run, COUNTS, at=at(1), issues=ISSUES)
    assert (store.runs.history("bao-a", 5), store.runs.issues("r1")) == ((ended,), ISSUES)


def test_a_killed_run_has_no_end(store, at):
    killed = store.runs.start("r1", "bao-a", at=at())
    partly = killed.model_copy(update={"counts": RunCounts(found=2)})
    store.runs.save(partly)
    done = store.runs.finish(store.runs.start("r2", "bao-a", at=at(5)), COUNTS, at=at(6))
    assert store.runs.history("bao-a", 9) == (done, partly)
    assert partly.ended is None


def test_the_newest_runs_of_a_source_come_first(store, at):
    for number in range(5):
        store.runs.start(f"r{number}", "bao-a", at=at(number))
        store.runs.start(f"r{number}", "bao-b", at=at(number))
    assert [run.run_id for run in store.runs.history("bao-a", 3)] == ["r4", "r3", "r2"]
    assert store.runs.history("bao-c", 3) == ()
    assert [run.source_id for run in store.runs.runs("r2")] == ["bao-a", "bao-b"]


@pytest.mark.parametrize("source_id", ["bao-a", "bao-b"])
def test_issues_belong_to_a_source_of_the_run(store, at, source_id):
    for source, issue in zip(("bao-a", "bao-b"), ISSUES, strict=True):
        store.runs.finish(store.runs.start("r1", source, at=at()), COUNTS, at=at(1), issues=[issue])
    assert store.runs.issues("r1") == ISSUES
    assert store.runs.issues("r1", source_id) == (ISSUES[source_id == "bao-b"],)
    assert store.runs.issues("r2") == ()


def test_a_run_that_starts_again_begins_anew(store, at):
    store.runs.finish(store.runs.start("r1", "bao-a", at=at()), COUNTS, at=at(1), issues=ISSUES)
    again = store.runs.start("r1", "bao-a", at=at(2))
    assert (store.runs.history("bao-a", 9), store.runs.issues("r1")) == ((again,), ())


def test_a_run_keeps_its_source_as_it_was(store, at):
    old = Source(id="bao-a", name="Báo A", province="Bắc Kạn", domains=("a.vn",), feeds=("https://a.vn/rss",), why="x")
    new = old.model_copy(update={"article": r"\.html$"})
    runs = [
        store.runs.start(f"r{number}", "bao-a", at=at(number), source=source)
        for number, source in enumerate((old, old, new))
    ]
    store.runs.finish(runs[0], COUNTS, at=at(9), issues=ISSUES)
    assert [store.runs.source(run.run_id, "bao-a") for run in runs] == [old, old, new]
    store.runs.start("r9", "bao-a", at=at(9))
    assert store.runs.source("r9", "bao-a") is None
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sources").scalar() == 2
