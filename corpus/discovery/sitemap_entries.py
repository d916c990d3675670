"""XML of a sitemap, piece by piece -> its entries as texts by name, in memory that does not grow with it."""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

STRAY_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
LONGEST_REFERENCE = 10
ROOTS = frozenset({"urlset", "sitemapindex"})
ENTRIES = frozenset({"url", "sitemap"})
WANTED = {("url", "loc"): "loc", ("url", "lastmod"): "lastmod", ("sitemap", "loc"): "loc"} | {
    ("sitemap", "lastmod"): "lastmod",
    ("news", "publication_date"): "news:publication_date",
    ("news", "title"): "news:title",
}
"""Name of the value of an element below another; "loc" below an image is no address of an article."""

Take = Callable[[str, dict[str, str]], bool]


class _EnoughError(Exception):
    """The one who takes the entries wants no more."""


def read_entries(pieces: Iterable[bytes], take: Take, *, encoding: str) -> bool:
    """Hands each whole entry to `take`; says whether the sitemap was read to its end.

    Names stand without namespace, as many sitemaps declare none or a wrong one; those of the news extension as
    "news:title". Of two values with one name the first counts. No entity but XML's five is left to be expanded.

    Args:
        pieces: The sitemap from its root element on, without declarations before it.
        take: Takes "url" or "sitemap" and the values by name; says whether it wants more.
        encoding: As Python names it; one that XML's parser does not know is read as UTF-8.
    """
    target = _Target(take)
    parser = _parser(target, encoding)
    try:
        # Fed piece by piece, the parser would search each open tag for its end again and again.
        etree.parse(_Pieces(_mended(pieces)), parser)
    except (etree.XMLSyntaxError, _EnoughError):
        return False
    return target.is_whole


class _Pieces:
    """A file to read from, made of pieces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, _size: int) -> bytes:
        return next((piece for piece in self._pieces if piece), b"")


class _Target:
    """Gathers the values of one entry at a time, as the parser meets them."""

    def __init__(self, take: Take) -> None:
        self.is_whole = False
        self._take = take
        self._path: list[str] = [""]
        self._values: dict[str, str] = {}
        self._name: str | None = None
        self._texts: list[str] = []

    def start(self, tag: str, _attributes: object) -> None:
        name = _local_name(tag)
        self._name = WANTED.get((self._path[-1], name))
        self._texts = []
        self._path.append(name)
        if name in ENTRIES:
            self._values = {}

    def data(self, text: str) -> None:
        if self._name is not None:
            self._texts.append(text)

    def end(self, tag: str) -> None:
        name = self._path.pop()
        if self._name is not None:
            self._values.setdefault(self._name, "".join(self._texts))
            self._name = None
        if name in ENTRIES and self._values:
            values, self._values = self._values, {}
            if not self._take(name, values):
                raise _EnoughError
        self.is_whole = name in ROOTS and len(self._path) == 1

    def close(self) -> None:
        """Nothing is built."""


def _parser(target: _Target, encoding: str) -> etree.XMLParser:
    options = {"target": target, "recover": True, "resolve_entities": False, "no_network": True}
    try:
        return etree.XMLParser(encoding=encoding, **options)
    except LookupError:
        return etree.XMLParser(encoding="utf-8", **options)


def _local_name(tag: str) -> str:
    """Name without namespace or prefix, declared or not."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _mended(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """`pieces` without any entity but XML's five: every other ampersand is escaped."""
    carried = b""
    for piece in pieces:
        whole = carried + piece
        cut = whole.rfind(b"&", max(0, len(whole) - LONGEST_REFERENCE))
        carried = whole[cut:] if cut >= 0 else b""
        yield STRAY_AMPERSAND.sub(b"&amp;", whole[:cut] if cut >= 0 else whole)
    yield STRAY_AMPERSAND.sub(b"&amp;", carried)
