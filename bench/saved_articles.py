"""Lines of an article -> the same article saved as a newspaper's page, a Word file and a PDF."""

import html
import io
import random
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import docx

from bench.news_layouts import LAYOUTS
from bench.news_pages import Story
from bench.plain_pdf import make_pdf

HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
_SHORTEST_LEAD = 60
PAGE_LAYOUTS = tuple(name for name in LAYOUTS if name != "live_blog")
"""The layouts of articles: a running report prints the time over each paragraph, which an article does not say."""
_PRINT_STYLE = "body{font:12pt serif} td{border:1px solid} table{border-collapse:collapse} .lead{font-weight:bold}"


def as_page(lines: Sequence[str], layout: str, *, seed: int, published: str | None) -> bytes:
    """The article as a page in one of the layouts of news systems, among links, counters and comments of `seed`."""
    rng = random.Random(seed)
    day = "/".join(reversed(published.split("-"))) if published else ""
    story = Story(rng, title=html.escape(lines[0]), stamp=day, _pool=rng.sample(range(10_000, 100_000), 2_000))
    rest = list(lines[1:])
    if rest and len(rest[0]) >= _SHORTEST_LEAD:
        story.lead = html.escape(rest.pop(0))
    story.parts = _marked_up(rest)
    return LAYOUTS[layout](story).encode()


def _marked_up(lines: Sequence[str]) -> list[str]:
    parts = []
    for is_table, block in groupby(lines, key=_is_row):
        if is_table:
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in _cells(line)) for line in block)
            parts.append(f'<table border="1"><tbody>{"".join(f"<tr>{row}</tr>" for row in rows)}</tbody></table>')
        else:
            parts += [f"<p>{html.escape(line)}</p>" for line in block]
    return parts


def _is_row(line: str) -> bool:
    return " | " in line


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def as_word_file(lines: Sequence[str]) -> bytes:
    """The article as Word would save it: its first line as title, lines with bars as tables."""
    file = docx.Document()
    file.add_paragraph(lines[0], style="Title")
    for is_table, group in groupby(lines[1:], key=_is_row):
        block = list(group)
        if not is_table:
            for line in block:
                file.add_paragraph(line)
            continue
        rows = [_cells(line) for line in block]
        table = file.add_table(0, max(map(len, rows)), style="Table Grid")
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def as_pdf(lines: Sequence[str]) -> bytes:
    """The article as a PDF made without other programs."""
    return make_pdf(lines)


def print_by_office(articles: Mapping[str, Sequence[str]], folder: Path) -> dict[str, bytes]:
    """PDFs of Word files as LibreOffice exports them, by name; empty where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return {}
    files = []
    for name, lines in articles.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(as_word_file(lines))
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True, timeout=600)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in articles}


def print_by_browser(articles: Mapping[str, Sequence[str]], folder: Path) -> dict[str, bytes]:
    """PDFs of plain pages as Chromium prints them, by name; empty where it is not installed."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return {}
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    printed = {}
    for name, lines in articles.items():
        page, target = folder / f"{name}.html", folder / f"{name}.browser.pdf"
        head = f'<meta charset="utf-8"><style>{_PRINT_STYLE}</style>'
        page.write_text(f"{head}<h1>{html.escape(lines[0])}</h1>{''.join(_marked_up(lines[1:]))}", encoding="utf-8")
        subprocess.run([*command, f"--print-to-pdf={target}", str(page)], check=True, capture_output=True, timeout=120)
        printed[name] = target.read_bytes()
    return printed


PRINTERS: dict[str, Callable[[Mapping[str, Sequence[str]], Path], dict[str, bytes]]] = {
    "PDF by LibreOffice": print_by_office,
    "PDF by Chromium": print_by_browser,
}
"""Programs that make PDFs where they are installed."""
