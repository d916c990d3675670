"""A browser, two articles of the sample corpus in a store, and the server on it."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from review_browser import NO_BROWSER, find_browser, new_page, open_browser, serve_in_thread

from corpus.isolation.limits import ReadingLimits
from corpus.isolation.pool import ReaderPool
from corpus.sample_corpus import sample_folder
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.inputs import load_document
from flows.review_job import build_config
from flows.settings import load_settings
from outputs.review_app.application import build_application
from outputs.store import Store, open_store
from schemas.extraction import Extraction

ARTICLES = ("bac-quang-phat-trien-di-doi-quan-ly.html", "pac-nam-ve-thon-tim-nguoi.txt")

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_browser()
    if program is None:
        pytest.skip(NO_BROWSER)
    with open_browser(program) as opened:
        yield opened


@pytest.fixture(scope="session")
def extracted() -> list[Extraction]:
    """Two articles of the sample corpus, extracted once."""
    extractor = load_extractor()
    with ReaderPool(ReadingLimits()) as readers:
        documents = [load_document(sample_folder() / name, load_sources(), readers) for name in ARTICLES]
    return [extractor.extract(document) for document in documents]


@pytest.fixture
def store_url(tmp_path: Path, extracted) -> str:
    return _filled(tmp_path, extracted)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with open_store(store_url) as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser, store: Store, store_url: str) -> Iterator[Visit]:
    """Opens a page of the running server for a reviewer; at the end no script may have failed."""
    with _visits(browser, store, store_url) as open_at:
        yield open_at


@pytest.fixture(scope="module")
def look(browser: Browser, tmp_path_factory: pytest.TempPathFactory, extracted) -> Iterator[Page]:
    """One page of a server for all tests of a file that decide nothing: no script may have failed in any of them."""
    url = _filled(tmp_path_factory.mktemp("look"), extracted)
    with open_store(url) as store, _visits(browser, store, url) as open_at:
        yield open_at()


def _filled(folder: Path, extracted: list[Extraction]) -> str:
    url = f"sqlite:///{folder / 'solieu.sqlite'}"
    with open_store(url) as store:
        store.save(extracted)
    return url


@contextlib.contextmanager
def _visits(browser: Browser, store: Store, store_url: str) -> Iterator[Visit]:
    settings = load_settings(database=store_url)
    pages: list[Page] = []
    with serve_in_thread(build_application(build_config(store, settings, double_share=0))) as address:

        def open_at(path: str = "/queue", *, name: str = "An", width: int = 1366) -> Page:
            page = new_page(browser, address, name=name, width=width)
            page.goto(path)
            pages.append(page)
            return page

        yield open_at
        for page in pages:
            page.context.close()
    assert [problem for page in pages for problem in page.problems] == []
