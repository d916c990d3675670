"""The province a document comes from: its paper, its site, a district that the publisher names."""

import pytest

from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.places.home import (
    home_province,
    host_province,
    path_province,
    publisher_province,
    source_province,
)


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


@pytest.mark.parametrize(
    ("url", "province"),
    [
        ("https://bao.example/hoi-ccb-bac-kan-ky-niem/c/1.epi", "Bắc Kạn"),
        ("https://bao.example/cac-truong-tai-tphcm", "Hồ Chí Minh"),
        ("https://bao.example/bac-kan-va-cao-bang", None),
        ("https://bao.example/chong-tu-dien-bien-tu-chuyen-hoa", None),
        ("https://[bad", None),
        (None, None),
    ],
)
def test_paths(gazetteer: Gazetteer, url: str | None, province: str | None) -> None:
    assert path_province(url, gazetteer) == province


@pytest.mark.parametrize(
    ("line", "province"),
    [
        ("Theo Báo Bắc Kạn", "Bắc Kạn"),
        ("    Nguồn Cao Bằng: http://www.baocaobang.vn/tin/1", "Cao Bằng"),
        ("(Nguồn: baocaobang.vn)", "Cao Bằng"),
        ("Theo Nhandan.org.vn", None),
        ("Lễ mừng ở Báo Bắc Kạn", None),
    ],
)
def test_sources_below_the_text(gazetteer: Gazetteer, line: str, province: str | None) -> None:
    assert source_province(f"Toàn tỉnh có 41 chi bộ.\n\n{line}\n", gazetteer) == province


def test_a_reprint_of_a_national_paper(gazetteer: Gazetteer) -> None:
    assert home_province("Nhân Dân", "https://baocaobang.vn/a", "Có 41 chi bộ.", gazetteer) is None
    assert home_province("Báo Cao Bằng", "https://baocaobang.vn/a", "Có 41 chi bộ.", gazetteer) == "Cao Bằng"
