"""Pages read by the layouts of a source: what selectors leave out, and what happens where they find nothing."""

import hashlib
from datetime import UTC, datetime

import pytest

from corpus.readers import read_document
from corpus.source_catalogue import parse_source
from schemas.documents import Document, Metadata, RawPage

LEAD = "Trong 9 tháng năm 2021, Đảng bộ huyện Sông Mã kết nạp 214 đảng viên mới, đạt 97,3% chỉ tiêu giao cả năm."
FIRST = "Toàn huyện hiện có 52 tổ chức cơ sở đảng với 8.431 đảng viên, sinh hoạt tại 486 chi bộ trực thuộc ở 19 xã."
SECOND = "Trong số đảng viên mới có 171 người dân tộc thiểu số, 96 đảng viên nữ và 143 đoàn viên thanh niên của huyện."
TITLE = "Huyện Sông Mã kết nạp 214 đảng viên trong 9 tháng"
PAGE = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title></head><body>
<nav><a href="/1">Chính trị</a> <a href="/2">Kinh tế</a></nav>
<article><h1 class="name">{TITLE}</h1><p class="when">Thứ Ba, 05/10/2021 07:30</p><p class="sapo">{LEAD}</p>
<div class="text"><p>{FIRST}</p><p>{SECOND}</p></div><div class="empty"><img src="/a.jpg"></div>
<p class="who">Cà Văn Pâng</p></article></body></html>"""
SOURCE = """id: x
name: Báo X
province: Sơn La
domains: [x.example]
layouts: [LAYOUTS]
why: A test.
"""


def raw_page(content: bytes, sidecar: Metadata, *, retrieved_at: datetime | None = None) -> RawPage:
    sha256 = hashlib.sha256(content).hexdigest()
    return RawPage(
        name="page.html", content=content, sha256=sha256, media_type="text/html", sidecar=sidecar,
        retrieved_at=retrieved_at,
    )  # fmt: skip


def read(layouts: str, page: str = PAGE, *, retrieved_at: datetime | None = None) -> Document:
    source = parse_source(SOURCE.replace("LAYOUTS", layouts), name="x.yml")
    sidecar = Metadata(url="https://x.example/bai-1.html")
    return read_document(raw_page(page.encode(), sidecar, retrieved_at=retrieved_at), (source,))


def test_a_body_alone_keeps_title_lead_and_date() -> None:
    document = read("{selectors: {body: .text}}")
    assert document.text.splitlines() == [TITLE, LEAD, FIRST, SECOND]
    assert (document.title, document.published, document.publisher) == (TITLE, "2021-10-05", "Báo X")


def test_a_lead_inside_the_body_stands_once() -> None:
    page = PAGE.replace(f'<p class="sapo">{LEAD}</p>', "").replace(
        '<div class="text">', f'<div class="text"><p class="sapo">{LEAD}</p>'
    )
    assert read("{selectors: {body: .text}}", page).text.splitlines() == [TITLE, LEAD, FIRST, SECOND]


@pytest.mark.parametrize(
    "layouts",
    [
        "{selectors: {body: .gone}}",
        "{selectors: {body: .empty}}",
        "{selectors: {title: h1.name, body: .empty}}",
        "{selectors: {body: .text, remove: [.text]}}",
        "",
    ],
)
def test_where_no_body_is_found_the_general_reader_loses_nothing(layouts: str) -> None:
    lines = read(layouts).text.splitlines()
    assert [line for line in lines if line in (TITLE, LEAD, FIRST, SECOND)] == [TITLE, LEAD, FIRST, SECOND]


def test_an_older_layout_reads_what_the_newer_does_not() -> None:
    newer = '{since: "2024", selectors: {title: h2.name, body: .content}}'
    older = "{selectors: {title: h1.name, body: .text, lead: .sapo, byline: .who, published: .when}}"
    document = read(f"{newer}, {older}")
    assert document.text.splitlines() == [TITLE, LEAD, FIRST, SECOND]
    assert document.published == "2021-10-05"
    assert document.text == read(older).text


@pytest.mark.parametrize(
    ("retrieved_at", "by"),
    [
        (None, "newest"),
        (datetime(2025, 1, 1, tzinfo=UTC), "newest"),
        (datetime(2024, 2, 29, 17, tzinfo=UTC), "newest"),
        (datetime(2024, 2, 29, 16, tzinfo=UTC), "newer"),
        (datetime(2023, 5, 6, tzinfo=UTC), "newer"),
        (datetime(2022, 12, 31, tzinfo=UTC), "oldest"),
    ],
)
def test_a_page_is_read_by_the_layout_of_its_day(retrieved_at: datetime | None, by: str) -> None:
    layouts = """
      {since: "2024-03", selectors: {body: .sapo}},
      {since: "2023", selectors: {body: .text}},
      {selectors: {body: .text, remove: [p + p]}},
    """
    text = read(layouts, retrieved_at=retrieved_at).text.splitlines()
    assert [line for line in text if line in (FIRST, SECOND)] == {
        "newest": [], "newer": [FIRST, SECOND], "oldest": [FIRST],
    }[by]  # fmt: skip


def test_where_the_layout_of_its_day_finds_nothing_a_younger_one_reads_it() -> None:
    younger = '{since: "2024", selectors: {title: h1.name, lead: .sapo, body: .text}}'
    document = read(f"{younger}, {{selectors: {{body: .gone}}}}", retrieved_at=datetime(2022, 1, 1, tzinfo=UTC))
    assert document.text.splitlines() == [TITLE, LEAD, FIRST, SECOND]


def test_selectors_of_title_and_lead_that_find_nothing_lose_nothing() -> None:
    document = read("{selectors: {title: .gone, lead: .gone, body: .text}}")
    assert document.text.splitlines() == [TITLE, LEAD, FIRST, SECOND]
