"""The address of a store is that of its file, whatever its folders are called."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from outputs.store import open_store
from outputs.store.sqlite_files import sqlite_file
from outputs.store_address import store_address


@pytest.mark.parametrize("folder", ["số liệu", "50%", "a?b", "a?uri=true", "a#b", "100%25?", "a&b=c", "file:x?"])
def test_a_store_lies_where_its_address_says(tmp_path: Path, folder: str) -> None:
    file = tmp_path / folder / "solieu.sqlite"
    address = store_address(file)
    with open_store(address):
        assert [path.name for path in tmp_path.iterdir()] == [folder]
        assert file.is_file()
    assert sqlite_file(make_url(address)) == file


def test_a_path_of_here_becomes_a_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert store_address(Path("solieu.sqlite")) == f"sqlite:///{tmp_path / 'solieu.sqlite'}"
