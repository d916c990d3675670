"""Parts beside their whole, told by different documents."""

from outputs.checking.scopes import find_scopes
from outputs.labels import load_labels

LABELS = load_labels()
WHOLE = (None, "[]")


def said(series):
    return [one.outcome for one in find_scopes(series, LABELS)]


def test_a_body_is_not_above_its_unit(told):
    body = {"organization": "Đảng bộ Khối các cơ quan huyện"}
    key = ("đảng bộ khối các cơ quan huyện", "[]")
    assert said({WHOLE: [told(5314)], key: [told(900, **body)]}) == ["holds"]
    (check,) = find_scopes({WHOLE: [told(5314)], key: [told(6000, **body)]}, LABELS)
    assert (check.kind, check.outcome) == ("scope", "fails")
    assert "Đảng bộ Khối các cơ quan huyện" in check.statement
    assert " > " in check.statement


def test_a_group_is_not_above_all(told):
    women = (None, '["female"]')
    assert said({WHOLE: [told(5314)], women: [told(2000, groups='["female"]')]}) == ["holds"]
    assert said({WHOLE: [told(5314)], women: [told(7000, groups='["female"]')]}) == ["fails"]


def test_an_open_bound_above_contradicts_nothing(told):
    women = (None, '["female"]')
    assert said({WHOLE: [told(5300, qualifier="over")], women: [told(7000, groups='["female"]')]}) == ["holds"]


def test_one_document_is_checked_where_it_is_read(told):
    women = (None, '["female"]')
    own = {"document_id": "x"}
    assert said({WHOLE: [told(5314, **own)], women: [told(7000, groups='["female"]', **own)]}) == []


def test_a_part_of_another_time_or_an_unsure_one_fails_nothing(told):
    women = (None, '["female"]')
    assert said({WHOLE: [told(5314)], women: [told(7000, groups='["female"]', period_end="2022-12-31")]}) == []
    assert said({WHOLE: [told(5314)], women: [told(7000, groups='["female"]', confidence=0.3)]}) == ["cannot_tell"]


def test_nine_months_hold_what_six_months_held(told):
    flow = {"indicator": "member.admitted", "period_start": "2023-01-01"}
    half, more = told(80, period_end="2023-06-30", **flow), told(110, period_end="2023-09-30", **flow)
    assert said({WHOLE: [more, half]}) == ["holds"]
    assert said({WHOLE: [told(70, period_end="2023-09-30", **flow), half]}) == ["fails"]
    other = told(70, period_end="2023-09-30", **(flow | {"period_start": "2022-01-01"}))
    assert said({WHOLE: [other, half]}) == []
