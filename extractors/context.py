"""What a document, and one of its sentences, says about place, time and body: what its figures are resolved by."""

import hashlib
from dataclasses import dataclass, field

from extractors.bodies import SystemScope
from extractors.document_body import body_of_document
from extractors.foreign import ForeignScope
from extractors.kept import kept_property
from extractors.light_records import light_record
from extractors.periods.scope import SentenceTimes, TimeScope
from extractors.places.scope import PlaceScope
from schemas.documents import Document
from schemas.sentences import Sentence


@dataclass(frozen=True)
class DocumentContext:
    """What the whole document says about place, time and body; `titled` are the times of a title it does not print."""

    document: Document
    places: PlaceScope
    times: TimeScope
    systems: SystemScope
    titled: TimeScope | None = None
    foreign: ForeignScope = field(default_factory=ForeignScope)

    @kept_property
    def digest(self) -> "hashlib._Hash":
        """What the ids of all its facts begin with, ready to be copied and gone on with."""
        return hashlib.sha256(f"{self.document.document_id}:".encode())

    @kept_property
    def main_body(self) -> str | None:
        """The body that the whole document is about, or None."""
        return body_of_document(self.systems, self.places.units())


@light_record(frozen=True, slots=False)
class SentenceContext:
    """Where a sentence stands: in which document, behind which sentences of its paragraph, nearest last."""

    document: DocumentContext
    sentence: Sentence
    before: tuple[Sentence, ...]

    @kept_property
    def times(self) -> SentenceTimes:
        """What its figures share when they look for their periods."""
        return SentenceTimes(self.document.times, self.sentence, self.before)
