"""Facts of an extraction -> short texts that a test can name."""

from schemas.extraction import Extraction


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
