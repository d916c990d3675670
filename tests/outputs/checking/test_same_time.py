"""What several articles say of one thing at one time."""

import pytest

from outputs.checking.same_time import find_same_time
from outputs.labels import load_labels

LABELS = load_labels()


def said(*figures):
    return [(one.kind, one.outcome) for one in find_same_time(figures, LABELS)]


def test_the_same_figure_agrees(told):
    (check,) = find_same_time([told(5314, publisher="Báo A"), told(5314, publisher="Báo B")], LABELS)
    assert (check.kind, check.outcome, check.indicator) == ("agreement", "holds", "member.total")
    assert (check.locality, check.province, check.period) == ("huyện Ba Bể", "Bắc Kạn", "2023-12-31")
    assert check.statement == (
        "Đảng viên, huyện Ba Bể, cuối 2023: 5.314 (Báo A, 15/01/2024) = 5.314 (Báo B, 15/01/2024)"
    )


@pytest.mark.parametrize(
    ("qualifier", "value", "expected"),
    [
        ("over", 5300, ("rounding", "holds")),
        ("over", 4000, ("rounding", "cannot_tell")),
        ("over", 5400, ("conflict", "fails")),
        ("at_least", 5314, ("rounding", "holds")),
        ("nearly", 5400, ("rounding", "holds")),
        ("nearly", 5300, ("conflict", "fails")),
        ("about", 5000, ("rounding", "holds")),
        ("about", 9000, ("conflict", "fails")),
    ],
)
def test_bounds_are_compared_as_bounds(told, qualifier, value, expected):
    assert said(told(5314), told(value, qualifier=qualifier)) == [expected]


def test_a_rounded_level_of_a_near_day_agrees_and_a_far_one_says_nothing(told):
    exact = told(5314)
    assert said(exact, told(5300, qualifier="over", period_end="2024-01-20")) == [("rounding", "holds")]
    assert said(exact, told(5300, qualifier="over", period_end="2024-09-20")) == []
    assert said(exact, told(5413, period_end="2024-01-20")) == []


def test_two_figures_that_exclude_each_other_are_a_conflict(told):
    (check,) = find_same_time([told(5314), told(5413)], LABELS)
    assert (check.kind, check.outcome, len(check.figures)) == ("conflict", "fails", 2)
    assert "5.314" in check.statement
    assert "≠ 5.413" in check.statement


@pytest.mark.parametrize(
    "fields",
    [{"is_inferred": True}, {"is_to_publication": True}, {"confidence": 0.3}],
)
def test_what_is_not_sure_contradicts_nothing(told, fields):
    assert said(told(5314), told(5413, **fields)) == [("conflict", "cannot_tell")]


def test_a_level_without_a_day_contradicts_nothing(told):
    month = {"period_end": "2023-12"}
    assert said(told(5314, **month), told(5413, **month)) == [("conflict", "cannot_tell")]


def test_what_most_articles_say_is_held_against_the_others(told):
    found = list(find_same_time([told(5413, confidence=0.99), told(5314), told(5314)], LABELS))
    assert sorted((one.kind, one.outcome) for one in found) == [("agreement", "holds"), ("conflict", "fails")]


def test_many_articles_give_one_check_each(told):
    assert len(said(*(told(5314) for _ in range(200)))) == 199


def test_a_later_article_of_the_same_paper_revises(told):
    first = told(5314, publisher="Báo A", published="2024-01-15")
    later = {"publisher": "Báo A", "published": "2024-02-01"}
    assert said(first, told(5413, **later)) == [("revision", "cannot_tell")]
    assert said(first, told(5413, title="Đính chính số liệu", **later)) == [("revision", "holds")]
    assert said(first, told(5413, publisher="Báo A", published="2024-01-15")) == [("conflict", "fails")]


def test_a_copy_is_counted_once_and_one_with_another_figure_is_told_of(told):
    first = told(5314, document_id="a", published="2024-01-10")
    copy = {"document_id": "b", "story": "a"}
    found = list(find_same_time([first, told(5314, **copy), told(5314, document_id="c")], LABELS))
    assert sorted(one.kind for one in found) == ["agreement", "syndicated"]
    assert said(first, told(5341, **copy)) == [("syndicated", "fails")]


def test_the_same_sentence_is_a_copy_though_nothing_says_so(told):
    same = {"offset": 12, "length": 90}
    assert said(told(5314, **same), told(5314, **same)) == [("syndicated", "holds")]
    assert said(told(5314, **same), told(5314, **same, opening="Theo báo cáo")) == [("agreement", "holds")]
    short = {"offset": 3, "length": 20}
    assert said(told(5314, **short), told(5314, **short)) == [("agreement", "holds")]


def test_a_document_that_contradicts_itself_is_left_out(told):
    unclear = [told(value, document_id="x") for value in (100, 5413)]
    assert said(told(5314), *unclear) == []


def test_figures_of_two_times_are_not_compared(told):
    assert said(told(5314), told(5413, period_end="2022-12-31")) == []
    flow = {"indicator": "member.admitted", "period_start": "2023-01-01"}
    assert said(told(80, **flow), told(120, **(flow | {"period_start": "2022-01-01"}))) == []
    assert said(told(80, **flow), told(120, **flow)) == [("conflict", "fails")]
