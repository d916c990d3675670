import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.periods import brackets, in_order, old_levels
from extractors.periods.finding import PeriodMention
from extractors.periods.scope import SentenceTimes, TimeScope
from schemas.sentences import Sentence

PIECES = (
    "khi |lúc |KHI |mới |được |thành lập|Thành Lập|sáp nhập|hợp nhất|ra đời|ra mắt|hoạt động|ban đầu|Ban đầu|buổi đầu|"
    "với |(|)|, |; |cùng kỳ|CÙNG KỲ|cùng kỳ năm |trước|ngoái|năm |năm học |: |là |có |9|12 |1.234|năm 2019|lần lượt|"
    "Lần lượt |tương ứng | chi bộ|\n|đầu9|K|."
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join)


def sentence_of(text: str, start: int = 0, end: int | None = None) -> SentenceTimes:
    last = len(text) if end is None else end
    sentence = Sentence(start=start, end=last, text=text[start:last], paragraph=1)
    return SentenceTimes(TimeScope(text, (), (), None), sentence, ())


def mentions_of(text: str) -> tuple[PeriodMention, ...]:
    years = re.finditer(r"năm \d{4}", text)
    return tuple(PeriodMention("flow", start=m.start(), end=m.end(), text=m.group()) for m in years)


@given(TEXTS)
def test_what_needs_a_word_finds_none_in_a_sentence_without_it(text: str) -> None:
    here = sentence_of(text)
    starts = range(len(text) + 1)
    assert here.names_year_before or not any(old_levels._YEAR_BEFORE.search(text, 0, at) for at in starts)
    assert here.names_founding or not any(old_levels._AT_FOUNDING.search(text[:at]) for at in starts)
    assert here.names_founding or not any(old_levels._BEGAN_WITH.match(text, at) for at in starts)
    assert here.tells_in_turn == bool(in_order._IN_TURN.search(text))


@given(TEXTS, st.data())
def test_no_mention_stands_in_brackets_where_none_opens(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    within = [m for m in mentions_of(text) if m.start >= start]
    assert sentence_of(text, start).has_bracket or not any(brackets.bracket_around(m, text) for m in within)


@given(TEXTS, st.data())
def test_mentions_are_those_of_the_span(text: str, data: st.DataObject) -> None:
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    scope = TimeScope(text, mentions_of(text), (), None)
    assert list(scope.between(first, last)) == [m for m in scope.mentions if first <= m.start < last]
    assert list(scope.backwards(last)) == [m for m in reversed(scope.mentions) if m.start < last]


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("Kết nạp 94 đảng viên (năm 2010: 109), 3 nữ", "109", "3 nữ"),
        ("Kết nạp 94 đảng viên (năm 2010: 109\n3 nữ", "109", "3 nữ"),
    ],
)
def test_a_year_in_brackets_is_of_the_figure_in_them(text: str, inside: str, outside: str) -> None:
    scope = TimeScope(text, mentions_of(text), (), None)
    year = scope.mentions[0]
    assert not scope.is_shut_away(year, text.index(inside))
    assert scope.is_shut_away(year, text.index(outside))


REPORT = (
    "BÁO CÁO năm 2022\nI. Kết quả năm 2021\n1. Về tổ chức đảng\nĐảng bộ có 9 chi bộ.\n"
    "II. Phương hướng\nKết nạp 12 người."
)


def test_a_part_of_a_report_ends_with_the_next_heading() -> None:
    scope = TimeScope(REPORT, mentions_of(REPORT), (), None)
    of_part = scope.mentions[1]
    assert scope.parts.time_of_part(REPORT.index("9 chi"), [of_part]) == of_part
    assert scope.parts.time_of_part(REPORT.index("12 người"), [of_part]) is None


def test_a_section_begins_at_its_heading() -> None:
    parts = TimeScope(REPORT, (), (), None).parts
    assert parts._section_start(REPORT.index("9 chi")) == REPORT.index("1. Về")
    assert parts._section_start(REPORT.index("năm 2022")) is None
