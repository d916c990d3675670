"""What selectors leave out is taken from the page as far as the body's first line, in whatever it stands."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.html_article import Article, find_title, opens_article
from corpus.readers.html_blocks import find_lines
from corpus.readers.html_completion import complete_article
from corpus.readers.html_finding import Finder
from corpus.readers.html_lines import PROSE, settle_lines
from corpus.readers.html_metadata import PageHead, find_page_head
from corpus.readers.html_parsing import parse_markup
from corpus.readers.html_selectors import select_article
from corpus.readers.html_text import line_key
from corpus.readers.page_furniture import load_furniture
from schemas.sources import Selectors

TITLE = "Huyện Sông Mã kết nạp 214 đảng viên"
LEAD = "Trong 9 tháng, Đảng bộ huyện Sông Mã kết nạp 214 đảng viên mới, đạt 97% chỉ tiêu."
TEXT = "Toàn huyện hiện có 52 tổ chức cơ sở đảng với 8.431 đảng viên, sinh hoạt tại 486 chi bộ."
PARTS = (
    f"<h1>{TITLE}</h1>",
    f"<h1>{TITLE}<div>thêm</div></h1>",
    f"<h2>{TITLE}</h2>",
    f"<p>{TITLE}</p>",
    "<h1>Báo Sơn La</h1>",
    f"<table><tr><td><h1>{TITLE}</h1></td></tr></table>",
    f"<p>{LEAD}</p>",
    f"<div><b>{LEAD}</b></div>",
    "<p>Hà Vân</p>",
    "<ul><li><a href='/1'>Tin khác</a><li><a href='/2'>Tin nữa</a></ul>",
    "<time datetime='2021-10-05'>Thứ Ba</time>",
    "<div>05/10/2021 07:30</div>",
    "<table border=1><tr><td>Xã<td>12<tr><td>Bản<td>34</table>",
    "a<br>b",
    "<p>",
    "<div>",
    "</div>",
    f"<p>{TEXT}</p>",
    "<span class=ads>12</span>",
)
BODY = f"<article class=body><p>{TEXT}</p></article>"
HEADS = ("", f"<title>{TITLE} - Báo X</title>", "<meta property='article:published_time' content='2020-01-02'>")


def complete_with_all_lines(article: Article, page: str, head: PageHead) -> Article:
    """The same as `complete_article`, from all lines of the page."""
    furniture = load_furniture()
    root = parse_markup(page).root
    assert root is not None
    lines = find_lines(root, furniture=furniture)
    blocks = lines.blocks
    at = find_title(blocks, article.title or head.metadata.title)
    body = {line_key(block.text) for block in article.blocks if len(block.text) >= PROSE}
    start = next((i for i in range(at + 1, len(blocks)) if line_key(blocks[i].text) in body), at + 1)
    between = blocks[at + 1 : start] if at >= 0 else []
    lead = [block for block in between if opens_article(block, head.description) and block.role != "caption"]
    title = article.title or (blocks[at].text if at >= 0 else head.metadata.title)
    times = () if head.metadata.published else tuple(t for n, t in lines.outline.times if at - 4 <= n <= start)
    return Article(
        title=title,
        blocks=tuple(settle_lines(title, [*lead, *article.blocks], furniture)),
        head_lines=(*article.head_lines, *(block.text for block in between if len(block.text) < PROSE)),
        times=(*article.times, *times),
    )


def check_page(page: str, selectors: Selectors) -> None:
    root = parse_markup(page).root
    assert root is not None
    article = select_article(Finder(root), selectors, furniture=load_furniture())
    if article is None:
        return
    head = find_page_head(root)
    completed = complete_article(article, root, head=head, furniture=load_furniture())
    expected = complete_with_all_lines(article, page, head)
    assert (completed.title, completed.head_lines) == (expected.title, expected.head_lines)
    assert [(b.text, b.role, b.table) for b in completed.blocks] == [(b.text, b.role, b.table) for b in expected.blocks]
    if not head.metadata.published:  # otherwise nobody asks
        assert completed.times == expected.times


@pytest.mark.parametrize(("head", "title"), list(product(HEADS, (None, "h1", "h2"))))
@given(parts=st.lists(st.sampled_from((*PARTS, BODY)), max_size=9))
def test_it_is_what_all_lines_of_the_page_give(head: str, title: str | None, parts: list[str]) -> None:
    page = f"<html><head>{head}</head><body>{''.join(parts)}{BODY}</body></html>"
    check_page(page, Selectors(title=title, body=".body"))


def test_nothing_behind_the_first_line_of_the_body_is_read() -> None:
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>{LEAD}</p>{BODY}<p>{LEAD} Một dòng khác ở dưới.</p>"
    root = parse_markup(page).root
    assert root is not None
    article = select_article(Finder(root), Selectors(body=".body"), furniture=load_furniture())
    assert article is not None
    completed = complete_article(article, root, head=find_page_head(root), furniture=load_furniture())
    assert [block.text for block in completed.blocks] == [LEAD, TEXT]
