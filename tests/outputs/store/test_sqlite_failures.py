"""Each trouble with the database is one clear line, and what was reported as stored is still there."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from plain_rights import run_with_plain_rights
from sqlalchemy import Engine, event

from outputs.store import open_store
from outputs.store.sqlite_files import unchanged
from schemas.errors import ConfigError, OutputError


def _complaint(url: str, **options: float) -> str:
    with pytest.raises((ConfigError, OutputError)) as caught, open_store(url, **options):
        pass
    assert isinstance(caught.value, ConfigError) == ("địa chỉ kho không dùng được (" in str(caught.value))
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def sqlite_store(sqlite_url):
    with open_store(sqlite_url, wait_seconds=0.2) as opened:
        yield opened


def test_locked(sqlite_store, tmp_path, extraction):
    path = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match=r"store\.sqlite: đang bị tiến trình khác khoá"):
            sqlite_store.save([extraction])
        other.execute("ROLLBACK")
    assert sqlite_store.save([extraction]).stored == 1


@contextmanager
def _being_made(path: Path) -> Iterator[sqlite3.Connection]:
    """A new file while another process writes its first page, before there is a log of writes."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_a_new_file_that_another_process_is_making_is_waited_for(sqlite_url, tmp_path, extraction):
    with _being_made(tmp_path / "store.sqlite") as other, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(_save_one, sqlite_url, extraction)
        time.sleep(0.1)
        other.execute("ROLLBACK")
        assert waiting.result(timeout=30) == 1
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def _save_one(url, extraction):
    with open_store(url, wait_seconds=20) as store:
        return store.save([extraction]).stored


def test_a_new_file_that_another_process_holds_is_locked(sqlite_url, tmp_path):
    with _being_made(tmp_path / "store.sqlite"):
        assert "đang bị tiến trình khác khoá" in _complaint(sqlite_url, wait_seconds=0.2)


def test_not_a_database(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("no database, " * 200)
    assert "không phải tệp cơ sở dữ liệu" in _complaint(f"sqlite:///{path}")
    assert path.read_text().startswith("no database")


def test_a_folder_under_a_file(tmp_path):
    (tmp_path / "file").write_text("")
    assert "không tạo được thư mục của kho" in _complaint(f"sqlite:///{tmp_path}/file/store.sqlite")


def test_a_folder_in_place_of_the_file(tmp_path):
    assert "không mở được" in _complaint(f"sqlite:///{tmp_path}")


def test_read_only(sqlite_url, tmp_path, extraction):
    with open_store(sqlite_url) as store:
        store.save([extraction])
    path = tmp_path / "store.sqlite"
    with open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert list(store.extractions()) == [extraction]
        with pytest.raises(OutputError, match="chỉ đọc được"):
            store.save([extraction.model_copy(update={"extractor": "2.0"})])


def test_disk_full(sqlite_url, many):
    with open_store(sqlite_url) as store, store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    @event.listens_for(Engine, "connect")
    def limit(connection, record):
        connection.execute(f"PRAGMA max_page_count = {pages + 25}")

    try:
        with open_store(sqlite_url) as store:
            store.save(many[:2])
            with pytest.raises(OutputError, match="ổ đĩa đã đầy"):
                store.save([e.model_copy(update={"extractor": version}) for version in "23" for e in many])
            assert len(list(store.extractions())) == 2
            assert store.counts().extractions == 2
    finally:
        event.remove(Engine, "connect", limit)


def test_damaged(sqlite_url, tmp_path, many):
    with open_store(sqlite_url) as store:
        store.save(many)
    path = tmp_path / "store.sqlite"
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(OutputError, match="bị hỏng"), open_store(sqlite_url) as store:
        list(store.extractions())


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("no url", "địa chỉ kho không dùng được"),
        ("oracle9://x", "địa chỉ kho không dùng được"),
        ("sqlitee:///x", "địa chỉ kho không dùng được"),
    ],
)
def test_a_wrong_url(wrong, words):
    assert words in _complaint(wrong)


def test_a_password_is_never_shown():
    complaint = _complaint("postgresql+nodriver://me:geheim@host/db")
    assert "geheim" not in complaint


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE documents (x)")
        other.commit()
    assert "của chương trình khác" in _complaint(f"sqlite:///{path}")


LIMITED = """
import resource, sys
from pathlib import Path
from outputs.store import open_store
from outputs.store.sqlite_files import unchanged
from schemas.errors import OutputError
from schemas.extraction import Extraction

made = [Extraction.model_validate_json(line) for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
with open_store(sys.argv[1]) as store:
    store.save(made[:2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    saved = 2
    try:
        for first in range(2, len(made), 5):
            store.save(made[first : first + 5])
            saved += len(made[first : first + 5])
    except OutputError as error:
        print(saved, error)
"""


def test_files_that_may_not_grow(sqlite_url, tmp_path, many):
    """A limit of the system, met by whichever file of the store comes to it first."""
    path = tmp_path / "made.jsonl"
    wide = [e.model_copy(update={"locality": "x" * 9_000}) for e in many]
    path.write_text("".join(e.model_dump_json() + "\n" for e in wide), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", LIMITED, sqlite_url, str(path)]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout
    saved, _, words = said.partition(" ")
    assert int(saved) < len(many), "the limit was met"
    assert "ổ đĩa hỏng hoặc đã đầy" in words or "ổ đĩa đã đầy" in words
    with open_store(sqlite_url) as store:
        assert len(list(store.extractions())) == int(saved), (
            "nothing that was reported is lost, and nothing more is there"
        )
        assert list(store.check()) == []
        assert store.save(wide).unchanged == int(saved)
        assert list(store.check()) == []


def test_opening_waits_for_nobody(sqlite_store, sqlite_url, tmp_path, extraction):
    sqlite_store.save([extraction])
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(sqlite_url, wait_seconds=0.2) as store:
            assert list(store.extractions()) == [extraction]
        other.execute("ROLLBACK")


def test_an_older_store_that_is_in_use_is_not_upgraded(sqlite_url, tmp_path):
    dump = (Path(__file__).parent / "schema_2.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as other:
        other.executescript(dump)
        other.execute("BEGIN IMMEDIATE")
        assert "đang bị tiến trình khác khoá" in _complaint(sqlite_url, wait_seconds=0.2)
        other.execute("ROLLBACK")
    with open_store(sqlite_url) as store:
        assert store.counts().documents == 2


OLD = """
import sys
from outputs.store import open_store
from outputs.store.sqlite_files import unchanged
from schemas.errors import ReadOnlyError

try:
    with open_store(sys.argv[1], may_write=False):
        pass
except ReadOnlyError as error:
    print(error)
"""


def test_an_older_store_that_may_only_be_read_is_to_be_copied(tmp_path):
    path = tmp_path / "old" / "store.sqlite"
    path.parent.mkdir()
    dump = (Path(__file__).parent / "schema_2.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as old:
        old.executescript(dump)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    said = run_with_plain_rights(OLD, f"sqlite:///{path}").stdout
    path.parent.chmod(0o755)
    assert "hãy chép kho ra thư mục ghi được" in said


def test_what_is_written_while_it_is_read_as_unchanging_is_told(tmp_path):
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"1")
    with pytest.raises(OutputError, match="có chương trình vừa ghi trong lúc đọc"), unchanged(path):
        path.write_bytes(b"12")
