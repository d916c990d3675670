"""What a run's counts say about a source, held against its own history."""

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
    return [issue.code for issue in check_health(source(**expect), counts, history=runs(*past), now=NOW)]


def test_a_run_like_those_before_it_is_well() -> None:
    assert codes(GOOD, GOOD, GOOD) == []
    assert codes(GOOD) == []


def test_nothing_new_for_longer_than_expected() -> None:
    quiet = RunCounts(found=60)
    assert codes(quiet, *[quiet] * 6, GOOD) == []
    assert codes(quiet, *[quiet] * 7, GOOD) == ["silent"]
    assert codes(quiet, *[quiet] * 7, GOOD, new_within_days=30) == []
    (issue,) = check_health(source(), quiet, history=runs(*[quiet] * 9, GOOD), now=NOW)
    assert "10 ngày" in issue.message
    assert issue.subject == "bao-mau"


def test_a_first_run_that_finds_nothing_is_told() -> None:
    assert codes(RunCounts()) == ["nothing_found"]
    assert codes(RunCounts(), RunCounts()) == ["nothing_found"]


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
    (issue,) = check_health(source(), broken, history=(), now=NOW)
    assert "dns 2, timeout 3" in issue.message
