"""The collecting part of a crawl in a process of its own, for tests that kill it.

Without Prefect and extractor, which take seconds to load and have no part in what a kill can break. The processes are
forked from one that has imported everything, so that only the crawl itself takes time.
"""

import multiprocessing
import sys
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

from corpus.crawling.crawl_records import CrawlLimits, CrawlTools
from corpus.crawling.network import Network
from corpus.crawling.source_crawl import crawl_source
from corpus.fetching.limits import Limits
from corpus.source_catalogue import parse_source
from outputs.store import open_store


def start_crawl(out: Path, sources: Path, source_id: str) -> BaseProcess:
    """A running crawl into `out`; what it says on standard error goes to `out`/errors.txt."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", __name__])
    process = context.Process(target=_crawl, args=(out, sources, source_id))
    process.start()
    return process


def _crawl(out: Path, sources: Path, source_id: str) -> None:
    path = sources / f"{source_id}.yml"
    source = parse_source(path.read_text(encoding="utf-8"), name=path.name)
    with (
        (out / "errors.txt").open("w", encoding="utf-8") as sys.stderr,
        open_store(f"sqlite:///{out / 'solieu.sqlite'}") as store,
        Network(Limits(allow_private=("127.0.0.0/8",))) as network,
    ):
        tools = CrawlTools(
            frontier=store.frontier, fetch=network.fetch, archive_root=out / "archive", now=lambda: datetime.now(UTC)
        )
        crawl_source(source, tools, limits=CrawlLimits(is_resumed=True), on_page=lambda pages: None)
