"""Made pages in which every numeral stands once: what of the body comes out, and what of the rest of the page."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.news_layouts import LAYOUTS
from bench.news_pages import MadePage, make_pages
from bench.reading import KNOWN, NUMERAL, measure_recall, read

EACH = 27
"""Pages of each layout: more than 700 in all."""
NAMES = re.compile(r"\b(class|id)=([\"'])([^\"']*)[\"']")


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_numeral_of_the_body_comes_once_and_no_other(layout: str) -> None:
    found = measure_recall(list(make_pages({layout: LAYOUTS[layout]}, each=EACH, seed=5)), read)["all"]
    assert found["numerals"] > 400
    assert (found["recall"], found["twice"], found["leaked"]) == (1.0, 0, 0)


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_short_articles_among_many_other_things(layout: str) -> None:
    pages = list(make_pages({layout: LAYOUTS[layout]}, each=EACH, seed=6, paragraphs=(0, 1)))
    found = measure_recall(pages, read)["all"]
    assert found["recall"] >= 0.995
    assert found["twice"] == 0
    assert found["leaked"] <= 0.05 * found["foreign"]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_without_names_nothing_of_the_body_is_lost(layout: str) -> None:
    pages = [_without_names(page) for page in make_pages({layout: LAYOUTS[layout]}, each=EACH, seed=8)]
    found = measure_recall(pages, read)["all"]
    assert found["recall"] >= 0.995
    assert found["twice"] == 0


def test_by_selectors_too() -> None:
    pages = list(make_pages({"cms_article": LAYOUTS["cms_article"]}, each=EACH, seed=7))
    found = measure_recall(pages, lambda page: read(page, (KNOWN,)))["all"]
    assert (found["recall"], found["twice"], found["leaked"]) == (1.0, 0, 0)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(LAYOUTS)), st.integers(0, 10**9), st.tuples(st.integers(0, 3), st.integers(3, 12)))
def test_any_seed(layout: str, seed: int, paragraphs: tuple[int, int]) -> None:
    (page,) = make_pages({layout: LAYOUTS[layout]}, each=1, seed=seed, paragraphs=paragraphs)
    printed = Counter(NUMERAL.findall(read(page)))
    assert [numeral for numeral in page.own if printed[numeral] != 1] == []


def _without_names(page: MadePage) -> MadePage:
    """The page with other class and id names, alike where they were alike, that mean nothing."""
    others: dict[str, str] = {}

    def rename(found: re.Match[str]) -> str:
        name = others.setdefault(found.group(3), f"k{len(others):x}z")
        return f"{found.group(1)}={found.group(2)}{name}{found.group(2)}"

    markup = NAMES.sub(rename, page.markup.replace(' itemprop="articleBody"', ""))
    return MadePage(page.layout, page.seed, markup, page.title, page.own, page.foreign)
