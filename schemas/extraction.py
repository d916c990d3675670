"""What extraction yields for one document: the JSON contract "solieu/1" that other systems read."""

from typing import Literal

from pydantic import ConfigDict, Field

from schemas.checks import Check
from schemas.documents import Document, PartialDate, Sha256
from schemas.facts import Fact, LedgerRow
from schemas.record import Record

CONTRACT: Literal["solieu/1"] = "solieu/1"


class DocumentHead(Record):
    """What a reader of the contract learns about the document; the text itself stays out."""

    document_id: str
    name: str
    url: str | None
    publisher: str | None
    title: str | None
    published: PartialDate | None
    province: str | None
    locality: str | None
    sha256: Sha256
    characters: int


class ExtractedDocument(Record):
    """One line of `solieu extract`: the document, its facts, and every numeral of its text."""

    model_config = ConfigDict(title="solieu/1", validate_by_name=True, serialize_by_alias=True)

    contract: Literal["solieu/1"] = Field(alias="schema")
    document: DocumentHead
    facts: tuple[Fact, ...]
    ledger: tuple[LedgerRow, ...]


class Extraction(Record):
    """All that extraction finds in one document, for the store and the report."""

    document: Document
    extractor: str
    province: str | None
    locality: str | None
    facts: tuple[Fact, ...]
    ledger: tuple[LedgerRow, ...]
    checks: tuple[Check, ...] = ()

    def to_contract(self) -> ExtractedDocument:
        """The part of this extraction that other systems read."""
        document = self.document
        head = DocumentHead(
            document_id=document.document_id,
            name=document.name,
            url=document.url,
            publisher=document.publisher,
            title=document.title,
            published=document.published,
            province=self.province,
            locality=self.locality,
            sha256=document.sha256,
            characters=len(document.text),
        )
        return ExtractedDocument(contract=CONTRACT, document=head, facts=self.facts, ledger=self.ledger)
