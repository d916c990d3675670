"""Where extractions and the state of crawls are kept: one SQLite file by default, any SQL database by URL."""

from outputs.store.crawl_runs import CrawlRuns
from outputs.store.database import open_store, upgrade_store
from outputs.store.frontier import StoreFrontier
from outputs.store.page_versions import PageReading, PageVersions
from outputs.store.store import Counts, SaveResult, Store
from outputs.store.twin_index import TwinIndex

__all__ = [
    "Counts",
    "CrawlRuns",
    "PageReading",
    "PageVersions",
    "SaveResult",
    "Store",
    "StoreFrontier",
    "TwinIndex",
    "open_store",
    "upgrade_store",
]
