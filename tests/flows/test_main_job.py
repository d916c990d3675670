"""The main job in this process, on one Prefect API for the session."""

import fcntl
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.sample_corpus import sample_folder
from flows.settings import Settings, load_settings
from schemas.errors import ConfigError, OutputError

# Prefect's own models, with the SQLAlchemy of today.
pytestmark = pytest.mark.filterwarnings("ignore:Type object .* OperatorClass:sqlalchemy.exc.SADeprecationWarning")

EXPORTS = ("documents.jsonl", "facts.csv", "facts.jsonl", "facts.xlsx", "report.html")


@pytest.fixture
def run(prefect_session):
    from flows.main_job import run_main_job

    return run_main_job


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    shutil.copytree(sample_folder(), folder)
    return folder


def test_a_second_run_stores_nothing_twice(
    run, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(out=tmp_path / "out", batch_size=5)
    assert run([articles], settings) == 0
    first = {name: (settings.out / name).read_bytes() for name in EXPORTS}
    documents = len((settings.out / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    assert documents == len([path for path in articles.iterdir() if path.suffix in (".txt", ".html")])
    capsys.readouterr()
    assert run([articles], settings) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert {name: (settings.out / name).read_bytes() for name in EXPORTS} == first
    with closing(sqlite3.connect(settings.out / "solieu.sqlite")) as store:
        assert store.execute("select count(*) from extractions").fetchone() == (documents,)
    assert _cell(printed.out, "Bài đã có từ trước, bỏ qua") == str(documents)
    assert _cell(printed.out, "Bài lưu mới") == "0"


def test_every_numeral_is_accounted_for(
    run, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run([articles], Settings(out=tmp_path / "out"))
    accounted, numerals = _cell(capsys.readouterr().out, "Con số đã giải trình").split("/")
    assert accounted == numerals != "0"


def test_batches_change_nothing(run, articles: Path, tmp_path: Path) -> None:
    for size in (1, 100):
        run([articles], Settings(out=tmp_path / str(size), batch_size=size))
    for name in EXPORTS:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "100" / name).read_bytes()


def test_a_new_article_joins_the_stored_ones(run, articles: Path, tmp_path: Path) -> None:
    settings = Settings(out=tmp_path / "out")
    names = sorted(path for path in articles.iterdir() if path.suffix == ".txt")
    run(names[:1], settings)
    run(names, settings)
    lines = (settings.out / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"]["name"] for line in lines] == [path.name for path in names]


def test_a_corrected_sidecar_is_read_again(
    run, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(out=tmp_path / "out")
    article = next(path for path in sorted(articles.iterdir()) if path.suffix == ".txt")
    sidecar = article.with_suffix(".meta.json")
    for published in ("2001-02-03", "2002-03-04", "2002-03-04"):
        sidecar.write_text(json.dumps({"published": published}), encoding="utf-8")
        run([article], settings)
    assert [_cell(table, "Bài lưu mới") for table in capsys.readouterr().out.split("Kết quả")[1:]] == ["1", "1", "0"]
    (line,) = (settings.out / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["document"]["published"] == "2002-03-04"


def test_two_runs_in_one_folder_take_turns(run, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with (out / ".solieu.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(OutputError, match="solieu run khác"):
            run([articles], Settings(out=out))
    assert sorted(path.name for path in out.iterdir()) == [".solieu.lock"]


def test_a_prefect_server_that_does_not_answer_is_named(solieu, tmp_path: Path) -> None:
    done = solieu("run", "--out", tmp_path, env={"PREFECT_API_URL": "http://127.0.0.1:9/api", "HOME": str(tmp_path)})
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "PREFECT_API_URL=http://127.0.0.1:9/api" in line


def test_settings_come_from_the_environment_and_options_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLIEU_OUT", "/x")
    monkeypatch.setenv("SOLIEU_BATCH_SIZE", "7")
    settings = load_settings()
    assert (settings.out, settings.batch_size, settings.database_url()) == (Path("/x"), 7, "sqlite:////x/solieu.sqlite")
    assert load_settings(out=Path("y"), database="sqlite:///z").database_url() == "sqlite:///z"
    monkeypatch.setenv("SOLIEU_BATCH_SIZE", "many")
    with pytest.raises(ConfigError, match="SOLIEU_BATCH_SIZE"):
        load_settings()


def _cell(table: str, label: str) -> str:
    return next(line for line in table.splitlines() if label in line).split("│")[2].strip()
