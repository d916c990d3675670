import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.gazetteer.keys import SYLLABLE, highland_keys, name_key, normalize_spelling, plain_key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Hòa Bình", "Hoà Bình", "HÒA BÌNH", "hoà bình"),
        ("Thủy Nguyên", "Thuỷ Nguyên"),
        ("Kỳ Anh", "Kì Anh"),
        ("Quy Nhơn", "Qui Nhơn"),
        ("Mỹ Lý", "Mĩ Lí"),
        ("Đắk Lắk", "Đăk Lăk", "Dak Lak", "Đắc Lắc", "Đak Lak"),
        ("Đắk Đoa", "Đak Đoa", "Đăk Đoa"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "Bà Rịa – Vũng Tàu"),
        ("Thừa Thiên Huế", "Thừa Thiên - Huế"),
        ("Cư M'gar", "Cư M’gar", "Cư M’Gar"),
        ("Bù Đốp", "Bù Ðốp"),
        ("5", "05"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thanh Hóa", "Thạnh Hóa"),
        ("Thanh Trì", "Thạnh Trị"),
        ("Phú Mỹ", "Phù Mỹ"),
        ("Tam Dương", "Tam Đường"),
        ("Văn Quan", "Văn Quận"),
        ("Quý", "Quỳ"),
    ],
)
def test_different_places_keep_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_plain_key_drops_every_accent() -> None:
    assert plain_key("Krông Nô") == plain_key("Krong No") == ("krong", "no")
    assert plain_key("Đắk Lắk") == plain_key("Dak Lak")


@pytest.mark.parametrize(
    ("printed", "normal"),
    [("Hoà  Bình", "Hòa Bình"), ("Thuỷ Nguyên", "Thủy Nguyên"), ("Bù Ðốp", "Bù Đốp"), ("Quý Châu", "Quý Châu")],
)
def test_spelling_is_normalised_for_display(printed: str, normal: str) -> None:
    assert normalize_spelling(printed) == normal


_VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ '-"


@given(st.text(alphabet=_VIETNAMESE + _VIETNAMESE.upper(), max_size=12))
def test_keys_do_not_depend_on_the_normal_form(text: str) -> None:
    assert name_key(text) == name_key(unicodedata.normalize("NFD", text))


@given(st.text(max_size=300))
def test_syllables_never_raise_and_never_hold_blanks(text: str) -> None:
    for match in SYLLABLE.finditer(text):
        assert not any(char.isspace() for char in match.group())
    name_key(text)


@pytest.mark.parametrize(
    ("name", "printed"),
    [("Đa Krông", "Đakrông"), ("Cư M'gar", "Cư Mgar"), ("Đắk Hà", "ĐăkHà"), ("K'Bang", "Kbang"), ("Ia Grai", "IaGrai")],
)
def test_joined_highland_names(name: str, printed: str) -> None:
    assert name_key(printed) in highland_keys(name)


@pytest.mark.parametrize("name", ["Ba Bể", "Na Rì", "Pác Nặm", "Hồ", ""])
def test_other_names_are_never_joined(name: str) -> None:
    assert highland_keys(name) == ()
