"""Lines of a page and its outline -> the lines that by element, class or style may belong to the article."""

from collections.abc import Callable, Sequence

from corpus.readers.html_kinds import NEVER_ARTICLE, kind_of
from corpus.readers.html_outline import Block, Lines, Outline
from corpus.readers.page_furniture import Furniture

MOST_TEXT = 0.6
"""Share of the page's running text above which an element holds the article, whatever its class says."""
NEVER_MOST = frozenset({"comments"})
"""Kinds of furniture that may well be longer than the article."""


def drop_furniture(lines: Lines, furniture: Furniture) -> list[Block]:
    """The lines that are not in furniture, in page order.

    An element that holds the headline, the article's marked body or most of the page's text is none, whatever its
    class; one that the page hides is, even with a headline in it.
    """
    outline = lines.outline
    kinds = [
        kind_of(tag, attributes, names, furniture) if attributes or tag in NEVER_ARTICLE else None
        for tag, attributes, names in zip(outline.tags, outline.attributes, outline.names, strict=True)
    ]
    if not any(kinds):
        return lines.blocks
    protected = _protected(outline)
    dropped = _spread(outline, lambda node: kinds[node] in NEVER_MOST and node not in protected)
    text = weigh(outline, [block for block in lines.blocks if not dropped[block.node]], _running_text)
    enough = MOST_TEXT * text[0]

    def is_furniture(node: int) -> bool:
        is_doubtful = kinds[node] is not None and (node not in protected or kinds[node] == "hidden")
        return dropped[node] or (is_doubtful and text[node] < enough)

    gone = _spread(outline, is_furniture)
    return [block for block in lines.blocks if not gone[block.node]]


def weigh(outline: Outline, blocks: Sequence[Block], weight: Callable[[Block], int]) -> list[int]:
    """What `blocks` weigh that each element of the outline holds, inner elements included."""
    weights = [0] * len(outline.tags)
    for block in blocks:
        weights[block.node] += weight(block)
    for node in range(len(weights) - 1, 0, -1):
        weights[outline.parents[node]] += weights[node]
    return weights


def _running_text(block: Block) -> int:
    return max(0, len(block.text) - block.link_characters)


def _protected(outline: Outline) -> set[int]:
    """The elements that hold a headline or a marked article, with all above them."""
    protected: set[int] = set()
    for node in outline.marked:
        while node >= 0 and node not in protected:
            protected.add(node)
            node = outline.parents[node]
    return protected


def _spread(outline: Outline, holds: Callable[[int], bool]) -> list[bool]:
    """Whether something holds for an element or for one that it is in."""
    spread: list[bool] = []
    for node, parent in enumerate(outline.parents):
        spread.append((parent >= 0 and spread[parent]) or holds(node))
    return spread
