"""Page and CSS selector -> the elements that it matches; selectors of classes alone, as most are, without a search."""

import re
from functools import lru_cache

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.etree import _Element as Element

from schemas.errors import ConfigError

CLASSES = re.compile(r"\.[A-Za-z][\w-]*(?: \.[A-Za-z][\w-]*)*", re.ASCII)
"""A selector of a class, or of one inside others."""
CLASS = etree.XPath("descendant-or-self::*/@class")
"""Each of these strings knows its element, which is made for the few that are asked only."""
BLANK = re.compile("[ \t\r\n]+")
FIRST_CONDITION = re.compile(r"(^|\| )descendant-or-self::\*\[((@class|@id) (?:[^]'\"@]|\3|'[^'@\]]*')*)\]")
"""A condition on class or id as CSS selectors that begin with one do in XPath."""


class Finder:
    """The elements of one page, which stays as it is while they are looked for."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._named: list[etree._ElementUnicodeResult] | None = None

    def find(self, selector: str) -> list[Element]:
        """The elements of the page that `selector` matches, in page order.

        Raises:
            ConfigError: `selector` is not CSS as pages are selected by.
        """
        if CLASSES.fullmatch(selector):
            *outer, name = selector[1:].split(" .")
            having = [names.getparent() for names in self._classes() if name in names and _has(names, name)]
            return [element for element in having if _is_in(element, outer)] if outer else having
        found: list[Element] = compile_selector(selector)(self._root)
        return found

    def _classes(self) -> list[etree._ElementUnicodeResult]:
        """The class attributes of all elements that have one."""
        if self._named is None:
            self._named = CLASS(self._root)
        return self._named


@lru_cache(maxsize=1_024)
def compile_selector(selector: str) -> etree.XPath:
    """`selector`, ready to be used again and again.

    What it says first of a class or an id is looked for among the attributes of these names, not in every element.

    Raises:
        ConfigError: `selector` is not CSS as pages are selected by.
    """
    try:
        path = CSSSelector(selector, translator="html").path
    except (SelectorError, NotImplementedError) as error:
        raise ConfigError(f"{selector!r}: {error}") from error
    return etree.XPath(FIRST_CONDITION.sub(_by_attribute, path))


def _by_attribute(found: re.Match[str]) -> str:
    """The same condition on the attributes of that name themselves: most elements have none, and each is work."""
    before, condition, name = found.groups()
    return f"{before}descendant-or-self::*/{name}[{condition.removeprefix(f'{name} and ').replace(name, '.')}]/.."


def _has(names: str, name: str) -> bool:
    return names == name or name in BLANK.split(names)


def _is_in(element: Element, outer: list[str]) -> bool:
    """Whether `element` is inside elements of the classes `outer`, the last of them innermost."""
    left = list(outer)
    for above in element.iterancestors():
        if left and _has(above.get("class") or "", left[-1]):
            left.pop()
    return not left
