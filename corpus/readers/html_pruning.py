"""Parsed page -> the same page without what by its element, class or style is not the article."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from corpus.readers.page_furniture import Furniture

NEVER_ARTICLE = frozenset(
    {"nav", "footer", "script", "style", "noscript", "template", "iframe", "button", "select", "svg", "dialog"}
)
HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
WRAPPERS = frozenset({"html", "body", "main", "article", "h1"})


def drop_furniture(root: HtmlElement, *, furniture: Furniture) -> None:
    """Take out of `root`, in place, all that is not the article; comments and processing instructions too.

    An element that holds the headline, an `<article>` or the article's marked body stays, whatever its class says.
    """
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    protected = _protected(root)
    for element in list(_furniture_in(root, furniture)):
        if element not in protected and element.getparent() is not None:
            element.drop_tree()


def _furniture_in(root: HtmlElement, furniture: Furniture) -> Iterator[HtmlElement]:
    for element in root.iter(etree.Element):
        if element.tag in WRAPPERS:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        hidden = element.get("hidden") is not None or HIDDEN_STYLE.search(element.get("style") or "")
        if element.tag in NEVER_ARTICLE or hidden or furniture.is_name(names):
            yield element


def _protected(root: HtmlElement) -> set[HtmlElement]:
    """The elements that hold a headline or a marked article, with all above them."""
    marked = [*root.iter("h1", "article", "main"), *root.iterfind(".//*[@itemprop='articleBody']")]
    return {above for element in marked for above in (element, *element.iterancestors())}
