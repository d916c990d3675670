import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_encodings import sentences

from corpus.encodings.syllables import strip_accents
from corpus.encodings.typing_keys import (
    TOKEN,
    StyleTable,
    _find_ascii_words,
    find_typing_marks,
    is_typed,
    load_shapes,
    load_style_tables,
    load_styles,
)

TABLES = load_style_tables().styles
STYLES = {style.id: style for style in load_styles()}
ROOT = Path(__file__).parents[3] / "corpus" / "gold"
ARTICLES = sorted((ROOT / "open").glob("*.txt")) + sorted((ROOT / "sample").glob("*.txt"))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_examples_mark_a_text(table: StyleTable) -> None:
    assert find_typing_marks(" ".join(table.examples)) == (table.id,)


@pytest.mark.parametrize(
    ("table", "word"), [(table, word) for table in TABLES for word in table.counterexamples], ids=str
)
def test_counterexamples_do_not(table: StyleTable, word: str) -> None:
    assert not is_typed(word, STYLES[table.id])


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("ddarng vieen", ("telex",)),
        ("Ba Bể: Huyeenj có 15 xã, ddangr booj huyeenj", ("telex",)),
        ("d9ang3 vie6n 12", ("vni-keys",)),
        ("Dda?ng bo^. huye^.n Ddo^`ng Ha?i", ("viqr",)),
        ("Dang bo huyen ket nap 120 dang vien", ("unaccented",)),
        ("Có dấu ở đây.\nDang bo huyen ket nap 120 dang vien moi trong nam nay", ("unaccented",)),
        ("Nguyen Van An, Tran Thi Be, Le Van Cu", ("unaccented",)),
        ("Nguyễn Văn An, Trần Thị Bé, Lê Văn Cư", ()),
        ("The committee of the district has admitted 120 new members in the first half of this year.", ()),
        ("We see that a good book has been kept in the room of the poor for too long, as you can see now.", ()),
        ("http://baomau.example/xay-dung-dang/dang-bo-huyen-ket-nap-dang-vien-moi.html", ()),
        ("12 | 34,5 | 1.234 | 5.6e+01 | 7.8e-02 | 9e10", ()),
        ("QL1A, H5N1, Covid19, m2, A1, B2, C3, thôn5, CO2", ()),
        ("f(x) = a^2 + b^2; a+b; O'Neil; n'est; DDoS, ddir ddir", ()),
        ("Huyeenj", ()),
        ("", ()),
    ],
)
def test_texts(text: str, marks: tuple[str, ...]) -> None:
    assert find_typing_marks(text) == marks


BARE_LINES = {"033-lai-chau-ban": ("unaccented",)}
"""Articles of which a line is printed without accents: a headline of a wire."""


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_have_no_mark_and_without_accents_are_marked(path: Path) -> None:
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    assert find_typing_marks(text) == BARE_LINES.get(path.stem, ())
    assert find_typing_marks("\n".join(map(strip_accents, text.split("\n")))) == ("unaccented",)


@given(sentences())
def test_accented_text_has_no_mark(text: str) -> None:
    accented = " ".join(word for word in text.split() if not word.isascii())
    assert find_typing_marks(accented) == ()


WORDS = st.sampled_from(
    [word for table in TABLES for word in (*table.examples, *table.counterexamples)]
    + ["xã", "x\u0301", "QL1A", "2.", "thôn5b", "“", "-", "/", "'", "\u00a0", "\u2028", "\n", " ", "_", "²"]
)


@given(st.lists(WORDS, max_size=12).map("".join) | st.text(max_size=40))
def test_the_words_of_ascii_are_those_of_the_lines(text: str) -> None:
    words = {word for line in text.split("\n") for word in TOKEN.findall(line) if word.isascii()}
    assert _find_ascii_words(text) == words


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_a_style_without_a_sure_word_marks_no_text(text: str) -> None:
    sure = {style.id for style in STYLES.values() for word in TOKEN.findall(text) if is_typed(word, style)}
    assert set(find_typing_marks(text)) <= sure | {"unaccented"}


KEYS = st.text("dDaeouwfsrxj12356789(^+`'?~.hngcmtiy", min_size=2, max_size=7)


@given(WORDS | KEYS)
def test_a_word_of_a_style_has_a_key_for_a_letter(word: str) -> None:
    typed = [style.id for style in STYLES.values() if is_typed(word, style)]
    assert not typed or load_shapes().search(word.lower())
