"""Each sample article saved as a page, a Word file and a PDF must give the facts of its plain text."""

import tempfile
from pathlib import Path

import pytest

from bench.round_trips import BAR, SAMPLES, RoundTrips, Share, measure, saved_forms
from bench.saved_articles import PAGE_LAYOUTS, PDF, PRINTERS

FEW = [path for path in SAMPLES if path.stem.startswith(("cong-doan-bac-ninh", "quang-nam", "phuong-quy-nhon"))]


@pytest.fixture(scope="module")
def trips() -> RoundTrips:
    return RoundTrips()


@pytest.mark.parametrize("path", FEW, ids=[path.stem[:20] for path in FEW])
def test_saved_articles_give_the_facts_of_their_text(trips: RoundTrips, path: Path) -> None:
    lines, known = trips.lines_of(path)
    before = trips.of_plain_text(lines, known)
    assert before.total() >= 20
    shares = {name: Share() for name in ("HTML", "DOCX", "PDF")}
    layouts = PAGE_LAYOUTS[len(path.stem) % 4 :: 4]
    for group, media_type, content in saved_forms(lines, layouts, seed=len(lines), published=known.published):
        shares[group].add(before, trips.facts_of(content, media_type, known))
    assert shares["HTML"].articles >= 4
    assert {name: share.value for name, share in shares.items() if share.value < BAR} == {}


def test_a_missing_paragraph_is_seen(trips: RoundTrips) -> None:
    lines, known = trips.lines_of(FEW[0])
    longest = max(lines, key=lambda line: sum(map(str.isdigit, line)))
    share = Share()
    for group, media_type, content in saved_forms(
        [line for line in lines if line != longest], (), seed=1, published=known.published
    ):
        assert group in {"DOCX", "PDF"}
        share.add(trips.of_plain_text(lines, known), trips.facts_of(content, media_type, known))
    assert share.value < BAR


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_all_sample_articles_in_all_layouts() -> None:
    shares = measure(SAMPLES, PAGE_LAYOUTS, is_printed=False)
    assert all(share.articles >= 14 and share.either > 500 for share in shares.values())
    assert {name: share.value for name, share in shares.items() if share.value < BAR} == {}


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", PRINTERS)
def test_files_of_other_programs(trips: RoundTrips, name: str) -> None:
    articles = {path.stem: trips.lines_of(path) for path in SAMPLES}
    with tempfile.TemporaryDirectory() as folder:
        printed = PRINTERS[name]({stem: lines for stem, (lines, _) in articles.items()}, Path(folder))
    if not printed:
        pytest.skip(f"{name}: the program is not installed")
    share = Share()
    for stem, content in printed.items():
        lines, known = articles[stem]
        share.add(trips.of_plain_text(lines, known), trips.facts_of(content, PDF, known))
    assert share.articles == len(SAMPLES)
    assert share.value >= BAR
