"""One thing told twice in a document, on made-up articles whose figures are marked by hand.

`{5.314|q=over}` is a printed number with further fields: `q=over`, `at=xã_A`, `from=2021`, `to=2022`, `g=female`,
`i=member.total`, `s=target`, `sys=front`.
"""

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.checks.repeats import link_repeats
from schemas.facts import Fact

MARK = re.compile(r"\{([^|{}]+)(?:\|([^{}]*))?\}")


def read(marked: str) -> tuple[str, list[Fact]]:
    """The text without the marks, a sentence a line, and its facts."""
    text, found, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        found.append((len(text), mark.group(1), dict(p.split("=") for p in (mark.group(2) or "").split())))
        text += mark.group(1)
        last = mark.end()
    text += marked[last:]
    return text, [_fact(text, *parts) for parts in found]


def _fact(text: str, start: int, printed: str, options: dict[str, str]) -> Fact:
    end = start + len(printed)
    first, last = text.rfind("\n", 0, start) + 1, (text + "\n").find("\n", end)
    place = options.get("at", "").replace("_", " ")
    return Fact.model_validate(
        {
            "fact_id": f"{start:04d}",
            "indicator": options.get("i", "member.admitted"),
            "system": options.get("sys", "party"),
            "measure": "count",
            "status": options.get("s", "actual"),
            "value": Decimal(printed.replace(".", "").replace(",", ".")),
            "value_max": None,
            "denominator": None,
            "denominator_role": None,
            "qualifier": options.get("q", "exact"),
            "unit": "person",
            "direction": None,
            "groups": (options["g"],) if "g" in options else (),
            "locality": {"name": place, "level": None, "code": None, "province": None} if place else None,
            "organization": None,
            "period": {
                "start": options.get("from"),
                "end": options.get("to"),
                "end_is_published": False,
                "text": None,
            },
            "evidence": {
                "start": start,
                "end": end,
                "quote": text[first:last],
                "quote_start": first,
                "quote_end": last,
            },
            "confidence": 0.9,
            "rules": (),
        }
    )


def links(marked: str) -> list[int | None]:
    """For each figure the place, in the order of the text, of the one it repeats."""
    text, facts = read(marked)
    places = {fact.fact_id: index for index, fact in enumerate(facts)}
    return [places[f.same_as] if f.same_as else None for f in link_repeats(facts, text)]


LINKED = {
    "headline and body": ("Kết nạp {288} đảng viên\nToàn tỉnh kết nạp {288} đảng viên mới.", [None, 0]),
    "the one with more scope is the best": (
        "Kết nạp {288} đảng viên\nToàn tỉnh kết nạp {288|at=tỉnh_A from=2022 to=2022} đảng viên.",
        [1, None],
    ),
    "rounded headline": ("Kết nạp hơn {5.300|q=over} người\nCả tỉnh kết nạp {5.314} đảng viên.", [1, None]),
    "nearly": ("Gần {5.000|q=nearly} đảng viên\nCả tỉnh kết nạp {4.846} đảng viên.", [1, None]),
    "chain to one": (
        "Hơn {5.300|q=over} người\nKết nạp {5.314} đảng viên.\nĐã có {5.314} người vào Đảng.\n"
        "Khoảng {5.300|q=about} người.",
        [1, None, 1, 1],
    ),
    "repeated caption": ("Lễ kết nạp {2} đảng viên ở xã A.\nLễ kết nạp {2} đảng viên ở xã A.", [None, 0]),
    "the same year in two forms": (
        "Kết nạp {288|from=2022 to=2022} người\nKết nạp {288|from=2022-01-01 to=2022-12-31} đảng viên.",
        [None, 0],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), LINKED.values(), ids=LINKED.keys())
def test_linked(marked: str, expected: list[int | None]) -> None:
    assert links(marked) == expected


APART = {
    "two places": "Xã A kết nạp {25|at=xã_A} người.\nXã B kết nạp {25|at=xã_B} người.",
    "two periods": "Năm 2021 kết nạp {250|from=2021 to=2021}.\nNăm 2022 kết nạp {250|from=2022 to=2022}.",
    "two bodies": "Hội A có {1.250|sys=women_union} người.\nHội B có {1.250|sys=front} người.",
    "target and result": "Phấn đấu kết nạp {250|s=target} người.\nĐã kết nạp {250} người.",
    "part and whole": "Có {250} người.\nCó {250|g=female} nữ.",
    "total and admitted": "Có {250|i=member.total} người.\nKết nạp {250} người.",
    "one sentence": "Khiển trách {25} người, cảnh cáo {25} người.",
    "small numbers in unlike sentences": "Chi bộ vừa kết nạp {2} đảng viên trẻ.\n"
    "Thôn Đông có thêm {2} người được vào Đảng.",
    "outside the bound": "Hơn {5.300|q=over} người\nCả tỉnh kết nạp {7.314} đảng viên.",
    "below the bound": "Hơn {5.300|q=over} người\nCả tỉnh kết nạp {5.214} đảng viên.",
    "two exact numbers": "Kết nạp {5.300} người\nCả tỉnh kết nạp {5.314} đảng viên.",
    "outside the catalogue": "Có {250|i=other} người.\nCó {250|i=other} người.",
}


@pytest.mark.parametrize("marked", APART.values(), ids=APART.keys())
def test_not_linked(marked: str) -> None:
    assert links(marked) == [None, None]


def test_no_bridge_between_places_or_periods() -> None:
    assert links("Xã A {250|at=xã_A}.\nCó {250} người.\nXã B {250|at=xã_B}.") == [None, 0, None]
    marked = "Năm trước {250|from=2021 to=2021}.\nCó {250} người.\nNăm nay {250|from=2022 to=2022}."
    assert links(marked) == [None, 0, None]


def test_a_link_that_was_there_is_dropped() -> None:
    text, facts = read("Có {250} người.")
    (fact,) = link_repeats([facts[0].model_copy(update={"same_as": "gone"})], text)
    assert fact.same_as is None


@st.composite
def articles(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.tuples(st.sampled_from(["2", "25", "250", "5.300", "5.314"]), st.booleans()), max_size=8))
    fields = st.sampled_from(
        ["", "at=xã_A", "at=xã_B", "from=2021 to=2021", "to=2022", "q=over", "q=about", "q=nearly"]
    )
    return "\n".join(f"Kết nạp {{{number}|{draw(fields)}}} {'người' if p else 'đảng viên'}." for number, p in lines)


@settings(max_examples=200, deadline=None)
@given(articles(), st.randoms())
def test_properties(marked: str, random: object) -> None:
    text, facts = read(marked)
    linked = link_repeats(facts, text)
    by_id = {fact.fact_id: fact for fact in linked}
    for fact in linked:
        best = by_id[fact.same_as] if fact.same_as else fact
        assert best.same_as is None
        assert not (fact.locality and best.locality and fact.locality != best.locality)
    random.shuffle(facts)  # type: ignore[attr-defined]
    assert {f.fact_id: f.same_as for f in link_repeats(facts, text)} == {f.fact_id: f.same_as for f in linked}
    assert [f.model_copy(update={"same_as": None}) for f in linked] == read(marked)[1]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marked=articles())
def test_facts_that_cannot_repeat_one_another_are_not_compared(monkeypatch: pytest.MonkeyPatch, marked: str) -> None:
    text, facts = read(marked)
    with monkeypatch.context() as patch:
        linked = link_repeats(facts, text)
        patch.setattr("extractors.checks.repeats._may_repeat", lambda facts: True)
        assert link_repeats(facts, text) == linked
