"""A batch of archived pages -> stored extractions, their twins linked: the plain function behind the reading task."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.isolation.pool import ReaderPool
from corpus.twins import bands, find_twin, text_signature
from extractors.extraction import Extractor
from flows.archived_articles import read_article
from flows.batch_results import BatchResult
from flows.batches import count_numerals
from outputs.store import Store
from outputs.store.page_versions import PageReading
from schemas.crawling import PageVersion, TextSignature
from schemas.documents import Document
from schemas.errors import DocumentError
from schemas.extraction import Extraction
from schemas.issues import Issue
from schemas.record import Record
from schemas.sources import Source
from schemas.twins import DocumentSignature

HTML = "text/html"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadingDesk:
    """What reading archived pages works with."""

    sources: tuple[Source, ...]
    readers: ReaderPool
    extractor: Extractor
    store: Store
    archive_root: Path


class ArticleMeasure(Record):
    """What health looks at in one article."""

    characters: int
    numerals: int
    facts: int
    is_dated: bool


class PageBatch(Record):
    """What became of a batch of pages: `measures` of those that could be read, and how many tell an older story."""

    result: BatchResult
    measures: tuple[ArticleMeasure, ...] = ()
    twins: int = 0


def read_pages(pages: Sequence[PageVersion], desk: ReadingDesk) -> PageBatch:
    """Read, extract and store `pages`, remember that they were read, and link the twins among their documents.

    Every step may be repeated: a batch that was cut off is read again as a whole, and stores nothing twice.

    Raises:
        OutputError: The store cannot be written.
    """
    readings: list[PageReading] = []
    extractions: list[Extraction] = []
    issues: list[Issue] = []
    for page in pages:
        try:
            document = _read_document(page, desk)
        except DocumentError as error:
            readings.append(PageReading(page=page, error=error.code))
            issues.append(Issue(level="WARNING", code=error.code, subject=page.url, message=str(error.args[0])))
        else:
            extractions.append(desk.extractor.extract(document))
            readings.append(PageReading(page=page, document_id=document.document_id))
    saved = desk.store.save(extractions)
    desk.store.pages.mark_read(readings, extractor=desk.extractor.version)
    twins = _link_twins([extraction.document for extraction in extractions], desk.store)
    measures = tuple(map(_measure, extractions))
    result = BatchResult(
        read=len(extractions),
        facts=sum(measure.facts for measure in measures),
        numerals=sum(measure.numerals for measure in measures),
        accounted=sum(count_numerals(extraction)[1] for extraction in extractions),
        stored=saved.stored,
        unchanged=saved.unchanged,
        issues=tuple(issues),
    )
    return PageBatch(result=result, measures=measures, twins=twins)


def _read_document(page: PageVersion, desk: ReadingDesk) -> Document:
    document = read_article(
        desk.archive_root,
        page.place,
        read=lambda raw: desk.readers.read(raw, desk.sources),
        media_type=page.media_type,
    )
    if document.published is None:
        # What the feed or the listing said of the article; the page itself comes first.
        state = desk.store.frontier.state(page.url)
        document = document.model_copy(update={"published": state.published if state else None})
    return document


def _link_twins(documents: Sequence[Document], store: Store) -> int:
    """Link each document that tells an older story, or an older one's; returns how many then point to another."""
    signed = [(document, text_signature(document.text)) for document in documents]
    found = store.twins.add_all([_document_signature(document, signature) for document, signature in signed])
    links = []
    for (document, signature), candidates in zip(signed, found, strict=True):
        others = ((candidate.document_id, TextSignature.from_bytes(candidate.content)) for candidate in candidates)
        links.append(find_twin(document.document_id, signature, others))
    store.twins.link_all([link for link in links if link is not None])
    return sum(store.twins.twin(document.document_id) is not None for document in documents)


def _document_signature(document: Document, signature: TextSignature) -> DocumentSignature:
    return DocumentSignature(
        document_id=document.document_id,
        published=document.published,
        exact=signature.exact,
        bands=bands(signature),
        content=signature.to_bytes(),
    )


def _measure(extraction: Extraction) -> ArticleMeasure:
    numerals, _ = count_numerals(extraction)
    document = extraction.document
    return ArticleMeasure(
        characters=len(document.text),
        numerals=numerals,
        facts=len(extraction.facts),
        is_dated=document.published is not None,
    )
