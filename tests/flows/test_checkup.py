import json
from pathlib import Path

import pytest

from flows import checkup
from flows.checkup import Finding, examine, is_working
from flows.settings import Settings
from outputs.store import open_store

ALL_CHECKS = checkup.CHECKS


@pytest.fixture(autouse=True)
def _without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check that loads all models runs in the test of the command alone."""
    monkeypatch.setattr(checkup, "CHECKS", tuple(check for check in checkup.CHECKS if "mô hình" not in check.name))


def found(settings: Settings) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(settings)}


def test_a_store_that_is_not_there_yet_is_fine_and_is_not_made(tmp_path: Path) -> None:
    findings = found(Settings(out=tmp_path / "out", contact="kho@baomau.vn"))
    assert findings["Kho dữ liệu"].outcome == "ok"
    assert findings["Chính sách mạng"].outcome == "ok"
    assert "kho@baomau.vn" in findings["Chính sách mạng"].detail
    assert is_working(list(findings.values()))
    assert list(tmp_path.iterdir()) == []


def test_a_store_in_use_tells_its_schema(tmp_path: Path) -> None:
    settings = Settings(out=tmp_path)
    with open_store(settings.database_url()):
        pass
    assert "lược đồ 00" in found(settings)["Kho dữ liệu"].detail


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:9/solieu", "mysql://x/y", "sqlite:////proc/none/x.sqlite"])
def test_a_store_that_cannot_be_opened_is_broken(url: str, tmp_path: Path) -> None:
    findings = found(Settings(out=tmp_path, database=url))
    assert findings["Kho dữ liệu"].outcome == "broken"
    assert "\n" not in findings["Kho dữ liệu"].detail
    assert not is_working(list(findings.values()))


def test_what_only_some_features_need_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("corpus.readers.legacy_office.find_program", lambda: None)
    findings = found(Settings(out=tmp_path))
    missing = {name for name, one in findings.items() if one.outcome == "missing"}
    assert {"LibreOffice", "Trình duyệt", "Chính sách mạng"} <= missing
    assert "apt-get install" in findings["LibreOffice"].detail
    assert is_working(list(findings.values()))


def test_too_little_space_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "LITTLE_SPACE_MB", 10**12)
    assert "hãy dọn chỗ" in found(Settings(out=tmp_path / "a" / "b"))["Thư mục kết quả"].detail


def test_a_server_or_cluster_that_does_not_answer_is_broken_and_its_password_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://an:bimat@127.0.0.1:9/api")
    monkeypatch.setattr("flows.spreading.ANSWER_SECONDS", 1)
    findings = found(Settings(out=tmp_path, dask_address="tcp://127.0.0.1:9"))
    assert findings["Prefect"].outcome == findings["Dask"].outcome == "broken"
    assert "không trả lời" in findings["Prefect"].detail
    assert "không trả lời" in findings["Dask"].detail
    assert "bimat" not in str(findings)


def test_the_command(solieu, solieu_here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = solieu("doctor", "--json", env={"SOLIEU_OUT": str(tmp_path)})
    outcomes = {one["name"]: one["outcome"] for one in json.loads(done.stdout)}
    assert outcomes["Quy tắc và mô hình"] == outcomes["Python"] == "ok"
    assert done.returncode == 0
    monkeypatch.setattr(checkup, "CHECKS", ALL_CHECKS)
    broken = solieu_here("doctor", "--json", env={"SOLIEU_DATABASE_URL": "postgresql://127.0.0.1:9/x"})
    outcomes = {one["name"]: one["outcome"] for one in json.loads(broken.stdout)}
    assert (outcomes["Quy tắc và mô hình"], outcomes["Kho dữ liệu"]) == ("ok", "broken")
    assert broken.returncode == 1
