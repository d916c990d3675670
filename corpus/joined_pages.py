"""Documents of the pages of one article -> one document: what a page repeats of those before it stands there once."""

import hashlib
import re
from collections.abc import Sequence

from corpus.descriptions import ID_LENGTH
from schemas.documents import Document, Mark, TextRegion

_LONG = 40
"""Characters from which a line that stood on an earlier page is taken for the same line, not for a like one."""
_CELLS = " | "
_PAGE_OF_TITLE = re.compile(r"\s*[-–|:(\[]?\s*(?:trang|phần|page|kỳ)\s+\d{1,2}\s*[)\]]?\Z", re.IGNORECASE)

Line = tuple[int, int, str]


def join_pages(pages: Sequence[Document], *, is_whole: bool) -> Document:
    """The article on `pages`, in their order: title and metadata of the first, the text of all.

    Left out of a further page are the lines at its beginning and end that an earlier page has too (title, lead,
    byline, notes), and long lines anywhere; rows of tables are always kept, unless all of the page was there before.

    Args:
        pages: At least one; each is read on its own.
        is_whole: Whether the last of them is the last of the article; otherwise the document is marked "more_pages".
    """
    first = pages[0]
    text, regions, tables = first.text, list(first.regions), _count_tables(first)
    known = {line for _, _, line in _lines(first.text)}
    titles = {_plain_title(line) for line in (first.title, first.text.partition("\n")[0]) if line}
    for page in pages[1:]:
        for start, end in _new_stretches(page.text, known, titles):
            shift = len(text) + 1 - start
            text = f"{text}\n{page.text[start:end]}"
            regions += _shifted(page.regions, start, end, shift=shift, tables=tables)
        known |= {line for _, _, line in _lines(page.text)}
        tables += _count_tables(page)
    marks: list[Mark] = list(dict.fromkeys(mark for page in pages for mark in page.marks if mark != "more_pages"))
    if not is_whole:
        marks.append("more_pages")
    sha256 = _hash_of(pages)
    document_id = hashlib.sha256(f"{sha256}\n{first.url or ''}".encode()).hexdigest()[:ID_LENGTH]
    own = {"text": text, "regions": tuple(regions), "marks": tuple(marks)}
    return first.model_copy(update={**own, "sha256": sha256, "document_id": document_id})


def _hash_of(pages: Sequence[Document]) -> str:
    return hashlib.sha256("".join(page.sha256 for page in pages).encode()).hexdigest()


def _lines(text: str) -> list[Line]:
    """The lines that are not blank: start, end, text."""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line), line.strip()))
        start += len(line) + 1
    return lines


def _plain_title(line: str) -> str:
    """A title without the number of its page."""
    return _PAGE_OF_TITLE.sub("", line.strip())


def _new_stretches(text: str, known: set[str], titles: set[str]) -> list[tuple[int, int]]:
    """The stretches of whole lines of a further page that no page before has."""
    lines = _lines(text)
    if lines and _plain_title(lines[0][2]) in titles:
        lines = lines[1:]
    if all(line in known for _, _, line in lines):
        return []
    first, last = 0, len(lines) - 1
    while _is_again(lines[first][2], known):
        first += 1
    while _is_again(lines[last][2], known):
        last -= 1
    stretches: list[tuple[int, int]] = []
    is_open = False
    for start, end, line in lines[first : last + 1]:
        if len(line) >= _LONG and _is_again(line, known):
            is_open = False
        elif is_open:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
            is_open = True
    return stretches


def _is_again(line: str, known: set[str]) -> bool:
    """Whether a line that is no row of a table was there before."""
    return line in known and _CELLS not in line


def _count_tables(page: Document) -> int:
    return max((region.table or 0 for region in page.regions), default=0)


def _shifted(regions: Sequence[TextRegion], start: int, end: int, *, shift: int, tables: int) -> list[TextRegion]:
    """The regions of a stretch where it stands now; tables are counted on."""
    moved = []
    for region in regions:
        if start <= region.start and region.end <= end:
            own = {"start": region.start + shift, "end": region.end + shift}
            table = {"table": region.table + tables} if region.table is not None else {}
            moved.append(region.model_copy(update={**own, **table}))
    return moved
