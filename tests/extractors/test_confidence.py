from collections.abc import Callable, Iterator
from typing import Any

import pytest
from kept_extractions import KeptExtractor

from bench.calibration import CONFIDENT, Rated, main, read_corpora
from bench.floors import CORPORA
from extractors.confidence import BASE_ODDS, DOUBTED, OUTSIDE, SIGNS, confidence_of, look_at, signs_of
from schemas.extraction import Extraction
from schemas.facts import Fact

Read = Callable[..., Extraction]
LOWEST = 0.94
"""The share of right facts above 0.9 that the project's own corpora must show; some texts are made to be hard."""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Năm 2023, huyện Ba Bể kết nạp 25 đảng viên.", {"happened"}),
        ("Năm 2023, huyện Ba Bể kết nạp 325 đảng viên.", {"happened", "large"}),
        ("Năm 2023, huyện Ba Bể kết nạp 5 đảng viên.", {"happened"}),
        ("Năm 2023, huyện Ba Bể kết nạp 25/30 đảng viên.", {"happened", "ratio"}),
        ("Năm 2024 phấn đấu kết nạp 25 đảng viên.", {"happened", "target"}),
        ("Năm 2023, huyện Ba Bể thành lập 25 chi bộ.", {"happened", "formed"}),
        ("“Năm 2023, huyện Ba Bể kết nạp 25 đảng viên”.", {"happened", "spoken"}),
        ("Huyện Ba Bể kết nạp 25 đảng viên.", {"happened", "undated"}),
        ("Đến nay, huyện Ba Bể có 4.900 đảng viên.", {"standing", "large"}),
        ("Đến nay, huyện Ba Bể có 43 thôn.", {"anywhere"}),
        ("Năm 2023, huyện Ba Bể mở 12 lớp bồi dưỡng.", {"learning"}),
        ("Đến nay, 45% đảng viên là nữ.", {"standing", "share"}),
    ],
)
def test_signs_of_a_fact(read: Read, text: str, names: set[str]) -> None:
    (fact,) = read(text).facts
    assert {sign.name for sign in signs_of(fact)} == names
    odds = BASE_ODDS
    for sign in SIGNS:
        odds *= sign.factor if sign.name in names else 1
    assert fact.confidence == pytest.approx(1 / (1 + odds), abs=1e-4)


def test_what_leans_on_the_figure_before_is_less_sure(read: Read) -> None:
    first, second = read("Năm 2023, huyện Ba Bể kết nạp 325 đảng viên, đạt 54,2% kế hoạch.").facts
    assert {"leans", "no_noun", "of_a_plan"} <= {sign.name for sign in signs_of(second)}
    assert first.confidence > 0.9


@pytest.fixture
def fact(read: Read) -> Fact:
    return read("Huyện Ba Bể kết nạp 325 đảng viên.").facts[0]


def changed(fact: Fact, **fields: Any) -> float:
    return confidence_of(fact.model_copy(update=fields))


def test_checks_raise_and_limit(fact: Fact) -> None:
    assert changed(fact, checks=("✓ 1 + 1 = 2",)) > fact.confidence
    assert changed(fact, checks=("? 1 + 1 ≠ 3",)) == fact.confidence
    assert changed(fact, checks=("✓ 1 + 1 = 2", "✗ 1 + 1 ≠ 3")) == DOUBTED < CONFIDENT


def test_a_figure_outside_the_catalogue_has_one_confidence(fact: Fact) -> None:
    assert changed(fact, indicator="other") == changed(fact, indicator="other", status="target") == OUTSIDE


@pytest.mark.parametrize(
    "text",
    [
        "“Năm 2023, huyện Ba Bể kết nạp 325 đảng viên, đạt 54,2% kế hoạch”.",
        "Huyện Ba Bể có 25/30 chi bộ, 7 máy cày và 45% đảng viên là nữ.",
        "Năm 2023, huyện Ba Bể kết nạp 25 đảng viên, trong đó 30 nữ.",
    ],
)
def test_a_fact_is_rated_as_it_looks(read: Read, text: str) -> None:
    for fact in read(text).facts:
        assert fact.confidence == confidence_of(fact)


def test_checks_to_come_count_as_those_on_a_fact(fact: Fact) -> None:
    checks = ("✓ 1 + 1 = 2",)
    assert confidence_of(fact, checks) == changed(fact, checks=checks) != fact.confidence
    assert look_at(fact).marks == frozenset()


def test_every_sign_says_why_and_moves_the_odds() -> None:
    assert len({sign.name for sign in SIGNS}) == len(SIGNS)
    assert all(sign.why and sign.factor != 1 for sign in SIGNS)


@pytest.fixture(scope="module", autouse=True)
def _read_once(kept_extractor: KeptExtractor) -> Iterator[None]:
    """The tool reads all labelled articles each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bench.calibration.load_extractor", lambda: kept_extractor)
        yield


@pytest.fixture(scope="module")
def rated() -> list[Rated]:
    corpora = [(name, labels, inputs) for name, (labels, inputs) in CORPORA.items()]
    return [one for one in read_corpora(corpora) if one.fact.indicator != "other"]


def share_right(rated: list[Rated], low: float, high: float) -> float:
    inside = [one.is_right for one in rated if low < one.fact.confidence <= high]
    return sum(inside) / len(inside)


def test_confidence_means_what_it_says(rated: list[Rated]) -> None:
    sure = [one for one in rated if one.fact.confidence > CONFIDENT]
    assert len(sure) > len(rated) / 2
    shares = [share_right(rated, *span) for span in ((0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1))]
    assert shares == sorted(shares)
    assert shares[-1] >= LOWEST


def test_the_tool_prints_its_tables(tmp_path: Any) -> None:
    (tmp_path / "x.txt").write_text("Huyện Ba Bể có 4.900 đảng viên, 7 máy cày.", encoding="utf-8")
    (tmp_path / "x.ann.json").write_text('{"mentions": []}', encoding="utf-8")
    shown: list[Any] = []
    main([f"{tmp_path}={tmp_path}"], shown.append)
    assert [table.title for table in shown] == ["Confidence", "Corpora", "Signs", "Features"]
    assert tmp_path.name in list(shown[1].columns[0].cells)
