"""The network as a crawl sees it: a source's address goes in, an answer comes out, robots.txt is archived on the way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType

from corpus.fetching.fetcher import Fetcher
from corpus.fetching.limits import Limits, Surroundings
from schemas.crawling import Answer, Kind
from schemas.sources import Source

_on_robots: ContextVar[Callable[[Answer], None] | None] = ContextVar("_on_robots", default=None)
"""Who keeps the robots.txt that this thread's crawl makes the fetcher ask for."""


class Network:
    """One fetcher for all sources of a crawl; held open for the time of a block."""

    def __init__(self, limits: Limits, *, surroundings: Surroundings | None = None) -> None:
        self._fetcher = Fetcher(limits, surroundings=surroundings, on_robots=_tell)

    def __enter__(self) -> "Network":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._fetcher.close()

    def fetch(
        self, url: str, *, source: Source, kind: Kind, etag: str | None = None, last_modified: str | None = None
    ) -> Answer:
        """The answer to `url`, redirects followed inside the source's own domains; failures are answers too."""
        return self._fetcher.fetch(
            url,
            etag=etag,
            last_modified=last_modified,
            rate_seconds=source.rate.seconds,
            kind=kind,
            allowed=lambda host: is_own_host(source, host),
        )


def is_own_host(source: Source, host: str) -> bool:
    """Whether `host` is one of the source's domains or below one."""
    return any(host == domain or host.endswith("." + domain) for domain in source.domains)


@contextmanager
def robots_kept_by(keep: Callable[[Answer], None]) -> Iterator[None]:
    """Give every robots.txt that is fetched in this thread, inside the block, to `keep`."""
    token = _on_robots.set(keep)
    try:
        yield
    finally:
        _on_robots.reset(token)


def _tell(answer: Answer) -> None:
    keep = _on_robots.get()
    if keep is not None:
        keep(answer)
