"""Cheap tests before dear ones give what the dear ones alone would give, on texts made of the words they look for."""

import re
from dataclasses import replace
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import badge_lines, body_reach, dated_lines, graded_lines, listed_lines, told_again
from extractors.checks import rates
from extractors.extraction import Extractor
from extractors.gazetteer import Gazetteer
from extractors.light_records import light_record
from extractors.periods import asides, figures, flows_before, numbers_again
from extractors.periods.figures import FigureKind, TimedFigure
from extractors.periods.scope import SentenceTimes, TimeScope
from extractors.places import told_villages, venues, village_words
from extractors.places.finding import find_places, places_in_name
from extractors.rulebook import Rulebook
from extractors.searching import outline_of
from extractors.slots import read_sentences
from extractors.tables import words as table_words
from extractors.tables.cells import find_lines
from extractors.tables.running import _count_runs
from extractors.tables.words import may_hold_two_runs
from extractors.tokens import Segmenter, tokenize
from schemas.sentences import Sentence

PIECES = (
    "chi bộ|Đảng bộ|trường|công ty| này| có| được|Cụm|khối thi đua|trong |, |. |; |: | |số |12|1.234|5%|từ |Từ |TỪ |"
    "từ chỗ |chỉ |lên |xuống |còn |đến nay|tại |Tại |ở |Ở |TẠI |thành phố |TP. |Hà Nội|ngày 8/12 |diễn ra |(|)|lễ |"
    "kết nạp|Lễ kết nạp|trao quyết định|dịp này, |năm |kế hoạch năm |cùng kỳ|bình quân |trung bình |mỗi chi bộ |hộ |\n|"
    "x|X|…|-|2015|Năm 2019|%|30 năm|\u00a0|ừ |À|k"
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=24).map("".join)

CONGRESSES = (
    "Trước thềm |chuẩn bị tốt |ĐẠI HỘI |đại hội |đại\u00a0hội |đạı hộı |đại biểu |"
    "lần thứ XXIV |Đảng bộ |Ðảng bộ |huyện|xã|\n"
).split("|")
BEFORE_BODIES = "thành lập |1 chi bộ |trực thuộc |Trong đó |trong đó |do |Tại |– |“|; |A|\n| ".split("|")


def cuts(text: str) -> range:
    return range(len(text) + 1)


@light_record(frozen=True, slots=True)
class Pair:
    one: int
    two: str = ""


def test_a_light_record_is_a_value() -> None:
    assert replace(Pair(1), two="a") == Pair(1, "a")
    assert hash(Pair(1, "a")) == hash(Pair(1, "a"))
    assert not hasattr(Pair(1), "__dict__")


@given(TEXTS)
def test_a_sentence_without_words_for_a_body_has_none_before_a_figure(text: str) -> None:
    before = [cut for cut in cuts(text) if told_again._BACK.search(text[:cut])]
    assert not before or told_again.may_refer_back(text)
    patterns = (told_again._KIND_TOLD, told_again._GROUP_TOLD)
    told = [cut for cut in cuts(text) if any(pattern.search(text, 0, cut) for pattern in patterns)]
    assert not told or told_again.may_tell_kind(text)


@given(TEXTS, st.data())
def test_old_and_new_levels_and_ceremonies_are_those_of_the_patterns(text: str, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(cuts(text)))
    sentence = Sentence(start=0, end=len(text), text=text, paragraph=1)
    here = SentenceTimes(TimeScope(text, (), (), None), sentence, ())
    figure = TimedFigure(text, sentence, start, min(start + 2, len(text)), (), FigureKind(is_level=True), here)
    before, behind = text[max(0, start - 30) : start], text[start : start + 120]
    is_old = figures._OLD_BEFORE.search(before) and figures._OLD_BEHIND.match(behind)
    assert figure.is_old == bool(figures._FROM_WHERE.search(before) or is_old)
    assert figure.is_new == bool(figures._NEW_BEFORE.search(text[max(0, start - 120) : start]))
    assert figure.is_of_ceremony == bool(figures._CEREMONY.search(text, max(0, start - 300), figure.end + 300))
    assert flows_before._is_held_to_a_year(text) == bool(flows_before._OF_A_YEAR.search(text))


@given(TEXTS)
def test_a_venue_stands_behind_its_preposition(text: str) -> None:
    for start in cuts(text):
        before = text[max(0, start - venues._WINDOW) : start]
        near = before[-venues._KINDS :]
        assert not venues._VENUE.search(before) or "ại" in near or "ở" in near or "Ở" in near


@given(TEXTS)
def test_two_runs_of_values_are_two_matches(text: str) -> None:
    for line in find_lines(text):
        assert _count_runs(line) < 2 or may_hold_two_runs(line.text)


@given(TEXTS)
def test_values_in_a_row_stand_next_to_each_other(text: str) -> None:
    assert len(table_words._NEXT_TO.findall(text)) >= len(table_words._IN_A_ROW.findall(text))


@given(st.lists(st.sampled_from(CONGRESSES), max_size=9).map("".join))
def test_a_congress_ahead_is_what_the_whole_pattern_finds(text: str) -> None:
    assert asides.tells_congress_ahead(text) == (asides._CONGRESS_AHEAD.search(text) is not None)


@given(st.lists(st.sampled_from(BEFORE_BODIES), max_size=9).map("".join))
def test_what_stands_before_a_body_ends_before_it(text: str) -> None:
    for first in cuts(text):
        before = text[:first]
        near = body_reach._SUBJECT.search(text, max(0, first - body_reach._SUBJECT_REACH), first)
        assert bool(near) == bool(body_reach._SUBJECT.search(before))
        assert not body_reach._UNDER.search(before) or text.endswith(body_reach._UNDER_WORD, 0, first - 1)


@given(TEXTS)
def test_an_average_says_so(text: str) -> None:
    assert "bình" in text or not (rates._EACH.search(text) or rates._AVERAGE.search(text))


@given(st.text(alphabet="0123456789a. ,", max_size=30))
def test_a_run_of_digits_is_one_and_zeros_in_the_outline(text: str) -> None:
    assert outline_of(text) == re.sub("[0-9]+", lambda run: "1" + "0" * (len(run[0]) - 1), text) + " "


def test_the_places_in_a_publisher_s_name_are_those_of_a_text(extractor: Extractor) -> None:
    name, known = "Cổng thông tin điện tử huyện Tam Đường, tỉnh Lai Châu", extractor.gazetteer
    assert places_in_name(name, known) == find_places(name, known) != ()
    none = Gazetteer({}, {})
    assert [m.candidates for m in places_in_name(name, none)] == [m.candidates for m in find_places(name, none)]


def test_cues_of_all_purposes_are_all_cues_in_order(rulebook: Rulebook, segment: Segmenter) -> None:
    text = "Trong đó, phấn đấu kết nạp 12 đảng viên, vượt 20% so với kế hoạch; năm 2020 tăng 5 chi bộ, đạt chỉ tiêu."
    sentence = Sentence(start=0, end=len(text), text=text, paragraph=1)
    (reading,) = read_sentences([tokenize(sentence, numerals=(), rejections=(), segment=segment)], rulebook)
    purposes = dict.fromkeys(match.rule.cue for match in reading.cues)
    assert {"part", "plan", "change", "target"} <= set(purposes)
    for purpose in purposes:
        assert list(reading.cues_of(purpose)) == [m for m in reading.cues if m.rule.cue == purpose]
    assert list(reading.cues_of("none")) == []


@given(st.text("12.,xX ", max_size=30), st.text("12.,", min_size=1, max_size=3), st.data())
def test_a_number_is_found_where_a_pattern_of_its_own_finds_it(text: str, number: str, data: st.DataObject) -> None:
    first = data.draw(st.sampled_from(cuts(text)))
    last = data.draw(st.sampled_from(range(first, len(text) + 1)))
    found = re.compile(rf"(?<![0-9.,]){re.escape(number)}(?![0-9]|[.,][0-9])").search(text, first, last)
    assert numbers_again._find_number(text, number, first, last) == (found.start() if found else -1)


VILLAGE_WORDS = (
    "Chi bộ| chi bộ| có|Ở đây|ở đây|Nơi này| nơi ấy|Bản|bản |cả ấp |Ấp| hiện|, |. |12|toàn thôn | này có |Trưởng |: |"
    "Năm 2015, |x"
).split("|")


@given(st.lists(st.sampled_from(VILLAGE_WORDS), max_size=12).map("".join))
def test_what_means_a_village_holds_one_of_its_words(text: str) -> None:
    for pattern, words in (
        (village_words.CELL, told_villages._IN_CELL),
        (village_words.HERE, told_villages._IN_HERE),
    ):
        assert not pattern.search(text) or told_villages._holds(text, words, 0, len(text))
    for told in village_words.TOLD.finditer(text):
        kind = told[told.lastgroup or 0].lower()
        assert told_villages._may_tell(text, kind, 0, len(text))


@pytest.mark.parametrize("lines", [graded_lines, dated_lines, badge_lines])
def test_what_begins_a_listed_line_ends_before_the_first_figure_may_stand(lines: ModuleType) -> None:
    longest = _parser.parse(lines._LINE.pattern).getwidth()[1]
    assert longest < listed_lines._LONGEST
