"""Standard output and error that are closed, full, or speak another encoding: no traceback, and the rest is done."""

import io
import sys
from pathlib import Path

import pytest

from flows import cli

GOOD = "Huyện Ba Bể có 12 xã."


def call(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["solieu", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


@pytest.mark.parametrize("words", [("schema",), ("sources", "list"), ("--help",)])
def test_a_full_disk_behind_the_output_is_one_line(monkeypatch, capsys, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert call(monkeypatch, *words) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("solieu: không ghi được kết quả (No space left on device); hãy")


def test_an_error_of_a_file_is_not_taken_for_one_of_the_output(monkeypatch) -> None:
    def fail(**given: object) -> None:
        raise FileNotFoundError(2, "No such file", "x")

    monkeypatch.setattr(cli, "app", fail)
    with pytest.raises(FileNotFoundError):
        cli.main()


def test_closed_streams_swallow_what_they_are_told_and_the_others_are_done(monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_text(GOOD, encoding="utf-8")
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    out = tmp_path / "out"
    assert call(monkeypatch, "extract", tmp_path / "missing.txt", tmp_path / "tin.txt", "--out", out) == 1
    assert [file.name for file in out.iterdir()] == ["tin.json"]
    assert call(monkeypatch, "schema") == 0
    for stream in (sys.stdout, sys.stderr):
        stream.close()


def test_both_streams_are_utf_8_whatever_the_locale_is(monkeypatch, tmp_path: Path) -> None:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert call(monkeypatch, "extract", tmp_path / "không có\udcff.txt") == 1
    out.write("tên \udcff\n")
    for stream in (out, err):
        stream.flush()
    assert "không có�.txt: không có tệp hay thư mục này" in err.buffer.getvalue().decode()
    assert out.buffer.getvalue().decode() == "tên \\udcff\n"
