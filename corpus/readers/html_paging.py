"""Page of an article that goes on elsewhere -> the address of its next page."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree
from lxml.etree import _Element as Element

from corpus.addresses import normalize_address
from corpus.readers.html_decoding import read_page
from corpus.readers.html_parsing import parse_markup
from corpus.readers.html_text import cell_text, settle
from corpus.readers.markup import is_large_or_deep
from schemas.errors import DocumentError

PAGE_KEYS = frozenset({"page", "p", "trang", "pg", "paged", "pageindex", "currentpage"})
CLEAR_PAGE = re.compile(
    r"(?:/(?:page|trang)/|[/_.-](?:page|trang)-?|[-_]p)(\d{1,3})(?=(?:\.[a-z]{3,5})?/?$)", re.IGNORECASE
)
BARE_PAGE = re.compile(
    r"(?<=[a-z0-9]-[a-z0-9])[a-z0-9.-]*(?P<mark>[/_](\d{1,3}))(?=(?:\.[a-z]{3,5})?/?$)", re.IGNORECASE
)
"""A number alone is a page's only behind the words of an article: "/tin/12" is an article of its own."""
NEXT_WORDS = re.compile(
    r"(?:(?:xem |đọc )?(?:trang |phần )?(?:sau|tiếp(?: theo)?|kế(?: tiếp)?)|next(?: page)?|older)?\s*[»›>→]*",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?:trang\s*)?(\d{1,3})", re.IGNORECASE)
MOST_LINKS = 5_000
HEAD = 4_096
HREF = re.compile(rb"""href\s*=\s*(?="([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))""", re.IGNORECASE)
"""A link as it is written; one inside another ('title="href=" href="…"') is one too."""
BEFORE_PAGE = r"(?:^\s*|[=/\\_]|[-_]p|(?:^\s*|[/\\_.-])(?:page|trang)-?)0{0,2}"
"""What stands before the number of a page in a link as it is written; see `PAGE_KEYS` and the two patterns above."""
ESCAPED = re.compile(rb"&#|%3\d|[\x00-\x09\x80-\xff]")
"""What may hide a digit in a link."""
HREFS = etree.XPath("descendant-or-self::*/@href", smart_strings=False)
CONTROLS = bytes((*range(0x20), 0x7F))
ENCODED_DIGIT = re.compile(r"%3\d")
HIDDEN = re.compile(rf"{ENCODED_DIGIT.pattern}|[\x00-\x1f\x7f-\U0010ffff]")
"""The same where a page was parsed; any other "%" may hide the signs before a digit."""

Find = Callable[[str], re.Match[str] | None]


def find_next_page(root: Element, url: str) -> str | None:
    """Address of the page on which the article at `url` goes on, or None.

    A link counts when the page calls it the next one (rel="next", "Trang sau", "2") and its address is that of
    this article with the number of the page after this one. Other articles, comments and listings thus never count.

    Args:
        root: The page.
        url: Its address, absolute.
    """
    here, number = _split_page(url)
    for address in _next_addresses(root, url, number):
        article, page = _split_page(address)
        if article == here and page == number + 1:
            return address
    return None


def next_page_of(content: bytes, url: str) -> str | None:
    """Address of the page on which the article in the bytes of the page at `url` goes on, or None.

    None also for bytes that are no page, and for a page so large or deep that it should not be read in a hurry. Most
    pages have no link that ends in the right number; they are not parsed.
    """
    if not _may_lead_on(content, _split_page(url)[1] + 1) or is_large_or_deep(content):
        return None
    try:
        root = parse_markup(read_page(content, path=url).encoded).root
    except DocumentError:
        return None
    return find_next_page(root, url) if root is not None else None


def _may_lead_on(content: bytes, number: int) -> bool:
    """Whether a link in the bytes of a page could have `number` as that of a page."""
    if b"\x00" in content[:HEAD]:  # two bytes a character
        return True
    hrefs = b"\n".join(b"".join(found) for found in HREF.findall(content))
    numbered = re.compile(rb"%s%d(?!\d)" % (BEFORE_PAGE.encode(), number), re.IGNORECASE | re.MULTILINE)
    return bool(numbered.search(hrefs) or ESCAPED.search(hrefs))


def is_page_of(url: str, article: str) -> bool:
    """Whether `url` is a further page of the article whose first page is at `article`."""
    here, number = _split_page(url)
    first, first_number = _split_page(article)
    return here == first and number > first_number


def _next_addresses(root: Element, url: str, number: int) -> Iterator[str]:
    for link in _links_with(root, number + 1):
        href = (link.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:")):
            continue
        if "next" in (link.get("rel") or "").lower().split() or (link.tag == "a" and _says_next(link, number)):
            address = normalize_address(href, base=url)
            if address is not None:
                yield address


def _links_with(root: Element, number: int) -> list[Element]:
    """The links that could have `number` as that of a page: few do, and most pages have none."""
    find_digits, find_number = _find_number(number)
    if not _may_have(HREFS(root), number):
        return []
    found = []
    for link in islice(root.iter("link", "a"), MOST_LINKS):
        href = link.get("href")
        if href and (HIDDEN.search(href) or (find_digits(href) and ("%" in href or find_number(href)))):
            found.append(link)
    return found


def _may_have(hrefs: Iterable[str], number: int) -> bool:
    """Whether one of `hrefs` may have `number` as that of a page: one look at all of them, in doubt it may."""
    written = " ".join(("", *hrefs))
    if not written.isascii() or len(written.encode().translate(None, CONTROLS)) < len(written):
        return True
    return bool(ENCODED_DIGIT.search(written) or _find_near(number)(written))


@lru_cache(maxsize=1_024)
def _find_number(number: int) -> tuple[Find, Find]:
    """What finds `number` at the end of any digits in a link, and where it could be that of a page."""
    number_of_page = re.compile(rf"{BEFORE_PAGE}{number}(?!\d)", re.IGNORECASE)
    return re.compile(rf"{number}(?!\d)").search, number_of_page.search


@lru_cache(maxsize=1_024)
def _find_near(number: int) -> Find:
    """What finds `number` behind the last sign or letter of what stands before that of a page, as such or encoded."""
    before = (r"[=/\\_pPeEgG0\s]", "[eEgG]-", "%..", "%..-")
    return re.compile(rf"{number}(?!\d)(?:{'|'.join(f'(?<={one}{number})' for one in before)})").search


def _says_next(link: Element, number: int) -> bool:
    text = settle(cell_text(link))[:40] or (link.get("title") or "").strip()
    numbered = NUMBERED.fullmatch(text)
    if numbered:
        return int(numbered.group(1)) == number + 1
    return bool(text) and NEXT_WORDS.fullmatch(text) is not None


def _split_page(url: str) -> tuple[str, int]:
    """`url` without the number of a page, and that number; 1 where it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, 1
    query = parse_qsl(parts.query, keep_blank_values=True)
    stated = [value for key, value in query if key.lower() in PAGE_KEYS and value.isdecimal() and len(value) <= 3]
    host = (parts.hostname or "").removeprefix("www.")
    if stated:
        rest = urlencode([(key, value) for key, value in query if key.lower() not in PAGE_KEYS])
        return urlunsplit(("", host, _bare(parts.path), rest, "")), int(stated[-1])
    path, number = _split_path(parts.path)
    return urlunsplit(("", host, _bare(path), parts.query, "")), number


def _split_path(path: str) -> tuple[str, int]:
    if found := CLEAR_PAGE.search(path):
        return path[: found.start()] + path[found.end() :], int(found.group(1))
    if found := BARE_PAGE.search(path):
        return path[: found.start("mark")] + path[found.end("mark") :], int(found.group(2))
    return path, 1


def _bare(path: str) -> str:
    return path.rstrip("/")
