"""Hostile and broken pages: bounded time and memory, and a text, a mark or one clear error."""

import hashlib
import time
from collections.abc import Callable
from functools import cache

import pytest

from corpus.readers.html import read_html
from corpus.readers.html_parsing import MAX_TAGS, parse_markup
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError

LINE = "Đảng bộ xã Nà Khum kết nạp 12.345 đảng viên mới, tăng so với cùng kỳ năm trước."
HEAD = f"<html><body><h1>Xã Nà Khum kết nạp đảng viên mới</h1><p>{LINE}</p>"
SECONDS = 20
"""Far above what a slow machine needs: without their bounds these pages take minutes or all memory."""


def read(markup: str) -> Document:
    content = markup.encode()
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name="a.html", content=content, sha256=digest, media_type="text/html", sidecar=Metadata())
    return read_html(raw, ())


PAGES = {
    "nested": HEAD + "<div>" * 100_000 + "x 1",
    "nested inline": HEAD + "<span>" * 100_000 + "x 1",
    "nested tables": HEAD + "<table border=1><tr><td>1</td><td>2</td></tr><tr><td>" * 3_000,
    "nested lists": HEAD + "<ul><li>x 1" * 20_000,
    "nested pairs": HEAD + "<dl><dt>a</dt><dd>1" * 3_000,
    "cells": HEAD + "<table>" + ("<tr>" + "<td>12</td>" * 10 + "</tr>") * 100_000,
    "reaching down": HEAD + "<table>" + "<tr><td rowspan=9999>12</td></tr>" * 60_000,
    "reaching across": HEAD + "<table>" + "<tr><td colspan=999999 rowspan=99>12</td></tr>" * 60_000,
    "huge class": HEAD + f'<div class="{"share-x " * 500_000}"><p>Có 7 xã.</p></div>',
    "huge style": HEAD + f'<div style="{"a:b;" * 500_000}"><p>Có 7 xã.</p></div>',
    "picture": HEAD + f'<img src="data:image/png;base64,{"A" * 8_000_000}">',
    "references": HEAD + "&amp;&lt;&#65;" * 300_000,
    "one long line": HEAD + "<p>" + "Có 12 xã và " * 300_000,
    "breaks": HEAD + "<div>" + "12 a<br>" * 120_000,
    "empty paragraphs": HEAD + "<p>" * 2_000_000,
    "quotations": HEAD
    + "".join(f"<blockquote>Đảng bộ xã Nà Khum kết nạp {n} người</blockquote>" for n in range(20_000)),
    "parts": HEAD + "".join(f"<div class=k{n}><p>{LINE} {n}</p></div>" for n in range(20_000)),
    "links": HEAD + "<a href=/x?page=2>2</a>" * 200_000,
    "open tags": HEAD + "<table" * 200_000,
    "open brackets": HEAD + "<" * 2_000_000,
    "nested data": "<script type='application/ld+json'>" + "[" * 100_000 + "</script>" + HEAD,
}


@pytest.fixture(scope="module")
def read_once() -> Callable[[str], tuple[Document, float]]:
    """Gives the document of one of the pages and the processor time that it took."""

    @cache
    def once(name: str) -> tuple[Document, float]:
        started = time.process_time()
        return read(PAGES[name]), time.process_time() - started

    return once


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_text_before_comes_out_in_bounded_time(
    read_once: Callable[[str], tuple[Document, float]], name: str
) -> None:
    document, seconds = read_once(name)
    assert seconds < SECONDS
    assert document.text.count("12.345") >= 1
    assert len(document.text) <= 3_000_000
    assert len(document.regions) <= 100_200


@pytest.mark.parametrize("name", ["nested", "cells", "breaks", "empty paragraphs", "one long line"])
def test_a_cut_page_says_so(read_once: Callable[[str], tuple[Document, float]], name: str) -> None:
    assert "cut_short" in read_once(name)[0].marks


def test_of_a_million_cells_only_so_many_are_in_memory() -> None:
    parsed = parse_markup(PAGES["cells"])
    assert parsed.is_cut
    assert parsed.root is not None
    assert sum(1 for _ in parsed.root.iter()) < MAX_TAGS


def test_entities_of_a_page_are_never_followed() -> None:
    declared = '<!DOCTYPE html [<!ENTITY b "ha ha"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
    page = '<?xml version="1.0"?>' + declared + HEAD + "<p>Trong đó &b; &x; có 7 đảng viên nữ được kết nạp.</p>"
    assert "&b; &x; có 7" in read(page).text


@pytest.mark.parametrize("markup", ["<p>" * 50_000, "<html><body><div></div>", "<a href=/>x</a>" * 1_000])
def test_pages_of_nothing_are_refused(markup: str) -> None:
    with pytest.raises(DocumentError) as error:
        read(markup)
    assert error.value.code == "no_text"
