import pytest

from extractors.periods.leads import find_lead, goes_on


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Năm 2016 có 45 chi bộ, trong đó:\n- 20 chi bộ thôn\n- 9 chi bộ trường", "Năm 2016 có 45 chi bộ, trong đó:"),
        ("Cả huyện có 900 người, gồm\n\n\n• 300 nữ\n• 90 trẻ", "Cả huyện có 900 người, gồm"),
        ("Hiện có 900 người.\nTrong đó, nữ có 300", "Hiện có 900 người."),
        ("Hiện có 900 người.\nPhân tích: (1) Theo nghề nghiệp: 90\n(2) Về tuổi đời: 80", "Hiện có 900 người."),
        ("Hiện có 900 người.\n- Họp ngày mai", None),
        ("Hiện có 900 người.\nNữ có 300", None),
        ("- 20 chi bộ thôn", None),
    ],
)  # fmt: skip
def test_the_line_that_a_line_goes_on_with(text: str, lead: str | None) -> None:
    found = find_lead(text, text.rfind("\n") + 1)
    assert (text[slice(*found)] if found else None) == lead


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("Trong đó, nữ có 300", True),
        ("(2) Về tuổi đời, có 80", True),
        ("- Cơ cấu: nữ 30%", True),
        ("Theo nghề nghiệp: 90", True),
        ("Theo báo cáo của huyện", False),
        ("Về phát triển đảng viên", False),
        ("", False),
    ],
)
def test_what_goes_on(text: str, is_part: bool) -> None:
    assert goes_on(text) is is_part


def test_a_list_without_end_is_not_read_to_its_head() -> None:
    text = "Gồm:\n" + "- 20 chi bộ\n" * 90
    assert find_lead(text, text.rfind("- ")) is None
