"""Every noun of the catalogue in the sentences that papers put counts into, and every deed: one reading for all."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]

NOUNS = {
    "chi bộ": "cell",
    "chi bộ cơ quan": "cell",
    "đảng bộ": "committee",
    "tổ chức cơ sở đảng": "grassroots_org",
    "đảng viên": "member",
    "nữ đảng viên": "member",
    "đảng viên dự bị": "member",
    "chi đoàn": "cell",
    "đoàn viên": "member",
    "hội viên nông dân": "member",
    "chi hội phụ nữ": "cell",
    "hội viên cựu chiến binh": "member",
    "công đoàn cơ sở": "grassroots_org",
    "đoàn viên công đoàn": "member",
    "hội viên Hội Người cao tuổi": "member",
    "cấp ủy viên": "committee_member",
    "thôn": "village",
    "tổ dân phố": "village",
    "hộ dân": "household",
    "nhân khẩu": "population",
    "xã": "commune",
}
FRAMES = [
    ("Toàn huyện có 156 {}.", "156"),
    ("Huyện Na Rì hiện có 156 {}.", "156"),
    ("Số {} của huyện Na Rì là 156.", "156"),
    ("Tổng số {} toàn huyện: 156.", "156"),
    ("Số {} tăng từ 120 lên 156.", "120 156"),
    ("Số {} giảm từ 178 năm 2015 xuống còn 156 năm 2017.", "178 156"),
    ("Xã Kim Lư chỉ có 156 {}.", "156"),
    ("Năm 2015 huyện có 156 {}, năm 2016 có 178 {}.", "156 178"),
    ("Trong 156 {} của huyện có 45 ở xã Kim Lư.", "156 45"),
]
DEEDS = {
    ("kết nạp", "đảng viên"): "member.admitted",
    ("kết nạp", "đoàn viên mới"): "member.admitted",
    ("phát triển", "đoàn viên công đoàn"): "member.admitted",
    ("thành lập", "chi bộ"): "cell.established",
    ("thành lập", "công đoàn cơ sở"): "grassroots_org.established",
    ("giải thể", "tổ chức cơ sở đảng"): "grassroots_org.dissolved",
    ("khiển trách", "đảng viên"): "member.disciplined",
    ("xóa tên", "đảng viên"): "member.removed",
    ("trao Huy hiệu Đảng cho", "đảng viên"): "member.awarded",
    ("mở", "lớp bồi dưỡng nhận thức về Đảng"): "class.opened",
    ("giới thiệu cho Đảng", "đoàn viên ưu tú"): "candidate.introduced",
    ("miễn sinh hoạt cho", "đảng viên"): "member.exempted",
}
FRAMES_OF_DEEDS = [
    ("Năm 2016, huyện Na Rì {deed} 156 {noun}.", ["156"]),
    ("Số {noun} được {deed} tăng từ 120 năm 2015 lên 156 năm 2016.", ["120", "156"]),
    ("Năm 2015, huyện {deed} 145 {noun}; năm 2016 là 156; 6 tháng đầu năm 2017 là 78.", ["145", "156", "78"]),
    ("Xã Kim Lư {deed} 12 {noun}, xã Sơn Thành 15, xã Xuân Dương 9.", ["12", "15", "9"]),
]


@pytest.mark.parametrize(("frame", "figures"), FRAMES)
def test_a_count_is_of_its_noun_in_every_frame(read: Read, frame: str, figures: str) -> None:
    found = {noun: told(read(frame.replace("{}", noun))) for noun in NOUNS}
    assert found == {noun: [f"{n} {NOUNS[noun]}.total" for n in figures.split()] for noun in NOUNS}


@pytest.mark.parametrize(("frame", "figures"), FRAMES_OF_DEEDS)
def test_a_deed_counts_the_same_in_every_frame(read: Read, frame: str, figures: list[str]) -> None:
    found = {}
    for deed, noun in DEEDS:
        if "được {deed}" in frame and deed.endswith("cho"):
            continue
        found[deed, noun] = told(read(frame.format(deed=deed, noun=noun)))
    assert found == {key: [f"{n} {DEEDS[key]}" for n in figures] for key in found}


@pytest.mark.parametrize(
    ("part", "tag"),
    [
        ("nữ", "female"), ("đồng bào dân tộc Tày", "ethnic_minority"), ("đoàn viên", "youth"), ("công nhân", "worker"),
        ("người có đạo", "religious"), ("giáo viên", "teacher"), ("bộ đội", "military"), ("công an", "police"),
        ("dưới 30 tuổi", "youth"), ("trong độ tuổi đoàn", "youth"), ("từ 31 đến 40 tuổi", ""),
        ("trí thức", "other:trí thức"),
    ],
)  # fmt: skip
def test_a_part_of_members_is_told_in_every_frame(read: Read, part: str, tag: str) -> None:
    for frame in ("Huyện kết nạp 156 đảng viên ({} 45, nữ 12).", "Kết nạp 156 đảng viên, trong đó: {}: 45; nữ: 12."):
        facts = read(frame.format(part)).facts
        assert {f.indicator for f in facts} == {"member.admitted"}
        assert [" ".join(f.groups) for f in facts] == ["", tag, "female"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Số hộ dân của huyện Na Rì được vay vốn là 156.", ["156 other"]),
        ("Số xã đạt chuẩn nông thôn mới là 24.", ["24 other"]),
        ("Tỷ lệ chi bộ sinh hoạt chuyên đề đạt 98%.", ["98 other share"]),
        ("Tỷ lệ chi bộ hoàn thành tốt nhiệm vụ đạt 98%.", ["98 cell.rated share"]),
        ("Dư nợ 16,7 tỷ đồng cho 298 hội viên vay.", ["16,7 other", "298 other"]),
        (
            "Năm 2016, 90% chi bộ hoàn thành tốt nhiệm vụ, trong đó hoàn thành xuất sắc không quá 20%.",
            ["90 cell.rated share", "20 cell.rated share"],
        ),
    ],
)
def test_what_those_counted_do_is_no_count_of_them(read: Read, sentence: str, expected: list[str]) -> None:
    assert told(read(sentence)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What there is of another system goes on with no deed told before, and what lives in a place with no aim.
        ("Huyện lập mới 17 tổ chức đảng. Cùng với đó, có 104 công đoàn cơ sở.",
         ["17 grassroots_org.established", "104 grassroots_org.total"]),
        ("Huyện lập mới 17 tổ chức đảng. Trong đó có 3 chi bộ trong doanh nghiệp.",
         ["17 grassroots_org.established", "3 cell.established"]),
        ("Năm nay chi bộ phấn đấu kết nạp 2 người. Bản có 104 hộ.",
         ["2 member.admitted target", "104 household.total"]),
        ("Có 96 thôn có chi bộ. Trong số 96 bí thư chi bộ có 45 nữ.", ["96 village.with_cell", "96 other", "45 other"]),
        # Who did best is told by a name and a bare figure, also of those that did not reach their plan.
        ("Ngành kết nạp 64 đảng viên. Đi đầu là Trường THPT Na Rì (19), Trường THPT Bắc Kạn (12).",
         ["64 member.admitted", "19 member.admitted", "12 member.admitted"]),
        ("Huyện kết nạp 196/190 đảng viên. Còn 2 đảng bộ chưa đạt chỉ tiêu là xã Kim Lư (3/5), xã Sơn Thành (2/4).",
         ["196 member.admitted", "2 other", "3 member.admitted", "2 member.admitted"]),
        # What was reached of an aim told before, and bodies called so in general.
        ("Chỉ tiêu là lập 20 tổ chức đảng, kết nạp 250 đảng viên. Đến nay mới được 9 tổ chức và 118 đảng viên.",
         ["20 grassroots_org.established target", "250 member.admitted target", "9 grassroots_org.established",
          "118 member.admitted"]),
        ("Có 62 chi bộ, 701 đảng viên, tăng 9 tổ chức và 124 đảng viên so với năm 2020.",
         ["62 cell.total", "701 member.total", "9 cell.total change", "124 member.total change"]),
        ("Có 62 công đoàn cơ sở, tăng 9 đơn vị so với năm 2020.",
         ["62 grassroots_org.total", "9 grassroots_org.total change"]),
        ("Chỉ tiêu mỗi năm kết nạp 9 đảng viên; 2 năm qua, xã đều vượt, với 23 đảng viên mới.",
         ["9 member.admitted target", "23 member.admitted"]),
        # Who waits is no member yet; a committee of a cell is no body founded.
        ("Có 9 đảng viên; 2 đoàn viên ưu tú đang được xem xét kết nạp.", ["9 member.total", "2 candidate.introduced"]),
        ("Còn 75 chi bộ chưa đủ điều kiện lập chi ủy do dưới 9 đảng viên.", ["75 other"]),
        ("Hội kết nạp 74 hội viên mới; chúc thọ, mừng thọ 168 cụ.", ["74 member.admitted", "168 other"]),
        # A comparison goes on with what was told; officers of whom a part is told are no members as such.
        ("Huyện kết nạp 121 đảng viên. So với cùng kỳ năm 2016, tăng 18.",
         ["121 member.admitted", "18 member.admitted change"]),
        ("Đảng viên có đạo là 697; 48/367 bí thư chi bộ là người có đạo.", ["697 member.total", "48 other"]),
        # Members of the bodies before "take part in meetings"; a card handed out goes with what was recognised.
        ("Có 33 chi bộ cơ sở với trên 9.100 đảng viên tham gia sinh hoạt.", ["33 cell.total", "9.100 member.total"]),
        ("Công nhận đảng viên chính thức và phát thẻ đảng viên cho 65 đồng chí.", ["65 member.official"]),
        ("Lập được 61 chi bộ ở thôn, 68 chi bộ có đủ đảng viên.", ["61 cell.established", "68 other"]),
        # The change behind a list of penalties is of all punished.
        ("Tỉnh kỷ luật 268 đảng viên, gồm: khiển trách 187, khai trừ 81, giảm 32 trường hợp so với cùng kỳ.",
         ["268 member.disciplined", "187 member.disciplined", "81 member.removed", "32 member.disciplined change"]),
        ("Hộ nghèo từ 81 hộ nay giảm còn 43 hộ.", ["81 household.poor", "43 household.poor"]),
    ],
)  # fmt: skip
def test_what_there_is_beside_deeds_and_aims(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected
