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
MOST_TEXT = 0.6
"""Share of the page's running text above which an element holds the article, whatever its class says."""
NEVER_MOST = frozenset({"comments"})
"""Kinds of furniture that may well be longer than the article."""


def drop_furniture(root: HtmlElement, *, furniture: Furniture) -> None:
    """Take out of `root`, in place, all that is not the article; comments and processing instructions too.

    An element that holds the headline, the article's marked body or most of the page's text stays, whatever its class.
    """
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    protected = _protected(root)
    doubtful = []
    for element, kind in list(_furniture_in(root, furniture)):
        if kind in NEVER_MOST and element not in protected:
            element.drop_tree()
        elif element not in protected or kind == "hidden":
            doubtful.append(element)
    enough = MOST_TEXT * _running_text(root)
    for element in doubtful:
        if element.getparent() is not None and _running_text(element) < enough:
            element.drop_tree()


def _furniture_in(root: HtmlElement, furniture: Furniture) -> Iterator[tuple[HtmlElement, str]]:
    """Elements that are furniture by tag, style or name, with their kind; inner ones come after outer ones."""
    for element in root.iter(etree.Element):
        if element.tag in WRAPPERS:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        if element.tag in NEVER_ARTICLE:
            yield element, element.tag
        elif element.get("hidden") is not None or HIDDEN_STYLE.search(element.get("style") or ""):
            yield element, "hidden"
        elif kind := furniture.kind_of_name(names):
            yield element, kind


def _protected(root: HtmlElement) -> set[HtmlElement]:
    """The elements that hold a headline or a marked article, with all above them."""
    marked = [*root.iter("h1", "main"), *root.iterfind(".//*[@itemprop='articleBody']")]
    return {above for element in marked for above in (element, *element.iterancestors())}


def _running_text(element: HtmlElement) -> int:
    """Characters below `element` outside of links and scripts."""
    aside = sum(len(inner.text_content()) for inner in element.iter("a", "script", "style", "noscript"))
    return len(element.text_content()) - aside
