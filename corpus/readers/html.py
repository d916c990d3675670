"""HTML page -> Document: title, lead, paragraphs, captions and table rows in page order, one line each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from lxml.etree import _Element as Element

from corpus.descriptions import build_document, find_source
from corpus.encodings.typing_keys import find_typing_marks
from corpus.publication_dates import VIETNAM, find_date_in_url, find_stamp, parse_stated_date
from corpus.readers.format import Format
from corpus.readers.html_article import Article, find_article
from corpus.readers.html_blocks import find_lines
from corpus.readers.html_completion import complete_article
from corpus.readers.html_decoding import read_page
from corpus.readers.html_finding import Finder
from corpus.readers.html_metadata import PageHead, find_page_head
from corpus.readers.html_paging import find_next_page
from corpus.readers.html_parsing import ParsedPage, parse_markup
from corpus.readers.html_regions import write_article
from corpus.readers.html_script_body import read_script_body
from corpus.readers.html_selectors import select_article
from corpus.readers.markup import is_large_or_deep, looks_like_html
from corpus.readers.page_furniture import load_furniture
from schemas.documents import Document, Mark, Metadata, RawPage
from schemas.errors import DocumentError
from schemas.sources import Layout, Source


def read_html(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document of one page; links to other stories, tags, comments, counters and footers are left out.

    Its marks say where only a part was read ("cut_short"), where the article goes on on a page of its own
    ("more_pages", see `find_next_page`), and which text came from an old encoding or was typed without accents.

    Raises:
        DocumentError: Empty, binary, of unknown charset ("encoding"), or no article in it ("no_text").
    """
    decoded = read_page(raw.content, path=raw.name)
    parsed = parse_markup(decoded.encoded)
    root = _root_of(parsed, path=raw.name)
    head = find_page_head(root)
    url = raw.sidecar.url or head.metadata.url
    source = find_source(sources, url=url, publisher=raw.sidecar.publisher or head.metadata.publisher)
    layouts = layouts_in_turn(source, retrieved_at=raw.retrieved_at) if source else ()
    article = _read_article(root, decoded.markup, head=head, layouts=layouts)
    if not article.blocks:
        message = "trang không có nội dung bài viết (chỉ có khung, liên kết hoặc ảnh); hãy kiểm tra lại trang đã lưu"
        raise DocumentError(message, path=raw.name, code="no_text")
    written = write_article(article.title, article.blocks)
    marks: list[Mark] = ["cut_short"] if parsed.is_cut or written.is_cut else []
    if url is not None and find_next_page(root, url) is not None:
        marks.append("more_pages")
    marks += [*decoded.converted, *find_typing_marks(written.text)]
    page = _metadata(article, head, url=url, source=source)
    document = build_document(raw, text=written.text, page=page, sources=(source,) if source else ())
    return document.model_copy(update={"regions": written.regions, "marks": tuple(marks)})


def find_by_layout(page: Finder, layout: Layout, *, is_dated: bool = False) -> Article | None:
    """The article as `layout` picks it out of `page`, or None where it finds no body or an empty one."""
    article = select_article(page, layout.selectors, furniture=load_furniture(), is_dated=is_dated)
    return article if article is not None and article.blocks else None


def layouts_in_turn(source: Source, *, retrieved_at: datetime | None) -> tuple[Layout, ...]:
    """The layouts of `source` in the order in which they are tried: those that there were at `retrieved_at` come first.

    A younger one may find something on an old page by chance. When the article was published says nothing: sites put
    old articles into new layouts.
    """
    if retrieved_at is None:
        return source.layouts
    day = retrieved_at.astimezone(VIETNAM).date().isoformat()
    return tuple(sorted(source.layouts, key=lambda layout: layout.since is not None and layout.since > day))


def parse_page(markup: str, *, path: str) -> Element:
    """The element tree of `markup`.

    Raises:
        DocumentError: No element in it ("no_text").
    """
    return _root_of(parse_markup(markup), path=path)


def _root_of(parsed: ParsedPage, *, path: str) -> Element:
    if parsed.root is None:
        raise DocumentError("trang không có nội dung HTML; hãy kiểm tra tệp", path=path, code="no_text")
    return parsed.root


def _read_article(root: Element, markup: str, *, head: PageHead, layouts: Sequence[Layout]) -> Article:
    """The article by the first of `layouts` that finds it, else as the page shows it, else as it states it."""
    furniture = load_furniture()
    page = Finder(root)
    is_dated = head.metadata.published is not None
    for layout in layouts:
        chosen = find_by_layout(page, layout, is_dated=is_dated)
        if chosen is not None:
            is_complete = chosen.title and layout.selectors.lead and layout.selectors.published
            return chosen if is_complete else complete_article(chosen, root, head=head, furniture=furniture)
    lines = find_lines(root, furniture=furniture)
    article = find_article(lines, markup=markup, head=head, furniture=furniture)
    if not article.blocks and head.script_body:
        blocks = read_script_body(head.script_body, title=article.title, furniture=furniture)
        return replace(article, blocks=blocks)
    return article


def _metadata(article: Article, head: PageHead, *, url: str | None, source: Source | None) -> Metadata:
    """What the page states, then what it prints near its headline, then what its address says; the body never."""
    published = (
        head.metadata.published
        or next((day for line in article.head_lines if (day := find_stamp(line))), None)
        or next((day for moment in article.times if (day := parse_stated_date(moment))), None)
        or (find_date_in_url(url) if url else None)
    )
    publisher = source.name if source else head.metadata.publisher
    return head.metadata.model_copy(update={"title": article.title, "published": published, "publisher": publisher})


FORMAT = Format(
    suffixes=(".html", ".htm"),
    media_types=("text/html", "application/xhtml+xml"),
    recognises=looks_like_html,
    read=read_html,
    isolates=is_large_or_deep,
)
