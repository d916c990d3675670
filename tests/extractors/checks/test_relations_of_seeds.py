"""The arithmetic that the five real articles state, listed by hand while reading them; found from the text itself."""

from pathlib import Path

import pytest

from schemas.checks import Check

SEEDS = Path(__file__).parents[4] / "shared" / "gold" / "seeds"

BY_HAND = {
    "000": {
        "19 đảng bộ và 26 chi bộ trong 45 tổ chức cơ sở": "19 + 26 = 45",
        "325/600 là 54%": "325/600 = 54,2%, khớp với “54%”",
        "29/34 là trên 85%": "29/34 = 85,3%, khớp với “trên 85%”",
        "146/152 là trên 96%": "146/152 = 96,1%, khớp với “trên 96%”",
    },
    "001": {
        "13 chi bộ: 9 thôn, 3 trường học, 1 công an": "9 + 3 + 1 = 13",
        "96 nông dân trong 220 người kết nạp": "96 ≤ 220",
        "9 nông dân trong 23 người kết nạp": "9 ≤ 23",
        "6 tháng đầu năm 2023 trong quãng từ 2021": "23 ≤ 220",
        "nông dân, 6 tháng trong quãng từ 2021": "9 ≤ 96",
    },
    "002": {
        "4.846 vượt 21% mục tiêu 2.000 một năm, hai năm": "4.846/(2 × 2.000) = 121,2%, khớp với “vượt 21%”",
        "95 trong 1.813 bản": "95 ≤ 1.813",
        "từ 95 xuống 23, xóa được 72": "95 - 23 = 72",
        "23 trong 1.813 bản": "23 ≤ 1.813",
        "từ 328 xuống 208": "328 → 208: giảm 120",
        "12/12 đảng bộ xã": "12 ≤ 12",
        "6 bản được kể tên": "kể 6 tên (Nậm Cang 1, Nậm Cang 2, Nậm Piền, …) = 6",
    },
    "003": {},
    "004": {},
}
PRINTED_TWICE = "Hội Phụ nữ và Hội Nông dân cùng có 16.731 hội viên"


def _checks_of(seed: str, load_path, extractor) -> tuple[Check, ...]:
    (path,) = SEEDS.glob(f"{seed}*.txt")
    return extractor.extract(load_path(path)).checks


@pytest.mark.skipif(not SEEDS.is_dir(), reason="NOT TESTED: the five real articles are not part of the project")
@pytest.mark.parametrize(("seed", "relations"), BY_HAND.items(), ids=BY_HAND.keys())
def test_every_relation_is_found_and_holds(seed, relations, load_path, extractor) -> None:
    found = [check.statement for check in _checks_of(seed, load_path, extractor) if check.outcome == "holds"]
    assert sorted(found) == sorted(relations.values())


@pytest.mark.skipif(not SEEDS.is_dir(), reason="NOT TESTED: the five real articles are not part of the project")
def test_the_figure_of_two_bodies_is_flagged_and_nothing_else(load_path, extractor) -> None:
    wrong = [
        (seed, check.kind, check.statement)
        for seed in BY_HAND
        for check in _checks_of(seed, load_path, extractor)
        if check.outcome != "holds"
    ]
    assert wrong == [("004", "same_figure", PRINTED_TWICE)]
