"""The crawl flow on Prefect's API inside one process, with an engine that is no crawl."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the runs of crawl_flow_runs.py came to, by name."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
    paths = [str(TESTS / "loopback"), environment.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, str(TESTS / "flows" / "crawl_flow_runs.py"), str(tmp_path_factory.mktemp("prefect"))],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=environment | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_one_task_collects_a_source_one_reads_a_batch_one_checks(runs: dict[str, Any]) -> None:
    assert runs["side_by_side"]["order"] == list("edcba")
    assert runs["side_by_side"]["read"] == [6] * 5
    names = runs["side_by_side"]["tasks"]
    assert names == {"check between documents": 1} | {
        f"{word} {source}": times for source in "abcde" for word, times in (("collect", 1), ("read", 3), ("check", 1))
    }


def test_prefect_costs_a_crawl_of_five_sources_a_few_seconds(runs: dict[str, Any]) -> None:
    assert runs["side_by_side"]["overhead"] < 10


def test_the_summary_is_an_artifact_with_a_row_a_source(runs: dict[str, Any]) -> None:
    lines = runs["side_by_side"]["artifact"].splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:7]] == list("EDCBA")


def test_flows_and_their_server_load_neither_the_extractor_nor_collections_of_prefect(runs: dict[str, Any]) -> None:
    """`solieu deploy` takes the flows alone; an engine that is opened brings what reads and extracts."""
    assert runs["side_by_side"]["loaded"] == []


def test_a_broken_source_stops_no_other_and_stands_in_the_artifact(runs: dict[str, Any]) -> None:
    assert runs["broken_sources"]["errors"] == ["đĩa đầy", "lỗi không ngờ: ZeroDivisionError: oh", None]
    rows = runs["broken_sources"]["artifact"].splitlines()[2:]
    assert [row.split("|")[1].strip() for row in rows] == ["A", "B", "Z"]
    assert "đĩa đầy" in rows[0]
    assert "`silent`" in rows[2]


def test_one_flow_crawls_all_sources_with_a_schedule_or_those_that_are_named(runs: dict[str, Any]) -> None:
    assert runs["all_sources"]["reports"] == [["a", "b"], ["h"]]
    assert runs["all_sources"]["states"] == ["Completed", "Completed", "Failed"]
    assert runs["all_sources"]["options"] == [
        {"since": None, "limit": None, "replay": False},
        {"since": "2024", "limit": 3, "replay": True},
    ]


def test_a_flow_that_takes_too_long_lets_its_engine_stop(runs: dict[str, Any]) -> None:
    assert runs["time_limit"]["state"] == "TimedOut"
    assert runs["time_limit"]["stopped"]
    assert runs["time_limit"]["seconds"] < 10


def test_two_runs_never_ask_one_host_at_once(runs: dict[str, Any]) -> None:
    assert runs["limited_hosts"]["gap"] >= 0
    assert runs["limited_hosts"]["slots"] == 0


def test_lines_of_our_loggers_carry_their_fields(runs: dict[str, Any]) -> None:
    lines = runs["adopted_logs"]["lines"]
    assert lines[:3] == [
        "page fetched url=http://a.example/ bytes=12",
        "page broke page=3",
        "Traceback (most recent call last):",
    ]
    assert lines[-1] == "ValueError: oh"
    assert runs["adopted_logs"]["handlers"] == 0


def test_lines_of_our_loggers_are_events_where_json_is_asked_for(runs: dict[str, Any]) -> None:
    started, fetched, broke, ended = map(json.loads, runs["adopted_events"]["lines"])
    assert [one["event"] for one in (started, fetched, broke, ended)] == ["run_started", "log", "log", "run_ended"]
    assert started["flow_run"] == "f-1"
    assert {one["run_id"] for one in (fetched, broke, ended)} == {started["run_id"]}
    assert fetched["fields"] == {"url": "http://a.example/", "bytes": 12, "event": "a"}
    assert (fetched["level"], fetched["logger"]) == ("INFO", "corpus.fetching.test")
    assert (broke["message"], broke["trace"].splitlines()[-1]) == ("page broke", "ValueError: oh")
