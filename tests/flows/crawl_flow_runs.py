"""Runs crawl flows on one Prefect API and prints what became of them as JSON; in a process of its own for the tests."""

import contextlib
import io
import json
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from fake_crawl_engine import FakeEngine

from flows.prefect_api import prefect_api
from flows.settings import Settings
from schemas.errors import OutputError
from schemas.sources import Source


def side_by_side() -> dict[str, Any]:
    """Five sources that are collected only when all five are at it; how long the flow took beside its work."""
    from flows.crawl_flow import crawl_here

    engine = FakeEngine(*"abcde", meet=True)
    began = time.monotonic()
    report = crawl_here(list("edcba"), engine)
    return {
        "order": [source.source_id for source in report.sources],
        "read": [source.counts.read for source in report.sources],
        "overhead": time.monotonic() - began - 0.2,
        "tasks": _task_names(26),
        "artifact": _artifact("crawl-summary"),
        "loaded": [name for name in ("extractors.extraction", "spacy", "prefect_dask") if name in sys.modules],
    }


def broken_sources() -> dict[str, Any]:
    """One source that cannot be written, one with a bug, one that is well."""
    from flows.crawl_flow import crawl_here

    engine = FakeEngine("a", "b", "z", broken={"a": OutputError("đĩa đầy"), "read:b": ZeroDivisionError("oh")})
    report = crawl_here(["a", "b", "z"], engine)
    return {"errors": [source.error for source in report.sources], "artifact": _artifact("crawl-issues")}


def time_limit() -> dict[str, Any]:
    """A source whose collecting never ends by itself, under a flow that may take a second."""
    from flows.crawl_flow import crawl_here

    engine = FakeEngine("slow", broken={"wait:slow": KeyboardInterrupt()})
    began = time.monotonic()
    state = crawl_here.with_options(timeout_seconds=1)(["slow"], engine, return_state=True)
    return {"state": state.name, "stopped": engine.stopped.is_set(), "seconds": time.monotonic() - began}


def all_sources() -> dict[str, Any]:
    """The deployed flow without parameters, and for one source that is named; only the engine is another one."""
    from flows import crawl_engine, crawl_flow

    sources = [
        Source(id=source_id, name=source_id, province=None, domains=(f"{source_id}.example",), feeds=("http://x.example/",),
               schedule=schedule, why="test")
        for source_id, schedule in (("a", "5 6 * * *"), ("b", "7 6 * * *"), ("h", None))
    ]  # fmt: skip
    options = []

    def fake(settings: Any, own: Any) -> Any:
        options.append(own.model_dump())
        return contextlib.nullcontext(FakeEngine("a", "b", "h"))

    with (
        mock.patch.object(crawl_flow, "load_all_sources", return_value=sources),
        mock.patch.object(crawl_engine, "open_engine", fake),
    ):
        states = [
            crawl_flow.crawl(return_state=True),
            crawl_flow.crawl(["h"], since="2024", limit=3, replay=True, return_state=True),
            crawl_flow.crawl(["khong-co"], return_state=True),
        ]
    reports = [[one.source_id for one in state.result().sources] for state in states[:2]]
    return {"reports": reports, "states": [state.name for state in states], "options": options}


def limited_hosts() -> dict[str, Any]:
    """Two sources on one host whose limit is registered, as `solieu deploy` does."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate

    from flows.crawl_flow import crawl_here

    with get_client(sync_client=True) as client:
        client.create_global_concurrency_limit(GlobalConcurrencyLimitCreate(name="solieu-host-shared.example", limit=1))
    engine = FakeEngine("a", "b")
    crawl_here(["a", "b"], engine)
    with get_client(sync_client=True) as client:
        limit = client.read_global_concurrency_limit_by_name("solieu-host-shared.example")
        client.delete_global_concurrency_limit_by_name("solieu-host-shared.example")
    (_, first), (second, _) = sorted(engine.spans.values())
    return {"gap": second - first, "slots": limit.active_slots}


def adopted_logs() -> dict[str, Any]:
    """What a worker prints of our loggers, and how they stand afterwards."""
    from flows.run_logs import adopted_loggers

    logger = logging.getLogger("corpus.fetching.test")
    with contextlib.redirect_stderr(io.StringIO()) as printed:
        with adopted_loggers():
            logger.info("page fetched", extra={"url": "http://a.example/", "bytes": 12})
            logger.debug("not for everyone")
            try:
                raise ValueError("oh")
            except ValueError:
                logger.exception("page broke", extra={"page": 3})
        logger.info("after the run")
    return {"lines": printed.getvalue().splitlines(), "handlers": len(logging.getLogger("corpus").handlers)}


def adopted_events() -> dict[str, Any]:
    """The same where the events of the run are JSON."""
    from flows.run_events import run_events
    from flows.run_logs import adopted_loggers

    logger = logging.getLogger("corpus.fetching.test")
    with (
        contextlib.redirect_stderr(io.StringIO()) as printed,
        run_events("crawl", Settings(log_format="json"), flow_run="f-1") as events,
        adopted_loggers(events),
    ):
        logger.info("page fetched", extra={"url": "http://a.example/", "bytes": 12, "event": Path("a")})
        try:
            raise ValueError("oh")
        except ValueError:
            logger.exception("page broke", extra={"page": 3})
    return {"lines": printed.getvalue().splitlines()}


def _task_names(count: int) -> dict[str, int]:
    from prefect.client.orchestration import get_client

    names, deadline = Counter[str](), time.monotonic() + 30
    with get_client(sync_client=True) as client:
        # Runs of tasks are written by a service of the server, after the flow; they have their own name once they run.
        while names.total() < count and time.monotonic() < deadline:
            time.sleep(0.05)
            names = Counter(run.name for run in client.read_task_runs() if run.state and run.state.is_final())
    return names


def _artifact(key: str) -> str:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
    from prefect.client.schemas.sorting import ArtifactSort

    with get_client(sync_client=True) as client:
        wanted = ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
        found = client.read_artifacts(artifact_filter=wanted, sort=ArtifactSort.CREATED_DESC)
    return str(found[0].data)


RUNS: tuple[Callable[[], dict[str, Any]], ...] = (
    side_by_side, broken_sources, all_sources, time_limit, limited_hosts, adopted_logs,
    adopted_events,
)  # fmt: skip

if __name__ == "__main__":
    with prefect_api(Path(sys.argv[1])):
        sys.stdout.write(json.dumps({run.__name__: run() for run in RUNS}) + "\n")
