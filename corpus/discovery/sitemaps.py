"""Sitemap (urlset, index, plain text; gzip or not) -> addresses of articles and of further sitemaps, in its order."""

import codecs
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from corpus.addresses import normalize_address
from corpus.discovery.expansion import expanded_pieces
from corpus.discovery.feeds import is_feed, parse_feed
from corpus.discovery.markup import plain_title
from corpus.discovery.moments import is_older, parse_day, parse_moment
from corpus.discovery.sitemap_entries import read_entries
from corpus.readers.html_decoding import stated_charset
from schemas.crawling import FoundAddress
from schemas.documents import PartialDate
from schemas.errors import DocumentError
from schemas.record import Record

LARGEST = 52_428_800
"""Bytes of one sitemap, expanded, that the protocol allows."""

ROOT = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:(?P<sitemap>urlset|sitemapindex)|html|body|rss|feed)\b", re.IGNORECASE)
FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*https?://\S+\s*(?:\n|\r|$)", re.IGNORECASE)
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEAD = 4_096
"""Bytes within which the root stands."""
MOST_ADDRESSES = 100_000
"""Twice what the protocol allows."""


class ChildSitemap(Record):
    """A sitemap that an index lists; `modified` as the index says."""

    url: str
    modified: datetime | None = None


class Sitemap(Record):
    """What a sitemap holds. `listed` counts its articles before those older than asked for were left out.

    `is_whole` is false where its end is missing or damaged.
    """

    addresses: tuple[FoundAddress, ...] = ()
    children: tuple[ChildSitemap, ...] = ()
    listed: int = 0
    is_whole: bool = True


def parse_sitemap(content: bytes, *, url: str, since: PartialDate | None = None, limit: int = LARGEST) -> Sitemap:
    """The articles and further sitemaps that a sitemap lists; one that is cut off gives what stands before the tear.

    `published` is what the news extension states, `modified` the lastmod. Entries are read one by one, so that the
    memory needed is that of the result. No entity is expanded and nothing fetched.

    Args:
        content: The sitemap as it came: XML, gzip of XML, one address a line, or a feed, which the protocol allows.
        url: Where it came from, for relative addresses, which the protocol forbids.
        since: Articles last modified, published or dated by their address before this day are left out.
        limit: Most bytes after expansion.

    Raises:
        DocumentError: No sitemap ("not_a_sitemap"), empty, or larger than `limit` ("too_large").

    Source:
        Sitemap protocol 0.9 of sitemaps.org; news extension 0.9 as Google documents it.
    """
    if content.startswith(UTF16_MARKS):
        content = content.decode("utf-16", "replace").encode()
    pieces = expanded_pieces(content, url=url, limit=limit)
    head = _beginning(pieces)
    if not head.strip():
        raise DocumentError("sitemap rỗng; hãy kiểm tra địa chỉ", path=url, code="empty")
    if is_feed(head):
        found = parse_feed(b"".join((head, *pieces)), url=url)
        return _Collected(url, since).of_feed(found)
    if FIRST_LINE.match(head):
        return _Collected(url, since).of_lines(chain((head,), pieces))
    root = ROOT.search(head)
    if root is None or root.group("sitemap") is None:
        message = "không phải sitemap (có thể là trang báo lỗi); hãy kiểm tra lại địa chỉ"
        raise DocumentError(message, path=url, code="not_a_sitemap")
    return _Collected(url, since).of_xml(chain((head[root.start() :],), pieces), encoding=_encoding(head))


class _Collected:
    """What one sitemap gives, entry by entry."""

    def __init__(self, url: str, since: PartialDate | None) -> None:
        self._url = url
        self._since = since
        self._addresses: list[FoundAddress] = []
        self._children: list[ChildSitemap] = []
        self._listed = 0

    def of_feed(self, found: tuple[FoundAddress, ...]) -> Sitemap:
        for address in found:
            self._add(address)
        return self._sitemap(is_whole=True)

    def of_lines(self, pieces: Iterable[bytes]) -> Sitemap:
        for line in b"".join(pieces).decode("utf-8-sig", "replace").splitlines():
            url = normalize_address(line)
            if url is not None and not self._add(FoundAddress(url=url, found_in=self._url)):
                return self._sitemap(is_whole=False)
        return self._sitemap(is_whole=True)

    def of_xml(self, pieces: Iterable[bytes], *, encoding: str) -> Sitemap:
        return self._sitemap(is_whole=read_entries(pieces, self._take, encoding=encoding))

    def _take(self, name: str, values: dict[str, str]) -> bool:
        url = normalize_address(values.get("loc", ""), base=self._url)
        if url is None:
            return True
        if name == "sitemap":
            self._children.append(ChildSitemap(url=url, modified=parse_moment(values.get("lastmod", ""))))
            return len(self._children) < MOST_ADDRESSES
        return self._add(_article(values, url=url, found_in=self._url))

    def _add(self, address: FoundAddress) -> bool:
        """Whether there is room for more."""
        self._listed += 1
        if self._since is None or not is_older(address, self._since):
            self._addresses.append(address)
        return self._listed < MOST_ADDRESSES

    def _sitemap(self, *, is_whole: bool) -> Sitemap:
        return Sitemap(
            addresses=tuple(self._addresses), children=tuple(self._children), listed=self._listed, is_whole=is_whole
        )


def _beginning(pieces: Iterator[bytes]) -> bytes:
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= HEAD:
            break
    return head


def _encoding(head: bytes) -> str:
    """UTF-8 where the beginning is that, whatever it states; else what it states."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return stated_charset(head) or "utf-8"
    return "utf-8"


def _article(values: dict[str, str], *, url: str, found_in: str) -> FoundAddress:
    return FoundAddress(
        url=url,
        title=plain_title(values.get("news:title")),
        published=parse_day(values.get("news:publication_date", "")),
        modified=parse_moment(values.get("lastmod", "")),
        found_in=found_in,
    )
