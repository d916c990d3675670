"""The gate of `make bench`: what is worse is named, noise is not."""

import json
from pathlib import Path

import pytest

from bench import gate
from bench.crawling import find_missed
from bench.gate import is_worse
from bench.large_store import large_store_lines


@pytest.mark.parametrize(
    ("name", "held", "now", "expected"),
    [
        ("extract to word_tokenize", 1.0, 1.14, False),
        ("extract to word_tokenize", 1.0, 1.16, True),
        ("extract to word_tokenize", 1.0, 0.5, False),
        ("two processes to one", 1.8, 1.6, False),
        ("two processes to one", 1.8, 1.5, True),
        ("two processes to one", 1.8, 2.0, False),
        ("Prefect's share", 0.003, 0.02, False),
        ("Prefect's share", 0.003, 0.03, True),
    ],
)
def test_what_is_worse(name: str, held: float, now: float, expected: bool) -> None:
    assert is_worse(name, now=now, held=held) == expected


def test_a_large_store_is_a_table_for_each_database() -> None:
    cost = {"processor_seconds": 1.5, "wall_seconds": 2.5, "megabytes": 130.0, "documents": 400}
    times = {f"{part}_seconds": 3.25 for part in ("whole", "whole_again", "nothing_new", "new_documents")}
    result = {
        "database": "sqlite", "facts": 4_000, "documents": 400, "megabytes": 10, "loading": cost,
        "comparing": {"all districts": cost | {"rows": 7}}, "exporting": {"all": cost},
        "checking": times | {"facts": 4_000, "megabytes": 99}, "quarter": None,
    }  # fmt: skip
    _, *first = large_store_lines([result, result | {"database": "postgresql"}])[:9]
    assert first[0] == "| sqlite: 4,000 facts of 400 documents, 10 MB | processor seconds | all seconds | memory MB |"
    assert "| compare all districts: 7 rows | 1.5 | 2.5 | |" in first
    assert "| export of all: 400 documents | 1.5 | 2.5 | 130.0 |" in first
    assert "| checks between documents, from nothing, 4,000 facts | 3.25 | | 99 |" in first
    assert len(large_store_lines([result, result])) == 2 * 10


@pytest.mark.parametrize(
    ("extract", "gate_code"), [(0.80, 0), (0.50, 0), (0.95, 1), (None, 1)], ids=["same", "better", "worse", "missing"]
)
def test_the_gate_ends_as_its_ratios_are(
    extract: float | None, gate_code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speed = {"sample": {"ratio": 0.7}}
    ratios = {"extract to word_tokenize": {"ratio": extract}, "Prefect's share": {"ratio": 0.01}}
    (tmp_path / "stages.json").write_text(json.dumps({"ratios": ratios}), encoding="utf-8")
    (tmp_path / "comparing.json").write_text("[]", encoding="utf-8")
    (tmp_path / "segmentation.json").write_text(json.dumps({"speed": speed}), encoding="utf-8")
    held = {"extract to word_tokenize": 0.8, "Prefect's share": 0.01, "extract to word_tokenize, sample": 0.7}
    (tmp_path / "ratios.json").write_text(json.dumps(held), encoding="utf-8")
    monkeypatch.setattr(gate, "RESULTS", tmp_path)
    monkeypatch.setattr(gate, "HELD", tmp_path / "ratios.json")
    monkeypatch.setattr("sys.argv", ["gate"])
    with pytest.raises(SystemExit) as end:
        gate.main()
    assert end.value.code == gate_code


@pytest.mark.parametrize(
    ("ratio", "megabytes", "told"),
    [
        (0.6, [100, 119, 110], []),
        (0.59, [100, 101, 100], ["0.59"]),
        (0.9, [100, 121, 100], ["121"]),
        (0.1, [100, 300, 400], ["0.1", "400"]),
    ],
)
def test_bars_of_a_crawl_that_are_missed(ratio: float, megabytes: list[float], told: list[str]) -> None:
    points = {f"{number} pages": size for number, size in enumerate(megabytes)}
    rates = {"pages": 5_000, "hosts": 20, "memory_rate": 10.0, "crawl_rate": 10.0 * ratio, "target": 0.6}
    missed = find_missed({**rates, "ratio": ratio, "megabytes": points})
    assert [word in line for word, line in zip(told, missed, strict=True)] == [True] * len(told)
