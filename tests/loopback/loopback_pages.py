"""Stories -> the pages, feeds and sitemaps of a newspaper of our own; every text is invented."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

PLACES = ("Ba Bể", "Chợ Đồn", "Na Rì", "Ngân Sơn", "Pác Nặm", "Bạch Thông", "Chợ Mới")
FIRST_DAY = datetime(2024, 3, 1, 7, 30, tzinfo=UTC)
XML = '<?xml version="1.0" encoding="utf-8"?>'
LAYOUTS = ("selectors", "general", "portal")


@dataclass(frozen=True, slots=True)
class Story:
    """One article: its place in the series, its text, and how its page is laid out."""

    number: int
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    published: datetime
    layout: str = "selectors"
    modified: datetime | None = None

    @property
    def path(self) -> str:
        return f"/xay-dung-dang/ket-nap-dang-vien-{self.number:05d}.html"


def build_story(number: int, *, layout: str | None = None) -> Story:
    """Story `number` of the series: the same for the same number."""
    place = PLACES[number % len(PLACES)]
    cells, members, admitted = 12 + number % 37, 1_500 + 13 * number % 7_000, 40 + number % 211
    year = 2010 + number % 14
    return Story(
        number=number,
        title=f"Huyện {place} kết nạp {admitted} đảng viên mới, bài {number}",
        lead=f"Năm {year}, Đảng bộ huyện {place} kết nạp {admitted} đảng viên, trong đó {admitted // 3} đảng viên nữ.",
        paragraphs=(
            f"Đến hết năm {year}, Đảng bộ huyện {place} có {cells} tổ chức cơ sở đảng với {members} đảng viên "
            f"sinh hoạt tại {cells * 4} chi bộ trực thuộc, theo số liệu của Ban Tổ chức Huyện ủy {place}.",
            f"Trong quý I, huyện mở {1 + number % 5} lớp bồi dưỡng nhận thức về Đảng cho {admitted + 60} quần chúng "
            f"ưu tú, tăng {number % 19 + 1} người so với cùng kỳ năm trước.",
            f"Câu chuyện thứ {number} của loạt bài ghi lại việc các chi bộ vùng cao tìm nguồn phát triển đảng viên.",
        ),
        published=FIRST_DAY + timedelta(hours=5 * number),
        layout=layout or LAYOUTS[number % len(LAYOUTS)],
    )


def render_story(story: Story) -> str:
    """The page of `story` in its layout."""
    stamp = story.published.strftime("%d/%m/%Y %H:%M")
    body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    related = '<div class="related"><a href="/xay-dung-dang/ket-nap-dang-vien-00001.html">Tin khác: 999 việc</a></div>'
    match story.layout:
        case "selectors":
            inside = (
                f'<h1 class="article__title">{escape(story.title)}</h1><div class="article__meta">{stamp}</div>'
                f'<p class="article__sapo">{escape(story.lead)}</p><div class="article__body">{body}</div>{related}'
            )
        case "general":
            inside = (
                f"<article><h1>{escape(story.title)}</h1><time>{stamp}</time><p><b>{escape(story.lead)}</b></p>{body}"
                f"</article>{related}"
            )
        case "portal":
            inside = (
                f'<table><tr><td class="menu"><a href="/">Trang chủ</a></td><td><div id="content">'
                f"<h2>{escape(story.title)}</h2><div>({stamp})</div><p>{escape(story.lead)}</p>{body}</div></td></tr></table>"
            )
        case _:
            raise ValueError(story.layout)
    head = (
        f'<meta charset="utf-8"><title>{escape(story.title)}</title>'
        f'<meta property="og:title" content="{escape(story.title)}">'
        f'<meta property="article:published_time" content="{story.published.isoformat()}">'
    )
    body = f'<nav><a href="/">Trang chủ</a></nav>{inside}'
    return f'<!doctype html><html lang="vi"><head>{head}</head><body>{body}</body></html>'


def render_feed(stories: list[Story], base: str) -> str:
    """RSS 2.0 of `stories`."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{base}{story.path}?utm_source=rss</link>"
        f"<pubDate>{format_datetime(story.published)}</pubDate></item>"
        for story in stories
    )
    return f'{XML}<rss version="2.0"><channel><title>Báo mẫu</title>{items}</channel></rss>'


def render_atom(stories: list[Story], base: str) -> str:
    """Atom of `stories`."""
    items = "".join(
        f'<entry><title>{escape(story.title)}</title><link href="{base}{story.path}"/><id>{base}{story.path}</id>'
        f"<updated>{story.published.isoformat()}</updated></entry>"
        for story in stories
    )
    return f'{XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo mẫu</title>{items}</feed>'


def render_sitemap_index(base: str) -> str:
    """An index of the two sitemaps."""
    names = ("sitemap-articles.xml.gz", "sitemap-news.xml")
    items = "".join(f"<sitemap><loc>{base}/{name}</loc></sitemap>" for name in names)
    return (
        f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</sitemapindex>'
    )


def render_sitemap(stories: list[Story], base: str) -> str:
    """A urlset of `stories` with their dates."""
    items = "".join(
        f"<url><loc>{base}{story.path}</loc><lastmod>{_modified(story)}</lastmod></url>" for story in stories
    )
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</urlset>'


def _modified(story: Story) -> str:
    return story.modified.isoformat() if story.modified else f"{story.published:%Y-%m-%d}"


def render_news_sitemap(stories: list[Story], base: str) -> str:
    """A urlset with the news extension."""
    items = "".join(
        f"<url><loc>{base}{story.path}</loc><news:news><news:publication_date>{story.published.isoformat()}"
        f"</news:publication_date><news:title>{escape(story.title)}</news:title></news:news></url>"
        for story in stories
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0"?><urlset {spaces}>{items}</urlset>'
