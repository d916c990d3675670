"""A whole archive, a remote folder or the store itself, read from end to end."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows.backfill_estimate import Estimate
from flows.backfill_items import find_items, find_outdated
from flows.backfill_job import describe, run_backfill
from flows.settings import Settings
from flows.work_items import ArchiveItem, FileItem, StoredItem
from outputs.store import open_store
from schemas.errors import ConfigError

PAGE = (
    "<html><head><title>Bài {n}</title></head><body><article><h1>Kết quả công tác số {n}</h1>"
    "<p>Năm 2019, toàn huyện Ba Bể kết nạp được {n} đảng viên mới, trong đó có 12 đảng viên nữ.</p></article></body>"
)


def write_warc(path: Path, pages: list[tuple[str, str, str]]) -> Path:
    """A WARC file as another crawler writes it: address, media type and body of each page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    records = []
    for url, media_type, body in pages:
        content = body.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}; charset=utf-8\r\nContent-Length: {len(content)}\r\n\r\n"
        block = head.encode() + content
        fields = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-11-02T03:04:05Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{len(records):012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(gzip.compress(fields.encode() + block + b"\r\n\r\n", mtime=0))
    path.write_bytes(b"".join(records))
    return path


def article(n: int) -> tuple[str, str, str]:
    return f"https://baomau.vn/tin/bai-{n}.html", "text/html", PAGE.format(n=n)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    pages = [article(n) for n in range(20, 26)]
    feed = ("https://baomau.vn/rss", "application/rss+xml", "<rss/>")
    write_warc(tmp_path / "kho" / "bao-mau" / "a.warc.gz", [feed, *pages[:4]])
    # The third page again, as an archive of several crawls has it.
    write_warc(tmp_path / "kho" / "bao-mau" / "b.warc.gz", [*pages[4:], pages[2]])
    return tmp_path / "kho"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(out=tmp_path / "out", batch_size=2)


@pytest.fixture(autouse=True)
def _no_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain path: Prefect's threads shall not stand beside what other tests measure."""
    monkeypatch.setattr("flows.prefect_api.has_loopback", lambda: False)


def names(settings: Settings) -> list[str]:
    with open_store(settings.database_url()) as store:
        return [extraction.document.name for extraction in store.extractions()]


def test_pages_of_an_archive_each_once(archive: Path, tmp_path: Path) -> None:
    found = find_items([str(archive)], fetched=tmp_path)
    assert len(found.items) == 6
    assert all(isinstance(item, ArchiveItem) for item in found.items)
    assert found.issues == ()


def test_an_archive_read_and_read_again(archive: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_backfill([str(archive)], settings, is_estimate_only=False) == 0
    assert names(settings) == [f"bai-{n}.html" for n in range(20, 26)]
    with open_store(settings.database_url()) as store:
        facts = [fact for one in store.extractions() for fact in one.facts if fact.indicator == "member.admitted"]
        # Six articles tell six numbers for one district and year.
        assert sum(one.kind in {"conflict", "revision"} for one in store.checks.listed()) == 5
    assert {20, 21, 22, 23, 24, 25} <= {int(fact.value) for fact in facts if fact.value is not None}
    first = (settings.out / "documents.jsonl").read_bytes()
    assert run_backfill([str(archive)], settings, is_estimate_only=False) == 0
    assert (settings.out / "documents.jsonl").read_bytes() == first
    assert "│ Bài đã có từ trước, bỏ qua │   6 │" in capsys.readouterr().out


@pytest.mark.parametrize("where", ["local", "processes"])
def test_only_the_store_is_filled_where_asked(where: str, archive: Path, tmp_path: Path) -> None:
    settings = Settings(out=tmp_path / "kho", task_runner=where, workers=1)
    assert run_backfill([str(archive)], settings, is_estimate_only=False, has_files=False) == 0
    assert len(names(settings)) == 6
    written = {path.name for path in settings.folder.iterdir() if path.suffix in {".json", ".jsonl", ".csv", ".html"}}
    assert written <= {"run.json", "issues.jsonl", ".sidecars.jsonl"}


def test_damage_is_told_and_the_rest_read(
    archive: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    path = archive / "bao-mau" / "b.warc.gz"
    path.write_bytes(path.read_bytes()[:-20])
    assert run_backfill([str(archive)], settings, is_estimate_only=False) == 1
    assert len(names(settings)) == 6
    assert "b.warc.gz" in capsys.readouterr().err


def test_an_estimate_reads_and_stores_nothing_of_the_rest(
    archive: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_backfill([str(archive)], settings, is_estimate_only=True) == 0
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "Ước tính" in line]
    assert "Ước tính từ 6 bài: 6 bài, khoảng" in line
    assert names(settings) == []


@pytest.mark.parametrize(
    ("seconds", "size", "expected"),
    [
        (0.2, 900, ("khoảng 1 giây", "khoảng 900 B")),
        (150, 2_340_000, ("khoảng 2 phút", "khoảng 2,3 MB")),
        (9_000, 81_000_000_000, ("khoảng 2,5 giờ", "khoảng 81 GB")),
    ],
)
def test_an_estimate_in_words(seconds: float, size: int, expected: tuple[str, str]) -> None:
    line = describe(Estimate(documents=10_000, tried=24, workers=2, seconds=seconds, store_bytes=size))
    assert "10.000 bài" in line
    assert all(part in line for part in expected)


def test_a_remote_folder_with_a_sidecar(tmp_path: Path, settings: Settings) -> None:
    remote = tmp_path / "xa"
    remote.mkdir()
    (remote / "bai.txt").write_text("Năm qua, xã có 31 đảng viên mới.\n", encoding="utf-8")
    (remote / "bai.meta.json").write_text(json.dumps({"published": "2014-05-06"}), encoding="utf-8")
    write_warc(remote / "2019" / "c.warc.gz", [article(70)])
    address = f"local://{remote}"  # A file URL would be read as the path it names.
    found = find_items([address], fetched=settings.out / ".fetched")
    assert {type(item) for item in found.items} == {FileItem, ArchiveItem}
    assert run_backfill([address], settings, is_estimate_only=False) == 0
    with open_store(settings.database_url()) as store:
        assert [one.document.published for one in store.extractions()][1] == "2014-05-06"
    assert names(settings) == ["bai-70.html", "bai.txt"]
    assert not (settings.out / ".fetched").exists()


def test_a_file_system_that_is_not_there(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="khong://kho: không xem được"):
        run_backfill(["khong://kho"], settings, is_estimate_only=False)


def test_nothing_at_a_path(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_backfill([str(tmp_path / "mất")], settings, is_estimate_only=False) == 1
    assert "không có tệp hay thư mục này" in capsys.readouterr().err


def test_stored_documents_of_older_rules_are_read_again(archive: Path, settings: Settings) -> None:
    run_backfill([str(archive)], settings, is_estimate_only=False)
    first = (settings.out / "documents.jsonl").read_bytes()
    with closing(sqlite3.connect(settings.out / "solieu.sqlite")) as store:
        store.execute(
            "update extractions set extractor = 'cũ' where document_id in (select min(document_id) from documents)"
        )
        store.commit()
    with open_store(settings.database_url()) as store:
        (current,) = {one.extractor for one in store.extractions()} - {"cũ"}
        found = find_outdated(store, current)
        assert len(found.items) == 1
        assert isinstance(found.items[0], StoredItem)
    # The archive is not needed any more.
    (archive / "bao-mau").rename(archive / "xa")
    assert run_backfill([], settings, is_estimate_only=False) == 0
    with open_store(settings.database_url()) as store:
        assert {one.extractor for one in store.extractions()} == {current}
    assert (settings.out / "documents.jsonl").read_bytes() == first
    assert run_backfill([], settings, is_estimate_only=False) == 0
