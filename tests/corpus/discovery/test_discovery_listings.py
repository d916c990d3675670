"""Listings and their paging as a source's entrances."""

from typing import Any

import pytest
from loopback_entrances import (
    HOST,
    Newspaper,
    answer,
    codes,
    feed,
    listing_page,
    paths,
    source,
)

from corpus.discovery.pages import DiscoveredPage, Limits
from schemas.crawling import Answer
from schemas.sources import Listing


@pytest.fixture
def paper() -> Newspaper:
    return Newspaper()


def discover_listing(
    paper: Newspaper, *, pages: int = 10, links: str | None = None, **options: Any
) -> list[DiscoveredPage]:
    listing = Listing(url=f"{HOST}/tin", paging=f"{HOST}/tin?trang={{page}}", pages=pages, links=links)
    keywords = options.pop("keywords", ())
    return paper.discover(source(listings=(listing,), article=r"-\d+\.html", keywords=keywords), **options)


def fill(paper: Newspaper, count: int, *, per_page: int = 3) -> None:
    """Pages of a listing, the newest article (with the highest number) first."""
    for page in range(count):
        numbers = range((count - page) * per_page, (count - page - 1) * per_page, -1)
        path = "/tin" if page == 0 else f"/tin?trang={page + 1}"
        paper.pages[path] = listing_page(*((f"/bai-{number}.html", f"{number:02}/09/2018") for number in numbers))


def test_a_listing_is_read_to_its_last_page(paper: Newspaper) -> None:
    fill(paper, 4)
    pages = discover_listing(paper)
    assert [paths(page)[0] for page in pages] == ["/bai-12.html", "/bai-9.html", "/bai-6.html", "/bai-3.html"]
    assert (len(paper.asked), codes(pages)) == (5, [])


def test_no_more_pages_than_stated_are_read(paper: Newspaper) -> None:
    fill(paper, 4)
    assert len(discover_listing(paper, pages=2)) == 2


def test_a_listing_ends_behind_a_page_without_anything_new(paper: Newspaper) -> None:
    fill(paper, 6)
    paper.known = {f"{HOST}/bai-{number}.html" for number in range(1, 15)}
    pages = discover_listing(paper)
    assert [page.counts.new for page in pages] == [3, 1, 0]


def test_a_crawl_that_was_killed_may_read_on_behind_known_pages(paper: Newspaper) -> None:
    fill(paper, 4)
    paper.pages["/tin"] = answer(f"{HOST}/tin", status="unchanged", http_status=304)
    paper.known = {f"{HOST}/bai-{number}.html" for number in range(7, 13)}
    assert len(discover_listing(paper)) == 1
    pages = discover_listing(paper, limits=Limits(past_known=True))
    assert [page.counts.new for page in pages] == [0, 0, 3, 3]


def test_what_a_feed_brought_in_the_same_run_does_not_end_a_listing(paper: Newspaper) -> None:
    fill(paper, 3)
    paper.pages["/rss"] = feed(*(f"/bai-{number}.html" for number in range(4, 10)))
    listing = Listing(url=f"{HOST}/tin", paging=f"{HOST}/tin?trang={{page}}", pages=9)
    pages = paper.discover(source(feeds=(f"{HOST}/rss",), listings=(listing,)))
    assert [page.counts.new for page in pages] == [6, 0, 0, 3]


def test_a_listing_ends_behind_a_page_of_old_articles(paper: Newspaper) -> None:
    fill(paper, 4)
    pages = discover_listing(paper, since="2018-09-08")
    assert [(page.counts.new, page.counts.old) for page in pages] == [(3, 0), (2, 1), (0, 3)]


def test_a_site_that_answers_any_number_with_one_page(paper: Newspaper) -> None:
    paper.pages = dict.fromkeys(("/tin", *(f"/tin?trang={n}" for n in range(2, 9))), listing_page("/bai-1.html"))
    assert len(discover_listing(paper)) == 2


def test_links_beside_the_list_do_not_keep_a_listing_going(paper: Newspaper) -> None:
    fill(paper, 2)
    for number in range(3, 9):
        paper.pages[f"/tin?trang={number}"] = listing_page("/bai-6.html", "/bai-5.html")
    assert len(discover_listing(paper)) == 3


def test_pages_off_the_topic_are_passed(paper: Newspaper) -> None:
    fill(paper, 3)
    paper.pages["/tin?trang=2"] = paper.pages["/tin?trang=2"].replace("Chi bộ", "Bóng đá")
    pages = discover_listing(paper, keywords=("chi bộ",))
    assert [(page.counts.new, page.counts.off_topic) for page in pages] == [(3, 0), (0, 3), (3, 0)]
    assert [page.counts.known for page in discover_listing(paper, keywords=("chi bộ",))] == [3]


@pytest.mark.parametrize(
    ("page", "links", "code"),
    [
        ("<html><body><a href='/gioi-thieu'>A</a></body></html>", None, "empty_listing"),
        (listing_page("/bai-1.html"), "div.bo-cu a", "layout_changed"),
        (listing_page("/gioi-thieu"), ".tin a", "nothing_fits"),
        (listing_page("/bai-1.html"), "a[", "bad_selector"),
        ("", None, "empty"),
        (answer(f"{HOST}/tin", status="failed", reason="server_error", http_status=503), None, "entrance_server_error"),
    ],
)
def test_a_broken_listing_is_an_issue(paper: Newspaper, page: str | Answer, links: str | None, code: str) -> None:
    paper.pages["/tin"] = page
    pages = discover_listing(paper, links=links)
    assert (codes(pages), [issue.level for page in pages for issue in page.issues]) == ([code], ["WARNING"])
    assert paper.asked == ["/tin"]


def test_a_page_that_fails_ends_its_listing_with_an_issue(paper: Newspaper) -> None:
    fill(paper, 4)
    paper.pages["/tin?trang=3"] = answer(f"{HOST}/tin?trang=3", status="failed", reason="timeout", http_status=None)
    pages = discover_listing(paper)
    assert ([page.counts.new for page in pages], codes(pages)) == ([3, 3, 0], ["entrance_timeout"])
