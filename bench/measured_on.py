"""Where and when a bench ran, as its results and the tables of docs/performance.md say it."""

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def stamp() -> dict[str, str]:
    """`machine` and `measured`, the day in UTC, to be put into a bench's results."""
    return {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "measured": datetime.now(UTC).date().isoformat(),
    }


def stamp_words(results: Mapping[str, Any]) -> str:
    """A stamp in words; results of before there were stamps say so."""
    return f"{results.get('machine', 'a machine')}, measured on {results.get('measured', 'a day that was not kept')}"
