"""A Prefect server, a worker, `solieu deploy`: the schedule fires by itself, and a newspaper is crawled."""

import json
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus
from uuid import uuid4

import pytest
from kept_process import KeptProcess
from loopback_newspaper import Newspaper
from loopback_pages import build_story
from loopback_server import LoopbackServer, Reply, serve
from loopback_sources import write_source
from prefect_processes import PrefectProcesses, prefect_processes

PAGES = 30
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")

pytestmark = pytest.mark.timeout(240)

Solieu = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scheduled")


@pytest.fixture(scope="module")
def newspaper() -> Iterator[LoopbackServer]:
    paper = Newspaper([build_story(number) for number in range(PAGES)])
    with serve(paper.answer, ["127.0.0.1", "127.0.0.2"]) as server:
        yield server


@pytest.fixture(scope="module")
def prefect(folder: Path, newspaper: LoopbackServer) -> Iterator[PrefectProcesses]:
    """A server that knows nothing yet, and two newspapers: one of every minute, one that is crawled by hand."""
    write_source(folder / "sources", "bao-mau", newspaper.port, schedule="* * * * *")
    write_source(folder / "sources", "bao-tay", newspaper.port, host="127.0.0.2")
    settings = {
        "SOLIEU_SOURCES": str(folder / "sources"),
        "SOLIEU_OUT": str(folder / "out"),
        "SOLIEU_ALLOW_PRIVATE": '["127.0.0.0/8"]',
        "SOLIEU_LOG_FORMAT": "json",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER": "json",
    }
    with prefect_processes(folder / "prefect", **settings) as processes:
        yield processes


@pytest.fixture(scope="module")
def operator(prefect: PrefectProcesses) -> Iterator[KeptProcess]:
    """Runs further commands against the server."""
    process = KeptProcess(prefect.environment)
    yield process
    process.close()


@pytest.fixture(scope="module")
def deploy(operator: KeptProcess) -> Callable[..., str]:
    """Runs `solieu deploy` against the server; what it printed."""

    def run(*words: str) -> str:
        done = operator.run("deploy", *words)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


@pytest.fixture(scope="module")
def worker(prefect: PrefectProcesses, solieu: Solieu) -> None:
    """The schedule is registered, and a worker waits for it."""
    done = solieu("deploy", "all", "bao-mau", "bao-tay", env=prefect.environment)
    assert (done.returncode, done.stderr) == (0, "")
    prefect.start("prefect", "worker", "start", "--pool", "solieu", "--type", "process")


@pytest.fixture(scope="module")
def scheduled_run(prefect: PrefectProcesses, worker: None) -> dict[str, Any]:
    """The first run that the schedule started, when it has ended; what needs no run is tested while it comes."""

    def ended() -> Any:
        runs = prefect.post("flow_runs/filter", sort="START_TIME_ASC")
        return next((run for run in runs if run["state_type"] in ENDED), None)

    return prefect.wait_for(ended, seconds=120)


def test_a_block_that_is_not_there_is_named(worker: None, operator: KeptProcess) -> None:
    done = operator.run("deploy", "bao-tay", "--notify", "slack-webhook/ai-do")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "slack-webhook/ai-do" in line


def test_without_a_server_deploying_says_how_to_start_one(solieu_here: Solieu) -> None:
    done = solieu_here("deploy")
    assert done.returncode == 2
    assert "prefect server start" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_server_that_does_not_answer_is_named(solieu: Solieu) -> None:
    done = solieu("deploy", env={"PREFECT_API_URL": "http://127.0.0.1:9/api"})
    assert done.returncode == 1
    assert "http://127.0.0.1:9/api" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_dry_run_needs_no_server(solieu_here: Solieu) -> None:
    done = solieu_here("deploy", "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert "chưa đăng ký" in done.stdout


def test_an_unknown_source_is_told(solieu_here: Solieu) -> None:
    done = solieu_here("deploy", "bao-nao", "--dry-run")
    assert done.returncode == 2
    assert "bao-nao" in done.stderr


def test_the_schedule_fires_by_itself_and_the_run_completes(
    scheduled_run: dict[str, Any], newspaper: LoopbackServer, folder: Path
) -> None:
    assert scheduled_run["state"]["name"] == "Completed", scheduled_run["state"]["message"]
    assert scheduled_run["auto_scheduled"]
    assert scheduled_run["name"] == "bao-mau"
    assert scheduled_run["parameters"] == {"source_id": "bao-mau", "limit": 2000}
    assert scheduled_run["state"]["message"].startswith(f"1 nguồn, {PAGES} bài mới")
    articles = [seen.path for seen in newspaper.requests() if "ket-nap" in seen.path]
    assert len(articles) == len(set(articles)) == PAGES
    with closing(sqlite3.connect(folder / "out" / "solieu.sqlite")) as store:
        assert store.execute("select count(*) from extractions").fetchone() == (PAGES,)


def test_its_tables_stand_in_prefect(prefect: PrefectProcesses, scheduled_run: dict[str, Any]) -> None:
    artifacts = prefect.post("artifacts/filter", flow_runs={"id": {"any_": [scheduled_run["id"]]}})
    tables = {artifact["key"]: artifact["data"].splitlines() for artifact in artifacts}
    assert tables.keys() == {"crawl-bao-mau-summary", "crawl-bao-mau-issues"}
    cells = [cell.strip() for cell in tables["crawl-bao-mau-summary"][2].split("|")]
    assert cells[1:7] == ["Báo mẫu bao-mau", str(PAGES), str(PAGES), str(PAGES), "0", str(PAGES)]
    assert tables["crawl-bao-mau-issues"] == ["Mọi kiểm tra đều đạt."]


def test_our_logs_stand_in_prefect(prefect: PrefectProcesses, scheduled_run: dict[str, Any]) -> None:
    def ours() -> list[str]:
        logs = prefect.post("logs/filter", logs={"flow_run_id": {"any_": [scheduled_run["id"]]}})
        return [log["message"] for log in logs if log["name"] == "flows.crawl_flow"]

    assert prefect.wait_for(ours, seconds=15) == [scheduled_run["state"]["message"]]


def test_the_lines_of_a_run_are_json_where_that_is_asked_for(
    prefect: PrefectProcesses, scheduled_run: dict[str, Any]
) -> None:
    def ended() -> list[dict[str, Any]]:
        started, *lines = prefect.log_of("prefect-worker").splitlines()
        assert "started!" in started  # The worker's own greeting, before any run.
        told = [json.loads(line) for line in lines]
        return told if any(one.get("event") == "run_ended" for one in told) else []

    told = prefect.wait_for(ended, seconds=15)
    first = next(one for one in told if one.get("event") == "run_started")
    assert first["flow_run"] == scheduled_run["id"]
    ours = [one for one in told if one.get("run_id") == first["run_id"]]
    assert [one["event"] for one in ours] == ["run_started", "log", "source_crawled", "run_ended"]
    assert (ours[1]["logger"], ours[1]["message"]) == ("flows.crawl_flow", scheduled_run["state"]["message"])
    assert (ours[2]["source"], ours[2]["fetched"]) == ("bao-mau", PAGES)


def test_what_deploying_left_on_the_server(prefect: PrefectProcesses, scheduled_run: dict[str, Any]) -> None:
    (pool,) = prefect.post("work_pools/filter")
    assert (pool["name"], pool["type"], pool["concurrency_limit"]) == ("solieu", "process", 4)
    deployments = _deployments(prefect)
    assert deployments.keys() == {"all", "bao-mau", "bao-tay"}
    assert deployments["bao-tay"]["schedules"] == deployments["all"]["schedules"] == []
    assert deployments["all"]["entrypoint"] == "flows.crawl_flow.crawl"
    (schedule,) = deployments["bao-mau"]["schedules"]
    assert schedule["schedule"] == {"cron": "* * * * *", "timezone": "Asia/Ho_Chi_Minh", "day_or": True}
    assert deployments["bao-mau"]["global_concurrency_limit"]["limit"] == 1
    assert deployments["bao-mau"]["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert deployments["bao-mau"]["entrypoint"] == "flows.crawl_flow.crawl_source"
    assert _host_limits(prefect) == {"solieu-host-127.0.0.1", "solieu-host-127.0.0.2"}
    automations = {automation["name"]: automation for automation in prefect.post("automations/filter")}
    assert automations.keys() == {"solieu: lost runs", "solieu: failed runs", "solieu: silent sources"}
    assert {automation["enabled"] for automation in automations.values()} == {True}


def test_deploying_again_changes_what_the_file_changed_and_nothing_else(
    prefect: PrefectProcesses,
    deploy: Callable[..., str],
    scheduled_run: dict[str, Any],
    newspaper: LoopbackServer,
    folder: Path,
) -> None:
    before = _deployments(prefect)["bao-mau"]
    (schedule,) = before["schedules"]
    prefect.patch(f"deployments/{before['id']}/schedules/{schedule['id']}", active=False)
    write_source(folder / "sources", "bao-mau", newspaper.port, schedule="5 4 * * *")
    (folder / "sources" / "bao-tay.yml").unlink()
    assert "cập nhật" in deploy("bao-mau")
    deployments = _deployments(prefect)
    assert deployments.keys() == {"all", "bao-mau", "bao-tay"}
    after = deployments["bao-mau"]
    assert after["id"] == before["id"]
    assert [(old["schedule"]["cron"], old["active"]) for old in after["schedules"]] == [("5 4 * * *", False)]
    assert len(prefect.post("automations/filter")) == 3


def test_silence_and_failure_are_told_where_the_operator_says(
    prefect: PrefectProcesses, deploy: Callable[..., str], scheduled_run: dict[str, Any]
) -> None:
    with serve(lambda seen: Reply(body=b"{}")) as hook:

        def was_told(*words: str) -> bool:
            return any(all(word in unquote_plus(seen.path) for word in words) for seen in hook.requests())

        _create_webhook(prefect, hook.url("/bao-tin"))
        deploy("bao-mau", "--notify", "custom-webhook/ban-du-lieu", "--pool", "may-2")
        deploy("bao-mau")
        # Who deploys again without naming them changes neither who is told nor which machine crawls.
        pools = {name: found["work_pool_name"] for name, found in _deployments(prefect).items()}
        assert pools == {"all": "solieu", "bao-mau": "may-2", "bao-tay": "solieu"}
        resource = {"prefect.resource.id": "solieu.source.bao-mau", "prefect.resource.name": "Báo mẫu"}
        event = {"event": "solieu.source.silent", "resource": resource, "payload": {"message": "không có bài mới"}}
        prefect.post_list("events", [event | {"id": str(uuid4()), "occurred": datetime.now(UTC).isoformat()}])
        prefect.wait_for(lambda: was_told("Báo mẫu im lặng", "không có bài mới"), seconds=30)
        deployment = _deployments(prefect)["bao-tay"]["id"]
        prefect.post(f"deployments/{deployment}/create_flow_run", parameters={"source_id": "khong-co"})
        prefect.wait_for(lambda: was_told("khong-co không xong (Failed)", "không có nguồn khong-co"), seconds=90)


def test_sources_that_are_gone_are_pruned_and_so_is_a_schedule(
    prefect: PrefectProcesses,
    deploy: Callable[..., str],
    scheduled_run: dict[str, Any],
    newspaper: LoopbackServer,
    folder: Path,
) -> None:
    write_source(folder / "sources", "bao-mau", newspaper.port)
    (folder / "sources" / "bao-tay.yml").unlink(missing_ok=True)
    assert "đã gỡ" in deploy("bao-mau", "--prune")
    deployments = _deployments(prefect)
    assert deployments.keys() == {"all", "bao-mau"}
    assert deployments["bao-mau"]["schedules"] == []
    assert _host_limits(prefect) == {"solieu-host-127.0.0.1"}


def _create_webhook(prefect: PrefectProcesses, url: str) -> None:
    """A block of the server that tells `url` what it has to say, in the address it asks for."""
    kind = prefect.get("block_types/slug/custom-webhook")
    schemas = prefect.post("block_schemas/filter", block_schemas={"block_type_id": {"any_": [kind["id"]]}})
    data = {"name": "bao-tin", "url": url, "method": "GET", "params": {"s": "{{subject}}", "b": "{{body}}"}}
    prefect.post(
        "block_documents/", name="ban-du-lieu", block_type_id=kind["id"], block_schema_id=schemas[0]["id"], data=data
    )


def _deployments(prefect: PrefectProcesses) -> dict[str, Any]:
    return {found["name"]: found for found in prefect.post("deployments/filter")}


def _host_limits(prefect: PrefectProcesses) -> set[str]:
    names = {found["name"] for found in prefect.post("v2/concurrency_limits/filter")}
    return {name for name in names if name.startswith("solieu-host-")}
