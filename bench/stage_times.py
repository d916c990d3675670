"""Documents -> processor seconds of each stage from page to export, and of the passes they are compared with."""

import json
import subprocess
import time
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from trafilatura import bare_extraction
from underthesea import word_tokenize

from bench.known_pages import make_known_page, page_of
from corpus.readers.html import read_html
from corpus.source_catalogue import load_sources
from extractors.checks.relations import check_facts
from extractors.extraction import Extractor
from outputs.publish import publish
from outputs.store import open_store
from schemas.documents import Document, Metadata, RawPage
from schemas.extraction import Extraction

BATCH = 100
PYVI = Path(__file__).parents[1] / ".venv" / "pyvi" / "bin" / "python"
"""Of an environment of its own; `make bench` makes it."""
TIMES = dict[str, float]
COMPARED = {
    "extract to word_tokenize": ("extract", "word_tokenize", 0.25),
    "page to facts to word_tokenize": ("page to facts", "word_tokenize", 0.5),
    "page of a known source to facts to word_tokenize": ("page of a known source to facts", "word_tokenize", 0.25),
    "extract to pyvi": ("extract", "pyvi", None),
    "read to trafilatura": ("read", "trafilatura", 1.5),
}
"""What is divided by what, and the bar that the ratio should stay below, if there is one."""


def time_stages(documents: Sequence[Document], extractor: Extractor) -> TIMES:
    """Processor seconds of each stage over all `documents`; pyvi is left out where its environment was not made."""
    pages = [make_page(document) for document in documents]
    known = [make_known_page(document) for document in documents]
    sources = load_sources()
    extractions: list[Extraction] = []
    times = {
        "read": _timed(lambda: [read_html(page, sources) for page in pages]),
        "read a page of a known source": _timed(lambda: [read_html(page, sources) for page in known]),
        "extract": _timed(lambda: extractions.extend(map(extractor.extract, documents))),
        "check": _timed(lambda: [check_facts(one.facts, one.document.text) for one in extractions]),
        "word_tokenize": _timed(lambda: [word_tokenize(document.text) for document in documents]),
        "trafilatura": _timed(lambda: [bare_extraction(page.content.decode()) for page in pages]),
    }
    times["page to facts"] = times["read"] + times["extract"]
    times["page of a known source to facts"] = times["read a page of a known source"] + times["extract"]
    if (pyvi := _pyvi_seconds(documents)) is not None:
        times["pyvi"] = pyvi
    with TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/store.sqlite") as store:
        batches = [extractions[first : first + BATCH] for first in range(0, len(extractions), BATCH)]
        times["store"] = _timed(lambda: [store.save(batch) for batch in batches])
        times["export"] = _timed(lambda: publish(store, Path(folder) / "out"))
    return times


def compare(times: TIMES) -> dict[str, dict[str, float | None]]:
    """Each ratio of `COMPARED` whose both sides were measured, with its bar."""
    return {
        name: {"ratio": round(times[own] / times[other], 3), "bar": bar}
        for name, (own, other, bar) in COMPARED.items()
        if own in times and other in times
    }


def make_page(document: Document) -> RawPage:
    """A page as a newspaper's system prints it, with the text of `document` as its article."""
    title, *paragraphs = escape(document.text, quote=False).split("\n")
    body = "".join(f"<p>{one}</p>" for one in paragraphs if one)
    links = "".join(f'<li><a href="/tin-{n}.html">Tin khác trong mục số {n}</a></li>' for n in range(30))
    markup = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<nav><ul>{links}</ul></nav><div class="article"><h1 class="article__title">{title}</h1>'
        f'<div class="article__body">{body}</div></div><aside><ul>{links}</ul></aside></body></html>'
    )
    return page_of(markup, Metadata())


def _pyvi_seconds(documents: Sequence[Document]) -> float | None:
    """Processor seconds of pyvi over the same texts in its own environment; None where that was not made."""
    if not PYVI.exists():
        return None
    lines = "".join(json.dumps(document.text) + "\n" for document in documents)
    command = [str(PYVI), str(Path(__file__).with_name("pyvi_pass.py"))]
    return float(subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, check=True).stdout)


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return round(time.process_time() - started, 4)
