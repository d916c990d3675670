import gzip
import random
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.discovery import sitemaps
from corpus.discovery.expansion import MEMBERS
from corpus.discovery.sitemaps import LARGEST, ChildSitemap, parse_sitemap
from schemas.errors import DocumentError

URL = "https://baomau.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def entry(number: int = 1, *, more: str = "") -> str:
    return f"<url><loc>https://baomau.example/chi-bo-{number}.html</loc>{more}</url>"


def urlset(entries: str, *, space: str = f"{SPACE} {NEWS}", head: str = HEAD) -> bytes:
    return f"{head}<urlset {space}>{entries}</urlset>".encode()


def urls(content: bytes, **options) -> list[str]:
    return [address.url for address in parse_sitemap(content, url=URL, **options).addresses]


NEWS_PART = (
    "<lastmod>2018-10-06T01:00:00Z</lastmod><news:news><news:publication><news:name>Báo mẫu</news:name>"
    "<news:language>vi</news:language></news:publication><news:publication_date>2018-10-05T14:30:00+07:00"
    "</news:publication_date><news:title>Chi bộ &quot;A&quot;</news:title></news:news>"
    "<image:image><image:loc>https://baomau.example/anh.jpg</image:loc><image:title>Ảnh</image:title></image:image>"
)


@pytest.mark.parametrize(
    "space",
    [f"{SPACE} {NEWS} xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'", "", SPACE,
     "xmlns='http://www.google.com/schemas/sitemap/0.84'", "xmlns='urn:sai' xmlns:news='urn:sai-nua'"],
)  # fmt: skip
def test_a_news_sitemap_with_any_namespaces(space: str) -> None:
    sitemap = parse_sitemap(urlset(entry(more=NEWS_PART), space=space), url=URL)
    (found,) = sitemap.addresses
    assert (found.url, found.title) == ("https://baomau.example/chi-bo-1.html", 'Chi bộ "A"')
    assert (found.published, found.modified) == ("2018-10-05", datetime(2018, 10, 6, 1, 0, tzinfo=UTC))
    assert (found.found_in, sitemap.listed, sitemap.is_whole, sitemap.children) == (URL, 1, True, ())


def test_a_root_with_a_prefix() -> None:
    content = f'<sm:urlset xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9">{entry()}</sm:urlset>'
    assert urls(content.replace("<url", "<sm:url").replace("</url>", "</sm:url>").encode()) == [
        "https://baomau.example/chi-bo-1.html"
    ]


@pytest.mark.parametrize(
    ("lastmod", "moment"),
    [
        ("2018-10-05", datetime(2018, 10, 4, 17, 0, tzinfo=UTC)),
        ("2018-10-05T14:30+07:00", datetime(2018, 10, 5, 7, 30, tzinfo=UTC)),
        ("2018-10-05T14:30:15.45Z", datetime(2018, 10, 5, 14, 30, 15, 450_000, tzinfo=UTC)),
        ("2018-10-05T14:30:00", datetime(2018, 10, 5, 7, 30, tzinfo=UTC)),
        ("Fri, 05 Oct 2018 14:30:00 +0700", datetime(2018, 10, 5, 7, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00+00:00", None),
        ("2018-13-45", None),
        ("hôm qua", None),
        ("", None),
        ("9999-12-31T23:59:59-12:00", None),
    ],
)
def test_moments_of_change(lastmod: str, moment: datetime | None) -> None:
    sitemap = parse_sitemap(urlset(entry(more=f"<lastmod>{lastmod}</lastmod>")), url=URL)
    assert sitemap.addresses[0].modified == moment


def test_an_index() -> None:
    content = f"""{HEAD}<sitemapindex {SPACE}>
        <sitemap><loc>https://baomau.example/sitemap-1.xml.gz</loc><lastmod>2018-10-05T00:00:00Z</lastmod></sitemap>
        <sitemap><loc>/sitemap-2.xml</loc></sitemap><sitemap><lastmod>2018-10-05</lastmod></sitemap>
        </sitemapindex>""".encode()
    sitemap = parse_sitemap(content, url=URL)
    assert sitemap.children == (
        ChildSitemap(url="https://baomau.example/sitemap-1.xml.gz", modified=datetime(2018, 10, 5, tzinfo=UTC)),
        ChildSitemap(url="https://baomau.example/sitemap-2.xml"),
    )
    assert (sitemap.addresses, sitemap.listed, sitemap.is_whole) == ((), 0, True)


@pytest.mark.parametrize(
    ("loc", "address"),
    [
        ("https://baomau.example/a?b=1&amp;c=2", "https://baomau.example/a?b=1&c=2"),
        ("https://baomau.example/a?b=1&c=2", "https://baomau.example/a?b=1&c=2"),
        ("<![CDATA[https://baomau.example/a?b=1&c=2]]>", "https://baomau.example/a?b=1&c=2"),
        ("\n  https://baomau.example/chi bộ \n", "https://baomau.example/chi%20b%E1%BB%99"),
        ("/a", "https://baomau.example/a"),
        ("https://baomau.example/a?b=&#49;", "https://baomau.example/a?b=1"),
    ],
)
def test_addresses_that_are_not_escaped(loc: str, address: str) -> None:
    assert urls(urlset(f"<url><loc>{loc}</loc></url>")) == [address]


@pytest.mark.parametrize("size", range(65_520, 65_545))
def test_a_reference_across_two_pieces(size: int) -> None:
    filled = f"{HEAD}<urlset {SPACE}><url><loc>https://baomau.example/a?b="
    filler = f"<!--{'x' * (size - len(filled) - 7)}-->"
    content = filled.replace("<url>", f"{filler}<url>") + "&#49;&amp;c=2&d=3</loc></url></urlset>"
    assert urls(content.encode()) == ["https://baomau.example/a?b=1&c=2&d=3"]


def test_text_with_one_address_a_line() -> None:
    content = (
        b"\xef\xbb\xbfhttps://baomau.example/a\r\n\r\nhttps://baomau.example/b?x=1&y=2\nkhong\nhttp://baomau.example/c"
    )
    sitemap = parse_sitemap(content, url="https://baomau.example/sitemap.txt")
    found = [address.url for address in sitemap.addresses]
    assert found == ["https://baomau.example/a", "https://baomau.example/b?x=1&y=2", "http://baomau.example/c"]
    assert sitemap.is_whole


def test_a_feed_may_be_a_sitemap() -> None:
    content = b"<rss version='2.0'><channel><item><title>A</title><link>/a</link></item></channel></rss>"
    assert urls(content) == ["https://baomau.example/a"]
    assert urls(gzip.compress(content, mtime=0)) == ["https://baomau.example/a"]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "cp1258"])
def test_charsets(charset: str) -> None:
    head = HEAD.replace("UTF-8", {"cp1258": "windows-1258"}.get(charset, "utf-8"))
    part = NEWS_PART.replace("Chi bộ", "Hà Nam")
    content = urlset(entry(more=part), head=head).decode().encode(charset, "ignore")
    assert parse_sitemap(content, url=URL).addresses[0].title == 'Hà Nam "A"'


def test_an_unknown_charset_costs_no_address() -> None:
    content = urlset(entry(), head='<?xml version="1.0" encoding="vni-win"?>') + b"<!-- \xe9 -->"
    assert urls(content) == ["https://baomau.example/chi-bo-1.html"]


def test_gzip_in_several_members_and_with_padding() -> None:
    content = urlset("".join(map(entry, range(3_000))))
    middle = len(content) // 2
    packed = gzip.compress(content[:middle], mtime=0) + gzip.compress(content[middle:], mtime=0) + b"\0" * 100
    sitemap = parse_sitemap(packed, url=URL)
    assert (len(sitemap.addresses), sitemap.is_whole) == (3_000, True)


@pytest.mark.parametrize(("members", "is_whole"), [(MEMBERS, True), (MEMBERS + 1, False)])
def test_gzip_of_more_members_than_any_writer_makes_is_read_no_further(members: int, is_whole: bool) -> None:
    first, last = urlset(entry()).split(b"</urlset>")[0], b"</urlset>"
    empty = gzip.compress(b"", mtime=0)
    packed = gzip.compress(first, mtime=0) + empty * (members - 2) + gzip.compress(last, mtime=0)
    sitemap = parse_sitemap(packed, url=URL)
    assert (len(sitemap.addresses), sitemap.is_whole) == (1, is_whole)


@pytest.mark.parametrize("kind", ["gzip", "xml"])
def test_a_sitemap_that_is_cut_off_gives_its_whole_entries(kind: str) -> None:
    entries = "".join(map(entry, random.Random(4).sample(range(10**8), 3_000)))
    whole = urlset(entries)
    full = urls(whole)
    packed = gzip.compress(whole, mtime=0) if kind == "gzip" else whole
    for share in (0.1, 0.5, 0.9, 0.99):
        sitemap = parse_sitemap(packed[: int(len(packed) * share)], url=URL)
        found = [address.url for address in sitemap.addresses]
        assert 0 < len(found) < 3_000
        assert found == full[: len(found)]
        assert not sitemap.is_whole


@pytest.mark.parametrize("size", range(65_000, 66_000, 37))
def test_gzip_without_its_end_loses_nothing_that_was_sent(size: int) -> None:
    packed = gzip.compress(urlset(entry() + " " * size + entry(2)), mtime=0)[:-8]
    assert len(urls(packed)) == 2


def test_an_end_inside_is_not_the_end() -> None:
    assert not parse_sitemap(b"<urlset><urlset></urlset><url><loc>http://a.vn/", url=URL).is_whole


def test_a_damaged_gzip_gives_what_stands_before_the_damage() -> None:
    packed = bytearray(
        gzip.compress(urlset("".join(map(entry, random.Random(4).sample(range(10**8), 3_000)))), mtime=0)
    )
    packed[len(packed) // 2 : len(packed) // 2 + 40] = b"\xff" * 40
    sitemap = parse_sitemap(bytes(packed), url=URL)
    assert sitemap.addresses
    assert not sitemap.is_whole


@pytest.mark.parametrize("bomb", [b" " * 10**8, b"<a>" + b"x" * 10**8, urlset("".join(map(entry, range(200_000))))])
def test_a_bomb_is_not_expanded_beyond_the_limit(bomb: bytes) -> None:
    packed = gzip.compress(b"<urlset>" + bomb, mtime=0)
    del bomb
    tracemalloc.start()
    with pytest.raises(DocumentError) as caught:
        parse_sitemap(packed, url=URL, limit=2_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.code == "too_large"
    assert peak < 40_000_000


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("https://baomau.example/mat-khau", encoding="utf-8")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = (
        f'{HEAD}<!DOCTYPE urlset [<!ENTITY l0 "ha">{bomb}<!ENTITY x SYSTEM "{secret.as_uri()}">'
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>'
    )
    started = time.process_time()
    entries = "<url><loc>https://baomau.example/&x;</loc></url><url><loc>https://baomau.example/&l11;</loc></url>"
    assert urls(urlset(entries, head=doctype)) == ["https://baomau.example/&x;", "https://baomau.example/&l11;"]
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("more", "since", "kept"),
    [
        ("<lastmod>2018-10-05</lastmod>", "2018-10-05", True),
        ("<lastmod>2018-10-04T17:00:00Z</lastmod>", "2018-10-05", True),
        ("<lastmod>2018-10-04T16:59:59Z</lastmod>", "2018-10-05", False),
        ("<lastmod>2018-10-04</lastmod>", "2018", True),
        ("<lastmod>2017-12-31</lastmod>", "2018", False),
        ("", "2018-10-05", True),
        ("<lastmod>hỏng</lastmod>", "2018-10-05", True),
        (NEWS_PART, "2018-10-06", False),
        (NEWS_PART, "2018-10-05", True),
    ],
)
def test_since_by_what_the_entry_states(more: str, since: str, kept: bool) -> None:
    sitemap = parse_sitemap(urlset(entry(more=more)), url=URL, since=since)
    assert (bool(sitemap.addresses), sitemap.listed) == (kept, 1)


@pytest.mark.parametrize(
    ("path", "kept"),
    [("2018/10/05/a.html", True), ("2018/10/04/a.html", False), ("201810/a.html", True), ("201809/a.html", False),
     ("a-20181004123456.html", False), ("tin-2017.html", True)],
)  # fmt: skip
def test_since_by_the_path(path: str, kept: bool) -> None:
    content = urlset(f"<url><loc>https://baomau.example/tin/{path}</loc><lastmod>2020-01-01</lastmod></url>")
    assert bool(urls(content, since="2018-10-05")) is kept


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!DOCTYPE html><html><body>404</body></html>", "not_a_sitemap"),
        (b"<html><body><urlset></urlset></body></html>", "not_a_sitemap"),
        (b"Not found", "not_a_sitemap"),
        (b"\x1f\x8bkhong phai gzip", "empty"),
        (gzip.compress(b"<html></html>", mtime=0), "not_a_sitemap"),
        (gzip.compress(b"", mtime=0), "empty"),
        (b"", "empty"),
        (b" \n", "empty"),
        (b"%PDF-1.4", "not_a_sitemap"),
    ],
)
def test_what_is_no_sitemap_is_told(content: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_sitemap(content, url=URL)
    assert (caught.value.code, caught.value.path) == (code, URL)


def test_more_addresses_than_allowed_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_ADDRESSES", 100)
    content = urlset("".join(map(entry, range(150))))
    sitemap = parse_sitemap(content, url=URL)
    assert (len(sitemap.addresses), sitemap.listed, sitemap.is_whole) == (100, 100, False)
    lines = "\n".join(f"https://baomau.example/{number}" for number in range(150)).encode()
    assert len(urls(lines)) == 100


def test_a_full_sitemap_needs_memory_for_its_result_only() -> None:
    content = urlset("".join(entry(number, more="<lastmod>2018-10-05</lastmod>") for number in range(15_000)))
    assert 1_000_000 < len(content) < LARGEST
    tracemalloc.start()
    nothing = parse_sitemap(content, url=URL, since="2019")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (nothing.listed, nothing.addresses, nothing.is_whole) == (15_000, (), True)
    assert peak < 1_000_000


PIECES = st.sampled_from(
    """<urlset>|<sitemapindex>|</urlset>|<url>|</url>|<loc>|</loc>|<sitemap>|</sitemap>|<lastmod>|2018-10-05|<news:news>
    |<news:title>|</news:title>|<![CDATA[|]]>|&|&amp;|&nbsp;|&#0;|<!--|-->|<?|?>|<!DOCTYPE|<|>|http://a.vn/|\x00|ộ""".split(
        "|"
    )
)
MARKUPS = st.lists(PIECES).map("".join)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(),
        MARKUPS.map(str.encode),
        MARKUPS.map(lambda text: ("<urlset>" + text).encode()),
        MARKUPS.map(lambda text: gzip.compress(("<urlset>" + text).encode(), mtime=0)),
        st.binary().map(lambda data: b"\x1f\x8b\x08\x00" + data),
        st.tuples(MARKUPS, st.integers(0, 60), st.binary(max_size=5)).map(
            lambda t: (p := gzip.compress(("<urlset>" + t[0]).encode(), mtime=0))[: t[1]] + t[2] + p[t[1] :]
        ),
    )
)
def test_any_bytes_give_a_sitemap_or_a_document_error(content: bytes) -> None:
    try:
        sitemap = parse_sitemap(content, url=URL, limit=100_000)
    except DocumentError:
        return
    assert len(sitemap.addresses) == sitemap.listed


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<![CDATA[", "&", "<url>", "<url><loc>", "<a:b ", "<!DOCTYPE x [", "<", "<urlset", "</url>", "<x y='",
     "<a1:b/>", "<url><a/>", "<?x ", "http://a.vn/\n", entry(1)],
)  # fmt: skip
def test_time_grows_with_length_only(piece: str) -> None:
    times = []
    for length in (100_000, 400_000):
        content = urlset(piece * (length // len(piece)))
        started = time.process_time()
        parse_sitemap(content, url=URL)
        times.append(time.process_time() - started)
    assert times[1] < 8 * times[0] + 0.25
