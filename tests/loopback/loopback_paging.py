"""An article of a newspaper on loopback that stands on several pages, each with the title, the lead and a pager."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape

from loopback_newspaper import Newspaper
from loopback_pages import Story, build_story
from loopback_server import Reply, Seen

HEAD = '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head>'


@dataclass
class PagedArticle:
    """The pages of one story: `parts` are the paragraphs of each; `next_links` a pager's link by page, where changed.

    Page 1 is at the story's address, the others at "?trang=N"; all answer conditional requests.
    """

    story: Story
    parts: list[Sequence[str]]
    next_links: dict[int, str] = field(default_factory=dict)
    faults: dict[int, Reply] = field(default_factory=dict)

    def answer(self, seen: Seen) -> Reply:
        number = int(seen.path.partition("trang=")[2] or 1)
        if number in self.faults:
            return self.faults[number]
        if number > len(self.parts):
            return Reply(status=404, body=b"<p>404</p>")
        body = self._page(number).encode()
        etag = f'"{sha256(body).hexdigest()[:16]}"'
        if seen.headers.get("if-none-match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(body=body, headers={"ETag": etag})

    def _page(self, number: int) -> str:
        story, text = self.story, "".join(f"<p>{escape(line)}</p>" for line in self.parts[number - 1])
        following = self.next_links.get(number, f"?trang={number + 1}" if number < len(self.parts) else "")
        pager = f'<div class="pager"><a href="{following}">Trang sau</a></div>' if following else ""
        return (
            f'{HEAD.format(title=escape(story.title))}<body><h1 class="article__title">{escape(story.title)}</h1>'
            f'<div class="article__meta">{story.published:%d/%m/%Y %H:%M}</div><p class="article__sapo">'
            f'{escape(story.lead)}</p><div class="article__body">{text}</div>{pager}</body></html>'
        )


def paged_paper(parts: Sequence[Sequence[str]], **changes: object) -> tuple[Newspaper, PagedArticle]:
    """A newspaper of two stories, the first of them on as many pages as `parts`."""
    article = PagedArticle(build_story(0), list(parts))
    paper = Newspaper([build_story(0), build_story(1)], faults={build_story(0).path: article.answer}, **changes)
    return paper, article
