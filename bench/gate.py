"""Ratios of the last bench run against those of bench/ratios.json: what became worse; and docs/performance.md.

python -m bench.gate               compare; exit code 1 where a ratio is worse by more than its tolerance, or missing
python -m bench.gate --keep        take the ratios of the last run as the ones to hold, and write docs/performance.md
                                   and what docs/scale.md works out from it; a bench that was not run keeps its own

Ratios are taken within one run, so that they hold for other machines too; seconds are only told, never compared.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.paper import comparing_lines, put, segmentation_lines, soak_lines, stage_lines, whole_run_lines
from bench.scale import write_scale

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench-results"
HELD = ROOT / "bench" / "ratios.json"
PAPER = ROOT / "docs" / "performance.md"
TOLERANCE = 0.15
"""Part by which a ratio may be worse: twice what it moved between runs on one idle machine."""
LEAST = 0.02
"""A ratio may be worse by this much at any rate; Prefect's share is smaller than its own noise."""
LARGER_IS_BETTER = frozenset({"two processes to one"})


def _stage_ratios(stages: Mapping[str, Any]) -> dict[str, float]:
    return {name: one["ratio"] for name, one in stages["ratios"].items() if one["ratio"] is not None}


def _speed_ratios(segmentation: Mapping[str, Any]) -> dict[str, float]:
    return {f"extract to word_tokenize, {name}": one["ratio"] for name, one in segmentation["speed"].items()}


def _store_ratios(comparing: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    return {f"{name}, {one['database']}": ratio for one in comparing for name, ratio in one["ratios"].items()}


RATIOS: dict[str, Callable[[Any], dict[str, float]]] = {
    "stages": _stage_ratios,
    "segmentation": _speed_ratios,
    "comparing": _store_ratios,
}
"""The benches whose ratios are held, by the name of their results."""
TABLES: dict[str, Callable[[Any], list[str]]] = {
    "stages": stage_lines,
    "segmentation": segmentation_lines,
    "comparing": comparing_lines,
    "whole-sqlite": lambda runs: whole_run_lines(runs, "SQLite"),
    "whole-postgresql": lambda runs: whole_run_lines(runs, "PostgreSQL"),
    "soak": soak_lines,
}
"""The benches that have tables in docs/performance.md, in its order, by the name of their results."""


def read_ratios() -> dict[str, float]:
    """The ratios of the last run of each bench that was run, by name."""
    return {name: ratio for bench, of in RATIOS.items() if _is_run(bench) for name, ratio in of(_load(bench)).items()}


def is_worse(name: str, *, now: float, held: float) -> bool:
    """Whether a ratio is worse than the one held, by more than noise."""
    allowed = max(held * TOLERANCE, LEAST)
    return now < held - allowed if name in LARGER_IS_BETTER else now > held + allowed


def main() -> None:
    """Compare and print, or keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="hold these ratios from now on")
    is_to_keep = parser.parse_args().keep
    held: dict[str, float] = json.loads(HELD.read_text(encoding="utf-8"))
    if is_to_keep:
        keep(held)
        return
    ratios = read_ratios()
    verdicts = {name: judge(name, now=ratios.get(name), held=number) for name, number in held.items()}
    table = Table("ratio", "held", "now", "")
    for name, verdict in verdicts.items():
        table.add_row(name, str(held[name]), str(ratios.get(name)), verdict)
    Console().print(table)
    sys.exit(1 if any(verdicts.values()) else 0)


def judge(name: str, *, now: float | None, held: float) -> str:
    """What is wrong with a ratio, in a word or two; empty where nothing is."""
    if now is None:
        return "not measured"
    return "worse" if is_worse(name, now=now, held=held) else ""


def keep(held: Mapping[str, float]) -> None:
    """Hold the ratios of the benches that were run, and write their tables; those of the others stay."""
    measured = [bench for bench in TABLES if _is_run(bench)]
    paper = PAPER.read_text(encoding="utf-8")
    for bench in measured:
        paper = put(paper, bench, TABLES[bench](_load(bench)))
    HELD.write_text(json.dumps({**held, **read_ratios()}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    PAPER.write_text(paper, encoding="utf-8")
    write_scale()
    left = [bench for bench in TABLES if bench not in measured]
    Console().print(f"kept: {', '.join(measured) or 'nothing'}; not run, left as they are: {', '.join(left) or 'none'}")


def _is_run(bench: str) -> bool:
    return (RESULTS / f"{bench}.json").exists()


def _load(bench: str) -> Any:
    content: Any = json.loads((RESULTS / f"{bench}.json").read_text(encoding="utf-8"))
    return content


if __name__ == "__main__":
    main()
