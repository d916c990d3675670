"""Page of a known layout -> the lines of its article, by the CSS selectors that its source states."""

from lxml.etree import _Element as Element

from corpus.readers.html_article import Article
from corpus.readers.html_blocks import find_lines
from corpus.readers.html_finding import Finder
from corpus.readers.html_lines import settle_lines
from corpus.readers.html_text import cell_text, settle
from corpus.readers.page_furniture import Furniture
from schemas.sources import Selectors


def select_article(
    page: Finder, selectors: Selectors, *, furniture: Furniture, is_dated: bool = False
) -> Article | None:
    """The article that `selectors` pick out of `page`, or None where the body's selector finds nothing.

    A page that its source has laid out anew thus falls back to the general reader. The page stays as it is. Lines of
    the head, which tell the day, are not looked for where the page states that: `is_dated`.
    """
    removed = {element for selector in selectors.remove for element in page.find(selector)}
    bodies = [body for body in page.find(selectors.body) if not _is_inside(body, removed)]
    if not bodies:
        return None
    leads = page.find(selectors.lead) if selectors.lead else []
    held = set(bodies)
    parts = dict.fromkeys(part for part in (*leads, *bodies) if not _is_inside(part, removed | held - {part}))
    title = _text_at(page, selectors.title)
    tables = 0
    blocks = []
    for part in parts:
        found = find_lines(part, furniture=furniture, without=removed, first_table=tables + 1)
        blocks += found.blocks
        tables = max((block.table or 0 for block in found.blocks), default=tables)
    stamps = () if is_dated else (selectors.published, selectors.byline)
    head_lines = tuple(line for selector in stamps if (line := _text_at(page, selector)))
    settled = settle_lines(title, blocks, furniture)
    return Article(title=title, blocks=tuple(settled), head_lines=head_lines)


def _is_inside(element: Element, others: set[Element]) -> bool:
    return bool(others) and (element in others or any(above in others for above in element.iterancestors()))


def _text_at(page: Finder, selector: str | None) -> str | None:
    element = next(iter(page.find(selector)), None) if selector else None
    return settle(cell_text(element)) or None if element is not None else None
