"""`solieu db` and `solieu diff`, as a person uses them."""

import json
from decimal import Decimal

import pytest

from flows.db_job import back_up, check_tables, format_bytes, print_stats, upgrade_tables
from flows.diff_job import DiffOptions, print_differences
from flows.settings import Settings, load_settings
from outputs.store import Store, open_store
from schemas.documents import Document
from schemas.errors import ConfigError, OutputError
from schemas.extraction import Extraction
from schemas.facts import Evidence, Fact, LedgerRow, Period

TEXT = "Huyện có 45 chi bộ."
FACT = Fact(
    fact_id="f", indicator="cell.total", system="party", measure="count", status="actual", value=Decimal(45),
    value_max=None, denominator=None, denominator_role=None, qualifier="exact", unit="organization", direction=None,
    groups=(), locality=None, organization=None,
    period=Period(start=None, end=None, end_is_published=False, text=None),
    evidence=Evidence(start=9, end=11, quote=TEXT, quote_start=0, quote_end=19), confidence=0.9, rules=("r",),
)  # fmt: skip


def _extraction(extractor: str = "1.0", **fact: object) -> Extraction:
    return Extraction(
        document=Document(
            document_id="d1", name="a.txt", url=None, publisher=None, title=None, byline=None, published=None,
            retrieved_at=None, media_type="text/plain", sha256="0" * 64, province=None, text=TEXT,
        ),
        extractor=extractor, province=None, locality=None, facts=(FACT.model_copy(update=fact),),
        ledger=(LedgerRow(start=9, end=11, text="45", label="fact", fact_id="f", reason=None),),
    )  # fmt: skip


@pytest.fixture
def settings(tmp_path, monkeypatch):
    for name in ("SOLIEU_DATABASE_URL", "SOLIEU_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return load_settings(out=tmp_path / "data")


def _fill(settings: Settings, *extractions: Extraction) -> None:
    with open_store(settings.database_url()) as store:
        assert isinstance(store, Store)
        for extraction in extractions:
            store.save([extraction])


@pytest.mark.parametrize(
    ("variables", "url"),
    [
        ({"SOLIEU_DATABASE_URL": "sqlite:///new"}, "sqlite:///new"),
        ({"SOLIEU_DATABASE": "sqlite:///old"}, "sqlite:///old"),
        ({"SOLIEU_DATABASE": "sqlite:///old", "SOLIEU_DATABASE_URL": "sqlite:///new"}, "sqlite:///new"),
    ],
)
def test_the_database_is_named_by_its_url_or_by_the_old_name(settings, monkeypatch, variables, url):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert load_settings().database_url() == url
    assert load_settings(database="sqlite:///option").database_url() == "sqlite:///option"


def test_a_sound_store_passes_its_check(settings, capsys):
    _fill(settings, _extraction())
    assert check_tables(settings, sample=10) == 0
    assert "không thấy điều gì sai" in capsys.readouterr().err


def test_what_is_wrong_is_said_line_by_line(settings, capsys):
    _fill(settings, _extraction())
    with open_store(settings.database_url()) as store, store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ledger SET text = '46'")
    assert check_tables(settings, sample=None) == 1
    said = capsys.readouterr().err
    assert "a.txt: chữ số 46 không đứng ở 9–11" in said
    assert "1/1 bản trích: 1 điều sai" in said


def test_sizes_are_printed_for_people_and_programs(settings, capsys):
    _fill(settings, _extraction(), _extraction("2.0"))
    print_stats(settings, as_json=False)
    table = capsys.readouterr().out
    assert "facts" in table
    assert "2.0" in table
    print_stats(settings, as_json=True)
    content = json.loads(capsys.readouterr().out)
    assert {one["table"]: one["rows"] for one in content["tables"]}["facts"] == 2
    assert [one["extractor"] for one in content["extractors"]] == ["2.0", "1.0"]
    assert content["bytes"] > 0


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 B"), (999, "999 B"), (1_234_567, "1,2 MB"), (5_000_000_000, "5,0 GB")]
)
def test_bytes_are_printed_as_vietnamese_does(number, words):
    assert format_bytes(number) == words


def test_a_backup_has_the_time_in_its_name_and_never_replaces_unasked(settings, tmp_path):
    _fill(settings, _extraction())
    made = back_up(settings, None, replaces=False)
    assert made.parent == settings.out / "backups"
    with open_store(f"sqlite:///{made}") as copy:
        assert list(copy.extractions()) == [_extraction()]
    with pytest.raises(OutputError, match="--force"):
        back_up(settings, made, replaces=False)
    assert back_up(settings, made, replaces=True) == made


@pytest.mark.parametrize("work", [upgrade_tables, lambda settings: check_tables(settings, sample=1),
                                  lambda settings: back_up(settings, None, replaces=False)])  # fmt: skip
def test_without_a_store_nothing_is_made(settings, work):
    with pytest.raises(OutputError, match="chưa có kho"):
        work(settings)
    assert not settings.out.exists()


def test_a_server_is_backed_up_by_its_own_tool(settings):
    there = settings.model_copy(update={"database": "postgresql+psycopg://me:geheim@host/db"})
    with pytest.raises(ConfigError, match=r"pg_dump .*postgresql://me@host/db") as caught:
        back_up(there, None, replaces=False)
    assert "geheim" not in str(caught.value)


def _options(**given: object) -> DiffOptions:
    plain = {"old": None, "new": None, "document_id": None, "limit": 50, "as_json": False}
    return DiffOptions.model_validate(plain | given)


def test_a_difference_is_a_table_with_counts(settings, capsys):
    _fill(settings, _extraction(), _extraction("2.0", unit="person", value=Decimal(54)))
    print_differences(settings, _options())
    said = capsys.readouterr()
    assert "value: 45 → 54; unit: organization → person" in said.out
    assert "1.0 → 2.0: 1 bài so được, 1 bài có khác" in said.err
    assert "đổi 1" in said.err
    assert "Đổi theo trường: value 1, unit 1." in said.err
    print_differences(settings, _options(old="2.0", new="1", as_json=True))
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["fields"][0] == {"field": "value", "old": "54", "new": "45"}


def test_no_difference_is_no_table(settings, capsys):
    _fill(settings, _extraction(), _extraction("2.0"))
    print_differences(settings, _options())
    said = capsys.readouterr()
    assert said.out == ""
    assert "0 bài có khác" in said.err


def test_a_long_table_says_how_much_it_left_out(settings, capsys):
    _fill(settings, _extraction(), _extraction("2.0", unit="person"))
    print_differences(settings, _options(limit=0))
    assert "còn 1 khác biệt nữa" in capsys.readouterr().err


def test_one_version_cannot_be_compared(settings):
    _fill(settings, _extraction())
    with pytest.raises(OutputError, match="chưa có hai phiên bản"):
        print_differences(settings, _options())


def test_one_document_is_compared_alone(settings, capsys):
    _fill(settings, _extraction(), _extraction("2.0", unit="person"))
    print_differences(settings, _options(document_id="d1"))
    said = capsys.readouterr().err
    assert "1.0 → 2.0: 1 bài so được, 1 bài có khác.\n" in said


@pytest.mark.parametrize(
    ("stored", "document", "said"),
    [
        (("1.0", "2.0"), "d2", "--document d2: kho không có bài này; hãy chép trọn document_id"),
        (("1.0", "2.0"), "d", "--document d: kho không có bài này; hãy"),
        (("2.0",), "d1", "--document d1: bản 1.0 không đọc bài này; hãy so hai trong các bản đã đọc: 2.0"),
    ],
)
def test_a_document_that_cannot_be_compared_is_refused(settings, stored, document, said):
    other = _extraction().document.model_copy(update={"document_id": "other", "name": "b.txt"})
    _fill(settings, _extraction().model_copy(update={"document": other}), *map(_extraction, stored))
    if "1.0" not in stored:
        _fill(settings, _extraction("2.0").model_copy(update={"document": other}))
    with pytest.raises(OutputError, match=said):
        print_differences(settings, _options(document_id=document))


def test_the_commands_work_from_the_shell_on_a_server(solieu, solieu_here, new_postgres_url):
    url = new_postgres_url()
    environment = {"SOLIEU_DATABASE_URL": url}
    done = solieu("db", "upgrade", env=environment)
    assert (done.returncode, "Đã tạo bảng của kho" in done.stderr) == (0, True), done.stderr
    done = solieu_here("db", "upgrade", env={"SOLIEU_DATABASE": url})
    assert (done.returncode, "không phải làm gì" in done.stderr) == (0, True), done.stderr
    done = solieu_here("db", "check", "--all", env=environment)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    done = solieu_here("db", "backup", env=environment)
    assert (done.returncode, "pg_dump" in done.stderr) == (2, True)
    done = solieu_here("db", "stats", env=environment)
    assert (done.returncode, "reviews" in done.stdout) == (0, True), done.stderr
    done = solieu_here("diff", env=environment)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
