import re

import pytest

from corpus.source_catalogue import load_sources, parse_source
from corpus.source_checks import check_source, entrances, is_article
from schemas.sources import Source

BASE = """id: x
name: Báo X
province: null
domains: [x.example]
article: '^https?://[^/]+/[^/]+-\\d+\\.html$'
examples: [https://x.example/bai-12.html]
counterexamples: [https://x.example/chinh-tri]
feeds: [https://x.example/rss]
keywords: [đảng viên]
schedule: "5 6 * * *"
why: A test.
"""
SOURCES = load_sources()


def source_with(text: str) -> Source:
    return parse_source(text, name="x.yml")


def codes(text: str) -> list[str]:
    return [issue.code for issue in check_source(source_with(text))]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_the_catalogue_is_without_mistakes(source: Source) -> None:
    assert [issue.message for issue in check_source(source)] == []


@pytest.mark.parametrize(
    ("source", "url"), [(s, url) for s in SOURCES for url in s.examples], ids=lambda value: getattr(value, "id", "")
)
def test_examples_are_articles(source: Source, url: str) -> None:
    assert source.article is not None
    # However a crawl applies the pattern, it says the same.
    assert re.search(source.article, url)
    assert re.fullmatch(source.article, url)


@pytest.mark.parametrize(
    ("source", "url"),
    [(s, url) for s in SOURCES if s.article for url in (*s.counterexamples, *(url for _, url in entrances(s)))],
    ids=lambda value: getattr(value, "id", ""),
)
def test_other_pages_are_not(source: Source, url: str) -> None:
    assert not is_article(source, url)


@pytest.mark.parametrize("source", [s for s in SOURCES if s.article], ids=lambda source: source.id)
def test_pictures_and_scripts_are_no_articles(source: Source) -> None:
    home = f"https://{source.domains[0]}"
    for path in ("/", "/favicon.ico", "/robots.txt", "/upload/image/202501/medium/1.jpg", "/assets/js/app.12345.js"):
        assert not is_article(source, home + path)


def test_a_good_source_has_no_issue() -> None:
    assert codes(BASE) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (BASE.replace("bai-12", "bai"), "article_misses"),
        (BASE.replace("x.example/chinh-tri", "x.example/bai-3.html"), "article_takes_section"),
        (BASE.replace("examples: [https://x.example/bai-12.html]\ncounter", "counter"), "no_examples"),
        (BASE.replace("x.example/rss", "y.example/rss"), "foreign_host"),
        (BASE.replace("x.example/rss", "x.example.evil.example/rss"), "foreign_host"),
        (BASE.replace("x.example/rss", "notx.example/rss"), "foreign_host"),
        (BASE.replace("x.example/bai-12", "y.example/bai-12"), "foreign_host"),
        (BASE.replace("[x.example]", "[x.example, www.y.example]"), "www"),
        (BASE.replace("feeds: [https://x.example/rss]\n", ""), "no_entrance"),
        (BASE.replace("[https://x.example/rss]", "[https://x.example/rss, https://x.example/rss]"), "twice"),
        (BASE.replace("keywords: [đảng viên]\n", ""), "no_keywords"),
        (BASE.replace("[đảng viên]", "[đảng viên, ' ']"), "blank_keyword"),
        (BASE.replace("5 6 * * *", "61 6 * * *"), "bad_schedule"),
        (BASE.replace("5 6 * * *", "5 6 * *"), "bad_schedule"),
        (BASE.replace("5 6 * * *", "hằng ngày"), "bad_schedule"),
        (BASE.replace("5 6 * * *", "0 0 30 2 *"), "bad_schedule"),
        (BASE.replace("5 6 * * *", "0 5 6 * * *"), "bad_schedule"),
        (BASE.replace("5 6 * * *", "* * * * *"), "too_often"),
        (BASE + "layouts: [{selectors: {body: 'div['}}]\n", "bad_selector"),
        (BASE + "layouts: [{selectors: {body: p}}, {since: '2020', selectors: {body: p}}]\n", "layout_order"),
        (BASE + "known_from: [{fields: [colour], where: w, verified: false, read_on: '2026'}]\n", "unknown_field"),
        (BASE + "known_from: [{fields: [article], where: w, verified: false, read_on: '2026'}]\n", "unproven"),
        (BASE + "listings: [{url: https://x.example/, links: 'a['}]\n", "bad_selector"),
        (re.sub(r"(article|examples|counterexamples):.*\n", "", BASE) + "listings: [{url: https://x.example/}]\n",
         "no_pattern"),
    ],
)  # fmt: skip
def test_each_mistake_is_one_line_that_says_what_to_do(changed: str, code: str) -> None:
    issues = check_source(source_with(changed), subject="own/x.yml")
    assert code in [issue.code for issue in issues]
    for issue in issues:
        assert issue.subject == "own/x.yml"
        assert "hãy" in issue.message
        assert "\n" not in issue.message


def test_subdomains_and_www_belong_to_a_domain() -> None:
    changed = BASE.replace("[https://x.example/rss]", "[https://www.x.example/rss, https://m.x.example/rss]")
    assert codes(changed) == []


def test_a_source_for_reading_alone_needs_no_entrance_and_no_keywords() -> None:
    assert codes("id: x\nname: X\nprovince: null\ndomains: [x.example]\nwhy: A test.\n") == []


def test_a_site_that_is_all_topic_needs_no_keywords() -> None:
    assert codes(BASE.replace("keywords: [đảng viên]", "kind: party_site")) == []


def test_the_numbered_page_of_a_listing_is_no_article() -> None:
    paging = "listings: [{url: https://x.example/a, paging: 'https://x.example/trang-{page}.html', pages: 2}]\n"
    assert codes(BASE + paging) == ["article_takes_section"]
