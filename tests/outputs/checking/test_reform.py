"""Units of July 2025 beside those that they were made of."""

from outputs.checking.reform import Reform
from outputs.comparing.rollup import Part
from outputs.labels import load_labels

LABELS = load_labels()
NEW = {"place_code": "2025b:P:25", "place_name": "tỉnh Mới", "level": "province", "period_end": "2025-09-30"}
OLD = {"level": "province", "period_end": "2024-12-31"}
BOTH = (Part("2025a:P:25", "tỉnh Một", True), Part("2025a:P:26", "tỉnh Hai", True))


def said(figures, parts, listed_units):
    reform = Reform()
    for figure in figures:
        reform.add(figure)
    units = listed_units(made_of={"2025b:P:25": parts})
    return [(one.outcome, one.statement) for one in reform.checks(units, LABELS)]


def old(told, one, two, **fields):
    return [
        told(one, place_code="2025a:P:25", place_name="tỉnh Một", **(OLD | fields)),
        told(two, place_code="2025a:P:26", place_name="tỉnh Hai", **(OLD | fields)),
    ]


def test_the_sum_of_the_old_units_goes_on(told, listed_units):
    ((outcome, statement),) = said([*old(told, 60_000, 40_000), told(101_000, **NEW)], BOTH, listed_units)
    assert outcome == "holds"
    assert statement.startswith("tỉnh Một 60.000 + tỉnh Hai 40.000 = 100.000 → Đảng viên, tỉnh Mới")
    assert statement.endswith(", lệch 1%")


def test_far_from_the_sum_is_an_error_and_between_cannot_be_told(told, listed_units):
    assert said([*old(told, 60_000, 40_000), told(60_000, **NEW)], BOTH, listed_units)[0][0] == "fails"
    assert said([*old(told, 60_000, 40_000), told(113_000, **NEW)], BOTH, listed_units)[0][0] == "cannot_tell"
    rounded = told(60_000, qualifier="over", **NEW)
    assert said([*old(told, 60_000, 40_000), rounded], BOTH, listed_units)[0][0] == "cannot_tell"


def test_the_last_figure_before_and_the_first_after_count(told, listed_units):
    older = old(told, 10_000, 10_000, period_end="2023-12-31")
    later = told(300_000, **(NEW | {"period_end": "2026-06-30"}))
    found = said([*older, *old(told, 60_000, 40_000), later, told(101_000, **NEW)], BOTH, listed_units)
    assert [outcome for outcome, _ in found] == ["holds"]


def test_split_and_missing_units_give_the_reason(told, listed_units):
    split = (BOTH[0], Part("2025a:P:26", "tỉnh Hai", False))
    ((outcome, statement),) = said([*old(told, 60_000, 40_000), told(60_000, **NEW)], split, listed_units)
    assert (outcome, statement.split("; ")[-1]) == ("cannot_tell", "tỉnh Hai chỉ nhập vào một phần")
    ((outcome, statement),) = said([old(told, 60_000, 1)[0], told(60_000, **NEW)], BOTH, listed_units)
    assert (outcome, statement.split("; ")[-1]) == ("cannot_tell", "thiếu số liệu của tỉnh Hai")


def test_flows_groups_and_figures_long_ago_are_not_compared(told, listed_units):
    flow = {"indicator": "member.admitted", "period_start": "2024-01-01"}
    assert said([*old(told, 600, 400, **flow), told(1, **(NEW | flow))], BOTH, listed_units) == []
    women = {"groups": '["female"]'}
    assert said([*old(told, 600, 400, **women), told(1, **(NEW | women))], BOTH, listed_units) == []
    assert said([*old(told, 600, 400, period_end="2019-12-31"), told(1, **NEW)], BOTH, listed_units) == []
