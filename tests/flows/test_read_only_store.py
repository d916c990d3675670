"""A store that may only be read: what reads does its work, what writes says so; nothing is left beside the file."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from plain_rights import COMMANDS, run_with_plain_rights

from extractors.extraction import load_extractor
from flows.inputs import load_document
from outputs.store import open_store

TEXT = (
    "Đến ngày 31/12/2023, Đảng bộ huyện Ba Bể (Bắc Kạn) có 5.314 đảng viên, "
    "45 tổ chức cơ sở đảng (19 đảng bộ, 28 chi bộ)."
)
READING = [
    ["compare", "member.total"],
    ["check", "--limit", "1"],
    ["check", "--all", "--limit", "1"],
    ["export", "--format", "jsonl"],
    ["db", "check"],
    ["db", "stats"],
    ["db", "backup"],
    ["sources", "status"],
    ["users", "list"],
]
CODES = [0, 1, 1, 0, 0, 0, 0, 1, 0]
"""A check that fails is told by 1, and so is that nothing was crawled."""


@pytest.fixture
def closed(tmp_path: Path, main_jobs) -> Iterator[Path]:
    """A store in a folder, both closed to writing."""
    article = tmp_path / "bai.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert main_jobs.run(article, out=tmp_path / "made").code == 0
    folder = tmp_path / "kho #1"
    folder.mkdir()
    path = folder / "solieu.sqlite"
    with closing(sqlite3.connect(tmp_path / "made" / "solieu.sqlite")) as made:
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.write_bytes((tmp_path / "made" / "solieu.sqlite").read_bytes())
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)


def run(path: Path, *commands: list[str], out: Path) -> tuple[list[int], str, str]:
    url = f"sqlite:///{path}"
    words = [[*one, "--database", url, *extra_of(one, out)] for one in commands]
    done = run_with_plain_rights(COMMANDS, json.dumps(words))
    codes = [int(line.split()[-1]) for line in done.stdout.splitlines() if line.startswith("== ")]
    return codes, done.stdout, done.stderr


def extra_of(command: list[str], out: Path) -> list[str]:
    match command[:2]:
        case ["export", _]:
            return ["--out", str(out / "exported")]
        case ["db", "backup"]:
            return [str(out / "copy.sqlite")]
        case ["db", "check"]:
            return ["--out", str(out)]
    return []


@pytest.mark.parametrize("folder_mode", [0o555, 0o755])
def test_what_reads_does_its_work(closed: Path, tmp_path: Path, folder_mode: int) -> None:
    closed.parent.chmod(folder_mode)
    codes, said, complaints = run(closed, *READING, out=tmp_path)
    assert codes == CODES, said + complaints
    assert "19 + 28 ≠ 45" in said
    assert (tmp_path / "exported" / "facts.jsonl").read_text(encoding="utf-8").count("\n") >= 1
    assert "chỉ đọc được" in complaints
    assert "các phép kiểm tra giữa các bài là của lần chạy trước" in complaints
    assert "Traceback" not in complaints
    assert [path.name for path in closed.parent.iterdir()] == ["solieu.sqlite"]
    with open_store(f"sqlite:///{tmp_path / 'copy.sqlite'}") as copy:
        assert copy.counts().documents == 1


def test_what_writes_says_why_not(closed: Path, tmp_path: Path) -> None:
    codes, _, complaints = run(closed, ["db", "upgrade"], out=tmp_path)
    assert codes == [1]
    assert "chỉ đọc được; hãy cấp quyền ghi" in complaints


def test_what_a_writer_has_not_put_into_the_file_yet_is_read(closed: Path, tmp_path: Path) -> None:
    closed.parent.chmod(0o755)
    closed.chmod(0o644)
    with closing(sqlite3.connect(closed, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("UPDATE documents SET name = 'moi.txt'")
        closed.chmod(0o444)
        closed.parent.chmod(0o555)
        codes, _, complaints = run(closed, ["export", "--format", "jsonl"], out=tmp_path)
    assert codes == [0], complaints
    assert "moi.txt" in (tmp_path / "exported" / "documents.jsonl").read_text(encoding="utf-8")


def test_an_address_of_sqlite_itself_is_read(closed: Path, solieu_here) -> None:
    name = str(closed).replace("#", "%23")
    done = solieu_here("db", "stats", "--json", "--database", f"sqlite:///file:{name}?immutable=1&uri=true")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["bytes"] >= closed.stat().st_size


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path, solieu_here) -> None:
    done = solieu_here("sources", "status", "--database", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert (done.returncode, "chưa có kho" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_user_who_may_only_read_a_server_reads(solieu_here, postgres, new_postgres_url, tmp_path: Path) -> None:
    url = new_postgres_url()
    article = tmp_path / "bai.txt"
    article.write_text(TEXT, encoding="utf-8")
    with open_store(url) as store:
        store.save([load_extractor().extract(load_document(article, ()))])
    name = url.rpartition("/")[2]
    postgres.sql("DROP ROLE IF EXISTS reader")
    postgres.sql("CREATE ROLE reader LOGIN")
    postgres.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", database=name)
    as_reader = url.replace("solieu@", "reader@")
    try:
        done = solieu_here("check", "--limit", "1", "--database", as_reader)
        assert (done.returncode, "19 + 28 ≠ 45" in done.stdout) == (1, True), done.stderr
        assert "các phép kiểm tra giữa các bài là của lần chạy trước" in done.stderr
        done = solieu_here("compare", "member.total", "--database", as_reader)
        assert (done.returncode, "5.314" in done.stdout) == (0, True), done.stderr
    finally:
        postgres.sql("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM reader", database=name)
        postgres.sql("DROP ROLE reader")
