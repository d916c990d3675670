"""What a fact says, and what of it a review or a comparison of versions looks at."""

from decimal import Decimal

import pytest

from outputs.judged_fields import JUDGED_FIELDS, changed_fields, say
from schemas.facts import Fact

NOT_JUDGED = {"fact_id", "rejected_reading", "evidence", "confidence", "rules", "checks", "same_as", "review"}


def test_every_field_of_a_fact_is_judged_or_is_known_not_to_be():
    assert {name.partition(".")[0] for name in JUDGED_FIELDS} == set(Fact.model_fields) - NOT_JUDGED


@pytest.fixture
def fact(extraction):
    return extraction.facts[4]


@pytest.mark.parametrize(
    ("update", "changed"),
    [
        ({"value": Decimal("325.0")}, ()),
        ({"value": Decimal(326)}, ("value",)),
        ({"confidence": 0.1, "rules": (), "checks": ("parts_total",), "same_as": "x"}, ()),
        ({"locality": None}, ("locality.name", "locality.level", "locality.code", "locality.province")),
        ({"groups": ("female",), "denominator": None}, ("denominator", "groups")),
    ],
)
def test_changes_are_named_by_field(fact, update, changed):
    other = fact.model_copy(update=update)
    assert changed_fields(fact, other) == changed
    assert changed_fields(other, fact) == changed


def test_the_wording_of_a_period_is_not_judged_but_its_dates_are(fact):
    reworded = fact.model_copy(update={"period": fact.period.model_copy(update={"text": "đầu nhiệm kỳ"})})
    assert changed_fields(fact, reworded) == ()
    later = fact.model_copy(update={"period": fact.period.model_copy(update={"start": "2021"})})
    assert changed_fields(fact, later) == ("period.start",)


def test_what_json_brings_back_says_the_same(extraction):
    for fact in extraction.facts:
        assert changed_fields(fact, Fact.model_validate_json(fact.model_dump_json())) == ()


@pytest.mark.parametrize(("value", "digits"), [("1E+3", "1000"), ("54.20", "54.2"), ("0", "0"), ("0.00", "0")])
def test_numbers_are_said_in_digits(fact, value, digits):
    assert say(fact.model_copy(update={"value": Decimal(value)}))["value"] == digits
