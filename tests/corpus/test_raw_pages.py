import hashlib
import json
import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from corpus import raw_pages, readers
from corpus.raw_pages import check_suffix, load_raw_page
from corpus.readers import text
from corpus.readers.format import MAX_BYTES, Format
from schemas.errors import DocumentError


def write(path: Path, sidecar: str | None) -> Path:
    path.write_text("Huyện có 12 xã.", encoding="utf-8")
    if sidecar is not None:
        path.with_name(path.stem + ".meta.json").write_text(sidecar, encoding="utf-8")
    return path


def test_bytes_hash_and_sidecar(tmp_path: Path) -> None:
    raw = load_raw_page(write(tmp_path / "a.txt", json.dumps({"publisher": "Báo mẫu", "published": "2018-10"})))
    assert raw.sha256 == hashlib.sha256(raw.content).hexdigest()
    assert (raw.name, raw.media_type, raw.sidecar.publisher, raw.sidecar.published) == (
        "a.txt",
        "text/plain",
        "Báo mẫu",
        "2018-10",
    )


@pytest.mark.parametrize(
    ("stated", "url"), [(None, "https://x.example/1"), ("https://y.example/2", "https://y.example/2")]
)
def test_the_sidecar_s_url_comes_before_the_fetched_one(tmp_path: Path, stated: str | None, url: str) -> None:
    path = write(tmp_path / "a.txt", json.dumps({"url": stated}))
    assert load_raw_page(path, url="https://x.example/1").sidecar.url == url


def test_a_sidecar_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    """As a plain editor of Windows saves it."""
    raw = load_raw_page(write(tmp_path / "a.txt", '\ufeff{"published": "2024-02-29"}'))
    assert raw.sidecar.published == "2024-02-29"


@pytest.mark.parametrize(
    "sidecar",
    ["{", "[]", '{"published": "hôm qua"}', '{"published": "2025-02-30"}', '{"titel": "x"}', '{"title": 5}', ""],
)
def test_a_broken_sidecar_is_named(tmp_path: Path, sidecar: str) -> None:
    with pytest.raises(DocumentError, match=r"a\.meta\.json .* hãy sửa hoặc xoá") as error:
        load_raw_page(write(tmp_path / "a.txt", sidecar))
    assert error.value.code == "sidecar"


def test_a_sidecar_that_cannot_be_opened_is_named_and_not_passed_over(tmp_path: Path) -> None:
    article = write(tmp_path / "a.txt", None)
    sidecar = tmp_path / "a.meta.json"
    sidecar.mkdir()
    with pytest.raises(DocumentError, match=r"a\.txt: sidecar a\.meta\.json: không mở được"):
        load_raw_page(article)
    sidecar.rmdir()
    for target in ("gone.json", sidecar.name):
        sidecar.symlink_to(target)
        with pytest.raises(DocumentError, match=r"sidecar a\.meta\.json: không mở được"):
            load_raw_page(article)
        sidecar.unlink()
    assert load_raw_page(article).sidecar.published is None


@pytest.mark.timeout(30)
@pytest.mark.parametrize("pipe", ["a.html", "a.meta.json"])
def test_a_pipe_is_refused_and_not_waited_for(pipe: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / pipe)
    if pipe != "a.html":
        write(tmp_path / "a.html", None)
    with pytest.raises(DocumentError, match="không phải tệp thường") as error:
        load_raw_page(tmp_path / "a.html")
    assert error.value.code == "unreadable"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(DocumentError, match="giới hạn là 20 MB") as error:
        load_raw_page(path)
    assert error.value.code == "too_large"


@pytest.mark.parametrize(
    ("name", "content", "media_type", "remark"),
    [
        ("a.txt", b"<html><p>12</p></html>", "text/html", "đuôi .txt nhưng nội dung là trang HTML"),
        ("a.html", b"12 xa", "text/plain", "đuôi .html nhưng nội dung là văn bản thường"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "image/png", "ảnh PNG"),
        ("a.HTM", b"<p>12</p>", "text/html", None),
        ("a.txt", b"12 xa", "text/plain", None),
        ("a.dat", b"12 xa", "text/plain", None),
        ("a", b"<div><p>12</p></div>", "text/html", None),
    ],
)
def test_content_decides_what_a_file_is(
    tmp_path: Path, name: str, content: bytes, media_type: str, remark: str | None
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    raw = load_raw_page(path)
    issue = check_suffix(raw, path)
    assert raw.media_type == media_type
    if remark is None:
        assert issue is None
    else:
        assert issue is not None
        assert (issue.level, issue.code, issue.subject) == ("INFO", "wrong_suffix", str(path))
        assert remark in issue.message


def test_each_format_has_a_limit_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(text.FORMAT, max_bytes=1_000)
    large = Format(
        suffixes=(".big",),
        media_types=("application/x-big",),
        recognises=lambda content: content.startswith(b"BIG"),
        read=text.read_text,
        max_bytes=100_000,
    )
    for module in (readers, raw_pages):
        monkeypatch.setattr(module, "FORMATS", (small, large))
    monkeypatch.setattr(raw_pages, "LARGEST", 100_000)
    monkeypatch.setattr(raw_pages, "find_format", partial(readers.find_format, formats=(small, large)))
    (tmp_path / "a.txt").write_bytes(b"BIG" + b" 12" * 30_000)
    assert load_raw_page(tmp_path / "a.txt").media_type == "application/x-big"
    (tmp_path / "a.big").write_bytes(b" 12" * 30_000)
    (tmp_path / "b.big").write_bytes(b"BIG" + b" 12" * 40_000)
    for name in ("a.big", "b.big"):
        with pytest.raises(DocumentError) as error:
            load_raw_page(tmp_path / name)
        assert error.value.code == "too_large"
