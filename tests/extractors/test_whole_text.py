"""One pass for all that is looked for in a whole text, against each search of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.extraction import Extractor
from extractors.number_words import find_word_numerals
from extractors.numerals import find_numerals
from extractors.organizations import find_organizations
from extractors.periods.finding import find_times
from extractors.rulebook import Rulebook
from extractors.spoken_associations import spoken_associations
from extractors.whole_text import WholeTextSearch, make_whole_text_search
from schemas.documents import Document


@pytest.fixture(scope="module")
def search(extractor: Extractor) -> WholeTextSearch:
    return make_whole_text_search(extractor.rulebook)


def check(text: str, rulebook: Rulebook, search: WholeTextSearch) -> None:
    begun, words = search.find(text), rulebook.number_words
    assert find_numerals(text, rulebook.numerals, begun.nonfacts) == find_numerals(text, rulebook.numerals)
    told = find_times(text, rulebook.periods, published=None, begins=begun.times)
    assert told == find_times(text, rulebook.periods, published=None)
    assert find_organizations(text, begun.bodies) == find_organizations(text)
    written = find_word_numerals(text, pattern=search.words, words=words, begins=begun.number_words)
    assert written == find_word_numerals(text, pattern=search.words, words=words)
    assert spoken_associations(text, 40, begun.associations) == spoken_associations(text, 40)


def test_one_pass_finds_what_each_search_finds_in_articles(
    rulebook: Rulebook, search: WholeTextSearch, corpus_path: Path, load_path: Callable[[Path], Document]
) -> None:
    check(load_path(corpus_path).text, rulebook, search)


@pytest.mark.parametrize("odd", ["", " İ"])
@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm kì 2020 – 2025, Ðảng uỷ Khối các cơ quan tỉnh kết nạp hai mươi đảng viên, 5 phụ nữ, 7 thanh niên.",
        "Quí II năm 2021, Bệnh viện Đa khoa tỉnh có năm chi bộ; tháng 3/2022 có thêm 1 chi bộ thuộc Công ty Hoà Phát.",
    ],
)
def test_one_pass_knows_all_spellings(rulebook: Rulebook, search: WholeTextSearch, text: str, odd: str) -> None:
    check(text + odd, rulebook, search)
