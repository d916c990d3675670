"""Addresses and their states in a real SQLite file."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import StatementError

from outputs.store import open_store
from schemas.crawling import ArchivePlace
from schemas.retry_policy import PASSING

A, B, C = (f"https://a.vn/{name}.html" for name in "abc")


def _urls(states):
    return [state.url for state in states]


def _due(frontier, now, **options):
    return _urls(frontier.due("bao-a", now=now, limit=options.pop("limit", 100), **options))


@pytest.fixture
def with_a(frontier, found, at):
    frontier.add_found("bao-a", [found(A, title="Bài A", published="2026-11-01")], at=at())
    return frontier


def test_a_found_address_waits_to_be_asked_for(with_a, at):
    state = with_a.state(A)
    assert (state.status, state.tries, state.found_at, state.next_try) == ("found", 0, at(), at())
    assert (state.title, state.published, state.checked_at, state.sha256) == ("Bài A", "2026-11-01", None, None)
    assert with_a.due("bao-a", now=at(), limit=10) == (state,)
    assert with_a.due("bao-b", now=at(), limit=10) == ()
    assert with_a.state(B) is None


def test_new_addresses_are_counted_once(frontier, found, at):
    assert frontier.add_found("bao-a", [found(A), found(B), found(A)], at=at()) == 2
    assert frontier.add_found("bao-a", [found(B), found(C)], at=at(1)) == 1
    assert frontier.add_found("bao-a", [], at=at(1)) == 0
    assert _urls(frontier.states("bao-a")) == [A, B, C]


def test_what_was_missing_is_filled_in_and_nothing_else_changes(frontier, found, at):
    frontier.add_found("bao-a", [found(A)], at=at())
    frontier.add_found("bao-a", [found(A, title="Tên", published="2026-11")], at=at(1))
    frontier.add_found("bao-a", [found(A, title="Khác", published="2025")], at=at(2))
    state = frontier.state(A)
    assert (state.title, state.published, state.found_at, state.status) == ("Tên", "2026-11", at(), "found")


def test_an_address_belongs_to_the_source_that_found_it_first(with_a, found, visit, at):
    assert with_a.add_found("bao-b", [found(A)], at=at(1)) == 0
    with_a.record([visit(A, hours=2, body="x", source_id="bao-b")], now=at(2))
    assert with_a.state(A).source_id == "bao-a"
    assert (with_a.archived_until("bao-a"), set(with_a.archived_until("bao-b"))) == ({}, {"a-1.warc.gz"})


def test_the_newest_found_and_published_are_asked_first(frontier, found, at):
    older = [found(A, published="2026-10-01"), found(B), found(C, published="2026-11-02")]
    frontier.add_found("bao-a", older, at=at())
    frontier.add_found("bao-a", [found("https://a.vn/d.html")], at=at(1))
    assert _due(frontier, at(2)) == ["https://a.vn/d.html", C, A, B]
    assert _due(frontier, at(2), limit=2) == ["https://a.vn/d.html", C]


def test_failures_come_behind_new_ones_and_before_rechecks(frontier, found, visit, at):
    frontier.record([visit(A, body="a"), visit(B, hours=1, reason="timeout")], rechecks=(1,), now=at(1))
    frontier.add_found("bao-a", [found(C)], at=at(2))
    assert _due(frontier, at(2)) == [C, B]
    assert _due(frontier, at(days=1)) == [C, B, A]
    assert _due(frontier, at(days=1), limit=2) == [C, B]


@pytest.mark.parametrize(
    ("since", "kept"),
    [
        ("2026-11-02", ["2026", "2026-11", "2026-11-02", None]),
        ("2026-11", ["2026", "2026-11", "2026-11-01", "2026-11-02", None]),
        ("2027", [None]),
        ("2025", ["2025-12-31", "2026", "2026-11", "2026-11-01", "2026-11-02", None]),
    ],
)
def test_only_what_is_known_to_be_older_is_left_out(frontier, found, at, since, kept):
    dates = ["2025-12-31", "2026", "2026-11", "2026-11-01", "2026-11-02", None]
    frontier.add_found("bao-a", [found(f"https://a.vn/{d}", published=d) for d in dates], at=at())
    due = frontier.due("bao-a", now=at(), limit=10, since=since)
    assert sorted(state.published or "~" for state in due) == sorted(d or "~" for d in kept)


def test_a_body_makes_it_fetched_and_due_for_rechecks(with_a, visit, at):
    with_a.record([visit(A, hours=1, body="x", last_modified="Mon")], rechecks=(7, 1), now=at(1))
    state = with_a.state(A)
    assert (state.status, state.etag, state.last_modified) == ("fetched", '"x"', "Mon")
    assert (state.first_fetched, state.checked_at, state.next_try) == (at(1), at(1), at(1, days=1))
    assert _due(with_a, at(0, days=1)) == []
    with_a.record([visit(A, hours=30, status="unchanged", http_status=304)], rechecks=(7, 1), now=at(30))
    state = with_a.state(A)
    assert (state.status, state.etag, state.next_try) == ("unchanged", '"x"', at(1, days=7))
    with_a.record([visit(A, hours=200, body="x")], rechecks=(7, 1), now=at(200))
    state = with_a.state(A)
    assert (state.status, state.first_fetched, state.next_try) == ("unchanged", at(1), None)
    assert _due(with_a, at(days=9999)) == []


def test_failures_wait_longer_each_time_and_then_for_ever(with_a, visit, at):
    hours, waits = 0.0, []
    while (state := with_a.state(A)).next_try is not None:
        hours = (state.next_try - at()) / timedelta(hours=1) + 0.5
        with_a.record([visit(A, hours=hours, reason="timeout", detail="30 s")], now=at(hours))
        after = with_a.state(A)
        waits.append(after.next_try and (after.next_try - after.checked_at) / timedelta(hours=1))
    assert waits == [1, 6, 24, 72, 168, None]
    assert (state.status, state.reason, state.detail, state.tries) == ("failed", "timeout", "30 s", 6)


def test_a_success_forgets_the_failures(with_a, visit, at):
    failures = [visit(A, hours=h, reason="dns") for h in (1, 2)]
    with_a.record([*failures, visit(A, hours=3, body="x"), visit(A, hours=4, reason="dns")], now=at(4))
    state = with_a.state(A)
    assert (state.status, state.tries, state.next_try, state.sha256 is None) == ("failed", 1, at(5), False)


@pytest.mark.parametrize(
    ("asked", "reason", "wait"),
    [
        (30, "rate_limited", timedelta(hours=1)),
        (7_200, "rate_limited", timedelta(hours=2)),
        (1e9, "server_error", timedelta(days=14)),
        (None, None, timedelta(hours=1)),
        (None, "media_type", timedelta(days=7)),
    ],
)
def test_how_long_a_failure_waits(with_a, visit, at, asked, reason, wait):
    with_a.record([visit(A, retry_after=asked, reason=reason)], now=at())
    assert with_a.state(A).next_try == at() + wait


def test_what_seldom_changes_is_tried_once_more(with_a, visit, at):
    assert "media_type" not in PASSING
    with_a.record([visit(A, hours=h, reason="media_type") for h in (0, 200)], now=at(200))
    assert with_a.state(A).next_try is None


def test_a_page_that_is_gone_is_asked_for_once_more(with_a, visit, at):
    with_a.record([visit(A, status="gone", http_status=410)], now=at())
    assert with_a.state(A).next_try == at(days=7)
    with_a.record([visit(A, hours=170, status="gone")], now=at(170))
    assert (with_a.state(A).status, with_a.state(A).next_try) == ("gone", None)


def test_what_robots_refuse_is_looked_at_every_day(with_a, visit, at):
    for day in range(4):
        with_a.record([visit(A, hours=24 * day, status="refused")], now=at(days=day))
        assert with_a.state(A).next_try == at(days=day + 1)


def test_a_later_modification_makes_it_due_at_once(with_a, found, visit, at):
    with_a.record([visit(A, hours=1, body="x"), visit(B, hours=1, status="gone")], now=at(1))
    assert _due(with_a, at(3)) == []
    with_a.add_found("bao-a", [found(A, modified=at(1)), found(B, modified=at(0.5))], at=at(2))
    assert _due(with_a, at(3)) == []
    with_a.add_found("bao-a", [found(A, modified=at(9))], at=at(2))
    assert _due(with_a, at(3)) == [], "a time to come is one of a wrong clock"
    with_a.add_found("bao-a", [found(A, modified=at(2)), found(B, modified=at(1.5))], at=at(2))
    assert _due(with_a, at(2)) == [A, B]
    with_a.record([visit(A, hours=4, body="x"), visit(B, hours=4, status="gone")], now=at(4))
    with_a.add_found("bao-a", [found(A, modified=at(2)), found(B, modified=at(2))], at=at(5))
    assert _due(with_a, at(5)) == []


def test_recording_twice_changes_nothing(with_a, visit, at):
    visits = [visit(A, hours=1, body="x"), visit(A, hours=2, body="y"), visit(B, hours=3, reason="tls")]
    with_a.record(visits, rechecks=(1,), now=at(3))
    before = list(with_a.states("bao-a")), with_a.archived_until("bao-a")
    for batch in (visits, visits[::-1], [*visits, *visits], visits[:1]):
        with_a.record(batch, rechecks=(1,), now=at(50))
    assert (list(with_a.states("bao-a")), with_a.archived_until("bao-a")) == before


def test_the_order_within_a_batch_makes_no_difference(with_a, visit, at):
    visits = [visit(A, hours=3, reason="dns"), visit(A, hours=2, reason="dns"), visit(A, hours=1, status="gone")]
    with_a.record(visits, now=at(3))
    assert (with_a.state(A).tries, with_a.state(A).checked_at) == (2, at(3))


def test_a_late_visit_changes_no_state(with_a, visit, at):
    with_a.record([visit(A, hours=5, reason="dns")], now=at(5))
    with_a.record([visit(A, hours=4, status="gone")], now=at(6))
    assert with_a.state(A).status == "failed"
    with_a.record([visit(A, hours=3, body="x")], now=at(6))
    state = with_a.state(A)
    assert (state.status, state.first_fetched, state.etag) == ("failed", at(3), '"x"')


def test_a_clock_that_ran_ahead_keeps_nobody_out(with_a, visit, at):
    with_a.record([visit(A, hours=1_000, reason="dns")], now=at(1))
    assert with_a.state(A).next_try == at(2)
    with_a.record([visit(A, hours=2, body="x")], now=at(2))
    assert (with_a.state(A).status, with_a.state(A).checked_at) == ("fetched", at(2))


def test_an_address_that_nobody_announced_is_remembered(frontier, visit, at):
    frontier.record([visit(A, hours=1, body="x"), visit(B, hours=1, reason="dns")], now=at(1))
    assert frontier.state(A).found_at == at(1)
    assert frontier.count_states("bao-a") == {"fetched": 1, "failed": 1}


def test_a_fetched_body_that_was_not_archived_is_no_version(store, with_a, visit, at):
    with_a.record([visit(A, hours=1, status="fetched", sha256="0" * 64)], now=at(1))
    assert (with_a.state(A).status, with_a.state(A).sha256) == ("fetched", None)
    assert list(store.pages.versions()) == []


def test_validators_are_those_of_the_newest_body_of_any_kind(frontier, visit, at):
    feed, robots = "https://a.vn/rss", "https://a.vn/robots.txt"
    assert frontier.validators(feed) == (None, None)
    assert frontier.archived_place(feed) is None
    newest = visit(feed, hours=2, body="2", kind="discovery", last_modified="Tue")
    answers = [newest, visit(feed, hours=1, body="1", kind="discovery"), visit(robots, body="r", kind="robots")]
    missing = visit(feed, hours=3, body="404", kind="discovery", status="gone", http_status=404)
    frontier.record([*answers, missing], now=at(3))
    assert frontier.validators(feed) == ('"2"', "Tue")
    assert frontier.archived_place(feed) == newest.place
    assert frontier.validators(robots) == ('"r"', None)
    assert list(frontier.states("bao-a")) == [], "only articles are addresses"


def test_the_archive_is_known_up_to_its_last_record(frontier, visit, at):
    places = [("a-1", 0, 10), ("a-1", 500, 20), ("a-1", 100, 300), ("a-2", 7, 5)]
    visits = [
        visit(f"https://a.vn/{n}", kind="robots", body="x", place=ArchivePlace(file=f, offset=o, length=size))
        for n, (f, o, size) in enumerate(places)
    ]
    frontier.record(visits, now=at())
    assert frontier.archived_until("bao-a") == {"a-1": 520, "a-2": 12}
    assert frontier.archived_until("bao-b") == {}


def test_the_archive_gives_the_same_states_again(frontier, visit, at, new_url):
    visits = [
        visit(A, body="1"), visit(B, hours=1, body="1"), visit(A, hours=30, body="1"), visit(A, hours=90, body="2"),
        visit(B, hours=99, body="3"), visit(B, hours=180, body="1"),
        visit("https://a.vn/rss", body="f", kind="discovery"),
    ]  # fmt: skip
    for one in visits:
        frontier.record([one], rechecks=(1, 7), now=one.retrieved_at + timedelta(seconds=20))
    with open_store(new_url()) as again:
        again.frontier.record(visits, rechecks=(1, 7), now=at(days=500))
        assert list(again.frontier.states("bao-a")) == list(frontier.states("bao-a"))
        assert again.frontier.archived_until("bao-a") == frontier.archived_until("bao-a")


def test_a_time_without_zone_is_refused(frontier, found):
    with pytest.raises(StatementError, match="without zone"):
        frontier.add_found("bao-a", [found(A)], at=datetime(2026, 1, 1))  # noqa: DTZ001
    assert list(frontier.states("bao-a")) == []


def test_the_last_find_and_the_counts_of_a_source(frontier, found, at):
    assert (frontier.last_found("bao-a"), frontier.count_states("bao-a")) == (None, {})
    frontier.add_found("bao-a", [found(A)], at=at(1))
    frontier.add_found("bao-a", [found(B), found(A)], at=at(2))
    assert (frontier.last_found("bao-a"), frontier.count_states("bao-a")) == (at(2), {"found": 2})


def test_states_of_one_kind_in_pages(frontier, found, visit, at):
    urls = [f"https://a.vn/{n}" for n in range(2_500)]
    frontier.add_found("bao-a", [found(url) for url in urls], at=at())
    frontier.record([visit(urls[7], reason="dns")], now=at())
    assert _urls(frontier.states("bao-a")) == urls
    assert _urls(frontier.states("bao-a", "failed")) == [urls[7]]
