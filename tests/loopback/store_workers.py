"""Processes that write into a store, to be killed: they start in no time, since what they need is loaded once.

A worker runs one function of this module. It says "ready", waits for "go", and says line by line what it has done.
"""

import hashlib
import multiprocessing
import os
import pkgutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch

from outputs.publish import publish
from outputs.store import PageReading, open_store
from schemas.crawling import ArchivePlace, FoundAddress, Visit
from schemas.extraction import Extraction
from schemas.twins import DocumentSignature

_START = datetime(2026, 11, 2, tzinfo=UTC)
_LOADED = [__name__, "alembic.command", "alembic.config", "sqlalchemy.dialects.sqlite", "psycopg"]
Say = Callable[..., None]


class Worker:
    """A process that runs `work(say, *words)`; `say` sends one line to the test."""

    def __init__(self, work: Callable[..., None], *words: object) -> None:
        context = multiprocessing.get_context("forkserver")
        _start_server()
        self._here, there = context.Pipe()
        self._process = context.Process(target=_run, args=(there, work, words), daemon=True)
        self._process.start()
        there.close()
        assert self.line() == "ready"

    def go(self) -> None:
        """Lets it begin."""
        self._here.send("go")

    def line(self) -> str | None:
        """The next line that it says, waited for; None when it has ended."""
        try:
            said: str = self._here.recv()
        except EOFError:
            return None
        return said

    def lines(self) -> list[str]:
        """All lines that it says until its end."""
        return list(iter(self.line, None))

    def kill(self) -> list[str]:
        """Ends it at once, and gives the lines that it had said by then."""
        self._process.kill()
        said = self.lines()
        self.join()
        return said

    def join(self) -> int | None:
        """Waits for its end, and gives its exit code."""
        self._process.join(timeout=120)
        return self._process.exitcode


def _start_server() -> None:
    """Starts the process that workers are forked from, once; it does not look for modules where this one does."""
    multiprocessing.set_forkserver_preload(_LOADED)
    with patch.dict(os.environ, {"PYTHONPATH": os.pathsep.join(sys.path)}):
        forkserver.ensure_running()


def _run(there: Connection, work: Callable[..., None], words: tuple[Any, ...]) -> None:
    there.send("ready")
    there.recv()
    work(lambda *said: there.send(" ".join(map(str, said))), *words)


def load_made(file: str) -> list[Extraction]:
    """The extractions of a file of JSON Lines."""
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    return [Extraction.model_validate_json(line) for line in lines]


def save_in_batches(say: Say, url: str, file: str, turn: int = 0, size: int = 10) -> None:
    """Saves the extractions of a file, beginning at one of them; says the ids of each batch that is stored."""
    made = load_made(file)
    made = made[turn:] + made[:turn]
    with open_store(url) as store:
        for first in range(0, len(made), size):
            store.save(made[first : first + size])
            say("saved", *(one.document.document_id for one in made[first : first + size]))
    say("done")


def publish_and_die(say: Say, url: str, folder: str, formats: tuple[Any, ...], place: str, call: int) -> None:
    """Exports a store, and ends as by SIGKILL at the given call of the function that `place` names."""
    calls = 0

    def die_or(original: Callable[..., Any], *words: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*words, **named)

    owner, name = pkgutil.resolve_name(place.rpartition(".")[0]), place.rpartition(".")[2]
    original = getattr(owner, name)
    with (
        open_store(url) as store,
        patch.object(owner, name, lambda *words, **named: die_or(original, *words, **named)),
    ):
        publish(store, Path(folder), formats=formats)
    say("done")


def _visit(source: str, address: str, number: int) -> Visit:
    sha = hashlib.sha256(address.encode()).hexdigest()
    place = ArchivePlace(file=source, offset=number * 10, length=10)
    return Visit(
        url=address, final_url=address, source_id=source, kind="article", status="fetched", media_type="text/html",
        sha256=sha, retrieved_at=_START + timedelta(seconds=number), place=place,
    )  # fmt: skip


def crawl(say: Say, source: str, url: str, count: int) -> None:
    """Finds, records and reads so many pages of a source; says the numbers of each batch that is recorded."""
    with open_store(url) as store:
        names = [f"https://{source}.vn/{number}" for number in range(count)]
        store.frontier.add_found(source, [FoundAddress(url=name, found_in="x") for name in names], at=_START)
        run = store.runs.start("r", source, at=_START)
        tomorrow = _START + timedelta(days=1)
        while due := store.frontier.due(source, now=tomorrow, limit=10):
            numbers = [names.index(state.url) for state in due]
            store.frontier.record([_visit(source, names[n], n) for n in numbers], now=tomorrow)
            say("recorded", *numbers)
            pages = store.pages.next_unread([source], extractor="1.0", limit=10)
            readings = [PageReading(page=page, document_id=page.url) for page in pages]
            store.pages.mark_read(readings, extractor="1.0")
            store.twins.add_all(
                [
                    DocumentSignature(
                        document_id=page.url, published=None, exact=page.sha256, bands=("a", page.url), content=b""
                    )
                    for page in pages
                ]
            )
        store.runs.finish(run, run.counts, at=tomorrow)
    say("done")
