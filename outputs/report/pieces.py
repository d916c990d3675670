"""Document and extraction -> paragraphs of pieces: plain text, figures linked with their rows, other numerals."""

from collections.abc import Iterator
from dataclasses import dataclass

from outputs.labels import Labels
from schemas.extraction import Extraction
from schemas.facts import Fact


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text.

    `kind` is "text", "figure" (a fact's own numeral), "part" (its denominator or range end), or "numeral" (no
    figure). `fact_id` names the fact of a figure or part; `family` its colour; `title` says what it is.
    """

    text: str
    kind: str = "text"
    fact_id: str | None = None
    family: str | None = None
    title: str | None = None
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    piece: Piece


def _describe(fact: Fact, labels: Labels) -> str:
    place = fact.locality.name if fact.locality else fact.organization
    return " · ".join(filter(None, (labels.subject(fact), place)))


def _marks(extraction: Extraction, doubtful: frozenset[str], labels: Labels) -> list[_Mark]:
    text = extraction.document.text
    fact_of = {fact.fact_id: fact for fact in extraction.facts}
    marks = []
    for fact in extraction.facts:
        start, end = fact.evidence.start, fact.evidence.end
        is_doubtful = fact.fact_id in doubtful
        family = labels.family(fact.indicator)
        title = _describe(fact, labels)
        marks.append(_Mark(start, end, Piece(text[start:end], "figure", fact.fact_id, family, title, is_doubtful)))
    for line in extraction.ledger:
        owner = fact_of.get(line.fact_id or "")
        if line.label == "fact" and owner:
            continue
        label = labels.ledger[line.label]
        if owner:
            title = f"{label}: {_describe(owner, labels)}"
            piece = Piece(line.text, "part", owner.fact_id, labels.family(owner.indicator), title)
        else:
            piece = Piece(line.text, "numeral", title=label)
        marks.append(_Mark(line.start, line.end, piece))
    return sorted(marks, key=lambda mark: (mark.start, mark.piece.kind != "figure", -mark.end))


def _cut(text: str, offset: int, marks: list[_Mark]) -> Iterator[Piece]:
    """Pieces of one paragraph; of marks that overlap the first stays."""
    position = offset
    for mark in marks:
        if mark.start < position:
            continue
        if mark.start > position:
            yield Piece(text[position - offset : mark.start - offset])
        yield mark.piece
        position = mark.end
    if position < offset + len(text):
        yield Piece(text[position - offset :])


def build_paragraphs(extraction: Extraction, doubtful: frozenset[str], labels: Labels) -> list[list[Piece]]:
    """The non-empty lines of the document, each cut into pieces whose texts joined give the line.

    Args:
        extraction: Its facts and ledger rows are marked.
        doubtful: Ids of the facts that a check contradicts.
        labels: Words for the titles.
    """
    marks = _marks(extraction, doubtful, labels)
    paragraphs = []
    offset = first = 0
    for line in extraction.document.text.split("\n"):
        end = offset + len(line)
        last = first
        while last < len(marks) and marks[last].end <= end:
            last += 1
        if line.strip():
            paragraphs.append(list(_cut(line, offset, marks[first:last])))
        first, offset = last, end + 1
    return paragraphs
