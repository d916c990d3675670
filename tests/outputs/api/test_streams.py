"""Exports as streams: the same lines as the files, in memory that does not grow with the store."""

import json
import tracemalloc
from datetime import UTC, datetime

from outputs.api.reading import all_lines, fact_text
from outputs.publish import publish
from outputs.store.portion_filters import FactFilter
from schemas.exports import ExportEntry


def test_the_lines_are_those_of_the_files(store, client, many, tmp_path):
    store.save(many)
    publish(store, tmp_path, formats=("jsonl",))
    for name in ("facts.jsonl", "documents.jsonl"):
        answer = client.ask(f"/exports/{name}")
        assert answer.header("Content-Type") == "application/x-ndjson"
        assert answer.header("Content-Disposition").startswith(f'attachment; filename="{name}"')
        # Files are sorted by the names of documents, streams by when they were stored.
        assert sorted(answer.text.splitlines()) == sorted((tmp_path / name).read_text(encoding="utf-8").splitlines())


def test_streams_take_the_filters_of_lists(store, client, extraction):
    store.save([extraction])
    (line,) = client.ask("/exports/facts.jsonl", indicator="cell.total").text.splitlines()
    assert json.loads(line) == client.get("/facts", indicator="cell.total")["items"][0]
    assert client.ask("/exports/facts.jsonl", province="Hà Giang").body == b""
    assert client.ask("/exports/documents.jsonl", source="Báo khác").body == b""
    assert client.ask("/exports/facts.jsonl", limit=3).status == 422


def _peak(store) -> tuple[int, int]:
    """Lines of a stream, and the most bytes that were held at once while it was read."""
    count = 0
    tracemalloc.start()
    for line in all_lines(store, lambda portions, after, most: portions.facts(FactFilter(), after, most)):
        count += len(fact_text(line)) > 0
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return count, peak


def test_memory_does_not_grow_with_the_store(store, build_extraction):
    def batch(first: int) -> list:
        def one(number: int):
            text = "".join(f"Xã số {number} có {1000 + row} đảng viên.\n" for row in range(30))
            figures = [(str(1000 + row), {}) for row in range(30)]
            return build_extraction(text, figures, name=f"{number}.txt", url=None)

        return [one(number) for number in range(first, first + 20)]

    store.save(batch(0))
    _peak(store)
    store.save(batch(20))
    few, small = _peak(store)
    for first in range(40, 100, 20):
        store.save(batch(first))
    many, large = _peak(store)
    assert (few, many) == (1200, 3000)
    assert large < small * 1.3


def test_exports_that_were_made_without_the_folders_of_the_machine(store, client):
    for target in ("/srv/secret/2026-11", "C:\\data\\tuan-47"):
        made_at = datetime(2026, 11, 1, tzinfo=UTC)
        store.exports.add(ExportEntry(made_at=made_at, target=target, version=3, since=None, manifest='{"files": []}'))
    items = client.get("/exports")
    assert [item["name"] for item in items] == ["tuan-47", "2026-11"]
    assert items[0]["manifest"] == {"files": []}
    assert len(client.get("/exports", limit=1)) == 1
