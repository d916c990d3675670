"""Settings -> the running review application: what it is made of, where it listens, how it ends."""

import contextlib
import socket
import ssl
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from getpass import getuser
from pathlib import Path

import uvicorn
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from flows.messages import print_line
from flows.place_search import PlaceSearch
from flows.settings import Settings
from flows.summary import format_count
from flows.tiling import GazetteerTiling
from outputs.access.access import StoreAccess
from outputs.access.binding import decide_access, is_loopback
from outputs.api.application import PREFIX, build_api
from outputs.api.services import ApiServices
from outputs.review_app.access import Access
from outputs.review_app.application import build_application
from outputs.review_app.config import ReviewConfig, SourceHealth
from outputs.store import Store, open_store
from outputs.store.sqlite_files import sqlite_file
from schemas.errors import ConfigError, OutputError
from schemas.record import Record

MANY = 50_000
"""Facts of a store that take so long to index that it is said."""


class ServerOptions(Record):
    """Where the server listens, and whether it opens a browser."""

    host: str
    port: int
    opens_browser: bool
    double_share: int
    names: tuple[str, ...] = ()
    reviewer: str | None = None
    certificate: Path | None = None
    key: Path | None = None


def serve_review(settings: Settings, options: ServerOptions) -> None:
    """Serves the review application until it is stopped.

    Raises:
        ConfigError: Others would reach it and there are no users, or the store's address is no URL.
        OutputError: The store cannot be opened, or the port is taken.
    """
    _check_certificate(options)
    with open_store(settings.database_url()) as store:
        rules = decide_access(
            options.host,
            has_users=store.accounts.has_any(),
            reviewer=options.reviewer or _user_name(),
            names=options.names,
        )
        config = build_config(store, settings, access=StoreAccess(store, rules), double_share=options.double_share)
        if not config.index_path.exists() and (facts := store.counts().facts) > MANY:
            print_line(f"Lần đầu trên kho này: đang lập chỉ mục {format_count(facts)} số liệu, mất vài phút.")
        _run(build_application(config), options)


def _check_certificate(options: ServerOptions) -> None:
    if (options.certificate is None) != (options.key is None):
        raise ConfigError("--tls-cert và --tls-key phải đi cùng nhau")
    for file in filter(None, (options.certificate, options.key)):
        if not file.is_file():
            raise ConfigError(f"{file}: không có tệp này (--tls-cert, --tls-key)")
    if options.certificate is not None:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(options.certificate, options.key)
        except OSError as error:
            raise ConfigError(
                f"--tls-cert {options.certificate}, --tls-key {options.key}: không phải một cặp chứng chỉ và khoá PEM "
                f"({error.strerror}); hãy chỉ đúng hai tệp"
            ) from error


def build_config(store: Store, settings: Settings, *, double_share: int, access: Access | None = None) -> ReviewConfig:
    """What the application is made of; the gazetteer is loaded with the first search.

    Args:
        store: Open meanwhile.
        settings: Of the store's files.
        double_share: Per cent of the facts that two reviewers judge.
        access: Who may do what; None for what holds at this machine.
    """
    places, tiling = PlaceSearch(), GazetteerTiling()
    return ReviewConfig(
        store=store,
        index_path=index_path(settings),
        find_places=places.find,
        place=places.unit,
        source_health=_source_health(store, settings),
        tiling=tiling,
        access=access or StoreAccess(store, decide_access("127.0.0.1", has_users=False, reviewer=_user_name())),
        mounts=((PREFIX, build_api(ApiServices(store=store, tiling=tiling))),),
        double_share=double_share,
    )


def index_path(settings: Settings) -> Path:
    """Where the read model lies: beside an SQLite store, else in the output folder.

    Raises:
        ConfigError: The store's address is no URL.
    """
    try:
        url = make_url(settings.database_url())
    except ArgumentError as error:
        raise ConfigError(f"--store {settings.database_url()}: {error}") from error
    if (file := sqlite_file(url)) is not None:
        return file.with_suffix(".review-index")
    return settings.folder / "solieu.review-index"


def _user_name() -> str:
    # A container may run under a number that has no name.
    with contextlib.suppress(KeyError, OSError):
        return getuser()
    return "reviewer"


def _source_health(store: Store, settings: Settings) -> Callable[[], Sequence[SourceHealth]]:
    def read() -> Sequence[SourceHealth]:
        return tuple(_healths(store, settings))

    return read


def _healths(store: Store, settings: Settings) -> Iterator[SourceHealth]:
    """The sources that were ever crawled into this store."""
    # Loads the readers of all formats, which no other page needs.
    from corpus.source_catalogue import load_sources

    for source in load_sources(settings.sources):
        runs = store.runs.history(source.id, 1)
        if not runs:
            continue
        (last,) = runs
        yield SourceHealth(
            source_id=source.id,
            name=source.name,
            province=source.province,
            addresses=store.frontier.count_states(source.id),
            last_run=last.started,
            is_ended=last.ended is not None,
            new=last.counts.new,
            read=last.counts.read,
            facts=last.counts.facts,
            last_found=store.frontier.last_found(source.id),
            schedule=source.schedule,
            issues=store.runs.issues(last.run_id, source.id),
        )


class _Server(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, on_start: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_start()


def _run(application: object, options: ServerOptions) -> None:
    address = f"{'https' if options.certificate else 'http'}://{options.host}:{options.port}"

    def on_start() -> None:
        print_line(f"Trang duyệt số liệu: {address} (dừng: Ctrl-C)")
        if not is_loopback(options.host) and options.certificate is None:
            print_line(
                "Chú ý: mật khẩu đi qua mạng không mã hoá; hãy dùng --tls-cert và --tls-key, hoặc một proxy HTTPS."
            )
        if options.opens_browser:
            webbrowser.open(address)

    config = uvicorn.Config(
        application,  # type: ignore[arg-type]
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        ssl_certfile=options.certificate,
        ssl_keyfile=options.key,
    )
    # uvicorn ends its work first and raises the signal of Ctrl-C again.
    with _listen(options) as listening, contextlib.suppress(KeyboardInterrupt):
        _Server(config, on_start).run(sockets=[listening])
    print_line("Đã dừng; mọi quyết định đã nằm trong kho.")


def _listen(options: ServerOptions) -> socket.socket:
    host = options.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, options.port), family=family)
    except OSError as error:
        raise OutputError(
            f"không mở được http://{options.host}:{options.port} ({error.strerror}); "
            f"nếu cổng {options.port} đang có chương trình khác dùng, hãy chọn --port khác"
        ) from error
