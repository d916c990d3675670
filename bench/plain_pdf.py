"""Lines of text -> a PDF with paragraphs, ruled tables, a running head and page numbers, made without other programs.

Its font is none of the standard ones and is not embedded: each sign's code is its Unicode number, so that the file
needs no font of its own, as text programs do it for the scripts of East Asia.
"""

import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 72, 523, 770, 72
SIZE, LEADING, PADDING, INDENT = 11, 16, 4, 18
_NARROW, _WIDE = frozenset("iíìỉĩịjlItfr.,:;!'|()[]-“”\"/ "), frozenset("mwMWƠƯ@%—…")
_HEAD = "Báo Mẫu - bản in"


def make_pdf(lines: Sequence[str]) -> bytes:
    """A PDF of `lines`: the first is the title, those with " | " are rows of tables, the rest paragraphs."""
    pages = [_page_stream(page, number) for number, page in enumerate(_paged(_laid_out(lines)), start=1)]
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    signs = sorted({ord(sign) for sign in "".join(lines) + _HEAD + "0123456789/Trang "})
    widths = " ".join(f"{code} [{_advance(chr(code))}]" for code in signs)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Mau/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Mau/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/DW 556/W[{widths}]/FontDescriptor<</Type/FontDescriptor/FontName/Mau/Flags 32"
            "/FontBBox[-100 -220 1000 950]/ItalicAngle 0/Ascent 905/Descent -212/CapHeight 716/StemV 80>>>>"
        ).encode(),
        _stream(_to_unicode(signs)),
    ]
    for at, page in enumerate(pages):
        parts = f"/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * at} 0 R"
        objects += [f"<</Type/Page/Parent 2 0 R{parts}>>".encode(), _stream(page)]
    return _file(objects)


def _advance(sign: str) -> int:
    if sign in _NARROW:
        return 300
    return 850 if sign in _WIDE else 667 if sign.isupper() else 540


def _width(text: str, size: float) -> float:
    return sum(map(_advance, text)) * size / 1000


def _wrapped(text: str, room: float, *, size: float = SIZE, indent: float = 0) -> list[str]:
    """The words of `text` in lines no wider than `room`, the first shorter by `indent`; a wider word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and _width(f"{lines[-1]} {word}", size) <= room - (indent if len(lines) == 1 else 0):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


Band = tuple[int, list[tuple[float, float, float, str]], list[tuple[float, float, float, float]]]
"""A stretch that stays on one page: its height, its texts (x, depth, size), its lines (x, depth, x, depth)."""


def _laid_out(lines: Sequence[str]) -> Iterator[Band]:
    kept = [line.strip() for line in lines if line.strip()]
    for text in _wrapped(kept[0], RIGHT - LEFT, size=16):
        yield 24, [(LEFT, 18, 16, text)], []
    for is_table, block in groupby(kept[1:], key=lambda line: " | " in line):
        if is_table:
            yield from _table([[cell.strip() for cell in line.split("|")] for line in block])
            continue
        for line in block:
            for at, text in enumerate(_wrapped(line, RIGHT - LEFT, indent=INDENT)):
                yield LEADING, [(LEFT + (INDENT if at == 0 else 0), 12, SIZE, text)], []
            yield 6, [], []


def _table(rows: Sequence[Sequence[str]]) -> Iterator[Band]:
    """A ruled table; columns are as wide as their longest cells ask for."""
    count = max(map(len, rows))
    grid = [[*row, *[""] * (count - len(row))] for row in rows]
    wants = [max(20.0, *(min(_width(row[at], SIZE), 150) for row in grid)) for at in range(count)]
    scale = min(1.0, (RIGHT - LEFT - 2 * PADDING * count) / sum(wants))
    edges = [float(LEFT)]
    for want in wants:
        edges.append(edges[-1] + want * scale + 2 * PADDING)
    yield 6, [], [(LEFT, 6, edges[-1], 6)]
    for row in grid:
        cells = [_wrapped(cell, edges[at + 1] - edges[at] - 2 * PADDING + 1) for at, cell in enumerate(row)]
        height = LEADING * max(1, *map(len, cells)) + 2
        texts = [
            (edges[at] + PADDING, 12.0 + LEADING * depth, float(SIZE), text)
            for at, cell in enumerate(cells)
            for depth, text in enumerate(cell)
        ]
        rules = [(x, 0.0, x, float(height)) for x in edges]
        yield height, texts, [*rules, (LEFT, float(height), edges[-1], float(height))]
    yield 10, [], []


def _paged(bands: Iterator[Band]) -> Iterator[list[tuple[int, Band]]]:
    """The bands of each page with the height that they hang from."""
    page: list[tuple[int, Band]] = []
    y = TOP
    for band in bands:
        if y - band[0] < BOTTOM and page:
            yield page
            page, y = [], TOP
        page.append((y, band))
        y -= band[0]
    yield page


def _page_stream(page: Sequence[tuple[int, Band]], number: int) -> str:
    commands = [_text(LEFT, HEIGHT - 40, 9, _HEAD), _text(RIGHT - 40, 40, 9, f"Trang {number}")]
    for y, (_, texts, rules) in page:
        commands += [_text(x, y - depth, size, text) for x, depth, size, text in texts]
        commands += [f"0.6 w {x0} {y - d0} m {x1} {y - d1} l S" for x0, d0, x1, d1 in rules]
    return "\n".join(commands)


def _text(x: float, y: float, size: float, text: str) -> str:
    return f"BT /F {size} Tf {x:.2f} {y:.2f} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _to_unicode(signs: Sequence[int]) -> str:
    """The map from codes to letters: each code is its letter's own number."""
    lines = [f"<{code:04x}> <{code:04x}>" for code in signs]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Mau def /CMapType 2 def"
    return f"{head}\n1 begincodespacerange <0000> <ffff> endcodespacerange\n{maps}\nendcmap end end"


def _stream(text: str) -> bytes:
    packed = zlib.compress(text.encode())
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    return out + f"{head}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n".encode()
