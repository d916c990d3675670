"""Stories -> pages in more layouts of newspapers and portals of the provinces, old and new."""

# ruff: noqa: E501 - markup is easier to compare with the real one unbroken

from collections.abc import Callable

from bench.layout_parts import body_of, foot_of, head_of, menu_of
from bench.news_pages import Story, stamp, stories, tools


def old_portal(story: Story) -> str:
    """div#title, div#date and div#content with the lead as its first bold paragraph, as about 2010 to 2019."""
    return (
        f'{head_of(story)}<body><div id="page"><div id="header">{menu_of(story)}</div><div id="main"><div id="left"><div id="date">{stamp(story)}</div>'
        f'<div id="title"><h1>{story.title}</h1></div>{tools(story)}<div id="content" class="content"><p align="justify"><strong>{story.lead}</strong></p>{body_of(story)}'
        f'<p align="right"><strong>Hà Vân</strong></p></div><div id="other-articles"><div class="title">Các tin khác</div>{stories(story)}</div></div>'
        f'<div id="right"><div class="box">{stories(story, described=True)}</div></div></div></div>{foot_of(story)}'
    )


def news_body(story: Story) -> str:
    """news_body with the lead inside, and more links below it."""
    return (
        f'{head_of(story)}<body>{menu_of(story)}<div class="newsLeft"><div class="time">{stamp(story)}</div><h1 class="cl-blue">{story.title}</h1>{tools(story)}'
        f'<div class="news_body"><div class="sapo">{story.lead}</div>{body_of(story)}</div><div class="ilink">{stories(story)}</div></div><div class="newsRight">{stories(story)}</div>{foot_of(story)}'
    )


def content_view(story: Story) -> str:
    """ContentView in a page of web forms, headline and day inside."""
    return (
        f'{head_of(story)}<body><form id="form1"><div class="viewBox"><div class="contentView"><h1>{story.title}</h1><div class="date"><span id="cphContent_ucNewsDetails_lblPostedDate">{stamp(story)}</span></div>'
        f'{tools(story)}<p>{story.lead}</p>{body_of(story)}</div><div class="boxOther"><div class="headOther">Bài viết cùng chuyên mục</div>{stories(story)}</div></div></form>{foot_of(story)}'
    )


def detail_news(story: Story) -> str:
    """detail-news with the lead as its first bold paragraph."""
    return (
        f'{head_of(story)}<body>{menu_of(story)}<div class="container"><div class="col-8"><h1 class="title-detail-news">{story.title}</h1><div class="date">{stamp(story)}</div>{tools(story)}'
        f'<div class="detail-news"><p><strong>{story.lead}</strong></p>{body_of(story)}</div><div class="news-more"><h3>Đọc tiếp</h3>{stories(story)}</div></div><div class="col-4">{stories(story)}</div></div>{foot_of(story)}'
    )


def utility_classes(story: Story) -> str:
    """Classes that say how things look, as made by utility frameworks; content_detail."""
    return (
        f'{head_of(story)}<body>{menu_of(story)}<main class="mx-auto max-w-7xl px-4"><div class="grid grid-cols-12 gap-8"><div class="col-span-8"><h1 class="header-title text-4xl font-bold font-serif max-md:text-2xl mb-2">{story.title}</h1>'
        f'<div class="flex text-sm text-gray-500">{stamp(story)}</div>{tools(story)}<p class="font-semibold text-lg mb-4">{story.lead}</p><div id="content_detail" class="prose max-w-none">{body_of(story)}</div>'
        f'<div class="mt-8"><h2 class="text-xl">Tin liên quan</h2><div class="grid grid-cols-3">{stories(story, described=True)}</div></div></div><aside class="col-span-4">{stories(story)}</aside></div></main>{foot_of(story)}'
    )


def post_entry(story: Story) -> str:
    """post-top-entry and post-ct-entry, lists of posts below."""
    return (
        f'{head_of(story)}<body>{menu_of(story)}<div class="post-main"><div class="post-top-entry"><h1>{story.title}</h1><span class="date">{stamp(story)}</span></div>{tools(story)}<div class="post-ct-entry"><p><b>{story.lead}</b></p>{body_of(story)}</div>'
        f'<div class="post-bot"><ul class="lst-key"><li><a href="#">đảng viên {story.other_figure()}</a></li></ul></div><div class="lst-post">{stories(story, described=True)}</div></div>{foot_of(story)}'
    )


def editor_content(story: Story) -> str:
    """edittor-content, the headline's class says only its size."""
    return (
        f'{head_of(story)}<body>{menu_of(story)}<section class="main nd-detail"><span class="time-update">{stamp(story)}</span><h1 class="font28 bold lh-1-3">{story.title}</h1>{tools(story)}<h2 class="font18 bold inline-nb">{story.lead}</h2>'
        f'<div class="edittor-content box-cont mt15 clearfix" itemprop="articleBody">{body_of(story)}</div><div class="author-make">Hà Vân</div><div class="cool-stuff-inner">{stories(story)}</div></section>{foot_of(story)}'
    )


def box_detail(story: Story) -> str:
    """boxdetail: headline, lead and text in one box with the keywords."""
    return (
        f'{head_of(story)}<body>{menu_of(story)}<div class="boxdetail"><h1 class="detail-title">{story.title}</h1><p class="detail-date">{stamp(story)}</p>{tools(story)}<h2 class="sapo">{story.lead}</h2><div class="contents">{body_of(story)}'
        f'<ul class="related-inline">{stories(story)}</ul></div><div class="boxtag">Từ khóa {story.other_figure()}</div></div><div class="boxright">{stories(story, described=True)}</div>{foot_of(story)}'
    )


def asset_publisher(story: Story) -> str:
    """Liferay's asset publisher."""
    return (
        f'{head_of(story)}<body class="controls-visible"><div class="container-fluid" id="wrapper"><section id="content"><div class="portlet-asset-publisher"><div class="asset-full-content clearfix"><div class="component-title"><h1>{story.title}</h1></div>'
        f'<div class="metadata-publish-date">{stamp(story)}</div>{tools(story)}<div class="asset-summary">{story.lead}</div><div class="asset-content" id="x_com_liferay"><div class="journal-content-article" data-analytics-asset-id="1">{body_of(story)}</div></div></div>'
        f'<div class="asset-links"><h2>Liên kết</h2>{stories(story)}</div></div></section></div>{foot_of(story)}'
    )


PORTAL_LAYOUTS: dict[str, Callable[[Story], str]] = {
    function.__name__: function
    for function in (
        old_portal, news_body, content_view, detail_news, utility_classes, post_entry, editor_content, box_detail,
        asset_publisher,
    )
}  # fmt: skip
