"""Villages and levels that a text speaks of without their name, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import place_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]

COMMUNE = "Xã Hà Hiệu, huyện Ba Bể có 12 thôn.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The bare word right before a figure, by whose it is, in the mouth of its secretary.
        ("Bản Nà Mò xa nhất xã. Năm 2010, cả bản 41 hộ.", "bản Nà Mò"),
        ("Chị Lan là Bí thư Chi bộ bản Nà Mò.\n\nBản của chị có 41 hộ.", "bản Nà Mò"),
        ("Bản Nà Mò họp đêm.\n\nBí thư Chi bộ bản Lý Văn A cho biết, chi bộ nâng lên 41 đảng viên.", "bản Nà Mò"),
        ("Bản Nà Mò có khách.\n\nTừ 2016 tới giờ bản kết nạp được 41 đảng viên.", "bản Nà Mò"),
        # Behind words of time, behind a verb of being, and the cell of a village that goes without its name.
        ("Bản Nà Mò ở xa.\n\nBây giờ chi bộ bản có 41 đảng viên.", "bản Nà Mò"),
        ("Bản Nà Mò ở xa. Bản từng có 41 đảng viên.", "bản Nà Mò"),
        ("Xóm Nà Mò đổi thay. Chi bộ xóm 41 đồng chí, quá nửa là nữ.", "xóm Nà Mò"),
        ("Bản Nà Mò này có 12 hộ. Chi bộ thành lập năm 2014, đến nay kết nạp được 41 người.", "bản Nà Mò"),
        # Where the unit around it once lay is no unit named since.
        ("Chị Lan ở ấp Nà Mò, xã Yến Dương (trước đây thuộc huyện Na Rì).\n\nẤp có 41 hộ.", "ấp Nà Mò"),
        # A number names a village that opens a sentence.
        ("Xóm 12 có 187 hộ, chi bộ xóm có 41 đảng viên.", "xóm 12"),
        # The only village's cell behind words of time.
        ("Bản Nà Mò ở xa. Bản có 12 hộ.\n\nHọ nói: mỗi năm chi bộ kết nạp 41 đảng viên.", "bản Nà Mò"),
        # "Here" is where the text was last.
        ("Khó nhất là ấp Nà Lẹng. Đoàn xã phải giới thiệu cho nơi này 41 quần chúng.", "ấp Nà Lẹng"),
        ("Bản Nà Mò xa nhất xã. Ở đây có 41 đảng viên.", "bản Nà Mò"),
        ("Bản Nà Mò xa nhất. Xã Yến Dương thì gần. Ở đây có 41 đảng viên.", "xã Yến Dương"),
        # The cell behind a sentence that ended with the village.
        ("Chúng tôi dự buổi họp của Chi bộ thôn Nà Mò. Chi bộ có 41 đảng viên.", "thôn Nà Mò"),
        # A village behind "is" is told of; one that only says where somebody lives is not.
        ("Khó nhất là thôn Nà Mò, 41 hộ ở rải rác.", "thôn Nà Mò"),
        ("Anh Lý Văn A ở thôn Nà Mò cho hay, xã còn 41 hộ nghèo.", "xã Hà Hiệu"),
        # The cell of one of several villages, whose leader was told of; the unit that it lies in is no other.
        (
            "Bản Na Lẹ gần. Về bản Nà Mò, xã Yến Dương, gặp ông Sinh, Bí thư Chi bộ.\n\nHồi đó, cả chi bộ có 41 người.",
            "bản Nà Mò",
        ),
        (
            "Bản Nà Lẹng ở gần. Ở bản Nà Mò có ông Sinh, Bí thư Chi bộ, từng ở Bắc Giang.\n\nChi bộ có 41 người.",
            "bản Nà Mò",
        ),
        (
            "Bản Nà Lẹng ở gần. Ở bản Nà Mò có ông Sinh, Bí thư Chi bộ.\n\nXã Yến Dương cũng vậy. Chi bộ có 41 người.",
            "xã Yến Dương",
        ),
        ("Bản Nà Mò ở xa.\n\nÔng Sinh kể. Tỷ lệ hộ nghèo của bản từ 41% giảm còn 3%.", "bản Nà Mò"),
        # A unit named since ends what the village began.
        ("Bản Nà Mò ở xa.\n\nXã Yến Dương mới lên.\n\nHọ nói: ở đây có 41 đảng viên.", "xã Hà Hiệu"),
    ],
)
def test_a_village_told_without_its_name(read: Read, text: str, expected: str) -> None:
    assert place_of(read(COMMUNE + text), "41") == expected


def test_a_number_before_a_noun_names_no_village(read: Read) -> None:
    extraction = read(COMMUNE + "Cả bản 41 hộ nghèo. Trong đó làng Kram 68% là người Tày.")
    assert place_of(extraction, "41") == "xã Hà Hiệu"
    assert place_of(extraction, "68") != "làng Kram 68"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chúng tôi đến xã Hà Hiệu, huyện Ba Bể. Xã có 12 thôn. Năm 2022 kết nạp được 41 đảng viên.", "xã Hà Hiệu"),
        ("Chúng tôi gặp nhiều cán bộ xã có kinh nghiệm. Năm 2022 kết nạp được 41 đảng viên.", "tỉnh Bắc Kạn"),
        ("Ở 4 thôn của xã Hà Hiệu, số đảng viên đi làm xa là 60. Năm 2014, con số ấy chỉ là 41.", "xã Hà Hiệu"),
    ],
)  # fmt: skip
def test_what_a_sentence_began_with_holds_for_the_next(read: Read, text: str, expected: str) -> None:
    assert place_of(read(f"Tỉnh Bắc Kạn có nhiều xã vùng cao.\n\n{text}"), "41") == expected


def test_a_unit_that_another_was_split_from_is_no_topic_beside_it(read: Read) -> None:
    text = (
        "Tỉnh Kon Tum có xã biên giới.\n\nIa H’Drai thành lập năm 2015, trên cơ sở tách các xã của huyện Sa Thầy. "
        "Dân số hơn 11.600 người.\n\nỞ xã Ia Tơi, nơi đặt trung tâm huyện, 41% đảng viên là công nhân."
    )
    extraction = read(text, province="Kon Tum")
    assert place_of(extraction, "11.600") == "huyện Ia H’Drai"
    assert place_of(extraction, "41") == "xã Ia Tơi"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 1930, Đảng ta ra đời chỉ với 300 đảng viên; ngày nay, Đảng đã có 52.000 tổ chức cơ sở đảng.", "cả nước"),
        ("Đảng ta chỉ rõ nhiều việc phải làm. Đảng bộ huyện có 52.000 đảng viên.", "huyện Ba Bể"),
    ],
)
def test_the_whole_party_is_of_the_nation(read: Read, text: str, expected: str) -> None:
    assert place_of(read(f"Huyện Ba Bể gặp mặt đảng viên lão thành.\n\n{text}"), "52.000") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The kind told behind the bare name.
        ("Gò Cát là ấp giáp biển. Ấp có 41 hộ.", "ấp Gò Cát"),
        ("Anh Tuấn là thôn đội trưởng. Nay có 41 hộ nghèo.", "xã Hà Hiệu"),
        # A village that is a number is a place behind "in", and none in a list of counts.
        ("Ở khu phố 5, nơi có nhiều hộ mới đến, chi bộ 41 đảng viên.", "khu phố 5"),
        # All of a village whatever was named since: the one told of most.
        ("Bản Nà Mò, bản Nà Lẹng ở xa.\n\nNà Mò nghèo.\n\nXã Yến Dương thì khá.\n\nAnh bảo: “Cả bản còn 41 hộ nghèo”.",
         "bản Nà Mò"),
        ("Bản Nà Mò ở xa.\n\nXã Yến Dương thì khá.\n\nCó nhiều thôn, bản có 41 hộ nghèo.", "xã Hà Hiệu"),
        # Branches of associations, and the cell told right behind the figure.
        ("Lên bản Nà Mò, xe mất cả giờ. Cách đây ba năm, chi đoàn bản có 41 đoàn viên.", "bản Nà Mò"),
        ("Chi hội Phụ nữ thôn Nà Mò ra mắt sớm. Nay chi hội có 41 hội viên.", "thôn Nà Mò"),
        ("Bản Nà Mò ở xa.\n\nDở là người trẻ nhất trong số 41 đảng viên của chi bộ bản.", "bản Nà Mò"),
        ("Chị Vân, Chi hội trưởng Chi hội nuôi bò xã Yến Dương, kể thêm. Hồi mới ra mắt, chi hội chỉ có 41 hội viên.",
         "xã Yến Dương"),
        ("Chi hội thôn Nà Mò có 41 hội viên.", "thôn Nà Mò"),
        # The cell of the only village.
        ("Chi bộ bản Nà Mò họp.\n\nNăm 2022, chi bộ kết nạp 41 đảng viên.", "bản Nà Mò"),
    ],
)  # fmt: skip
def test_further_ways_to_tell_of_a_village(read: Read, text: str, expected: str) -> None:
    assert place_of(read(COMMUNE + text), "41") == expected
