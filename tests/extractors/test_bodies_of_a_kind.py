"""Bodies told without a kind that are of that of those counted before; names and figures invented."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn tỉnh có 64 tổ chức đảng trong doanh nghiệp ngoài nhà nước, trong năm thành lập mới 4 tổ chức.",
         ["64 grassroots_org.total private_enterprise", "4 grassroots_org.established private_enterprise"]),
        ("Huyện thành lập mới 12 tổ chức đảng trong doanh nghiệp tư nhân (chỉ tiêu năm: 20).",
         ["12 grassroots_org.established private_enterprise",
          "20 grassroots_org.established target private_enterprise"]),
        ("Tổ chức đảng trong doanh nghiệp tư nhân mới có 2, với 27 đảng viên.",
         ["2 grassroots_org.total private_enterprise", "27 member.total private_enterprise"]),
        ("Phấn đấu lập mới 10 chi bộ và kết nạp 120 đảng viên trong doanh nghiệp ngoài nhà nước.",
         ["10 cell.established target private_enterprise", "120 member.admitted target private_enterprise"]),
        # A part has its own kind, and others go on with the whole.
        ("Huyện lập mới 5 tổ chức cơ sở đảng, trong đó có 3 tổ chức trong doanh nghiệp tư nhân; giải thể 4.",
         ["5 grassroots_org.established", "3 grassroots_org.established private_enterprise",
          "4 grassroots_org.dissolved"]),
    ],
)  # fmt: skip
def test_bodies_without_a_kind(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text), groups=True) == expected
