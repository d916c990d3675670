"""Members punished, told by offence and by who punished them, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Offences listed with their people.
        (
            "Huyện kỷ luật 31 đảng viên. Nội dung vi phạm: chính sách dân số 14 đồng chí; đất đai 6 đảng viên.",
            ["31 member.disciplined", "14 member.disciplined", "6 member.disciplined"],
        ),
        (
            "Các cấp ủy kỷ luật 41 đảng viên. Lỗi phổ biến là vi phạm chính sách dân số (15 người), đất đai (8).",
            ["41 member.disciplined", "15 member.disciplined", "8 member.disciplined"],
        ),
        (
            "Huyện kỷ luật 22 đảng viên. Khuyết điểm thường gặp: kế hoạch hóa gia đình (9), thiếu trách nhiệm 5.",
            ["22 member.disciplined", "9 member.disciplined", "5 member.disciplined"],
        ),
        # Those of a kind.
        (
            "Huyện kỷ luật 41 đảng viên. Số bị kỷ luật là cấp ủy viên có 9 đồng chí, chiếm 22%.",
            ["41 member.disciplined", "9 member.disciplined", "22 member.disciplined share"],
        ),
        (
            "Cấp ủy các cấp đã kiểm tra 60 đảng viên. Khuyết điểm thường gặp: thiếu trách nhiệm 5.",
            ["60 other", "5 other"],
        ),
        # What an inspection found is no punishment.
        (
            "Huyện kỷ luật 31 đảng viên. Qua kiểm tra phát hiện vi phạm: 6 đảng viên thiếu trách nhiệm.",
            ["31 member.disciplined", "6 other"],
        ),
        # The bodies that punished.
        (
            "Huyện kỷ luật 31 đảng viên. Trong đó, chi bộ kỷ luật 14, đảng ủy cơ sở 9, UBKT Huyện ủy 8.",
            ["31 member.disciplined", "14 member.disciplined", "9 member.disciplined", "8 member.disciplined"],
        ),
        (
            "Huyện kỷ luật 17 đảng viên: Ban Thường vụ kỷ luật 5 đảng viên, Ủy ban Kiểm tra Huyện ủy 12 đảng viên.",
            ["17 member.disciplined", "5 member.disciplined", "12 member.disciplined"],
        ),
        # Penalties of bodies, then of members.
        (
            "Kỷ luật 3 tổ chức đảng (khiển trách 2, cảnh cáo 1) và 40 đảng viên (khiển trách 30, cảnh cáo 10).",
            ["3 other", "2 other", "1 other", "40 member.disciplined", "30 member.disciplined",
             "10 member.disciplined"],
        ),
        # Who is only proposed, and who complained.
        (
            "UBKT đề nghị Ban Thường vụ Huyện ủy thi hành kỷ luật 4 đảng viên; giải quyết khiếu nại 1 trường hợp.",
            ["4 member.disciplined target", "1 other target"],
        ),
    ],
)  # fmt: skip
def test_members_punished(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


def test_some_of_those_punished_are_told_by_the_reason(read: Read) -> None:
    text = "Năm 2022 xóa tên 96 đảng viên, trong đó 41 đảng viên do bỏ sinh hoạt, 23 đảng viên vi phạm tư cách."
    assert told(read(text)) == ["96 member.removed", "41 member.removed", "23 member.removed"]
    text = "Không hoàn thành nhiệm vụ 36 đảng viên (trong đó 19 đồng chí do bị kỷ luật, 11 đồng chí vi phạm dân số)."
    assert told(read(text), groups=True) == [
        "36 member.rated rating:not_completed",
        "19 member.rated rating:not_completed",
        "11 member.rated rating:not_completed",
    ]
    assert told(read("Kiểm tra 40 đảng viên, trong đó 9 đảng viên vi phạm.")) == ["40 other", "9 other"]


def test_a_part_is_of_all_punished_not_of_the_last_penalty(read: Read) -> None:
    text = "Kỷ luật 143 đảng viên: khiển trách 86, khai trừ 22. Trong số này có 35 đảng viên là cấp ủy viên."
    assert told(read(text))[-1] == "35 member.disciplined"


def test_a_standing_committee_and_officers_among_those_punished(read: Read) -> None:
    text = (
        "Năm 2022 kỷ luật 56 đảng viên: khiển trách 31, cảnh cáo 23, khai trừ ra khỏi Đảng 2 đảng viên. Trong đó, "
        "cấp ủy viên có 21 đồng chí; Ban Thường vụ Huyện ủy thi hành kỷ luật 1, chi bộ thi hành kỷ luật 29."
    )
    assert told(read(text))[4:] == ["21 member.disciplined", "1 member.disciplined", "29 member.disciplined"]
