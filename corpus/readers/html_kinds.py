"""Element of a page -> the kind of furniture that it is by its tag, its style or its names."""

import re
from collections.abc import Mapping

from corpus.readers.page_furniture import Furniture

NEVER_ARTICLE = frozenset(
    {"nav", "footer", "dialog", "amp-sidebar", "amp-ad", "amp-user-notification", "amp-social-share", "amp-list"}
)
WRAPPERS = frozenset({"html", "body", "main", "article", "h1"})
TELLING = frozenset({"class", "id", "style", "hidden"})
"""Attributes by which an element may be furniture."""
HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
SHOWN_WHEN_WIDE = re.compile(r"\b(?:d-(?:sm|md|lg|xl|xxl)-(?!none)[a-z]|(?:sm|md|lg|xl):(?:block|flex|grid|inline))")
"""Classes that hide an element on small screens only."""
LONGEST_NAMES = 400
"""Characters of class, id and style that are looked at."""


def names_of(attributes: Mapping[str, str]) -> str:
    """Class and id of an element, one space between the names."""
    return f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()[:LONGEST_NAMES]


def kind_of(tag: str, attributes: Mapping[str, str], names: str, furniture: Furniture) -> str | None:
    """The kind of furniture that an element, whose class and id are `names`, seems to be, or None."""
    if tag in WRAPPERS:
        return None
    if tag in NEVER_ARTICLE:
        return tag
    if "hidden" in attributes or ((style := attributes.get("style")) and _hides(style)):
        return "hidden"
    kind = furniture.kind_of_name(names) if names else None
    return None if kind == "hidden" and SHOWN_WHEN_WIDE.search(names) else kind


def _hides(style: str) -> bool:
    return HIDDEN_STYLE.search(style[:LONGEST_NAMES]) is not None
