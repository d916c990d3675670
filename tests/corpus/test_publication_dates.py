import pytest

from corpus.publication_dates import find_clear_stamp, find_date_in_url, find_stamp, parse_stated_date


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2018-10-05T11:03:00+07:00", "2018-10-05"),
        ("2018-10-04T20:30:00Z", "2018-10-05"),
        ("2018-10-05", "2018-10-05"),
        ("2018-10-05 11:03", "2018-10-05"),
        ("05/10/2018 11:03", "2018-10-05"),
        ("10/5/2018 11:03:00 AM", "2018-10-05"),
        ("10/25/2018 1:03:00 PM", "2018-10-25"),
        ("25/10/2018 1:03 PM", "2018-10-25"),
        ("2018-13-45T00:00", None),
        ("hôm qua", None),
        ("0001-01-01T00:00:00", None),
    ],
)
def test_stated_dates(value: str, day: str | None) -> None:
    assert parse_stated_date(value) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ Sáu, 05/10/2018, 11:03 (GMT+7)", "2018-10-05"),
        ("08:05 | 03/02/2023", "2023-02-03"),
        ("ngày 5 tháng 10 năm 2018", "2018-10-05"),
        ("5 Tháng 10, 2018", "2018-10-05"),
        ("Cập nhật: 05-10-2018", "2018-10-05"),
        ("Chủ nhật, 5.10.2018", "2018-10-05"),
        ("Nghị quyết 05/10", None),
        ("31/02/2018", None),
        ("Huyện " * 40 + "ngày 5 tháng 10 năm 2018", None),
    ],
)
def test_stamps_of_a_page_s_head(line: str, day: str | None) -> None:
    assert find_stamp(line) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ Sáu, 05/10/2018, 11:03 (GMT+7)", "2018-10-05"),
        ("11:03 Thứ Sáu, 05/10/2018", "2018-10-05"),
        ("Cập nhật lúc 11:03, ngày 05/10/2018", "2018-10-05"),
        ("Ngày đăng: 5/10/2018", "2018-10-05"),
        ("08:05 | 03/02/2023", "2023-02-03"),
        ("05/10/2018 11:03 GMT+7", "2018-10-05"),
        ("Ngày 5/10/2018, Huyện ủy Ba Bể kết nạp 12 đảng viên.", None),
        ("Đại hội diễn ra lúc 8 giờ 00 ngày 05/10/2018 tại huyện Ba Bể.", None),
        ("Ba Bể, ngày 5 tháng 10 năm 2018", None),
    ],
)
def test_only_clear_stamps_date_plain_text(line: str, day: str | None) -> None:
    assert find_clear_stamp(["Tiêu đề", line]) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://bao.example/2018/10/05/ba-be.html", "2018-10-05"),
        ("https://bao.example/tin/201810/ba-be-323.html", "2018-10"),
        ("https://bao.example/ba-be-20181005110301.htm", "2018-10-05"),
        ("https://bao.example/ba-be-post65256.html", None),
        ("https://bao.example/nhiem-ky-2020-2025/1.html", None),
        ("https://20181005.example/a", None),
    ],
)
def test_dates_in_addresses(url: str, day: str | None) -> None:
    assert find_date_in_url(url) == day
