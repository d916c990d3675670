"""Results at an address of a remote file system: complete, as in a folder, and none where they cannot be."""

import json
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from corpus.isolation.limits import ReadingLimits
from flows.addresses import printable_address
from flows.backfill_job import run_backfill
from flows.crawl_job import run_crawl_job
from flows.crawl_steps import CrawlOptions
from flows.extraction_output import extract_documents
from flows.main_job import run_main_job
from flows.remote_results import RemoteFolder
from flows.settings import Settings, load_settings
from flows.settings_origins import trace_settings
from schemas.errors import ConfigError, OutputError

ARTICLE = "Năm 2021, huyện Ba Bể kết nạp {} đảng viên mới.\n"
EXPORTS = ("documents.jsonl", "facts.csv", "facts.jsonl", "checks.jsonl", "issues.jsonl")


@pytest.fixture(autouse=True)
def _no_prefect(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("flows.prefect_api.has_loopback", lambda: False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def address() -> str:
    """An empty folder of fsspec's own file system in memory."""
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
    return "memory://kho/tin"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for number in (11, 22, 33):
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "tin.txt").write_text(ARTICLE.format(number), encoding="utf-8")
    return folder


def there() -> dict[str, bytes]:
    return {path.removeprefix("/kho/tin/"): file.getvalue() for path, file in MemoryFileSystem.store.items()}


@pytest.mark.parametrize("job", ["run", "backfill"])
def test_a_run_leaves_there_what_it_would_leave_in_a_folder(
    job: str, address: str, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out, store in ((tmp_path / "out", "a"), (address, "b")):
        settings = Settings(out=out, database=f"sqlite:///{tmp_path / store}.sqlite")
        assert settings.out == out
        if job == "run":
            assert run_main_job([articles], settings) == 0
        else:
            assert run_backfill([str(articles)], settings, is_estimate_only=False) == 0
    found, local = there(), tmp_path / "out"
    assert {name: found[name] for name in EXPORTS} == {name: (local / name).read_bytes() for name in EXPORTS}
    expected = {path.relative_to(local).as_posix() for path in local.rglob("*") if path.is_file()}
    assert found.keys() == {name for name in expected if not name.startswith(".")}
    assert f"{address}/documents.jsonl" in capsys.readouterr().out


def test_a_second_run_knows_the_first_and_replaces_its_files(address: str, articles: Path, tmp_path: Path) -> None:
    settings = Settings(out=address, database=f"sqlite:///{tmp_path / 'store.sqlite'}")
    run_main_job([articles / "11"], settings)
    run_main_job([articles], settings)
    assert len(there()["documents.jsonl"].splitlines()) == 3
    assert json.loads(there()["run.json"])["known"] == 1


def test_extract_gives_each_document_a_file_of_its_own(address: str, articles: Path) -> None:
    for _ in range(2):
        assert extract_documents([articles], out=address, limits=ReadingLimits()) == 0
    found = there()
    assert len(found) == 3
    assert "tin.json" in found
    assert all(json.loads(content)["facts"] for content in found.values())


def test_a_file_that_cannot_be_sent_leaves_the_one_before(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file = RemoteFolder(address), tmp_path / "bang.csv"
    file.write_text("cũ", encoding="utf-8")
    assert folder.send([file]) == (f"{address}/bang.csv",)
    file.write_text("mới", encoding="utf-8")

    def full(self: MemoryFileSystem, path: str, value: bytes, **more: object) -> None:
        with self.open(path, "wb") as half:
            half.write(value[:1])
        raise RuntimeError("no room\nleft")

    monkeypatch.setattr(MemoryFileSystem, "put_file", lambda self, here, beside: full(self, beside, b"m"))
    with pytest.raises(OutputError, match=r"memory://kho/tin: .*no room left.*kiểm tra") as told:
        folder.send([file])
    assert "\n" not in str(told.value)
    assert there() == {"bang.csv": "cũ".encode()}


def test_the_manifest_comes_last_and_old_pages_go(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "report"
    pages.mkdir()
    files = [tmp_path / "manifest.json", pages, tmp_path / "z.csv"]
    for name in ("manifest.json", "z.csv", "report/1.html", "report/2.html"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    folder = RemoteFolder(address)
    assert folder.send(files) == tuple(f"{address}/{file.name}" for file in files)
    (pages / "2.html").unlink()
    order: list[str] = []
    move = MemoryFileSystem.mv
    monkeypatch.setattr(MemoryFileSystem, "mv", lambda self, a, b: (order.append(b), move(self, a, b))[1])
    folder.send(files)
    assert order[-1].endswith("/manifest.json")
    assert there().keys() == {"manifest.json", "z.csv", "report/1.html"}


def test_what_an_address_cannot_hold_is_refused(address: str, articles: Path) -> None:
    settings = Settings(out=address)
    with pytest.raises(ConfigError, match=r"memory://kho/tin: kho SQLite .*SOLIEU_DATABASE_URL"):
        run_main_job([articles], settings)
    with pytest.raises(ConfigError, match=r"memory://kho/tin: kho lưu trang .*solieu export"):
        run_crawl_job([], settings, CrawlOptions())
    assert there() == {}


def test_an_unknown_file_system_is_one_line() -> None:
    with pytest.raises(OutputError, match=r"^xyz://kho: [^\n]*xyz[^\n]*$"):
        RemoteFolder("xyz://kho")


def test_the_password_of_an_address_is_not_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOLIEU_OUT", "ftp://an:bimat@kho/tin")
    assert load_settings().out == "ftp://an:bimat@kho/tin"
    (shown,) = [setting.value for setting in trace_settings() if setting.name == "out"]
    assert shown == printable_address("ftp://an:bimat@kho/tin") == "ftp://an:***@kho/tin"


def test_the_commands(solieu, solieu_here, articles: Path, tmp_path: Path) -> None:
    remote, database = f"local://{tmp_path / 'xa'}", f"sqlite:///{tmp_path / 'kho.sqlite'}"
    run_main_job([articles], Settings(out=tmp_path / "out", database=database))
    exported = solieu_here("export", "--out", remote, "--database", database, "--format", "csv")
    assert (exported.returncode, exported.stderr) == (0, "")
    assert f"{remote}/facts.csv" in exported.stdout.splitlines()
    assert (tmp_path / "xa" / "facts.csv").read_bytes() == (tmp_path / "out" / "facts.csv").read_bytes()
    refused = solieu("run", articles, "--out", remote)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
