"""A hostile article on every page: its text is text, nothing of it runs, links, hides or turns the reading round."""

import csv
import io
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "</title><base href=//evil.vn>",
    "<a href=javascript:alert(1)>x</a>",
    "{{ 7*7 }}{% raw %}",
    "\u202e00.54\u202c",
    "đảng\u200bviên\u00ad",
    "\U000e0041\u2066",
)
FORMULA = '=HYPERLINK("http://evil.vn","45")'
HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\U000e0000-\U000e0fff]")
ALLOWED = ("/", "#", "?", "http://", "https://")


class Page(HTMLParser):
    """Names of tags, attributes, and what a reader sees or hears: text, and attributes that are shown."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.shown: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = [(name, value or "") for name, value in attrs]
        self.tags.append(tag)
        self.attributes += found
        is_field = tag == "input" and dict(found).get("type", "text") in {"text", "search"}
        seen = {"title", "alt", "placeholder", "aria-label", *(["value"] if is_field else [])}
        self.shown += [value for name, value in found if name in seen]

    def handle_data(self, data):
        self.shown.append(data)


@pytest.fixture
def hostile(store, build_extraction):
    """A document, each of whose texts holds every payload, and one more that disagrees with it."""
    words = " ".join(PAYLOADS)
    figures = [
        ("45", {"indicator": "cell.total", "unit": words, "organization": words, "confidence": 0.2}),
        ("52", {"indicator": "other", "unit": FORMULA, "organization": FORMULA}),
    ]
    text = f"{words}\n{words} Huyện có 45 chi bộ {words}, 52 câu lạc bộ.\n"
    head = {"name": f"../../{words}.html", "title": words, "byline": words, "publisher": words}
    made = build_extraction(text, figures, url="javascript:alert(1)", **head)
    store.save([made])
    return made


def _pages(document) -> list[str]:
    own = f"/facts/{document.document_id}/{document.text.index('45')}"
    article = f"/articles/{document.document_id}"
    parts = [own, f"{own}/edit", f"{own}/history", article, f"{article}/add?start=0&end=2"]
    plain = [
        "/queue", "/queue/cards", "/queue/filters", "/articles", "/table", "/table/facets", "/compare", "/conflicts",
        "/compare?indicator=cell.total", "/compare/chart.svg?indicator=cell.total", "/sources", "/agreement",
        "/progress", "/settings", *parts,
    ]  # fmt: skip
    asked = [f"/table?q={quote(payload)}&province={quote(payload)}" for payload in PAYLOADS]
    return plain + asked + [f"/places?q={quote(payload)}" for payload in PAYLOADS] + [f"/{quote(PAYLOADS[0])}"]


def test_nothing_of_an_article_or_an_address_runs_links_or_hides(serve, hostile):
    reviewer = serve()
    for path in _pages(hostile.document):
        answer = reviewer.client.get(path)
        assert answer.status_code in {200, 400, 404, 422}, path
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = Page(answer.text)
        assert not {"base", "iframe", "object", "embed"} & set(page.tags), path
        assert not [name for name, _ in page.attributes if name.startswith("on")], path
        links = [value for name, value in page.attributes if name in {"href", "src", "action", "formaction"}]
        assert not [link for link in links if not link.startswith(ALLOWED)], path
        assert "evil.vn" not in "".join(link for link in links if not link.startswith(("/", "?"))), path
        assert not HIDDEN.search("".join(page.shown)), path
        assert "49" not in re.findall(r"\b49\b", "".join(page.shown)), path


def test_the_article_shows_what_was_hidden(serve, hostile):
    page = serve().get(f"/articles/{hostile.document.document_id}")
    for name in ("⟦U+202E⟧", "⟦U+200B⟧", "⟦U+00AD⟧", "⟦U+E0041⟧"):
        assert name in page
    assert "&lt;script&gt;" in page


def test_files_for_spreadsheets_hold_no_formula(serve, hostile):
    reviewer = serve()
    table = reviewer.client.get("/table.csv")
    assert table.status_code == 200
    cells = [cell for row in csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))) for cell in row]
    assert any(FORMULA in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    book = reviewer.client.get("/table.xlsx")
    sheet = load_workbook(io.BytesIO(book.content)).active
    found = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in found if cell.data_type == "f"]
    assert not [
        cell.hyperlink.target for cell in found if cell.hyperlink and "javascript" in (cell.hyperlink.target or "")
    ]


@pytest.mark.parametrize(
    "path",
    ["/static/../access.py", "/static/%2e%2e/words.yml", "/static/..%2fwords.yml", "/static//etc/passwd", "/static/%00",
     "/articles/..%2f..%2fetc%2fpasswd", "/articles/%0d%0aSet-Cookie:a=b", "/articles/%E2%80%AEx"],
)  # fmt: skip
def test_no_path_leads_out(serve, hostile, path):
    answer = serve().client.get(path)
    assert answer.status_code in {400, 404, 422}
    assert "settings:" not in answer.text
    assert "a=b" not in str(answer.headers.get("set-cookie"))
