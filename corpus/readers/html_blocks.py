"""Element tree of a page -> its lines in page order, and the outline of the elements that hold them."""

from collections.abc import Collection, Iterator, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from corpus.readers.html_kinds import TELLING, kind_of, names_of
from corpus.readers.html_outline import HEADINGS, Block, Lines, Outline, role_of
from corpus.readers.html_tables import DataTable, read_pairs, read_table
from corpus.readers.html_text import INLINE, NO_TEXT, lines_of_breaks, settle, with_single_spaces
from corpus.readers.page_furniture import Furniture

BOLD = frozenset({"b", "strong"})
MARKED = frozenset({"h1", "main"})
"""Elements that are never furniture."""
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
        furniture: Names of what is no article; without it nothing is left out for its name.
        without: Elements to leave out.
        first_table: Number of the first table of data.
    """
    walk = Walk(furniture, without, first_table - 1)
    for _ in walk.lines_below(root):
        pass
    return Lines(walk.lines, walk.outline)


class Walk:
    """One pass over a tree, without recursion: pages may nest deeper than Python's stack.

    `lines` and `outline` are those of the part of the tree that was passed.
    """

    def __init__(
        self, furniture: Furniture | None, without: Collection[Element] = frozenset(), tables: int = 0
    ) -> None:
        self.lines: list[Block] = []
        self.outline = Outline()
        self._furniture = furniture
        self._without = without
        self._only: Collection[Element] | None = None
        self._parts: list[str | None] = []  # of the line at hand; None is a break in it
        self._has_breaks = False
        self._holders: list[int] = []
        self._held: list[Element] = []
        self._links = self._bolds = 0
        self._link_characters = self._bold_characters = 0
        self._tables = tables

    def lines_below(self, root: Element) -> Iterator[Block]:
        """The lines below `root`, one after another: who needs no more can stop."""
        given = 0
        self._hold(root, root.tag, dict(root.items()))
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        left: Element | None = None
        for event, element in walk:
            if event == "start":
                if self._enter(element, is_root=element is root):
                    walk.skip_subtree()
                    left = element
            elif left is not None and element is left:
                left = None
                if element is not root and (tail := element.tail):
                    self._add(tail)
            elif event == "end":
                self._leave(element, is_root=element is root)
            elif tail := element.tail:
                self._add(tail)
            while given < len(self.lines):
                yield self.lines[given]
                given += 1
        self._end_line()
        yield from self.lines[given:]

    def enter_only(self, elements: Collection[Element] | None) -> None:
        """From here on, pass over what stands in blocks other than `elements`; None enters all again."""
        self._only = elements

    def _enter(self, element: Element, *, is_root: bool) -> bool:
        """Take up `element` up to its first inner one; whether what is inside has been read, or is left out."""
        tag = element.tag
        if tag in NO_TEXT or (self._without and element in self._without):
            return True
        if tag in INLINE:
            attributes = dict(element.items())
            if attributes and self._is_small_aside(element, tag, attributes):
                return True
            self._enter_inline(element, tag, attributes, is_root=is_root)
        elif tag == "br":
            self._break()
        elif self._only is not None and element not in self._only:
            self._end_line()
            return True
        elif tag in ("table", "dl") and (table := read_table(element) if tag == "table" else read_pairs(element)):
            self._end_line()
            self._add_table(element, table)
            return True
        elif not is_root:
            self._end_line()
            attributes = dict(element.items())
            if not (attributes or len(element) or tag in MARKED or self._links or self._bolds):
                self._add_plain(tag, element.text)
                return True
            self._hold(element, tag, attributes)
        if text := element.text:
            self._add(text)
        return False

    def _add_plain(self, tag: str, text: str | None) -> None:
        """Take up a whole element without attributes that holds text alone, as most paragraphs do."""
        outline = self.outline
        node, holder = len(outline.tags), self._holders[-1]
        role = role_of(tag, None, outline.roles[holder])
        outline.tags.append(tag)
        outline.names.append("")
        outline.attributes.append({})
        outline.parents.append(holder)
        outline.lasts.append(node)
        outline.roles.append(role)
        if text and (line := settle(text)):
            self.lines.append(Block(line, node, tag, role))

    def _enter_inline(self, element: Element, tag: str, attributes: Mapping[str, str], *, is_root: bool) -> None:
        if tag == "a":
            self._links += "href" in attributes
        elif tag in BOLD:
            self._bolds += 1
        elif tag == "span":
            if attributes and not is_root and self._is_body(attributes):
                self._end_line()
                self._hold(element, tag, attributes)
        elif tag == "time" and (moment := attributes.get("datetime")):
            self.outline.times.append((len(self.lines), moment))

    def _leave(self, element: Element, *, is_root: bool) -> None:
        tag = element.tag
        if tag == "a":
            self._links -= element.get("href") is not None
        elif tag in BOLD:
            self._bolds -= 1
        elif element is self._held[-1]:
            self._end_line()
            self._held.pop()
            self.outline.lasts[self._holders.pop()] = len(self.outline.tags) - 1
        if not is_root and (tail := element.tail):
            self._add(tail)

    def _hold(self, element: Element, tag: str, attributes: Mapping[str, str]) -> None:
        """Number `element` and make it the holder of what follows."""
        outline = self.outline
        parent = self._holders[-1] if self._holders else -1
        number = len(outline.tags)
        names, part = "", None
        is_marked = tag in MARKED
        if attributes:
            names = names_of(attributes)
            part = self._furniture.part_of_name(names) if self._furniture and names else None
            if (is_body := attributes.get("itemprop") == "articleBody") or part == "body":
                outline.bodies.append(number)
            is_marked = is_marked or is_body
        if is_marked:
            outline.marked.append(number)
        outline.tags.append(tag)
        outline.names.append(names)
        outline.attributes.append(attributes)
        outline.parents.append(parent)
        outline.lasts.append(number)
        outline.roles.append(role_of(tag, part, outline.roles[parent] if parent >= 0 else "paragraph"))
        self._holders.append(number)
        self._held.append(element)

    def _is_small_aside(self, element: Element, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether an inline element is furniture by its name: a counter or a label inside a line."""
        if self._furniture is None or TELLING.isdisjoint(attributes):
            return False
        if kind_of(tag, attributes, names_of(attributes), self._furniture) is None:
            return False
        return sum(map(len, element.itertext())) <= SMALL_ASIDE

    def _is_body(self, attributes: Mapping[str, str]) -> bool:
        """Whether lines end where a label does: some systems put whole articles into one."""
        if self._furniture is None:
            return False
        return (
            attributes.get("itemprop") == "articleBody" or self._furniture.part_of_name(names_of(attributes)) == "body"
        )

    def _add_table(self, element: Element, table: DataTable) -> None:
        self._hold(element, element.tag, dict(element.items()))
        self._held.pop()
        node, tag = self._holders.pop(), element.tag
        self._tables += 1
        number = self._tables
        self.lines += [Block(caption, node, tag, "caption", table=number) for caption in table.captions]
        self.lines += [Block(row.text, node, tag, "table_row", table=number, row=row) for row in table.rows]

    def _break(self) -> None:
        is_in_heading = self.outline.tags[self._holders[-1]] in HEADINGS
        self._parts.append(" " if is_in_heading else None)
        self._has_breaks = self._has_breaks or not is_in_heading

    def _add(self, text: str) -> None:
        self._parts.append(text)
        if self._links or self._bolds:
            size = len(with_single_spaces(text).strip())
            self._link_characters += size if self._links else 0
            self._bold_characters += size if self._bolds else 0

    def _end_line(self) -> None:
        """Make the text since the last end of a line to lines."""
        if not self._parts:
            return
        parts, links, bolds = self._parts, self._link_characters, self._bold_characters
        self._parts, self._link_characters, self._bold_characters = [], 0, 0
        is_one = len(parts) == 1 and not self._has_breaks
        if (links or bolds or self._has_breaks) and not is_one:
            self._add_lines(parts, links, bolds)
        elif line := settle("".join(filter(None, parts))):
            node, size = self._holders[-1], len(line)
            tag, role = self.outline.tags[node], self.outline.roles[node]
            self.lines.append(Block(line, node, tag, role, size if links else 0, size if bolds else 0))
        self._has_breaks = False

    def _add_lines(self, parts: list[str | None], links: int, bolds: int) -> None:
        text = "".join(["\n" if part is None else with_single_spaces(part) for part in parts])
        whole = max(1, len(text.strip()))
        node = self._holders[-1]
        tag, role = self.outline.tags[node], self.outline.roles[node]
        for line in lines_of_breaks(text) if self._has_breaks else (settle(text),):
            if not (size := len(line)):
                continue
            self.lines.append(Block(line, node, tag, role, round(links / whole * size), round(bolds / whole * size)))
