import gc
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from kept_extractions import KeptExtractor

from extractors.extraction import Extractor
from extractors.nonfacts import RUN
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.facts import Fact

Read = Callable[..., Extraction]


def fact_at(extraction: Extraction, numeral: str) -> Fact:
    """The fact whose numeral is printed so; the test's text prints it once."""
    (fact,) = [f for f in extraction.facts if extraction.document.text[f.evidence.start : f.evidence.end] == numeral]
    return fact


def fields(fact: Fact, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(fact, name) for name in names)


def check_invariants(extraction: Extraction) -> None:
    """What holds for every document whatever it says."""
    text = extraction.document.text
    for fact in extraction.facts:
        evidence = fact.evidence
        assert text[evidence.quote_start : evidence.quote_end] == evidence.quote
        assert evidence.quote_start <= evidence.start < evidence.end <= evidence.quote_end
        assert "\n\n" not in evidence.quote
    ids = [fact.fact_id for fact in extraction.facts]
    assert len(ids) == len(set(ids))
    rows = extraction.ledger
    assert all(text[row.start : row.end] == row.text for row in rows)
    assert all(before.end <= behind.start for before, behind in pairwise(rows))
    assert all((row.fact_id is None) != (row.reason is None) for row in rows)
    assert {row.fact_id for row in rows if row.fact_id} == set(ids)
    printed = [(row.start, row.end) for row in rows if RUN.fullmatch(row.text)]
    assert printed == [match.span() for match in RUN.finditer(text)]


def test_invariants_over_the_corpora(
    extractor: Extractor, kept_extractor: KeptExtractor, load_path: Callable[[Path], Document], corpus_path: Path
) -> None:
    document = load_path(corpus_path)
    extraction = kept_extractor.extract(document)
    check_invariants(extraction)
    again = extractor.extract(document)
    assert again.to_contract().model_dump_json() == extraction.to_contract().model_dump_json()


def test_a_document_without_text_gives_nothing(read: Read, extractor: Extractor) -> None:
    for text in ("", "\n", "Không có con số nào."):
        extraction = read(text)
        assert (extraction.facts, extraction.ledger) == ((), ())
    assert extraction.extractor == extractor.version


def test_nothing_of_a_document_is_in_a_cycle(read: Read) -> None:
    text = "Năm 2022, Đảng bộ huyện Ba Bể có 45 chi bộ, kết nạp 120/110 đảng viên, trong đó nữ 47; đạt 109% kế hoạch."
    read(text)
    gc.collect()
    read(text)
    assert gc.collect() == 0
    assert gc.isenabled()


def test_a_plain_sentence(read: Read) -> None:
    extraction = read("Tính đến 31-12-2022, Đảng bộ huyện Ba Bể có trên 4.900 đảng viên.")
    fact = fact_at(extraction, "4.900")
    assert fields(fact, "indicator", "system", "measure", "status", "qualifier", "unit") == (
        "member.total", "party", "count", "actual", "over", "person",
    )  # fmt: skip
    assert fact.locality is not None
    assert (fact.locality.name, fact.locality.level, fact.locality.province) == ("huyện Ba Bể", "district", "Bắc Kạn")
    assert (fact.period.start, fact.period.end, fact.period.text) == (None, "2022-12-31", "Tính đến 31-12-2022")
    check_invariants(extraction)


def test_parts_behind_trong_do(read: Read) -> None:
    extraction = read(
        "Năm 2022, Đảng bộ huyện Ba Bể kết nạp 120 đảng viên, trong đó nữ 47, dân tộc thiểu số là 95 đồng chí."
    )
    groups = {numeral: fact_at(extraction, numeral).groups for numeral in ("120", "47", "95")}
    assert groups == {"120": (), "47": ("female",), "95": ("ethnic_minority",)}
    assert {fact.indicator for fact in extraction.facts} == {"member.admitted"}


def test_a_coordinated_list_of_organisations(read: Read) -> None:
    extraction = read("Đảng bộ huyện Ba Bể có 45 tổ chức cơ sở đảng, gồm 19 đảng bộ và 26 chi bộ cơ sở.")
    assert [(int(f.value), f.indicator, f.groups) for f in extraction.facts] == [
        (45, "grassroots_org.total", ()),
        (19, "committee.total", ("grassroots",)),
        (26, "cell.total", ("grassroots",)),
    ]


def test_a_verb_that_a_list_states_once(read: Read) -> None:
    extraction = read("Thi hành kỷ luật 20 đảng viên (khiển trách 15, cảnh cáo 3, khai trừ 2).")
    assert [(int(f.value), f.indicator) for f in extraction.facts] == [
        (20, "member.disciplined"), (15, "member.disciplined"), (3, "member.disciplined"), (2, "member.removed"),
    ]  # fmt: skip


def test_completion_leans_on_the_count(read: Read) -> None:
    extraction = read("Từ đầu nhiệm kỳ đến nay, toàn huyện Ba Bể kết nạp 325/600 đảng viên, đạt 54% kế hoạch.")
    count, completion = extraction.facts
    assert fields(count, "indicator", "denominator", "denominator_role", "measure") == (
        "member.admitted", 600, "target", "count",
    )  # fmt: skip
    assert fields(completion, "indicator", "measure", "unit") == ("member.admitted", "completion", "percent")
    assert completion.locality == count.locality
    assert completion.period == count.period
    assert (count.period.start, count.period.end_is_published, count.period.inferred) == ("2020", True, True)


def test_a_new_level_behind_a_flow(read: Read) -> None:
    extraction = read(
        "Năm 2022, huyện Ba Bể kết nạp 88 đảng viên, đạt 110% chỉ tiêu, nâng tổng số đảng viên lên 4.012."
    )
    assert [(f.indicator, f.measure) for f in extraction.facts] == [
        ("member.admitted", "count"), ("member.admitted", "completion"), ("member.total", "count"),
    ]  # fmt: skip
    flow, _, level = (f.period for f in extraction.facts)
    assert (flow.start, flow.end) == ("2022-01-01", "2022-12-31")
    assert (level.start, level.end) == (None, "2022-12-31")


def test_a_target_of_its_own_year(read: Read) -> None:
    extraction = read("Năm 2023, huyện Ba Bể phấn đấu kết nạp 150 đảng viên; 6 tháng đầu năm đã kết nạp 80 đảng viên.")
    assert [(int(f.value), f.status) for f in extraction.facts] == [(150, "target"), (80, "actual")]


def test_badges_name_what_their_bearers_received(read: Read) -> None:
    extraction = read("Dịp này, 24 đồng chí được tặng Huy hiệu 75 năm tuổi Đảng, 5 đồng chí Huy hiệu 30 năm tuổi Đảng.")
    assert [(f.indicator, f.groups) for f in extraction.facts] == [
        ("member.awarded", ("badge:75",)), ("member.awarded", ("badge:30",)),
    ]  # fmt: skip
    assert [row.label for row in extraction.ledger] == ["fact", "name", "fact", "name"]


def test_a_threshold_is_no_figure(read: Read) -> None:
    extraction = read("Các thôn có từ 3 đảng viên trở lên đều phải lập chi bộ.")
    assert extraction.facts == ()
    assert [(row.label, row.reason) for row in extraction.ledger] == [("other_nonfact", "form.threshold")]


def test_an_elliptical_list_moves_the_place(read: Read) -> None:
    extraction = read("Năm 2022, toàn tỉnh kết nạp 1.200 đảng viên, trong đó: Ba Bể 110; Pác Nặm 150; Na Rì 12.")
    places = [(int(f.value), f.locality.name if f.locality else None) for f in extraction.facts]
    assert places == [(1200, "tỉnh Bắc Kạn"), (110, "huyện Ba Bể"), (150, "huyện Pác Nặm"), (12, "huyện Na Rì")]
    assert {f.indicator for f in extraction.facts} == {"member.admitted"}


def test_figures_in_order(read: Read) -> None:
    extraction = read(
        "Hội Phụ nữ huyện Ba Bể có 500 hội viên, Hội Nông dân có 300 hội viên, tỷ lệ tập hợp lần lượt là 73% và 60%."
    )
    assert [(f.system, f.measure, int(f.value)) for f in extraction.facts] == [
        ("women_union", "count", 500), ("farmers_union", "count", 300),
        ("women_union", "share", 73), ("farmers_union", "share", 60),
    ]  # fmt: skip


def test_figures_of_today_in_the_order_of_those_before(read: Read) -> None:
    # Nothing follows the last figure, not even a full stop.
    extraction = read("Trước đây, xã có 32 chi bộ và 700 đảng viên, nay 33 và 748")
    assert [(f.indicator, int(f.value)) for f in extraction.facts] == [
        ("cell.total", 32), ("member.total", 700), ("cell.total", 33), ("member.total", 748),
    ]  # fmt: skip


def test_shares_behind_ratings(read: Read) -> None:
    extraction = read("Có 12 chi bộ hoàn thành xuất sắc nhiệm vụ, chiếm 20%; 30 chi bộ hoàn thành tốt nhiệm vụ.")
    assert [(f.indicator, f.measure, f.groups) for f in extraction.facts] == [
        ("cell.rated", "count", ("rating:excellent",)),
        ("cell.rated", "share", ("rating:excellent",)),
        ("cell.rated", "count", ("rating:good",)),
    ]


def test_a_change_against_a_base(read: Read) -> None:
    extraction = read("Năm 2022, huyện Ba Bể kết nạp 30 đảng viên, tăng 5% so với cùng kỳ năm 2021.")
    change = fact_at(extraction, "5")
    assert fields(change, "indicator", "measure", "direction", "unit") == ("member.admitted", "change", "up", "percent")


def test_a_course_counts_its_pupils(read: Read) -> None:
    extraction = read("Huyện Ba Bể đã mở 5 lớp bồi dưỡng nhận thức về Đảng cho 230 quần chúng ưu tú.")
    assert [f.indicator for f in extraction.facts] == ["class.opened", "candidate.trained"]


def test_number_words_are_figures_too(read: Read) -> None:
    extraction = read("Năm 2022, huyện Ba Bể kết nạp hai mươi ba đảng viên.")
    assert [(f.indicator, int(f.value)) for f in extraction.facts] == [("member.admitted", 23)]
    assert [(row.text, row.label) for row in extraction.ledger] == [("2022", "date"), ("hai mươi ba", "fact")]


def test_figures_outside_the_catalogue_keep_their_noun(read: Read) -> None:
    extraction = read("Huyện Ba Bể trồng được 1.234,5 ha rừng.")
    (fact,) = extraction.facts
    assert fact.indicator == "other"
    assert str(fact.value) == "1234.5"
    assert fact.unit.startswith("ha")
    assert fact.system is None


def test_a_range_and_its_end_are_one_fact(read: Read) -> None:
    extraction = read("Mỗi năm huyện Ba Bể phấn đấu kết nạp từ 30 - 35 đảng viên.")
    (fact,) = extraction.facts
    assert (int(fact.value), int(fact.value_max or 0), fact.status) == (30, 35, "target")
    assert [(row.text, row.label, row.fact_id) for row in extraction.ledger] == [
        ("30", "fact", fact.fact_id), ("35", "range_end", fact.fact_id),
    ]  # fmt: skip


def test_ids_name_the_numeral_of_the_document(read: Read) -> None:
    text = "Huyện Ba Bể có 5 chi bộ."
    one, other = read(text), read(f"{text} Hết.")
    assert one.facts[0].fact_id == read(text).facts[0].fact_id != other.facts[0].fact_id


def test_the_contract_holds_exact_numbers(read: Read) -> None:
    line = json.loads(read("Huyện Ba Bể có 4.012 đảng viên, nữ chiếm 12,5%.").to_contract().model_dump_json())
    assert [fact["value"] for fact in line["facts"]] == [4012, 12.5]
    assert isinstance(line["facts"][0]["value"], int)


@pytest.mark.parametrize("text", ["120 đảng viên là chỉ tiêu năm 2024.", "120 đảng viên theo chỉ tiêu đề ra."])
def test_a_plan_behind_the_first_word_of_a_sentence(read: Read, text: str) -> None:
    (fact,) = read(text).facts
    assert (fact.indicator.partition(".")[0], fact.value) == ("member", 120)
