"""Where extractions are kept: one SQLite file by default, any SQL database by URL."""

from outputs.store.database import open_store
from outputs.store.store import Counts, SaveResult, Store

__all__ = ["Counts", "SaveResult", "Store", "open_store"]
