"""What the routes share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from outputs.comparing.rollup import Tiling
from outputs.store import Store


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiServices:
    """The open store; which former units became which of today, None where nobody knows; the clock of verdicts."""

    store: Store
    tiling: Tiling | None = None
    now: Callable[[], datetime] = _now
