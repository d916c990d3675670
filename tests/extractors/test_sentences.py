import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from underthesea import sent_tokenize

from extractors.sentences import _split, split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("Có 5 chi bộ. Năm nay kết nạp 3.", ["Có 5 chi bộ.", "Năm nay kết nạp 3."]),
        ("Thị ủy TX. Sông Cầu có 5 chi bộ. Hết.", ["Thị ủy TX. Sông Cầu có 5 chi bộ.", "Hết."]),
        ("TP. Hà Nội họp. Huyện có 3 xã.", ["TP. Hà Nội họp.", "Huyện có 3 xã."]),
        ("Đ/c. Bình vắng. Hết.", ["Đ/c. Bình vắng.", "Hết."]),
        ("GS. TS. Bình nói. Hết.", ["GS. TS. Bình nói.", "Hết."]),
        ("Q. 1 và P. 5 có 3 chi bộ.", ["Q. 1 và P. 5 có 3 chi bộ."]),
        ("T.H. Bình viết. Bài hết.", ["T.H. Bình viết.", "Bài hết."]),
        ("thịt, cá v.v. và rau", ["thịt, cá v.v. và rau"]),
        ("Kết nạp 5 đảng viên./.", ["Kết nạp 5 đảng viên./."]),
        ("Kết nạp 5 đảng viên...", ["Kết nạp 5 đảng viên..."]),
        ("Xem https://a.example/b.c/d nhé. Hết.", ["Xem https://a.example/b.c/d nhé.", "Hết."]),
        ("Có 1.234 đảng viên. Đạt 12,5%. Hết.", ["Có 1.234 đảng viên.", "Đạt 12,5%.", "Hết."]),
        ("Hỏi? Đáp! Xong.", ["Hỏi?", "Đáp!", "Xong."]),
        ("năm 2020.Huyện có 5 xã.", ["năm 2020.", "Huyện có 5 xã."]),
        ("Tổng số: 5; trong đó: 3.", ["Tổng số: 5; trong đó: 3."]),
        ("Không chấm\nDòng hai", ["Không chấm", "Dòng hai"]),
        ("  thụt đầu dòng. Câu hai.  ", ["thụt đầu dòng.", "Câu hai."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text)] == expected


def test_roles_and_paragraphs() -> None:
    found = split_sentences("Đầu đề\n\nA | B\nCâu một. Câu hai.\n \nHết")
    assert [(s.role, s.paragraph) for s in found] == [
        ("title", 0), ("row", 1), ("body", 2), ("body", 2), ("body", 3),
    ]  # fmt: skip


def test_offsets_are_those_of_the_text() -> None:
    text = "Đầu đề\n  Câu một. Câu hai.\n"
    assert [(s.start, s.end) for s in split_sentences(text)] == [(0, 6), (9, 17), (18, 26)]


def test_lines_that_break_off_in_a_sentence_are_one() -> None:
    text = "Tính đến cuối tháng 6 năm nay, toàn Đảng bộ huyện Ba Bể có\n   45 tổ chức cơ sở.\nHai dòng riêng"
    wrapped = "Tính đến cuối tháng 6 năm nay, toàn Đảng bộ huyện Ba Bể có\n  bốn mươi tổ chức.\nDòng sau"
    assert [s.text for s in split_sentences(text)][1] == "45 tổ chức cơ sở."
    assert [s.text for s in split_sentences(wrapped)] == [wrapped[: wrapped.index("\nDòng")], "Dòng sau"]


WORDS = st.sampled_from(
    ["Huyện", "có", "5", "1.234", "chi bộ", ".", ". ", "...", "./.", "? ", "! ", " ", "\n", " | ", "TX. ", "“", "”",
     "https://a.example/b.", "…", "đ/c. ", "\u00a0", "x" * 70, ";", "(", ")", '"']
)  # fmt: skip


@given(text=st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=40).map("".join)))
@settings(max_examples=300, deadline=None)
def test_sentences_quote_the_text_and_never_overlap(text: str) -> None:
    found = split_sentences(text)
    assert all(text[s.start : s.end] == s.text == s.text.strip() and "\n\n" not in s.text for s in found)
    assert all(one.end <= other.start and one.paragraph <= other.paragraph for one, other in pairwise(found))


@given(text=st.lists(WORDS, max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_nothing_but_blank_space_lies_between_sentences(text: str) -> None:
    position = 0
    for sentence in split_sentences(text):
        assert not text[position : sentence.start].strip()
        position = sentence.end
    assert not text[position:].strip()


SIGNS = st.sampled_from(
    [*".?!1 aA\t_²", "...", "..", "1.000", "tp.", "Tp. ", "Chi bộ", "v.v", "…", "\u00a0", "x" * 30, "a.b" * 10, "\n"]
)


@given(line=st.lists(SIGNS, max_size=14).map("".join))
@settings(max_examples=1000, deadline=None)
def test_a_line_is_split_as_by_underthesea_but_for_addresses(line: str) -> None:
    masked = re.sub(r"\S{60,}", lambda address: "x" * len(address.group()), line.replace("\n", " "))
    assert [masked[first:last] for first, last in _split(line)] == sent_tokenize(masked)
