"""The gate of `make bench`: what is worse is named, noise is not."""

import json
from pathlib import Path

import pytest

from bench import gate
from bench.crawling import find_missed
from bench.gate import is_worse
from bench.large_store import large_store_lines
from bench.paper import put


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


PAPER = """Words above.
<!-- measured: stages -->
| read | 1 |
<!-- /measured: stages -->
Between.
<!-- measured: segmentation -->
old
<!-- /measured: segmentation -->
Words below.
"""


def test_what_was_not_measured_again_keeps_its_table_and_its_ratios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speed = {"seeds": {"documents": 5, "characters": 23_368, "ratio": 0.3, "target": 0.25, "one_by_one": 0.33}}
    results = {"machine": "x86_64", "measured": "2026-11-27", "speed": speed}
    (tmp_path / "segmentation.json").write_text(json.dumps(results), encoding="utf-8")
    (tmp_path / "ratios.json").write_text(json.dumps({"extract to pyvi": 3.0}), encoding="utf-8")
    (tmp_path / "performance.md").write_text(PAPER, encoding="utf-8")
    for name, path in (("RESULTS", ""), ("HELD", "ratios.json"), ("PAPER", "performance.md")):
        monkeypatch.setattr(gate, name, tmp_path / path)
    monkeypatch.setattr(gate, "write_scale", lambda: None)
    monkeypatch.setattr("sys.argv", ["gate", "--keep"])
    gate.main()
    held = json.loads((tmp_path / "ratios.json").read_text(encoding="utf-8"))
    assert held == {"extract to pyvi": 3.0, "extract to word_tokenize, seeds": 0.3}
    written = (tmp_path / "performance.md").read_text(encoding="utf-8")
    before, _, after = PAPER.partition("old\n")
    assert written.startswith(before)
    assert written.endswith(after)
    assert "x86_64, measured on 2026-11-27:" in written
    assert "| seeds | 5 | 23368 | 0.3 | 0.25 | 0.33 |" in written
    assert "kept: segmentation" in capsys.readouterr().out


@pytest.mark.parametrize("name", gate.TABLES)
def test_the_paper_has_a_place_for_the_tables_of_each_bench(name: str) -> None:
    lines = put(gate.PAPER.read_text(encoding="utf-8"), name, ["| a | 1 |"]).splitlines()
    at = lines.index("| a | 1 |")
    assert lines[at - 1 : at + 2 : 2] == [f"<!-- measured: {name} -->", f"<!-- /measured: {name} -->"]


def test_a_paper_without_the_place_is_told() -> None:
    with pytest.raises(ValueError, match="no markers for 'soak'"):
        put(PAPER, "soak", [])


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
