"""What a reviewer typed into the form of a fact -> a fact, or what is wrong with each field."""

import hashlib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import Field, Strict, TypeAdapter, ValidationError

from outputs.figures import format_number
from schemas.documents import Document, RealDate
from schemas.facts import Evidence, Fact, Locality, Period
from schemas.record import Record
from schemas.vocabulary import is_group

KEEP = "="
"""Stands in the form for the locality as it is."""
FREE = "free:"
"""Begins a locality without a code: free:LEVEL:NAME."""
_GROUPED = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
_DATE = TypeAdapter(RealDate)
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+")
_LONGEST_NUMERAL = 60
_LEVELS = ("province", "district", "commune", "village")


class FactForm(Record):
    """The fields of the form as they were typed; "" is none."""

    indicator: str = Field(max_length=60)
    system: str = Field(default="", max_length=20)
    value: str = Field(max_length=40)
    value_max: str = Field(default="", max_length=40)
    denominator: str = Field(default="", max_length=40)
    denominator_role: str = Field(default="", max_length=20)
    qualifier: str = Field(default="exact", max_length=20)
    measure: str = Field(max_length=20)
    direction: str = Field(default="", max_length=10)
    status: str = Field(max_length=20)
    unit: str = Field(max_length=80)
    # JSON has lists only.
    groups: Annotated[tuple[str, ...], Strict(False)] = Field(default=(), max_length=30)
    other_group: str = Field(default="", max_length=80)
    locality: str = Field(default=KEEP, max_length=200)
    organization: str = Field(default="", max_length=200)
    period_start: str = Field(default="", max_length=10)
    period_end: str = Field(default="", max_length=10)
    end_is_published: bool = False


class FieldsError(Exception):
    """The form cannot become a fact; `errors` gives the key of a text for each wrong field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {key}" for name, key in errors.items()))
        self.errors = dict(errors)


def parse_typed_number(text: str) -> Decimal:
    """The number that a Vietnamese reader means: "4.900" and "1.234,5", a plain "54.2" too.

    Raises:
        ValueError: It is none.
    """
    plain = "".join(text.split())
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif _GROUPED.match(plain):
        plain = plain.replace(".", "")
    try:
        number = Decimal(plain)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or number < 0 or len(number.as_tuple().digits) > 15:
        raise ValueError(text)
    return number


def correct(fact: Fact, form: FactForm, place: Callable[[str], Locality | None], published: str | None) -> Fact:
    """The fact with what the form says; what the form leaves as it was stays the same to the digit.

    Args:
        fact: As it was.
        form: As it was typed.
        place: The unit of a code.
        published: The document's day of publication.

    Raises:
        FieldsError: Some field holds what it may not hold.
    """
    errors: dict[str, str] = {}
    update: dict[str, Any] = {
        "indicator": form.indicator,
        "system": form.system or None,
        "measure": form.measure,
        "direction": form.direction or None,
        "status": form.status,
        "qualifier": form.qualifier,
        "denominator_role": form.denominator_role or None,
        "unit": " ".join(form.unit.split()),
        "organization": " ".join(form.organization.split()) or None,
    }
    for name in ("value", "value_max", "denominator"):
        update[name] = _number(getattr(form, name), getattr(fact, name), name, errors)
    update["groups"] = _groups(form, errors)
    update["locality"] = _locality(form.locality, fact, place, errors)
    update["period"] = _period(form, fact.period, published, errors)
    _check_together(update, errors)
    if errors:
        raise FieldsError(errors)
    try:
        return Fact.model_validate({**dict(fact), **update})
    except ValidationError as error:
        raise FieldsError({str(one["loc"][0]): "error.choice" for one in error.errors()}) from error


def _number(text: str, before: Decimal | None, name: str, errors: dict[str, str]) -> Decimal | None:
    if not text.strip():
        if name == "value":
            errors[name] = "error.number"
        return None
    if before is not None and text == format_number(before):
        return before
    try:
        return parse_typed_number(text)
    except ValueError:
        errors[name] = "error.number"
        return None


def _groups(form: FactForm, errors: dict[str, str]) -> tuple[str, ...]:
    other = [f"other:{' '.join(part.split())}" for part in form.other_group.split(";") if part.strip()]
    tags = tuple(sorted({*form.groups, *other}))
    if not all(map(is_group, tags)):
        errors["groups"] = "error.choice"
    return tags


def _locality(
    text: str, fact: Fact, place: Callable[[str], Locality | None], errors: dict[str, str]
) -> Locality | None:
    if text == KEEP:
        return fact.locality
    if not text:
        return None
    if text.startswith(FREE):
        level, _, name = text.removeprefix(FREE).partition(":")
        if level not in _LEVELS or not name.strip():
            errors["locality"] = "error.place"
            return None
        province = fact.locality.province if fact.locality else None
        return Locality.model_validate(
            {"name": " ".join(name.split()), "level": level, "code": None, "province": province, "successors": ()}
        )
    found = place(text)
    if found is None:
        errors["locality"] = "error.place"
    return found


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.validate_python(text))
    except ValidationError:
        return False


def _period(form: FactForm, before: Period, published: str | None, errors: dict[str, str]) -> Period:
    for name, printed in (("period_start", before.start), ("period_end", before.end)):
        if (text := getattr(form, name)) and text != printed and not _is_date(text):
            errors[name] = "error.date"
    end = published if form.end_is_published else form.period_end or None
    start = form.period_start or None
    if not errors and start and end and start > end + "~":
        errors["period_end"] = "error.order"
    if errors:
        return before
    said = (start, end, form.end_is_published)
    if said == (before.start, before.end, before.end_is_published):
        return before
    return Period(start=start, end=end, end_is_published=form.end_is_published, text=before.text, inferred=False)


def _check_together(update: Mapping[str, Any], errors: dict[str, str]) -> None:
    """Fields that only go together."""
    low, high = update["value"], update["value_max"]
    if low is not None and high is not None and high < low:
        errors["value_max"] = "error.order"
    if (update["denominator"] is None) != (update["denominator_role"] is None) and "denominator" not in errors:
        errors["denominator"] = "error.together"
    if not update["unit"]:
        errors["unit"] = "error.empty"


def blank_fact(document: Document, start: int, end: int, *, like: Fact | None) -> Fact:
    """A fact to begin with where a reviewer adds one: its numeral and its sentence, the rest from a fact nearby.

    Raises:
        ValueError: There is no numeral in `text[start:end]`.
    """
    text = document.text
    if not 0 <= start < end <= min(len(text), start + _LONGEST_NUMERAL) or not text[start:end].strip():
        raise ValueError(f"{start}:{end}")
    try:
        value = parse_typed_number(text[start:end].rstrip("%"))
    except ValueError:
        value = Decimal(0)
    quote_start, quote_end = find_sentence(text, start, end)
    evidence = Evidence(
        start=start, end=end, quote=text[quote_start:quote_end], quote_start=quote_start, quote_end=quote_end
    )
    told = Period(start=None, end=document.published, end_is_published=True, text=None)
    return Fact(
        fact_id=hashlib.sha256(f"added:{document.document_id}:{start}:{end}".encode()).hexdigest()[:16],
        indicator=like.indicator if like else "member.total",
        system=like.system if like else "party",
        measure="count",
        status="actual",
        value=value,
        value_max=None,
        denominator=None,
        denominator_role=None,
        qualifier="exact",
        unit=like.unit if like and like.measure == "count" else "person",
        direction=None,
        groups=(),
        locality=like.locality if like else None,
        organization=like.organization if like else None,
        period=like.period if like else told,
        evidence=evidence,
        confidence=1.0,
        rules=("review.added",),
    )


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """First and last offset of the sentence around a numeral: inside its line, between ends of sentences."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    for border in _SENTENCE_END.finditer(text, first, last):
        if border.end() <= start:
            first = border.end()
        elif border.start() >= end:
            last = border.start()
            break
    return first, last
