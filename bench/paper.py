"""Results of the benches -> the tables of docs/performance.md, each bench between markers of its own.

What was not measured again keeps its table, with the day it was measured on: some benches take an hour.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.large_store import large_store_lines
from bench.measured_on import stamp_words


def put(paper: str, part: str, lines: Sequence[str]) -> str:
    """The paper with the tables of one part in place of those that stand there.

    Raises:
        ValueError: The paper has no markers for the part.
    """
    begin, end = f"<!-- measured: {part} -->\n", f"<!-- /measured: {part} -->"
    head, found, rest = paper.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"docs/performance.md has no markers for {part!r}: {begin.strip()} … {end}")
    return "\n".join([head + begin.rstrip("\n"), *lines, end]) + tail


def stage_lines(stages: Mapping[str, Any]) -> list[str]:
    """The tables of `bench.stages`; those of whole runs and commands where they were not left out."""
    lines = [f"{stages['documents']} articles of {stages['characters']} characters; {stamp_words(stages)}.", ""]
    lines += ["| stage | documents a second of one core |", "|---|---:|"]
    lines += [f"| {name} | {rate} |" for name, rate in stages["documents_a_second"].items()]
    lines += ["", "| ratio | measured | bar |", "|---|---:|---:|"]
    lines += [f"| {name} | {one['ratio']} | {one['bar'] or ''} |" for name, one in stages["ratios"].items()]
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
    return lines + [f"| `solieu {name}` | {seconds} |" for name, seconds in stages["command_seconds"].items()]


def segmentation_lines(segmentation: Mapping[str, Any]) -> list[str]:
    """The table of `bench/segmentation.py`: extraction against word_tokenize, by corpus."""
    lines = [
        f"{stamp_words(segmentation)}:",
        "",
        "| extract to word_tokenize | documents | characters | measured | bar | one by one |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    columns = ("documents", "characters", "ratio", "target", "one_by_one")
    return lines + [
        f"| {name} | {' | '.join(str(one[column]) for column in columns)} |"
        for name, one in segmentation["speed"].items()
    ]


def comparing_lines(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """The tables of `bench/comparing.py`, one a database."""
    return [f"{stamp_words(results[0])}:", *large_store_lines(results)]


def whole_run_lines(runs: Mapping[str, Any], database: str) -> list[str]:
    """The table of `bench.whole_runs` over one kind of database."""
    head = "| known before | stored then | seconds | memory of the run MB | of its largest worker MB | of all MB | |"
    lines = [f"`solieu run` over more and more articles, {database}; {stamp_words(runs)}:", ""]
    lines += [f"| articles {head}", "|---:" * 7 + "|---|"]
    for run in runs["runs"]:
        sizes = " | ".join(str(run[name]) for name in ("seconds", "first_mb", "other_mb", "all_mb"))
        end = "killed" if run.get("killed") else ""
        lines.append(f"| {run['articles']} | {run['known']} | {run['stored']} | {sizes} | {end} |")
    return lines


def soak_lines(soak: Mapping[str, Any]) -> list[str]:
    """The table of the long run of tests/flows/test_soak.py."""
    first, last = soak["rounds"][min(3, len(soak["rounds"]) - 1)], soak["rounds"][-1]
    lines = ["| soak | at the start | at the end |", "|---|---:|---:|"]
    lines += [f"| {name} of a process that never ends | {first[name]} | {last[name]} |" for name in first]
    return [*lines, f"| rounds, processes killed | | {len(soak['rounds'])}, {sum(soak['killed'].values())} |"]
