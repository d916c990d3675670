"""Lines of a page of unknown layout -> the lines of its article.

Where the page says which element holds its article, or nearly all running text stands in one, that element is taken
whole; where neither is certain, trafilatura says where on the page the article is. The lines are always the page's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.publication_dates import is_stamp
from corpus.readers.html_containers import find_container
from corpus.readers.html_lines import is_prose, settle_lines
from corpus.readers.html_metadata import PageHead
from corpus.readers.html_outline import HEADINGS, Block, Lines
from corpus.readers.html_pruning import drop_furniture
from corpus.readers.html_text import line_key
from corpus.readers.page_furniture import Furniture

WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"[.!?…:][”\"')]*$")
LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Article:
    """Title and lines of an article, and the short lines and stated moments around its head.

    `title` is the headline that the page shows, else the one it states; None where it does neither.
    """

    title: str | None
    blocks: tuple[Block, ...]
    head_lines: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


def find_article(lines: Lines, *, markup: str, head: PageHead, furniture: Furniture) -> Article:
    """The article among `lines`; no lines where the page holds none.

    Args:
        lines: All lines of the page.
        markup: The page, for trafilatura.
        head: What the page states about itself.
        furniture: The catalogue of what is no article.
    """
    outline, blocks = lines.outline, drop_furniture(lines, furniture)
    title_at = find_title(blocks, head.metadata.title)
    inside = find_container(blocks, outline, title_at=title_at, markup=markup, furniture=furniture)
    if title_at >= 0 and inside and title_at > inside[-1]:
        title_at = -1
    title = blocks[title_at].text if title_at >= 0 else head.metadata.title
    inside = [i for i in inside if i > title_at]
    if not inside:
        return Article(title=title, blocks=())
    is_inside = title_at >= 0 and _share_holder(blocks, inside[0], title_at, lines)
    body_at = next((i for i in inside if is_prose(blocks[i])), inside[0])
    lead = [i for i in range(title_at + 1, inside[0]) if title_at >= 0 or blocks[i].role == "lead"]
    opening = [i for i in (*lead, *inside) if i < body_at]
    strict = [i for i in opening if i < inside[0] or is_inside]
    refused = _refused(blocks, strict, head.description) | {i for i in opening if is_stamp(blocks[i].text)}
    chosen = [blocks[i] for i in (*lead, *inside) if i not in refused]
    near = [*range(title_at + 1, body_at), *range(max(0, title_at - 4), max(0, title_at))]
    return Article(
        title=title,
        blocks=tuple(settle_lines(title, chosen, furniture)),
        head_lines=tuple(blocks[i].text for i in near),
        times=_times(lines, blocks, near),
    )


def _refused(blocks: Sequence[Block], opening: Sequence[int], description: str | None) -> set[int]:
    """Which of the lines between headline and running text are none of the article's.

    Behind a line that is the article's, short ones with a figure are too ("- Nữ: 12 người"), and the words in lower
    case under a figure of an infobox.
    """
    refused: set[int] = set()
    has_begun = under_figure = False
    for i in opening:
        text = blocks[i].text
        has_figure = any(map(str.isdigit, text)) and not is_stamp(text)
        if opens_article(blocks[i], description):
            has_begun = True
        elif not has_begun or not (has_figure or (under_figure and text[0].islower())):
            refused.add(i)
        under_figure = has_figure
    return refused


def find_title(blocks: Sequence[Block], stated: str | None) -> int:
    """Index of the headline among `blocks`, or -1: what the page states as its title, else the first long h1."""
    wanted = line_key(stated or "")
    for tags in ({"h1"}, HEADINGS, None) if wanted else ():
        for i, block in enumerate(blocks):
            if (tags is None or block.tag in tags) and is_headline(block.text, wanted):
                return i
    return next((i for i, block in enumerate(blocks) if block.tag == "h1" and len(block.text) >= 20), -1)


def is_headline(text: str, wanted: str) -> bool:
    """Whether a line is the title of which `wanted` is the key, or that without the site's name around it."""
    key = line_key(text) if len(text) <= LONGEST_TITLE else ""
    if len(key) < 8:
        return False
    return key == wanted or (len(key) >= 15 and (wanted.startswith(key) or wanted.endswith(key)))


def opens_article(block: Block, description: str | None) -> bool:
    """Whether a line between headline and running text belongs to the article: a lead, a caption, a figure.

    Stamps, authors, tool bars and names of sections stand there too; a line is kept for what only the article has:
    the page's own summary, the name or the bold type of a lead, a whole sentence, a figure among words.
    """
    text = block.text
    if block.link_share >= 0.3 or is_stamp(text):
        return False
    if block.is_row or block.role == "caption" or is_prose(block):
        return True
    if description and len(description) >= 30 and line_key(text)[:40] == line_key(description)[:40]:
        return True
    words = len(WORD.findall(text))
    if block.role == "lead" or block.tag in HEADINGS:
        return words >= 4
    if words >= 4 and (SENTENCE_END.search(text) or any(letter.isdigit() for letter in text)):
        return True
    return block.is_bold and words >= 6


def _share_holder(blocks: Sequence[Block], first: int, title_at: int, lines: Lines) -> bool:
    """Whether the headline stands in the element, or right in front of it, that holds the article's first line."""
    outline = lines.outline
    holder = outline.parents[blocks[first].node]
    return holder < 0 or outline.is_within(blocks[title_at].node, holder)


def _times(lines: Lines, blocks: Sequence[Block], near: Sequence[int]) -> tuple[str, ...]:
    """The moments that `time` elements state among the lines `near` the headline."""
    if not near or not lines.outline.times:
        return ()
    places = {id(block): at for at, block in enumerate(lines.blocks)}
    first, last = places[id(blocks[min(near)])], places[id(blocks[max(near)])]
    return tuple(moment for at, moment in lines.outline.times if first <= at <= last + 1)
