"""Lines chosen from a page -> the lines of its article: without pointers to other stories, each once."""

import re
from collections.abc import Sequence

from corpus.readers.html_outline import Block
from corpus.readers.html_text import PrintedLines, line_key
from corpus.readers.page_furniture import Furniture

PROSE = 60
"""Characters from which a line without link is running text."""
REPEATED = 30
"""Characters from which a line is not printed twice."""
QUOTED = 20
"""Letters and digits from which a line that another holds whole is a quotation from it."""
MOST_QUOTES = 300
"""Lines of a page that are looked for in the others: each takes a pass over the text."""
QUOTES = frozenset({"blockquote", "aside", "q"})
BARE_FIGURE = re.compile(r"[\d.,]+\s?%?")


def is_prose(block: Block) -> bool:
    """Whether a line is running text, not a link."""
    return len(block.text) >= PROSE and block.link_share < 0.3


def settle_lines(title: str | None, blocks: Sequence[Block], furniture: Furniture) -> list[Block]:
    """`blocks` without the title, furniture, pointers to other stories and what stands there twice."""
    title = title or ""
    title_key = line_key(title)
    seen = PrintedLines([title])
    kept: list[Block] = []
    own = without_other_stories(blocks, furniture)
    doubled = _doubled_tables(own)
    for block in own:
        text = block.text
        if block.table in doubled:
            continue
        if block.row is None and (furniture.is_line(text) or block.link_share > 0.8):
            continue
        is_again = seen.add(text)
        if is_again and not block.is_row and (len(text) >= REPEATED or line_key(text) == title_key):
            continue
        kept.append(block)
    return _join_figures(_without_quotations(kept))


def without_other_stories(blocks: Sequence[Block], furniture: Furniture) -> list[Block]:
    """`blocks` without the lists of other stories, and without all that follows the heading of readers' comments.

    A list of other stories ends where running text goes on; short lines before that, such as a heading, belong to
    the text then, and to nothing when no text follows. What heads comments before any running text is a button.
    """
    kept: list[Block] = []
    waiting: list[Block] = []
    in_list = has_text = False
    for block in blocks:
        if furniture.heads_reactions(block.text):
            if has_text:
                break
            continue
        has_text = has_text or block.is_row or is_prose(block)
        if furniture.heads_stories(block.text):
            in_list, waiting = True, []
        elif not in_list:
            kept.append(block)
        elif block.is_row or is_prose(block):
            kept += [*waiting, block]
            in_list = False
        elif block.link_share < 0.3:
            waiting.append(block)
    return kept


def _doubled_tables(blocks: Sequence[Block]) -> set[int | None]:
    """Numbers of the tables that print an earlier one again, as pages do for small screens."""
    rows: dict[int, list[str]] = {}
    for block in blocks:
        if block.table is not None and block.row is not None:
            rows.setdefault(block.table, []).append(block.text)
    doubled: set[int | None] = set()
    seen: set[tuple[str, ...]] = set()
    for table, lines in rows.items() if len(rows) > 1 else ():
        keys = tuple(map(line_key, lines))
        if keys in seen:
            doubled.add(table)
        seen.add(keys)
    return doubled


def _without_quotations(blocks: list[Block]) -> list[Block]:
    """`blocks` without pull quotes and leads that a longer line of the article holds word for word."""
    doubtful = [i for i, b in enumerate(blocks) if b.row is None and (b.tag in QUOTES or b.is_bold or b.role == "lead")]
    quotes = {i: key for i in doubtful[:MOST_QUOTES] if len(key := line_key(blocks[i].text)) >= QUOTED}
    if not quotes:
        return blocks
    whole = "\n".join(line_key(block.text) for block in blocks)
    gone = {i for i, key in quotes.items() if whole.count(key) > 1}
    return [block for i, block in enumerate(blocks) if i not in gone]


def _join_figures(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with each bare figure of an infobox on one line with the words that say what it counts."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.row is None
            and block.row is None
            and block.text[0].islower()
            and BARE_FIGURE.fullmatch(last.text)
        ):
            joined[-1] = last._replace(text=f"{last.text} {block.text}", bold_characters=0)
        else:
            joined.append(block)
    return joined
