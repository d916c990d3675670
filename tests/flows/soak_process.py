"""Crawls, extracts and exports at each line of standard input; says how many files and how much memory it holds.

The line is the folder of the articles to extract.
"""

import gc
import json
import os
import sys
from pathlib import Path

from flows.crawl_engine import open_engine
from flows.crawl_steps import CrawlOptions, plain_steps, run_steps
from flows.export_job import export_store
from flows.extraction_output import extract_documents
from flows.settings import load_settings


def main() -> None:
    settings = load_settings()
    for line in sys.stdin:
        with open_engine(settings, CrawlOptions()) as engine:
            run_steps(["bao-mau"], engine, plain_steps())
        extract_documents([Path(line.strip())], out=settings.out / "resident", limits=settings.reading_limits())
        export_store(settings, settings.out)
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        report = {
            "files": len(list(Path("/proc/self/fd").iterdir())),
            "megabytes": pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000,
        }
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
