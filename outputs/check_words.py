"""Checks -> Vietnamese words: "Các phần và tổng số: 19 + 26 = 45 (khớp)"."""

from outputs.labels import Labels
from schemas.checks import Check
from schemas.extraction import Extraction


def describe_check(check: Check, labels: Labels) -> str:
    """What was checked, the arithmetic, and how it came out."""
    return f"{labels.check_kinds[check.kind]}: {check.statement} ({labels.outcomes[check.outcome]})"


def checks_by_fact(extraction: Extraction, labels: Labels) -> dict[str, list[str]]:
    """The words of all checks that a fact takes part in, for every fact id of the document; lists may be empty."""
    words: dict[str, list[str]] = {fact.fact_id: [] for fact in extraction.facts}
    for check in extraction.checks:
        for fact_id in check.fact_ids:
            words.setdefault(fact_id, []).append(describe_check(check, labels))
    return words
