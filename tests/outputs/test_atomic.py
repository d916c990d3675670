"""Files and folders that are complete or absent."""

from pathlib import Path

import pytest

from outputs.atomic import new_file_beside, staged_folder, write_complete
from schemas.errors import OutputError


def test_a_file_is_written_with_its_folder(tmp_path):
    write_complete(tmp_path / "new" / "a.json", "số liệu\n")
    assert (tmp_path / "new" / "a.json").read_bytes() == "số liệu\n".encode()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.json"]


def test_a_failed_write_leaves_what_was_there(tmp_path):
    path = tmp_path / "a.json"
    write_complete(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_complete(path, "\ud800")
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert path.read_text() == "old"


def test_a_path_under_a_file_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="không ghi được"):
        write_complete(tmp_path / "file" / "a.json", "x")
    with pytest.raises(OutputError, match="không ghi được"), staged_folder(tmp_path / "file" / "out"):
        pass


def test_a_folder_in_the_place_of_a_file_is_told_by_the_name_that_was_typed(tmp_path):
    for path in (tmp_path, tmp_path / "."):
        with pytest.raises(OutputError, match=f"^{path}: là một thư mục"):
            write_complete(path, "x")
        with pytest.raises(OutputError, match=f"^{path}: là một thư mục"), new_file_beside(path):
            pass
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_has_the_name_that_was_typed():
    with pytest.raises(OutputError, match=r"^/proc/a\.csv: không ghi được"):
        write_complete(Path("/proc/a.csv"), "x")


def test_entries_take_their_places_together(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "gone.html").write_text("old")
    (tmp_path / "kept.txt").write_text("kept")
    with staged_folder(tmp_path) as stage:
        (stage / "pages").mkdir()
        (stage / "pages" / "new.html").write_text("new")
        (stage / "a.csv").write_text("new")
        assert not (tmp_path / "a.csv").exists()
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")) == [
        "a.csv",
        "kept.txt",
        "pages",
        "pages/new.html",
    ]


def _fill_a_full_disk(folder):
    with staged_folder(folder) as stage:
        (stage / "a.csv").write_text("half")
        raise OSError(28, "No space left on device", str(stage / "a.csv"))


def test_a_failed_block_changes_nothing(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(OutputError, match="No space left"):
        _fill_a_full_disk(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "old"


def test_leftovers_of_killed_runs_are_swept(tmp_path):
    (tmp_path / ".partial-stage").mkdir()
    (tmp_path / ".partial-stage" / "half.csv").write_text("half")
    (tmp_path / ".partial-x1").write_text("half")
    with staged_folder(tmp_path) as stage:
        assert list(stage.iterdir()) == []
    assert list(tmp_path.iterdir()) == []
