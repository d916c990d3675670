"""Sources to reports, without Prefect: side by side, in batches, and no broken source stops another."""

import threading

import pytest
from fake_crawl_engine import FakeEngine

from flows.crawl_steps import CrawlEngine, plain_steps, run_steps
from schemas.errors import ConfigError, OutputError


def test_the_fake_is_an_engine() -> None:
    assert isinstance(FakeEngine("a"), CrawlEngine)


def test_sources_are_collected_side_by_side_and_reported_in_their_order() -> None:
    engine = FakeEngine("c", "a", "b", meet=True)
    report = run_steps(["c", "a", "b"], engine, plain_steps())
    assert [source.source_id for source in report.sources] == ["c", "a", "b"]
    assert {(source.counts.read, source.counts.facts) for source in report.sources} == {(6, 30)}
    assert len(set(engine.read_pages)) == len(engine.read_pages) == 18
    assert engine.renewed_after == [18]
    assert not report.has_problems
    assert not engine.stopped.is_set()


def test_a_broken_source_is_reported_and_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    broken = {"a": OutputError("đĩa đầy"), "read:b": ZeroDivisionError("oh")}
    engine = FakeEngine("a", "b", "c", broken=broken)
    report = run_steps(["a", "b", "c"], engine, plain_steps())
    assert [source.error for source in report.sources] == ["đĩa đầy", "lỗi không ngờ: ZeroDivisionError: oh", None]
    assert report.sources[2].counts.read == 6
    assert engine.renewed_after == [6]
    assert report.broken == ("a", "b")
    assert report.has_problems
    (record,) = caplog.records
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_a_failed_assertion_is_a_problem_but_breaks_nothing() -> None:
    report = run_steps(["z"], FakeEngine("z"), plain_steps())
    assert report.has_problems
    assert report.broken == ()


def test_an_unknown_source_is_told_before_anything_is_done() -> None:
    engine = FakeEngine("a")
    with pytest.raises(ConfigError):
        run_steps(["a", "nothing"], engine, plain_steps())
    assert engine.read_pages == []


def test_a_signal_while_reading_stops_the_threads_that_fetch() -> None:
    broken: dict[str, BaseException] = {"read:a": KeyboardInterrupt(), "wait:b": KeyboardInterrupt()}
    engine = FakeEngine("a", "b", broken=broken)
    with pytest.raises(KeyboardInterrupt):
        run_steps(["a", "b"], engine, plain_steps())
    assert engine.stopped.is_set()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("crawl")] == []
