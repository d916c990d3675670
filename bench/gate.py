"""Ratios of the last bench run against those of bench/ratios.json: what became worse; and docs/performance.md.

python -m bench.gate               compare; exit code 1 where a ratio is worse by more than its tolerance, or missing
python -m bench.gate --keep        take the ratios of the last run as the ones to hold, and write docs/performance.md
                                   and what docs/scale.md works out from it

Ratios are taken within one run, so that they hold for other machines too; seconds are only told, never compared.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.large_store import large_store_lines
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


def read_ratios() -> dict[str, float]:
    """The ratios of the last run of each bench, by name.

    Raises:
        FileNotFoundError: A bench has not been run.
    """
    stages = _load("stages.json")
    speed = _load("segmentation.json")["speed"]
    ratios = {name: one["ratio"] for name, one in stages["ratios"].items() if one["ratio"] is not None}
    ratios |= {f"{name}, {one['database']}": r for one in _load("comparing.json") for name, r in one["ratios"].items()}
    return ratios | {f"extract to word_tokenize, {name}": one["ratio"] for name, one in speed.items()}


def is_worse(name: str, *, now: float, held: float) -> bool:
    """Whether a ratio is worse than the one held, by more than noise."""
    allowed = max(held * TOLERANCE, LEAST)
    return now < held - allowed if name in LARGER_IS_BETTER else now > held + allowed


def main() -> None:
    """Compare and print, or keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="hold these ratios from now on")
    ratios = read_ratios()
    if parser.parse_args().keep:
        HELD.write_text(json.dumps(ratios, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        write_paper(_load("stages.json"), _load("segmentation.json"), _load("comparing.json"))
        write_scale()
        return
    held: dict[str, float] = json.loads(HELD.read_text(encoding="utf-8"))
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


def write_paper(stages: dict[str, Any], segmentation: dict[str, Any], large: Sequence[dict[str, Any]]) -> None:
    """Write the tables of docs/performance.md between its markers."""
    head, _, rest = PAPER.read_text(encoding="utf-8").partition("<!-- measured -->\n")
    _, _, tail = rest.partition("<!-- /measured -->")
    measured = f"{stages['machine']}, measured on {stages.get('measured', 'a day that was not kept')}"
    lines = [f"{stages['documents']} articles of {stages['characters']} characters; {measured}.", ""]
    lines += ["| stage | documents a second of one core |", "|---|---:|"]
    lines += [f"| {name} | {rate} |" for name, rate in stages["documents_a_second"].items()]
    lines += ["", "| ratio | measured | bar |", "|---|---:|---:|"]
    lines += [f"| {name} | {one['ratio']} | {one['bar'] or ''} |" for name, one in stages["ratios"].items()]
    lines += [
        f"| extract to word_tokenize, {name} | {one['ratio']} | {one['target']} |"
        for name, one in segmentation["speed"].items()
    ]
    lines += ["", "| characters of one article | seconds |", "|---:|---:|"]
    lines += [f"| {length} | {seconds} |" for length, seconds in stages["length_seconds"].items()]
    lines += [
        "",
        "| whole run, documents | documents timed | seconds | memory MB | of a worker MB |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {one['documents']} | {one['seconds']} | {one['memory_mb']} | {one['worker_memory_mb'] or ''} |"
        for name, one in stages["runs"].items()
    ]
    lines += ["", "| command | processor seconds |", "|---|---:|"]
    lines += [f"| `solieu {name}` | {seconds} |" for name, seconds in stages["command_seconds"].items()]
    lines += whole_run_lines()
    lines += large_store_lines(large)
    body = "\n".join(lines)
    PAPER.write_text(f"{head}<!-- measured -->\n{body}\n<!-- /measured -->{tail}", encoding="utf-8")


def whole_run_lines() -> list[str]:
    """The table of `bench.whole_runs`, and that of the long run of tests/flows/test_soak.py; each where it was made."""
    lines = []
    for database in ("sqlite", "postgresql"):
        if not (RESULTS / f"whole-{database}.json").exists():
            continue
        head = (
            "| known before | stored then | seconds | memory of the run MB | of its largest worker MB | of all MB | |"
        )
        lines += [
            "",
            f"`solieu run` over more and more articles, {database}:",
            "",
            f"| articles {head}",
            "|---:" * 7 + "|---|",
        ]
        for run in _load(f"whole-{database}.json")["runs"]:
            sizes = " | ".join(str(run[name]) for name in ("seconds", "first_mb", "other_mb", "all_mb"))
            end = "killed" if run.get("killed") else ""
            lines.append(f"| {run['articles']} | {run['known']} | {run['stored']} | {sizes} | {end} |")
    if (RESULTS / "soak.json").exists():
        soak = _load("soak.json")
        lines += ["", "| soak | at the start | at the end |", "|---|---:|---:|"]
        first, last = soak["rounds"][min(3, len(soak["rounds"]) - 1)], soak["rounds"][-1]
        lines += [f"| {name} of a process that never ends | {first[name]} | {last[name]} |" for name in first]
        lines += [f"| rounds, processes killed | | {len(soak['rounds'])}, {sum(soak['killed'].values())} |"]
    return lines


def _load(name: str) -> Any:
    content: Any = json.loads((RESULTS / name).read_text(encoding="utf-8"))
    return content


if __name__ == "__main__":
    main()
