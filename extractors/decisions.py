"""The program's own decisions -> what each id means, and whether its examples hold.

Rules find words; what follows from them for a numeral is often decided by code, which gives the fact, the row of the
ledger or the rejected reading an id. `rules/decisions.yml` says of each such id why it is given, with texts in which it
is and is not. Nothing of it is loaded where articles are only read.
"""

import hashlib
from collections.abc import Iterator

from extractors.extraction import Extractor
from extractors.rule_examples import EXAMPLE_DAY, CataloguedRule, ExampleResult, Finding, judge_example
from extractors.rulebook import read_rules, validate_rules
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.rules import DecisionRule


def list_decisions() -> tuple[CataloguedRule, ...]:
    """All decisions, in the order of their file.

    Raises:
        ConfigError: The file is no YAML, or an entry lacks its reason or examples.
    """
    rules = validate_rules("decisions", read_rules("decisions")["rules"], DecisionRule)
    return tuple(CataloguedRule("decision", rule) for rule in rules)


def run_decisions(extractor: Extractor) -> tuple[ExampleResult, ...]:
    """The result of every example and counterexample, in the order of `list_decisions`."""
    return tuple(
        judge_example(entry, example, find_decisions(extractor.extract(_document(example.text))))
        for entry in list_decisions()
        for example in (*entry.rule.examples, *entry.rule.counterexamples)
    )


def find_decisions(extraction: Extraction) -> tuple[Finding, ...]:
    """Every id that facts, rejected readings and rows of the ledger carry, with its numeral, in text order."""
    return tuple(sorted(_decided(extraction), key=lambda found: (found.start, found.end, found.rule_id)))


def _decided(extraction: Extraction) -> Iterator[Finding]:
    numerals = {row.start: row for row in extraction.ledger}
    for fact in extraction.facts:
        row = numerals[fact.evidence.start]
        rejected = fact.rejected_reading
        for rule_id in (*fact.rules, *((rejected.reason,) if rejected else ())):
            yield Finding(rule_id, row.start, row.end, row.text)
    for row in extraction.ledger:
        if row.reason:
            yield Finding(row.reason, row.start, row.end, row.text)


def _document(text: str) -> Document:
    """An example as a document without a page, published on the day of all examples."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        document_id=digest[:20], name="example", url=None, publisher=None, title=None, byline=None,
        published=EXAMPLE_DAY, retrieved_at=None, media_type="text/plain", sha256=digest, province=None, text=text,
    )  # fmt: skip
