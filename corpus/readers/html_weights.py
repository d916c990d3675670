"""Lines of a page and its outline -> the running text that each element holds, other stories set aside."""

from collections.abc import Sequence

from corpus.readers.html_lines import is_prose, without_other_stories
from corpus.readers.html_outline import Block, Outline
from corpus.readers.html_pruning import weigh
from corpus.readers.page_furniture import Furniture

SOME = 0.2
"""Share of the page's running text that must be left when teasers and what follows such headings is set aside."""
SHORTEST_HEADLINE = 20
MOST_UNDER = 3
"""Lines under a linked headline that are a teaser."""
CARDS = frozenset({"li", "article", "td", "section"})


def own_weights(blocks: Sequence[Block], outline: Outline, furniture: Furniture) -> list[int]:
    """The running text that each element holds.

    Set aside is what stands under headings of other stories and of comments, and the lines under linked headlines.
    """
    everything = weigh(outline, blocks, list(map(weight_of, blocks)))
    teasers = _find_teasers(blocks, outline)
    for own in (without_other_stories(blocks, furniture), blocks):
        own = [block for block in own if id(block) not in teasers] if teasers else own
        if len(own) == len(blocks):
            return everything
        weights = weigh(outline, own, list(map(weight_of, own)))
        if weights[0] >= SOME * everything[0]:
            return weights
    return everything


def _find_teasers(blocks: Sequence[Block], outline: Outline) -> set[int]:
    """Identities of the few lines under headlines that are links, where two or more elements of a kind hold such."""
    found: dict[tuple[int, str, str], list[tuple[int, list[int]]]] = {}
    for i, block in enumerate(blocks):
        if len(block.text) < SHORTEST_HEADLINE or block.link_share < 0.8:
            continue
        holder = block.node if outline.tags[block.node] in CARDS else outline.parents[block.node]
        under = []
        for other in blocks[i + 1 : i + 2 + MOST_UNDER]:
            if holder < 0 or not outline.is_within(other.node, holder):
                break
            under.append(id(other))
        if 0 < len(under) <= MOST_UNDER:
            kind = (outline.parents[holder], outline.tags[holder], outline.names[holder])
            found.setdefault(kind, []).append((holder, under))
    return {line for cards in found.values() if len(cards) > 1 for _, under in cards for line in under}


def weight_of(block: Block) -> int:
    """The characters of a line of running text or of a table; 0 for any other line."""
    return len(block.text) if block.is_row or is_prose(block) else 0
