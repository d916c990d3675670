import pytest

from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.places.finding import find_places


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Behind a commune with its kind word, and announced; a district's name is a commune's beside named ones.
        (
            "phường Đồng Hới 31 đảng viên, xã Hướng Hiệp 22 đảng viên, Bến Quan 18",
            ["Đồng Hới", "Hướng Hiệp", "Bến Quan"],
        ),
        ("Các xã kết nạp nhiều: Hướng Hiệp (22), Bến Quan (18) và Lao Bảo (9)", ["Hướng Hiệp", "Bến Quan", "Lao Bảo"]),
        ("các đảng bộ: phường Đồng Hới (31), Đông Hà (27)", ["Đồng Hới", "Đông Hà"]),
        # Streets, schools and lists that nothing announces.
        ("Đường Quang Trung 24, Minh Khai 19 người", []),
        ("Hôm qua Hướng Hiệp 22, Bến Quan 18", []),
    ],
)
def test_communes_with_figures(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert [m.name for m in find_places(text, gazetteer) if m.level == "commune"] == expected


def test_districts_in_such_a_list_may_be_either(gazetteer: Gazetteer) -> None:
    found = find_places("Các đảng bộ kết nạp nhiều là Ba Bể (124), Na Rì (117).", gazetteer)
    assert [(m.level, len(m.candidates) > 1) for m in found] == [("district", True), ("district", True)]
