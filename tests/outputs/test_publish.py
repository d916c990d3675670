"""A store -> all files: the same bytes every time, complete or absent, in bounded memory."""

import hashlib
import json
import tracemalloc

import pytest

from outputs.publish import publish
from outputs.store import open_store
from schemas.errors import OutputError

FILES = [
    "checks.csv", "checks.jsonl", "documents.jsonl", "facts.csv", "facts.jsonl", "facts.xlsx", "manifest.json",
    "report.html",
]  # fmt: skip


def _digests(folder):
    """Of all files but the manifest, whose version tells how often the store was written."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def _publish(tmp_path, name, batches):
    with open_store(f"sqlite:///{tmp_path / name}.sqlite") as store:
        for batch in batches:
            store.save(batch)
        return publish(store, tmp_path / name)


def test_it_says_what_it_wrote(tmp_path, extraction):
    paths = _publish(tmp_path, "out", [[extraction]])
    assert paths == tuple(tmp_path / "out" / name for name in FILES)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == FILES


def test_the_same_store_gives_the_same_bytes(tmp_path, many):
    _publish(tmp_path, "a", [many])
    _publish(tmp_path, "b", [many[40:], many[:50], many[::-1]])
    first, second = _digests(tmp_path / "a"), _digests(tmp_path / "b")
    assert first == second
    assert len(_digests(tmp_path / "a")) == len(FILES) - 1 + len(many)


def test_publishing_again_leaves_nothing_of_before(tmp_path, many):
    with open_store(f"sqlite:///{tmp_path / 's.sqlite'}") as store:
        store.save(many)
        publish(store, tmp_path / "out")
        changed = many[0].model_copy(update={"facts": ()})
        store.save([changed])
        publish(store, tmp_path / "out")
    lines = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[69])["facts"] == [] or any(not json.loads(line)["facts"] for line in lines)
    assert not [p for p in (tmp_path / "out").iterdir() if p.name.startswith(".")]


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path, store, extraction):
    store.save([extraction])
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="không ghi được") as caught:
        publish(store, tmp_path / "file" / "out")
    assert "\n" not in str(caught.value)


def test_memory_does_not_grow_with_the_store(tmp_path, build_extraction):
    def peak(count):
        text = "Đảng bộ huyện có 45 đảng viên. " + "x" * 20_000
        made = (build_extraction(f"{text}{n}", [("45", {})], name=f"{n:05}.txt") for n in range(count))
        with open_store(f"sqlite:///{tmp_path / str(count)}.sqlite") as store:
            for extraction in made:
                store.save([extraction])
            reading = store.extractions()
            tracemalloc.start()
            assert sum(1 for _ in reading) == count
            _, highest = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return highest

    assert peak(240) < 1.5 * peak(60)
