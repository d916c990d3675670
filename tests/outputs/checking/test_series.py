"""Series that run on, and series that jump."""

import pytest

from outputs.checking.series import Usual, check_series, find_steps, learn_usual
from outputs.labels import load_labels

LABELS = load_labels()
NOTHING_USUAL = Usual({})


def build(told, values, **fields):
    return [told(value, period_end=f"{2015 + at}-12-31", **fields) for at, value in enumerate(values)]


def said(figures, usual=NOTHING_USUAL):
    return [one.outcome for one in check_series(find_steps(figures), usual, LABELS)]


def test_a_steady_series_holds_and_names_its_figures(told):
    figures = build(told, [5000, 5100, 5180, 5260])
    (check,) = check_series(find_steps(figures), NOTHING_USUAL, LABELS)
    assert (check.kind, check.outcome, len(check.figures)) == ("broken_series", "holds", 4)
    assert check.statement == "Đảng viên, huyện Ba Bể: 5.000 → 5.100 → 5.180 → 5.260, không có bước nhảy"


def test_a_single_wrong_figure_is_one_jump(told):
    (check,) = check_series(find_steps(build(told, [5000, 5100, 518, 5260, 5330])), NOTHING_USUAL, LABELS)
    assert check.outcome == "fails"
    assert "5.100" in check.statement
    assert "518" in check.statement
    assert "rồi trở lại 5.260" in check.statement


def test_a_jump_at_the_end_of_a_short_series_cannot_be_told(told):
    assert said(build(told, [5000, 5100, 9900])) == ["cannot_tell"]
    assert said(build(told, [5000, 5100, 5150, 5260, 9900])) == ["fails"]


def test_two_articles_at_the_new_level_explain_it(told):
    figures = build(told, [5000, 5100, 5150, 5260, 9900])
    assert said([*figures, told(9900, period_end="2019-12-31")]) == ["holds"]


def test_an_article_that_tells_both_levels_explains_it(told):
    figures = build(told, [5000, 5100, 5150, 5260, 9900])
    own = [told(5260, period_end="2018-12-31", document_id="x"), told(9900, period_end="2019-12-31", document_id="x")]
    assert said([*figures[:3], *own]) == ["holds"]


def test_what_most_neighbours_did_explains_it(told):
    jumped = [find_steps(build(told, [3000 + at, 3100, 3150, 3200, 6100])) for at in range(5)]
    own = build(told, [5000, 5100, 5150, 5260, 9900])
    usual = learn_usual([*jumped, find_steps(own)])
    assert said(own, usual) == ["holds"]
    calm = [find_steps(build(told, [3000 + at, 3100, 3150, 3200, 3250])) for at in range(5)]
    assert said(own, learn_usual([*calm, find_steps(own)])) == ["fails"]


def test_flows_may_differ_more(told):
    flow = {"indicator": "member.admitted"}
    years = [told(v, period_start=f"{2018 + at}-01-01", period_end=f"{2018 + at}-12-31", **flow)
             for at, v in enumerate([100, 240, 90, 210])]  # fmt: skip
    assert said(years) == ["holds"]


def test_spans_of_two_lengths_are_no_series(told):
    flow = {"indicator": "member.admitted"}
    half = told(40, period_start="2019-01-01", period_end="2019-06-30", **flow)
    year = told(900, period_start="2020-01-01", period_end="2020-12-31", **flow)
    assert find_steps([half, year]) == []


@pytest.mark.parametrize("values", [[3, 9, 2, 12], [0, 5, 5, 5]])
def test_small_numbers_may_change_by_any_factor(told, values):
    assert said(build(told, values)) == []


def test_a_series_that_was_always_restless_does_not_jump(told):
    assert said(build(told, [1000, 1900, 1100, 2000, 1050])) == ["holds"]


def test_impossible_days_are_no_error(told):
    assert said([told(5000, period_end="2023-02-31"), told(9000, period_end="2023-12-31")]) == []
