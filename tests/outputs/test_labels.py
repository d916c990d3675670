"""Every value of the vocabulary has Vietnamese words."""

from typing import get_args

import pytest

from outputs.labels import load_labels
from schemas import vocabulary
from schemas.checks import CheckKind, CrossKind, Outcome

LABELS = load_labels()


@pytest.mark.parametrize("indicator", vocabulary.INDICATORS)
def test_indicators_in_the_words_of_every_organisation(indicator):
    assert set(LABELS.indicators) == set(vocabulary.INDICATORS)
    for system in vocabulary.SYSTEMS:
        words = LABELS.indicator(indicator, system)
        assert words
        assert "{" not in words
    assert LABELS.family(indicator) in LABELS.families


def test_an_organisation_has_its_own_words():
    assert LABELS.indicator("member.admitted", None) == "Đảng viên kết nạp mới"
    assert LABELS.indicator("cell.total", "youth_union") == "Chi đoàn"


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (LABELS.systems, vocabulary.SYSTEMS),
        (LABELS.terms, vocabulary.SYSTEMS),
        (LABELS.measures, get_args(vocabulary.Measure)),
        (LABELS.statuses, get_args(vocabulary.Status)),
        (LABELS.qualifiers, get_args(vocabulary.Qualifier)),
        (LABELS.denominator_roles, get_args(vocabulary.DenominatorRole)),
        (LABELS.directions, get_args(vocabulary.Direction)),
        (LABELS.readings, get_args(vocabulary.ReadAs)),
        (LABELS.levels, get_args(vocabulary.Level)),
        (LABELS.ledger, vocabulary.LEDGER_LABELS),
        (LABELS.check_kinds, get_args(CheckKind)),
        (LABELS.cross_kinds, get_args(CrossKind)),
        (LABELS.outcomes, get_args(Outcome)),
    ],
)
def test_closed_lists(words, values):
    assert set(words) == set(values)


@pytest.mark.parametrize("tag", [*sorted(vocabulary.GROUPS), "other:hộ kinh doanh"])
def test_groups(tag):
    assert LABELS.group(tag)
    assert ":" not in LABELS.group(tag)


def test_a_unit_outside_the_catalogue_is_its_own_word():
    assert (LABELS.unit("person"), LABELS.unit("ha rừng")) == ("người", "ha rừng")
