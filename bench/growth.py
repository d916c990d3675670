"""How runs grow: with processes, with Prefect around them, with documents in memory, with an article's length."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.segmentation import variants
from extractors.extraction import Extractor
from schemas.documents import Document

LENGTHS = (10_000, 100_000, 1_000_000)
COMMANDS = (
    "--help", "run --help", "config", "doctor", "schema", "rules --help", "sources list", "extract ARTICLE",
)  # fmt: skip
SOLIEU = str(Path(sys.executable).with_name("solieu"))
ROOT = Path(__file__).parents[1]


def length_seconds(extractor: Extractor, document: Document) -> dict[str, float]:
    """Processor seconds of one document by its number of characters: an article told again until it is so long."""
    found = {}
    for length in LENGTHS:
        text = (document.text + "\n") * (length // len(document.text) + 1)
        one = document.model_copy(update={"text": text[:length], "regions": ()})
        started = time.process_time()
        extractor.extract(one)
        found[str(length)] = round(time.process_time() - started, 3)
    return found


def measure_growth(known: Sequence[Document], counts: Sequence[int]) -> dict[str, Any]:
    """Whole runs over as many variants of `known` as `counts` say, each in a process of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        runs = {}
        for count in sorted(counts):
            _write(known, folder / f"in-{count}", count)
            runs[f"local, {count}"] = _run("local", folder / f"in-{count}", folder / f"local-{count}")
        most = max(counts)
        runs[f"processes, {most}"] = _run("processes", folder / f"in-{most}", folder / "processes")
    one, two = runs[f"local, {most}"], runs[f"processes, {most}"]
    speedup = (two["documents"] / two["seconds"]) / (one["documents"] / one["seconds"])
    return {
        "runs": runs,
        "ratios": {
            "two processes to one": {"ratio": round(speedup, 3), "bar": 1.7},
            "Prefect's share": {"ratio": one["prefect_share"], "bar": 0.02},
            "memory of most to fewest documents": {
                "ratio": round(one["memory_mb"] / runs[f"local, {min(counts)}"]["memory_mb"], 3),
                "bar": None,
            },
        },
    }


def command_seconds() -> dict[str, float]:
    """Processor seconds of commands that do next to nothing, from start to end."""
    with TemporaryDirectory() as name:
        article = Path(name) / "a.txt"
        article.write_text("Năm 2021, huyện kết nạp 45 đảng viên mới.\n", encoding="utf-8")
        return {command: _seconds(command.replace("ARTICLE", str(article)).split()) for command in COMMANDS}


def _seconds(words: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([SOLIEU, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


def _write(known: Sequence[Document], folder: Path, count: int) -> None:
    folder.mkdir()
    for number, document in enumerate(islice(variants(known), count)):
        (folder / f"{number:06}.txt").write_text(document.text, encoding="utf-8")


def _run(where: str, folder: Path, out: Path) -> dict[str, Any]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
    command = [sys.executable, "-m", "bench.one_run", where, str(folder), str(out)]
    done = subprocess.run(command, cwd=ROOT, env=clean, stdout=subprocess.PIPE, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report
