"""What tells the twins of a text: a hash of all of it, and a signature that similar texts share in part."""

from pydantic import Field

from schemas.documents import PartialDate, Sha256
from schemas.record import Record


class DocumentSignature(Record):
    """The marks by which twins of one document are found.

    `exact` is the hash of its normalised text. `bands` are keys, in a fixed order, of which similar texts share at
    least one in the same place. `content` are the bytes from which similarity is computed; the store does not look
    into them. `published` decides which of two twins is the original: the older one.
    """

    document_id: str
    published: PartialDate | None
    exact: Sha256
    bands: tuple[str, ...]
    content: bytes = Field(repr=False)


class TwinCandidate(Record):
    """A document that may be a twin; `is_exact` when its whole text is the same, else `content` tells."""

    document_id: str
    is_exact: bool
    content: bytes = Field(repr=False)
