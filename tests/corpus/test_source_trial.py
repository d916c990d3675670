import hashlib

import pytest

from corpus.source_catalogue import parse_source
from corpus.source_trial import PageTrial, try_page
from schemas.documents import Metadata, RawPage
from schemas.errors import DocumentError

PAGE = """<html><head><meta charset="utf-8"><title>Bài</title><link rel="canonical" href="https://x.example/bai-1.html">
</head><body><h1>Bài</h1><div class="text"><p>Chi bộ kết nạp 3 đảng viên.</p></div><p class="ad">A</p>
<p class="ad">B</p><div class="empty"></div></body></html>"""
SOURCE = parse_source(
    """id: x
name: Báo X
province: null
domains: [x.example]
layouts:
  - {since: "2025", selectors: {title: h1, body: .empty}}
  - {since: "2020", selectors: {body: .text, remove: [.ad, .gone]}}
  - {selectors: {body: .text}}
why: A test.
""",
    name="x.yml",
)


def raw_page(content: bytes, sidecar: Metadata) -> RawPage:
    sha256 = hashlib.sha256(content).hexdigest()
    return RawPage(name="page.html", content=content, sha256=sha256, media_type="text/html", sidecar=sidecar)


def trial(page: str = PAGE, **sidecar: str) -> PageTrial:
    return try_page(raw_page(page.encode(), Metadata(**sidecar)), (SOURCE,))


def test_the_first_layout_with_text_reads_and_all_are_told() -> None:
    found = trial()
    assert (found.source, found.url) == (SOURCE, "https://x.example/bai-1.html")
    assert [layout.reads for layout in found.layouts] == [False, True, True]
    assert found.reading_layout == found.layouts[1]
    assert [(use.part, use.matches) for use in found.layouts[1].uses] == [("body", 1), ("remove", 2), ("remove", 0)]
    assert [(use.part, use.matches) for use in found.layouts[0].uses] == [("title", 1), ("body", 1)]


def test_a_page_of_nobody_has_no_layout() -> None:
    found = trial(PAGE.replace("x.example", "y.example"))
    assert (found.source, found.layouts, found.reading_layout) == (None, (), None)


def test_the_sidecar_names_the_source_before_the_page_does() -> None:
    assert trial(url="https://y.example/1.html").source is None
    assert trial(PAGE.replace("x.example", "y.example"), url="https://x.example/1.html").source == SOURCE


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 100])
def test_what_is_no_page_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError):
        try_page(raw_page(content, Metadata()), (SOURCE,))
