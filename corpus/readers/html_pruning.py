"""Lines of a page and its outline -> the lines that by element, class or style may belong to the article."""

from collections.abc import Sequence

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
    blocks = lines.blocks
    comments = [node for node, kind in enumerate(kinds) if kind in NEVER_MOST and node not in protected]
    if comments:
        blocks = _outside(outline, blocks, comments)
    text = weigh(outline, blocks, [max(0, len(block.text) - block.link_characters) for block in blocks])
    enough = MOST_TEXT * text[0]
    gone = [
        node
        for node, kind in enumerate(kinds)
        if kind is not None and (node not in protected or kind == "hidden") and text[node] < enough
    ]
    return _outside(outline, blocks, gone)


def weigh(outline: Outline, blocks: Sequence[Block], weights: Sequence[int]) -> list[int]:
    """What the `blocks` that each element of the outline holds weigh, inner elements included.

    Args:
        outline: Of the page.
        blocks: Lines of the page.
        weights: What each of them weighs.
    """
    held = [0] * len(outline.tags)
    for block, weight in zip(blocks, weights, strict=True):
        held[block.node] += weight
    parents = outline.parents
    for node in range(len(held) - 1, 0, -1):
        if held[node]:
            held[parents[node]] += held[node]
    return held


def _protected(outline: Outline) -> set[int]:
    """The elements that hold a headline or a marked article, with all above them."""
    protected: set[int] = set()
    for node in outline.marked:
        while node >= 0 and node not in protected:
            protected.add(node)
            node = outline.parents[node]
    return protected


def _outside(outline: Outline, blocks: Sequence[Block], nodes: Sequence[int]) -> list[Block]:
    """`blocks` without those in the elements `nodes`, which are in page order."""
    inside = [False] * len(outline.tags)
    for node in nodes:
        if not inside[node]:
            last = outline.lasts[node]
            inside[node : last + 1] = [True] * (last + 1 - node)
    return [block for block in blocks if not inside[block.node]]
