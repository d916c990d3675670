"""Seed and layout -> a page as a newspaper's system prints it, every numeral of its body once, and what it must give.

Names, figures and sentences are invented; only the class names and the order of the parts are those of real systems.
"""

# ruff: noqa: E501 - markup is easier to compare with the real one unbroken

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PLACES = (
    "xã Nà Khum", "bản Pác Lừa", "huyện Sông Đáy", "thị trấn Bình Lâm", "phường Cửa Đò", "ấp Rạch Sậy", "buôn Ea Drâm",
    "khu phố Bến Cũ", "xã Tân Hòa Lợi", "thôn Đồng Vải",
)  # fmt: skip
SUBJECTS = (
    "Đảng bộ {p} kết nạp {n} đảng viên mới", "{p} hiện có {n} chi bộ trực thuộc", "{p} mở lớp cho {n} quần chúng ưu tú",
    "Hội Phụ nữ {p} phát triển thêm {n} hội viên", "{p} còn {n} hộ nghèo", "có {n} đoàn viên ở {p} được giới thiệu",
    "Đảng ủy {p} trao Huy hiệu Đảng cho {n} đồng chí", "{p} đạt {n} lượt người tham gia học tập nghị quyết",
)  # fmt: skip
TAILS = (
    ", tăng so với cùng kỳ năm trước", ", trong đó nhiều người là đồng bào dân tộc thiểu số", ", vượt chỉ tiêu được giao",
    " theo báo cáo của Ban Tổ chức", ", góp phần xóa thôn bản chưa có tổ chức đảng", "",
)  # fmt: skip
HEADS = ("Đơn vị", "Tên cơ sở", "Địa bàn")
COLUMNS = ("Chi bộ", "Đảng viên", "Kết nạp mới", "Chỉ tiêu", "Hội viên", "Số hộ")


@dataclass(slots=True)
class Story:
    """What one page is about: `own` are the numerals that its text must give once, `foreign` those it must not give.

    `stamp` is the printed day of publication, "" for a page without one, None for a made-up one.
    """

    rng: random.Random
    title: str = ""
    lead: str = ""
    stamp: str | None = None
    parts: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    _pool: list[int] = field(default_factory=list)

    def figure(self) -> str:
        """A numeral of the article, as no other is printed on the page."""
        self.own.append(self._next())
        return self.own[-1]

    def other_figure(self) -> str:
        """A numeral of something else on the page."""
        self.foreign.append(self._next())
        return self.foreign[-1]

    def _next(self) -> str:
        number = self._pool.pop()
        return f"{number:,}".replace(",", ".") if self.rng.random() < 0.7 else str(number)

    def sentence(self, figure: Callable[[], str] | None = None) -> str:
        """One sentence with one numeral."""
        place = self.rng.choice(PLACES)
        text = self.rng.choice(SUBJECTS).format(p=place, n=(figure or self.figure)()) + self.rng.choice(TAILS)
        return text[0].upper() + text[1:] + "."


@dataclass(frozen=True, slots=True)
class MadePage:
    """One page; see `Story` for the numerals."""

    layout: str
    seed: int
    markup: str
    title: str
    own: tuple[str, ...]
    foreign: tuple[str, ...]


def make_story(seed: int, *, paragraphs: tuple[int, int] = (3, 9), bare: bool = False) -> Story:
    """A story of `seed`: title, lead and the parts of its body as markup; `bare` of text and line breaks alone."""
    rng = random.Random(seed)
    pool = rng.sample(range(10_000, 100_000), 4_000)
    story = Story(rng, _pool=pool)
    story.title = story.sentence().rstrip(".")
    story.lead = _lead(story)
    if not bare and rng.random() < 0.15:
        story.parts.append(_short(story))
    for _ in range(rng.randint(*paragraphs)):
        story.parts.append(f"<p>{_prose(story)}</p>")
        if not bare and rng.random() < 0.1:
            story.parts.append(_short(story))
        if not bare and rng.random() < 0.6:
            story.parts.append(rng.choice(EXTRAS)(story))
    if not bare and rng.random() < 0.5 and len(story.parts) > 1:
        story.parts.insert(rng.randint(1, len(story.parts)), rng.choice(ASIDES)(story))
    story.parts.append(f"<p>{_prose(story)}</p>")
    return story


def _lead(story: Story) -> str:
    if story.rng.random() < 0.25:
        return f"Kết nạp thêm {story.figure()} đảng viên."
    return " ".join(story.sentence() for _ in range(story.rng.randint(1, 2)))


def _prose(story: Story) -> str:
    rng = story.rng
    sentences = [story.sentence() for _ in range(rng.randint(1, 4))]
    text = " ".join(sentences)
    match rng.randint(0, 6):
        case 0:
            return f'<span style="font-size: 14pt">{text}</span>'
        case 1:
            return f"<strong>{sentences[0]}</strong> {' '.join(sentences[1:])}"
        case 2:
            return f'{text} <a href="/chu-de/{rng.randint(1, 99)}.html">Chi tiết tại đây</a>.'
        case 3:
            return text.replace(" ", "&nbsp;", 2).replace("đảng viên", "<em>đảng viên</em>", 1)
        case _:
            return text


def _short(story: Story) -> str:
    return f"<p>- Nữ: {story.figure()} người.</p>"


def _subhead(story: Story) -> str:
    text = f"Thêm {story.figure()} đảng viên trẻ"
    return story.rng.choice((f"<h2>{text}</h2>", f"<p><b>{text}</b></p>", f"<h3>{text}</h3>"))


def _list(story: Story) -> str:
    items = "".join(f"<li>Chi bộ {story.rng.choice(PLACES)}: {story.figure()} người</li>" for _ in range(3))
    return story.rng.choice((f"<ul>{items}</ul>", f"<ol>{items}</ol>"))


def _pairs(story: Story) -> str:
    return "<dl>" + "".join(f"<dt>{head}</dt><dd>{story.figure()}</dd>" for head in COLUMNS[:3]) + "</dl>"


def _table(story: Story) -> str:
    rng = story.rng
    heads = rng.sample(COLUMNS, 3)
    rows = [(place, [story.figure() for _ in heads]) for place in rng.sample(PLACES, rng.randint(2, 6))]
    cell = "<td><p>{}</p></td>" if rng.random() < 0.5 else "<td>{}</td>"
    body = "".join(f"<tr><td>{place}</td>{''.join(map(cell.format, values))}</tr>" for place, values in rows)
    top = f"<tr><th>{rng.choice(HEADS)}</th>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"
    if rng.random() < 0.5:
        top = top.replace("th>", "td>")
    caption = f"<caption>Bảng kết quả, {story.figure()} đơn vị</caption>" if rng.random() < 0.3 else ""
    return f'<table border="1">{caption}<thead>{top}</thead><tbody>{body}</tbody></table>'


def _merged_table(story: Story) -> str:
    rng = story.rng
    one, two = rng.sample(COLUMNS, 2)
    rows = [
        f'<tr><td rowspan="2">{place}</td><td>Nam</td><td>{story.figure()}</td><td rowspan="2">{story.figure()}</td></tr>'
        f"<tr><td>Nữ</td><td>{story.figure()}</td></tr>"
        for place in rng.sample(PLACES, 2)
    ]
    head = f'<tr><td rowspan="2" colspan="2">Đơn vị</td><td colspan="2">{one}</td></tr><tr><td>{two}</td><td>Cộng</td></tr>'
    return f'<div class="table-responsive"><table class="table">{head}{"".join(rows)}</table></div>'


def _picture(story: Story) -> str:
    text = f"Lễ kết nạp {story.figure()} đảng viên. Ảnh: Hà Vân"
    return story.rng.choice(
        (
            f'<figure><img src="/a.jpg" alt="x"><figcaption>{text}</figcaption></figure>',
            f'<table class="image center"><tr><td><img src="/a.jpg"></td></tr><tr><td class="caption">{text}</td></tr></table>',
            f'<div class="VCSortableInPreviewMode" type="Photo"><div><img src="/a.jpg"></div><div class="PhotoCMS_Caption">'
            f"<p>{text}</p></div></div>",
            f'<p style="text-align:center"><img src="/a.jpg"><br><em>{text}</em></p>',
        )
    )


def _infobox(story: Story) -> str:
    boxes = "".join(
        f'<div class="item"><div class="num">{story.figure()}</div><div class="label">{head.lower()}</div></div>'
        for head in COLUMNS[:2]
    )
    return f'<div class="infobox">{boxes}</div>'


def _box(story: Story) -> str:
    return f'<div class="box-info"><p>{story.sentence()}</p><p>{story.sentence()}</p></div>'


def _breaks(story: Story) -> str:
    return "<div>" + "<br><br>".join(story.sentence() for _ in range(3)) + "</div>"


def _pull_quote(story: Story) -> str:
    sentence = story.sentence()
    return f"<p>{sentence} {story.sentence()}</p><blockquote>{sentence}</blockquote>"


EXTRAS = (_short, _subhead, _list, _pairs, _table, _merged_table, _picture, _infobox, _box, _breaks, _pull_quote)


def _related_inside(story: Story) -> str:
    link = f'<a href="/t{story.rng.randint(1, 99)}.html">{story.sentence(story.other_figure)}</a>'
    return f'<div class="box-tin-lien-quan"><p>TIN LIÊN QUAN</p><ul><li>{link}</li><li>{link}</li></ul></div>'


def _pointer(story: Story) -> str:
    return f'<p>&gt;&gt; <a href="/t.html">{story.sentence(story.other_figure)}</a></p>'


def _link_line(story: Story) -> str:
    return f'<p><a href="/t.html"><strong>{story.sentence(story.other_figure)}</strong></a></p>'


ASIDES = (_related_inside, _pointer, _link_line)


def stamp(story: Story) -> str:
    """The story's own stamp of publication, else a made-up day in one of the usual forms."""
    if story.stamp is not None:
        return story.stamp
    return story.rng.choice(
        (
            "Thứ Ba, 05/10/2021, 07:30 (GMT+7)",
            "05/10/2021 07:30",
            "Cập nhật: 05/10/2021 | 07:30",
            "Ngày đăng: 05/10/2021",
        )
    )


def moment(story: Story) -> str:
    """The same day for machines."""
    return "2021-10-05 07:30" if story.stamp is None else "-".join(reversed(story.stamp.split("/")))


def stories(story: Story, *, described: bool = False) -> str:
    """A list of links to other stories; `described` with a line of text under each."""
    rows = []
    for _ in range(story.rng.randint(2, 5)):
        text = f"<p>{story.sentence(story.other_figure)}</p>" if described else ""
        rows.append(f'<li><a href="/s.html">{story.sentence(story.other_figure)}</a> <span>(04/10)</span>{text}</li>')
    return f"<ul>{''.join(rows)}</ul>"


def comments(story: Story) -> str:
    """Readers' comments, one of them long."""
    return "".join(
        f"<div><b>Bạn đọc</b><p>{story.sentence(story.other_figure)} {story.sentence(story.other_figure)}</p></div>"
        for _ in range(story.rng.randint(1, 4))
    )


def _visits(story: Story) -> str:
    rows = "".join(
        f"<tr><td>{name}</td><td>{story.other_figure()}</td></tr>" for name in ("Hôm nay", "Hôm qua", "Tất cả")
    )
    return f'<div class="module"><h3>Thống kê truy cập</h3><table>{rows}</table></div>'


def _rates(story: Story) -> str:
    rows = "".join(
        f"<tr><td>{name}</td><td>{story.other_figure()}</td><td>{story.other_figure()}</td></tr>"
        for name in ("USD", "EUR", "SJC")
    )
    return f'<div class="box1"><div class="hd">Tỷ giá</div><table border="1"><tr><th>Loại</th><th>Mua</th><th>Bán</th></tr>{rows}</table></div>'


def _documents(story: Story) -> str:
    rows = "".join(
        f'<div class="vb"><a href="/vb">{story.other_figure()}/KH-UBND</a><br>Về việc {story.sentence(story.other_figure)}</div>'
        for _ in range(3)
    )
    return f'<div class="c-box"><div class="c-box__title">Văn bản mới</div>{rows}</div>'


def _teasers(story: Story) -> str:
    cards = "".join(
        f'<div class="card"><h4><a href="/s.html">{story.sentence(story.other_figure)}</a></h4><p class="card-text">'
        f"{story.sentence(story.other_figure)} {story.sentence(story.other_figure)}</p></div>"
        for _ in range(story.rng.randint(2, 4))
    )
    return f'<div class="w3">{cards}</div>'


def _poll(story: Story) -> str:
    return f"<div class='poll'><b>Thăm dò ý kiến</b><p>Theo bạn, giao diện trang này thế nào?</p><p>Tốt: {story.other_figure()}</p></div>"


WIDGETS = (_visits, _rates, _documents, _teasers, _poll)


def widgets(story: Story) -> str:
    """What stands beside or below the articles of a site: none to three of counters, rates, documents, teasers, polls."""
    return "".join(widget(story) for widget in story.rng.sample(WIDGETS, story.rng.randint(0, 3)))


def tools(story: Story) -> str:
    """What stands between headline and text: none or a few of share counts, sizes of letters, a player, comments."""
    choices = (
        '<div class="toolbar"><a href="#">In bài viết</a> <a href="#">Gửi email</a></div>',
        f'<div class="zz"><span>Thích</span> <span>{story.other_figure()}</span></div>',
        "<div>Cỡ chữ: A- A A+</div>",
        f'<div class="audio"><span>Nghe đọc bài</span> <span>0{story.rng.randint(1, 9)}:30</span></div>',
        '<div class="cmt"><a href="#comment">Bình luận (0)</a></div>',
        f"<div>{counters(story)}</div>",
    )
    return "".join(story.rng.sample(choices, story.rng.choice((0, 0, 1, 2))))


def counters(story: Story) -> str:
    """The line that counts the visits."""
    return story.rng.choice(("Lượt xem: {}", "{} lượt xem", "Đã xem: {}", "Số lượt đọc: {}")).format(
        story.other_figure()
    )


def make_pages(
    layouts: dict[str, Callable[[Story], str]], *, each: int, seed: int = 0, paragraphs: tuple[int, int] = (3, 9)
) -> Iterator[MadePage]:
    """`each` pages of each of the layouts."""
    for name, layout in sorted(layouts.items()):
        for number in range(each):
            own_seed = seed * 1_000_003 + number * 101 + sum(map(ord, name))
            story = make_story(own_seed, paragraphs=paragraphs, bare=name.startswith("bare_"))
            markup = layout(story)
            yield MadePage(name, own_seed, markup, story.title, tuple(story.own), tuple(story.foreign))
