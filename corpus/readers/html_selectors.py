"""Page of a known layout -> the lines of its article, by the CSS selectors that its source states."""

from bs4 import BeautifulSoup, Tag
from lxml import html as lxml_html

from corpus.readers.html_article import Article, settle_lines
from corpus.readers.html_blocks import Block, find_blocks, settle
from corpus.readers.page_furniture import Furniture
from schemas.sources import Selectors


def select_article(markup: str, selectors: Selectors, *, furniture: Furniture) -> Article | None:
    """The article that `selectors` pick out of `markup`, or None where the body's selector finds nothing.

    A page that its source has laid out anew thus falls back to the general reader.
    """
    soup = BeautifulSoup(markup, "lxml")
    for selector in selectors.remove:
        for tag in soup.select(selector):
            tag.decompose()
    bodies = soup.select(selectors.body)
    if not bodies:
        return None
    title = _text_at(soup, selectors.title)
    leads = soup.select(selectors.lead) if selectors.lead else []
    parts = [tag for tag in (*leads, *bodies) if not any(other is not tag and other in tag.parents for other in bodies)]
    blocks = [block for tag in parts for block in _blocks_of(tag)]
    head_lines = tuple(filter(None, (_text_at(soup, selectors.published), _text_at(soup, selectors.byline))))
    return Article(title=title, lines=settle_lines(title, blocks, furniture), head_lines=head_lines)


def _blocks_of(tag: Tag) -> list[Block]:
    return find_blocks(lxml_html.fragment_fromstring(str(tag), create_parent="div"))


def _text_at(soup: BeautifulSoup, selector: str | None) -> str | None:
    tag = soup.select_one(selector) if selector else None
    return settle(tag.get_text(" ")) or None if tag else None
