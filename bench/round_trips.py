"""Sample articles saved as pages, Word files and PDFs: the share of the plain text's facts that come back from each.

python bench/round_trips.py [--layouts N] [--no-printers]

A fact comes back when every field is equal, besides those that name places of the text or other facts of it. The
share is that of the facts in both over those in either one, so that a fact too many counts like one too few. PDFs are
made by this project's own writer, and by LibreOffice and Chromium where they are installed.
"""

import argparse
import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.saved_articles import DOCX, HTML, PAGE_LAYOUTS, PDF, PRINTERS, as_page, as_pdf, as_word_file
from corpus.raw_pages import load_raw_page
from corpus.readers import read_document
from corpus.sample_corpus import sample_folder
from corpus.source_catalogue import load_sources
from extractors.extraction import Extractor, load_extractor
from schemas.documents import Document, Metadata, RawPage

BAR = 0.97
OWN_TO_A_TEXT = {"fact_id", "evidence", "checks", "rules", "confidence", "same_as"}
"""Fields that name places or other facts of the same text."""
SAMPLES = sorted(path for path in sample_folder().iterdir() if path.suffix in (".html", ".txt"))


@dataclass(slots=True)
class Share:
    """How many facts two sets have in common, and how many there are in either."""

    both: int = 0
    either: int = 0
    articles: int = 0

    def add(self, before: Counter[str], after: Counter[str]) -> None:
        """Counts one article in."""
        self.both += (before & after).total()
        self.either += (before | after).total()
        self.articles += 1

    @property
    def value(self) -> float:
        """The share, 1 where there is nothing to find."""
        return self.both / self.either if self.either else 1.0


@dataclass(slots=True)
class RoundTrips:
    """Facts of articles in their plain text and saved in other formats; the same text is extracted once."""

    extractor: Extractor = field(default_factory=load_extractor)
    _known: dict[str, Counter[str]] = field(default_factory=dict)

    def lines_of(self, path: Path) -> tuple[Sequence[str], Metadata]:
        """The lines of a sample article that say something, and what its sidecar would state."""
        document = read_document(load_raw_page(path), load_sources())
        known = Metadata(
            url=document.url, publisher=document.publisher, published=document.published, province=document.province
        )
        return [line for line in document.text.split("\n") if line.strip()], known

    def facts_of(self, content: bytes, media_type: str, known: Metadata) -> Counter[str]:
        """The facts of a saved article, without what belongs to its text alone."""
        digest = hashlib.sha256(content).hexdigest()
        raw = RawPage(name="bai", content=content, sha256=digest, media_type=media_type, sidecar=known)
        document = read_document(raw, load_sources())
        key = document.model_dump_json(include={"text", "title", "published", "publisher", "url", "province"})
        if key not in self._known:
            self._known[key] = Counter(self._printed(document))
        return self._known[key]

    def _printed(self, document: Document) -> Iterator[str]:
        for fact in self.extractor.extract(document).to_contract().facts:
            evidence = fact.evidence
            if document.text[evidence.quote_start : evidence.quote_end] != evidence.quote:
                raise AssertionError(f"{document.name}: a fact quotes another text")
            yield fact.model_dump_json(exclude=OWN_TO_A_TEXT)

    def of_plain_text(self, lines: Sequence[str], known: Metadata) -> Counter[str]:
        """The facts of the article as plain text."""
        return self.facts_of("\n\n".join(lines).encode(), "text/plain", known)


def saved_forms(
    lines: Sequence[str], layouts: Sequence[str], *, seed: int, published: str | None
) -> Iterator[tuple[str, str, bytes]]:
    """The article in each format: its group, its media type and its bytes."""
    for layout in layouts:
        yield "HTML", HTML, as_page(lines, layout, seed=seed, published=published)
    yield "DOCX", DOCX, as_word_file(lines)
    yield "PDF", PDF, as_pdf(lines)


def measure(paths: Sequence[Path], layouts: Sequence[str], *, is_printed: bool) -> Mapping[str, Share]:
    """The share of each format over some sample articles."""
    trips, shares = RoundTrips(), {name: Share() for name in ("HTML", "DOCX", "PDF")}
    articles = {path.stem: trips.lines_of(path) for path in paths}
    for seed, (lines, known) in enumerate(articles.values()):
        before = trips.of_plain_text(lines, known)
        for group, media_type, content in saved_forms(lines, layouts, seed=seed, published=known.published):
            shares[group].add(before, trips.facts_of(content, media_type, known))
    for name, printer in PRINTERS.items() if is_printed else ():
        with tempfile.TemporaryDirectory() as folder:
            printed = printer({stem: lines for stem, (lines, _) in articles.items()}, Path(folder))
        for stem, content in printed.items():
            lines, known = articles[stem]
            shares.setdefault(name, Share()).add(trips.of_plain_text(lines, known), trips.facts_of(content, PDF, known))
    return shares


def main() -> None:
    """Measures all sample articles and prints the shares; ends with 1 when one is under the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layouts", type=int, default=len(PAGE_LAYOUTS), help="in how many layouts each page is saved")
    parser.add_argument("--no-printers", action="store_true", help="without LibreOffice and Chromium")
    options = parser.parse_args()
    shares = measure(SAMPLES, PAGE_LAYOUTS[: options.layouts], is_printed=not options.no_printers)
    table = Table("format", "articles", "facts in either", "share")
    for name, share in shares.items():
        table.add_row(name, str(share.articles), str(share.either), f"{share.value:.4f}")
    console = Console()
    console.print(table)
    for name in PRINTERS:
        if name not in shares and not options.no_printers:
            console.print(f"{name}: not installed, not measured")
    raise SystemExit(any(share.value < BAR for share in shares.values()))


if __name__ == "__main__":
    main()
