import json
import random
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.places.finding import PlaceMention, find_places

SEEDS = Path(__file__).parents[4] / "shared" / "gold" / "seeds"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def _brief(mentions: tuple[PlaceMention, ...]) -> list[tuple[str, str]]:
    return [(mention.kind, mention.text) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng bộ huyện Ba Bể hiện có 45 tổ chức", [("named", "huyện Ba Bể")]),
        ("tại TP. Hội An và TX. Điện Bàn", [("named", "TP. Hội An"), ("named", "TX. Điện Bàn")]),
        ("ở TP.HCM, TP Hồ Chí Minh", [("named", "TP.HCM"), ("named", "TP Hồ Chí Minh")]),
        ("T.P Hưng Yên, T.X. Mỹ Hào và T.T Lương Bằng",
         [("named", "T.P Hưng Yên"), ("named", "T.X. Mỹ Hào"), ("named", "T.T Lương Bằng")]),
        ("Đảng bộ phường 5, Quận 3", [("named", "phường 5"), ("named", "Quận 3")]),
        ("Huyện ủy Pác Nặm, Tỉnh uỷ Hà Giang", [("named", "Huyện ủy Pác Nặm"), ("named", "Tỉnh uỷ Hà Giang")]),
        ("Thành ủy Hải Phòng và Thị ủy Sơn Tây", [("named", "Thành ủy Hải Phòng"), ("named", "Thị ủy Sơn Tây")]),
        ("các huyện Mường Nhé, Nậm Pồ và Mường Chà.",
         [("named", "huyện Mường Nhé"), ("named", "Nậm Pồ"), ("named", "Mường Chà")]),
        ("3 xã: Công Bằng, Giáo Hiệu", [("named", "xã: Công Bằng"), ("named", "Giáo Hiệu")]),
        ("huyện vùng cao Pác Nặm", [("named", "huyện vùng cao Pác Nặm")]),
        ("BA BỂ: ĐẢNG BỘ HUYỆN PÁC NẶM KẾT NẠP", [("bare", "BA BỂ"), ("named", "HUYỆN PÁC NẶM")]),
        ("huyện Cư M’gar, huyện Đăk Glei", [("named", "huyện Cư M’gar"), ("named", "huyện Đăk Glei")]),
        ("tỉnh Bà Rịa-Vũng Tàu; tỉnh Thừa Thiên - Huế",
         [("named", "tỉnh Bà Rịa-Vũng Tàu"), ("named", "tỉnh Thừa Thiên - Huế")]),
        ("Bí thư Huyện ủy Ba Bể Nguyễn Văn A", [("named", "Huyện ủy Ba Bể")]),
        ("xã Tân Lập Hạ, xã Lạ Tên", [("named", "xã Tân Lập Hạ"), ("named", "xã Lạ Tên")]),
        ("xã Mường Tùng, Mường Chà", [("named", "xã Mường Tùng"), ("bare", "Mường Chà")]),
        ("Pác Nặm kết nạp 23 đảng viên; Hội An 110", [("bare", "Pác Nặm"), ("bare", "Hội An")]),
        ("Riêng Ba Bể có 5. Tại Hà Giang, Huế", [("bare", "Ba Bể"), ("bare", "Hà Giang"), ("bare", "Huế")]),
        ("Đảng bộ Bắc Quang", [("bare", "Bắc Quang")]),
        ("Vĩnh Linh (196/180), Đakrông (148/135)", [("bare", "Vĩnh Linh"), ("bare", "Đakrông")]),
        ("Đưa chi bộ về xã, phường: Đồng Nai làm nhanh", [("bare", "Đồng Nai")]),
        # A person's name behind an office is no commune's.
        ("Bí thư Đảng ủy xã Vừ Nhia Páo cho biết", [("implicit", "xã")]),
        ("Chủ tịch UBND xã Siu H’Blên, xã Lạ Tên", [("implicit", "xã"), ("named", "xã Lạ Tên")]),
        ("Trưởng Công an xã Nguyễn Đình Bắc và Bí thư Đảng ủy xã Hồng Ngài",
         [("implicit", "xã"), ("named", "xã Hồng Ngài")]),
        ("Bí thư Chi bộ bản Lầu A Sếnh và bản Lầu A", [("village", "bản Lầu A")]),
        ("Nhiều năm qua, chị Vừ, ở xã Giàng Thị Mỷ", [("implicit", "xã")]),
        ("trong cả nước, toàn quốc", [("nation", "cả nước"), ("nation", "toàn quốc")]),
    ],
)  # fmt: skip
def test_units_are_found(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    assert _brief(find_places(text, gazetteer)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đó là các bản: Nậm Cang 1, Nậm Cang 2, Nậm Piền xã Mường Tùng",
         ["bản: Nậm Cang 1", "Nậm Cang 2", "Nậm Piền"]),
        ("các bản như Hà Xi, Ứ Ma và Cờ Lò 2 còn xa", ["bản như Hà Xi", "Ứ Ma", "Cờ Lò 2"]),
        ("một bản như Hà Xi", []),
        ("Trưởng Ban nhân dân ấp Ô Trao, xã Hiếu Tử", ["ấp Ô Trao"]),
        ("Trưởng Ban nhân dân ấp Nguyễn Văn Bê, xã Phú Xuân; dân bản Nậm Cang", []),
        ("bản Hin 2 và thôn 3", ["bản Hin 2", "thôn 3"]),
        ("tổ dân phố số 5, khu phố 3, ấp Bình Hòa", ["tổ dân phố số 5", "khu phố 3", "ấp Bình Hòa"]),
        ("buôn Ea Bông, bon Pi Nao, khóm 4", ["buôn Ea Bông", "bon Pi Nao", "khóm 4"]),
        ("thôn Phya Mạ có 5 người. Chi bộ Phya Mạ họp", ["thôn Phya Mạ", "Phya Mạ"]),
        ("xây dựng thôn Tự chủ - Tự quản", []),
        ("văn bản Hướng dẫn, nông thôn Việt Nam, làng Văn hóa, bản Di chúc", []),
    ],
)  # fmt: skip
def test_villages(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    found = [mention for mention in find_places(text, gazetteer) if mention.kind == "village"]
    assert [mention.text for mention in found] == expected
    assert all(mention.level == "village" and mention.candidates == () for mention in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn huyện có 33 tổ chức", [("Toàn huyện", "district")]),
        ("trên địa bàn huyện đã có", [("trên địa bàn huyện", "district")]),
        ("toàn Đảng bộ tỉnh đã kết nạp", [("tỉnh", "province")]),
        ("Ban Thường vụ Huyện ủy xác định", [("Huyện ủy", "district")]),
        ("Đảng bộ xã phấn đấu; thị xã đạt 5", [("xã", "commune"), ("thị xã", "district")]),
        ("toàn thành phố có 91 ban", [("toàn thành phố", "district")]),
        ("từ huyện đến cơ sở, từ tỉnh đến xã", []),
        ("12 huyện, các xã, mỗi phường, cấp tỉnh, 100% xã, nhiều huyện", []),
        ("xã hội, xã viên, hợp tác xã, huyện lỵ, tỉnh táo", []),
        ("các xã, phường, thị trấn; các Đảng bộ xã; 3 chi bộ xã", []),
        ("Pác Nặm là huyện vùng cao", []),
    ],
)
def test_implicit_references(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    found = [mention for mention in find_places(text, gazetteer) if mention.kind == "implicit"]
    assert [(mention.text, mention.level) for mention in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "ông Hòa Bình, đồng chí Nguyễn Hòa Bình, bà Trần Thanh Hà",
        "phong cách Hồ Chí Minh, tư tưởng Hồ Chí Minh",
        "đường Điện Biên Phủ, đường Hà Giang, quốc lộ Hòa Bình",
        "Trường THPT Ba Bể, Trường Cao đẳng Sư phạm Điện Biên",
        "Công ty TNHH Ba Bể, Công ty cổ phần xi măng Hà Giang",
        "hồ Ba Bể, sông Đồng Nai, chiến thắng Điện Biên Phủ, Báo Bắc Kạn",
        "Vinh, Lắk, Bình",
        "Hòa bình là hạnh phúc. Tân Bình Minh. ba bể",
        "Ảnh: Thanh Hà",
        "Lường Văn Quận, Bí thư Đảng ủy",
        "Hoa Binh va Ba Be, dấu",
    ],
)
def test_what_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert find_places(text, gazetteer) == ()


def test_the_fields_of_a_mention(gazetteer: Gazetteer) -> None:
    first, second, third = find_places("Đảng bộ xã Na Sang, huyện Mường Chà (Điện Biên)", gazetteer)
    assert first == PlaceMention(
        start=8, end=18, text="xã Na Sang", kind="named", level="commune", unit_type="xã", name="Na Sang",
        candidates=("2025a:W:03201", "2025b:W:03172"), is_org=True,
    )  # fmt: skip
    assert (second.unit_type, second.candidates, second.is_org) == ("huyện", ("2025a:D:097",), False)
    assert third.in_parenthesis
    assert third.candidates == ("2025a:D:100", "2025a:P:11", "2025b:P:11")


def test_a_bare_commune_needs_its_kind_word_or_district_elsewhere(gazetteer: Gazetteer) -> None:
    assert find_places("Liêm Thủy có 9 thôn", gazetteer) == ()
    found = find_places("Huyện Na Rì. Ở Liêm Thủy có 9 thôn.", gazetteer)
    assert [(mention.kind, mention.level) for mention in found] == [("named", "district"), ("bare", "commune")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Of another province as a district, below the district named as a commune.
        ("Huyện Tân Phú, tỉnh Đồng Nai. Phú Bình thì khác.", 2),
        ("Tỉnh Đồng Nai có nhiều huyện. Phú Bình thì khác.", 1),
        ("Huyện Đại Từ, tỉnh Thái Nguyên. Phú Bình thì khác.", 1),
    ],
)
def test_the_name_of_a_district_far_away(gazetteer: Gazetteer, text: str, codes: int) -> None:
    (bare,) = [mention for mention in find_places(text, gazetteer) if mention.text == "Phú Bình"]
    assert len(bare.candidates) == codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bí thư Đảng ủy xã Phan Thị Hiền cho biết", ["xã"]),
        ("Chủ tịch UBND xã Phan Văn Hùng cho biết", ["xã"]),
        ("Bí thư Đảng ủy xã Phan Hòa cho biết", ["xã Phan Hòa"]),
        ("Bí thư Đảng ủy xã Phan cho biết", ["xã Phan"]),
    ],
)
def test_a_surname_behind_an_office_is_no_commune(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert [mention.text for mention in find_places(text, gazetteer)] == expected


def test_text_without_any_accent_is_read_without_accents(gazetteer: Gazetteer) -> None:
    found = find_places("Dang bo huyen Ba Be ket nap 5 dang vien o Krong No", gazetteer)
    assert _brief(found) == [("named", "huyen Ba Be"), ("bare", "Krong No")]
    assert "2025a:D:061" in found[0].candidates


def test_decomposed_text_keeps_its_own_offsets(gazetteer: Gazetteer) -> None:
    text = unicodedata.normalize("NFD", "ở huyện Ba Bể, tỉnh Bắc Kạn")
    found = find_places(text, gazetteer)
    assert [mention.candidates for mention in found] == [("2025a:D:061",), ("2025a:P:06",)]
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


_PIECES = ["huyện", "xã", "các", "bản", "Ba Bể", "Điện Biên", "TP.", "Hồ Chí Minh", "toàn", "và", "5", "(", ")", "\n"]
_TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from([*_PIECES, ", ", " ", ": ", "M'gar", "Nguyễn", "Huyện ủy", "A"]), max_size=60).map(
        " ".join
    ),
)


@given(_TEXTS)
@settings(deadline=None, max_examples=300)
def test_any_text_gives_sorted_separate_spans_that_quote_it(text: str) -> None:
    gazetteer = load_gazetteer()
    found = find_places(text, gazetteer)
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start < mention.end
        assert all(code in gazetteer.by_code for code in mention.candidates)
        assert list(mention.candidates) == sorted(mention.candidates)
        assert mention.name is None or mention.name in mention.text
    for before, after in pairwise(found):
        assert before.end <= after.start


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "Hà ",
        "(",
        "huyện ",
        "xã Công Bằng ",
        "Điện Biên, ",
        "Đ-",
        "M'",
        "a\u0301",
        "ĐIỆN BIÊN ",
        "TP.",
        "xã, ",
        " ",
    ],
)
def test_a_megabyte_of_anything_takes_seconds(gazetteer: Gazetteer, piece: str) -> None:
    text = "đ" + piece * (1_000_000 // len(piece))
    start = time.process_time()
    find_places(text, gazetteer)
    assert time.process_time() - start < 30


def test_news_is_read_fast(gazetteer: Gazetteer) -> None:
    sentence = "Đảng bộ huyện Ba Bể hiện có 45 tổ chức cơ sở đảng và 269 chi bộ trực thuộc, toàn Đảng bộ có đảng viên. "
    text = sentence * 3_000
    start = time.process_time()
    assert len(find_places(text, gazetteer)) == 3_000
    assert len(text) / (time.process_time() - start) > 50_000


def test_an_enumeration_of_all_communes_of_a_district(gazetteer: Gazetteer) -> None:
    names = [unit.name for unit in gazetteer.children("2025a:D:061") if any("2025a" in f.layers for f in unit.forms)]
    random.Random(1).shuffle(names)
    found = find_places("các xã " + ", ".join(names), gazetteer)
    assert [mention.name for mention in found] == names


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not part of the project")
@pytest.mark.parametrize("number", range(5))
def test_seed_articles_name_their_localities(gazetteer: Gazetteer, number: int) -> None:
    labels = next(SEEDS.glob(f"{number:03d}_*.ann.json"))
    text = labels.with_name(labels.name.replace(".ann.json", ".txt")).read_text("utf-8")
    wanted = {row["locality"] for row in json.loads(labels.read_text("utf-8"))["mentions"] if "locality" in row}
    found = find_places(text, gazetteer)
    assert wanted <= {f"{mention.unit_type} {mention.name}" for mention in found if mention.kind == "named"}
