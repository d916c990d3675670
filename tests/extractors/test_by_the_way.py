"""Verbs that only say when or how, and what is counted beside them, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Năm 2011, khi ông được bầu làm chủ tịch, Hội Cựu chiến binh xã có 274 hội viên.", "274", "member.total"),
        ("Ngày kết nạp đảng viên đầu tiên, chi bộ chỉ có 13 đảng viên.", "13", "member.total"),
        ("Lúc được kết nạp, ông kể, chi bộ có 15 đảng viên.", "15", "member.total"),
        ("Có người đã chuyển đi nơi khác, chi bộ còn 19 đồng chí.", "19", "member.total"),
        ("Tủa được kết nạp, là người trẻ nhất trong số 17 đảng viên của chi bộ.", "17", "member.total"),
        ("Dịp trao Huy hiệu Đảng năm nay, Đảng bộ xã có 12 đồng chí.", "12", "member.awarded"),
        ("Từ tổ tự quản ấy, 7 anh lần lượt vào Đảng.", "7", "member.admitted"),
    ],
)
def test_a_verb_of_another_time_tells_nothing_of_what_a_body_had(
    read: Read, sentence: str, numeral: str, expected: str
) -> None:
    assert fact_of(read(f"Huyện Cẩm Xuyên\n\n{sentence}\n"), numeral).indicator == expected
