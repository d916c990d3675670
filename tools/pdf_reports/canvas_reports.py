"""Reports drawn sign by sign: footnotes with raised numbers, marks as signs of their own, a page that is a scan."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path("/usr/share/fonts/truetype/dejavu")
WIDTH, HEIGHT = A4
LEFT, RIGHT = 70.0, WIDTH - 60.0


def _canvas(target: Path | io.BytesIO) -> Canvas:
    pdfmetrics.registerFont(TTFont("Serif", FONTS / "DejaVuSerif.ttf"))
    pdfmetrics.registerFont(TTFont("SerifBold", FONTS / "DejaVuSerif-Bold.ttf"))
    canvas = Canvas(str(target) if isinstance(target, Path) else target, pagesize=A4, invariant=1)
    canvas.setTitle("Microsoft Word - bao cao.docx")
    return canvas


def _text(canvas: Canvas, y: float, text: str, *, size: float = 12, first: float = 24) -> float:
    """Wrap and draw `text`; "^1" is a raised 1. The height below it comes back."""
    x, space = LEFT + first, pdfmetrics.stringWidth(" ", "Serif", size)
    for word in text.split():
        plain, _, raised = word.partition("^")
        mark, tail = raised[:1], raised[1:]
        width = pdfmetrics.stringWidth(plain + tail, "Serif", size) + pdfmetrics.stringWidth(mark, "Serif", 0.6 * size)
        if x + width > RIGHT:
            x, y = LEFT, y - 1.45 * size
        canvas.setFont("Serif", size)
        canvas.drawString(x, y, plain)
        x += pdfmetrics.stringWidth(plain, "Serif", size)
        if mark:
            canvas.setFont("Serif", 0.6 * size)
            canvas.drawString(x, y + 0.4 * size, mark)
            x += pdfmetrics.stringWidth(mark, "Serif", 0.6 * size)
            canvas.setFont("Serif", size)
            canvas.drawString(x, y, tail)
            x += pdfmetrics.stringWidth(tail, "Serif", size)
        x += space
    return y - 1.9 * size


def draw_footnotes(target: Path) -> None:
    """Two pages with footnotes below a rule, a running head and page numbers."""
    canvas = _canvas(target)
    for number, (paragraphs, notes) in enumerate(FOOTNOTES, start=1):
        canvas.setFont("Serif", 9)
        canvas.drawString(LEFT, HEIGHT - 40, "Công đoàn tỉnh Sóc Trăng - Báo cáo tổng kết")
        canvas.drawRightString(RIGHT, HEIGHT - 40, f"Trang {number}/{len(FOOTNOTES)}")
        y = HEIGHT - 90
        if number == 1:
            canvas.setFont("SerifBold", 17)
            canvas.drawString(LEFT, y, "Công đoàn Sóc Trăng qua một năm nhiều việc")
            y -= 34
        for text in paragraphs:
            y = _text(canvas, y, text)
        y = 60 + 20 * len(notes)
        canvas.line(LEFT, y + 14, LEFT + 140, y + 14)
        for note in notes:
            y = _text(canvas, y, note, size=9, first=0)
        canvas.showPage()
    canvas.save()


def draw_scanned(target: Path) -> None:
    """Three pages, the second one a picture of a page."""
    canvas = _canvas(target)
    canvas.setFont("SerifBold", 16)
    canvas.drawString(LEFT, HEIGHT - 80, "Hội Nông dân Cầu Kè vận động hội viên")
    y = HEIGHT - 115
    for text in SCANNED[0]:
        y = _text(canvas, y, text)
    canvas.showPage()
    canvas.drawImage(_scan(), 0, 0, WIDTH, HEIGHT)
    canvas.showPage()
    y = HEIGHT - 80
    for text in SCANNED[1]:
        y = _text(canvas, y, text)
    canvas.save()


def _scan() -> ImageReader:
    """A picture of a page of text."""
    page = io.BytesIO()
    canvas = _canvas(page)
    y = HEIGHT - 90
    for _ in range(8):
        y = _text(canvas, y, "Trang này là ảnh chụp một văn bản có con dấu, không có lớp chữ nào để đọc. " * 2)
    canvas.save()
    bitmap = pdfium.PdfDocument(page.getvalue())[0].render(scale=0.6, grayscale=True)
    picture = io.BytesIO()
    bitmap.to_pil().save(picture, format="JPEG", quality=15)
    return ImageReader(picture)


FOOTNOTES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        (
            "Năm 2023, Liên đoàn Lao động tỉnh Sóc Trăng quản lý 1.120^1 công đoàn cơ sở với 71.845 đoàn viên, trong "
            "đó 43.902 đoàn viên nữ. Trong năm, các cấp công đoàn kết nạp mới 4.260 đoàn viên, đạt 106,5% chỉ tiêu,"
            " và thành lập 17^2 công đoàn cơ sở trong doanh nghiệp ngoài nhà nước.",
            "Số công đoàn cơ sở giải thể là 9, phần lớn do doanh nghiệp ngừng hoạt động. Các cấp công đoàn giới thiệu "
            "812 đoàn viên ưu tú cho Đảng, đã có 365 người được kết nạp.",
        ),
        ("^1 Tính cả 38 công đoàn cơ sở của các ngành.", "^2 Kế hoạch giao là 15."),
    ),
    (
        (
            "Năm 2024, Công đoàn tỉnh phấn đấu kết nạp 4.000 đoàn viên, thành lập 20 công đoàn cơ sở ở doanh nghiệp"
            " có từ 25 lao động trở lên, tập huấn nghiệp vụ cho 600 lượt cán bộ.",
            "Mỗi công đoàn cơ sở giới thiệu ít nhất 1 đoàn viên ưu tú cho Đảng^3 xem xét.",
        ),
        ("^3 Theo Kế hoạch số 31/KH-LĐLĐ.",),
    ),
)
SCANNED: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "Đến cuối tháng 6/2023, Hội Nông dân huyện Cầu Kè (Trà Vinh) có 11 cơ sở hội, 72 chi hội với 14.530 hội viên."
        " Trong 6 tháng đầu năm 2023, các cơ sở hội kết nạp 318 hội viên mới, đạt 79,5% chỉ tiêu năm.",
        "Hội giới thiệu 64 hội viên ưu tú cho Đảng, có 27 hội viên được kết nạp vào Đảng, trong đó 12 người Khmer.",
    ),
    (
        "Sáu tháng cuối năm, Hội phấn đấu kết nạp thêm 82 hội viên, mở 5 lớp tập huấn cho 250 hội viên và giới thiệu "
        "ít nhất 30 hội viên ưu tú cho Đảng. Toàn huyện còn 3 ấp chưa có chi hội nông dân độc lập.",
    ),
)
REPORTS: dict[str, Callable[[Path], None]] = {
    "pdf-soc-trang-chu-thich": draw_footnotes,
    "pdf-cau-ke-trang-quet": draw_scanned,
}
