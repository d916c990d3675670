"""Each stage from page to export: documents a second of one core, and how the whole grows with cores, number, length.

python -m bench.stages [--documents N] [--counts N,N] [--quick]

Stages are timed by processor time in this one process, on the articles of corpus/gold/open that are as long as those of
papers and have no more numerals, and on the real ones where they are there, each with a line of its own so that no two
are alike. What may be compared over machines are the ratios, taken within
one run: extraction and reading against one pass of underthesea's word_tokenize over the text, against pyvi's and
against trafilatura, two processes against one, Prefect against none. Results go to bench-results/stages.json.
"""

import argparse
import json
import statistics
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from underthesea import word_tokenize

from bench.growth import command_seconds, length_seconds, measure_growth
from bench.measured_on import stamp
from bench.segmentation import CORPORA, is_ordinary, load_corpus, variants
from bench.stage_times import compare, time_stages
from extractors.extraction import load_extractor

RESULTS = Path(__file__).parents[1] / "bench-results" / "stages.json"
COUNTS = "1000,4000"


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200, help="documents of which each stage is timed")
    parser.add_argument("--counts", default=COUNTS, help="documents of the whole runs, fewest and most")
    parser.add_argument("--quick", action="store_true", help="leave out the whole runs and the commands")
    arguments = parser.parse_args()
    extractor = load_extractor()
    folders = [folder for folder, _ in CORPORA.values() if folder.is_dir()]
    known = [document for folder in folders for document in load_corpus(folder) if is_ordinary(document.text)]
    documents = list(islice(variants(known), arguments.documents))
    extractor.extract(documents[0])
    word_tokenize(documents[0].text)
    times = time_stages(documents, extractor)
    results: dict[str, Any] = {
        **stamp(),
        "documents": len(documents),
        "characters": round(statistics.mean(len(document.text) for document in documents)),
        "documents_a_second": {stage: round(len(documents) / seconds, 1) for stage, seconds in times.items()},
        "ratios": compare(times),
        "length_seconds": length_seconds(extractor, known[0]),
    }
    if not arguments.quick:
        growth = measure_growth(known, [int(count) for count in arguments.counts.split(",")])
        results["ratios"] |= growth["ratios"]
        results |= {"runs": growth["runs"], "command_seconds": command_seconds()}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    show(results)


def show(results: dict[str, Any]) -> None:
    """Print the results as tables."""
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"{results['documents']} documents of {results['characters']} characters, {results['machine']}")
    for title, rows in (
        ("documents a second", results["documents_a_second"]),
        ("ratios (bar)", {name: f"{one['ratio']} ({one['bar'] or '–'})" for name, one in results["ratios"].items()}),
        ("seconds by length", results["length_seconds"]),
        ("whole runs", results.get("runs", {})),
        ("seconds of a command", results.get("command_seconds", {})),
    ):
        table = Table(title=title, title_justify="left", show_header=False)
        for name, value in rows.items():
            table.add_row(name, str(value))
        if rows:
            console.print(table)


if __name__ == "__main__":
    main()
