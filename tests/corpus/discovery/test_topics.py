import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.discovery.topics import fold_topic, matches_topic
from schemas.crawling import FoundAddress

KEYWORDS = ("chi bộ", "đảng viên", "Đoàn TNCS")


def found(path: str, title: str | None = None) -> FoundAddress:
    return FoundAddress(url=f"https://chi-bo.example/{path}", title=title, found_in="https://chi-bo.example/")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("1.html", "Chi bộ thôn Nà Lẹng"),
        ("1.html", "CHI BỘ THÔN"),
        ("1.html", "Kết nạp “Đảng viên” mới"),
        ("1.html", "ket nap dang vien"),
        ("1.html", "Chi bo\u0323\u0302 (dạng tổ hợp)"),
        ("1.html", "Đoàn  TNCS - Hồ Chí Minh"),
        ("ket-nap-dang-vien-moi-12.html", None),
        ("ket_nap_Dang_Vien.html", "Tin vắn"),
        ("chi-bo/12.html", None),
        ("tin.aspx?ten=chi-bo-thon", None),
        ("chi%20b%E1%BB%99-th%C3%B4n-12.html", None),
        ("tin-tuc/12345.html", None),
        ("xay-dung-dang/12345.html", None),
        ("ArticleDetail.aspx?id=15", None),
        ("", None),
        ("chi-tiet.aspx", None),
        ("tin-tuc/post12345.html", None),
    ],
)
def test_articles_on_the_topic_or_of_unknown_topic(path: str, title: str | None) -> None:
    assert matches_topic(found(path, title), KEYWORDS)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("1.html", "Chi bồi thường"),
        ("1.html", "Chibộ"),
        ("1.html", "Bóng đá: đội tuyển thắng"),
        ("1.html", "Đảng bộ. Viên chức"),
        ("chi-boi-thuong-cho-dan-12.html", None),
        ("bong-da-doi-tuyen-thang-12.html", None),
        ("bong-da-doi-tuyen-thang-dam/12.html", None),
        ("gia-vang-hom-nay.html", None),
        ("12345.html", "Giá vàng"),
    ],
)
def test_articles_off_the_topic(path: str, title: str | None) -> None:
    assert not matches_topic(found(path, title), KEYWORDS)


@pytest.mark.parametrize("keywords", [(), ("",), (" - ",)])
def test_no_keywords_take_all(keywords: tuple[str, ...]) -> None:
    assert matches_topic(found("bong-da-doi-tuyen-thang-12.html", "Bóng đá"), keywords)


def test_signs_in_keywords_are_no_pattern() -> None:
    assert matches_topic(found("1.html", "Nghị quyết 21-NQ/TW"), ("21-NQ/TW",))
    assert not matches_topic(found("1.html", "Bóng đá"), (".*",)) or fold_topic(".*") == ""


@given(st.text())
def test_folding_is_final(text: str) -> None:
    folded = fold_topic(text)
    assert fold_topic(folded) == folded
    assert folded == " ".join(folded.split())


@given(st.text(), st.text(), st.lists(st.text()).map(tuple))
def test_any_texts_are_judged(path: str, title: str, keywords: tuple[str, ...]) -> None:
    assert matches_topic(found(path, title), keywords) in (True, False)
    assert matches_topic(found("1.html", f"Tin {title} nay"), (title,))
