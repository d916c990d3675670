"""Routes of documents: their list, one with its text and all that was found, its text alone."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import PlainTextResponse, Response

from outputs.api.answers import answer, page_text
from outputs.api.cursors import make_cursor, mark_of, read_cursor
from outputs.api.errors import ApiError, errors
from outputs.api.models import DocumentDetail, DocumentItem, Page
from outputs.api.parameters import DocumentChoice, Id, Paging
from outputs.api.reading import document_filter, document_text
from outputs.api.services import ApiServices
from schemas.extraction import Extraction


class DocumentQuery(DocumentChoice, Paging):
    """Which documents, and which page of them."""


def detail_of(extraction: Extraction) -> DocumentDetail:
    """All of a document that the interface gives."""
    document = extraction.document
    return DocumentDetail(
        document=extraction.to_contract().document,
        extractor=extraction.extractor,
        byline=document.byline,
        retrieved_at=document.retrieved_at,
        marks=document.marks,
        text=document.text,
        facts=extraction.facts,
        ledger=extraction.ledger,
        checks=extraction.checks,
    )


def build_router(services: ApiServices) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["documents"])

    def load(document_id: str) -> Extraction:
        extraction = services.store.extraction(document_id)
        if extraction is None:
            raise ApiError(404, f"no document {document_id} in the store")
        return extraction

    @router.get("/documents", response_model=Page[DocumentItem], responses=errors(404))
    def list_documents(request: Request, query: Annotated[DocumentQuery, Query()]) -> Response:
        """Documents in the order of storing; older versions of pages that were read anew are left out."""
        mark = mark_of("documents", query)
        after = read_cursor(mark, query.cursor)
        with services.store.portions() as portions:
            portion = portions.documents(document_filter(query), after, query.limit)
            version = portions.version
        following = make_cursor(mark, portion.last) if portion.last else None
        return answer(request, page_text(map(document_text, portion.items), following=following, version=version))

    @router.get("/documents/{document_id}", response_model=DocumentDetail, responses=errors(404))
    def show_document(request: Request, document_id: Id) -> Response:
        """One document with its text, facts, ledger and checks."""
        return answer(request, detail_of(load(document_id)).model_dump_json())

    @router.get("/documents/{document_id}/text", response_class=PlainTextResponse, responses=errors(404))
    def show_text(request: Request, document_id: Id) -> Response:
        """The text alone, as it is: what an article holds may be hostile to whoever shows it."""
        return answer(request, load(document_id).document.text, media_type="text/plain")

    return router
