"""Prefect's API inside this process: nothing to start, nothing left behind, no call to the outside.

The server runs in a thread with its database in memory. A subprocess, Prefect's own way, costs ten seconds more for
its migrations and outlives a killed parent. Who sets PREFECT_API_URL uses that server instead.
"""

import asyncio
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.addresses import printable_address
from schemas.errors import PipelineError

START_SECONDS = 120
ANSWER_SECONDS = 10
IDLE_SERVICES = (
    "CANCELLATION_CLEANUP CLEANUP_RECONCILER EVENT_PERSISTER FOREMAN LATE_RUNS PAUSE_EXPIRATIONS REPOSSESSOR SCHEDULER "
    "TRIGGERS"
).split()
"""What a server does for schedules, workers and automations: a single run has none of them."""
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}
PRIVATE = {
    "PREFECT_API_DATABASE_CONNECTION_URL": "sqlite+aiosqlite:///file::memory:?cache=shared&uri=true&check_same_thread=false",
    "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    # No flow of ours has a block here; to know all kinds, the server loads the packages of every collection.
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION": "false",
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    **{f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in IDLE_SERVICES},
}


@contextmanager
def prefect_api(home: Path) -> Iterator[bool]:
    """An API for the flows inside the block; import Prefect only there, it reads its settings when imported.

    Args:
        home: Folder for Prefect's own files, so that a user's profile stays untouched.

    Yields:
        Whether there is an API. Without 127.0.0.1 (a network namespace of its own, say) Prefect cannot work.

    Raises:
        PipelineError: The server does not start, or the one in PREFECT_API_URL does not answer.
    """
    with _environment({name: value for name, value in QUIET.items() if name not in os.environ}):
        if url := os.environ.get("PREFECT_API_URL"):
            with _named_server(url):
                yield True
        elif has_loopback():
            with _private_server(home):
                yield True
        else:
            yield False


def check_server(url: str) -> None:
    """Nothing where a Prefect server in health answers at `url`, that of its API.

    Raises:
        PipelineError: It does not.
    """
    from httpx import get

    with _named_server(url):
        get(f"{url.rstrip('/')}/health", timeout=ANSWER_SECONDS).raise_for_status()


@contextmanager
def _named_server(url: str) -> Iterator[None]:
    from httpx import HTTPError

    try:
        yield
    except HTTPError as error:
        where = f"PREFECT_API_URL={printable_address(url)}"
        raise PipelineError(
            f"{where}: máy chủ Prefect không trả lời ({error}); hãy bật máy chủ hoặc bỏ biến này"
        ) from error


def has_loopback() -> bool:
    """Whether this machine has the address 127.0.0.1, which Prefect's API inside this process needs."""
    try:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            socket.create_connection(listener.getsockname(), timeout=5).close()
    except OSError:
        return False
    return True


@contextmanager
def _private_server(home: Path) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        _environment(_private_environment(home, port=listener.getsockname()[1])),
    ):
        server = _build_server()
        thread = threading.Thread(target=_serve, args=(server, listener), name="prefect-api", daemon=True)
        thread.start()
        _wait_for(server, thread)
        try:
            yield
        finally:
            server.should_exit = True
            thread.join(timeout=10)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """The environment with `values` inside the block, as it was behind it."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _private_environment(home: Path, *, port: int) -> dict[str, str]:
    password = f"solieu:{secrets.token_urlsafe()}"
    own = {
        "PREFECT_HOME": str(home.absolute()),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_API_AUTH_STRING": password,
        "PREFECT_SERVER_API_AUTH_STRING": password,
    }
    # A proxy of the environment must not be asked for our own process.
    no_proxy = {name: ",".join(filter(None, (os.environ.get(name), "127.0.0.1"))) for name in ("NO_PROXY", "no_proxy")}
    return PRIVATE | own | no_proxy


def _build_server() -> Any:
    import uvicorn
    from prefect.server.api.server import create_app

    config = uvicorn.Config(create_app(ephemeral=True), lifespan="on", log_level="critical")
    return uvicorn.Server(config)


def _serve(server: Any, listener: socket.socket) -> None:
    async def serve() -> None:
        await _create_tables()
        await server.serve(sockets=[listener])

    asyncio.run(serve())


async def _create_tables() -> None:
    """Make the tables of Prefect's database as its models state them, in a fifth of a second instead of ten."""
    from prefect.server.database import provide_database_interface
    from sqlalchemy import Connection
    from sqlalchemy.schema import CreateIndex, CreateTable

    database = provide_database_interface()

    def create(connection: Connection) -> None:
        for table in database.Base.metadata.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            # One index stands twice in Prefect's models, which `create_all` refuses.
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))

    engine = await database.engine()
    async with engine.begin() as connection:
        await connection.run_sync(create)


def _wait_for(server: Any, thread: threading.Thread) -> None:
    for _ in range(START_SECONDS * 50):
        if server.started:
            return
        thread.join(timeout=0.02)
        if not thread.is_alive():
            break
    raise PipelineError(
        "Prefect không khởi động được trong tiến trình này; hãy chạy lại với PREFECT_LOGGING_LEVEL=DEBUG"
    )
