"""Stories -> pages in the layouts of the systems that newspapers and portals of the provinces run."""

# ruff: noqa: E501 - markup is easier to compare with the real one unbroken

import re
from collections.abc import Callable

from bench.layout_parts import body_of, foot_of, head_of, menu_of
from bench.news_pages import Story, comments, counters, moment, stamp, stories, tools
from bench.portal_layouts import PORTAL_LAYOUTS

TAG = re.compile(r"</?p>")


def cms_article(story: Story) -> str:
    """Modular system of many provincial papers: article__title, article__sapo, article__body."""
    return (
        f'{head_of(story)}<body>{menu_of(story)}<div class="main-col content-col"><div class="article">'
        f'<h1 class="article__title cms-title">{story.title}</h1><div class="article__meta"><time>{stamp(story)}</time></div>{tools(story)}'
        f'<div class="article__social"><span>Chia sẻ {story.other_figure()}</span></div>'
        f'<div class="article__sapo cms-desc">{story.lead}</div>'
        f'<div class="article__body zce-content-body cms-body" itemprop="articleBody">{body_of(story)}'
        f'<div class="article__author cms-author">Hà Vân</div></div>'
        f'<div class="article__tag"><h3 class="box-heading">Từ khóa:</h3><a href="#">đảng viên {story.other_figure()}</a></div></div>'
        f'<div class="box-content">{stories(story, described=True)}</div>'
        f'<div id="comment-box" class="comment"><h3>Ý kiến bạn đọc</h3>{comments(story)}</div></div>'
        f'<div class="sidebar">{stories(story)}</div>{foot_of(story)}'
    )


def detail_content(story: Story) -> str:
    """Large papers' system with detail-title, detail-sapo and detail-content."""
    return (
        f'{head_of(story)}<body>{menu_of(story)}<div class="detail__main"><h1 class="detail-title article-title" '
        f'data-role="title">{story.title}</h1><div class="detail-time"><div data-role="publishdate">{stamp(story)}</div></div>{tools(story)}'
        f'<h2 class="detail-sapo" data-role="sapo">{story.lead}</h2><div class="detail-cmain clearfix">'
        f'<div class="detail-content afcbc-body" data-role="content">{body_of(story)}<div class="VCSortableInPreviewMode" '
        f'type="RelatedNewsBox"><div class="relate-container">{stories(story)}</div></div></div></div>'
        f'<div class="detail-tab"><span class="like-count">{story.other_figure()}</span></div>'
        f'<div class="detail__comment" id="detail_comment">{comments(story)}</div></div>{foot_of(story)}'
    )


def fck_detail(story: Story) -> str:
    """title-detail, description and fck_detail with paragraphs of class Normal."""
    body = body_of(story).replace("<p>", '<p class="Normal">')
    return (
        f'{head_of(story)}<body><section class="section page-detail"><div class="sidebar-1"><div class="header-content">'
        f'<span class="date">{stamp(story)}</span></div><h1 class="title-detail">{story.title}</h1>'
        f'<p class="description">{story.lead}</p><article class="fck_detail">{body}'
        f'<p class="author_mail"><strong>Hà Vân</strong></p></article><div class="box_tinlienquan">{stories(story)}</div>'
        f'<div class="box_comment_vne width_common">{comments(story)}</div></div><div class="sidebar-2">'
        f"{stories(story)}</div></section>{foot_of(story)}"
    )


def singular(story: Story) -> str:
    """singular-title, singular-sapo and singular-content inside article."""
    return (
        f'{head_of(story)}<body>{menu_of(story)}<main class="body"><article class="singular-container"><h1 class="title-page detail">'
        f'{story.title}</h1><div class="author-wrap"><div class="author-name"><b>Hà Vân</b></div><time class="author-time" '
        f'datetime="{moment(story)}">{stamp(story)}</time></div><h2 class="singular-sapo">{story.lead}</h2>'
        f'<div class="singular-content">{body_of(story)}</div><ul class="tags-wrap"><li><a>{story.other_figure()}</a></li></ul>'
        f'<div class="article-care"><div>Đang được quan tâm</div>{stories(story)}</div></article></main>{foot_of(story)}'
    )


def longform(story: Story) -> str:
    """sc-longform-header and b-maincontent with an entry."""
    return (
        f'{head_of(story)}<body><div class="sc-longform-header"><h1 class="sc-longform-header-title block-sc-title">{story.title}'
        f'</h1><span class="sc-longform-header-date">{stamp(story)}</span><p class="sc-longform-header-sapo block-sc-sapo">'
        f'{story.lead}</p></div><div class="b-maincontent"><div class="entry entry-no-padding">{body_of(story)}</div></div>'
        f'<div class="c-news-related"><h3>Tin liên quan</h3>{stories(story)}</div>{foot_of(story)}'
    )


def aspx_tables(story: Story) -> str:
    """An .aspx portal laid out in nested tables, the counter of visits in the left one."""
    return (
        f'{head_of(story)}<body bgcolor="#FFFFFF"><form id="aspnetForm"><table width="780"><tr><td colspan="3">'
        f'<img src="banner.gif"> Hôm nay: 24/11/2025</td></tr><tr><td width="160"><table><tr><td><a href="1.aspx">Trang chủ</a>'
        f"</td></tr><tr><td><a href='2.aspx'>Văn bản mới</a></td></tr></table><table><tr><td>Số lượt truy cập:</td></tr><tr><td>"
        f'<b>{story.other_figure()}</b></td></tr></table></td><td><table width="100%"><tr><td class="pTitle"><font size="4"><b>'
        f"{story.title}</b></font></td></tr><tr><td><font size='1'>{stamp(story)}</font></td></tr><tr><td class='pHead'><b>"
        f"{story.lead}</b></td></tr><tr><td class='pBody'>{body_of(story)}</td></tr><tr><td align='right'><b>Hà Vân</b></td></tr>"
        f"<tr><td><b>Các tin khác</b></td></tr><tr><td>{stories(story)}</td></tr></table></td></tr></table></form>{foot_of(story)}"
    )


def aspx_labels(story: Story) -> str:
    """An .aspx page whose parts are server labels, the body inside a span."""
    prefix = "ctl00_ContentPlaceHolder1_"
    return (
        f'{head_of(story)}<body><form id="form1"><div id="wrapper">{menu_of(story)}<div id="content"><div class="news">'
        f'<span id="{prefix}lblTitle" class="title">{story.title}</span><br><span id="{prefix}lblDate">{stamp(story)}</span>'
        f' - <span id="{prefix}lblViews">{counters(story)}</span>{tools(story)}<div class="lead"><span id="{prefix}lblLead">{story.lead}</span>'
        f'</div><span id="{prefix}lblContent">{body_of(story)}</span></div><div class="othernews"><h4>Tin cũ hơn</h4>'
        f"{stories(story)}</div></div></div></form>{foot_of(story)}"
    )


def nukeviet(story: Story) -> str:
    """The NukeViet system: hometext, news-bodyhtml, rating and newer and older stories."""
    return (
        f'{head_of(story)}<body><div class="news_column panel panel-default"><div class="panel-body">'
        f'<h1 class="title margin-bottom-lg" itemprop="headline">{story.title}</h1><div class="row margin-bottom-lg"><div>'
        f'<span class="h5">{stamp(story)}</span></div></div>{tools(story)}<div class="clearfix"><div class="hometext m-bottom" '
        f'itemprop="description">{story.lead}</div></div><div id="news-bodyhtml" class="bodytext margin-bottom-lg">{body_of(story)}'
        f'</div></div></div><div class="news_column panel"><div class="panel-body"><form id="form3B"><div class="h5 clearfix">'
        f"<p>Tổng số điểm của bài viết là: 5 trong {story.other_figure()} đánh giá</p></div></form></div></div>"
        f'<div class="news_column panel"><div class="panel-body other-news"><p class="h3"><strong>Những tin mới hơn</strong></p>'
        f'<div>{stories(story)}</div><p class="h3"><strong>Những tin cũ hơn</strong></p><div>{stories(story)}</div></div></div>'
        f"{foot_of(story)}"
    )


def liferay(story: Story) -> str:
    """A portal of portlets with journal-content-article."""
    return (
        f'{head_of(story)}<body class="yui3-skin-sam"><div id="wrapper"><nav id="navigation"><a href="/">Trang chủ</a></nav>'
        f'<div id="content"><div class="portlet-boundary"><div class="portlet-body"><div class="journal-content-article">'
        f'<div class="title-news"><h3>{story.title}</h3></div><p class="ngay-dang">{stamp(story)}</p>{tools(story)}<div class="tom-tat"><b>'
        f'{story.lead}</b></div><div class="chi-tiet-tin">{body_of(story)}</div></div></div></div><div class="portlet-boundary">'
        f'<div class="portlet-body"><h2>Tin khác</h2>{stories(story)}</div></div><div class="portlet-boundary"><div '
        f'class="portlet-body">Đang truy cập: {story.other_figure()}<br>Tổng truy cập: {story.other_figure()}</div></div></div></div>'
        f"{foot_of(story)}"
    )


def sharepoint(story: Story) -> str:
    """A SharePoint portal with ms-rtestate-field and Word's own markup."""
    body = body_of(story).replace(
        "<p>", '<p class="MsoNormal" style="text-align:justify"><span style="font-size:14pt"><o:p></o:p>'
    )
    return (
        f'{head_of(story)}<body><div id="s4-workspace"><div class="left-nav"><ul><li><a href="/">Trang chủ</a></li></ul></div>'
        f'<div class="ArticleDetailControl"><div class="ArticleHeader"><h1>{story.title}</h1></div><div class="date">'
        f'{stamp(story)}</div>{tools(story)}<div class="ArticleSummary">{story.lead}</div><div id="ctl00_PlaceHolderMain_Content__Control" '
        f'class="ms-rtestate-field">{body}</div></div><div class="right-nav"><div>Số người online: {story.other_figure()}</div>'
        f"</div></div>{foot_of(story)}"
    )


def zope(story: Story) -> str:
    """A Zope page: documentFirstHeading, documentDescription, content-core."""
    return (
        f'{head_of(story)}<body class="template-view"><div id="portal-columns"><div id="portal-column-content"><div id="content">'
        f'<h1 class="documentFirstHeading">{story.title}</h1><div class="documentByLine">đăng bởi Hà Vân — {stamp(story)}</div>'
        f'<div class="documentDescription description">{story.lead}</div><div id="content-core"><div class="plain" '
        f'id="parent-fieldname-text">{body_of(story)}</div></div></div></div><div id="portal-column-two"><dl class="portlet">'
        f'<dt>Tin mới</dt><dd><a href="/1">{story.sentence(story.other_figure)}</a></dd></dl></div></div>{foot_of(story)}'
    )


def wordpress(story: Story) -> str:
    """A WordPress theme: entry-title, entry-content, share buttons and related posts inside."""
    return (
        f'{head_of(story)}<body class="single single-post"><div id="page"><main id="main"><article class="post type-post">'
        f'<header class="entry-header"><h1 class="entry-title">{story.title}</h1><div class="entry-meta"><span class="posted-on">'
        f'{stamp(story)}</span> <span class="post-views">{counters(story)}</span></div></header>{tools(story)}<div class="entry-content"><p>'
        f'<strong>{story.lead}</strong></p>{body_of(story)}<div class="sharedaddy"><span class="share-count">{story.other_figure()}'
        f'</span></div><div class="yarpp-related"><h3>Bài viết liên quan</h3>{stories(story)}</div></div></article>'
        f'<div id="comments" class="comments-area"><h2>3 bình luận</h2>{comments(story)}</div></main><aside class="widget-area">'
        f"{stories(story)}</aside></div>{foot_of(story)}"
    )


def joomla(story: Story) -> str:
    """A Joomla page: item-page with article-info, hits and the pager."""
    return (
        f'{head_of(story)}<body><div class="item-page" itemscope><div class="page-header"><h2 itemprop="headline">{story.title}</h2>'
        f'</div><dl class="article-info muted"><dt>Chi tiết</dt><dd class="published">{stamp(story)}</dd><dd class="hits">'
        f'{counters(story)}</dd></dl><div itemprop="articleBody"><p><b>{story.lead}</b></p>{body_of(story)}</div>'
        f'<ul class="pager pagenav"><li><a href="/a.html">Trang sau</a></li></ul></div><div class="moduletable"><h3>Tin mới</h3>'
        f"{stories(story)}</div>{foot_of(story)}"
    )


def amp(story: Story) -> str:
    """An AMP page with its side bar and pictures."""
    body = body_of(story).replace("<img ", '<amp-img width="1" height="1" layout="responsive" ')
    return (
        f'<!doctype html><html amp lang="vi"><head><meta charset="utf-8"><title>{story.title}</title><link rel="canonical" '
        f'href="https://bao-mau.example/a.html"></head><body><amp-sidebar id="s"><ul><li><a href="/">Trang chủ</a></li></ul>'
        f'{stories(story)}</amp-sidebar><article class="amp-wp-article"><header><h1 class="amp-wp-title">{story.title}</h1><time>'
        f'{stamp(story)}</time></header><div class="amp-wp-article-content"><p class="sapo">{story.lead}</p>{body}</div>'
        f'</article><amp-social-share type="facebook"></amp-social-share><div class="amp-related"><h3>Đọc thêm</h3>{stories(story)}'
        f"</div></body></html>"
    )


def print_version(story: Story) -> str:
    """The version for printing: no frame, no classes."""
    return (
        f"<html><head><meta charset='utf-8'><title>{story.title}</title></head><body onload='window.print()'><div>Báo Mẫu điện tử"
        f"</div><hr><h2>{story.title}</h2><div>{stamp(story)}</div>{tools(story)}<p><b>{story.lead}</b></p>{body_of(story)}<hr><div>URL: "
        f"https://bao-mau.example/in/{story.other_figure().replace('.', '')}.html</div></body></html>"
    )


def drupal(story: Story) -> str:
    """A Drupal node with fields, and lists of other nodes with teasers."""
    return (
        f'{head_of(story)}<body><div class="region region-content"><article class="node node--type-article"><h1 class="page-title">'
        f'{story.title}</h1><div class="node__submitted">{stamp(story)}</div>{tools(story)}<div class="node__content"><div class="field '
        f'field--name-field-lead">{story.lead}</div><div class="field field--name-body">{body_of(story)}</div></div></article></div>'
        f'<aside class="region-second"><div class="views-element-container"><h2>Tin nổi bật</h2>{stories(story, described=True)}'
        f"</div></aside>{foot_of(story)}"
    )


def unmarked(story: Story) -> str:
    """Class names without meaning, as scripts make them."""
    return (
        f'{head_of(story)}<body><div class="x1a"><div class="k9"><a href="/">Trang chủ</a><a href="/a">Thời sự</a></div><div '
        f'class="m3"><h1>{story.title}</h1><div class="q7">{stamp(story)}</div>{tools(story)}<div class="q8">{story.lead}</div><div class="z2">'
        f'{body_of(story)}</div><div class="f5"><div><b>Tin cùng chuyên mục</b></div>{stories(story)}</div><div class="f6"><h3>'
        f"Ý kiến bạn đọc</h3>{comments(story)}</div></div><div class='y6'><p>Lượt truy cập: {story.other_figure()}</p></div></div>"
        "</body></html>"
    )


def bare_breaks(story: Story) -> str:
    """A body of text and line breaks in one element."""
    body = "<br><br>".join(TAG.sub("", part) for part in story.parts)
    return (
        f'{head_of(story)}<body><table><tr><td><div class="tieude">{story.title}</div><div class="ngay">{stamp(story)}</div>'
        f'<div class="noidung"><b>{story.lead}</b><br><br>{body}</div><div class="luotxem">{counters(story)}</div></td></tr></table>'
        f"<div class='tinkhac'>{stories(story)}</div>{foot_of(story)}"
    )


def live_blog(story: Story) -> str:
    """A running report: one entry a moment."""
    entries = "".join(
        f'<div class="live-entry"><span class="live-time">0{i % 10}:30</span><div class="live-text">{part}</div></div>'
        for i, part in enumerate(story.parts)
    )
    return (
        f'{head_of(story)}<body><div class="live-page"><h1>{story.title}</h1><p class="live-date">{stamp(story)}</p><p class="sapo">'
        f'{story.lead}</p><div class="live-list">{entries}</div><div class="block-related">{stories(story)}</div></div>{foot_of(story)}'
    )


LAYOUTS: dict[str, Callable[[Story], str]] = {
    function.__name__: function
    for function in (
        cms_article, detail_content, fck_detail, singular, longform, aspx_tables, aspx_labels, nukeviet, liferay, sharepoint, zope,
        wordpress, joomla, amp, print_version, drupal, unmarked, bare_breaks, live_blog,
    )
} | PORTAL_LAYOUTS  # fmt: skip
