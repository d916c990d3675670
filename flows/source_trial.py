"""A saved page -> what `solieu sources test` prints: who reads it, what each selector found, what text comes out."""

from pathlib import Path

from rich.console import Console

from corpus.files import printable_path
from corpus.isolation.pool import ReaderPool
from corpus.raw_pages import load_raw_page
from corpus.source_catalogue import load_sources
from corpus.source_checks import is_article
from corpus.source_trial import CATALOGUE, LayoutTrial, PageTrial, trial_in
from extractors.numerals import find_numerals
from extractors.rulebook import load_rulebook
from flows.inputs import issue_of
from flows.messages import print_issue, print_line
from flows.settings import load_settings
from schemas.documents import Document, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

SHOWN = 3
"""Lines that are printed from either end of the text."""
WIDTH = 160
PART_WORDS = {
    "title": "tên bài",
    "lead": "mở đầu",
    "body": "thân bài",
    "byline": "tác giả",
    "published": "ngày đăng",
    "remove": "bỏ đi",
}


def report_trial(path: Path, *, chosen: Source | None, url: str | None, extra: Path | None) -> int:
    """Print how the page at `path` is read, within the limits of a crawl; what to look at is said on standard error.

    Args:
        path: A saved page, with its sidecar if there is one.
        chosen: The source to read it with; None finds it by the page's address or publisher.
        url: Address of the page; the sidecar's comes first.
        extra: Folder of one's own sources.

    Returns:
        0, or 1 where no document comes out.

    Raises:
        ConfigError: A file of a source is wrong.
    """
    sources = load_sources(extra) if chosen is None else (chosen,)
    try:
        raw = load_raw_page(path, url=url)
        if raw.media_type != "text/html":
            raise DocumentError("chỉ thử được trang .html", path=raw.name, code="not_html")
        raw = raw if chosen is None else _as_published_by(raw, chosen)
        limits = load_settings(sources=extra).reading_limits()
        with ReaderPool(limits, catalogue=CATALOGUE) as trials, ReaderPool(limits) as readers:
            trial = trial_in(trials.read(raw, sources))
            _print_trial(trial)
            document = readers.read(raw, sources)
    except DocumentError as error:
        print_issue(issue_of(error, printable_path(path)))
        return 1
    _print_document(document)
    for warning in find_warnings(trial, document):
        print_line(f"{document.name}: {warning}")
    return 0


def find_warnings(trial: PageTrial, document: Document) -> list[str]:
    """What a person should look at before trusting the source, one line each."""
    source, layout = trial.source, trial.reading_layout
    warnings = []
    if source is None:
        warnings.append("không nguồn nào có trang này; hãy thêm --source, --url, hoặc một tệp nguồn")
    elif source.layouts and layout is None:
        warnings.append("không khuôn trang nào thấy thân bài, trang được đọc bằng cách chung; hãy thêm khuôn mới")
    for use in layout.uses if layout else ():
        if not use.matches and use.part != "remove":
            warnings.append(f"{PART_WORDS[use.part]}: {use.selector} không thấy gì; phần này được đọc bằng cách chung")
    if source and trial.url and not is_article(source, trial.url):
        warnings.append(f"địa chỉ {trial.url} không khớp article của {source.id}; thu thập sẽ bỏ qua trang này")
    missing = [word for word, value in (("ngày đăng", document.published), ("tên bài", document.title)) if not value]
    warnings += [f"không thấy {word}" for word in missing]
    if document.province is None and source is not None and source.province is not None:
        warnings.append("không thấy tỉnh")
    return warnings


def _as_published_by(raw: RawPage, source: Source) -> RawPage:
    """`raw` as if its sidecar named `source`, so that it is read by that one whatever address the page states."""
    return raw.model_copy(update={"sidecar": raw.sidecar.model_copy(update={"publisher": source.name})})


def _print_trial(trial: PageTrial) -> None:
    source = trial.source
    _say(f"địa chỉ: {trial.url or 'không rõ'}")
    _say(f"nguồn: {f'{source.id} ({source.name})' if source else 'không có'}")
    reading = trial.reading_layout
    for place, layout in enumerate(trial.layouts):
        _print_layout(layout, place=place + 1, reads=layout is reading)
    if reading is None:
        _say("đọc bằng: cách chung")


def _print_layout(layout: LayoutTrial, *, place: int, reads: bool) -> None:
    since = f"từ {layout.since}" if layout.since else "từ trước đến nay"
    _say(f"khuôn trang {place} ({since}): {'đọc trang này' if reads else 'không dùng'}")
    for use in layout.uses:
        _say(f"  {PART_WORDS[use.part]}: {use.selector} → {use.matches}")


def _print_document(document: Document) -> None:
    lines = document.text.splitlines()
    numerals, rejections = find_numerals(document.text, load_rulebook().numerals)
    _say(f"tên bài: {document.title or 'không rõ'}")
    _say(f"tác giả: {document.byline or 'không rõ'}")
    _say(f"ngày đăng: {document.published or 'không rõ'}")
    _say(f"tỉnh: {document.province or 'không rõ'}")
    counted = len(numerals) + len(rejections)
    _say(f"văn bản: {len(lines)} dòng, {len(document.text)} ký tự, {counted} con số")
    shown = lines if len(lines) <= 2 * SHOWN else [*lines[:SHOWN], "…", *lines[-SHOWN:]]
    for line in shown:
        _say(f"  | {line if len(line) <= WIDTH else line[: WIDTH - 1] + '…'}")


def _say(line: str) -> None:
    Console(soft_wrap=True, highlight=False, markup=False).print(line)
