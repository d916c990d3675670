import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.addresses import address_key
from corpus.discovery.discovery import discover
from corpus.discovery.pages import MOST_ASKED, DiscoveredPage, Limits, PageCounts
from schemas.crawling import Answer
from schemas.sources import Listing, Source

NOW = datetime(2018, 10, 10, 5, 0, tzinfo=UTC)
HOST = "https://baomau.example"


class Newspaper:
    """Answers by path from `pages` (a body, a ready answer or None), else 404; `asked` has the paths in order."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | str | Answer | None] = {}
        self.known: set[str] = set()
        self.asked: list[str] = []
        self.questions: list[int] = []

    def fetch(self, url: str) -> Answer | None:
        path = url.removeprefix(HOST)
        self.asked.append(path)
        if path not in self.pages:
            return answer(url, status="gone", http_status=404)
        page = self.pages[path]
        return (
            answer(url, body=page.encode() if isinstance(page, str) else page)
            if isinstance(page, bytes | str)
            else page
        )

    def is_known(self, urls: Sequence[str]) -> frozenset[str]:
        self.questions.append(len(urls))
        return frozenset(self.known.intersection(urls))

    def discover(
        self, source: Source, *, since: str | None = None, limits: Limits | None = None, remember: bool = True
    ) -> list[DiscoveredPage]:
        """All pages; with `remember` each page's addresses are known before the next is asked for, as in a crawl."""
        pages = []
        for page in discover(source, self.fetch, is_known=self.is_known, since=since, limits=limits):
            pages.append(page)
            if remember:
                self.known.update(address.url for address in page.addresses)
        return pages


def answer(url: str, *, body: bytes = b"", status: str = "fetched", **fields: Any) -> Answer:
    sha256 = hashlib.sha256(body).hexdigest() if status == "fetched" else None
    stated = {"final_url": url, "http_status": 200, "retrieved_at": NOW} | fields
    return Answer(url=url, status=status, body=body, sha256=sha256, **stated)


def source(**fields: Any) -> Source:
    stated = {"id": "baomau", "name": "Báo mẫu", "province": None, "domains": ("baomau.example",), "why": "Thử."}
    return Source(**(stated | fields))


def feed(*paths: str) -> str:
    items = (f"<item><title>Chi bộ</title><link>{whole(path)}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def sitemap(*entries: str | tuple[str, str]) -> str:
    return f"<urlset>{_entries('url', entries)}</urlset>"


def index(*entries: str | tuple[str, str]) -> str:
    return f"<sitemapindex>{_entries('sitemap', entries)}</sitemapindex>"


def listing_page(*entries: str | tuple[str, str]) -> str:
    items = (f'<li><a href="{path}">Chi bộ</a> <i>{day}</i></li>' for path, day in _pairs(entries))
    return f"<html><body><ul class=tin>{''.join(items)}</ul></body></html>"


def whole(path: str) -> str:
    return path if path.startswith("http") else HOST + path


def paths(page: DiscoveredPage) -> list[str]:
    return [address.url.removeprefix(HOST) for address in page.addresses]


def codes(pages: Iterable[DiscoveredPage]) -> list[str]:
    return [issue.code for page in pages for issue in page.issues]


def _pairs(entries: Iterable[str | tuple[str, str]]) -> list[tuple[str, str]]:
    return [entry if isinstance(entry, tuple) else (entry, "") for entry in entries]


def _entries(name: str, entries: Iterable[str | tuple[str, str]]) -> str:
    return "".join(
        f"<{name}><loc>{whole(path)}</loc><lastmod>{day}</lastmod></{name}>" for path, day in _pairs(entries)
    )


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
