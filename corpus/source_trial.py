"""A saved page and the sources -> which source and layout read it, and what each selector finds on it.

A page may be hostile here too: `FORMATS` lets the processes that read pages within limits make the trial, as the text
of a document.
"""

from dataclasses import replace

from corpus.descriptions import build_document, find_source
from corpus.readers.format import Format
from corpus.readers.html import FORMAT as PAGES
from corpus.readers.html import find_by_layout, layouts_in_turn, parse_page
from corpus.readers.html_decoding import decode_page
from corpus.readers.html_finding import Finder
from corpus.readers.html_metadata import find_page_head
from corpus.source_catalogue import selectors_of
from schemas.documents import Document, Metadata, PartialDate, RawPage
from schemas.record import Record
from schemas.sources import Layout, Source


class SelectorUse(Record):
    """One selector of a layout and how many elements of the page it matches."""

    part: str
    selector: str
    matches: int


class LayoutTrial(Record):
    """What one layout finds; `reads` where its body has text, so that it would be the page's."""

    since: PartialDate | None
    reads: bool
    uses: tuple[SelectorUse, ...]


class PageTrial(Record):
    """The source that owns a page, None where none does, and its layouts in the order in which they are tried."""

    url: str | None
    source: Source | None
    layouts: tuple[LayoutTrial, ...]

    @property
    def reading_layout(self) -> LayoutTrial | None:
        """The layout that reads the page; None leaves it to the general reader."""
        return next((layout for layout in self.layouts if layout.reads), None)


def try_page(raw: RawPage, sources: tuple[Source, ...]) -> PageTrial:
    """What `sources` make of the HTML page `raw`.

    Raises:
        DocumentError: Empty, binary, or of unknown charset.
    """
    markup = decode_page(raw.content, path=raw.name)
    root = parse_page(markup, path=raw.name)
    stated = find_page_head(root).metadata
    url = raw.sidecar.url or stated.url
    source = find_source(sources, url=url, publisher=raw.sidecar.publisher or stated.publisher)
    page = Finder(root)
    layouts = layouts_in_turn(source, retrieved_at=raw.retrieved_at) if source else ()
    return PageTrial(url=url, source=source, layouts=tuple(_try_layout(page, layout) for layout in layouts))


def _try_layout(page: Finder, layout: Layout) -> LayoutTrial:
    uses = tuple(
        SelectorUse(part=part, selector=selector, matches=len(page.find(selector)))
        for part, selector in selectors_of(layout)
    )
    return LayoutTrial(since=layout.since, reads=find_by_layout(page, layout) is not None, uses=uses)


def _as_document(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """A document whose text is the trial of `raw`."""
    return build_document(raw, text=try_page(raw, sources).model_dump_json(), page=Metadata(), sources=())


def trial_in(document: Document) -> PageTrial:
    """The trial that is the text of a document of `FORMATS`."""
    return PageTrial.model_validate_json(document.text)


CATALOGUE = __name__
"""The module whose `FORMATS` give trials."""
FORMATS: tuple[Format, ...] = (replace(PAGES, read=_as_document),)
