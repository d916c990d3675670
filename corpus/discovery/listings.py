"""Page that lists articles -> their addresses, with the titles and days that it prints beside them, in its order."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from soupsieve import SelectorSyntaxError

from corpus.addresses import address_key, normalize_address
from corpus.discovery.markup import decode_leniently, plain_title
from corpus.discovery.moments import parse_day
from corpus.publication_dates import find_clear_stamp, find_stamp
from schemas.crawling import FoundAddress
from schemas.documents import PartialDate
from schemas.errors import ConfigError
from schemas.sources import Listing

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
ITEMS = frozenset({"li", "article", "tr", "dd"})
PAGES = frozenset({"html", "body", "main", "form", "[document]"})
PROLOG = re.compile(r"^\s*<\?xml[^>]*>")
CUT = re.compile(r"(?:\.{3}|…)$")
DATE_ATTRIBUTES = ("datetime", "data-date", "data-time", "title", "content")
LONGEST_STAMP = 45
"""Characters of a line that is a stamp; longer ones may be a lead that names the day of an event."""

LONGEST_ITEM = 3_000
"""Characters of the text around a link that can be one item of a list."""


def listing_pages(listing: Listing) -> Iterator[str]:
    """Addresses of the pages of a listing: its own, then those of `paging`, `pages` in all."""
    yield listing.url
    if listing.paging is not None:
        for number in range(listing.first_page, listing.first_page + listing.pages - 1):
            yield listing.paging.replace("{page}", str(number))


def parse_listing(content: bytes, *, url: str, listing: Listing, article: str | None) -> tuple[FoundAddress, ...]:
    """The articles that a page links to, each once, in its order.

    `title` is the longest text of the links to one address; of links without text their title attribute, or else
    the description of their picture. `published` is the day that stands in the same item of the list.

    Args:
        content: The page as it came.
        url: Where it came from; a base element goes before it.
        listing: `links` selects the links, or elements that hold them.
        article: Without `links`, pattern that the address of an article holds; None takes every link.

    Raises:
        DocumentError: Empty or binary.
        ConfigError: `links` is no CSS selector.
    """
    # A page that begins as XML, or holds no tag, would be taken for something else than HTML.
    soup = BeautifulSoup("<!DOCTYPE html>" + PROLOG.sub("", decode_leniently(content, url=url)), "lxml")
    base = _base(soup, url)
    pattern = re.compile(article) if article is not None and listing.links is None else None
    links: dict[str, list[Tag]] = {}
    addresses: dict[str, str] = {}
    for link in _links(soup, listing.links):
        address = normalize_address(str(link["href"]), base=base)
        if address is None or (pattern is not None and not pattern.search(address)):
            continue
        key = address_key(address)
        addresses.setdefault(key, address)
        links.setdefault(key, []).append(link)
    items = _items(links)
    return tuple(
        FoundAddress(
            url=addresses[key],
            title=_title(same),
            published=_day(items[key], same) if key in items else None,
            found_in=url,
        )
        for key, same in links.items()
    )


def _base(soup: BeautifulSoup, url: str) -> str:
    stated = soup.find("base", href=True)
    return normalize_address(str(stated["href"]), base=url) or url if isinstance(stated, Tag) else url


def _links(soup: BeautifulSoup, selector: str | None) -> Iterator[Tag]:
    if selector is None:
        yield from soup.find_all("a", href=True)
        return
    try:
        selected = soup.select(selector)
    except SelectorSyntaxError as error:
        raise ConfigError(f"{selector!r} is no CSS selector: {error}") from error
    for tag in selected:
        link = tag if tag.name == "a" else tag.find("a", href=True)
        if isinstance(link, Tag) and link.has_attr("href"):
            yield link


def _title(links: list[Tag]) -> str | None:
    """The longest text of `links`, written out where a title attribute begins with it; else attribute or picture."""
    texts = [text for link in links if (text := _text(link))]
    titles = [title for link in links if (title := plain_title(str(link.get("title", ""))))]
    if texts:
        best = max(texts, key=len)
        begun = CUT.sub("", best).rstrip()
        return next((title for title in titles if begun != best and title.startswith(begun)), best)
    pictures = (image for link in links for image in link.find_all("img"))
    alternatives = (plain_title(str(image.get("alt", ""))) for image in pictures)
    return max(titles, key=len) if titles else next(filter(None, alternatives), None)


def _text(link: Tag) -> str | None:
    """Text of a link; of one around a whole item the heading in it."""
    heading = link.find(HEADINGS)
    return plain_title((heading if isinstance(heading, Tag) else link).get_text(" "))


def _items(links: dict[str, list[Tag]]) -> dict[str, Tag]:
    """For each key the largest element around its links that holds links to no other article.

    Every element is met once for its first key and once for a second, so that long pages take no longer an item.
    """
    owners: dict[int, str | None] = {}
    for key, same in links.items():
        for link in same:
            for tag in chain((link,), link.parents):
                owner = owners.get(id(tag), "")
                if owner == key or owner is None:
                    break
                owners[id(tag)] = None if owner else key
    return {key: item for key, same in links.items() if (item := _item(same[0], key, owners)) is not None}


def _item(link: Tag, key: str, owners: dict[int, str | None]) -> Tag | None:
    item: Tag | None = None
    for tag in chain((link,), link.parents):
        if tag.name in PAGES or owners.get(id(tag)) != key:
            break
        item = tag
        if tag.name in ITEMS:
            break
    return item


def _day(item: Tag, links: list[Tag]) -> PartialDate | None:
    """Day that a time element, an attribute of a short text or a line of nothing else states in `item`."""
    texts = [text for text in item.find_all(string=True) if type(text) is NavigableString]
    if sum(map(len, texts)) > LONGEST_ITEM:
        return None
    stated = (value for tag in item.find_all("time") for value in _stated(tag))
    if day := next(filter(None, map(parse_day, stated)), None):
        return day
    titles = {id(text) for link in links for text in _title_texts(link)}
    return _first_stamp(str(text).strip() for text in texts if id(text) not in titles)


def _stated(tag: Tag) -> Iterator[str]:
    yield from (str(tag[name]) for name in DATE_ATTRIBUTES if tag.has_attr(name))


def _title_texts(link: Tag) -> Iterable[object]:
    heading = link.find(HEADINGS)
    if isinstance(heading, Tag):
        return heading.find_all(string=True)
    return link.find_all(string=True) if link.find(["time", "span", "p", "div"]) is None else ()


def _first_stamp(lines: Iterable[str]) -> PartialDate | None:
    for line in lines:
        if not line or not any(letter.isdigit() for letter in line):
            continue
        day = find_stamp(line) if len(line) <= LONGEST_STAMP else find_clear_stamp(["", line])
        if day is not None:
            return day
    return None
