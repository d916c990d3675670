"""Parsed page of unknown layout -> the lines of its article.

trafilatura says where on the page the article is; this module takes all that belongs to it from the page itself.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement

from corpus.publication_dates import find_stamp
from corpus.readers.html_blocks import HEADINGS, Block, find_blocks
from corpus.readers.html_metadata import PageHead
from corpus.readers.page_furniture import Furniture

NOT_LETTER = re.compile(r"\W+")
LEAD_NAME = re.compile(
    r"(?<![a-z])(?:sapo|lead|summary|desc|description|chapeau|intro|abstract|excerpt|tomtat|tom-tat|trichdan)(?![a-z])",
    re.IGNORECASE,
)
PROSE = 60
"""Characters from which a line without link is running text."""
WINDOW = 20_000
"""Characters ahead in which a block is looked for in trafilatura's text: both go in page order, work stays linear."""
MOST = 0.95
"""Share of the article's characters that its container must hold."""
LEAVES = HEADINGS | {"p", "li", "blockquote", "figure", "figcaption", "caption", "td", "th", "tr", "dd", "dt", "pre"}


@dataclass(frozen=True, slots=True)
class Article:
    """The lines of an article, the title first where the page shows one, and the short lines around the title."""

    title: str | None
    lines: tuple[str, ...]
    head_lines: tuple[str, ...]


def find_article(root: HtmlElement, *, head: PageHead, furniture: Furniture) -> Article:
    """The article of the page at `root`, from which `drop_furniture` has taken what is none.

    Returns:
        Title, lead, paragraphs, captions and table rows in page order, no line of 30 characters twice; no lines
        where the page holds no article.
    """
    blocks = find_blocks(root)
    title_at = find_title(blocks, head.metadata.title)
    anchored = _find_anchored(blocks, root)
    if not anchored:
        return Article(title=head.metadata.title, lines=(), head_lines=())
    container = _find_container(blocks, anchored, root)
    inside = [i for i, block in enumerate(blocks) if _is_within(block.element, container)]
    first, last = max(inside[0], title_at + 1), inside[-1]
    lead = [i for i in range(title_at + 1, inside[0]) if title_at >= 0 and _is_lead(blocks[i], head.description)]
    after = [i for i in anchored if i > last and _is_within(blocks[i].element, container.getparent())]
    chosen = [*lead, *(i for i in inside if i >= first), *after]
    head_end = next((i for i in chosen if len(blocks[i].text) >= PROSE), first)
    title_inside = title_at >= inside[0]
    strict = set(range(title_at + 1, head_end)) if title_inside else set()
    kept = [blocks[i] for i in chosen if i not in strict and not (i < head_end and find_stamp(blocks[i].text))]
    title = blocks[title_at].text if title_at >= 0 else head.metadata.title
    around = blocks[max(0, title_at - 4) : max(0, title_at)] if title_inside or title_at > 0 else []
    head_lines = [block.text for block in (*blocks[title_at + 1 : head_end], *around)]
    return Article(title=title, lines=settle_lines(title, kept, furniture), head_lines=tuple(head_lines))


def complete_article(article: Article, root: HtmlElement, *, head: PageHead, furniture: Furniture) -> Article:
    """`article`, picked out by selectors, with what they left out: title, lead, and the short lines between.

    A part that was found stays as it is. The lead is taken only from between the headline and the first long line of
    the body, so that a page whose body holds its lead gains nothing.
    """
    blocks = find_blocks(root)
    at = find_title(blocks, article.title or head.metadata.title)
    title = article.title or (blocks[at].text if at >= 0 else head.metadata.title)
    body = {_key(line) for line in article.lines if len(line) >= PROSE}
    start = next((i for i in range(at + 1, len(blocks)) if _key(blocks[i].text) in body), at + 1)
    between = blocks[at + 1 : start] if at >= 0 else []
    lead = settle_lines(title, [block for block in between if _is_lead(block, head.description)], furniture)
    rest = article.lines[1:] if article.title else article.lines
    near = [block.text for block in between if len(block.text) < PROSE]
    return Article(title=title, lines=(*lead, *rest), head_lines=(*article.head_lines, *near))


def settle_lines(title: str | None, blocks: Sequence[Block], furniture: Furniture) -> tuple[str, ...]:
    """The lines of an article: `title`, then `blocks` without furniture, pointers to other stories and repetitions."""
    lines = [title] if title else []
    seen = {_key(title)} if title else set()
    for block in _without_other_stories(blocks, furniture):
        key = _key(block.text)
        if furniture.is_line(block.text) or (block.link_share > 0.8 and not block.is_row):
            continue
        if key == _key(title or "") or (key in seen and len(block.text) >= 30 and not block.is_row):
            continue
        seen.add(key)
        lines.append(block.text)
    return tuple(lines)


def find_title(blocks: Sequence[Block], stated: str | None) -> int:
    """Index of the headline among `blocks`, or -1: what the page states as its title, else the first long h1."""
    wanted = _key(stated or "")
    for tags in (("h1",), tuple(HEADINGS), None):
        for i, block in enumerate(blocks):
            key = _key(block.text)
            if (tags is None or block.element.tag in tags) and len(key) >= 8 and (key == wanted or _opens(wanted, key)):
                return i
    return next((i for i, block in enumerate(blocks) if block.element.tag == "h1" and len(block.text) >= 20), -1)


def _opens(wanted: str, key: str) -> bool:
    """Whether `wanted`, a title with the site's name before or behind it, is the headline `key`."""
    return len(key) >= 15 and (wanted.startswith(key) or wanted.endswith(key))


def _without_other_stories(blocks: Sequence[Block], furniture: Furniture) -> list[Block]:
    """`blocks` without the lists of other stories, and without all that follows the heading of readers' comments.

    A list of other stories ends where running text goes on; short lines before that, such as a heading, belong to
    the text then, and to nothing when no text follows.
    """
    kept: list[Block] = []
    waiting: list[Block] = []
    in_list = False
    for block in blocks:
        if furniture.heads_reactions(block.text):
            break
        if furniture.heads_stories(block.text):
            in_list, waiting = True, []
        elif not in_list:
            kept.append(block)
        elif block.is_row or (len(block.text) >= PROSE and block.link_share < 0.3):
            kept += [*waiting, block]
            in_list = False
        elif block.link_share < 0.3:
            waiting.append(block)
    return kept


def _find_anchored(blocks: Sequence[Block], root: HtmlElement) -> list[int]:
    """Indexes of the blocks that trafilatura takes for the article; where it finds none, all running text and rows."""
    from trafilatura import bare_extraction  # late: 0.3 s that plain text need not pay

    extracted = bare_extraction(deepcopy(root), fast=True, include_comments=False, include_tables=True)
    text = _key(" ".join(extracted.body.itertext())) if extracted is not None else ""
    anchored, at = [], 0
    for i, block in enumerate(blocks):
        key = _key(block.text)
        found = text.find(key, at, at + len(key) + WINDOW) if len(key) >= 20 else -1
        if found >= 0:
            anchored.append(i)
            at = found + len(key)
    if sum(len(blocks[i].text) for i in anchored) >= 200:
        return anchored
    return [
        i for i, block in enumerate(blocks) if block.is_row or (len(block.text) >= PROSE and block.link_share < 0.3)
    ]


def _find_container(blocks: Sequence[Block], anchored: Sequence[int], root: HtmlElement) -> HtmlElement:
    """The deepest element that holds nearly all of the anchored text and is more than one paragraph."""
    weight: dict[HtmlElement, int] = {}
    for i in anchored:
        element = blocks[i].element
        while element is not None:
            weight[element] = weight.get(element, 0) + len(blocks[i].text)
            element = element.getparent()
    container, enough = root, MOST * weight[root]
    while True:
        inner = next((child for child in container if weight.get(child, 0) >= enough and child.tag not in LEAVES), None)
        if inner is None:
            return container
        container = inner


def _is_lead(block: Block, description: str | None) -> bool:
    """Whether a line between title and body is the lead: the page's own summary, so named, or running text."""
    if description and len(description) >= 30 and _key(block.text)[:40] == _key(description)[:40]:
        return True
    names = " ".join((block.element.get("class") or "", block.element.get("id") or ""))
    if LEAD_NAME.search(names) and len(block.text) >= 25:
        return True
    return len(block.text) >= PROSE and block.link_share < 0.3 and find_stamp(block.text) is None


def _is_within(element: HtmlElement, container: HtmlElement | None) -> bool:
    return container is not None and (
        element is container or any(above is container for above in element.iterancestors())
    )


def _key(text: str) -> str:
    return NOT_LETTER.sub("", text).casefold()
