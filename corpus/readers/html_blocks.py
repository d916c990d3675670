"""Element tree of a page -> its lines in page order: paragraphs, headings, captions, table rows."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from corpus.readers.html_tables import find_rows, is_data_table

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
SPACE = re.compile(r"\s+")
INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark nobr o:p q s samp small span
    strike strong sub sup time tt u var wbr""".split()
)
NO_TEXT = frozenset(
    """script style noscript template iframe object embed svg math canvas video audio map button input select
    textarea head title meta link datalist dialog""".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LINE_GOES_ON = re.compile(r"[^.:;!?…]\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the page, the element that holds it, and how much of it are links."""

    text: str
    element: HtmlElement
    link_characters: int
    is_row: bool = False

    @property
    def link_share(self) -> float:
        """Share of the characters that belong to links, 0 to 1."""
        return self.link_characters / max(1, len(self.text))


def settle(text: str) -> str:
    """`text` in NFC on one line: invisible characters dropped, every run of blank space one space."""
    return unicodedata.normalize("NFC", SPACE.sub(" ", INVISIBLE.sub("", text)).strip())


def find_blocks(root: HtmlElement) -> list[Block]:
    """The lines below `root` in page order, each settled and not empty."""
    return list(_Walk().blocks(root))


class _Walk:
    """One pass over a tree, without recursion: pages may nest deeper than Python's stack."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._link_characters = 0
        self._links = 0
        self._holders: list[HtmlElement] = []

    def blocks(self, root: HtmlElement) -> Iterator[Block]:
        self._holders = [root]
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event in ("comment", "pi"):
                self._add(element.tail)
            elif event == "end":
                yield from self._leave(element, is_root=element is root)
            elif element.tag in NO_TEXT:
                walk.skip_subtree()
            elif element.tag == "table" and is_data_table(element):
                yield from self._flush()
                yield from _rows(element)
                self._holders.append(element)
                walk.skip_subtree()
            else:
                yield from self._enter(element)
        yield from self._flush()

    def _enter(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag == "br":
            self._parts.append(" " if self._holders[-1].tag in HEADINGS else "\n")
        elif element.tag not in INLINE:
            yield from self._flush()
            self._holders.append(element)
        self._links += _is_link(element)
        self._add(element.text)

    def _leave(self, element: HtmlElement, *, is_root: bool) -> Iterator[Block]:
        if element.tag not in NO_TEXT:
            self._links -= _is_link(element)
            if element.tag != "br" and element.tag not in INLINE:
                yield from self._flush()
                self._holders.pop()
        if not is_root:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            text = SPACE.sub(" ", text)
            self._parts.append(text)
            self._link_characters += len(text.strip()) if self._links else 0

    def _flush(self) -> Iterator[Block]:
        if not self._parts:
            return
        share = self._link_characters / max(1, sum(map(len, self._parts)))
        for line in _lines("".join(self._parts)):
            yield Block(text=line, element=self._holders[-1], link_characters=round(share * len(line)))
        self._parts, self._link_characters = [], 0


def _is_link(element: HtmlElement) -> bool:
    return element.tag == "a" and element.get("href") is not None


def _rows(table: HtmlElement) -> Iterator[Block]:
    for row, cells in find_rows(table):
        texts = [_cell_text(cell) for cell in cells]
        if any(texts):
            yield Block(text=settle(" | ".join(texts)), element=row, link_characters=0, is_row=len(cells) > 1)


def _cell_text(cell: HtmlElement) -> str:
    if len(cell) == 0:  # most cells of a large table
        return settle(cell.text or "")
    return settle(" ".join(block.text for block in find_blocks(cell)))


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
