"""Links of one page -> those that are articles of the source, asked for, and not given before; each link counted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus.addresses import address_forms, address_key, belongs_to
from corpus.discovery.moments import is_older
from corpus.discovery.pages import MOST_ASKED, IsKnown, Outcome, PageCounts
from corpus.discovery.topics import matches_topic
from corpus.publication_dates import VIETNAM, find_date_in_url
from schemas.crawling import FoundAddress
from schemas.documents import PartialDate
from schemas.sources import Source

CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of a page. `outcomes` are those of its links by key, where "repeated" is what it was at first."""

    addresses: tuple[FoundAddress, ...]
    counts: PageCounts
    outcomes: dict[int, Outcome]
    future: int


class Sieve:
    """Remembers, in a few bytes each, the articles that it has let through."""

    def __init__(self, source: Source, *, since: PartialDate | None, is_known: IsKnown) -> None:
        self._source = source
        self._article = re.compile(source.article) if source.article is not None else None
        self._since = since
        self._is_known = is_known
        self._given: dict[int, Outcome] = {}

    def sift(self, found: Sequence[FoundAddress], *, now: datetime, left_out: int = 0) -> Sifted:
        """What to go on with of the links `found`.

        Days and moments after `now` are mistakes and dropped; a missing day is taken from the address. An article
        that is known under another form of its address is given under that.

        Args:
            found: The links of one page.
            now: When the page was fetched.
            left_out: Links that were already left out as too old.
        """
        counts: Counter[str] = Counter(old=left_out)
        outcomes: dict[int, Outcome] = {}
        wanted: dict[int, FoundAddress] = {}
        future = 0
        for address in found:
            settled = _settled(address, now)
            future += settled.published != address.published and address.published is not None
            key = hash(address_key(settled.url))
            outcome = self._first_outcome(settled, key, wanted)
            if outcome is None:
                wanted[key] = settled
                continue
            counts[outcome] += 1
            if outcome not in ("foreign", "no_article"):
                outcomes.setdefault(key, self._given.get(key, outcome))
        kept = list(self._known_or_new(wanted, counts, outcomes))
        numbers = PageCounts(links=len(found) + left_out, **counts)
        return Sifted(addresses=tuple(kept), counts=numbers, outcomes=outcomes, future=future)

    def _first_outcome(self, address: FoundAddress, key: int, wanted: dict[int, FoundAddress]) -> Outcome | None:
        """Why `address` is left out, or None where it is wanted."""
        if not belongs_to(address.url, self._source.domains):
            return "foreign"
        if self._article is not None and not self._article.search(address.url):
            return "no_article"
        if key in self._given or key in wanted:
            return "repeated"
        if self._since is not None and is_older(address, self._since):
            return "old"
        return None if matches_topic(address, self._source.keywords) else "off_topic"

    def _known_or_new(
        self, wanted: dict[int, FoundAddress], counts: Counter[str], outcomes: dict[int, Outcome]
    ) -> Iterator[FoundAddress]:
        known = self._known_forms([address.url for address in wanted.values()])
        for key, address in wanted.items():
            form = known.get(address.url)
            outcome: Outcome = "new" if form is None else "known"
            counts[outcome] += 1
            outcomes[key] = self._given[key] = outcome
            if form is None:
                yield address
            elif address.modified is not None:
                yield address if form == address.url else address.model_copy(update={"url": form})

    def _known_forms(self, urls: list[str]) -> dict[str, str]:
        """For each known one of `urls` the form under which it is known."""
        known = {url: url for url in self._asked(urls)}
        forms = {form: url for url in urls if url not in known for form in address_forms(url)[1:]}
        for form in self._asked(list(forms)):
            known.setdefault(forms[form], form)
        return known

    def _asked(self, urls: list[str]) -> Iterator[str]:
        for start in range(0, len(urls), MOST_ASKED):
            part = urls[start : start + MOST_ASKED]
            answer = self._is_known(part)
            yield from (url for url in part if url in answer)


def _settled(address: FoundAddress, now: datetime) -> FoundAddress:
    latest = now + CLOCKS_DIFFER
    published = address.published
    if published is not None and published > latest.astimezone(VIETNAM).date().isoformat():
        published = None
    published = published or find_date_in_url(address.url)
    modified = address.modified if address.modified is None or address.modified <= latest else None
    if (published, modified) == (address.published, address.modified):
        return address
    return address.model_copy(update={"published": published, "modified": modified})
