"""How far localities came with their target of admissions."""

from decimal import Decimal

import pytest
from compared import compare

ADMITTED = {"indicator": "member.admitted"}
PERCENT = {**ADMITTED, "measure": "completion", "unit": "percent"}


def _completions(build_extraction, text, *figures):
    return compare([build_extraction(text, list(figures))]).completions


def test_worked_out_from_both_numbers(build_extraction):
    target = {**ADMITTED, "denominator": Decimal(600), "denominator_role": "target"}
    (found,) = _completions(build_extraction, "kết nạp 325/600 đảng viên, bằng 54%", ("325", target), ("54", PERCENT))
    assert (found.percent, found.is_computed, found.done, found.target) == (Decimal("54.2"), True, 325, 600)


@pytest.mark.parametrize(
    ("text", "percent", "is_computed"),
    [
        ("đạt 21% chỉ tiêu", 21, False),
        ("vượt 21% chỉ tiêu", 121, True),
        ("vượt trên 21% chỉ tiêu", 121, True),
        ("vượt kế hoạch, đạt 21% chỉ tiêu", 21, False),
    ],
)
def test_what_goes_beyond_the_target_is_added_to_it(build_extraction, text, percent, is_computed):
    (found,) = _completions(build_extraction, text, ("21", PERCENT))
    assert (found.percent, found.is_computed) == (percent, is_computed)


@pytest.mark.parametrize(
    "fields",
    [
        {**PERCENT, "groups": ("female",)},
        {**PERCENT, "system": "youth_union"},
        {**PERCENT, "indicator": "member.total"},
        {**PERCENT, "status": "target"},
        {**ADMITTED, "denominator": Decimal(90), "denominator_role": "whole"},
        {**ADMITTED, "denominator": Decimal(0), "denominator_role": "target"},
    ],
)
def test_other_percentages_are_no_completion(build_extraction, fields):
    assert _completions(build_extraction, "đạt 21% chỉ tiêu", ("21", fields)) == ()
