"""What the application is made of: the store, the gazetteer's look-ups, and who may do what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from starlette.types import ASGIApp

from outputs.comparing.rollup import Tiling
from outputs.review_app.access import Access, LocalAccess
from outputs.store import Store
from schemas.crawling import AddressStatus
from schemas.facts import Locality
from schemas.issues import Issue
from schemas.record import Record


class SourceHealth(Record):
    """How one source stands: its addresses by status, its last run, and what a person must look into."""

    source_id: str
    name: str
    province: str | None
    addresses: dict[AddressStatus, int]
    last_run: datetime | None
    is_ended: bool
    new: int
    read: int
    facts: int
    last_found: datetime | None
    schedule: str | None
    issues: tuple[Issue, ...]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewConfig:
    """All that `build_application` needs.

    Attributes:
        store: An open store; the application does not close it.
        index_path: File of the read model, which may be deleted whenever no server runs.
        find_places: Units then and now by name, with or without accents, the best first.
        place: The unit of a code, or None.
        source_health: The sources as they stand.
        tiling: Which former units became which of today, for comparisons by the units of today.
        access: Who may do what.
        mounts: Further applications with the path they are mounted at; they answer for their own failures.
        double_share: Per cent of the facts that two reviewers judge.
        now: The time of a verdict.
    """

    store: Store
    index_path: Path
    find_places: Callable[[str], Sequence[Locality]]
    place: Callable[[str], Locality | None]
    source_health: Callable[[], Sequence[SourceHealth]] = tuple
    tiling: Tiling | None = None
    access: Access = field(default_factory=LocalAccess)
    mounts: tuple[tuple[str, ASGIApp], ...] = ()
    double_share: int = 0
    now: Callable[[], datetime] = _now
