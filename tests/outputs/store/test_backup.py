"""Copies of a store in use are sound, complete or absent."""

import sqlite3
import threading
from contextlib import closing

import pytest

from outputs.store import open_store
from outputs.store.backup import backup_store
from schemas.errors import OutputError


@pytest.fixture
def target(tmp_path):
    return tmp_path / "backups" / "copy.sqlite"


def test_a_copy_holds_all_and_stands_alone(sqlite_url, many, target):
    with open_store(sqlite_url) as store:
        store.save(many)
        size = backup_store(sqlite_url, target)
    assert size == target.stat().st_size
    assert [path.name for path in target.parent.iterdir()] == ["copy.sqlite"]
    with open_store(f"sqlite:///{target}") as copy:
        assert list(copy.extractions()) == sorted(many, key=lambda e: (e.document.name, e.document.document_id))
        assert list(copy.check()) == []


def test_a_copy_made_while_another_writes_is_one_state(sqlite_url, many, target):
    """Batches of ten: no copy may hold a part of one."""
    done = threading.Event()

    def write():
        with open_store(sqlite_url) as store:
            for first in range(0, 70, 10):
                store.save(many[first : first + 10])
        done.set()

    with open_store(sqlite_url):
        writer = threading.Thread(target=write)
        writer.start()
        counts = []
        while not done.is_set():
            backup_store(sqlite_url, target, replaces=True)
            with open_store(f"sqlite:///{target}") as copy:
                counts.append(copy.counts().extractions)
        writer.join()
    assert counts
    assert all(count % 10 == 0 for count in counts)
    assert counts == sorted(counts)


def test_an_older_copy_stays_until_the_new_one_is_complete(sqlite_url, tmp_path, many, target):
    with open_store(sqlite_url) as store:
        store.save(many[:5])
    backup_store(sqlite_url, target)
    with pytest.raises(OutputError, match="đã có tệp này"):
        backup_store(sqlite_url, target)
    before = target.read_bytes()
    path = tmp_path / "store.sqlite"
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(OutputError, match="bị hỏng"):
        backup_store(sqlite_url, target, replaces=True)
    assert target.read_bytes() == before
    assert [one.name for one in target.parent.iterdir()] == ["copy.sqlite"]


def test_the_store_itself_is_no_place_for_its_copy(sqlite_url, tmp_path, many):
    with open_store(sqlite_url) as store:
        store.save(many[:5])
    with pytest.raises(OutputError, match="đã có tệp này"):
        backup_store(sqlite_url, tmp_path / "store.sqlite", replaces=True)
    with open_store(sqlite_url) as store:
        assert store.counts().documents == 5


def test_what_is_no_store_in_a_file_is_refused(tmp_path, target):
    for url in (f"sqlite:///{tmp_path}/none.sqlite", "sqlite://", "postgresql+psycopg://me:geheim@host/db"):
        with pytest.raises(OutputError, match="không có tệp SQLite nào để sao lưu") as caught:
            backup_store(url, target)
        assert "geheim" not in str(caught.value)
    assert not target.parent.exists()


def test_a_file_that_is_no_store_is_not_copied(tmp_path, target):
    path = tmp_path / "notes.txt"
    path.write_text("no database, " * 200)
    with pytest.raises(OutputError, match="không phải tệp cơ sở dữ liệu"):
        backup_store(f"sqlite:///{path}", target)
    assert list(target.parent.iterdir()) == []


def test_a_copy_has_the_uncommitted_of_nobody(sqlite_url, tmp_path, many, target):
    with open_store(sqlite_url) as store:
        store.save(many[:5])
        with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as raw:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("DELETE FROM facts")
            backup_store(sqlite_url, target)
            raw.execute("ROLLBACK")
    with open_store(f"sqlite:///{target}") as copy:
        assert copy.counts().facts == store.counts().facts
