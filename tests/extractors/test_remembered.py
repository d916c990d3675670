"""A table of what a function says of words asks it once a word, holds so many words and no long ones."""

from collections import Counter

from extractors.remembered import Remembered


def _counted(*, most: int) -> tuple[Remembered[int], Counter[str]]:
    asked: Counter[str] = Counter()

    def length(word: str) -> int:
        asked[word] += 1
        return len(word)

    return Remembered(length, most=most), asked


def test_a_word_is_asked_once() -> None:
    table, asked = _counted(most=10)
    assert list(map(table.__getitem__, ["xã", "huyện", "xã"])) == [2, 5, 2]
    assert asked == {"xã": 1, "huyện": 1}


def test_a_full_table_begins_anew() -> None:
    table, asked = _counted(most=2)
    assert [table[word] for word in ("a", "b", "cc", "a")] == [1, 1, 2, 1]
    assert set(table) == {"cc", "a"}
    assert asked["a"] == 2


def test_long_words_are_not_kept() -> None:
    table, _ = _counted(most=2)
    assert table["x" * 1000] == 1000
    assert not table
