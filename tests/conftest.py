"""What tests of all packages share: the console command, one Prefect API and one PostgreSQL server a session."""

import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from forked_runs import ForkedRuns
from hypothesis import settings
from kept_extractions import KeptExtractor
from kept_process import run_here
from loopback_postgres import PostgresServer, find_binaries, postgres_server

from flows.collector import collect_seldom
from outputs.store import open_store
from outputs.store.backup import backup_store
from outputs.store.tables import metadata

# A machine under load is slow at times; and where changes are judged, the same examples must be tried each time.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Fifteen thousand tests stay as long as the process: no pass of the garbage collector has to look at them.

    What they call is called as the commands call it, which look for cycles seldom.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
        collect_seldom()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Where time is taken, a pass of the garbage collector over what other tests hold is no time of what is tested.

    A fixture for all tests would cost each of the others more than it does.
    """
    if not re.search("grow|linear", item.nodeid):
        return (yield)
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


Solieu = Callable[..., "subprocess.CompletedProcess[str]"]


def plain_environment() -> dict[str, str]:
    """The environment without settings of ours or Prefect's."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}


@pytest.fixture(scope="session")
def solieu() -> Solieu:
    """Runs `solieu` with the given words, as a person would; never longer than two minutes."""

    def run(
        *words: object, timeout: float = 120, env: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        command = [str(Path(sys.executable).with_name("solieu")), *map(str, words)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            env=clean | (env or {}),
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def solieu_here() -> Solieu:
    """The same in this process, which saves a second a call; what Python loads stays for the tests behind it."""

    def run(*words: object, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(("PREFECT_", "SOLIEU_"))]:
                patch.delenv(name)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            return run_here(list(map(str, words)))

    return run


class MainJobs:
    """Main jobs in one process with one Prefect API, which costs its start-up once a session."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, str(Path(__file__).parent / "flows" / "main_job_server.py"), str(home)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=plain_environment()
        )

    def run(self, *paths: Path, out: Path, batch_size: int = 100) -> SimpleNamespace:
        """What became of one job: `code`, `out` and `err` as printed, and `error`, what it raised."""
        request = {"paths": list(map(str, paths)), "out": str(out), "batch_size": batch_size}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return SimpleNamespace(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate(timeout=30)


@pytest.fixture(scope="session")
def main_jobs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainJobs]:
    jobs = MainJobs(tmp_path_factory.mktemp("prefect"))
    yield jobs
    jobs.close()


@pytest.fixture(scope="session")
def forked_runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkedRuns]:
    """Starts `solieu` without its start-up time, and without Prefect."""
    runs = ForkedRuns(tmp_path_factory.mktemp("forked"))
    yield runs
    runs.close()


@pytest.fixture(scope="session")
def kept_extractor(tmp_path_factory: pytest.TempPathFactory) -> KeptExtractor:
    """The extractor for documents that several files of tests look at: each is extracted once a session."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "kept-extractions"
    folder.mkdir(exist_ok=True)
    return KeptExtractor(folder)


NO_POSTGRES = (
    "NOT TESTED ON POSTGRESQL: no initdb and postgres below /usr/lib/postgresql; apt-get install postgresql, run again"
)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for all tests of a process."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(NO_POSTGRES)
    with postgres_server(binaries) as server:
        yield server


@pytest.fixture(scope="session")
def empty_postgres_store(postgres: PostgresServer) -> Callable[[], str]:
    """Gives the URL of a store without content, always the same one: of the tests that use it none runs beside another.

    Its tables are made once; a test that needs a database without tables takes `new_postgres_url`.
    """
    url = postgres.create()
    with open_store(url):
        pass
    name, tables = url.rpartition("/")[2], [table for table in metadata.tables if table != "meta"]
    return lambda: postgres.empty(name, tables)


@pytest.fixture(scope="session")
def empty_sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without content, to be copied: its tables are made once."""
    path = tmp_path_factory.mktemp("empty") / "store.sqlite"
    backup = path.with_name("copy.sqlite")
    with open_store(f"sqlite:///{path}"):
        backup_store(f"sqlite:///{path}", backup)
    return backup


@pytest.fixture
def new_postgres_url(postgres: PostgresServer) -> Iterator[Callable[[], str]]:
    """Makes empty databases, and drops them when the test is over."""
    made: list[str] = []

    def create() -> str:
        made.append(postgres.create())
        return made[-1]

    yield create
    for url in made:
        postgres.drop(url)
