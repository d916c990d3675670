"""Extraction of documents, measured against one pass of underthesea's word_tokenize over their whole text.

python bench/segmentation.py [--rounds N] [--documents N] [--profile]

Both run in this one process, in turn, batch by batch, as runs do; what counts is the ratio of the medians, which does
not depend on the machine. Told beside it is the ratio where they take turns document by document, so that each finds
the processor's caches full of the other's. Memory is the resident set of this process while the same documents are
extracted again and again. Results go to bench-results/segmentation.json and to a table.
"""

import argparse
import cProfile
import gc
import json
import os
import pstats
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import TypedDict

from rich.console import Console
from rich.table import Table
from underthesea import word_tokenize

from bench.measured_on import stamp
from corpus.files import find_inputs
from corpus.source_catalogue import load_sources
from extractors.extraction import Extractor, load_extractor
from extractors.nonfacts import RUN
from extractors.sentences import split_sentences
from flows.inputs import load_document
from schemas.documents import Document

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench-results" / "segmentation.json"
CORPORA = {
    "open": (ROOT / "corpus" / "gold" / "open", 0.85),
    "seeds": (ROOT.parent / "shared" / "gold" / "seeds", 0.25),
}
"""Folder and the ratio that extraction should stay below, by name; a folder may be missing."""
BATCH = 50
"""Documents of one batch; fewer ones are taken again and again."""
DENSE_NEWS = (0.5, 0.7)
"""Part of its characters that stands in sentences with a digit, in an article full of figures; in all of `open`, .9."""
ORDINARY_LENGTH, ORDINARY_RUNS = 2500, 0.012
"""Characters that an article of a paper has at least, and numerals for each of them that it has at most."""
CHECKPOINTS = (200, 2000)
TOP = 10


class Speed(TypedDict):
    """Seconds are medians over the rounds, of all documents together."""

    documents: int
    characters: int
    extract_seconds: float
    tokenize_seconds: float
    ratio: float
    target: float
    one_by_one: float


def load_corpus(folder: Path) -> tuple[Document, ...]:
    """All documents that can be read under a folder."""
    sources = load_sources()
    found = (load_document(path, sources) for path in find_inputs([folder]).files)
    return tuple(document for document in found if isinstance(document, Document))


def figure_share(text: str) -> float:
    """The part of the characters of a text that stands in sentences with a digit."""
    sentences = split_sentences(text)
    held = sum(one.end - one.start for one in sentences if any(c.isdigit() for c in text[one.start : one.end]))
    return held / sum(one.end - one.start for one in sentences)


def is_dense(text: str) -> bool:
    """Whether figures stand in as much of a text as in news that is full of them."""
    return DENSE_NEWS[0] <= figure_share(text) <= DENSE_NEWS[1]


def is_ordinary(text: str) -> bool:
    """Whether a text is as long as articles of papers are, and has no more numerals."""
    return len(text) >= ORDINARY_LENGTH and len(RUN.findall(text)) <= ORDINARY_RUNS * len(text)


KINDS: dict[str, tuple[Callable[[str], bool], float]] = {
    "ordinary": (is_ordinary, 0.25),
    "number-dense": (is_dense, 0.85),
}
"""Kinds of texts that are measured by themselves, and the ratio that extraction of them should stay below."""


def measure_speed(documents: Sequence[Document], extractor: Extractor, *, rounds: int, target: float) -> Speed:
    """Both ways over all documents, in turn, `rounds` times; CPU time."""
    batch = [*documents] * max(1, BATCH // len(documents))
    ways = (lambda one: extractor.extract(one), lambda one: word_tokenize(one.text))
    batches = [[sum(_timed(way, one) for one in batch) for way in ways] for _ in range(rounds)]
    turns = [[_timed(way, one) for way in ways] for _ in range(rounds) for one in documents]
    own, other = (statistics.median(seconds) / len(batch) * len(documents) for seconds in zip(*batches, strict=True))
    own_in_turn, other_in_turn = (sum(seconds) for seconds in zip(*turns, strict=True))
    return {
        "documents": len(documents),
        "characters": sum(len(document.text) for document in documents),
        "extract_seconds": round(own, 4),
        "tokenize_seconds": round(other, 4),
        "ratio": round(own / other, 3),
        "target": target,
        "one_by_one": round(own_in_turn / other_in_turn, 3),
    }


def _timed(work: Callable[[Document], object], document: Document) -> float:
    started = time.process_time()
    work(document)
    return time.process_time() - started


def measure_memory(documents: Sequence[Document], extractor: Extractor, *, count: int) -> dict[str, float]:
    """Resident megabytes of this process after so many documents, none kept."""
    marks = {min(mark, count) for mark in CHECKPOINTS}
    found = {}
    for number, document in enumerate(islice(variants(documents), count), start=1):
        extractor.extract(document)
        if number in marks:
            gc.collect()
            found[str(number)] = round(_resident_megabytes(), 1)
    return found


def variants(documents: Sequence[Document]) -> Iterator[Document]:
    """The documents again and again, no two alike: each ends with a line of its own."""
    for number, document in enumerate(cycle(documents)):
        line = f"\nXã Mẫu{number} có {number + 2} chi bộ, {number * 37 % 9973} đảng viên."
        yield document.model_copy(update={"text": document.text + line, "document_id": f"{number:020}"})


def _resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def profile(documents: Sequence[Document], extractor: Extractor) -> list[dict[str, object]]:
    """The functions that take most time of their own, with their share of the whole."""
    profiler = cProfile.Profile()
    profiler.enable()
    for document in documents:
        extractor.extract(document)
    profiler.disable()
    stats = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    total = sum(entry[2] for entry in stats.values())
    rows = sorted(stats.items(), key=lambda item: -item[1][2])[:TOP]
    return [
        {
            "function": f"{Path(file).name}:{line}:{name}",
            "calls": entry[1],
            "own_share": round(entry[2] / total, 3),
            "with_callees_share": round(entry[3] / total, 3),
        }
        for (file, line, name), entry in rows
    ]


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--documents", type=int, default=CHECKPOINTS[-1], help="for the memory run; 0 leaves it out")
    parser.add_argument("--profile", action="store_true", help="also show where the time goes")
    arguments = parser.parse_args()
    extractor = load_extractor()
    corpora = {name: (load_corpus(folder), target) for name, (folder, target) in CORPORA.items() if folder.is_dir()}
    every = [document for documents, _ in corpora.values() for document in documents]
    parts = {
        f"{name}, {kind}": ([one for one in documents if is_one(one.text)], target)
        for name, (documents, _) in corpora.items()
        for kind, (is_one, target) in KINDS.items()
    }
    corpora |= {name: part for name, part in parts.items() if part[0]}
    for document in every[:3]:
        extractor.extract(document)
        word_tokenize(document.text)
    speeds = {
        name: measure_speed(documents, extractor, rounds=arguments.rounds, target=target)
        for name, (documents, target) in corpora.items()
    }
    memory = measure_memory(every, extractor, count=arguments.documents) if arguments.documents else {}
    functions = profile(every, extractor) if arguments.profile else []
    _show(speeds, memory, functions)
    RESULTS.parent.mkdir(exist_ok=True)
    content = {**stamp(), "speed": speeds, "memory_megabytes": memory, "profile": functions}
    RESULTS.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _show(speeds: dict[str, Speed], memory: dict[str, float], functions: list[dict[str, object]]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    table = Table(
        "corpus", "documents", "characters", "extract s", "word_tokenize s", "ratio", "target", "ratio one by one"
    )
    for name, speed in speeds.items():
        table.add_row(name, *(str(speed[key]) for key in list(Speed.__annotations__)))  # type: ignore[literal-required]
    console.print(table)
    console.print("memory after documents (MB): " + ", ".join(f"{count}: {size}" for count, size in memory.items()))
    for row in functions:
        console.print(f"{row['own_share']:.1%} own, {row['with_callees_share']:.1%} with callees  {row['function']}")


if __name__ == "__main__":
    main()
