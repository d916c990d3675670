"""Sitemaps and their indexes as a source's entrances."""

from typing import Any

import pytest
from loopback_entrances import (
    HOST,
    Newspaper,
    codes,
    index,
    paths,
    sitemap,
    source,
)

from corpus.discovery.pages import MOST_ASKED, DiscoveredPage, Limits, PageCounts


@pytest.fixture
def paper() -> Newspaper:
    return Newspaper()


def discover_sitemaps(paper: Newspaper, **options: Any) -> list[DiscoveredPage]:
    return paper.discover(source(sitemaps=(f"{HOST}/sitemap.xml",)), **options)


def test_an_index_is_followed_the_most_recent_first(paper: Newspaper) -> None:
    paper.pages = {
        "/sitemap.xml": index(
            "/s0.xml", ("/s1.xml", "2018-10-01"), ("/s2.xml", "2018-10-09"), ("/s3.xml", "2018-10-05")
        ),
        **{f"/s{number}.xml": sitemap(f"/bai-{number}") for number in range(4)},
    }
    pages = discover_sitemaps(paper)
    assert paper.asked == ["/sitemap.xml", "/s2.xml", "/s3.xml", "/s1.xml", "/s0.xml"]
    assert [path for page in pages for path in paths(page)] == ["/bai-2", "/bai-3", "/bai-1", "/bai-0"]
    assert {page.entrance for page in pages} == {f"{HOST}/sitemap.xml"}
    assert pages[1].addresses[0].found_in == f"{HOST}/s2.xml"


def test_old_sitemaps_are_not_asked_for(paper: Newspaper) -> None:
    paper.pages["/sitemap.xml"] = index(
        ("/s1.xml", "2018-10-01"), ("/s2.xml", "2018-10-05"), ("/2018-09.xml", "2018-10-05"), "/2018-10.xml", "/s3.xml"
    )
    discover_sitemaps(paper, since="2018-10-05")
    assert sorted(paper.asked) == ["/2018-10.xml", "/s2.xml", "/s3.xml", "/sitemap.xml"]


def test_old_articles_of_a_sitemap_are_counted(paper: Newspaper) -> None:
    paper.pages["/sitemap.xml"] = sitemap(("/a", "2018-10-01"), ("/b", "2018-10-06"), "/2018/10/01/c")
    (page,) = discover_sitemaps(paper, since="2018-10-05")
    assert (paths(page), page.counts) == (["/b"], PageCounts(links=3, old=2, new=1))


def test_loops_end(paper: Newspaper) -> None:
    paper.pages = {
        "/sitemap.xml": index("/sitemap.xml", "http://www.baomau.example/sitemap.xml", "/s1.xml"),
        "/s1.xml": index("/sitemap.xml", "/s1.xml", "/s2.xml"),
        "/s2.xml": sitemap("/a"),
    }
    pages = discover_sitemaps(paper)
    assert paper.asked == ["/sitemap.xml", "/s1.xml", "/s2.xml"]
    assert paths(pages[-1]) == ["/a"]


def test_endless_indexes_end_at_a_depth_and_a_number(paper: Newspaper) -> None:
    paper.pages = {"/sitemap.xml": index("/s1.xml")} | {f"/s{n}.xml": index(f"/s{n + 1}.xml") for n in range(1, 9)}
    pages = discover_sitemaps(paper)
    assert paper.asked == ["/sitemap.xml", "/s1.xml", "/s2.xml", "/s3.xml"]
    assert codes(pages) == ["too_deep"]
    paper.asked.clear()
    paper.pages = {"/sitemap.xml": index(*(f"/s{n}.xml" for n in range(1, 9)))}
    pages = discover_sitemaps(paper, limits=Limits(sitemaps=4))
    assert (len(paper.asked), codes(pages)[0]) == (4, "too_many_sitemaps")


def test_the_number_of_sitemaps_holds_for_nested_indexes(paper: Newspaper) -> None:
    paper.pages = {"/sitemap.xml": index("/i1.xml", "/i2.xml")}
    paper.pages |= {f"/i{n}.xml": index(*(f"/s{n}{m}.xml" for m in range(5))) for n in (1, 2)}
    discover_sitemaps(paper, limits=Limits(sitemaps=5))
    assert len(paper.asked) == 5


def test_every_stated_sitemap_is_read_whatever_the_first_one_lists(paper: Newspaper) -> None:
    paper.pages = {"/sitemap.xml": index("/s1.xml", "/s2.xml"), "/s9.xml": sitemap("/a")}
    paper.discover(source(sitemaps=(f"{HOST}/sitemap.xml", f"{HOST}/s9.xml")), limits=Limits(sitemaps=2))
    assert paper.asked == ["/sitemap.xml", "/s1.xml", "/s9.xml"]


def test_sitemaps_of_other_hosts_are_not_asked_for(paper: Newspaper) -> None:
    paper.pages["/sitemap.xml"] = index("https://khac.example/s.xml", "http://127.0.0.1/s.xml")
    pages = discover_sitemaps(paper)
    assert (paper.asked, codes(pages)) == (["/sitemap.xml"], ["foreign_sitemap"])


@pytest.mark.parametrize(
    ("page", "code", "level"),
    [
        ("<html></html>", "not_a_sitemap", "WARNING"),
        (sitemap(), "empty_sitemap", "INFO"),
        (sitemap("/a")[:-9], "torn_sitemap", "WARNING"),
        (" " * 3_000 + sitemap("/a"), "too_large", "WARNING"),
    ],
)
def test_a_broken_sitemap_is_an_issue_and_stops_nothing(paper: Newspaper, page: str, code: str, level: str) -> None:
    paper.pages = {"/sitemap.xml": index("/s1.xml", "/s2.xml"), "/s1.xml": page, "/s2.xml": sitemap("/b")}
    pages = discover_sitemaps(paper, limits=Limits(expanded_bytes=2_000))
    assert paths(pages[-1]) == ["/b"]
    assert [(issue.code, issue.level, issue.subject) for page in pages for issue in page.issues] == [
        (code, level, f"{HOST}/s1.xml")
    ]


def test_a_large_sitemap_is_asked_about_in_parts(paper: Newspaper) -> None:
    paper.pages["/sitemap.xml"] = sitemap(*(f"/bai-{number}.html" for number in range(2_000)))
    paper.known = {f"{HOST}/bai-{number}.html" for number in range(1_900)}
    (page,) = discover_sitemaps(paper)
    assert (page.counts.known, page.counts.new) == (1_900, 100)
    assert max(paper.questions) <= MOST_ASKED
    assert sum(paper.questions) == 2_000 + 3 * 100


# Listings
