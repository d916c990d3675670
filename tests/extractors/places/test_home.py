"""The province a document comes from: its paper, its site, a district that the publisher names."""

import pytest

from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.places.home import home_province, host_province, publisher_province


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("url", "province"),
    [
        ("https://baohagiang.vn/xay-dung-dang/1.html", "Hà Giang"),
        ("https://bacyen.sonla.gov.vn/tin", "Sơn La"),
        ("http://tinhuykontum.vn", "Kon Tum"),
        ("https://baodienbienphu.info.vn/a", "Điện Biên"),
        ("https://thainguyen.dcs.vn/a", "Thái Nguyên"),
        ("https://baria-vungtau.gov.vn", "Bà Rịa - Vũng Tàu"),
        ("https://www.sggp.org.vn/a", "Hồ Chí Minh"),
        ("baodaknong.vn", "Đắk Nông"),
        ("https://xaydungdang.org.vn/ha-giang", None),
        ("https://hanamland.com", None),
        ("https://[bad", None),
        ("", None),
        (None, None),
    ],
)
def test_hosts(gazetteer: Gazetteer, url: str | None, province: str | None) -> None:
    assert host_province(url, gazetteer) == province


@pytest.mark.parametrize(
    ("publisher", "province"),
    [("Báo Ấp Bắc", "Tiền Giang"), ("Báo Sài Gòn Giải Phóng", "Hồ Chí Minh"), ("TTXVN", None)],
)
def test_papers_with_names_of_their_own(gazetteer: Gazetteer, publisher: str, province: str | None) -> None:
    assert publisher_province(publisher, gazetteer) == province


@pytest.mark.parametrize(
    ("publisher", "url", "text", "province"),
    [
        ("Báo Bắc Kạn", "https://baohagiang.vn", "BĐB - Tin", "Bắc Kạn"),
        (None, "https://baohagiang.vn", "Tiêu đề\nBĐB - Tin", "Điện Biên"),
        (None, "https://baohagiang.vn", "Tin", "Hà Giang"),
        ("baohagiang.vn", None, "Tin", "Hà Giang"),
        ("Cổng TTĐT huyện Pác Nặm", None, "Tin", "Bắc Kạn"),
        ("Cổng TTĐT huyện Châu Thành", None, "Tin", None),
        (None, None, "Tin", None),
    ],
)
def test_home_province(
    gazetteer: Gazetteer, publisher: str | None, url: str | None, text: str, province: str | None
) -> None:
    assert home_province(publisher, url, text, gazetteer) == province
