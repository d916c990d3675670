import inspect
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from schemas.documents import Metadata
from schemas.facts import Evidence, Fact, LedgerRow, Period
from schemas.numerals import Rejection
from schemas.record import Number, Record, json_number
from schemas.reviews import Review
from schemas.rules import Example, NonFactRule

MODULES = ("checks", "documents", "extraction", "facts", "issues", "numerals", "record", "reviews", "rules",
           "sentences", "sources")  # fmt: skip
RECORDS = sorted(
    {
        found
        for name in MODULES
        for _, found in inspect.getmembers(import_module(f"schemas.{name}"), inspect.isclass)
        if issubclass(found, BaseModel) and found is not BaseModel
    },
    key=lambda model: model.__name__,
)
EVIDENCE = Evidence(start=3, end=4, quote="có 5 xã", quote_start=0, quote_end=7)
FACT: dict[str, Any] = {
    "fact_id": "1", "indicator": "commune.total", "system": None, "measure": "count", "status": "actual",
    "value": Decimal(5), "value_max": None, "denominator": None, "denominator_role": None, "qualifier": "exact",
    "unit": "commune", "direction": None, "groups": (), "locality": None, "organization": None,
    "period": Period(start=None, end=None, end_is_published=False, text=None), "evidence": EVIDENCE,
    "confidence": 0.9, "rules": ("head.commune",),
}  # fmt: skip


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_record_is_frozen_strict_and_closed(model: type[BaseModel]) -> None:
    assert issubclass(model, Record)
    assert model.model_config.get("frozen") is True
    assert model.model_config.get("strict") is True
    assert model.model_config.get("extra") == "forbid"


def test_no_field_can_be_changed() -> None:
    fact = Fact(**FACT)
    with pytest.raises(ValidationError):
        fact.value = Decimal(6)  # type: ignore[misc]


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 5}, {"value": 5.0}, {"value": "5"}, {"indicator": "member.unknown"}, {"groups": ["female"]},
        {"groups": ("youth", "female")}, {"groups": ("female", "female")}, {"groups": ("unheard",)},
        {"groups": ("badge:31",)}, {"groups": ("other:",)}, {"confidence": 1.5}, {"confidence": -0.1}, {"unheard": 1},
        {"status": "Actual"}, {"measure": None}, {"rules": ["a"]}, {"fact_id": 1},
    ],
    ids=str,
)  # fmt: skip
def test_wrong_values_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Fact(**(FACT | wrong))


@pytest.mark.parametrize("groups", [("badge:30", "female", "other:tiêu biểu"), ("level:commune",), ("rating:good",)])
def test_known_breakdown_tags(groups: tuple[str, ...]) -> None:
    assert Fact(**(FACT | {"groups": groups})).groups == groups


@pytest.mark.parametrize("date", ["2020", "2023-01", "2017-12-31"])
def test_partial_dates(date: str) -> None:
    assert Period(start=date, end=None, end_is_published=False, text=None).start == date
    assert Metadata(published=date).published == date


@pytest.mark.parametrize("date", ["", "20", "2020-1", "2020-01-1", "31/12/2017", "2020-01-01T00:00", "published"])
def test_other_dates_are_refused(date: str) -> None:
    with pytest.raises(ValidationError):
        Period(start=date, end=None, end_is_published=False, text=None)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("5", "5"), ("4900", "4900"), ("0.44", "0.44"), ("1200000.0", "1200000"), ("2500000", "2500000"), ("0", "0"),
        ("1341180000000.00", "1341180000000"), ("54.20", "54.2"), ("999999999999999", "999999999999999"),
        ("0.1", "0.1"), ("12345678.1234567", "12345678.1234567"),
    ],
)  # fmt: skip
def test_decimals_become_exact_json_numbers(value: str, printed: str) -> None:
    class Holder(Record):
        number: Number

    content = Holder(number=Decimal(value)).model_dump_json()
    assert content == f'{{"number":{printed}}}'
    assert Holder.model_validate_json(content).number == Decimal(value)


@given(digits=st.integers(min_value=0, max_value=10**15 - 1), places=st.integers(min_value=0, max_value=6))
def test_up_to_fifteen_digits_are_exact(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    assert Decimal(str(json_number(value))) == value


@pytest.mark.parametrize("label", ["fact", "date", "web", "range_end"])
def test_ledger_labels(label: str) -> None:
    row = LedgerRow.model_validate(
        {"start": 0, "end": 1, "text": "5", "label": label, "fact_id": None, "reason": "a.rule"}
    )
    assert row.label == label


def test_a_rejection_is_never_a_fact() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Rejection).validate_python({"start": 0, "end": 1, "text": "5", "label": "fact", "reason": "a.rule"})


@pytest.mark.parametrize(
    "wrong", [{"id": "NoDots"}, {"id": "a"}, {"why": ""}, {"examples": ()}, {"label": "fact"}, {"unheard": 1}], ids=str
)
def test_rules_need_a_name_a_reason_and_examples(wrong: dict[str, Any]) -> None:
    rule = {
        "id": "a.rule",
        "why": "a reason",
        "label": "name",
        "pattern": "5",
        "examples": (Example(text="5", finds=()),),
    }
    assert NonFactRule.model_validate(rule).id == "a.rule"
    with pytest.raises(ValidationError):
        NonFactRule.model_validate(rule | wrong)


def _verdict(**change: Any) -> Review:
    fact = Fact.model_validate(FACT).model_dump_json()
    fields = {
        "document_id": "d", "start": 3, "end": 4, "extractor": "1", "verdict": "accepted", "reviewer": "An",
        "reviewed_at": datetime(2024, 1, 2, tzinfo=UTC), "reason": None, "before": fact, "after": fact,
    }  # fmt: skip
    return Review.model_validate(fields | change)


@pytest.mark.parametrize(
    "change",
    [{"start": 2}, {"end": 5}, {"verdict": "rejected"}, {"verdict": "added"}, {"before": None}, {"reviewer": ""},
     {"reviewed_at": datetime(2024, 1, 2)}],  # noqa: DTZ001
    ids=str,
)  # fmt: skip
def test_a_verdict_stands_at_its_numeral_and_says_who_when_and_about_what(change: dict[str, Any]) -> None:
    assert _verdict().fact_after() == _verdict(after=None).fact_after() == Fact.model_validate(FACT)
    with pytest.raises(ValidationError):
        _verdict(**change)


@pytest.mark.parametrize("groups", [("blue",), ("youth", "female"), ("female", "female")])
def test_breakdown_tags_are_known_sorted_and_distinct(groups: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match="breakdown tags"):
        Fact.model_validate(FACT | {"groups": groups})


@pytest.mark.parametrize("stated", ["2025-02-29", "2025-13", "2025-00", "2025-04-31", "0000", "2025-1", "2025\n"])
def test_a_date_that_a_person_states_is_in_the_calendar(stated: str) -> None:
    assert Metadata(published="2024-02-29").published == "2024-02-29"
    with pytest.raises(ValidationError):
        Metadata(published=stated)
