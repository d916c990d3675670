"""Visits -> states of addresses and rows of the archive's index, inside a transaction that the caller holds."""

from collections.abc import Sequence

from sqlalchemy import Connection

from outputs.store.address_states import Timing, state_after
from outputs.store.addresses import insert_addresses, load_states, update_addresses
from outputs.store.archive_index import (
    Place,
    archived_row,
    insert_archived,
    known_places,
    number_versions,
    place_of,
)
from outputs.store.rows import Row
from schemas.crawling import AddressState, AddressStatus, Visit

_VISITED = ("status", "reason", "detail", "tries", "next_try", "checked_at", "first_fetched")


def record_visits(connection: Connection, visits: Sequence[Visit], timing: Timing) -> None:
    """Writes what `visits` say, in the order of their times; those whose archived answer is indexed say nothing."""
    known = known_places(connection, filter(None, map(place_of, visits)))
    new = sorted((v for v in visits if place_of(v) not in known), key=lambda v: v.retrieved_at)
    articles = [visit for visit in new if visit.kind == "article"]
    states = _load_or_insert(connection, articles)
    keys = {url: key for url, (key, _) in states.items()}
    answers = {place_of(visit): visit for visit in new}
    rows = [archived_row(v, v.place, keys.get(v.url)) for v in answers.values() if v.place]
    insert_archived(connection, rows)
    with_bodies = sorted({row["address_key"] for row in rows if row["address_key"] is not None})
    newest, begun = number_versions(connection, with_bodies)
    update_addresses(connection, _visited_rows(articles, states, begun=begun, timing=timing))
    update_addresses(connection, newest)


def _load_or_insert(connection: Connection, articles: Sequence[Visit]) -> dict[str, tuple[int, AddressState]]:
    """Keys and states of the visited addresses; one that nobody announced counts as found when it was visited."""
    states = load_states(connection, dict.fromkeys(visit.url for visit in articles))
    missing: dict[str, Row] = {}
    for visit in articles:
        if visit.url not in states and visit.url not in missing:
            at = visit.retrieved_at
            own = {"url": visit.url, "source_id": visit.source_id, "status": "found", "tries": 0}
            missing[visit.url] = {**own, "next_try": at, "found_at": at}
    insert_addresses(connection, list(missing.values()))
    return states | load_states(connection, missing)


def _status(visit: Visit, state: AddressState, begun: set[Place]) -> AddressStatus:
    """That of the visit; for a body, whether it began a version."""
    if visit.status not in {"fetched", "unchanged"} or visit.sha256 is None:
        return visit.status
    place = place_of(visit)
    if place is not None:
        return "fetched" if place in begun else "unchanged"
    return "unchanged" if visit.sha256 == state.sha256 else visit.status


def _visited_rows(
    articles: Sequence[Visit], states: dict[str, tuple[int, AddressState]], *, begun: set[Place], timing: Timing
) -> list[Row]:
    after: dict[int, AddressState] = {}
    for visit in articles:
        key, state = states[visit.url]
        state = after.get(key, state)
        after[key] = state_after(state, visit, status=_status(visit, state, begun), timing=timing)
    return [{"of_key": key, **{name: getattr(state, name) for name in _VISITED}} for key, state in after.items()]
