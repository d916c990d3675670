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
