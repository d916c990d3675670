"""Feed (RSS 0.9x, 1.0, 2.0, Atom) -> the addresses of articles in it, in its order."""

import io
import re

import feedparser
from feedparser.util import FeedParserDict
from lxml import etree

from corpus.addresses import normalize_address
from corpus.discovery.markup import decode_leniently, mend_xml, plain_title
from corpus.discovery.moments import parse_day, parse_moment
from schemas.crawling import FoundAddress
from schemas.errors import DocumentError

ROOT = re.compile(r"<(?:[\w.-]{1,20}:)?(?:(?P<feed>rss|feed|rdf|channel)|html|head|body|urlset|sitemapindex)\b", re.I)
WANTED = frozenset("title link guid id pubdate date published issued created updated modified origlink".split())
ENDS = ("</item>", "</entry>")


def parse_feed(content: bytes, *, url: str) -> tuple[FoundAddress, ...]:
    """The articles that a feed lists, newest or first as it lists them; entries without a link are left out.

    `published` is the Vietnamese day that an entry states. Atom's "updated" is `modified` only. A feed that was cut
    off gives the entries that are whole.

    Args:
        content: The feed as it came; nothing in it is fetched or expanded.
        url: Where it came from, for relative links.

    Raises:
        DocumentError: Empty, binary, or something else than a feed ("not_a_feed"), as a page of error is.

    Source:
        RSS 2.0 (guid as permalink, pubDate), RDF Site Summary 1.0 with dc:date, RFC 4287 (link, published, updated).
    """
    markup = decode_leniently(content, url=url)
    root = ROOT.search(markup)
    if root is None or root.group("feed") is None:
        message = "không phải RSS hay Atom (có thể là trang báo lỗi); hãy kiểm tra lại địa chỉ nguồn tin"
        raise DocumentError(message, path=url, code="not_a_feed")
    feed = feedparser.parse(
        io.BytesIO(_well_formed(_whole_entries(markup[root.start() :]))),  # Bare bytes could be a file's name to it.
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    is_atom = feed.version.startswith("atom")
    found = (_found(entry, url=url, is_atom=is_atom) for entry in feed.entries)
    return tuple(filter(None, found))


def is_feed(content: bytes) -> bool:
    """Whether the first element that matters in the first 4 KB of `content` is a feed's."""
    root = ROOT.search(content[:4096].decode("latin-1"))
    return root is not None and root.group("feed") is not None


def _whole_entries(markup: str) -> str:
    """`markup` up to its last whole entry, where the end of the feed is missing."""
    if re.search(r"</(?:[\w.-]{1,20}:)?(?:rss|feed|rdf|channel)\s*>\s*$", markup[-200:], re.I):
        return markup
    ends = [place + len(end) for end in ENDS if (place := markup.rfind(end)) >= 0]
    return markup[: max(ends)] if ends else ""


def _well_formed(markup: str) -> bytes:
    """`markup` as XML without errors, and without all that an address is not read from; empty where nothing is left.

    The parser of feeds reads what is not well-formed by other means, which take very long on some texts, and
    trips over elements where none should stand.
    """
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(mend_xml(markup).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return b""
    if root is None:
        return b""
    plain = etree.Element(root.tag, root.attrib, nsmap=root.nsmap)
    for entry in root.iter("{*}item", "{*}entry"):
        kept = etree.SubElement(plain, entry.tag, entry.attrib)
        for part in entry.iterchildren("{*}*"):
            if etree.QName(part).localname.lower() in WANTED:
                etree.SubElement(kept, part.tag, part.attrib).text = "".join(part.itertext())
    return bytes(etree.tostring(plain, encoding="utf-8"))


def _found(entry: FeedParserDict, *, url: str, is_atom: bool) -> FoundAddress | None:
    stated = {name: value for name in entry if isinstance(value := dict.get(entry, name), str)}
    address = next((address for link in _links(entry, stated) if (address := normalize_address(link, base=url))), None)
    if address is None:
        return None
    updated = stated.get("updated", "")
    day = stated.get("published") or ("" if is_atom else updated)
    return FoundAddress(
        url=address,
        title=plain_title(stated.get("title")),
        published=parse_day(day),
        modified=parse_moment(updated) if is_atom else None,
        found_in=url,
    )


def _links(entry: FeedParserDict, stated: dict[str, str]) -> tuple[str, ...]:
    """Links to the article, best first: behind a counting service, the entry's own, an id that is an address."""
    own = "" if dict.get(entry, "guidislink") and not _is_address(stated.get("id", "")) else stated.get("link", "")
    last = stated.get("id", "")
    return (stated.get("feedburner_origlink", ""), own, last if _is_address(last) else "")


def _is_address(text: str) -> bool:
    return text.strip().lower().startswith(("http://", "https://"))
