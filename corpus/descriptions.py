"""Sidecar, page head and source -> the document's metadata, in this order of trust."""

import hashlib
from functools import cached_property
from urllib.parse import urlsplit

from schemas.documents import Document, Metadata, RawPage
from schemas.sources import Source

ID_LENGTH = 20
"""Hexadecimal digits of a document id: at ten million documents two alike are less likely than one in 10^10."""


def document_id_of(raw: RawPage) -> str:
    """Id of the document in `raw`: a hash of its bytes and of the url known before reading (sidecar or fetch)."""
    url = raw.sidecar.url or ""
    return hashlib.sha256(f"{raw.sha256}\n{url}".encode()).hexdigest()[:ID_LENGTH]


class KnownSources(tuple[Source, ...]):
    """Sources, of which the one that owns a host is found without asking each."""

    @cached_property
    def owners(self) -> dict[str, Source]:
        """The source of each domain; of two that claim one, the first."""
        return {domain: source for source in reversed(self) for domain in source.domains}


def find_source(sources: tuple[Source, ...], *, url: str | None, publisher: str | None) -> Source | None:
    """The source that owns the host of `url`, else the one that bears the name `publisher`, else None.

    A host below the domains of two sources belongs to the longer domain.
    """
    host = (urlsplit(url).hostname or "") if url else ""
    known = sources if isinstance(sources, KnownSources) else KnownSources(sources)
    while host:
        if (owner := known.owners.get(host)) is not None:
            return owner
        host = host.partition(".")[2]
    if not publisher:
        return None
    named = publisher.casefold()
    return next((source for source in sources if source.name.casefold() == named), None)


def build_document(raw: RawPage, *, text: str, page: Metadata, sources: tuple[Source, ...]) -> Document:
    """The document with `text`; each field from the sidecar, else from `page`, else from the source."""
    side = raw.sidecar
    url = side.url or page.url
    publisher = side.publisher or page.publisher
    source = find_source(sources, url=url, publisher=publisher)
    return Document(
        document_id=document_id_of(raw),
        name=raw.name,
        url=url,
        publisher=publisher or (source.name if source else None),
        title=side.title or page.title,
        byline=side.byline or page.byline,
        published=side.published or page.published,
        retrieved_at=raw.retrieved_at,
        media_type=raw.media_type,
        sha256=raw.sha256,
        province=side.province or page.province or (source.province if source else None),
        text=text,
    )
