"""A place in a list <-> the cursor that names it, good for the same filters only."""

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from pydantic import BaseModel

from outputs.api.errors import ApiError
from outputs.api.parameters import LARGEST_NUMBER
from outputs.store.fact_places import Place

_PLACE = re.compile(r"([0-9a-f]{8})\.([0-9]{1,10})\.([0-9]{1,10})")


def mark_of(list_name: str, choice: BaseModel) -> str:
    """What tells one list and its filters from another."""
    stated = f"{list_name}:{choice.model_dump_json(exclude={'limit', 'cursor'})}"
    return hashlib.sha256(stated.encode()).hexdigest()[:8]


def make_cursor(mark: str, place: Place) -> str:
    """The cursor of the page behind a place."""
    return urlsafe_b64encode(f"{mark}.{place.key}.{place.position}".encode()).decode().rstrip("=")


def read_cursor(mark: str, cursor: str | None) -> Place | None:
    """The place that a cursor names; None without one.

    Raises:
        ApiError: It is none of ours, or belongs to another list or other filters.
    """
    if cursor is None:
        return None
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (Error, ValueError):
        text = ""
    found = _PLACE.fullmatch(text)
    if not found or found[1] != mark or max(int(found[2]), int(found[3])) > LARGEST_NUMBER:
        raise ApiError(404, "no page behind this cursor: it belongs to the list and the filters that it came with")
    return Place(int(found[2]), int(found[3]))
