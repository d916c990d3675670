"""Over our own articles nothing is called an error but what is one: each alarm was looked at, and stands here."""

from pathlib import Path

import pytest

from corpus.files import find_inputs
from corpus.source_catalogue import load_sources
from flows.check_renewal import renew
from flows.inputs import load_document
from outputs.store import open_store
from schemas.documents import Document

CORPUS = Path(__file__).parents[2] / "corpus"
PRINTED_WRONG = {
    "bac-quang-phat-trien-di-doi-quan-ly.html": ["Hội Phụ nữ và Hội Nông dân cùng có 16.731 hội viên"],
    "364-than-uong-bi.txt": ["29/934 = 3,1%, không khớp với “3,11%”"],
    "459-phu-nu-dak-glong.txt": ["88/150 = 58,7%, không khớp với “57,8%”"],
}
"""One retells an article that prints the same number for two bodies; two print a share wrongly."""

_NGHE_AN = '(“Những "bí thư mang quân hàm xanh" nơi thượng nguồn Nậm Nơn”, 02/03/2021)', "(Báo mẫu Nghệ An, 20/12/2022)"
TOLD_DIFFERENTLY = {
    "363-bien-phong-nghe-an.txt, nghe-an-dang-vien-luc-luong-vu-trang-ve-ban.txt": [
        f"Thôn, bản chưa có đảng viên, huyện Kỳ Sơn, cuối 2015: 12 {_NGHE_AN[0]} ≠ 9 {_NGHE_AN[1]}",
        f"Thôn, bản chưa có chi bộ, huyện Kỳ Sơn, cuối 2015: 31 {_NGHE_AN[0]} ≠ 34 {_NGHE_AN[1]}",
    ],
    "133-nam-can-doan.txt, tuoi-tre-dat-mui-gioi-thieu-doan-vien-uu-tu.html": [
        "Đảng viên kết nạp mới (thanh niên), huyện Năm Căn, 2017 – 2022: 356 (Báo mẫu Đất Mũi Xanh, 09/06/2022) ≠ 338 "
        "(Báo mẫu Cà Mau, 07/10/2022)"
    ],
}
"""Two of our writers made up other numbers for the same district and stretch of years."""

READ_WRONG = {
    "201-dai-hoc-tay-nguyen.txt": ["83 > 61: thời gian ngắn hơn mà nhiều hơn"],
    "367-ngan-hang-nong-nghiep.txt, 150-doan-thanh-nien-toan-quoc.txt": [
        'Đảng viên kết nạp mới, thành phố Hà Nội, năm 2017: 228 (“Agribank: "Cánh tay nối dài" của Đảng với tam nông”, '
        "25/01/2019) ≠ 25.940 (“Trước thềm Đại hội Đoàn toàn quốc lần thứ XI: Thêm hơn 6 triệu đoàn viên mới trong "
        "nhiệm kỳ”, 08/12/2017)"
    ],
    "369-dai-hoc-vinh.txt": [
        "367 > 94: thời gian ngắn hơn mà nhiều hơn",
        "42 > 6: thời gian ngắn hơn mà nhiều hơn",
        "245 > 6: thời gian ngắn hơn mà nhiều hơn",
    ],
    "381-nong-dan-lang-giang.txt": ["86 > 23: thời gian ngắn hơn mà nhiều hơn"],
    "456-soc-khmer.txt": [f"{part} > 3: bộ phận lớn hơn tổng số" for part in (23, 14, 11)],
    "463-chu-thap-do-phuoc-long.txt": [f"{part} > 5: bộ phận lớn hơn tổng số" for part in (21, 15)],
}
"""What stands behind each is a figure that is read wrongly, not a rule of the checks.

The 61 are some of the pupils admitted, told by the names of their peoples and dots; they are read as all. The
228 are of a bank that has its seat in the city, and the 25.940 of a term. The 367 and 245 are of all schools
of the province, not of the university, whose 6 and 42 are of a school and of a faculty. The 86 are told up to
a month, not for its quarter. The 3 are officials now among those admitted once, and are read as admitted, before
the members of today. The 5 are of a time before that no word dates ("Hồi trước"); the 21 and 15 are of now.
"""


@pytest.fixture(scope="module")
def checks(tmp_path_factory, kept_extractor):
    """All checks of the sample corpus and of the open gold, within the articles and between them."""
    sources = load_sources()
    read = [load_document(path, sources) for path in find_inputs([CORPUS / "sample", CORPUS / "gold" / "open"]).files]
    documents = [one for one in read if isinstance(one, Document)]
    assert len(documents) == len(read) > 40
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('corpora') / 's.sqlite'}") as store:
        store.save([kept_extractor.extract(document) for document in documents])
        renew(store)
        return list(store.checks.listed())


def test_nothing_else_fails(checks):
    failed: dict[str, list[str]] = {}
    for one in checks:
        if one.outcome == "fails":
            failed.setdefault(", ".join(document.name for document in one.documents), []).append(one.statement)
    assert failed == PRINTED_WRONG | TOLD_DIFFERENTLY | READ_WRONG


def test_many_relations_are_found(checks):
    held = [one.kind for one in checks if one.outcome == "holds"]
    assert len(held) >= 170
    assert {"parts_total", "ratio_percent", "completion", "flow_level", "part_whole"} <= set(held)
