"""Every test that uses the store runs on SQLite and on a real PostgreSQL; visits and addresses to fill it with.

The answers of visits stand one behind the other in one archive file for each source.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from outputs.store import StoreFrontier
from schemas.crawling import ArchivePlace, FoundAddress, Visit
from schemas.extraction import Extraction
from schemas.facts import Period
from schemas.reviews import Review

START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
AT_END_OF_2023 = Period(start=None, end="2023-12-31", end_is_published=False, text="cuối năm 2023")
_offsets: Iterator[int] = count(0, 1_000)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes empty databases of one kind."""
    if request.param == "postgresql":
        made: Callable[[], str] = request.getfixturevalue("new_postgres_url")
        return made
    numbers = count()
    return lambda: f"sqlite:///{tmp_path / f'store-{next(numbers)}.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def next_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the URL of a store without content; of those that one test takes, only the last may be used."""
    if request.param == "postgresql":
        emptied: Callable[[], str] = request.getfixturevalue("empty_postgres_store")
        return emptied
    empty, numbers = request.getfixturevalue("empty_sqlite_store"), count()

    def copy() -> str:
        path = tmp_path / f"store-{next(numbers)}.sqlite"
        shutil.copyfile(empty, path)
        return f"sqlite:///{path}"

    return copy


@pytest.fixture
def url(url_of_each: str) -> str:
    return url_of_each


def sha(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def build_visit(url: str, *, hours: float = 0, body: str | None = None, **fields: Any) -> Visit:
    """A visit `hours` after the start; with a `body` it is fetched, and archived in a place of its own."""
    defaults: dict[str, Any] = {
        "url": url, "final_url": url, "source_id": "bao-a", "kind": "article", "status": "failed",
        "retrieved_at": START + timedelta(hours=hours),
    }  # fmt: skip
    if body is not None:
        place = ArchivePlace(file="a-1.warc.gz", offset=next(_offsets), length=700)
        defaults |= {"status": "fetched", "http_status": 200, "media_type": "text/html"}
        defaults |= {"sha256": sha(body), "etag": f'"{body}"', "place": place}
    return Visit(**(defaults | fields))


def build_found(url: str, **fields: Any) -> FoundAddress:
    return FoundAddress(**({"url": url, "found_in": "https://a.vn/rss"} | fields))


@pytest.fixture(scope="session")
def visit() -> Callable[..., Visit]:
    return build_visit


@pytest.fixture(scope="session")
def found() -> Callable[..., FoundAddress]:
    return build_found


@pytest.fixture(scope="session")
def at() -> Callable[..., datetime]:
    """The time so many hours and days after the start."""
    return lambda hours=0, days=0: START + timedelta(hours=hours, days=days)


@pytest.fixture
def frontier(store) -> StoreFrontier:
    return store.frontier


@pytest.fixture
def review(at) -> Callable[..., Review]:
    """Builds a verdict on one fact of an extraction, as its reader gives it."""

    def build(extraction, position=0, *, verdict="accepted", after=None, hours=0, **fields):
        fact = extraction.facts[position]
        stated = {
            "accepted": {"before": fact, "after": fact},
            "corrected": {"before": fact, "after": after},
            "rejected": {"before": fact, "after": None},
            "added": {"before": None, "after": fact},
        }[verdict]
        return Review(
            document_id=extraction.document.document_id,
            start=fact.evidence.start,
            end=fact.evidence.end,
            extractor=extraction.extractor,
            verdict=verdict,
            **{"reviewer": "An", "reason": None} | fields,
            reviewed_at=at(hours),
            **{name: one and one.model_dump_json() for name, one in stated.items()},
        )

    return build


@pytest.fixture
def article(build_extraction) -> Callable[..., Extraction]:
    """An article about the members of one district at the end of 2023."""

    def build(name, value, *, figure=None, **fields):
        said = {"value": Decimal(value.replace(".", "")), "period": AT_END_OF_2023, "confidence": 0.9}
        figure = (value, said | (figure or {}))
        head = {"name": name, "publisher": f"Báo {name}", "published": "2024-01-15", "url": f"https://a.vn/{name}"}
        text = f"Theo bài {name}, đến cuối năm 2023 Đảng bộ huyện Ba Bể có {value} đảng viên.\n"
        return build_extraction(text, [figure], **(head | fields))

    return build
