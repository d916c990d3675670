"""Story -> the parts that pages of all layouts have: head, menu, body, foot."""

from bench.news_pages import Story, widgets

HEAD = '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title} - Báo Mẫu</title>{more}</head>'


def head_of(story: Story, more: str = "") -> str:
    """The page up to its body, with `more` in its head."""
    return HEAD.format(title=story.title, more=more)


def foot_of(story: Story) -> str:
    """What stands below the article, to the end of the page."""
    return f"{widgets(story)}<footer>© Báo Mẫu. Tổng lượt truy cập: {story.other_figure()}</footer></body></html>"


def menu_of(story: Story) -> str:
    """The menu."""
    return '<div class="main-menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/1">Chính trị</a></li></ul></div>'


def body_of(story: Story) -> str:
    """The parts of the story's body."""
    return "\n".join(story.parts)
