"""The main job, many times on one Prefect API."""

import fcntl
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.sample_corpus import sample_folder
from flows.settings import load_settings
from schemas.errors import ConfigError

EXPORTS = ("checks.csv", "checks.jsonl", "documents.jsonl", "facts.csv", "facts.jsonl", "facts.xlsx", "report.html")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Some of the sample articles, with their sidecars."""
    folder = tmp_path / "in"
    folder.mkdir()
    chosen = sorted(path for path in sample_folder().iterdir() if path.suffix in (".txt", ".html"))[::3]
    for path in chosen:
        for one in path.parent.glob(f"{path.stem}.*"):
            shutil.copy(one, folder / one.name)
    return folder


def test_a_second_run_stores_nothing_twice(main_jobs, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main_jobs.run(articles, out=out, batch_size=2).code == 0
    first = {name: (out / name).read_bytes() for name in EXPORTS}
    documents = len((out / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    assert documents == len([path for path in articles.iterdir() if path.suffix in (".txt", ".html")])
    again = main_jobs.run(articles, out=out, batch_size=2)
    assert (again.code, again.err) == (0, "")
    assert {name: (out / name).read_bytes() for name in EXPORTS} == first
    with closing(sqlite3.connect(out / "solieu.sqlite")) as store:
        assert store.execute("select count(*) from extractions").fetchone() == (documents,)
    assert _cell(again.out, "Bài đã có từ trước, bỏ qua") == str(documents)
    assert _cell(again.out, "Bài lưu mới") == "0"


def test_every_numeral_is_accounted_for(main_jobs, articles: Path, tmp_path: Path) -> None:
    done = main_jobs.run(articles, out=tmp_path / "out")
    accounted, numerals = _cell(done.out, "Con số đã giải trình").split("/")
    assert accounted == numerals != "0"


def test_batches_change_nothing(main_jobs, articles: Path, tmp_path: Path) -> None:
    for size in (1, 100):
        main_jobs.run(articles, out=tmp_path / str(size), batch_size=size)
    for name in EXPORTS:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "100" / name).read_bytes()


def test_a_new_article_joins_the_stored_ones(main_jobs, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    names = sorted(path for path in articles.iterdir() if path.suffix == ".txt")
    main_jobs.run(names[0], out=out)
    main_jobs.run(*names, out=out)
    lines = (out / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"]["name"] for line in lines] == [path.name for path in names]


def test_a_corrected_sidecar_is_read_again(main_jobs, articles: Path, tmp_path: Path) -> None:
    article = next(path for path in sorted(articles.iterdir()) if path.suffix == ".txt")
    stored = []
    for published in ("2001-02-03", "2002-03-04", "2002-03-04"):
        article.with_suffix(".meta.json").write_text(json.dumps({"published": published}), encoding="utf-8")
        stored.append(_cell(main_jobs.run(article, out=tmp_path / "out").out, "Bài lưu mới"))
    assert stored == ["1", "1", "0"]
    (line,) = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["document"]["published"] == "2002-03-04"


def test_two_runs_in_one_folder_take_turns(main_jobs, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with (out / ".solieu.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "solieu run khác" in main_jobs.run(articles, out=out).error
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
