"""A twin's facts: which of them the original told already, and that no result counts those again."""

import re
from decimal import Decimal

import pytest
from compared import compare

from outputs.labels import load_labels
from outputs.report.pages import Report
from outputs.retellings import link_retellings
from schemas.facts import Locality, Period

KEN = Locality(name="xã Kẻn", level="commune", code=None, province="Hà Giang")
YEAR = Period(start="2023-01-01", end="2023-12-31", end_is_published=False, text="năm 2023")
NEXT_YEAR = Period(start="2024-01-01", end="2024-12-31", end_is_published=False, text="năm 2024")
TODAY = Period(start=None, end="2024-05-06", end_is_published=True, text="đến nay")


def _linked(build_extraction, twin, original=("Huyện có 45 đảng viên.", {})):
    """Whether the one figure of `twin` points to the one of `original`."""
    made = [build_extraction(text, [("45", fields)]) for text, fields in (original, twin)]
    (fact,) = link_retellings(made[1].facts, made[0].facts)
    assert fact.same_as in (None, made[0].facts[0].fact_id)
    return fact.same_as is not None


@pytest.mark.parametrize(
    "twin",
    [
        ("Huyện có 45 đảng viên.", {}),
        ("Mở đầu khác.\nHuyện  có 45 đảng viên.", {}),
        ("Huyện có 45 đảng viên.", {"locality": KEN, "indicator": "cell.total", "period": YEAR}),
        ("Câu khác, cũng 45 đảng viên.", {}),
        ("Câu khác, cũng 45 đảng viên.", {"locality": None}),
        ("Câu khác, cũng 45 đảng viên.", {"period": TODAY}),
        ("Câu khác, cũng 45 đảng viên.", {"period": YEAR}),
    ],
)
def test_told_again(build_extraction, twin):
    assert _linked(build_extraction, twin)


@pytest.mark.parametrize(
    "twin",
    [
        ("Huyện có 45 đảng viên nữ.", {"groups": ("female",)}),
        ("Huyện có 45 chi bộ.", {"indicator": "cell.total"}),
        ("Câu khác, cũng 45 đảng viên.", {"locality": KEN}),
        ("Câu khác, chỉ tiêu 45 đảng viên.", {"status": "target"}),
        ("Câu khác, hơn 45 đảng viên.", {"qualifier": "over"}),
        ("Huyện có 45 đảng viên.", {"value_max": Decimal(50)}),
    ],
)
def test_told_only_here(build_extraction, twin):
    assert not _linked(build_extraction, twin)


def test_other_years_are_not_the_same(build_extraction):
    original = ("Huyện có 45 đảng viên.", {"period": YEAR})
    assert not _linked(build_extraction, ("Câu khác, cũng 45 đảng viên.", {"period": NEXT_YEAR}), original)
    assert _linked(build_extraction, ("Câu khác, cũng 45 đảng viên.", {"period": YEAR}), original)


def test_a_place_that_the_original_leaves_open_is_not_lost(build_extraction):
    original = ("Huyện có 45 đảng viên.", {"locality": None})
    assert not _linked(build_extraction, ("Huyện có 45 đảng viên.", {}), original)
    assert _linked(build_extraction, ("Huyện có 45 đảng viên.", {"locality": None}), original)


def test_links_are_never_chains(build_extraction):
    text = "Có 45 đảng viên, tức 45 người."
    original = build_extraction(text, [("45", {}), ("45 ngườ", {"value": Decimal(45)})]).facts
    first, second = original
    original = (first, second.model_copy(update={"same_as": first.fact_id}))
    twin = build_extraction(
        f"X\n{text}\nLại 45.",
        [("45", {}), ("45 ngườ", {"value": Decimal(45)}), ("45.", {"value": Decimal(45), "groups": ("female",)})],
    ).facts
    twin = (*twin[:2], twin[2].model_copy(update={"same_as": twin[0].fact_id}))
    assert [fact.same_as for fact in link_retellings(twin, original)] == [first.fact_id] * 3
    assert link_retellings(twin, ()) == twin


def _reprint(build_extraction):
    story = "Đảng bộ huyện có 4.900 đảng viên.\nKết nạp 12 đảng viên.\n"
    figures = [("4.900", {"value": Decimal(4900)}), ("12", {"indicator": "member.admitted"})]
    first = build_extraction(story, figures, name="a.html")
    second = build_extraction(
        "In lại. " + story + "Thêm 3 chi bộ.", [*figures, ("3", {"indicator": "cell.total"})], name="b.html"
    )
    return first, second.model_copy(update={"facts": link_retellings(second.facts, first.facts)})


def test_a_reprint_adds_nothing_to_the_comparison(build_extraction):
    first, second = _reprint(build_extraction)
    cells = compare([first, second]).cells
    assert sorted((int(cell.value), cell.others, cell.source.name) for cell in cells) == [
        (3, 0, "b.html"), (12, 0, "a.html"), (4900, 0, "a.html"),
    ]  # fmt: skip


def test_the_report_counts_a_reprints_figures_once_and_says_so(build_extraction, tmp_path):
    report = Report(tmp_path, load_labels(), is_one_page=True)
    for extraction in _reprint(build_extraction):
        report.add(extraction)
    report.finish(compare([]))
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert re.search(r"<dt>Số liệu</dt><dd>3</dd>", page)
    assert page.count("đã nêu ở bài khác") == 2
    assert "2 số liệu đăng lại từ bài khác" in page
