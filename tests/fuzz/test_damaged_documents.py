"""Every format's sample documents, damaged: each is read or refused in one line, within its limits.

A short pass runs with the other tests. `make soak` runs the long one, which also fails where a reader ends by an error
that it does not name itself; what it finds goes to `tests/fuzz/found/`, whose files are read in every run.
"""

import hashlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from document_mutations import EDITS, Edit, damage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.isolation.limits import ReadingLimits
from corpus.isolation.pool import ReaderPool
from corpus.readers import FORMATS, SUFFIXES, find_format, media_type_of
from corpus.sample_corpus import sample_folder
from schemas.documents import Metadata, RawPage
from schemas.errors import DocumentError

FOLDERS = (
    sample_folder().parent / "gold" / "reports",
    sample_folder(),
    Path(__file__).parents[1] / "corpus" / "pages",
    Path(__file__).parents[1] / "corpus" / "documents",
)
FOUND = sorted(path for path in (Path(__file__).parent / "found").glob("*") if path.suffix != ".md")
LIMITS = ReadingLimits(seconds=30, memory_mb=1_000, workers=1)
LARGEST_SAMPLE = 300_000
SHORT, LONG = 8, int(os.environ.get("SOLIEU_FUZZ_EXAMPLES", "2000"))
UNNAMED = {"crashed", "timeout", "memory"}


def find_samples() -> dict[str, list[Path]]:
    """The samples of each format that reads a file, by that format's media type."""
    samples: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(path for folder in FOLDERS if folder.is_dir() for path in folder.iterdir()):
        if path.suffix in SUFFIXES and path.stat().st_size <= LARGEST_SAMPLE:
            format_ = find_format(path.read_bytes(), media_type=media_type_of(path.suffix))
            if format_ is not None and format_.prepare is None:
                samples[format_.media_type].append(path)
    return samples


SAMPLES = find_samples()


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(LIMITS) as opened:
        yield opened


def outcome(pool: ReaderPool, content: bytes, path: Path) -> str:
    """Code of the refusal, or "read"; anything else that happens is a failure."""
    raw = RawPage(
        name=path.name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=media_type_of(path.suffix) or "application/octet-stream",
        sidecar=Metadata(),
    )
    try:
        document = pool.read(raw, ())
    except DocumentError as error:
        line = str(error)
        return f"{error.code}: {line}" if error.code and line and "\n" not in line else f"crashed: {line!r}"
    assert document.text.strip()
    assert unicodedata.is_normalized("NFC", document.text)
    assert all(region.end <= len(document.text) for region in document.regions)
    return "read"


def damaged(data: st.DataObject, media_type: str) -> tuple[bytes, Path]:
    path = data.draw(st.sampled_from(SAMPLES[media_type]))
    donor = data.draw(st.sampled_from([sample for samples in SAMPLES.values() for sample in samples]))
    edits: list[Edit] = data.draw(EDITS)
    return damage(path.read_bytes(), edits, donor=donor.read_bytes(), inside=data.draw(st.booleans())), path


def test_every_format_but_converted_ones_has_samples() -> None:
    assert set(SAMPLES) == {format_.media_type for format_ in FORMATS if format_.prepare is None}


@pytest.mark.parametrize("media_type", sorted(SAMPLES))
@settings(max_examples=SHORT, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_damaged_documents_are_read_or_refused(pool: ReaderPool, media_type: str, data: st.DataObject) -> None:
    outcome(pool, *damaged(data, media_type))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_once_is_refused_by_name(pool: ReaderPool, path: Path) -> None:
    assert outcome(pool, path.read_bytes(), path).partition(":")[0] not in UNNAMED


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("media_type", sorted(SAMPLES))
@settings(max_examples=LONG, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_readers_name_every_refusal(
    pool: ReaderPool, media_type: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content, path = damaged(data, media_type)
    said = outcome(pool, content, path)
    if said.partition(":")[0] in UNNAMED:
        kept = tmp_path_factory.getbasetemp() / f"{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}"
        kept.write_bytes(content)
        pytest.fail(f"{path.name} -> {said}; kept as {kept}")
