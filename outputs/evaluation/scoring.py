"""Labelled documents beside their extractions -> for each figure what is right, what is wrong, missed or invented.

Two facts are the same mention when their numerals overlap. Facts whose label is marked ambiguous count for nothing,
right or wrong; figures outside the catalogue (indicator "other") are counted apart.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from outputs.evaluation.agreement import ATTRIBUTES, RELAXED, STRICT, find_agreement, overlaps
from outputs.evaluation.gold import GoldDocument, GoldMention
from schemas.extraction import Extraction
from schemas.facts import Fact
from schemas.record import Record

_RUN = re.compile(r"\d+(?:[.,]\d+)*")


class Judged(Record):
    """One figure: labelled and extracted (`right` are the attributes that agree), only labelled, or only extracted."""

    gold: GoldMention | None
    got: Fact | None
    right: frozenset[str] = frozenset()

    @property
    def is_relaxed(self) -> bool:
        """Value, indicator, measure and status are right."""
        return self.right.issuperset(RELAXED)

    @property
    def is_strict(self) -> bool:
        """System, groups, locality and period are right besides."""
        return self.right.issuperset(STRICT)

    @property
    def wrong(self) -> tuple[str, ...]:
        """Attributes of a matched pair that disagree."""
        return tuple(name for name in ATTRIBUTES if name not in self.right) if self.gold and self.got else ()

    @property
    def start(self) -> int:
        """Where the numeral stands."""
        return self.gold.start if self.gold else self.got.evidence.start if self.got else 0


class ScoredDocument(Record):
    """The figures of one document, judged; `other` are how many figures outside the catalogue were found, of how many.

    `extraction` is None where the document could not be read. `runs` counts the runs of digits of the text,
    `accounted` those that the ledger or a fact covers.
    """

    gold: GoldDocument
    extraction: Extraction | None
    judged: tuple[Judged, ...]
    other: tuple[int, int]
    runs: int
    accounted: int


class Evaluation(Record):
    """All documents, judged."""

    documents: tuple[ScoredDocument, ...]

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """All figures of all documents."""
        return tuple(judged for document in self.documents for judged in document.judged)

    @property
    def ledger(self) -> float:
        """Share of the runs of digits that the extractions account for; 1 when there is none."""
        runs = sum(document.runs for document in self.documents)
        return sum(document.accounted for document in self.documents) / runs if runs else 1.0


def score_document(gold: GoldDocument, extraction: Extraction | None) -> ScoredDocument:
    """The figures of one document, judged, in text order."""
    facts = extraction.facts if extraction else ()
    core = [fact for fact in facts if fact.indicator != "other"]
    judged: list[Judged] = []
    used: set[str] = set()
    skipped: set[str] = set()
    for mention in gold.facts:
        near = [fact for fact in core if overlaps(mention, fact)]
        if mention.indicator == "other":
            continue
        if mention.ambiguous:
            skipped.update(fact.fact_id for fact in near)
            continue
        pair = _best([fact for fact in near if fact.fact_id not in used], mention, gold.published)
        judged.append(pair)
        if pair.got:
            used.add(pair.got.fact_id)
    judged += [Judged(gold=None, got=fact) for fact in core if fact.fact_id not in used | skipped]
    accounted, runs = _count_runs(gold, extraction)
    return ScoredDocument(
        gold=gold,
        extraction=extraction,
        judged=tuple(sorted(judged, key=lambda item: item.start)),
        other=_count_other(gold, facts),
        runs=runs,
        accounted=accounted,
    )


def _best(near: Sequence[Fact], mention: GoldMention, published: str | None) -> Judged:
    """The extracted fact that agrees most with a labelled one; the first of equals."""
    pairs = [Judged(gold=mention, got=fact, right=find_agreement(mention, fact, published)) for fact in near]
    return max(pairs, key=lambda pair: len(pair.right), default=Judged(gold=mention, got=None))


def _count_other(gold: GoldDocument, facts: Sequence[Fact]) -> tuple[int, int]:
    outside = [fact for fact in facts if fact.indicator == "other"]
    labelled = [mention for mention in gold.facts if mention.indicator == "other"]
    return sum(any(overlaps(mention, fact) for fact in outside) for mention in labelled), len(labelled)


def _count_runs(gold: GoldDocument, extraction: Extraction | None) -> tuple[int, int]:
    spans: list[tuple[int, int]] = []
    if extraction:
        spans += [(row.start, row.end) for row in extraction.ledger]
        spans += [(fact.evidence.start, fact.evidence.end) for fact in extraction.facts]
    runs = [match.span() for match in _RUN.finditer(gold.text)]
    return sum(any(start < last and first < end for start, end in spans) for first, last in runs), len(runs)
