"""The documents of the evaluation set that are in old encodings give their expected text."""

from pathlib import Path

import pytest
from old_encodings import encoded

from corpus.encodings.charsets import CharsetId
from corpus.raw_pages import load_raw_page
from corpus.readers import read_document
from corpus.readers.html_decoding import read_page
from corpus.source_catalogue import load_sources

REPORTS = Path(__file__).parents[3] / "corpus" / "gold" / "reports"
DOCUMENTS: list[tuple[str, str, CharsetId]] = [
    ("nghia-hanh-bao-cao-2004", ".tcvn3.txt", "tcvn3"),
    ("chau-thanh-dang-vien-2001", ".html", "vni"),
    ("cho-gao-nong-dan-1999", ".html", "vps"),
]


@pytest.mark.parametrize(("name", "suffix", "charset_id"), DOCUMENTS)
def test_expected_text(name: str, suffix: str, charset_id: CharsetId) -> None:
    source = REPORTS / (name + suffix)
    expected = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    document = read_document(load_raw_page(source), load_sources())
    assert document.text == expected
    assert encoded(expected.split("\n")[-1] or expected.split("\n")[-2], charset_id) in source.read_bytes()
    if suffix == ".tcvn3.txt":
        assert document.marks == (charset_id,)
    else:
        assert read_page(source.read_bytes(), path=source.name).converted == (charset_id,)
