"""Page of a known layout -> the lines of its article, by the CSS selectors that its source states."""

import re
from functools import lru_cache

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.etree import _Element as Element

from corpus.readers.html_article import Article
from corpus.readers.html_blocks import find_lines
from corpus.readers.html_lines import settle_lines
from corpus.readers.html_text import cell_text, settle
from corpus.readers.page_furniture import Furniture
from schemas.errors import ConfigError
from schemas.sources import Selectors

FIRST_CONDITION = re.compile(r"(^|\| )descendant-or-self::\*\[((@class|@id) (?:[^]'\"@]|\3|'[^'@\]]*')*)\]")
"""A condition on class or id as CSS selectors that begin with one do in XPath."""


def select_article(root: Element, selectors: Selectors, *, furniture: Furniture) -> Article | None:
    """The article that `selectors` pick out of the page at `root`, or None where the body's selector finds nothing.

    A page that its source has laid out anew thus falls back to the general reader. The page stays as it is.
    """
    removed = {element for selector in selectors.remove for element in select(root, selector)}
    bodies = [body for body in select(root, selectors.body) if not _is_inside(body, removed)]
    if not bodies:
        return None
    leads = select(root, selectors.lead) if selectors.lead else []
    held = set(bodies)
    parts = dict.fromkeys(part for part in (*leads, *bodies) if not _is_inside(part, removed | held - {part}))
    title = _text_at(root, selectors.title)
    tables = 0
    blocks = []
    for part in parts:
        found = find_lines(part, furniture=furniture, without=removed, first_table=tables + 1)
        blocks += found.blocks
        tables = max((block.table or 0 for block in found.blocks), default=tables)
    head_lines = tuple(filter(None, (_text_at(root, selectors.published), _text_at(root, selectors.byline))))
    settled = settle_lines(title, blocks, furniture)
    return Article(title=title, blocks=tuple(settled), head_lines=head_lines)


def select(root: Element, selector: str) -> list[Element]:
    """The elements below `root` that `selector` matches, in page order.

    Raises:
        ConfigError: `selector` is not CSS as pages are selected by.
    """
    found: list[Element] = compile_selector(selector)(root)
    return found


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


def _is_inside(element: Element, others: set[Element]) -> bool:
    return bool(others) and (element in others or any(above in others for above in element.iterancestors()))


def _text_at(root: Element, selector: str | None) -> str | None:
    element = next(iter(select(root, selector)), None) if selector else None
    return settle(cell_text(element)) or None if element is not None else None
