"""Article picked out by selectors and its page -> the same with what they left out: title, lead, lines of the head."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from corpus.readers.html_article import Article, find_title, is_headline, opens_article
from corpus.readers.html_blocks import Walk
from corpus.readers.html_lines import PROSE, settle_lines
from corpus.readers.html_metadata import PageHead
from corpus.readers.html_outline import Block
from corpus.readers.html_text import PrintedLines, cell_text, line_key, settle
from corpus.readers.page_furniture import Furniture


def complete_article(article: Article, root: Element, *, head: PageHead, furniture: Furniture) -> Article:
    """`article`, picked out by selectors, with what they left out: title, lead, and the short lines between.

    A part that was found stays as it is. The lead is taken only from between the headline and the first long line of
    the body, so that a page whose body holds its lead gains nothing; nothing behind that line is read.
    """
    stated = article.title or head.metadata.title
    body = PrintedLines(block.text for block in article.blocks if len(block.text) >= PROSE)
    is_dated = head.metadata.published is not None
    walk, behind, at = _read_to_headline(root, stated=stated, furniture=furniture, is_dated=is_dated)
    start = next((i for i, block in enumerate(behind, at + 1) if block.text in body), at + 1)
    blocks = walk.lines
    title = article.title or (blocks[at].text if at >= 0 else head.metadata.title)
    between = blocks[at + 1 : start] if at >= 0 else []
    lead = [block for block in between if opens_article(block, head.description) and block.role != "caption"]
    near = [block.text for block in between if len(block.text) < PROSE]
    times = tuple(moment for at_line, moment in walk.outline.times if at - 4 <= at_line <= start)
    return Article(
        title=title,
        blocks=tuple(settle_lines(title, [*lead, *article.blocks], furniture)),
        head_lines=(*article.head_lines, *near),
        times=(*article.times, *times),
    )


def _read_to_headline(
    root: Element, *, stated: str | None, furniture: Furniture, is_dated: bool
) -> tuple[Walk, Iterator[Block], int]:
    """A walk over the page up to its headline, the lines behind that, and the index of the headline, -1 without one.

    Where the headline is one of the first grade, nothing in front of it is read but the moments that stand there, for a
    page that states none.
    """
    wanted = line_key(stated or "")
    headlines = [h1 for h1 in root.iter("h1") if is_headline(settle(cell_text(h1)), wanted)]
    walk = Walk(furniture)
    lines = walk.lines_below(root)
    if headlines:
        if is_dated or not _has_time_before(root):
            walk.enter_only(_with_holders(root))
        at = next((i for i, block in enumerate(lines) if block.tag == "h1" and is_headline(block.text, wanted)), -1)
        if at >= 0:
            walk.enter_only(None)
            return walk, lines, at
        walk = Walk(furniture)
        lines = walk.lines_below(root)
    at = find_title(list(lines), stated)
    return walk, iter(walk.lines[at + 1 :]), at


def _has_time_before(root: Element) -> bool:
    """Whether a moment stands in front of a headline of the first grade."""
    tags = [element.tag for element in root.iter("time", "h1")]
    return "time" in tags and "h1" in tags[tags.index("time") :]


def _with_holders(root: Element) -> set[Element]:
    """The headlines of a page with what is in them, its tables, which are counted, and all that these are in."""
    headlines = list(root.iter("h1"))
    sought = [element for h1 in headlines for element in h1.iter()] + list(root.iter("table", "dl"))
    return {*sought, *(holder for element in sought for holder in element.iterancestors())}
