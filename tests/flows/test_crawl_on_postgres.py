"""Server, worker and store on one PostgreSQL server, as docs/crawl-server.md sets them up for many workers."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback_newspaper import Newspaper
from loopback_pages import build_story
from loopback_postgres import PostgresServer
from loopback_server import serve
from loopback_sources import write_source
from prefect_processes import PrefectProcesses, prefect_processes

PAGES = 5
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")

pytestmark = [pytest.mark.soak, pytest.mark.timeout(900)]

Solieu = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_deployed_run_comes_to_its_end(
    postgres: PostgresServer, new_postgres_url: Callable[[], str], solieu: Solieu, tmp_path: Path
) -> None:
    of_prefect, of_store = new_postgres_url(), new_postgres_url()
    paper = Newspaper([build_story(number) for number in range(PAGES)])
    with serve(paper.answer) as newspaper:
        write_source(tmp_path / "sources", "bao-mau", newspaper.port)
        settings = {
            "PREFECT_API_DATABASE_CONNECTION_URL": of_prefect.replace("+psycopg", "+asyncpg"),
            "SOLIEU_DATABASE_URL": of_store,
            "SOLIEU_SOURCES": str(tmp_path / "sources"),
            "SOLIEU_OUT": str(tmp_path / "out"),
            "SOLIEU_ALLOW_PRIVATE": '["127.0.0.0/8"]',
        }
        with prefect_processes(tmp_path / "prefect", seconds=400, **settings) as prefect:
            for words in (["db", "upgrade"], ["deploy", "bao-mau"]):
                done = solieu(*words, env=prefect.environment, timeout=300)
                assert done.returncode == 0, done.stderr
            prefect.start("prefect", "worker", "start", "--pool", "solieu", "--type", "process", "--limit", "4")
            run = _run_to_its_end(prefect)
    assert run["state_type"] == "COMPLETED", run["state"]["message"]
    # What the server says is what its database holds, and both databases are those that were named.
    states = postgres.sql("SELECT name, state_type FROM flow_run", of_prefect.rpartition("/")[2])
    assert states == "bao-mau|COMPLETED"
    assert postgres.sql("SELECT count(*) FROM extractions", of_store.rpartition("/")[2]) == str(PAGES)
    assert not list(tmp_path.rglob("*.sqlite")) + list(tmp_path.rglob("prefect.db"))


def _run_to_its_end(prefect: PrefectProcesses) -> dict[str, Any]:
    (deployment,) = prefect.post("deployments/filter")
    started = prefect.post(f"deployments/{deployment['id']}/create_flow_run", state={"type": "SCHEDULED"})

    def ended() -> dict[str, Any] | None:
        run: dict[str, Any] = prefect.get(f"flow_runs/{started['id']}")
        return run if run["state_type"] in ENDED else None

    return prefect.wait_for(ended, seconds=300) or {}
