"""Each trouble with a PostgreSQL server is one clear line, and what was reported as stored is still there."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from loopback_postgres import PostgresServer, find_binaries, postgres_server
from sqlalchemy import create_engine

from outputs.store import open_store
from outputs.store.transactions import begin_write
from schemas.errors import OutputError


def _complaint(url: str, **options: float) -> str:
    with pytest.raises(OutputError) as caught, open_store(url, **options):
        pass
    assert "\n" not in str(caught.value)
    return str(caught.value)


@contextmanager
def _own_server() -> Iterator[PostgresServer]:
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here")
    with postgres_server(binaries, is_durable=True) as server:
        yield server


@pytest.fixture
def url(new_postgres_url):
    return new_postgres_url()


def test_nobody_answers():
    said = _complaint("postgresql+psycopg://solieu:geheim@127.0.0.1:1/solieu")
    assert "geheim" not in said
    assert "không nối được" in said


def test_no_such_database(postgres):
    said = _complaint(postgres.url("nirgends"))
    assert "không nối được" in said
    assert "does not exist" in said


def test_a_plain_url_takes_our_driver(url, extraction):
    with open_store(url.replace("+psycopg", "")) as store:
        assert store.save([extraction]).stored == 1


def test_locked(url, extraction):
    with open_store(url):
        pass
    other = create_engine(url)
    with open_store(url, wait_seconds=0.2) as store, other.connect() as connection:
        connection.exec_driver_sql("LOCK TABLE extractions IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(OutputError, match="đang bị tiến trình khác khoá"):
            store.save([extraction])
        connection.rollback()
        assert store.save([extraction]).stored == 1
    other.dispose()


def test_a_writer_that_is_at_work_is_waited_for_but_not_for_ever(url, extraction):
    with open_store(url) as one, open_store(url, wait_seconds=0.2) as other:
        with begin_write(one._engine):
            with pytest.raises(OutputError, match="đang bị tiến trình khác khoá"):
                other.save([extraction])
            assert list(other.extractions()) == [], "reading waits for nobody"
        assert other.save([extraction]).stored == 1


def test_read_only(url, extraction):
    with open_store(url) as store:
        store.save([extraction])
    with open_store(f"{url}?options=-c%20default_transaction_read_only%3Don") as store:
        assert list(store.extractions()) == [extraction]
        with pytest.raises(OutputError, match="chỉ đọc được"):
            store.save([extraction.model_copy(update={"extractor": "2.0"})])


def test_a_user_without_rights(url, postgres, extraction):
    with open_store(url):
        pass
    postgres.sql("DROP ROLE IF EXISTS guest")
    postgres.sql("CREATE ROLE guest LOGIN")
    with (
        pytest.raises(OutputError, match="không cho người dùng này ghi"),
        open_store(url.replace("solieu@", "guest@")) as store,
    ):
        store.save([extraction])


def test_a_connection_that_the_server_ended_is_made_anew(url, postgres, extraction):
    with open_store(url) as store:
        store.save([extraction])
        postgres.sql(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.rpartition('/')[2]}'"
        )
        assert list(store.extractions()) == [extraction]


def test_a_crash_of_the_server_loses_nothing_that_was_reported(many):
    with _own_server() as server:
        url = server.create()
        with open_store(url) as store:
            store.save(many[:30])
            store.frontier.add_found("bao-a", [], at=many[0].document.retrieved_at)
            server.kill()
            with pytest.raises(OutputError, match="không nối được"):
                store.save(many[30:])
            server.start()
            assert len(list(store.extractions())) == 30
            assert store.save(many[30:]).stored == 40
            assert list(store.check()) == []


def test_damaged(many):
    with _own_server() as server:
        url = server.create()
        with open_store(url) as store:
            store.save(many)
        name = url.rpartition("/")[2]
        server.sql("CHECKPOINT", name)
        file = server.folder / "data" / server.sql("SELECT pg_relation_filepath('facts')", name)
        server.stop()
        content = bytearray(file.read_bytes())
        content[8192:16384] = b"\xff" * 8192
        file.write_bytes(content)
        server.start()
        with pytest.raises(OutputError, match="bị hỏng"), open_store(url) as store:
            list(store.check())


def test_disk_full(postgres, many, small_disk):
    large = [
        one.model_copy(
            update={"document": one.document.model_copy(update={"text": one.document.text + _noise(number)})}
        )
        for number, one in enumerate(many)
    ]
    with small_disk(24) as disk:
        # Given back before the database is dropped: the server writes down what it holds then.
        reserve = disk / "reserve"
        reserve.write_bytes(bytes(4_000_000))
        postgres.give(disk)
        postgres.sql(f"CREATE TABLESPACE small LOCATION '{disk}'")
        postgres.sql("CREATE DATABASE small TABLESPACE small TEMPLATE template0")
        url = postgres.url("small")
        try:
            with open_store(url) as store:
                store.save(many[:2])
                # Copied files have holes until then, which a full disk could not fill.
                postgres.sql("CHECKPOINT")
                with pytest.raises(OutputError, match="ổ đĩa của máy chủ đã đầy"):
                    store.save(large)
                assert len(list(store.extractions())) == 2
                assert store.counts().extractions == 2
        finally:
            reserve.unlink()
            postgres.drop(url)
            postgres.sql("DROP TABLESPACE small")


def _noise(seed: int) -> str:
    """A quarter of a megabyte that does not get smaller when it is packed."""
    return random.Random(seed).randbytes(125_000).hex()
