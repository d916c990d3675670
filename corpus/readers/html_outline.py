"""What a page is to the reader of articles: its lines, and the outline of the elements that hold them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.readers.html_tables import Row
from schemas.documents import RegionRole

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ROLES: Mapping[str, RegionRole] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "list_item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
}
"""What the lines of an element are by its tag."""
PART_ROLES: Mapping[str | None, RegionRole] = {"caption": "caption", "lead": "lead"}
"""What they are by its name."""
SPREADING = frozenset({"list_item", "caption", "lead"})
"""What they are, too, in the elements inside."""


class Block(NamedTuple):
    """One line of the page and what holds it: the number of its element in the outline, its tag and its role.

    `link_characters` and `bold_characters` say how much of it is set so. `table` numbers the table of data that a
    row or caption belongs to.
    """

    text: str
    node: int
    tag: str
    role: RegionRole
    link_characters: int = 0
    bold_characters: int = 0
    table: int | None = None
    row: Row | None = None

    @property
    def is_row(self) -> bool:
        """Whether it is a table's row of several cells."""
        return self.row is not None and len(self.row.cells) > 1

    @property
    def link_share(self) -> float:
        """Share of the characters that belong to links, 0 to 1."""
        return self.link_characters / max(1, len(self.text)) if self.link_characters else 0.0

    @property
    def is_bold(self) -> bool:
        """Whether the whole line is set in bold."""
        return self.bold_characters >= 0.95 * len(self.text)


@dataclass(slots=True)
class Outline:
    """The elements of a page that can hold lines, numbered in page order; all lists have one entry an element.

    `names` are class and id; `lasts` is the number of the last element inside. `marked` are elements that are never
    furniture, `bodies` those that say they hold an article. `times` are the moments that `time` elements state, each
    with the number of lines before it.
    """

    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    attributes: list[Mapping[str, str]] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    roles: list[RegionRole] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    times: list[tuple[int, str]] = field(default_factory=list)

    def children(self, node: int) -> Iterator[int]:
        """The elements right inside element `node`."""
        child = node + 1
        while child <= self.lasts[node]:
            yield child
            child = self.lasts[child] + 1

    def is_within(self, node: int, holder: int) -> bool:
        """Whether element `node` is `holder` or inside it."""
        return holder <= node <= self.lasts[holder]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines below an element in page order, none empty, and the outline of its elements."""

    blocks: list[Block]
    outline: Outline


def role_of(tag: str, part: str | None, outer: RegionRole) -> RegionRole:
    """What lines directly inside an element are: by its tag, by its name, else what they are around it."""
    return ROLES.get(tag) or PART_ROLES.get(part) or (outer if outer in SPREADING else "paragraph")
