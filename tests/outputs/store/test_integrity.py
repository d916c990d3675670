"""A sound store has nothing wrong; each planted damage is found and named."""

import sqlite3
from contextlib import closing

import pytest

from outputs.store import open_store
from schemas.crawling import ArchivePlace
from schemas.errors import OutputError


def _found(store, **options):
    return [(issue.code, issue.subject) for issue in store.check(**options)]


def test_a_sound_store_has_nothing_wrong(store, many, frontier, visit, at):
    store.save(many)
    frontier.record([visit("https://a.vn/1", body="x")], now=at())
    assert _found(store) == []
    assert _found(store, sample=3) == []


@pytest.mark.parametrize(
    ("statement", "code", "subject"),
    [
        ("UPDATE facts SET quote = 'khác' WHERE position = 2", "evidence", "a.txt"),
        ("UPDATE facts SET evidence_start = 300, evidence_end = 302 WHERE position = 0", "evidence", "a.txt"),
        ("UPDATE ledger SET start = start + 1 WHERE position = 1", "evidence", "a.txt"),
        ("UPDATE ledger SET fact_id = 'x' WHERE position = 1", "evidence", "a.txt"),
        ("UPDATE facts SET indicator = 'nope' WHERE position = 0", "unreadable", "bản trích 1"),
        ("UPDATE facts SET value = 'viele' WHERE position = 0", "unreadable", "bản trích 1"),
        ("INSERT INTO twins VALUES ('a', 'b', 'near', 0.9)", "orphan", "twins.document_id"),
    ],
)
def test_damage_is_found(store, extraction, statement, code, subject):
    store.save([extraction])
    with store._engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert (code, subject) in _found(store)


def test_a_missing_index_is_found(new_url):
    """In a database of its own: those that tests share keep their tables."""
    with open_store(new_url()) as store:
        with store._engine.begin() as connection:
            connection.exec_driver_sql("DROP INDEX facts_by_indicator")
        assert ("schema", "lược đồ") in _found(store)


def test_one_bad_document_does_not_hide_another(store, many):
    store.save(many)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE facts SET value = 'viele' WHERE extraction_key = 5")
        connection.exec_driver_sql("UPDATE ledger SET text = '?' WHERE extraction_key = 9")
    assert sorted(code for code, _ in _found(store)) == ["evidence", "unreadable"]


def test_reading_what_no_record_can_be_made_of_is_one_clear_line(store, extraction):
    store.save([extraction])
    for column, value in (("value", "viele"), ("indicator", "nope"), ("groups", "[")):
        with store._engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE facts SET {column} = '{value}'")
        with pytest.raises(OutputError, match="không đọc lại được") as caught:
            list(store.extractions())
        assert "\n" not in str(caught.value)


def test_a_reference_that_sqlite_was_not_asked_to_keep(sqlite_url, tmp_path, extraction):
    with open_store(sqlite_url) as store:
        store.save([extraction])
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as raw:
        raw.execute("DELETE FROM extractions")
        raw.commit()
    with open_store(sqlite_url) as store:
        subjects = {subject for code, subject in _found(store) if code == "orphan"}
    assert subjects == {f"{table}.extraction_key" for table in ("facts", "ledger", "checks")}


def test_archive_files_that_are_missing_or_cut(store, frontier, visit, at, tmp_path):
    whole, cut, gone = (ArchivePlace(file=f"bao-a/{name}.warc.gz", offset=100, length=50) for name in "abc")
    visits = [
        visit(f"https://a.vn/{place.file}", hours=n, body="x", place=place)
        for n, place in enumerate((whole, cut, gone))
    ]
    frontier.record(visits, now=at(9))
    (tmp_path / "bao-a").mkdir()
    for place, size in ((whole, 150), (cut, 149)):
        (tmp_path / place.file).write_bytes(b"x" * size)
    assert _found(store, archive_root=tmp_path) == [("archive", cut.file), ("archive", gone.file)]
    assert _found(store) == []


def test_a_damaged_page_is_named(sqlite_url, tmp_path, many):
    with open_store(sqlite_url) as store:
        store.save(many)
    path = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(path)) as raw:
        page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_facts_fact_id'").fetchone()[0]
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[page * size - 200 : page * size] = b"\x00" * 200
    path.write_bytes(content)
    with open_store(sqlite_url) as store:
        assert ("damaged", "cơ sở dữ liệu") in _found(store)
