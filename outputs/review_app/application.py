"""A `ReviewConfig` -> the web application: pages, static files, errors in words."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import as_file, files

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from outputs.review_app.config import ReviewConfig
from outputs.review_app.desk import Desk
from outputs.review_app.index.sync import FactIndex
from outputs.review_app.pages import (
    agreement,
    articles,
    compare,
    conflicts,
    facts,
    progress,
    queue,
    settings,
    sources,
    table,
    verdicts,
)
from outputs.review_app.rendering import render
from schemas.errors import ConfigError, OutputError

_PAGES = (
    queue, facts, verdicts, articles, table, compare, conflicts, sources, agreement, progress, settings,
)  # fmt: skip


def _views() -> tuple[Callable[[Desk], APIRouter], ...]:
    return tuple(one.build_router for one in _PAGES)


def build_application(config: ReviewConfig) -> FastAPI:
    """The application; it reads the store that `config` holds and never closes it.

    The read model is brought up to date before the first request, and with every request that shows a list.
    """
    desk = Desk(config, FactIndex(config.store, config.index_path, double_share=config.double_share))

    @asynccontextmanager
    async def lifespan(application: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(desk.index.refresh)
        yield
        desk.index.close()

    application = FastAPI(title="solieu", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    with as_file(files("outputs.review_app").joinpath("static")) as folder:
        application.mount("/static", StaticFiles(directory=folder), name="static")
    reading = [Depends(config.access.require("read"))]
    for build_router in _views():
        application.include_router(build_router(desk), dependencies=reading)
    for path, mounted in config.mounts:
        application.mount(path, mounted)
    _add_errors(application, config)
    config.access.install(application)

    @application.get("/", include_in_schema=False)
    def start() -> Response:
        return RedirectResponse("/queue")

    return application


def _add_errors(application: FastAPI, config: ReviewConfig) -> None:
    """Errors as pages in words; what is no page of ours (the interface for programs) answers for itself."""

    @application.exception_handler(ConfigError)
    def on_wrong_request(request: Request, error: ConfigError) -> Response:
        return render(request, config, "error.html", status=400, kind="wrong", detail=str(error))

    @application.exception_handler(OutputError)
    def on_store_error(request: Request, error: OutputError) -> Response:
        return render(request, config, "error.html", status=503, kind="store", detail=str(error))

    @application.exception_handler(HTTPException)
    def on_http_error(request: Request, error: HTTPException) -> Response:
        kind = "missing" if error.status_code == 404 else "wrong"
        return render(request, config, "error.html", status=error.status_code, kind=kind, detail=str(error.detail))
