"""Where a run is worked on changes nothing in what it gives."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from forked_runs import ForkedRuns
from loopback_dask import DaskCluster, dask_cluster
from random_kills import members, wait_for_end

from flows.batch_results import BatchResult
from flows.batch_worker import BatchJob, build_job
from flows.settings import Settings
from flows.spread_job import SpreadPlan, run_plan
from flows.spreading import BIG_RUN, Spread, choose_spread, plain_pool, prefect_runner
from flows.work_items import FileItem, WorkItem
from outputs.store import open_store
from schemas.errors import ConfigError, PipelineError

EXPORTS = ("documents.jsonl", "facts.csv", "facts.jsonl", "report.html", "issues.jsonl")
Solieu = Callable[..., "subprocess.CompletedProcess[str]"]
CORES = len(os.sched_getaffinity(0))


@pytest.mark.parametrize(
    ("stated", "documents", "expected"),
    [
        ({}, BIG_RUN - 1, Spread(where="local", workers=1)),
        ({}, BIG_RUN, Spread(where="processes", workers=3)),
        ({"workers": 1}, BIG_RUN, Spread(where="local", workers=1)),
        ({"task_runner": "processes"}, 1, Spread(where="processes", workers=3)),
        ({"task_runner": "local"}, BIG_RUN, Spread(where="local", workers=1)),
        ({"task_runner": "dask"}, 1, Spread(where="dask", workers=3)),
        ({"dask_address": "tcp://may:1"}, 1, Spread(where="dask", workers=0)),
    ],
)
def test_the_choice(stated: dict[str, object], documents: int, expected: Spread) -> None:
    assert choose_spread(Settings(**{"workers": 3} | stated), documents=documents) == expected


def test_all_cores_unless_told() -> None:
    assert choose_spread(Settings(task_runner="processes"), documents=1).workers == CORES


def test_a_lost_process_is_one_clear_line() -> None:
    with pytest.raises(PipelineError, match="chạy lại đúng lệnh này"), plain_pool(1) as submit:
        submit(signal.raise_signal, signal.SIGKILL).result()


HOLDING_A_POOL = """
import os, time
from flows.spreading import plain_pool
with plain_pool(1) as submit:
    print(submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


def test_what_was_handed_out_when_a_run_is_stopped_is_finished(tmp_path: Path) -> None:
    marks = [tmp_path / str(number) for number in range(3)]

    def stopped_run() -> None:
        with plain_pool(1) as submit:
            for mark in marks:
                submit(mark.write_text, "stored", "utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped_run()
    assert [mark.read_text(encoding="utf-8") for mark in marks] == ["stored"] * 3


def test_a_run_that_is_killed_leaves_no_process() -> None:
    command = [sys.executable, "-W", "ignore", "-c", HOLDING_A_POOL]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stdout is not None
        worker = int(run.stdout.readline())
        assert worker in members(run.pid)
        run.kill()
        assert wait_for_end(run, seconds=10) == []


def test_a_few_batches_ahead_and_results_in_order(tmp_path: Path) -> None:
    waiting: list[int] = []
    most = 0

    class Future:
        def __init__(self, number: int) -> None:
            self.number = number

        def result(self) -> BatchResult:
            assert waiting.pop(0) == self.number
            return BatchResult(read=1)

    def submit(work: object, items: tuple[WorkItem, ...], job: BatchJob) -> Future:
        nonlocal most
        waiting.append(int(items[0].address))
        most = max(most, len(waiting))
        return Future(waiting[-1])

    batches = [(FileItem(address=str(number)),) for number in range(20)]
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        moved: list[int] = []
        plan = SpreadPlan(batches, build_job(Settings(out=tmp_path)), store=store, workers=2, on_batch=moved.append)
        result, _ = run_plan(plan, tmp_path, submit=submit, publish=lambda store, out: ())
    assert (result.read, len(moved), most) == (20, 20, 4)


def test_workers_of_a_cluster_here_leave_ctrl_c_to_the_run() -> None:
    with prefect_runner(Spread(where="dask", workers=1), Settings()) as runner:
        stated = runner.cluster_kwargs
    with LocalCluster(**stated) as cluster, Client(cluster, set_as_default=False) as client:
        assert list(client.run(_is_deaf_to_ctrl_c).values()) == [True]


def _is_deaf_to_ctrl_c() -> bool:
    return signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def test_a_cluster_elsewhere_needs_a_prefect_server_that_it_can_reach() -> None:
    settings = Settings(dask_address="tcp://192.0.2.7:8786")
    with pytest.raises(ConfigError, match="PREFECT_API_URL"), prefect_runner(Spread(where="dask", workers=0), settings):
        pass


def test_a_scheduler_that_does_not_answer_is_named() -> None:
    settings = Settings(dask_address="tcp://127.0.0.1:9")
    with (
        pytest.raises(ConfigError, match=r"127\.0\.0\.1:9 không trả lời"),
        prefect_runner(Spread(where="dask", workers=0), settings),
    ):
        pass


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six short articles: a batch each, so that both workers have some."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(6):
        text = f"Năm 2021, xã Mẫu {number} kết nạp {number + 12} đảng viên, có {number + 3} chi bộ.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(forked_runs: ForkedRuns, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("local")
    assert forked_runs.run("run", articles, "--out", out).returncode == 0
    return _exports(out)


def _exports(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in EXPORTS}


def test_processes_give_the_same(
    expected: dict[str, bytes], forked_runs: ForkedRuns, articles: Path, tmp_path: Path
) -> None:
    settings = {"SOLIEU_BATCH_SIZE": "1", "SOLIEU_TASK_RUNNER": "processes", "SOLIEU_WORKERS": "2"}
    done = forked_runs.run("run", articles, "--out", tmp_path, env=settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((tmp_path / "run.json").read_bytes())["worked_on"] == "processes"
    assert _exports(tmp_path) == expected


def test_a_dask_worker_killed_in_the_middle_changes_nothing(
    solieu: Solieu, expected: dict[str, bytes], articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with dask_cluster(tmp_path / "cluster") as cluster:
        killer = cluster.kill_first_worker_when(lambda: _stored(out) > 0)
        settings = {"SOLIEU_TASK_RUNNER": "dask", "SOLIEU_DASK_ADDRESS": cluster.address, "SOLIEU_BATCH_SIZE": "1"}
        done = solieu("run", articles, "--out", out, env=settings, timeout=250)
        killer.join()
        assert (done.returncode, done.stderr) == (0, "")
        assert cluster.killed == 1
        assert _modules_of_workers(cluster) == {True}
    assert _exports(out) == expected


def _stored(out: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{out / 'solieu.sqlite'}?mode=ro", uri=True)) as store:
            return int(store.execute("select count(*) from extractions").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet, or without tables
        return 0


def _modules_of_workers(cluster: DaskCluster) -> set[bool]:
    """Whether the workers have our code from the built package, and not from the checkout."""
    return {Path(place).is_relative_to(cluster.installed) for place in cluster.module_files("flows")}
