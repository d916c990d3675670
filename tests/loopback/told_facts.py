"""Facts of an extraction -> the one that a test means, and short texts that it can name."""

from schemas.extraction import Extraction
from schemas.facts import Fact


def facts_by_numeral(extraction: Extraction) -> dict[str, Fact]:
    """The facts by their numeral as printed; of several printed alike the last."""
    text = extraction.document.text
    return {text[f.evidence.start : f.evidence.end]: f for f in extraction.facts}


def fact_of(extraction: Extraction, numeral: str) -> Fact:
    """The one fact whose numeral is printed so."""
    text = extraction.document.text
    (fact,) = [f for f in extraction.facts if text[f.evidence.start : f.evidence.end] == numeral]
    return fact


def place_of(extraction: Extraction, numeral: str) -> str | None:
    """The name of the place of the fact whose numeral is printed so, None where it has none."""
    locality = fact_of(extraction, numeral).locality
    return locality.name if locality else None


def told(extraction: Extraction, *, groups: bool = False) -> list[str]:
    """Every fact as "numeral indicator", with the measure unless it is a count and the status unless it is actual.

    With `groups` its tags stand behind, in order.
    """
    text = extraction.document.text
    return [
        " ".join(
            (
                text[f.evidence.start : f.evidence.end],
                f.indicator,
                *((f.measure,) if f.measure != "count" else ()),
                *((f.status,) if f.status != "actual" else ()),
                *(sorted(f.groups) if groups else ()),
            )
        )
        for f in extraction.facts
    ]
