"""Documents -> pages of a newspaper that solieu knows, in its markup and of the size that saved pages have.

The pages that `bench.stage_times.make_page` makes have 200 tags and 8 KB, no address, nothing stated in their heads and
no stamp. Those of newspapers have 1,000 tags and more: menus, cards of other stories, scripts, styles, metadata.
"""

# ruff: noqa: E501 - markup is easier to compare with the real one unbroken

import hashlib
import json
from collections.abc import Iterator
from html import escape

from schemas.documents import Document, Metadata, RawPage

SOURCE = "baohatinh"
"""Its layout has a selector for each part; many newspapers of provinces print the same parts by the same names."""
DAY = "2025-10-05"
SECTIONS = ("Chính trị", "Xây dựng Đảng", "Kinh tế", "Xã hội", "Văn hóa", "Giáo dục", "Y tế", "Pháp luật", "Bạn đọc")
CARDS = 40


def make_known_page(document: Document) -> RawPage:
    """The page of `document`: its first line as headline, its second one as lead, the others as the body."""
    title, *paragraphs = [escape(line, quote=False) for line in document.text.split("\n") if line]
    lead, body = "".join(paragraphs[:1]), "".join(f"<p>{line}</p>" for line in paragraphs[1:])
    markup = (
        f'<!DOCTYPE html><html lang="vi"><head>{"".join(_head(title, lead))}</head><body class="page-detail">'
        f'<header class="site-header"><div class="logo"><a href="/" title="Báo Mẫu"><img src="/logo.png" alt=""></a></div>'
        f'<nav class="menu"><ul>{"".join(_menu())}</ul></nav></header><div class="main"><div class="content-col">'
        f'<article class="article"><h1 class="article__title">{title}</h1><div class="article__meta">'
        f'<time datetime="{DAY}T07:30:00+07:00">Chủ nhật, 05/10/2025 07:30</time></div><h2 class="article__sapo">{lead}</h2>'
        f'<div class="article__body">{body}<div class="related"><ul>{"".join(_links("lien-quan", 4))}</ul></div>'
        f'<p class="article__author">Hà Vân</p></div><div class="article__tag"><a href="/tag/1">đảng viên</a></div></article>'
        f'<section class="zone">{"".join(map(_card, range(CARDS)))}</section></div><aside class="sidebar">'
        f"<ul>{''.join(_links('doc-nhieu', 30))}</ul></aside></div><footer><p>© Báo Mẫu</p></footer>{_script(60)}</body></html>"
    )
    return page_of(markup, Metadata(url=f"https://{SOURCE}.vn/bai-viet-post{int(document.sha256[:6], 16)}.html"))


def page_of(markup: str, sidecar: Metadata) -> RawPage:
    """Markup as a saved page."""
    content = markup.encode()
    return RawPage(
        name="page.html",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/html",
        sidecar=sidecar,
    )


def _head(title: str, lead: str) -> Iterator[str]:
    """What systems state for networks and search engines, with styles and scripts."""
    stated = {"@type": "NewsArticle", "headline": title, "datePublished": f"{DAY}T07:30:00+07:00"}
    yield f'<meta charset="utf-8"><title>{title} | Báo Mẫu</title><link rel="stylesheet" href="/style.css">'
    for name, content in (("title", title), ("description", lead), ("type", "article"), ("image", "/a.jpg")):
        yield f'<meta property="og:{name}" content="{content.replace(chr(34), "&quot;")}">'
    yield f'<meta property="article:published_time" content="{DAY}T07:30:00+07:00">'
    yield f'<script type="application/ld+json">{json.dumps(stated, ensure_ascii=False).replace("<", "")}</script>'
    yield f"<style>{''.join(f'.c{n}{{margin:0 {n}px;font-family:Roboto,Arial,sans-serif}}' for n in range(120))}</style>"
    yield _script(60)


def _menu() -> Iterator[str]:
    for number, section in enumerate(SECTIONS):
        below = "".join(_links(f"muc-{number}", 8))
        yield f'<li class="menu-item"><a class="menu-link" href="/muc-{number}/">{section}</a><ul>{below}</ul></li>'


def _links(name: str, count: int) -> Iterator[str]:
    for number in range(count):
        yield f'<li><a href="/{name}/tin-post{number}87.html" title="Tin khác">Tin khác trong mục số {number}</a></li>'


def _card(number: int) -> str:
    """Another story: picture, headline, day and summary."""
    link = f'<a class="cms-link" href="/tin-khac-post{number}31.html" title="Tin khác trong mục">'
    return (
        f'<div class="story"><figure class="story__thumb">{link}<img data-src="/{number}.jpg" alt="Tin khác"></a></figure>'
        f'<h3 class="story__heading">{link}Tin khác trong mục số {number}, dài như đầu đề của một bài</a></h3>'
        f'<div class="story__meta"><span class="time">04/10/2025</span></div><div class="story__summary">Tóm tắt tin '
        f"khác trong mục số {number}, một hai câu như các báo vẫn in dưới đầu đề.</div></div>"
    )


def _script(count: int) -> str:
    lines = (f'window.q{n}=function(a){{if(a<{n}&&a>0){{push({{"event":"view{n}"}})}}}};\n' for n in range(count))
    return f"<script>{''.join(lines)}</script>"
