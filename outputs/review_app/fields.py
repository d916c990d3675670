"""A fact -> the lines of its fields as a page shows them, numbered for the keyboard."""

from dataclasses import dataclass

from outputs.figures import format_fact, format_number, format_successors
from outputs.labels import Labels
from outputs.review_app.periods import describe_period
from outputs.review_app.words import Words
from schemas.facts import Fact, Locality

FIELD_KEYS = ("indicator", "value", "locality", "period", "groups", "organization", "measure", "status", "unit")
"""The fields in the order of their digits, 1 to 9."""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: its digit, its key, and what it says; `note` is said in small letters below."""

    digit: int
    key: str
    text: str
    note: str = ""
    role: str = ""


def describe_locality(locality: Locality | None, words: Words) -> tuple[str, str]:
    """A unit with its province, and what became of it, with its code."""
    if locality is None:
        return "", ""
    has_province = locality.province and locality.level != "province" and locality.province not in locality.name
    name = f"{locality.name}, {locality.province}" if has_province else locality.name
    now = words("field.now", units=format_successors(locality)) if locality.successors else ""
    return name, " · ".join(filter(None, (now, locality.code)))


def build_fields(fact: Fact, labels: Labels, words: Words) -> tuple[FieldLine, ...]:
    """The nine lines of a fact, in the order of their digits; a field that says nothing has an empty text."""
    place, place_note = describe_locality(fact.locality, words)
    period_note = fact.period.text or ""
    if fact.period.inferred:
        period_note = f"{period_note} ({words('field.inferred')})".strip()
    texts = {
        "indicator": (labels.indicator(fact.indicator, fact.system), _system(fact, labels), "head"),
        "value": (format_fact(fact, labels), _value_note(fact, labels, words), "numeral"),
        "locality": (place, place_note, "locality"),
        "period": (describe_period(fact.period, words), f"“{period_note}”" if period_note else "", "period"),
        "groups": (labels.group_list(fact.groups), "", ""),
        "organization": (fact.organization or "", "", ""),
        "measure": (labels.measures[fact.measure], labels.directions[fact.direction] if fact.direction else "", ""),
        "status": (labels.statuses[fact.status], "", ""),
        "unit": (labels.unit(fact.unit), "", ""),
    }
    return tuple(FieldLine(digit, key, *texts[key]) for digit, key in enumerate(FIELD_KEYS, start=1))


def _system(fact: Fact, labels: Labels) -> str:
    return labels.systems[fact.system] if fact.system else ""


def _value_note(fact: Fact, labels: Labels, words: Words) -> str:
    notes = []
    if fact.qualifier != "exact":
        notes.append(labels.qualifiers[fact.qualifier].label)
    if fact.denominator is not None and fact.denominator_role:
        role = labels.denominator_roles[fact.denominator_role]
        notes.append(words("field.denominator_is", number=format_number(fact.denominator), role=role))
    return "; ".join(notes)
