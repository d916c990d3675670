import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.discovery.feeds import parse_feed
from schemas.errors import DocumentError

URL = "https://baomau.example/rss/trang-chu.rss"
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(items: str, *, head: str = '<?xml version="1.0" encoding="utf-8"?>', version: str = "2.0") -> bytes:
    return f'{head}<rss version="{version}"><channel><title>Báo mẫu</title>{items}</channel></rss>'.encode()


def item(*, link: str = "<link>https://baomau.example/a-1.html</link>", title: str = "Chi bộ", more: str = "") -> str:
    return f"<item><title>{title}</title>{link}{more}</item>"


def only(content: bytes):
    (found,) = parse_feed(content, url=URL)
    return found


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_rss(version: str) -> None:
    found = only(rss(item(more="<pubDate>Fri, 05 Oct 2018 14:30:00 +0700</pubDate>"), version=version))
    assert (found.url, found.title) == ("https://baomau.example/a-1.html", "Chi bộ")
    assert (found.published, found.modified, found.found_in) == ("2018-10-05", None, URL)


def test_rdf() -> None:
    content = f"""<?xml version="1.0"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {DC}>
        <channel rdf:about="https://baomau.example/"><title>Báo</title></channel>
        <item rdf:about="x"><title>A</title><link>https://baomau.example/a</link>
        <dc:date>2018-10-05T20:00:00Z</dc:date></item></rdf:RDF>""".encode()
    found = only(content)
    assert (found.url, found.title, found.published) == ("https://baomau.example/a", "A", "2018-10-06")


def test_atom() -> None:
    content = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title>
        <link rel="self" href="https://baomau.example/rss"/>
        <entry><title type="html">Chi bộ &lt;b&gt;A&lt;/b&gt;</title><id>tag:baomau.example,2018:1</id>
        <link rel="self" href="/rss/1"/><link rel="alternate" type="text/html" href="/a-1.html"/>
        <link rel="enclosure" href="/a.mp3"/>
        <published>2018-10-04T20:00:00Z</published><updated>2018-10-06T01:00:00+07:00</updated></entry>
        <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Chi <i>bộ</i> B</div></title>
        <link href="b-2.html"/><updated>2018-10-06T01:00:00Z</updated></entry></feed>""".encode()
    first, second = parse_feed(content, url=URL)
    assert (first.url, first.title, first.published) == ("https://baomau.example/a-1.html", "Chi bộ A", "2018-10-05")
    assert first.modified == datetime(2018, 10, 5, 18, 0, tzinfo=UTC)
    assert (second.url, second.title) == ("https://baomau.example/rss/b-2.html", "Chi bộ B")
    assert (second.published, second.modified) == (None, datetime(2018, 10, 6, 1, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("Fri, 05 Oct 2018 14:30:00 +0700", "2018-10-05"),
        ("Fri, 05 Oct 2018 20:30:00 GMT", "2018-10-06"),
        ("Fri, 05 Oct 2018 20:30:00", "2018-10-05"),
        ("5 Oct 2018 14:30", "2018-10-05"),
        ("Fri, 05 Oct 18 20:30:00 +0700", "2018-10-05"),
        ("Fri, 05 Oct 2018 20:30:00 GMT+7", "2018-10-05"),
        ("Fri, 05 Oct 2018 20:30:00 GMT+07:00", "2018-10-05"),
        ("Fri, 05 Oct 2018 20:30:00 GMT+0700", "2018-10-05"),
        ("Fri Oct 05 2018 20:30:00 GMT+0700 (Indochina Time)", "2018-10-05"),
        ("Fri, 05 Oct 2018 20:30:00 ICT", "2018-10-05"),
        ("Thứ 6, 05/10/2018 20:30:00 GMT+7", "2018-10-05"),
        ("Friday, October 5, 2018 (GMT+7)", "2018-10-05"),
        ("October 5, 2018, 9:56 pm", "2018-10-05"),
        ("2018-10-05T14:30:00+07:00", "2018-10-05"),
        ("2018-10-05 23:30:00", "2018-10-05"),
        ("05/10/2018 14:30", "2018-10-05"),
        ("10/5/2018 2:30:00 PM", "2018-10-05"),
        ("05/10/2018 2:30:00 CH", "2018-10-05"),
        ("Thứ Sáu, 05/10/2018 14:30 (GMT+7)", "2018-10-05"),
        ("ngày 5 tháng 10 năm 2018", "2018-10-05"),
        ("Fri, 05 Oct 2099 14:30:00 +0700", "2099-10-05"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Fri, 99 Oct 2018 99:99:99 +9999", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_dates(stated: str, day: str | None) -> None:
    assert only(rss(item(more=f"<pubDate>{stated}</pubDate>"))).published == day


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("<![CDATA[Chi bộ <b>A</b> &amp; B]]>", "Chi bộ A & B"),
        ("&quot;Dân vận&quot; &amp;amp; &amp;quot;khéo&amp;quot;", '"Dân vận" & "khéo"'),
        ("Chi&nbsp;bộ &ocirc; &khongco;", "Chi bộ ô &khongco;"),
        ("Công ty A & B", "Công ty A & B"),
        ("\n  Chi\n bộ  ", "Chi bộ"),
        ("Chi bộ", "Chi bộ"),
        ("5 &lt; 6", "5 < 6"),
        ("", None),
    ],
)
def test_titles_are_plain_text(title: str, plain: str | None) -> None:
    assert only(rss(item(title=title))).title == plain


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("<link>/a-1.html</link>", "https://baomau.example/a-1.html"),
        ("<link><![CDATA[ https://baomau.example/a?ID=1&CAT=2 ]]></link>", "https://baomau.example/a?ID=1&CAT=2"),
        ("<link>https://baomau.example/a?ID=1&CAT=2&amp;x=3</link>", "https://baomau.example/a?ID=1&CAT=2&x=3"),
        ("<link>https://baomau.example/a?utm_source=rss</link>", "https://baomau.example/a"),
        ("<guid>https://baomau.example/g-1.html</guid>", "https://baomau.example/g-1.html"),
        ("<link/><guid isPermaLink='false'>https://baomau.example/g</guid>", "https://baomau.example/g"),
        ("<guid isPermaLink='false'>17</guid><link>/a</link>", "https://baomau.example/a"),
        ("<guid>17</guid><link>/a</link>", "https://baomau.example/a"),
        ("<link>/a</link><guid>https://baomau.example/g</guid>", "https://baomau.example/a"),
        (
            '<link>http://feeds.example/~r/1</link><feedburner:origLink>https://baomau.example/a</feedburner:origLink>',
            "https://baomau.example/a",
        ),
        ('<link>javascript:void(0)</link><guid isPermaLink="false">https://baomau.example/g</guid>',
         "https://baomau.example/g"),
        ('<atom:link rel="self" href="https://baomau.example/rss"/><link>/a</link>', "https://baomau.example/a"),
    ],
)  # fmt: skip
def test_links(link: str, address: str) -> None:
    assert only(rss(item(link=link))).url == address


@pytest.mark.parametrize("link", ["", "<link/>", "<guid>17</guid>", "<link>mailto:a@b.example</link>"])
def test_entries_without_a_link_are_left_out(link: str) -> None:
    assert parse_feed(rss(item(link=link)), url=URL) == ()


def test_the_order_of_the_feed_is_kept_and_prefixes_need_no_declaration() -> None:
    numbers = [5, 1, 9, 3]
    items = "".join(
        item(link=f"<link>/a-{number}.html</link>", more="<dc:date>2018-10-05</dc:date>") for number in numbers
    )
    found = parse_feed(rss(items), url=URL)
    assert [address.url[-6] for address in found] == ["5", "1", "9", "3"]
    assert {address.published for address in found} == {"2018-10-05"}


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8-sig"),
        ('<?xml version="1.0" encoding="iso-8859-1"?>', "utf-8"),
        ('<?xml version="1.0"?>', "utf-8"),
        ("", "utf-8"),
        ("\n\n<br />Warning: include() in index.php on line 5<br />\n", "utf-8"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16"),
        ('<?xml version="1.0" encoding="windows-1258"?>', "cp1258"),
        ("<!-- <rss> -->", "utf-8"),
    ],
)
def test_heads_and_charsets(head: str, charset: str) -> None:
    title = "Chi bộ" if charset != "cp1258" else "Hà Nam"
    found = only(rss(item(title=title), head=head).decode().encode(charset, "ignore"))
    assert (found.url, found.title) == ("https://baomau.example/a-1.html", title)


def test_a_wrong_charset_costs_the_title_but_not_the_address() -> None:
    content = rss(item(title="東京都 大阪府 京都府 " * 20)).decode().encode("shift_jis", "ignore")
    found = only(content)
    assert (found.url, found.title) == ("https://baomau.example/a-1.html", None)


def test_a_feed_that_is_cut_off_gives_its_whole_entries() -> None:
    whole = rss("".join(item(link=f"<link>https://baomau.example/bai-{n}.html</link>") for n in range(5)))
    full = parse_feed(whole, url=URL)
    lengths = set()
    for end in range(whole.index(b"<item>"), len(whole)):
        found = parse_feed(whole[:end], url=URL)
        assert found == full[: len(found)]
        lengths.add(len(found))
    assert lengths == {0, 1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!DOCTYPE html><html><head><title>404</title></head><body>R\xe1\xbb\x97ng</body></html>", "not_a_feed"),
        (b"<h1>Service unavailable</h1>", "not_a_feed"),
        (b"<html><body><rss version='2.0'></rss></body></html>", "not_a_feed"),
        (b"<?xml version='1.0'?><urlset></urlset>", "not_a_feed"),
        (b'{"items": []}', "not_a_feed"),
        (b"/etc/hostname", "not_a_feed"),
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"%PDF-1.4", "binary"),
    ],
)
def test_what_is_no_feed_is_told(content: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_feed(content, url=URL)
    assert (caught.value.code, caught.value.path) == (code, URL)


def test_a_feed_without_entries_is_a_feed() -> None:
    assert parse_feed(rss(""), url=URL) == ()
    assert parse_feed(b"<rss", url=URL) == ()


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("MAT-KHAU", encoding="utf-8")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{bomb}<!ENTITY x SYSTEM "{secret.as_uri()}">'
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>'
    )
    started = time.process_time()
    found = only(rss(item(title="A &l11; &x; B"), head=doctype))
    assert time.process_time() - started < 1
    assert found.title == "A &l11; &x; B"


PIECES = st.sampled_from(
    """<rss>|<feed xmlns='http://www.w3.org/2005/Atom'>|<rdf:RDF>|<channel>|<item>|</item>|<entry>|</entry>|<link>|</link>
    |<link href='a'/>|<guid>|<title>|</title>|<![CDATA[|]]>|&|&amp;|&nbsp;|&#0;|<!--|-->|<?|?>|<!DOCTYPE|<|>|http://a.vn/
    |<pubDate>|05/10/2018|</rss>|<a:b c:d='e'>|<id>|xml:base='http://['|<base href='http://['>|\x00|ộ""".split("|")
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(), st.lists(PIECES).map("".join), st.lists(PIECES).map(lambda p: "<rss>" + "".join(p))))
def test_any_bytes_give_addresses_or_a_document_error(content: bytes | str) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    try:
        found = parse_feed(raw, url=URL)
    except DocumentError:
        return
    assert all(address.url.startswith(("http://", "https://")) for address in found)


@pytest.mark.parametrize(
    "piece", ["<!--", "<![CDATA[", "&", "<item>", "<a:b ", "<!DOCTYPE x [", "<", "</item>", "<x y='", "<title>", "&lt;",
              "<item><title>Chi bộ</title><link>/a</link></item>"],
)  # fmt: skip
def test_time_grows_with_length_only(piece: str) -> None:
    times = []
    for length in (50_000, 200_000):
        content = rss(piece * (length // len(piece)))
        started = time.process_time()
        parse_feed(content, url=URL)
        times.append(time.process_time() - started)
    assert times[1] < 8 * times[0] + 0.25
