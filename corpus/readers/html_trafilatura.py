"""Lines of a page and its markup -> those that trafilatura takes for the article."""

from collections.abc import Sequence

from corpus.readers.html_lines import is_prose
from corpus.readers.html_outline import Block
from corpus.readers.html_text import line_key

WINDOW = 20_000
"""Characters ahead in which a line is looked for in trafilatura's text: both go in page order, work stays linear."""
FEWEST = 200
"""Characters of an article below which trafilatura is not believed to have found it."""
MOST_MARKUP = 2_000_000
MOST_TAGS = 40_000
"""Size of the largest page that trafilatura is asked about: its time grows faster than the page."""


def find_anchored(blocks: Sequence[Block], markup: str) -> list[int]:
    """Indexes of the lines that trafilatura takes for the article; where it finds none, all running text and rows."""
    text = _trafilatura_key(markup) if len(markup) <= MOST_MARKUP and markup.count("<") <= MOST_TAGS else ""
    anchored, at = [], 0
    for i, block in enumerate(blocks):
        key = line_key(block.text)
        found = text.find(key, at, at + len(key) + WINDOW) if len(key) >= 20 else -1
        if found >= 0:
            anchored.append(i)
            at = found + len(key)
    if sum(len(blocks[i].text) for i in anchored) >= FEWEST:
        return anchored
    return [i for i, block in enumerate(blocks) if block.is_row or is_prose(block)]


def _trafilatura_key(markup: str) -> str:
    """The letters and digits of what trafilatura takes for the article; empty where it finds none."""
    from trafilatura import bare_extraction  # late: 0.3 s that plain text need not pay

    extracted = bare_extraction(markup, fast=True, include_comments=False, include_tables=True)
    return line_key(" ".join(extracted.body.itertext())) if extracted is not None else ""
