"""What belongs to an article and what it is: leads, captions, boxes, copies, bodies that a script states."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.news_layouts import LAYOUTS
from bench.news_pages import make_story
from corpus.readers.html import read_html
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError

TITLE = "Xã Nà Khum phát triển đảng viên ở thôn bản"
FIRST = "Đảng bộ xã Nà Khum hiện có 18 chi bộ trực thuộc với 412 đảng viên, sinh hoạt ở 14 thôn và 4 cơ quan."
SECOND = "Trong 9 tháng, xã mở lớp cho 37 quần chúng ưu tú, trong đó có 21 người dân tộc thiểu số và 16 phụ nữ."
DAY = "2021-10-05T07:30:00+07:00"
STAMP = "<div>Thứ Ba, 05/10/2021, 07:30 (GMT+7)</div>"


def read(markup: str, url: str | None = None) -> Document:
    content = markup.encode()
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name="a.html", content=content, sha256=digest, media_type="text/html", sidecar=Metadata(url=url))
    return read_html(raw, ())


def lines(inner: str, *, before: str = "", after: str = "") -> list[str]:
    body = f"<div class=x><h1>{TITLE}</h1>{before}<div class=y>{inner}<p>{FIRST}</p><p>{SECOND}</p>{after}</div></div>"
    return read(f"<html><body>{body}</body></html>").text.split("\n")


def roles(document: Document) -> list[tuple[str, str]]:
    return [(r.role, document.text[r.start : r.end]) for r in document.regions if r.role != "cell"]


@pytest.mark.parametrize(
    "lead",
    [
        "<p><b>Kết nạp thêm 25 đảng viên.</b></p>",
        "<p><strong>Năm nay kết nạp được 25 đảng viên mới</strong></p>",
        "<p>Ngày 5/10/2021, xã kết nạp 25 đảng viên.</p>",
        "<div class=sapo>Thêm 25 đảng viên trẻ</div>",
        "<h2>Thêm 25 đảng viên trẻ</h2>",
    ],
)
@pytest.mark.parametrize("is_inside", [True, False])
def test_short_leads_are_kept(lead: str, is_inside: bool) -> None:
    found = lines(lead) if is_inside else lines("", before=STAMP + lead)
    assert found[2:] == [FIRST, SECOND]
    assert "25" in found[1]


@pytest.mark.parametrize(
    "line",
    [
        STAMP,
        "<p>Hà Vân</p>",
        "<div>Lượt xem: 1.234</div>",
        "<div>Hà Vân - 05/10/2021 07:30 | Lượt xem: 1.234</div>",
        "<div>Thích 12 Chia sẻ</div>",
        "<div>Nghe đọc bài 03:25</div>",
        "<div><a href=/>In bài viết</a> <a href=/>Gửi email cho bạn bè</a></div>",
        "<div><a href=#c>Bình luận (3)</a></div>",
        '<span class="post-views">1.234</span>',
        "<div>3 phút đọc</div>",
    ],
)
def test_what_stands_under_headlines_stays_out(line: str) -> None:
    assert lines("", before=line) == [TITLE, FIRST, SECOND]
    page = f"<html><body><div><h1>{TITLE}</h1>{line}<p>{FIRST}</p><p>{SECOND}</p></div></body></html>"
    assert read(page).text.split("\n") == [TITLE, FIRST, SECOND]


def test_a_lead_may_show_itself_by_bold_type_alone() -> None:
    lead = "Nhiều thanh niên thôn bản được đứng vào hàng ngũ"
    assert lines("", before=f"{STAMP}<p><b>{lead}</b></p>") == [TITLE, lead, FIRST, SECOND]
    assert lines("", before=f"{STAMP}<p>{lead}</p>") == [TITLE, FIRST, SECOND]


def test_what_only_wide_screens_show_is_shown() -> None:
    figures = '<div class="d-none d-md-block"><p>Có 25 người là nữ.</p></div>'
    assert lines("", after=figures)[3:] == ["Có 25 người là nữ."]
    assert lines("", after=figures.replace(" d-md-block", ""))[3:] == []


def test_a_counter_inside_a_line_is_left_out_of_it() -> None:
    counted = (
        '<p>Xã có 14 thôn <span class="view-count">1.234</span>và 4 cơ quan, mỗi nơi đều có chi bộ riêng từ lâu.</p>'
    )
    assert lines("", after=counted)[3:] == ["Xã có 14 thôn và 4 cơ quan, mỗi nơi đều có chi bộ riêng từ lâu."]


def test_figures_of_boxes_stand_with_their_words() -> None:
    box = '<div class="so"><div>214</div><div>đảng viên mới</div></div><dl><dt>Chi bộ</dt><dd>18</dd></dl>'
    assert lines("", after=box)[3:] == ["214 đảng viên mới", "Chi bộ | 18"]


@pytest.mark.parametrize(
    "copy",
    [
        f"<blockquote>{SECOND[:60]}</blockquote>",
        f'<div class="d-md-none"><p>{FIRST}</p></div>',
        f'<div style="display:none"><h1>{TITLE}</h1><p>{FIRST}</p><p>Có 7 chữ.</p></div>',
        f"<p><b>{SECOND}</b></p>",
    ],
)
def test_nothing_is_told_twice(copy: str) -> None:
    assert lines("", after=copy) == [TITLE, FIRST, SECOND]


def test_a_table_for_small_screens_is_told_once() -> None:
    table = "<table><tr><td>Xã</td><td>Số</td></tr><tr><td>Nà Khum</td><td>25</td></tr></table>"
    assert lines("", after=f"<div>{table}</div><div class=m>{table}</div>")[3:] == ["Xã | Số", "Nà Khum | 25"]


def test_lines_say_what_they_are() -> None:
    page = f"""<html><body><article><h1>{TITLE}</h1><p class="sapo">Kết nạp thêm 25 đảng viên mới.</p>
<div class="article__body"><figure><img src=a><figcaption>Lễ kết nạp 3 đảng viên</figcaption></figure><p>{FIRST}</p>
<h2>Còn 2 thôn khó</h2><ul><li>Thôn Đồng Vải: 4 người</li></ul><p>Đơn vị tính: người</p><table border=1><caption>Bảng 1
</caption><tr><th>Thôn</th><th>Số</th></tr><tr><td>Đồng Vải</td><td>25</td></tr></table>
<p>{SECOND}</p></div></article>"""
    document = read(page)
    assert roles(document) == [
        ("title", TITLE),
        ("lead", "Kết nạp thêm 25 đảng viên mới."),
        ("caption", "Lễ kết nạp 3 đảng viên"),
        ("paragraph", FIRST),
        ("heading", "Còn 2 thôn khó"),
        ("list_item", "Thôn Đồng Vải: 4 người"),
        ("unit_line", "Đơn vị tính: người"),
        ("caption", "Bảng 1"),
        ("table_row", "Thôn | Số"),
        ("table_row", "Đồng Vải | 25"),
        ("paragraph", SECOND),
    ]
    cells = [r for r in document.regions if r.role == "cell"]
    assert [(document.text[c.start : c.end], c.table, c.row, c.column, c.is_head) for c in cells] == [
        ("Thôn", 1, 1, 1, True),
        ("Số", 1, 1, 2, True),
        ("Đồng Vải", 1, 2, 1, False),
        ("25", 1, 2, 2, False),
    ]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(LAYOUTS)), st.integers(0, 10**9))
def test_regions_cover_each_line_and_quote_it(layout: str, seed: int) -> None:
    document = read(LAYOUTS[layout](make_story(seed)))
    own = [r for r in document.regions if r.role != "cell"]
    assert [document.text[r.start : r.end] for r in own] == document.text.split("\n")
    assert [r.start for r in document.regions] == sorted(r.start for r in document.regions)
    rows = {(r.table, r.row): r for r in own if r.role == "table_row"}
    for cell in (r for r in document.regions if r.role == "cell"):
        row = rows[cell.table, cell.row]
        assert row.start <= cell.start < cell.end <= row.end


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}\n{SECOND}",
        f"<p>{FIRST}</p><p>{SECOND}</p>",
        f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "<!-- {} -->", "[{},]", '{{"@graph": [{}]}}'])
def test_a_body_that_only_a_script_states(body: str, frame: str) -> None:
    stated = json.dumps({"@type": ["NewsArticle"], "headline": TITLE, "datePublished": DAY, "articleBody": body})
    page = (
        f'<html><head><script type="application/ld+json">{frame.format(stated)}</script></head><body><div id=app></div>'
    )
    document = read(page)
    assert document.text.split("\n") == [TITLE, FIRST, SECOND]
    assert document.published == "2021-10-05"


def test_a_printed_body_goes_before_the_stated_one() -> None:
    stated = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "Có 99 xã. " * 30})
    page = (
        f'<script type="application/ld+json">{stated}</script><h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p></div>'
    )
    assert read(page).text.split("\n") == [TITLE, FIRST, SECOND]


def test_an_article_of_several_pages_is_marked() -> None:
    page = f'<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p></div><a href="?page=2">Trang sau</a>'
    assert read(page, "https://a.example/tin-moi-1.html").marks == ("more_pages",)
    assert read(page).marks == ()


@pytest.mark.parametrize(
    ("head", "near", "url", "day"),
    [
        (
            '<meta property="article:published_time" content="2021-10-04T20:30:00Z">',
            "06/10/2021 07:30",
            None,
            "2021-10-05",
        ),
        ("", '<time datetime="2021-10-05T07:30:00+07:00">5 giờ trước</time>', None, "2021-10-05"),
        ("", '<div>Hà Vân <time datetime="2021-10-05">hôm qua</time></div>', None, "2021-10-05"),
        ("", "", "https://a.example/2021/10/05/x.html", "2021-10-05"),
        ("", "", "https://a.example/x.html", None),
        (
            '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2021-10-05"}</script>',
            "",
            None,
            "2021-10-05",
        ),
        (
            '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2020-01-01"}</script>'
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-10-05"}</script>',
            "",
            None,
            "2021-10-05",
        ),
    ],
)
def test_the_day_of_publication(head: str, near: str, url: str | None, day: str | None) -> None:
    late = '<ul><li><a href="/">Khác</a> <time datetime="2022-01-01">x</time></li></ul>'
    body = f"<div><h1>{TITLE}</h1>{near}<div><p>{FIRST}</p><p>Ngày 23-5-2016, {SECOND}</p></div></div>{late}"
    assert read(f"<html><head>{head}</head><body>{body}", url).published == day


def test_days_of_other_stories_are_not_the_article_s() -> None:
    early = "".join(f'<div>Tin {n} <time datetime="2020-01-01">x</time></div>' for n in range(9))
    late = '<div><p>Khác</p><time datetime="2022-01-01">x</time></div>'
    body = f"<div><h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    assert read(f"<html><body><div>{early}<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p></div>{body}{late}").published is None


def test_the_author_as_marked() -> None:
    page = f'<h1>{TITLE}</h1><span itemprop="author"><b>Hà Vân</b></span><div><p>{FIRST}</p><p>{SECOND}</p></div>'
    assert read(page).byline == "Hà Vân"


PIECES = (
    "<table>",
    "</table>",
    "<tr><td rowspan=3>",
    "</div>",
    "<!--",
    "-->",
    "&#0;",
    "&#x1f;",
    "<svg>",
    "<plaintext>",
    "<td",
    "\x03",
    "<b>",
    '<span class="share">',
    "<dl><dt>",
    "<dd>",
    "<br>",
    "<blockquote>",
    "Bình luận",
    "Tin khác",
    "<h1>",
    "<script>",
    "<a href='",
    '<div itemprop="articleBody">',
    "<time datetime='x'>",
    "<caption>",
    "\u200b",
    "|",
)


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_damaged_pages_are_read_or_refused(data: st.DataObject) -> None:
    story = make_story(data.draw(st.integers(0, 10**6)))
    page = LAYOUTS[data.draw(st.sampled_from(sorted(LAYOUTS)))](story)
    cuts = st.tuples(st.integers(0, len(page)), st.sampled_from(PIECES), st.integers(0, 200))
    for at, piece, cut in data.draw(st.lists(cuts, max_size=8)):
        page = page[:at] + piece + page[at + cut :]
    try:
        document = read(page, "https://a.example/tin-moi-1.html")
    except DocumentError:
        return
    assert [document.text[r.start : r.end] for r in document.regions if r.role != "cell"] == document.text.split("\n")
    assert "\n\n" not in document.text
