"""Each sample article saved as a Word file must give the facts of its plain text."""

import hashlib
import io
from collections import Counter
from itertools import groupby
from pathlib import Path

import docx
import pytest

from corpus.raw_pages import load_raw_page
from corpus.readers import read_document
from corpus.readers.docx import MEDIA_TYPE
from corpus.sample_corpus import sample_folder
from corpus.source_catalogue import load_sources
from extractors.extraction import Extractor, load_extractor
from schemas.documents import Document, Metadata, RawPage

SAMPLES = sorted(path for path in sample_folder().iterdir() if path.suffix in (".html", ".txt"))
LEAST_SHARE = 0.97
OWN_TO_A_TEXT = {"fact_id", "evidence", "checks", "rules", "confidence", "same_as"}
"""Fields that name places or other facts of the same text."""


def as_word_file(document: Document) -> bytes:
    """The text of `document` as Word would save it: its first line as title, lines with bars as tables."""
    file = docx.Document()
    lines = [line for line in document.text.split("\n") if line.strip()]
    file.add_paragraph(lines[0], style="Title")
    for is_table, group in groupby(lines[1:], key=lambda line: " | " in line):
        block = list(group)
        if not is_table:
            for line in block:
                file.add_paragraph(line)
            continue
        rows = [[cell.strip() for cell in line.split("|")] for line in block]
        table = file.add_table(0, max(map(len, rows)))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def facts_of(document: Document, extractor: Extractor) -> Counter[str]:
    facts = extractor.extract(document).to_contract().facts
    return Counter(fact.model_dump_json(exclude=OWN_TO_A_TEXT) for fact in facts)


@pytest.mark.timeout(600)
def test_word_files_give_the_facts_of_the_plain_text() -> None:
    extractor, sources = load_extractor(), load_sources()
    total = same = 0
    for path in SAMPLES:
        document = read_document(load_raw_page(path), sources)
        saved = _saved(path, document)
        before, after = facts_of(document, extractor), facts_of(read_document(saved, sources), extractor)
        total += before.total()
        same += (before & after).total()
        assert after.total() - (before & after).total() <= before.total() * (1 - LEAST_SHARE) + 1, path.name
    assert total > 500
    assert same / total >= LEAST_SHARE


def _saved(path: Path, document: Document) -> RawPage:
    content = as_word_file(document)
    known = Metadata(
        url=document.url, publisher=document.publisher, published=document.published, province=document.province
    )
    digest = hashlib.sha256(content).hexdigest()
    return RawPage(name=f"{path.stem}.docx", content=content, sha256=digest, media_type=MEDIA_TYPE, sidecar=known)
