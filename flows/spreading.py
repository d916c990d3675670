"""Settings and the size of a run -> where its batches are worked on: this process, several, or a Dask cluster."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import Any, Literal

from flows.collector import collect_seldom
from flows.settings import Settings
from schemas.errors import ConfigError, PipelineError
from schemas.record import Record

ANSWER_SECONDS = 10
PRELOAD = "flows.dask_preload"
SCHEME = "://"
BIG_RUN = 300
"""Documents from which several processes are worth their start: each loads models and rules for some seconds."""
Where = Literal["local", "processes", "dask"]


class Spread(Record):
    """Where batches are worked on, and by how many workers; 0 where a cluster that runs already has its own."""

    where: Where
    workers: int


def choose_spread(settings: Settings, *, documents: int) -> Spread:
    """Where a run over `documents` is worked on: what the settings say, else what its size is worth."""
    workers = settings.workers or len(os.sched_getaffinity(0))
    match settings.task_runner:
        case "dask" | "auto" if settings.dask_address:
            return Spread(where="dask", workers=0)
        case "dask":
            return Spread(where="dask", workers=workers)
        case "processes":
            return Spread(where="processes", workers=workers)
        case "auto" if documents >= BIG_RUN and workers > 1:
            return Spread(where="processes", workers=workers)
        case "auto" | "local":
            return Spread(where="local", workers=1)


@contextmanager
def prefect_runner(spread: Spread, settings: Settings) -> Iterator[Any]:
    """The task runner of Prefect for `spread`.

    Raises:
        ConfigError: The cluster's packages are not installed, or its scheduler does not answer.
        PipelineError: Inside the block, a process ended in the middle of a batch.
    """
    if spread.where == "dask":
        runner = _dask_runner(spread, settings)
        from distributed.scheduler import KilledWorker

        with _told_when_lost(KilledWorker):
            yield runner
        return
    from prefect.task_runners import ProcessPoolTaskRunner

    with _told_when_lost(BrokenProcessPool):
        yield ProcessPoolTaskRunner(max_workers=spread.workers, initializer=follow_parent)


@contextmanager
def plain_pool(workers: int) -> Iterator[Callable[..., Future[Any]]]:
    """The same number of processes where Prefect cannot run; yields what hands out one call.

    Raises:
        PipelineError: Inside the block, a process ended in the middle of a batch.
    """
    with (
        _told_when_lost(BrokenProcessPool),
        ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=follow_parent) as pool,
    ):
        yield pool.submit


def follow_parent() -> None:
    """In a worker: Ctrl-C reaches the whole group, and the run decides when its workers end; one that is killed too."""
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def _end_with_parent() -> None:
    """A pool waits for its next call for ever: each worker holds both ends of the pipe, and sees nobody leave."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _dask_runner(spread: Spread, settings: Settings) -> Any:
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ModuleNotFoundError as error:
        raise ConfigError(f"chạy trên Dask cần thêm gói ({error.name}); hãy cài: pip install 'solieu[dask]'") from error
    # Else a scheduler tells each worker's coming and going on the terminal of the run; what fails is raised anyway.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if settings.dask_address is None:
        cluster = {"n_workers": spread.workers, "threads_per_worker": 1, "dashboard_address": None, "preload": PRELOAD}
        return DaskTaskRunner(cluster_kwargs=cluster | {"silence_logs": logging.CRITICAL})
    if "PREFECT_API_URL" in os.environ or _is_on_this_machine(settings.dask_address):
        check_answers(settings.dask_address)
        return DaskTaskRunner(address=settings.dask_address)
    raise ConfigError(
        f"cụm Dask ở {settings.dask_address} không gọi được máy chủ Prefect riêng của lần chạy này; "
        "hãy đặt PREFECT_API_URL là một máy chủ Prefect mà mọi máy của cụm đều gọi được"
    )


def check_answers(address: str) -> None:
    """Nothing where a Dask scheduler with workers answers at `address`.

    Raises:
        ConfigError: It does not answer, or has no workers.
    """
    from distributed import Client

    try:
        with Client(address, timeout=ANSWER_SECONDS, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            has_workers = bool(client.scheduler_info()["workers"])
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"bộ điều phối Dask ở {address} không trả lời; hãy bật nó (dask scheduler) hoặc sửa SOLIEU_DASK_ADDRESS"
        ) from error
    if not has_workers:
        raise ConfigError(f"cụm Dask ở {address} chưa có tiến trình nào; hãy bật: dask worker {address} --nthreads 1")


def _is_on_this_machine(address: str) -> bool:
    host = address.partition(SCHEME)[2].rpartition(":")[0]
    return host in {"127.0.0.1", "localhost", "[::1]"}


@contextmanager
def _told_when_lost(*lost: type[Exception]) -> Iterator[None]:
    try:
        yield
    except lost as error:
        raise PipelineError(
            "một tiến trình trích số liệu bị dừng giữa lô (thường do hết bộ nhớ); các lô đã xong vẫn được lưu, "
            "hãy giảm SOLIEU_WORKERS rồi chạy lại đúng lệnh này"
        ) from error
