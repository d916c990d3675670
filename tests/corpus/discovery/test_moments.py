import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.discovery.moments import find_period, is_before, is_older, parse_day, parse_moment
from schemas.crawling import FoundAddress


@pytest.mark.parametrize(
    ("path", "period"),
    [
        ("sitemap-2018-10.xml", "2018-10"),
        ("sitemaps/news-2018-10-05.xml", "2018-10-05"),
        ("sitemap_201810.xml.gz", "2018-10"),
        ("sitemap-posttype-post.20181005.xml", "2018-10-05"),
        ("sitemap/2018/10/index.xml", "2018-10"),
        ("sitemap-2018.xml", None),
        ("sitemap-2001.xml", None),
        ("sitemap-12018-10.xml", None),
        ("sitemap-2018-13.xml", None),
        ("sitemap.xml", None),
    ],
)
def test_periods_of_sitemaps(path: str, period: str | None) -> None:
    assert find_period(f"https://bao-2018-10.example/{path}") == period


@pytest.mark.parametrize(
    ("date", "since", "before"),
    [
        ("2018-10-04", "2018-10-05", True),
        ("2018-10-05", "2018-10-05", False),
        ("2018-10", "2018-10-05", False),
        ("2018-09", "2018-10-05", True),
        ("2018", "2018-10-05", False),
        ("2018-10-05", "2018", False),
        ("2017-12-31", "2018", True),
    ],
)
def test_vague_dates_are_before_only_where_all_of_them_is(date: str, since: str, before: bool) -> None:
    assert is_before(date, since) is before


def test_an_article_is_as_old_as_its_page_says_even_where_it_was_changed() -> None:
    url = "https://baomau.example/a.html"
    moment = parse_moment("2018-10-06T00:00:00+07:00")
    assert is_older(FoundAddress(url=url, published="2018-10-04", modified=moment, found_in=url), "2018-10-05")
    assert not is_older(FoundAddress(url=url, modified=moment, found_in=url), "2018-10-06")
    assert is_older(FoundAddress(url=url, modified=moment, found_in=url), "2018-10-07")
    assert not is_older(FoundAddress(url=url, found_in=url), "2018-10-07")
    dated = FoundAddress(url="https://baomau.example/2018/10/04/a.html", found_in=url)
    assert is_older(dated, "2018-10-05")


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    day, moment = parse_day(text), parse_moment(text)
    assert day is None or len(day) == 10
    assert moment is None or moment.tzinfo is not None
