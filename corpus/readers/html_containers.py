"""Lines of a page that may belong to its article -> those in the element that holds it."""

from collections.abc import Sequence

from corpus.publication_dates import is_stamp
from corpus.readers.html_outline import HEADINGS, Block, Outline
from corpus.readers.html_pruning import weigh
from corpus.readers.html_trafilatura import find_anchored
from corpus.readers.html_weights import own_weights, weight_of
from corpus.readers.page_furniture import Furniture

MOST = 0.95
"""Share of the article's characters that its container must hold."""
ENOUGH = 0.4
"""Share of the page's running text from which an element that calls itself an article's body is one."""
LEAST = 0.08
"""The same for the first such element behind the headline."""
HALF = 0.5
"""Share of a container's text in large parts up to which these are boxes in it."""
LINK = 0.3
"""Share of a line's characters in links from which it is a link."""
FEWEST_WORDS = 5
MAIN = 0.6
"""Share of a page's text above which a part of it, with the headline before it, is the article."""
ASIDE = 0.05
"""Share of a container's text from which a part of it counts when parts are told apart."""
LEAVES = HEADINGS | frozenset(
    "p li ul ol blockquote figure figcaption caption table tbody thead td th tr dl dd dt pre".split()
)
PAGES = frozenset({"html", "body", "form"})
FRAMES = frozenset({"table", "tbody", "tr", "td"})


def find_container(
    blocks: Sequence[Block], outline: Outline, *, title_at: int, markup: str, furniture: Furniture
) -> list[int]:
    """Indexes of the lines in the element that holds the article, in page order; empty where there is none.

    Lines that stand behind it, in an element around both, come along where they are rows of a table or where
    trafilatura takes them for the article.
    """
    weights = own_weights(blocks, outline, furniture)
    found = _find(blocks, outline, weights, title_at=title_at, markup=markup)
    if title_at >= 0 and max(found, default=-1) <= title_at:
        # A long headline alone was taken for the text: the article has but short lines.
        weights = own_weights([*blocks[:title_at], *blocks[title_at + 1 :]], outline, furniture)
        found = _find(blocks, outline, weights, title_at=title_at, markup=markup)
    return found or _behind_headline(blocks, title_at, furniture)


def _find(
    blocks: Sequence[Block], outline: Outline, weights: Sequence[int], *, title_at: int, markup: str
) -> list[int]:
    if not weights[0]:
        return _sentences(blocks, outline)
    title_node = blocks[title_at].node if title_at >= 0 else -1
    bodies = _stated_bodies(outline, weights, title_node)
    if bodies:
        return _with_rows_behind(blocks, outline, bodies)
    container: int | None = 0
    while container is not None:
        container = _descend(outline, weights, container)
        parts = _large_parts(outline, weights, container)
        if _is_whole(blocks, outline, weights, container=container, parts=parts):
            return _with_rows_behind(blocks, outline, [container])
        container = _main_part(outline, weights, container=container, parts=parts, title_node=title_node)
    return _as_trafilatura_finds(blocks, outline, markup)


def _sentences(blocks: Sequence[Block], outline: Outline) -> list[int]:
    """On a page without one long line: what stands in the marked body of an article."""
    body = next(iter(outline.bodies), None)
    return [i for i, block in enumerate(blocks) if body is not None and outline.is_within(block.node, body)]


def _behind_headline(blocks: Sequence[Block], title_at: int, furniture: Furniture) -> list[int]:
    """On a page without one long line and without a marked body: the lines behind the headline.

    They end at the first link, or heading of other stories, behind a line that can be the article's.
    """
    if title_at < 0:
        return []
    found: list[int] = []
    for i in range(title_at + 1, len(blocks)):
        text = blocks[i].text
        is_other = blocks[i].link_share >= LINK or furniture.heads_stories(text) or furniture.heads_reactions(text)
        if is_other and found:
            break
        if not is_other and len(text.split()) >= FEWEST_WORDS and not is_stamp(text):
            found.append(i)
    return found


def _stated_bodies(outline: Outline, weights: Sequence[int], title_node: int) -> list[int]:
    """The elements that say they hold an article's body and hold much of the page's text; several when they are alike.

    The first behind the headline may hold less: the page of a short article is full of other things. Of bodies in
    one another the innermost that holds nearly as much as the outermost.
    """
    if not outline.bodies:
        return []
    best = max(outline.bodies, key=lambda node: weights[node])
    if weights[best] < ENOUGH * weights[0]:
        best = next((node for node in outline.bodies if title_node >= 0 and outline.lasts[node] > title_node), best)
    if weights[best] < (LEAST if title_node >= 0 else ENOUGH) * weights[0]:
        return []
    inner = max(
        node for node in outline.bodies if outline.is_within(node, best) and weights[node] >= MOST * weights[best]
    )
    names, parent = outline.names[inner], outline.parents[inner]
    alike = (node for node in outline.bodies if outline.parents[node] == parent and outline.names[node] == names)
    return [node for node in alike if weights[node]]


def _descend(outline: Outline, weights: Sequence[int], start: int) -> int:
    """The deepest element in `start` that holds nearly all of its text and is more than one paragraph."""
    container: int | None = start
    inner = start
    while container is not None:
        inner = container
        enough = MOST * weights[start]
        container = next(
            (n for n in outline.children(inner) if weights[n] >= enough and not _is_leaf(outline, n)), None
        )
    return inner


def _is_leaf(outline: Outline, node: int) -> bool:
    """Whether an element is one line or one list: a cell of a table that lays out the page holds others."""
    tag = outline.tags[node]
    return tag in LEAVES and (tag not in FRAMES or outline.lasts[node] == node)


def _large_parts(outline: Outline, weights: Sequence[int], container: int) -> list[int]:
    """The elements right inside `container`, paragraphs and lists aside, that hold more than a little of its text."""
    least = max(1, ASIDE * weights[container])
    return [node for node in outline.children(container) if weights[node] >= least and not _is_leaf(outline, node)]


def _main_part(
    outline: Outline, weights: Sequence[int], *, container: int, parts: Sequence[int], title_node: int
) -> int | None:
    """The one of the large `parts` of a container that must be the article, or None.

    It holds the headline and much of the text, or, where the parts are those of the whole page, most of the text
    behind the headline.
    """
    if title_node < 0 or not parts:
        return None
    titled = next((node for node in parts if outline.is_within(title_node, node)), None)
    if titled is not None and weights[titled] >= ENOUGH * weights[container]:
        return titled
    largest = max(parts, key=lambda node: weights[node])
    is_page = outline.tags[container] in PAGES and weights[largest] >= MAIN * weights[container]
    return largest if is_page and outline.lasts[largest] > title_node else None


def _is_whole(
    blocks: Sequence[Block], outline: Outline, weights: Sequence[int], *, container: int, parts: Sequence[int]
) -> bool:
    """Whether nothing in `container` can be told apart from the article: its text is not split among large parts.

    Many parts of one name are the entries of a running report and belong together; so do parts beside which most of
    the text stands in paragraphs of the container itself; one line before the largest part is a lead.
    """
    if len(parts) >= 3 and len({(outline.tags[node], outline.names[node]) for node in parts}) == 1:
        return True
    if outline.tags[container] in PAGES:
        return False
    if sum(weights[node] for node in parts) <= HALF * weights[container]:
        return True
    largest = max(parts, key=lambda node: weights[node], default=0)
    lines = weigh(outline, blocks, [weight_of(block) > 0 for block in blocks])
    return all(node == largest or (node < largest and lines[node] == 1) for node in parts)


def _with_rows_behind(blocks: Sequence[Block], outline: Outline, containers: Sequence[int]) -> list[int]:
    """The lines in `containers`, and the rows of tables behind the last in the element around it."""
    around = max(outline.parents[containers[0]], 0)
    end = outline.lasts[containers[-1]] if outline.tags[around] not in PAGES else len(outline.tags)
    held = [False] * len(outline.tags)
    for container in containers:
        held[container : outline.lasts[container] + 1] = [True] * (outline.lasts[container] - container + 1)
    return [
        i
        for i, block in enumerate(blocks)
        if held[block.node] or (block.table is not None and block.node > end and outline.is_within(block.node, around))
    ]


def _as_trafilatura_finds(blocks: Sequence[Block], outline: Outline, markup: str) -> list[int]:
    """The lines in the element that holds nearly all of what trafilatura takes, and those it takes right behind it."""
    anchored = find_anchored(blocks, markup)
    marked = set(anchored)
    weights = weigh(outline, [blocks[i] for i in anchored], [len(blocks[i].text) for i in anchored])
    container = _descend(outline, weights, 0)
    inside = [i for i, block in enumerate(blocks) if outline.is_within(block.node, container)]
    around = max(outline.parents[container], 0)
    last = inside[-1]
    return [
        *inside,
        *(i for i in range(last + 1, len(blocks)) if i in marked and outline.is_within(blocks[i].node, around)),
    ]
