"""bench-results/comparing.json -> the tables of docs/performance.md about a store of very many facts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

CHECKS = {
    "whole": "checks between documents, from nothing",
    "whole_again": "all of them again",
    "nothing_new": "with nothing new",
    "new_documents": "with a hundredth new",
}


def large_store_lines(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """One table for each database: what it took, and the highest memory where it was measured."""
    return [line for one in results for line in ("", *_table(one))]


def _table(result: Mapping[str, Any]) -> Iterator[str]:
    title = f"{result['database']}: {result['facts']:,} facts of {result['documents']:,} documents"
    yield f"| {title}, {result['megabytes']:,} MB | processor seconds | all seconds | memory MB |"
    yield "|---|---:|---:|---:|"
    if loading := result["loading"]:
        name = f"store {loading['documents']:,} documents more"
        yield f"| {name} | {loading['processor_seconds']} | {loading['wall_seconds']} | |"
    for name, one in result["comparing"].items():
        yield f"| compare {name}: {one['rows']} rows | {one['processor_seconds']} | {one['wall_seconds']} | |"
    quarter = result["quarter"]
    exports = result["exporting"] | ({"a quarter, when it held no more": quarter["exporting"]} if quarter else {})
    for name, one in exports.items():
        cost = f"{one['processor_seconds']} | {one['wall_seconds']} | {one['megabytes']}"
        yield f"| export of {name}: {one['documents']:,} documents | {cost} |"
    for facts, made in ((one["facts"], one) for one in (result["checking"], (quarter or {}).get("checking")) if one):
        for part, words in CHECKS.items():
            memory = made["megabytes"] if part == "whole" else ""
            yield f"| {words}, {facts:,} facts | {made[f'{part}_seconds']} | | {memory} |"
