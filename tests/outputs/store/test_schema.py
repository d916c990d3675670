"""Stores of every older schema become those of the present one, whole or not at all, and nothing in them is lost."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from outputs.store import open_store, schema, upgrade_store
from outputs.store.schema import HEAD, find_differences, read_revision, upgrade
from schemas.errors import OutputError

DUMP = Path(__file__).parent / "schema_2.sql"
OLDER = ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"]
NAMES = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"


@pytest.fixture
def url(new_url):
    """Of a database without tables."""
    return new_url()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite"


def _make(url: str, revision: str, *, is_stamped: bool = True) -> None:
    """A store as the program of this revision made it; before Alembic the number stood in `meta`."""
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, revision)
        if not is_stamped:
            connection.exec_driver_sql("DROP TABLE store_revision")
            connection.exec_driver_sql(f"INSERT INTO meta VALUES ('schema', '{int(revision)}')")
    engine.dispose()


def _revision(url: str) -> str | None:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = read_revision(connection)
    engine.dispose()
    return found


def _complaint(url: str) -> str:
    with pytest.raises(OutputError) as caught, open_store(url):
        pass
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_last_step_is_the_revision_that_is_written():
    steps = ScriptDirectory(str(schema._FOLDER))
    assert steps.get_heads() == [HEAD]
    assert [step.revision for step in steps.walk_revisions()] == [HEAD, *OLDER[::-1]]


def test_the_steps_make_the_tables_that_are_written(url):
    with open_store(url) as store, store._engine.connect() as connection:
        assert find_differences(connection) == ()
        connection.exec_driver_sql("DROP INDEX facts_by_indicator")
        connection.exec_driver_sql("ALTER TABLE documents DROP COLUMN marks")
        missing = find_differences(connection)
    assert len(missing) == 2
    assert "facts_by_indicator" in " ".join(missing)
    assert "marks" in " ".join(missing)


# From revision 5 on, Alembic's own table always names it.
@pytest.mark.parametrize(
    ("revision", "is_stamped"), [*((one, True) for one in OLDER), *((one, False) for one in OLDER[:4])]
)
def test_every_older_store_is_brought_up_to_date(url, extraction, revision, is_stamped):
    _make(url, revision, is_stamped=is_stamped)
    assert upgrade_store(url) == (revision, HEAD)
    assert upgrade_store(url) == (HEAD, HEAD)
    with open_store(url) as store:
        store.save([extraction])
        assert list(store.extractions()) == [extraction]
        with store._engine.connect() as connection:
            assert find_differences(connection) == ()


def test_an_empty_database_gets_its_tables(url):
    assert _revision(url) is None
    assert upgrade_store(url) == (None, HEAD)
    assert _revision(url) == HEAD


def test_an_older_store_on_a_server_waits_for_the_command(new_postgres_url):
    url = new_postgres_url()
    _make(url, "0004", is_stamped=False)
    for _ in range(2):
        said = _complaint(url)
        assert f"có lược đồ 0004, chương trình này cần {HEAD}" in said
        assert "solieu db upgrade" in said
    upgrade_store(url)
    with open_store(url):
        pass


def test_a_store_of_the_second_schema_keeps_all_it_held(sqlite_url, path, extraction, build_extraction):
    """The dump is of a file that the program wrote when its schema was 2, without the tables of crawls."""
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(DUMP.read_text(encoding="utf-8"))
    small = build_extraction("Huyện có 7 người.\n", [("7", {})], name="b.txt")
    for _ in range(2):
        with open_store(sqlite_url) as store:
            assert list(store.extractions()) == [extraction.model_copy(update={"checks": ()}), small]
            assert list(store.frontier.states("any")) == []
    with closing(sqlite3.connect(path)) as raw:
        upgraded = set(raw.execute(NAMES))
    new = path.with_name("new.sqlite")
    with open_store(f"sqlite:///{new}"), closing(sqlite3.connect(new)) as raw:
        assert set(raw.execute(NAMES)) == upgraded


def test_facts_of_the_first_schema_have_no_rejected_reading(sqlite_url, path, extraction):
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(DUMP.read_text(encoding="utf-8"))
        raw.execute("ALTER TABLE facts DROP COLUMN rejected_reading")
        raw.execute("UPDATE meta SET value = '1'")
        raw.commit()
    with open_store(sqlite_url) as store:
        read = next(store.extractions())
    assert read.facts == tuple(f.model_copy(update={"rejected_reading": None}) for f in extraction.facts)


def test_a_failing_step_leaves_the_store_as_it_was(sqlite_url, path):
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(DUMP.read_text(encoding="utf-8"))
        # A table of the last step is in its way: all steps before it are taken back too.
        raw.execute("CREATE TABLE reviews (x)")
        before = "\n".join(raw.iterdump())
    with pytest.raises(OutputError, match="reviews already exists"), open_store(sqlite_url):
        pass
    with closing(sqlite3.connect(path)) as raw:
        assert "\n".join(raw.iterdump()) == before


def test_a_newer_store_is_refused(url):
    with open_store(url) as store, store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE store_revision SET version_num = '0099'")
    assert f"có lược đồ 0099, chương trình này ghi lược đồ {HEAD}" in _complaint(url)
    with pytest.raises(OutputError, match="có lược đồ 0099"):
        upgrade_store(url)


def test_programs_from_before_alembic_find_a_schema_that_is_not_theirs(url):
    """They read `meta`, refuse what they do not know, and write nothing."""
    with open_store(url) as store, store._engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'schema'").scalar() == "alembic"


@pytest.mark.parametrize("table", ["documents", "meta", "sources"])
def test_another_programs_database_is_left_alone(url, table):
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {table} (x INTEGER)")
    assert "của chương trình khác" in _complaint(url)
    assert inspect(engine).get_table_names() == [table]
    engine.dispose()


def test_tables_of_others_do_not_disturb(url):
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('a1b2c3')")
        connection.exec_driver_sql("CREATE TABLE flow_run (x INTEGER)")
    with open_store(url) as store, store._engine.connect() as connection:
        assert find_differences(connection) == ()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "a1b2c3"
    engine.dispose()


def test_many_may_open_a_new_store_at_once(new_url):
    url, failed = new_url(), []

    def work() -> None:
        try:
            with open_store(url) as store:
                store.counts()
        except OutputError as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert _revision(url) == HEAD
