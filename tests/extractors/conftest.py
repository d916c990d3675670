"""What tests of the extractors share: one loaded extractor, small documents, and the corpora that are at hand."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.files import find_inputs
from corpus.source_catalogue import load_sources
from extractors.extraction import Extractor, load_extractor
from extractors.rulebook import Rulebook
from extractors.tokens import Segmenter
from flows.inputs import load_document
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.issues import Issue

ROOT = Path(__file__).parents[2]
CORPORA = tuple(
    folder
    for folder in (ROOT / "corpus" / "sample", ROOT / "corpus" / "gold" / "open", ROOT.parent / "shared/gold/seeds")
    if folder.is_dir()
)


def make_document(text: str, *, published: str | None = "2023-07-15", province: str | None = "Bắc Kạn") -> Document:
    """A document of our own with that text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        document_id=digest[:20], name="a.txt", url=None, publisher=None, title=None, byline=None, published=published,
        retrieved_at=None, media_type="text/plain", sha256=digest, province=province, text=text,
    )  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `corpus_path` runs on every article that is at hand."""
    if "corpus_path" in metafunc.fixturenames:
        paths = find_inputs(CORPORA).files
        metafunc.parametrize("corpus_path", paths, ids=[f"{p.parent.name}-{p.stem[:40]}" for p in paths])


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load_extractor()


@pytest.fixture(scope="session")
def rulebook(extractor: Extractor) -> Rulebook:
    return extractor.rulebook


@pytest.fixture(scope="session")
def segment(extractor: Extractor) -> Segmenter:
    return extractor.segment


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Callable[..., Extraction]:
    """Extracts a text of our own; takes `published` and `province`."""

    def extract(text: str, **about: str | None) -> Extraction:
        return extractor.extract(make_document(text, **about))

    return extract


@pytest.fixture(scope="session")
def new_document() -> Callable[..., Document]:
    """Builds a document of our own."""
    return make_document


@pytest.fixture(scope="session")
def load_path() -> Callable[[Path], Document]:
    """Reads one article of the corpora."""
    sources = load_sources()

    def load(path: Path) -> Document:
        document = load_document(path, sources)
        assert not isinstance(document, Issue), document
        return document

    return load
