"""The labelled pages of corpus/gold/reports: their text, day and marks."""

import json
from pathlib import Path

import pytest

from corpus.raw_pages import load_raw_page
from corpus.readers import read_document
from corpus.sample_corpus import sample_folder

PAGES = sorted((sample_folder().parent / "gold" / "reports").glob("html-*.html"))


def test_there_are_enough() -> None:
    assert len(PAGES) >= 10


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_labelled_pages_give_their_text(path: Path) -> None:
    labels = json.loads(path.with_name(f"{path.stem}.ann.json").read_text(encoding="utf-8"))
    document = read_document(load_raw_page(path), ())
    assert document.text.split("\n") == path.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
    assert (document.published, document.province) == (labels["published"], labels["province"])
    assert len(labels["mentions"]) >= 15
    for mention in labels["mentions"]:
        assert document.text[mention["start"] : mention["end"]] == mention["text"]


def test_only_the_page_that_goes_on_is_marked() -> None:
    marked = {path.stem: read_document(load_raw_page(path), ()).marks for path in PAGES}
    assert {name for name, marks in marked.items() if marks} == {"html-amp-duc-hoa"}
    assert marked["html-amp-duc-hoa"] == ("more_pages",)
