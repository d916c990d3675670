"""Element tree of a page -> its lines in page order, and the outline of the elements that hold them."""

import re
from collections.abc import Collection, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from corpus.readers.html_kinds import kind_of_element, names_of
from corpus.readers.html_outline import Block, Lines, Outline
from corpus.readers.html_tables import DataTable, read_pairs, read_table
from corpus.readers.html_text import INLINE, NO_TEXT, SPACE, settle
from corpus.readers.page_furniture import Furniture
from schemas.documents import RegionRole

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ITEMS = frozenset({"li", "dd", "dt"})
BOLD = frozenset({"b", "strong"})
LINE_GOES_ON = re.compile(r"[^.:;!?…]\s*$")
SMALL_ASIDE = 300
"""Characters up to which an inline element that is named like furniture is left out where it stands."""


def find_lines(
    root: Element,
    *,
    furniture: Furniture | None = None,
    without: Collection[Element] = frozenset(),
    first_table: int = 1,
) -> Lines:
    """The lines below `root`.

    Args:
        root: Where to begin.
        furniture: Names of what is no article, for the kinds of the outline; without it no element has a kind.
        without: Elements to leave out.
        first_table: Number of the first table of data.
    """
    walk = _Walk(furniture, without, first_table - 1)
    return Lines(list(walk.blocks(root)), walk.outline)


class _Walk:
    """One pass over a tree, without recursion: pages may nest deeper than Python's stack."""

    def __init__(self, furniture: Furniture | None, without: Collection[Element], tables: int) -> None:
        self.outline = Outline()
        self._furniture = furniture
        self._without = without
        self._parts: list[str] = []
        self._holders: list[int] = []
        self._held: list[Element] = []
        self._links = self._bolds = 0
        self._link_characters = self._bold_characters = 0
        self._tables, self._lines = tables, 0

    def blocks(self, root: Element) -> Iterator[Block]:
        self._hold(root, names_of(root))
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        left: Element | None = None
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in NO_TEXT or (self._without and element in self._without) or self._is_small_aside(element):
                    walk.skip_subtree()
                    left = element
                elif table := self._table_at(element):
                    yield from self._flush()
                    yield from self._table_lines(element, table)
                    walk.skip_subtree()
                    left = element
                else:
                    yield from self._enter(element, is_root=element is root)
            elif left is not None and element is left:
                left = None
                self._add(element.tail if element is not root else None)
            elif event == "end":
                yield from self._leave(element, is_root=element is root)
            else:
                self._add(element.tail)
        yield from self._flush()

    def _hold(self, element: Element, names: str) -> None:
        """Number `element` and make it the holder of what follows."""
        outline, tag, furniture = self.outline, element.tag, self._furniture
        parent = self._holders[-1] if self._holders else -1
        part = furniture.part_of_name(names) if furniture and names else None
        number = len(outline.tags)
        outline.tags.append(tag)
        outline.names.append(names)
        outline.parents.append(parent)
        outline.lasts.append(number)
        outline.roles.append(_role(tag, part, outline.roles[parent] if parent >= 0 else "paragraph"))
        outline.kinds.append(kind_of_element(element, names, furniture) if furniture else None)
        if element.get("itemprop") == "articleBody" or part == "body":
            outline.bodies.append(number)
        if tag in ("h1", "main") or element.get("itemprop") == "articleBody":
            outline.marked.append(number)
        self._holders.append(number)
        self._held.append(element)

    def _is_small_aside(self, element: Element) -> bool:
        """Whether an inline element is furniture by its name: a counter or a label inside a line."""
        if self._furniture is None or element.tag not in INLINE or not element.attrib:
            return False
        if kind_of_element(element, names_of(element), self._furniture) is None:
            return False
        return sum(map(len, element.itertext())) <= SMALL_ASIDE

    def _holds_lines(self, element: Element, names: str) -> bool:
        """Whether lines end where `element` does: blocks, and the labels in which some systems put whole articles."""
        if element.tag not in INLINE:
            return True
        if self._furniture is None or element.tag != "span":
            return False
        return element.get("itemprop") == "articleBody" or self._furniture.part_of_name(names) == "body"

    def _table_at(self, element: Element) -> DataTable | None:
        if element.tag == "table":
            return read_table(element)
        return read_pairs(element) if element.tag == "dl" else None

    def _table_lines(self, element: Element, table: DataTable) -> Iterator[Block]:
        self._hold(element, names_of(element))
        self._held.pop()
        node, tag = self._holders.pop(), element.tag
        self._tables += 1
        for caption in table.captions:
            yield self._count(Block(caption, node, tag, "caption", table=self._tables))
        for row in table.rows:
            yield self._count(Block(row.text, node, tag, "table_row", table=self._tables, row=row))

    def _enter(self, element: Element, *, is_root: bool) -> Iterator[Block]:
        tag = element.tag
        if tag == "br":
            self._parts.append(" " if self.outline.tags[self._holders[-1]] in HEADINGS else "\n")
        elif not is_root and self._holds_lines(element, names := names_of(element)):
            yield from self._flush()
            self._hold(element, names)
        if tag == "a":
            self._links += element.get("href") is not None
        elif tag in BOLD:
            self._bolds += 1
        elif tag == "time" and (moment := element.get("datetime")):
            self.outline.times.append((self._lines, moment))
        self._add(element.text)

    def _leave(self, element: Element, *, is_root: bool) -> Iterator[Block]:
        tag = element.tag
        if tag == "a":
            self._links -= element.get("href") is not None
        elif tag in BOLD:
            self._bolds -= 1
        if element is self._held[-1]:
            yield from self._flush()
            self._held.pop()
            self.outline.lasts[self._holders.pop()] = len(self.outline.tags) - 1
        if not is_root:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            text = SPACE.sub(" ", text)
            self._parts.append(text)
            if self._links or self._bolds:
                size = len(text.strip())
                self._link_characters += size if self._links else 0
                self._bold_characters += size if self._bolds else 0

    def _flush(self) -> Iterator[Block]:
        if not self._parts:
            return
        text = "".join(self._parts)
        whole = max(1, len(text.strip()))
        links, bolds = self._link_characters / whole, self._bold_characters / whole
        self._parts, self._link_characters, self._bold_characters = [], 0, 0
        if text.isspace():
            return
        node = self._holders[-1]
        tag, role = self.outline.tags[node], self.outline.roles[node]
        for line in _lines(text):
            size = len(line)
            yield self._count(Block(line, node, tag, role, round(links * size), round(bolds * size)))

    def _count(self, block: Block) -> Block:
        self._lines += 1
        return block


def _role(tag: str, part: str | None, outer: RegionRole) -> RegionRole:
    """What lines directly inside an element are: by its tag, by its name, else what they are around it."""
    if tag in HEADINGS:
        return "heading"
    if tag in ITEMS:
        return "list_item"
    if tag in ("figcaption", "caption") or part == "caption":
        return "caption"
    if part == "lead":
        return "lead"
    return outer if outer in ("list_item", "caption", "lead") else "paragraph"


def _lines(text: str) -> Iterator[str]:
    """The lines that `<br>` makes; a line that starts in lower case goes on the unfinished one before."""
    line = ""
    for part in map(settle, text.split("\n")):
        if not part:
            continue
        if line and part[0].islower() and LINE_GOES_ON.search(line):
            line = f"{line} {part}"
            continue
        if line:
            yield line
        line = part
    if line:
        yield line
