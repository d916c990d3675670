"""A row of the queue and its document -> the card that is judged: the article, the fields, the checks, the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outputs.judged_fields import changed_fields
from outputs.labels import Labels
from outputs.review_app.fields import FieldLine, build_fields
from outputs.review_app.marks import find_marks
from outputs.review_app.segments import Numeral, Segment, build_paragraphs
from outputs.review_app.words import Words
from schemas.checks import Check
from schemas.extraction import Extraction
from schemas.facts import Fact
from schemas.reviews import ReviewEntry

_DOUBTFUL_BELOW = 0.7
_MARKS = {"✓": "holds", "✗": "fails", "?": "cannot_tell"}
_OUTCOMES = ("fails", "cannot_tell", "holds")
_SAFE_FROM = 0.9


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check in words and how it came out."""

    kind: str
    statement: str
    outcome: str
    outcome_text: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the log in words; `changes` are the fields that a correction changed."""

    number: int
    reviewer: str
    at: str
    verdict: str
    reason: str
    is_undone: bool
    undoes: int | None
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that the page shows of one fact."""

    document_id: str
    start: int
    end: int
    fact_id: str
    title: str
    source: str
    published: str | None
    url: str | None
    subject: str
    figure: str
    unit: str
    fields: tuple[FieldLine, ...]
    checks: tuple[CheckLine, ...]
    has_failed: bool
    confidence: int
    trust: str
    outcome: str
    last: int
    cursor: str = ""
    history: tuple[HistoryLine, ...]
    is_double: bool
    paragraphs: list[list[Segment]]
    quote: list[Segment]
    is_repeat: bool


def describe_checks(checks: Sequence[Check], fact: Fact, labels: Labels, words: Words) -> tuple[CheckLine, ...]:
    """The checks that a fact takes part in, those that fail first.

    What `Fact.checks` tells beside those of its document was found between documents.
    """
    own = [check for check in checks if fact.fact_id in check.fact_ids]
    lines = [
        CheckLine(
            kind=labels.check_kinds[check.kind],
            statement=check.statement,
            outcome=check.outcome,
            outcome_text=labels.outcomes[check.outcome],
        )
        for check in own
    ]
    told = {check.statement for check in own}
    for words_of_check in fact.checks:
        outcome, statement = _MARKS.get(words_of_check[:1]), words_of_check[2:]
        if outcome is not None and statement not in told:
            between = words("card.between")
            lines.append(CheckLine(between, statement, outcome, labels.outcomes[outcome]))
    return tuple(sorted(lines, key=lambda line: _OUTCOMES.index(line.outcome)))


def describe_history(
    entries: Sequence[ReviewEntry], labels: Labels, words: Words, *, only: str | None = None
) -> tuple[HistoryLine, ...]:
    """The lines of a numeral's log, the newest first.

    Args:
        entries: In the order of the log.
        labels: Words of values.
        words: Words of the page.
        only: Leaves out what others than this reviewer judged.
    """
    shown = [entry for entry in entries if only is None or entry.review.reviewer == only]
    return tuple(_history_line(entry, labels, words) for entry in reversed(shown))


def _history_line(entry: ReviewEntry, labels: Labels, words: Words) -> HistoryLine:
    review = entry.review
    before, after = review.fact_before(), review.fact_after()
    changes: tuple[tuple[str, str, str], ...] = ()
    if before is not None and after is not None:
        old, new = build_fields(before, labels, words), build_fields(after, labels, words)
        pairs = zip(old, new, strict=True)
        changes = tuple((a.key, _line_text(a), _line_text(b)) for a, b in pairs if (a.text, a.note) != (b.text, b.note))
    return HistoryLine(
        number=entry.number,
        reviewer=review.reviewer,
        at=review.reviewed_at.astimezone().strftime("%d/%m/%Y %H:%M"),
        verdict="undone" if entry.undoes is not None else review.verdict,
        reason=review.reason or "",
        is_undone=entry.is_undone,
        undoes=entry.undoes,
        changes=changes,
    )


def _line_text(line: FieldLine) -> str:
    return line.text or line.note or "—"


def trust_of(confidence: float) -> str:
    """A word for how far an extraction is to be trusted, which styles use."""
    if confidence < _DOUBTFUL_BELOW:
        return "low"
    return "high" if confidence >= _SAFE_FROM else "middle"


def numerals_of(extraction: Extraction, outcomes: Mapping[int, str]) -> list[Numeral]:
    """The numerals of a document with what was judged of their facts.

    Args:
        extraction: Of the document.
        outcomes: What counts for the fact at each numeral.
    """
    starts = {fact.fact_id: fact.evidence.start for fact in extraction.facts}
    return [Numeral(line, starts.get(line.fact_id or ""), outcomes.get(line.start, "")) for line in extraction.ledger]


def build_card(
    extraction: Extraction,
    fact: Fact,
    entries: Sequence[ReviewEntry],
    *,
    outcome: str,
    is_double: bool = False,
    hides_others_than: str | None = None,
    labels: Labels,
    words: Words,
    cursor: str = "",
) -> Card:
    """The card of one fact.

    Args:
        extraction: Of its document.
        fact: The fact as it stands now, a correction taken over.
        entries: The lines of the log about its numeral.
        outcome: What counts for it.
        is_double: Whether two reviewers judge it.
        hides_others_than: A reviewer who must not see what others judged.
        labels: Words of values.
        words: Words of the page.
        cursor: Its place in the queue.
    """
    document, evidence = extraction.document, fact.evidence
    sentence = (evidence.quote_start, evidence.quote_end)
    paragraphs = build_paragraphs(document.text, (), marks=find_marks(document.text, fact), sentence=sentence)
    checks = describe_checks(extraction.checks, fact, labels, words)
    fields = build_fields(fact, labels, words)
    return Card(
        document_id=document.document_id,
        start=evidence.start,
        end=evidence.end,
        fact_id=fact.fact_id,
        title=document.title or document.name,
        source=document.publisher or "",
        published=document.published,
        url=document.url,
        subject=labels.subject(fact),
        figure=fields[1].text,
        unit="" if fact.unit == "percent" or fact.indicator == "other" else labels.unit(fact.unit),
        fields=fields,
        checks=checks,
        has_failed=any(check.outcome == "fails" for check in checks),
        confidence=round(fact.confidence * 100),
        trust=trust_of(fact.confidence),
        outcome="open" if hides_others_than else outcome,
        last=entries[-1].number if entries else 0,
        cursor=cursor,
        history=describe_history(entries, labels, words, only=hides_others_than),
        is_double=is_double,
        paragraphs=paragraphs,
        quote=[one for line in paragraphs for one in line if one.is_sentence],
        is_repeat=fact.same_as is not None,
    )


def fact_as_judged(fact: Fact | None, entries: Sequence[ReviewEntry]) -> Fact | None:
    """The fact with the last correction that counts taken over, where it was made of what the fact still says."""
    for entry in reversed(entries):
        if entry.undoes is not None or entry.is_undone:
            continue
        after, before = entry.review.fact_after(), entry.review.fact_before()
        if fact is None:
            return after
        if after is not None and before is not None and not changed_fields(before, fact):
            return after
        return fact
    return fact
