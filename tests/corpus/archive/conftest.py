"""Answers of an invented newspaper, and an archive to put them into."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.archive.archive import open_archive
from schemas.crawling import Answer, ArchivePlace

START = datetime(2026, 3, 1, 5, 30, tzinfo=UTC)
HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Encoding: gzip\r\n"
    b"Transfer-Encoding: chunked\r\nX-Odd: \xe9\r\n\r\n"
)

MakeAnswer = Callable[..., Answer]


@pytest.fixture(scope="session")
def make_answer() -> MakeAnswer:
    """The answer number `n`: a page of its own, or what the keywords say instead."""

    def make(n: int, body: bytes | None = None, **changes: object) -> Answer:
        body = f"<html><p>Toàn huyện kết nạp {n} đảng viên.</p></html>".encode() if body is None else body
        plain = {
            "url": f"https://baomau.vn/tin/{n}",
            "final_url": f"https://baomau.vn/tin/bài-{n}.html",
            "status": "fetched",
            "http_status": 200,
            "media_type": "text/html",
            "charset": "utf-8",
            "etag": f'"{n}"',
            "request_head": f"GET /tin/{n} HTTP/1.1\r\nHost: baomau.vn\r\n\r\n".encode(),
            "response_head": HEAD,
            "body": body,
            "sha256": hashlib.sha256(body).hexdigest(),
            "retrieved_at": START + timedelta(seconds=n),
        }
        return Answer(**(plain | changes))

    return make


@pytest.fixture
def filled(tmp_path: Path, make_answer: MakeAnswer) -> tuple[Path, list[ArchivePlace]]:
    """An archive with five pages of "bao-mau" in one file, and where they stand."""
    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        places = [archive.append(make_answer(n), kind="article") for n in range(5)]
    return tmp_path, places
