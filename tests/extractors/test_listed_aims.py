"""Aims announced by their number, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize("words", ["đề ra 17 chỉ tiêu, trong đó", "thông qua 17 chỉ tiêu chủ yếu, trong đó:"])
def test_figures_among_a_number_of_aims_are_aims(read: Read, words: str) -> None:
    text = f"Đại hội {words} kết nạp mới 150 đảng viên; 90% chi bộ hoàn thành tốt nhiệm vụ."
    assert told(read(text))[1:] == ["150 member.admitted target", "90 cell.rated share target"]


def test_aims_reached_are_results(read: Read) -> None:
    text = "Nhiệm kỳ qua, xã đạt 15/17 chỉ tiêu, trong đó kết nạp 150 đảng viên."
    assert told(read(text))[1:] == ["150 member.admitted"]
