"""Extraction -> what the template of one document shows, all in Vietnamese words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from outputs.check_words import describe_check, said_by_others
from outputs.completions import exceeds_target
from outputs.escaping import web_address
from outputs.figures import format_date, format_fact, format_period, format_successors
from outputs.labels import Labels
from outputs.report.pieces import Piece, build_paragraphs
from schemas.checks import MARKS, Check
from schemas.extraction import Extraction
from schemas.facts import Fact

_DOUBTFUL_BELOW = 0.7
_SAFE_ABOVE = 0.9


@dataclass(frozen=True, slots=True)
class FactView:
    """One row of a document's table of figures.

    `same_as` is the fact of this document that it repeats; `is_retold` says that it repeats one of another document.
    """

    fact_id: str
    number: int
    figure: str
    unit: str
    sort_value: str
    subject: str
    family: str
    notes: tuple[str, ...]
    is_target: bool
    place: str
    period: str
    confidence: str
    trust: str
    is_doubtful: bool
    same_as: str | None
    is_retold: bool


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check in words, with the numbers of the facts it is about."""

    words: str
    facts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document's section of the report."""

    document_id: str
    name: str
    title: str
    publisher: str | None
    published: str | None
    published_iso: str | None
    byline: str | None
    about: str
    url: str | None
    numerals: int
    begins_with_title: bool
    paragraphs: list[list[Piece]]
    facts: list[FactView]
    failed: list[CheckView]
    held: list[CheckView]
    disputed: list[CheckView]
    successors: list[tuple[str, str]]

    @property
    def retold(self) -> int:
        """How many of its facts another article told before: they are not counted again."""
        return sum(fact.is_retold for fact in self.facts)


def _trust(confidence: float) -> str:
    if confidence < _DOUBTFUL_BELOW:
        return "low"
    return "high" if confidence >= _SAFE_ABOVE else "middle"


def _notes(fact: Fact, labels: Labels) -> tuple[str, ...]:
    notes = []
    if fact.measure != "count":
        notes.append(labels.measures[fact.measure])
    if exceeds_target(fact):
        notes.append("là phần vượt chỉ tiêu")
    if fact.denominator_role == "target":
        notes.append("so với chỉ tiêu")
    if fact.qualifier == "at_least":
        notes.append("trở lên")
    if fact.organization and not (fact.locality and fact.locality.name in fact.organization):
        notes.append(fact.organization)
    return tuple(notes)


def _about(extraction: Extraction) -> str:
    """The locality and the province of a document, the province only where the locality does not name it."""
    locality, province = extraction.locality or "", extraction.province or ""
    return locality if province in locality else ", ".join(filter(None, (locality, province)))


def _successors(facts: Iterable[Fact]) -> list[tuple[str, str]]:
    """Each unit that no longer exists, with the units that took it over."""
    localities = {fact.locality.name: fact.locality for fact in facts if fact.locality and fact.locality.successors}
    return [(name, format_successors(locality)) for name, locality in localities.items()]


def _fact_view(fact: Fact, numbers: Mapping[str, int], *, is_doubtful: bool, labels: Labels) -> FactView:
    is_plain = fact.unit == "percent" or fact.indicator == "other"
    return FactView(
        fact_id=fact.fact_id,
        number=numbers[fact.fact_id],
        figure=format_fact(fact, labels),
        unit="" if is_plain else labels.unit(fact.unit),
        sort_value=f"{fact.value:f}",
        subject=labels.subject(fact),
        family=labels.family(fact.indicator),
        notes=_notes(fact, labels),
        is_target=fact.status == "target",
        place=fact.locality.name if fact.locality else "",
        period=format_period(fact.period),
        confidence=f"{round(fact.confidence * 100)}%",
        trust=_trust(fact.confidence),
        is_doubtful=is_doubtful,
        same_as=fact.same_as if fact.same_as in numbers else None,
        is_retold=fact.same_as is not None and fact.same_as not in numbers,
    )


def _check_views(checks: tuple[Check, ...], outcome: str, numbers: dict[str, int], labels: Labels) -> list[CheckView]:
    return [
        CheckView(describe_check(check, labels), tuple((i, numbers[i]) for i in check.fact_ids if i in numbers))
        for check in checks
        if check.outcome == outcome
    ]


def build_document_view(extraction: Extraction, labels: Labels) -> DocumentView:
    """All that the report shows of one document; facts in the order of the text, numbered from 1."""
    document = extraction.document
    facts = sorted(extraction.facts, key=lambda fact: (fact.evidence.start, fact.fact_id))
    numbers = {fact.fact_id: number for number, fact in enumerate(facts, start=1)}
    doubtful = frozenset(fact.fact_id for fact in facts if any(words[:1] == MARKS["fails"] for words in fact.checks))
    failing = (check for check in extraction.checks if check.outcome == "fails")
    doubtful |= frozenset(fact_id for check in failing for fact_id in check.fact_ids)
    return DocumentView(
        document_id=document.document_id,
        name=document.name,
        title=document.title or document.name,
        publisher=document.publisher,
        published=format_date(document.published) if document.published else None,
        published_iso=document.published,
        byline=document.byline,
        about=_about(extraction),
        url=web_address(document.url),
        numerals=len(extraction.ledger),
        begins_with_title=document.title is not None and document.text.lstrip().startswith(document.title),
        paragraphs=build_paragraphs(extraction, doubtful, labels),
        facts=[_fact_view(fact, numbers, is_doubtful=fact.fact_id in doubtful, labels=labels) for fact in facts],
        failed=_check_views(extraction.checks, "fails", numbers, labels),
        held=_check_views(extraction.checks, "holds", numbers, labels),
        disputed=[
            CheckView(statement, ((fact_id, numbers[fact_id]),))
            for fact_id, outcome, statement in said_by_others(extraction)
            if outcome == "fails"
        ],
        successors=_successors(facts),
    )
