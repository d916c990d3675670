"""What a run's counts say about a source, held against its own history."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from corpus.crawling.health import check_health
from schemas.crawling import CrawlRun, RunCounts
from schemas.sources import Expectations, Source

NOW = datetime(2024, 5, 20, 6, tzinfo=UTC)
GOOD = RunCounts(found=60, new=12, fetched=12, read=12, facts=80, numerals=21, characters=4_000)


def source(**expect: float) -> Source:
    return Source(
        id="bao-mau", name="Báo mẫu", province="Bắc Kạn", domains=("bao-mau.example",),
        expect=Expectations(**expect), why="test",
    )  # fmt: skip


def runs(*counts: RunCounts, every: timedelta = timedelta(days=1)) -> list[CrawlRun]:
    """Ended runs, the newest first, one a day before `NOW`."""
    return [
        CrawlRun(run_id=str(i), source_id="bao-mau", started=NOW - (i + 1) * every, ended=NOW - i * every, counts=count)
        for i, count in enumerate(counts)
    ]


def codes(counts: RunCounts, *past: RunCounts, **expect: float) -> list[str]:
    found = check_health(source(**expect), counts, history=runs(*past), last_new=NOW - timedelta(days=1), now=NOW)
    return [issue.code for issue in found]


def test_a_run_like_those_before_it_is_well() -> None:
    assert codes(GOOD, GOOD, GOOD) == []
    assert codes(GOOD) == []


def test_nothing_new_for_longer_than_expected() -> None:
    quiet, past = RunCounts(found=60), runs(*[RunCounts(found=60)] * 3)

    def silence(days: float, **expect: float) -> list[str]:
        last_new = NOW - timedelta(days=days)
        found = check_health(source(**expect), quiet, history=past, last_new=last_new, now=NOW)
        return [f"{issue.subject} {issue.code} {re.findall('[0-9]+', issue.message)}" for issue in found]

    assert silence(7) == []
    assert silence(7.01) == ["bao-mau silent ['7', '7']"]
    assert silence(10.5) == ["bao-mau silent ['10', '7']"]
    assert silence(10.5, new_within_days=30) == []
    assert codes(GOOD) == []


def test_a_first_run_that_finds_nothing_is_told() -> None:
    def first(*past: RunCounts, found: int = 0) -> list[str]:
        issues = check_health(source(), RunCounts(found=found), history=runs(*past), last_new=None, now=NOW)
        return [issue.code for issue in issues]

    assert first() == ["nothing_found"]
    assert first(RunCounts()) == ["nothing_found"]
    assert first(found=3) == first(RunCounts(found=3)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"characters": 1_900}, "text_shrank"),
        ({"numerals": 9}, "numerals_shrank"),
        ({"without_facts": 9}, "facts_shrank"),
        ({"undated": 2}, "undated"),
        ({"failed": {"timeout": 4}}, "many_failures"),
        ({"read": 4, "unreadable": 8}, "unreadable"),
    ],
)
def test_a_break_in_the_series_is_told(change: dict[str, object], code: str) -> None:
    assert codes(GOOD.model_copy(update=change), GOOD, GOOD, GOOD) == [code]


@pytest.mark.parametrize(
    "change",
    [
        {"characters": 2_100},
        {"numerals": 11},
        {"undated": 1},
        {"failed": {"timeout": 2}},
        {"read": 4, "characters": 100, "numerals": 0, "undated": 4, "without_facts": 4},
    ],
)
def test_what_may_be_chance_is_not_told(change: dict[str, object]) -> None:
    assert codes(GOOD.model_copy(update=change), GOOD, GOOD, GOOD) == []


def test_one_odd_run_in_the_past_does_not_move_the_measure() -> None:
    odd = GOOD.model_copy(update={"characters": 90_000})
    assert codes(GOOD, odd, GOOD, GOOD) == []


def test_reasons_of_failures_are_named() -> None:
    broken = GOOD.model_copy(update={"failed": {"timeout": 3, "dns": 2}})
    (issue,) = check_health(source(), broken, history=(), last_new=NOW, now=NOW)
    assert "dns 2, timeout 3" in issue.message


def small(read: int, **change: float) -> RunCounts:
    return RunCounts(found=60, new=read, fetched=read, read=read, numerals=21, characters=4_000).model_copy(
        update=change
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"characters": 1_900}, "text_shrank"),
        ({"numerals": 9}, "numerals_shrank"),
        ({"without_facts": 2}, "facts_shrank"),
        ({"undated": 2}, "undated"),
    ],
)
def test_small_runs_in_a_row_are_judged_together(change: dict[str, float], code: str) -> None:
    bad, quiet = small(2, **change), small(0)
    well = [small(2), quiet, small(1), small(3)] * 5
    assert codes(small(2), *well) == []
    assert codes(bad, bad, quiet, bad, *well) == [code]
    assert codes(quiet, bad, bad, bad, *well) == [], "a run that read nothing says nothing new"


def test_small_runs_are_held_against_large_ones_and_not_mixed_with_them() -> None:
    bad = small(3, characters=100)
    assert codes(bad, GOOD, GOOD) == []
    assert codes(bad, bad, GOOD, GOOD) == ["text_shrank"]
    assert codes(GOOD, bad, bad, GOOD, GOOD) == []
    assert codes(small(6, characters=100), bad, small(3), small(3)) == ["text_shrank"]


def test_the_median_of_small_runs_is_one_over_their_articles() -> None:
    assert codes(small(4, characters=1_000), small(1), *[GOOD] * 3) == ["text_shrank"]
    assert codes(small(1, characters=1_000), small(4), *[GOOD] * 3) == []


def test_no_more_than_ten_runs_count_as_history() -> None:
    long_ago = GOOD.model_copy(update={"characters": 90_000})
    assert codes(GOOD, *[GOOD] * 10, *[long_ago] * 30) == []
