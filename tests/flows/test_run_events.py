import json
from pathlib import Path

import pytest
import typer

from flows.cli import main
from flows.crawl_engine import open_engine
from flows.crawl_steps import CrawlOptions
from flows.interruption import stopped_by_signal
from flows.main_job import run_main_job
from flows.messages import print_issue, print_line
from flows.run_events import current_events, run_events, tell
from flows.settings import Settings
from schemas.errors import OutputError
from schemas.issues import Issue

ISSUE = Issue(level="WARNING", code="missing", subject="a.txt", message="không có tệp")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_every_event_is_one_json_line_with_the_id_of_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    with run_events("run", Settings(log_format="json")) as events:
        tell("batch_stored", batch=1, facts=7)
        print_issue(ISSUE)
        print_line("hai\ndòng")
    told = lines(capsys)
    assert [line["event"] for line in told] == ["run_started", "batch_stored", "issue", "message", "run_ended"]
    assert {line["run_id"] for line in told} == {events.run_id}
    assert told[1]["facts"] == 7
    assert (told[2]["subject"], told[3]["message"]) == ("a.txt", "hai dòng")


def test_a_run_that_fails_says_so_and_the_next_has_another_id(capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(log_format="json")
    with pytest.raises(KeyError), run_events("run", settings) as first:
        raise KeyError("x")
    with run_events("run", settings) as second:
        pass
    told = lines(capsys)
    assert [line["event"] for line in told] == ["run_started", "run_failed", "run_started", "run_ended"]
    assert told[1]["error"] == "KeyError"
    assert first.run_id != second.run_id
    assert current_events() is None


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OutputError("đĩa đầy")])
def test_the_last_line_of_a_failed_command_is_an_event_too(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> None:
        with stopped_by_signal("Đã dừng."), run_events("run", Settings(log_format="json")):
            raise error

    app = typer.Typer()
    app.command()(command)
    monkeypatch.setattr("flows.cli.app", lambda **given: app(args=[], **given))
    with pytest.raises(SystemExit):
        main()
    told = lines(capsys)
    assert [line["event"] for line in told] == ["run_started", "run_failed", "message"]
    assert len({line["run_id"] for line in told}) == 1


def test_in_words_only_what_a_person_must_read(capsys: pytest.CaptureFixture[str]) -> None:
    with run_events("run", Settings()):
        tell("batch_stored", batch=1)
        print_issue(ISSUE)
    tell("batch_stored", batch=2)
    assert capsys.readouterr().err == "a.txt: không có tệp\n"


def test_a_crawl_is_stored_under_the_id_of_its_events(tmp_path: Path) -> None:
    settings = Settings(out=tmp_path / "out")
    with run_events("crawl", settings) as events, open_engine(settings, CrawlOptions(replay=True)) as engine:
        assert engine.collect("baohatinh").run_id == events.run_id


def test_a_run_leaves_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr("flows.prefect_api.has_loopback", lambda: False)
    article = tmp_path / "a.txt"
    article.write_text("Năm 2021, huyện kết nạp 45 đảng viên mới.\n", encoding="utf-8")
    settings = Settings(out=tmp_path / "out", log_format="json")
    assert run_main_job([article, tmp_path / "mất.txt"], settings) == 1
    told = lines(capsys)
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    (batch,) = [line for line in told if line["event"] == "batch_stored"]
    assert {line["run_id"] for line in told} == {record["run_id"]}
    assert (record["read"], record["refused"], record["command"], record["worked_on"]) == (1, 1, "run", "local")
    assert record["accounted"] == record["numerals"] == batch["numerals"] == 2
