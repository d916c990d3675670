"""Whatever happens to an export, each of its files is complete or as it was before, and the message is one line."""

import hashlib
import logging
import sqlite3
from contextlib import closing

import pytest
from store_workers import Worker, publish_and_die

from outputs.publish import publish
from outputs.store import open_store
from outputs.store.transactions import begin_write
from schemas.errors import OutputError
from schemas.extraction import Extraction

FORMATS = ("jsonl", "csv", "xlsx", "parquet", "package")


def digests(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


@pytest.fixture
def two_states(url_of_each, tmp_path, many):
    """A store that was exported with twenty documents and holds forty now; the files of both states."""
    with open_store(url_of_each) as store:
        store.save(many[:20])
        publish(store, tmp_path / "out", formats=FORMATS)
        before = digests(tmp_path / "out")
        store.save(many[20:40])
        publish(store, tmp_path / "undisturbed", formats=FORMATS)
    return url_of_each, before, digests(tmp_path / "undisturbed")


PLACES = [
    ("outputs.publish._Counter.add", 33),
    ("outputs.atomic._move_into_place", 2),
    ("outputs.publish._write_down", 1),
    ("outputs.publish._Counter.add", 1),
    ("outputs.exports.parquet._convert", 1),
    ("outputs.publish.write_manifest", 1),
    ("outputs.atomic.flush_file", 3),
    ("outputs.atomic._move_into_place", 1),
    ("outputs.atomic._move_into_place", 6),
]
"""Functions of an export, and the call at which it is killed: while reading, writing, flushing, renaming, logging."""


@pytest.mark.parametrize(
    ("url_of_each", "place", "call"),
    [*(("sqlite", *place) for place in PLACES), *(("postgresql", *place) for place in PLACES[:3])],
    indirect=["url_of_each"],
)
def test_a_killed_export_leaves_whole_files_and_the_next_one_is_as_if_undisturbed(two_states, tmp_path, place, call):
    url, before, after = two_states
    worker = Worker(publish_and_die, url, str(tmp_path / "out"), FORMATS, place, call)
    worker.go()
    assert worker.lines() == [], "it came to its end"
    assert worker.join() == -9
    for name, digest in digests(tmp_path / "out").items():
        assert digest in (before[name], after[name])
    with open_store(url) as store:
        assert len(store.exports.history(9)) == 2, "only what is complete is in the log"
        assert list(store.check()) == []
        publish(store, tmp_path / "out", formats=FORMATS)
        assert store.exports.history(1)[0].target == str((tmp_path / "out").resolve())
    assert digests(tmp_path / "out") == after
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_a_full_disk_keeps_the_export_before(two_states, tmp_path, small_disk, many):
    url, _, _ = two_states
    with small_disk(1) as disk, open_store(url) as store:
        publish(store, disk / "out", formats=("jsonl",))
        before = digests(disk / "out")
        (disk / "filler").write_bytes(b"x" * 840_000)
        with pytest.raises(OutputError, match=r"không ghi được \(No space left on device") as caught:
            publish(store, disk / "out", formats=FORMATS)
        assert "\n" not in str(caught.value)
        assert digests(disk / "out") == before
        (disk / "filler").unlink()
        publish(store, disk / "out", formats=("jsonl",))


def _save_until_it_fails(store, extractions, saved):
    for first in range(0, len(extractions), 5):
        store.save(extractions[first : first + 5])
        saved += extractions[first : first + 5]


def test_a_store_on_a_full_disk_keeps_what_was_reported(small_disk, many):
    wide = [one.model_copy(update={"locality": "x" * 20_000}) for one in many]
    with small_disk(2) as disk, open_store(f"sqlite:///{disk / 'store.sqlite'}") as store:
        saved: list[Extraction] = []
        with pytest.raises(OutputError, match=r"không (lớn thêm được|đọc hoặc ghi được)") as caught:
            _save_until_it_fails(store, wide, saved)
        assert "\n" not in str(caught.value)
        assert 0 < len(saved) < len(wide)
        key = repr
        assert sorted(store.extractions(), key=key) == sorted(saved, key=key)
        assert list(store.check()) == []


def test_an_export_beside_a_writer_is_whole_but_not_logged(two_states, tmp_path, caplog):
    """Readers wait for nobody; the log has to, and gives up."""
    url, _, after = two_states
    with open_store(url) as writer, begin_write(writer._engine), caplog.at_level(logging.WARNING):
        with open_store(url, wait_seconds=0.1) as store:
            publish(store, tmp_path / "out", formats=FORMATS)
        assert digests(tmp_path / "out") == after
    (record,) = caplog.records
    assert "đã xuất đủ, nhưng không ghi được vào sổ xuất của kho" in record.getMessage()
    assert "đang bị tiến trình khác khoá" in record.getMessage()
    assert "\n" not in record.getMessage()


def test_a_damaged_page_is_named_and_keeps_the_export_before(tmp_path, many):
    path = tmp_path / "store.sqlite"
    with open_store(f"sqlite:///{path}") as store:
        store.save(many)
        publish(store, tmp_path / "out", formats=FORMATS)
    before = digests(tmp_path / "out")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        query = "SELECT pageno FROM dbstat WHERE name = 'facts' AND pagetype = 'leaf' ORDER BY pageno LIMIT 1"
        page = raw.execute(query).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(content)
    with open_store(f"sqlite:///{path}") as store:
        with pytest.raises(OutputError, match=r"store\.sqlite: bị hỏng; hãy phục hồi từ bản sao lưu") as caught:
            publish(store, tmp_path / "out", formats=FORMATS)
        with pytest.raises(OutputError, match="bị hỏng"):
            list(store.check())
    assert "\n" not in str(caught.value)
    assert digests(tmp_path / "out") == before
