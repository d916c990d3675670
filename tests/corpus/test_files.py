import os
from pathlib import Path

import pytest

from corpus.files import find_inputs


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Huyện có 12 xã.", encoding="utf-8")


def test_a_folder_gives_its_articles_in_order_and_passes_over_the_rest(tmp_path: Path) -> None:
    touch(tmp_path / "b.txt", tmp_path / "a.html", tmp_path / "sub" / "c.HTM")
    touch(tmp_path / "a.meta.json", tmp_path / "b.ann.json", tmp_path / "README.txt", tmp_path / "notes.dat")
    touch(tmp_path / ".git" / "d.txt", tmp_path / ".hidden.txt")
    found = find_inputs([tmp_path])
    assert [str(file.relative_to(tmp_path)) for file in found.files] == ["a.html", "b.txt", "sub/c.HTM"]
    assert found.issues == ()


def test_named_paths_keep_their_order_and_come_once(tmp_path: Path) -> None:
    touch(tmp_path / "b.txt", tmp_path / "a.txt")
    found = find_inputs([tmp_path / "b.txt", tmp_path, tmp_path / "b.txt"])
    assert [file.name for file in found.files] == ["b.txt", "a.txt"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing.txt", "missing"),
        ("report.meta.json", "no_article"),
        ("empty", "no_articles"),
        ("pipe.txt", "unreadable"),
    ],
)
def test_a_path_without_articles_leaves_one_issue(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    touch(tmp_path / "report.meta.json")
    os.mkfifo(tmp_path / "pipe.txt")
    found = find_inputs([tmp_path / name])
    assert found.files == ()
    assert [(issue.code, issue.subject) for issue in found.issues] == [(code, str(tmp_path / name))]


@pytest.mark.parametrize("name", ["report", "report.dat", "README.txt", ".hidden"])
def test_a_named_file_is_read_whatever_its_suffix_and_inside_a_folder_passed_over(tmp_path: Path, name: str) -> None:
    touch(tmp_path / name, tmp_path / "a.txt")
    assert [file.name for file in find_inputs([tmp_path / name]).files] == [name]
    assert [file.name for file in find_inputs([tmp_path]).files] == ["a.txt"]


def test_a_name_that_is_no_utf8_is_found(tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xe0i.txt")
    touch(tmp_path / name)
    assert [file.name for file in find_inputs([tmp_path]).files] == [name]
