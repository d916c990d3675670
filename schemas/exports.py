"""What the store remembers of an export."""

from datetime import datetime

from pydantic import Field

from schemas.record import Record


class ExportEntry(Record):
    """One export: when and where to, the state of the store it shows, and its manifest as JSON.

    `version` is that of the store. `since` is the version behind which an incremental export begins; None for all.
    """

    made_at: datetime
    target: str
    version: int = Field(ge=0)
    since: int | None = None
    manifest: str
