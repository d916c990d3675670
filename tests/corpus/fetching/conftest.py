"""What tests of fetching share: a fetcher that may reach loopback, without pauses unless a test says so."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from loopback_clock import Clock
from loopback_server import Reply, Seen, Site

from corpus.fetching.fetcher import Fetcher
from corpus.fetching.limits import Limits, Surroundings, resolve_host

NO_ROBOTS = Reply(status=404, body=b"")


@pytest.fixture
def clock() -> Clock:
    return Clock()


OpenFetcher = Callable[..., Fetcher]


@pytest.fixture
def open_fetcher(clock: Clock) -> Iterator[OpenFetcher]:
    """Opens a fetcher with the given limits; `resolve` and `on_robots` go to their places."""
    with contextlib.ExitStack() as stack:

        def build(**settings: object) -> Fetcher:
            surroundings = Surroundings(
                clock=clock,
                now=clock.now,
                sleep=clock.sleep,
                chance=lambda: 1.0,
                resolve=settings.pop("resolve", resolve_host),  # type: ignore[arg-type]
            )
            on_robots = settings.pop("on_robots", None)
            limits = Limits(**({"allow_private": ("127.0.0.0/8",)} | settings))  # type: ignore[arg-type]
            return stack.enter_context(Fetcher(limits, surroundings=surroundings, on_robots=on_robots))  # type: ignore[arg-type]

        yield build


@pytest.fixture
def pages() -> Callable[[dict[str, Reply]], Site]:
    """A site of the given paths, without robots.txt unless it is among them; all else is 404."""

    def build(replies: dict[str, Reply]) -> Site:
        def site(seen: Seen) -> Reply:
            return replies.get(seen.path, NO_ROBOTS)

        return site

    return build
