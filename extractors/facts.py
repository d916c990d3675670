"""Quantity -> draft -> fact: puts the readings of numerals, places and times together and quotes the evidence.

Facts are light until their checks are done, and then validated at once.
"""

from collections.abc import Sequence
from functools import lru_cache

from pydantic import TypeAdapter

from extractors.association_tags import groups_in_body
from extractors.associations_before import body_before
from extractors.body_spoken import body_spoken_of
from extractors.confidence import Look, has_quotes, is_large, rate, roles_of
from extractors.context import DocumentContext, SentenceContext
from extractors.drafts import Draft, make_draft
from extractors.exempted import are_exempt
from extractors.foreign import FOREIGN
from extractors.heads import ORGANIZATIONS
from extractors.indicators import is_level
from extractors.lent_days import ToldOf, period_before
from extractors.light_records import light_model, replace
from extractors.outside import as_outside
from extractors.periods.figures import FigureKind, TimedFigure
from extractors.periods.timing import has_own_period, is_of_another_time, resolve_period
from extractors.periods.waiting import wait_now
from extractors.places.levels import holding
from extractors.places.localities import find_place, resolve_locality
from extractors.places.resolution import ResolvedPlace
from extractors.places.within_sentence import named_around, own_place
from extractors.quantity import Quantity
from extractors.status_of_time import with_status_of_time
from extractors.systems import resolve_system
from schemas.errors import EvidenceError
from schemas.facts import Evidence, Fact, Locality, Period
from schemas.numerals import Numeral
from schemas.vocabulary import DenominatorRole, System

_IN_ORDER = "scope.in_order"
_FLOWS = frozenset({"admitted", "official", "established", "disciplined", "removed"})
_FACTS = TypeAdapter(tuple[Fact, ...])
_Fact, _Evidence = light_model(Fact), light_model(Evidence)
_KINDS = 1024
"""Sorts of figures at most: indicators with what is told of them."""


def make_fact_id(context: DocumentContext, numeral: Numeral) -> str:
    """A stable id: the same numeral of the same document always has the same one."""
    digest = context.digest.copy()
    digest.update(b"%d:%d" % (numeral.start, numeral.end))
    return digest.hexdigest()[:16]


def draft_fact(
    quantity: Quantity,
    where: SentenceContext,
    *,
    left: int,
    end: int,
    base: Draft | None,
    previous: Draft | None,
) -> Draft:
    """What a quantity states, with its place, time and body.

    Args:
        quantity: What the numeral counts.
        where: Its sentence, the ones before, and the document's places, times and bodies.
        left: Offset behind the numeral before it in the sentence.
        end: Offset behind the words that belong to it.
        base: The figure that this one restates in another measure; it has the same place, time and body.
        previous: The figure before it in the sentence, or None.
    """
    start, context, sentence = quantity.slot.numeral.start, where.document, where.sentence
    if quantity.indicator != "other" and context.foreign.owns(quantity.subject, sentence, where.before):
        quantity = replace(quantity, indicator="other", rules=(*quantity.rules, FOREIGN))
    if quantity.indicator != "other":
        quantity = as_outside(quantity, context.document.text)
    text, kind = context.document.text, kind_of_figure(quantity)
    timed = TimedFigure(text, sentence, start, end, where.before, kind, where.times)
    if quantity.aspect == "exempted" and quantity.measure == "count" and are_exempt(timed, previous):
        timed = replace(timed, kind=replace(kind, is_level=True))
    told_before = previous.period if previous else None
    if base is None or _stands_apart(quantity, where, base, left):
        place, (system, locality, body) = _scope(quantity, where, previous, left=left)
        if kind.is_level and where.before:
            timed = replace(timed, told_of=ToldOf(where, place, locality, body))
            told_before = period_before(previous, locality, sentence)
        period = _time_of(quantity, context, timed, told_before)
    else:
        is_same = _is_of_its_time(quantity, context, timed, base, left)
        period = base.period if is_same else _time_of(quantity, context, timed, told_before)
        system, locality, body = base.system, base.locality, base.organization
    if context.times.now is not None:
        quantity = with_status_of_time(quantity, period, context.times.now, sentence)
    if quantity.indicator != "other":  # no other figure keeps its tags
        near = body_before(context.systems, sentence, start, where.before)
        groups = groups_in_body(quantity, system=system, body=near, previous=previous)
        if groups != quantity.groups:
            quantity = replace(quantity, groups=groups)
    return make_draft(quantity, sentence, system=system, locality=locality, organization=body, period=period)


def _time_of(quantity: Quantity, context: DocumentContext, timed: TimedFigure, previous: Period | None) -> Period:
    """The period of a quantity; that of candidates who wait to be admitted is now."""
    may_wait = quantity.indicator == "candidate.introduced" and quantity.status == "actual"
    waiting = wait_now(timed, context.times) if may_wait else None
    return waiting or resolve_period(context.times, timed, previous)


def _stands_apart(quantity: Quantity, where: SentenceContext, base: Draft, left: int) -> bool:
    """Whether a figure that restates a fact has a place or a body of its own all the same, as a change may."""
    start, context = quantity.slot.numeral.start, where.document
    if quantity.measure == "change" or _is_of_next_body(quantity, context, base, start):
        return True
    places, sentence = context.places, where.sentence
    named = named_around(places, sentence, start)
    return named is not None and own_place(places, named, sentence=sentence, left=left, start=start) is not None


def _is_of_its_time(quantity: Quantity, context: DocumentContext, timed: TimedFigure, base: Draft, left: int) -> bool:
    """Whether a figure is of the time of the fact that it restates: of its sentence, with no time told beside it."""
    if base.sentence.start != timed.sentence.start:
        return False
    if base.quantity.measure == "change" and quantity.measure == "share":
        return False
    if timed.is_new or timed.is_old or has_own_period(context.times, timed, left):
        return False
    return not (_IN_ORDER in quantity.rules and is_of_another_time(context.times, timed, base))


def _is_of_next_body(quantity: Quantity, context: DocumentContext, base: Draft, start: int) -> bool:
    """Whether a row in order is another body's: "Đảng bộ A có 11 … và 46 …; Đảng bộ B lần lượt là 7 và 30"."""
    if _IN_ORDER not in quantity.rules:
        return False
    return any(
        base.quantity.slot.numeral.end < o.start < start and o.system is None for o in context.systems.organizations
    )


def make_facts(drafts: Sequence[Draft], context: DocumentContext) -> tuple[Fact, ...]:
    """The facts of a document from their drafts, in the same order, before `validated_facts`.

    Raises:
        EvidenceError: A numeral does not stand at its offsets, which is our own bug.
    """
    return tuple([_make_fact(draft, context) for draft in drafts])


def validated_facts(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a document as the records that leave the extraction."""
    return _FACTS.validate_python(tuple(facts), from_attributes=True)


def _make_fact(draft: Draft, context: DocumentContext) -> Fact:
    quantity, sentence = draft.quantity, draft.sentence
    numeral = quantity.slot.numeral
    if context.document.text[numeral.start : numeral.end] != numeral.text:
        raise EvidenceError(f"{numeral.text!r} does not stand at {numeral.start} of {context.document.name}")
    look = Look(
        draft.indicator,
        quantity.measure,
        quantity.status,
        roles_of(quantity.rules),
        is_large=is_large(numeral.value, quantity.unit),
        is_ratio=numeral.denominator is not None,
        is_undated=draft.period.text is None,
        is_spoken=has_quotes(sentence.text),
    )
    return _Fact(
        fact_id=make_fact_id(context, numeral),
        indicator=draft.indicator,
        measure=quantity.measure,
        status=quantity.status,
        value=numeral.value,
        value_max=numeral.value_max,
        rejected_reading=numeral.rejected,
        denominator=numeral.denominator,
        denominator_role=None if numeral.denominator is None else _denominator_role(quantity),
        qualifier=numeral.qualifier,
        unit=quantity.unit,
        direction=quantity.direction,
        groups=tuple(sorted(quantity.groups)) if draft.indicator != "other" else (),
        system=draft.system,
        locality=draft.locality,
        organization=draft.organization,
        period=draft.period,
        evidence=_Evidence(
            start=numeral.start,
            end=numeral.end,
            quote=sentence.text,
            quote_start=sentence.start,
            quote_end=sentence.end,
        ),
        confidence=rate(look),
        rules=quantity.rules,
    )


def _scope(
    quantity: Quantity, where: SentenceContext, previous: Draft | None, *, left: int
) -> tuple[ResolvedPlace | None, tuple[System | None, Locality | None, str | None]]:
    """The place that says what a quantity is about, and its system, place and organisation, by scope."""
    context, sentence, before, start = where.document, where.sentence, where.before, quantity.slot.numeral.start
    systems = context.systems
    place = find_place(context.places, sentence=sentence, start=start, left=left, before=before)
    system = resolve_system(systems, quantity, sentence=sentence, start=start, before=before, previous=previous)
    locality = resolve_locality(context.places, place, sentence=sentence, start=start)
    locality = holding(context.places, locality) if quantity.subject == "commune" else locality
    mention = place.mention if place else None
    body = systems.organization_at(start, sentence, before=before, place=mention, main=context.main_body)
    if body is None and context.main_body is None:
        body = body_spoken_of(systems, context.places, place, sentence, start)
    return place, (system, locality, body)


def kind_of_figure(quantity: Quantity) -> FigureKind:
    """What the time of a figure depends on: whether it is a level, a change, an aim, an event."""
    is_raised = "aspect.total.raised" in quantity.rules
    return _kind_of(quantity.indicator, quantity.measure, quantity.aspect, quantity.status, is_raised)


@lru_cache(maxsize=_KINDS)
def _kind_of(indicator: str, measure: str, aspect: str, status: str, is_raised: bool) -> FigureKind:
    return FigureKind(
        is_level=is_level(indicator, measure),
        is_result=is_raised,
        is_change=measure == "change" and is_level(indicator, "count"),
        is_event=aspect == "awarded",
        is_target=status == "target",
        is_tally=aspect == "congress_held",
        is_elected=indicator.startswith("committee_member."),
    )


def _denominator_role(quantity: Quantity) -> DenominatorRole:
    """Whether a figure was reached of its denominator, or is a part of it."""
    numeral = quantity.slot.numeral
    if numeral.denominator is not None and numeral.value > numeral.denominator:
        return "target"
    return "target" if quantity.aspect in _FLOWS and quantity.subject not in ORGANIZATIONS else "whole"
