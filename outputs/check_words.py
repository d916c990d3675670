"""Checks -> Vietnamese words: "Các phần và tổng số: 19 + 26 = 45 (khớp)"."""

from collections.abc import Iterator

from outputs.labels import Labels
from schemas.checks import MARKS, Check, Outcome
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
    for fact_id, outcome, statement in said_by_others(extraction):
        words[fact_id].append(f"Giữa các bài: {statement} ({labels.outcomes[outcome]})")
    return words


def said_by_others(extraction: Extraction) -> Iterator[tuple[str, Outcome, str]]:
    """What checks between documents say of the facts of one: fact id, outcome and statement, in the facts' order."""
    own = {f"{MARKS[check.outcome]} {check.statement}" for check in extraction.checks}
    outcomes: dict[str, Outcome] = {mark: outcome for outcome, mark in MARKS.items()}
    for fact in extraction.facts:
        for words in fact.checks:
            if words not in own and words[:1] in outcomes:
                yield fact.fact_id, outcomes[words[0]], words[2:]
