"""Every bad input through the real command line: one clear line, the others extracted, exit code 1."""

import json
import os
from pathlib import Path

import pytest

GOOD = "Huyện Ba Bể kết nạp đảng viên\nTừ đầu năm đến nay, huyện Ba Bể kết nạp được 325 đảng viên của 15 xã.\n"


def broken_sidecar(folder: Path) -> Path:
    (folder / "bad.txt").write_text(GOOD, encoding="utf-8")
    (folder / "bad.meta.json").write_text('{"published": "05/10/2018"}', encoding="utf-8")
    return folder / "bad.txt"


def content(name: str, data: bytes):
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    write.__name__ = name
    return write


def large(folder: Path) -> Path:
    with (folder / "large.txt").open("wb") as file:
        file.write(GOOD.encode() * 10)
        file.truncate(50_000_000)
    return folder / "large.txt"


def empty_folder(folder: Path) -> Path:
    (folder / "nothing").mkdir()
    (folder / "nothing" / "picture.png").write_bytes(b"x")
    return folder / "nothing"


def missing(folder: Path) -> Path:
    return folder / "missing.txt"


CASES = [
    (content("empty.txt", b""), "rỗng"),
    (content("blank.txt", b" \n\n"), "khoảng trắng"),
    (content("binary.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9), "chương trình"),
    (content("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(99)), "PNG"),
    (content("cut.txt", GOOD.encode() + "ạ".encode()[:2]), "cắt cụt"),
    (content("foreign.txt", "東京都には23の区がある\n".encode("shift_jis") * 9), "không rõ mã hoá"),
    (content("short.txt", b"S\xe8 x\xb7: 12\n"), "có thể là"),
    (content("wide.txt", GOOD.encode("utf-16")[:-1]), "UTF-16"),
    (content("frame.html", b"<html><body><a href='/'>Trang</a></body></html>"), "nội dung"),
    (content("empty.html", b""), "rỗng"),
    (content("film.doc", b"\0\0\0\x18ftypmp42" + bytes(99)), "video"),
    (content("deep.html", b"<html><body>" + b"<table><tr><td>" * 3_000 + GOOD.encode()), "nội dung"),
    (large, "50 MB"),
    (empty_folder, "không có bài nào"),
    (missing, "không có tệp"),
    (broken_sidecar, "bad.meta.json"),
]


@pytest.fixture(scope="module")
def extracted(forked_runs, tmp_path_factory):
    """All bad inputs and one good one in a single call: the folder, the finished process, the bad paths by case."""
    folder = tmp_path_factory.mktemp("bad")
    bad = [make(folder) for make, _ in CASES]
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder, forked_runs.run("extract", *bad, folder / "good.txt", "--out", folder / "out"), bad


@pytest.mark.parametrize("case", range(len(CASES)), ids=[case[0].__name__ for case in CASES])
def test_one_line_names_the_file_and_the_reason(extracted, case: int) -> None:
    _, done, bad = extracted
    (line,) = (line for line in done.stderr.splitlines() if line.startswith(f"{bad[case]}: "))
    assert CASES[case][1] in line


def test_the_others_go_on(extracted) -> None:
    folder, done, _ = extracted
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == len(CASES)
    assert [file.name for file in (folder / "out").iterdir()] == ["good.json"]
    assert json.loads((folder / "out" / "good.json").read_text(encoding="utf-8"))["ledger"]


def test_all_bad_inputs_at_once_through_the_main_job(forked_runs, tmp_path) -> None:
    bad = [make(tmp_path) for make, _ in CASES]
    good = tmp_path / "good.txt"
    good.write_text(GOOD, encoding="utf-8")
    out = tmp_path / "out"
    done = forked_runs.run("run", *bad, good, "--out", out)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == len(CASES)
    issues = [json.loads(line) for line in (out / "issues.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {issue["subject"] for issue in issues} == set(map(str, bad))
    assert {issue["level"] for issue in issues} == {"WARNING"}
    assert len((out / "documents.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize("command", ["extract", "run"])
def test_only_bad_input_leaves_nothing_behind(forked_runs, tmp_path, command: str) -> None:
    out = tmp_path / "out"
    done = forked_runs.run(command, tmp_path / "missing.txt", "--out", out)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not out.exists()


def test_a_folder_that_cannot_be_written(forked_runs, tmp_path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(GOOD, encoding="utf-8")
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    for command in ("extract", "run"):
        done = forked_runs.run(command, good, "--out", tmp_path / "out")
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert str(tmp_path / "out") in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(forked_runs, tmp_path) -> None:
    bad = tmp_path / "secret.txt"
    bad.write_text(GOOD, encoding="utf-8")
    bad.chmod(0)
    done = forked_runs.run("extract", bad)
    assert done.returncode == 1
    assert "quyền" in done.stderr
