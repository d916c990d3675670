"""The data a page states about itself (JSON-LD, OpenGraph, meta elements) -> metadata and its own summary."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from corpus.publication_dates import parse_stated_date
from corpus.readers.html_text import cell_text, settle
from schemas.documents import Metadata

ARTICLE_TYPES = frozenset(
    {
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "AnalysisNewsArticle",
    }
)
PAGE_TYPES = frozenset({"WebPage", "ItemPage"})
PUBLISHED_META = """article:published_time og:article:published_time pubdate publishdate publish-date datepublished
    dc.date.issued dc.date dc.date.created date publication_date citation_publication_date""".split()
JSON_FRAME = re.compile(r"<!\[CDATA\[|\]\]>|<!--|-->|(?m:^\s*//.*$)")
COMMA_TOO_MANY = re.compile(r",(\s*[\]}])")
LONGEST_NAME = 80
DATED = etree.XPath("descendant::*/@itemprop[. = 'datePublished']/..")
AUTHORED = (etree.XPath("descendant::*/@itemprop[. = 'author']/.."), etree.XPath("descendant::a/@rel[. = 'author']/.."))
"""By way of the attributes, which few elements have: a tenth of the time that a condition on each element takes."""
NOT_AUTHORS = frozenset(
    {"admin", "administrator", "webmaster", "editor", "banbientap", "btv", "bbt", "ban biên tập", "biên tập viên"}
)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the page says of itself: its metadata, and the summary that often repeats the lead paragraph."""

    metadata: Metadata
    description: str | None
    script_body: str | None = None
    """The article's text as JSON-LD states it: the only one on pages that a script builds."""


def find_page_head(root: Element) -> PageHead:
    """What the page at `root` states about itself; fields it does not state are None."""
    parts: dict[str, list[Element]] = {"meta": [], "script": [], "link": []}
    for element in root.iter(*parts):
        parts[element.tag].append(element)
    stated, article = _meta_values(parts["meta"]), _find_json_ld(parts["script"])
    site = _first(_name_of(article.get("publisher")), stated.get("og:site_name"))
    names = (_name_of(article.get("author")), stated.get("article:author"), stated.get("author"))
    byline = _first(*names) or _stated_author(root)
    metadata = Metadata(
        url=_find_url(parts["link"], stated),
        publisher=site,
        published=_find_published(root, stated, article),
        title=_first(article.get("headline"), stated.get("og:title")) or _title_element(root) or None,
        byline=None if byline is None or _is_no_person(byline, site) else byline,
    )
    body = article.get("articleBody")
    return PageHead(
        metadata=metadata,
        description=_first(stated.get("og:description"), stated.get("description")),
        script_body=body if isinstance(body, str) and body.strip() else None,
    )


def _meta_values(metas: Iterable[Element]) -> dict[str, str]:
    values: dict[str, str] = {}
    for meta in metas:
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = settle(meta.get("content") or "")
        if name and content:
            values.setdefault(name, content)
    return values


def _find_json_ld(scripts: Iterable[Element]) -> Mapping[str, Any]:
    """The first object of an article's type, else of a page's, else nothing; broken JSON is passed over."""
    page: Mapping[str, Any] = {}
    for script in scripts:
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        for item in _objects(_parse_json(script.text)):
            stated = item.get("@type")
            types = {str(name).rpartition("/")[2] for name in (stated if isinstance(stated, list) else [stated])}
            if ARTICLE_TYPES & types:
                return item
            page = page or (item if PAGE_TYPES & types else {})
    return page


def _parse_json(text: str) -> object:
    """What `text` states, None where it is broken; comments and marks around it, and commas too many, are usual."""
    text = JSON_FRAME.sub("", text).strip().rstrip(";")
    for attempt in (text, COMMA_TOO_MANY.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(data: object) -> Iterator[Mapping[str, Any]]:
    items = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict):
            graph = item.get("@graph")
            inner = item.get("mainEntity")
            yield item
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()
            if isinstance(inner, dict):
                yield inner


def _find_published(root: Element, stated: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    values = (article.get("datePublished"), *(stated.get(name) for name in PUBLISHED_META))
    return _first_day(values) or _first_day(
        element.get("content") or element.get("datetime") or element.text for element in DATED(root)
    )


def _first_day(values: Iterable[object]) -> str | None:
    return next((day for value in values if isinstance(value, str) and (day := parse_stated_date(value))), None)


def _find_url(links: Iterable[Element], stated: Mapping[str, str]) -> str | None:
    canonical = (link.get("href") for link in links if (link.get("rel") or "").lower() == "canonical")
    candidates = (*canonical, stated.get("og:url"))
    return next((url.strip() for url in candidates if url and url.strip().startswith(("http://", "https://"))), None)


def _stated_author(root: Element) -> str | None:
    """The name in the element that is marked as the author's."""
    names = (settle(element.get("content") or cell_text(element)) for find in AUTHORED for element in find(root))
    return next((name for name in names if 0 < len(name) <= LONGEST_NAME), None)


def _title_element(root: Element) -> str | None:
    title = root.find(".//title")
    return None if title is None else settle(cell_text(title) or title.text or "")


def _name_of(value: object) -> str | None:
    """The name in a JSON-LD person or organisation, which may be text, an object or a list of them."""
    if isinstance(value, list):
        names = [name for item in value if (name := _name_of(item))]
        return ", ".join(names) or None
    if isinstance(value, Mapping):
        value = value.get("name")
    return settle(value) or None if isinstance(value, str) else None


def _is_no_person(byline: str, site: str | None) -> bool:
    return byline.casefold() in NOT_AUTHORS or byline == site or byline.startswith(("http://", "https://"))


def _first(*values: object) -> str | None:
    return next((text for value in values if isinstance(value, str) and (text := settle(value))), None)
