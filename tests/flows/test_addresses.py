"""Paths, file URLs and remote addresses, as words of the command line and as settings."""

import json
from pathlib import Path

import pytest

from flows.addresses import plain_path, without_file_url
from flows.settings import load_settings
from schemas.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("file:///bai/tin.html", "/bai/tin.html"),
        ("FILE:///bai/b%C3%A0i%201%23.html", "/bai/bài 1#.html"),
        ("file://localhost/bai/bài 1.html", "/bai/bài 1.html"),
        ("file:/bai/tin.html", "/bai/tin.html"),
        ("file:///", "/"),
        ("file:tin.html", "file:tin.html"),
        ("bai/file:///x", "bai/file:///x"),
        ("b%C3%A0i.html", "b%C3%A0i.html"),
        ("s3://kho/tin", "s3://kho/tin"),
    ],
)
def test_a_file_url_is_the_path_it_names(text: str, path: str) -> None:
    assert without_file_url(text) == path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("file://may2/bai", "file://may2/bai: tệp của máy may2"),
        ("https://an:bimat@bao.vn/a.html", r"https://an:\*\*\*@bao.vn/a.html: địa chỉ từ xa"),
        ("s3://kho/tin", "s3://kho/tin: địa chỉ từ xa, .* hoặc đọc bằng: solieu backfill"),
        ("", "đường dẫn trống"),
        (" ", "đường dẫn trống"),
    ],
)
def test_what_names_nothing_on_this_machine_is_refused(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        plain_path(text)


def test_inputs_and_outputs_may_be_file_urls(solieu_here, tmp_path: Path) -> None:
    folder, out = tmp_path / "bài 1", tmp_path / "ra"
    folder.mkdir()
    (folder / "tin.txt").write_text("Huyện Ba Bể có 12 xã.", encoding="utf-8")
    done = solieu_here("extract", f"{folder.as_uri()}/tin.txt", "--out", out.as_uri())
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((out / "tin.json").read_text(encoding="utf-8"))["document"]["name"] == "tin.txt"
    done = solieu_here("check", folder.as_uri(), "--out", f"{out.as_uri()}/k.csv")
    assert (done.returncode, (out / "k.csv").is_file()) == (0, True), done.stderr


@pytest.mark.parametrize("words", [("run", "s3://kho/"), ("compare", "member.total", "--out", "s3://kho/a.csv")])
def test_a_remote_address_where_a_path_is_needed_is_one_line(
    solieu_here, tmp_path: Path, monkeypatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = solieu_here(*words)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "địa chỉ từ xa" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_settings_may_be_file_urls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLIEU_OUT", "file:///kho/ket%20qua")
    monkeypatch.setenv("SOLIEU_SOURCES", "file:///kho/nguon")
    settings = load_settings()
    assert (settings.out, settings.sources) == (Path("/kho/ket qua"), Path("/kho/nguon"))
    monkeypatch.setenv("SOLIEU_OUT", "file://may2/kho")
    with pytest.raises(ConfigError, match=r"^SOLIEU_OUT: file://may2/kho: tệp của máy may2"):
        load_settings()
