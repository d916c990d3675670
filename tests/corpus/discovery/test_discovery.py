"""What every entrance of a source has in common, and feeds."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback_entrances import (
    HOST,
    Newspaper,
    answer,
    codes,
    feed,
    listing_page,
    paths,
    sitemap,
    source,
)

from corpus.addresses import address_key
from corpus.discovery.pages import PageCounts
from schemas.crawling import Answer
from schemas.sources import Listing


@pytest.fixture
def paper() -> Newspaper:
    return Newspaper()


def test_feeds_then_sitemaps_then_listings_each_address_once(paper: Newspaper) -> None:
    paper.pages = {
        "/rss": feed("/b-2.html", "/a-1.html"),
        "/sitemap.xml": sitemap("http://www.baomau.example/a-1.html", "/c-3.html"),
        "/tin": listing_page("/c-3.html?utm_source=x", "https://m.baomau.example/b-2.html", "/d-4.html"),
    }
    pages = paper.discover(
        source(feeds=(f"{HOST}/rss",), sitemaps=(f"{HOST}/sitemap.xml",), listings=(Listing(url=f"{HOST}/tin"),))
    )
    assert [(page.kind, page.entrance, paths(page)) for page in pages] == [
        ("feed", f"{HOST}/rss", ["/b-2.html", "/a-1.html"]),
        ("sitemap", f"{HOST}/sitemap.xml", ["/c-3.html"]),
        ("listing", f"{HOST}/tin", ["/d-4.html"]),
    ]
    assert pages[2].counts == PageCounts(links=3, repeated=2, new=1)
    assert codes(pages) == []


def test_every_link_is_counted_once(paper: Newspaper) -> None:
    paper.pages["/rss"] = feed(
        "/a-1.html", "/a-1.html", "/gioi-thieu", "https://khac.example/a-1.html", "/2018/10/01/cu-2.html",
        "/biet-3.html", "https://tin.baomau.example/b-4.html",
    )  # fmt: skip
    paper.known = {f"{HOST}/biet-3.html"}
    (page,) = paper.discover(source(feeds=(f"{HOST}/rss",), article=r"-\d+\.html$"), since="2018-10-05")
    assert page.counts == PageCounts(links=7, repeated=1, no_article=1, foreign=1, old=1, known=1, new=2)
    assert [address.url for address in page.addresses] == [f"{HOST}/a-1.html", "https://tin.baomau.example/b-4.html"]


def test_topics(paper: Newspaper) -> None:
    items = [("Chi bộ A", "/a"), ("Bóng đá", "/b"), ("", "/12345.html")]
    entries = "".join(f"<item><title>{title}</title><link>{HOST}{path}</link></item>" for title, path in items)
    paper.pages["/rss"] = f"<rss><channel>{entries}</channel></rss>"
    (page,) = paper.discover(source(feeds=(f"{HOST}/rss",), keywords=("chi bộ",)))
    assert (paths(page), page.counts) == (["/a", "/12345.html"], PageCounts(links=3, off_topic=1, new=2))


@pytest.mark.parametrize(
    "form", ["http://baomau.example/a/", "https://www.baomau.example/a", "http://www.baomau.example/a/"]
)
def test_an_article_known_by_another_form_is_given_by_that_only_when_changed(paper: Newspaper, form: str) -> None:
    paper.known = {form}
    paper.pages["/sitemap.xml"] = sitemap(("/a", "2018-10-09"), ("/b", "2018-10-09"))
    paper.pages["/rss"] = feed("/a")
    (page,) = paper.discover(source(sitemaps=(f"{HOST}/sitemap.xml",)), remember=False)
    assert [address.url for address in page.addresses] == [form, f"{HOST}/b"]
    assert page.addresses[0].modified == datetime(2018, 10, 8, 17, 0, tzinfo=UTC)
    (page,) = paper.discover(source(feeds=(f"{HOST}/rss",)))
    assert (page.addresses, page.counts) == ((), PageCounts(links=1, known=1))


def test_dates_after_the_answer_are_mistakes_and_missing_ones_come_from_the_address(paper: Newspaper) -> None:
    entries = "".join(
        f"<item><title>A</title><link>{HOST}{path}</link><pubDate>{day}</pubDate></item>"
        for path, day in [
            ("/a", "12/10/2018"),
            ("/b", "11/10/2018"),
            ("/2018/09/30/c", "05/12/2018"),
            ("/2018/09/30/d", ""),
        ]
    )
    paper.pages["/rss"] = f"<rss><channel>{entries}</channel></rss>"
    paper.pages["/sitemap.xml"] = sitemap(("/e", "2030-01-01"))
    feeds, maps = paper.discover(source(feeds=(f"{HOST}/rss",), sitemaps=(f"{HOST}/sitemap.xml",)))
    assert [address.published for address in feeds.addresses] == [None, "2018-10-11", "2018-09-30", "2018-09-30"]
    assert codes([feeds]) == ["future_dates"]
    assert maps.addresses[0].modified is None


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><body>404</body></html>", "not_a_feed"),
        ("", "empty"),
        (feed(), "empty_feed"),
        (feed("https://khac.example/a"), "nothing_fits"),
        (answer(f"{HOST}/rss", status="failed", reason="timeout", http_status=None), "entrance_timeout"),
        (answer(f"{HOST}/rss", status="refused", http_status=None), "entrance_refused"),
        (answer(f"{HOST}/rss", status="gone", http_status=404), "entrance_gone"),
    ],
)
def test_a_broken_feed_is_an_issue_and_stops_nothing(paper: Newspaper, page: str | Answer, code: str) -> None:
    paper.pages = {"/rss": page, "/rss2": feed("/a")}
    pages = paper.discover(source(feeds=(f"{HOST}/rss", f"{HOST}/rss2")))
    assert [paths(page) for page in pages] == [[], ["/a"]]
    assert codes(pages) == [code]
    assert [(issue.level, issue.subject) for issue in pages[0].issues] == [("WARNING", f"{HOST}/rss")]


def test_what_is_not_to_be_fetched_or_unchanged_brings_nothing(paper: Newspaper) -> None:
    paper.pages = {"/rss": None, "/rss2": answer(f"{HOST}/rss2", status="unchanged", http_status=304)}
    pages = paper.discover(source(feeds=(f"{HOST}/rss", f"{HOST}/rss2")))
    assert [(page.url, page.status, page.addresses, page.issues) for page in pages] == [
        (f"{HOST}/rss2", "unchanged", (), ())
    ]


def test_links_are_relative_to_where_a_redirect_led(paper: Newspaper) -> None:
    paper.pages["/tin"] = answer(
        f"{HOST}/tin", body=listing_page("a-1.html").encode(), final_url="https://tin.baomau.example/muc/"
    )
    (page,) = paper.discover(source(listings=(Listing(url=f"{HOST}/tin"),)))
    assert [address.url for address in page.addresses] == ["https://tin.baomau.example/muc/a-1.html"]


# Sitemaps


LINKS = st.lists(
    st.sampled_from(
        """/a-1.html /b-2.html http://www.baomau.example/a-1.html /muc /2017/01/01/c-3.html /a-1.html?utm_id=1
        https://khac.example/a-1.html /bong-da-hom-nay-4.html""".split()
    )
)


@settings(deadline=None)
@given(
    LINKS, LINKS, LINKS, st.sets(st.sampled_from(["/a-1.html", "/b-2.html"])), st.sampled_from([None, "2018"]),
    st.sampled_from([(), ("chi bộ",)]),
)  # fmt: skip
def test_no_link_vanishes_and_no_article_comes_twice(
    first: list[str], second: list[str], third: list[str], known: set[str], since: str | None, keywords: tuple[str, ...]
) -> None:
    paper = Newspaper()
    paper.known = {HOST + path for path in known}
    paper.pages = {"/rss": feed(*first), "/sitemap.xml": sitemap(*second), "/tin": listing_page(*third)}
    entrances = {
        "feeds": (f"{HOST}/rss",),
        "sitemaps": (f"{HOST}/sitemap.xml",),
        "listings": (Listing(url=f"{HOST}/tin"),),
    }
    pages = paper.discover(source(article=r"-\d+\.html", keywords=keywords, **entrances), since=since)
    for page in pages:
        numbers = page.counts.model_dump()
        assert numbers.pop("links") == sum(numbers.values())
        assert len(page.addresses) == page.counts.new
    given_keys = [address_key(address.url) for page in pages for address in page.addresses]
    assert len(given_keys) == len(set(given_keys))
    assert not {HOST + path for path in known} & set(given_keys)
