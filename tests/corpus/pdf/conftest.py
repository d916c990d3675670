"""PDFs written byte by byte, so that each test says what is in its file."""

import hashlib
from collections.abc import Callable, Sequence

import pytest

from corpus.readers import read_document
from schemas.documents import Document, Metadata, RawPage

WritePdf = Callable[..., bytes]
ReadPdf = Callable[..., Document]


def _write_pdf(
    contents: Sequence[str], *, page: str = "", trailer: str = "", objects: Sequence[str] = (), font: str | None = None
) -> bytes:
    """A PDF with one page for each content stream, in Helvetica; more `objects` have numbers from 100."""
    font = font or "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(contents)))
    bodies = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>", 3: font}
    for n, content in enumerate(contents):
        bodies[10 + 2 * n] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {11 + 2 * n} 0 R {page}>>"
        )
        bodies[11 + 2 * n] = f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream"
    bodies |= {100_000 + n: body for n, body in enumerate(objects)}
    out, places = b"%PDF-1.4\n", {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010d} 00000 n \n".encode()
    size = max(bodies) + 1
    return out + f"trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()


def _read(content: bytes) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name="a.pdf", content=content, sha256=digest, media_type="application/pdf", sidecar=Metadata())
    return read_document(raw, ())


@pytest.fixture(scope="session")
def write_pdf() -> WritePdf:
    return _write_pdf


@pytest.fixture(scope="session")
def read_pdf() -> ReadPdf:
    return _read
