"""The text of a document -> paragraphs of segments: numerals by label, the sentence in view, the marks of a fact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from outputs.review_app.marks import MarkSpan
from schemas.facts import LedgerRow


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that looks the same all through.

    `role` is that of a mark, or "". `label` is that of a numeral in the ledger, or "". `fact_start` is where the
    numeral of the fact stands that a numeral belongs to. `outcome` is what was judged of that fact.
    """

    text: str
    start: int
    end: int
    is_sentence: bool = False
    role: str = ""
    label: str = ""
    fact_start: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of the text: its line of the ledger, where its fact stands, and what was judged of it."""

    line: LedgerRow
    fact_start: int | None
    outcome: str


def build_paragraphs(
    text: str, numerals: Sequence[Numeral], *, marks: Sequence[MarkSpan] = (), sentence: tuple[int, int] = (0, 0)
) -> list[list[Segment]]:
    """The lines of a text that are not empty, each cut into segments whose texts joined give the line.

    Args:
        text: Of the document.
        numerals: Sorted or not; of two that overlap the first is shown.
        marks: Of the fact in view.
        sentence: First and last offset of the sentence in view.
    """
    by_start = _without_overlaps(numerals)
    borders = {0, len(text), *sentence, *(mark.start for mark in marks), *(mark.end for mark in marks)}
    for numeral in by_start.values():
        borders |= {numeral.line.start, numeral.line.end}
    cuts = sorted(border for border in borders if 0 <= border <= len(text))
    paragraphs, first = [], 0
    for line in text.split("\n"):
        end = first + len(line)
        if line.strip():
            inner = [cut for cut in cuts if first < cut < end]
            edges = [first, *inner, end]
            pairs = pairwise(edges)
            paragraphs.append([_segment(text, a, b, by_start, marks, sentence) for a, b in pairs])
        first = end + 1
    return paragraphs


def _without_overlaps(numerals: Sequence[Numeral]) -> dict[int, Numeral]:
    kept: dict[int, Numeral] = {}
    reached = 0
    for numeral in sorted(numerals, key=lambda one: (one.line.start, -one.line.end)):
        if numeral.line.start >= reached:
            kept[numeral.line.start] = numeral
            reached = numeral.line.end
    return kept


def _segment(
    text: str,
    start: int,
    end: int,
    numerals: Mapping[int, Numeral],
    marks: Sequence[MarkSpan],
    sentence: tuple[int, int],
) -> Segment:
    role = next((mark.role for mark in marks if mark.start <= start and end <= mark.end), "")
    owner = next((one for one in (numerals.get(start),) if one and end <= one.line.end), None)
    return Segment(
        text=text[start:end],
        start=start,
        end=end,
        is_sentence=sentence[0] <= start and end <= sentence[1],
        role=role,
        label=owner.line.label if owner else "",
        fact_start=owner.fact_start if owner else None,
        outcome=owner.outcome if owner else "",
    )
