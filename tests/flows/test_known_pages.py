"""The pages of a known source that the bench reads: as its layout reads them, and of the size of saved ones."""

from bench.known_pages import DAY, SOURCE, make_known_page
from bench.segmentation import load_corpus
from bench.stage_times import COMPARED, compare
from corpus.readers.html import read_html
from corpus.sample_corpus import sample_folder
from corpus.source_catalogue import load_sources
from corpus.source_trial import try_page


def test_the_layout_of_the_source_reads_them_whole() -> None:
    sources = load_sources()
    for document in load_corpus(sample_folder()):
        page = make_known_page(document)
        trial = try_page(page, sources)
        assert trial.source is not None
        assert trial.source.id == SOURCE
        assert trial.reading_layout is not None
        assert all(use.matches for use in trial.reading_layout.uses if use.part not in ("remove", "lead"))
        read = read_html(page, sources)
        assert (read.published, read.publisher) == (DAY, trial.source.name)
        missing = {line for line in document.text.split("\n") if len(line) > 80} - set(read.text.split("\n"))
        assert not missing
        assert "Tin khác" not in read.text


def test_they_are_as_large_as_saved_pages() -> None:
    for document in load_corpus(sample_folder()):
        content = make_known_page(document).content
        assert 40_000 < len(content) < 120_000
        assert 1_000 < content.count(b"<") < 3_000


def test_the_ratios_are_those_that_were_measured() -> None:
    times = {"extract": 1.0, "read": 0.5, "word_tokenize": 2.0, "page of a known source to facts": 0.5}
    ratios = compare(times)
    assert ratios["page of a known source to facts to word_tokenize"] == {"ratio": 0.25, "bar": 0.25}
    assert ratios["extract to word_tokenize"]["ratio"] == 0.5
    assert set(ratios) < set(COMPARED)
