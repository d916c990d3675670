import pytest
from hypothesis import given
from old_encodings import sentences

from corpus.encodings.capitals import restore_capitals
from corpus.encodings.charsets import load_charsets

UNSURE = load_charsets()["tcvn3"].small_for_capitals


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("ĐảNG Bộ HUYệN Cư Kuin", "ĐẢNG BỘ HUYỆN Cư Kuin"),
        ("ý KIếN CHỉ ĐạO", "Ý KIẾN CHỈ ĐẠO"),
        ("TỉNH ĐắK LắK", "TỈNH ĐẮK LẮK"),
        ("Bộ CHQS tỉnh", "Bộ CHQS tỉnh"),
        ("UBND xã có 12 tổ", "UBND xã có 12 tổ"),
        ("Họp xong. ủy ban ra về. ở TP. ở xã", "Họp xong. Ủy ban ra về. Ở TP. ở xã"),
        ("Có 12 xã.\nủy ban họp,\nở huyện", "Có 12 xã.\nỦy ban họp,\nở huyện"),
        ("Tình hình\n\nủy ban họp", "Tình hình\n\nỦy ban họp"),
        ("huyện ý Yên, ấn Độ", "huyện ý Yên, ấn Độ"),
        ("số TƯ 12", "số TƯ 12"),
    ],
)
def test_capitals_come_back_where_letters_tell(text: str, restored: str) -> None:
    assert restore_capitals(text, unsure=UNSURE) == restored


def test_a_known_font_leaves_words_that_tell_nothing() -> None:
    assert restore_capitals("HUYệN Bộ XÃ. ở", unsure=UNSURE, by_neighbours=False) == "HUYỆN Bộ XÃ. ở"


@given(sentences())
def test_only_the_size_of_letters_changes(text: str) -> None:
    restored = restore_capitals(text, unsure=UNSURE)
    assert restored.lower() == text.lower()
    assert restore_capitals(restored, unsure=UNSURE) == restored
