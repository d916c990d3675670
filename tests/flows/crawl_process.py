"""The collecting part of a crawl in a process of its own, for tests that kill it: python crawl_process.py OUT SOURCES ID

Without Prefect and extractor, which take seconds to load and have no part in what a kill can break.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from corpus.crawling.network import Network
from corpus.crawling.source_crawl import CrawlLimits, CrawlTools, crawl_source
from corpus.fetching.limits import Limits
from corpus.source_catalogue import parse_source
from outputs.store import open_store


def main(out: Path, sources: Path, source_id: str) -> None:
    path = sources / f"{source_id}.yml"
    source = parse_source(path.read_text(encoding="utf-8"), name=path.name)
    with open_store(f"sqlite:///{out / 'solieu.sqlite'}") as store, Network(_limits()) as network:
        tools = CrawlTools(
            frontier=store.frontier, fetch=network.fetch, archive_root=out / "archive", now=lambda: datetime.now(UTC)
        )
        outcome = crawl_source(source, tools, limits=CrawlLimits(), on_page=lambda pages: None)
    sys.stdout.write(outcome.model_dump_json() + "\n")


def _limits() -> Limits:
    return Limits(allow_private=("127.0.0.0/8",))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
