"""HTML page -> Document: title, lead, paragraphs, captions and table rows in page order, one line each."""

from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from corpus.descriptions import build_document, find_source
from corpus.publication_dates import find_date_in_url, find_stamp
from corpus.readers.format import Format
from corpus.readers.html_article import Article, complete_article, find_article
from corpus.readers.html_decoding import decode_page
from corpus.readers.html_metadata import PageHead, find_page_head
from corpus.readers.html_pruning import drop_furniture
from corpus.readers.html_selectors import select_article
from corpus.readers.markup import is_large_or_deep, looks_like_html
from corpus.readers.page_furniture import load_furniture
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError
from schemas.sources import Layout, Source


def read_html(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document of one page; links to other stories, tags, comments, counters and footers are left out.

    Raises:
        DocumentError: Empty, binary, of unknown charset ("encoding"), or no article in it ("no_text").
    """
    markup = decode_page(raw.content, path=raw.name)
    root = parse_page(markup, path=raw.name)
    head = find_page_head(root)
    url = raw.sidecar.url or head.metadata.url
    source = find_source(sources, url=url, publisher=raw.sidecar.publisher or head.metadata.publisher)
    article = find_by_layouts(markup, source)
    if article is None:
        drop_furniture(root, furniture=load_furniture())
        article = find_article(root, head=head, furniture=load_furniture())
    else:
        article = complete_article(article, root, head=head, furniture=load_furniture())
    if len(article.lines) < 2:
        message = "trang không có nội dung bài viết (chỉ có khung, liên kết hoặc ảnh); hãy kiểm tra lại trang đã lưu"
        raise DocumentError(message, path=raw.name, code="no_text")
    page = _metadata(article, head, url=url, source=source)
    return build_document(raw, text="\n".join(article.lines), page=page, sources=sources)


def find_by_layouts(markup: str, source: Source | None) -> Article | None:
    """The article as the first layout of `source` that finds a body with text picks it out, or None."""
    layouts = source.layouts if source else ()
    return next(filter(None, (find_by_layout(markup, layout) for layout in layouts)), None)


def find_by_layout(markup: str, layout: Layout) -> Article | None:
    """The article as `layout` picks it out, or None where it finds no body or one without text."""
    article = select_article(markup, layout.selectors, furniture=load_furniture())
    return article if article is not None and len(article.lines) > (article.title is not None) else None


def parse_page(markup: str, *, path: str) -> HtmlElement:
    """The element tree of `markup`.

    Raises:
        DocumentError: No element in it ("no_text").
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise DocumentError("trang không có nội dung HTML; hãy kiểm tra tệp", path=path, code="no_text") from error


def _metadata(article: Article, head: PageHead, *, url: str | None, source: Source | None) -> Metadata:
    stamps = (day for line in article.head_lines if (day := find_stamp(line)))
    published = head.metadata.published or next(stamps, None) or (find_date_in_url(url) if url else None)
    publisher = source.name if source else head.metadata.publisher
    return head.metadata.model_copy(update={"title": article.title, "published": published, "publisher": publisher})


FORMAT = Format(
    suffixes=(".html", ".htm"),
    media_types=("text/html", "application/xhtml+xml"),
    recognises=looks_like_html,
    read=read_html,
    isolates=is_large_or_deep,
)
