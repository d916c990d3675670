"""Routes of exports: what was exported before, and whole exports as streams."""

import json
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field, TypeAdapter
from starlette.responses import Response

from outputs.api.answers import LINES, answer, lines
from outputs.api.errors import errors
from outputs.api.models import ExportItem
from outputs.api.parameters import MOST, DocumentChoice, FactChoice, Parameters, Reviewing
from outputs.api.reading import all_lines, document_filter, fact_filter, fact_text
from outputs.api.services import ApiServices
from schemas.exports import ExportEntry

_LIST = TypeAdapter(tuple[ExportItem, ...])
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {"description": "One JSON object a line", "content": {LINES: {"schema": {"type": "string"}}}},
}


class ExportQuery(Parameters):
    """How many exports."""

    limit: int = Field(default=20, ge=1, le=MOST, description="The newest ones")


class DocumentsQuery(DocumentChoice, Reviewing):
    """Which documents, and how their facts are given."""


def _item(entry: ExportEntry) -> ExportItem:
    """Without the folders above, which are of no concern to others."""
    name = PurePath(entry.target.replace("\\", "/")).name
    manifest = json.loads(entry.manifest)
    return ExportItem(made_at=entry.made_at, name=name, version=entry.version, since=entry.since, manifest=manifest)


def build_router(services: ApiServices) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["exports"])
    store = services.store

    @router.get("/exports", response_model=tuple[ExportItem, ...], responses=errors())
    def list_exports(request: Request, query: Annotated[ExportQuery, Query()]) -> Response:
        """The exports that were made, the newest first."""
        items = tuple(map(_item, store.exports.history(query.limit)))
        return answer(request, _LIST.dump_json(items).decode())

    @router.get("/exports/facts.jsonl", response_class=Response, responses={**errors(), **_STREAM})
    def stream_facts(query: Annotated[FactChoice, Query()]) -> Response:
        """All facts, a line each, as `solieu export` writes them to facts.jsonl."""
        wanted = fact_filter(query)
        found = all_lines(store, lambda portions, after, most: portions.facts(wanted, after, most))
        return lines(map(fact_text, found), "facts.jsonl")

    @router.get("/exports/documents.jsonl", response_class=Response, responses={**errors(), **_STREAM})
    def stream_documents(query: Annotated[DocumentsQuery, Query()]) -> Response:
        """All documents, a line each, as the JSON contract has them: head, facts, ledger."""
        wanted = document_filter(query)
        found = all_lines(store, lambda portions, after, most: portions.extractions(wanted, after, most))
        return lines((extraction.to_contract().model_dump_json() for extraction in found), "documents.jsonl")

    return router
