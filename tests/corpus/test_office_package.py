import hashlib
import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import document_xml, package, paragraph, word_file, zipped

from corpus.raw_pages import load_raw_page
from corpus.readers import find_format, read_document
from corpus.readers.docx import MEDIA_TYPE
from corpus.readers.office_package import MAX_ENTRIES, as_int, open_package, part_names
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError

GOOD = word_file(paragraph("Có 12 xã"))


def read(content: bytes, *, media_type: str = MEDIA_TYPE) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name="a.docx", content=content, sha256=digest, media_type=media_type, sidecar=Metadata())
    return read_document(raw, ())


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as error:
        read(content)
    assert "\n" not in str(error.value)
    return error.value.code


def test_a_part_that_inflates_beyond_measure_is_not_inflated() -> None:
    bomb = package(document_xml(paragraph("x" + " " * 50_000_000)), {})
    assert len(bomb) < 200_000
    assert refusal(bomb) == "too_large"


def test_a_part_that_lies_about_its_size_stops_at_what_it_stated() -> None:
    content = bytearray(package(document_xml(paragraph("x" + " " * 50_000_000)), {}))
    name = b"word/document.xml"
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(name))
    content[at + 24 : at + 28] = struct.pack("<I", 900)
    assert refusal(bytes(content)) in {"truncated", "malformed"}


def test_many_parts_together_are_limited() -> None:
    noise = bytes(zlib.crc32(bytes([i % 256, i // 256])) % 256 for i in range(60_000)) * 600
    big = {f"word/{name}.xml": noise for name in ("styles", "numbering")}
    content = package(document_xml(paragraph("x")), {"styles": "<a/>", "numbering": "<a/>"}, big)
    assert refusal(content) in {"too_large", "malformed"}


def test_too_many_entries_are_refused_before_they_are_listed() -> None:
    content = zipped({f"word/{at}.xml": "" for at in range(MAX_ENTRIES + 1)})
    assert part_names(content) == frozenset()
    with pytest.raises(DocumentError) as error:
        open_package(content, path="a")
    assert error.value.code == "too_large"


def test_archives_inside_are_not_opened() -> None:
    inner = zipped({"x": b"\0" * 5_000_000})
    content = package(document_xml(paragraph("Có 12 xã")), {}, {"word/embeddings/a.xlsx": inner})
    assert read(content).text == "Có 12 xã"


@pytest.mark.parametrize("cut", [1, 30, 400, len(GOOD) - 40])
def test_truncated_files(cut: int) -> None:
    assert refusal(GOOD[:-cut]) == "truncated"


def test_parts_damaged_inside() -> None:
    at = GOOD.find(b"word/document.xml") + 60
    assert refusal(GOOD[:at] + bytes(byte ^ 0x55 for byte in GOOD[at : at + 40]) + GOOD[at + 40 :]) == "truncated"


def test_encrypted_entries() -> None:
    content = bytearray(GOOD)
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"word/document.xml"))
    content[at + 8] |= 1
    assert refusal(bytes(content)) == "encrypted"


def test_unusual_compression_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", document_xml(paragraph("Có 12 xã")))
    assert refusal(target.getvalue()) == "malformed"


def test_remote_templates_and_pictures_are_never_asked_for() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://x/footnotes" Target="http://127.0.0.1:9/f.xml" TargetMode="External"/>'
        '<Relationship Id="rId2" Type="http://x/styles" Target="../../../etc/passwd"/>'
        '<Relationship Id="rId3" Type="http://x/numbering" Target="file:///etc/passwd"/></Relationships>'
    )
    content = package(document_xml(paragraph("Có 12 xã")), {}, {"word/_rels/document.xml.rels": relations.encode()})
    assert read(content).text == "Có 12 xã"


def test_macros_and_unknown_parts_are_ignored() -> None:
    content = package(document_xml(paragraph("Có 12 xã")), {}, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub X"})
    assert read(content).text == "Có 12 xã"


def test_names_in_other_case_and_with_other_slashes() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {info.filename.upper().replace("/", "\\"): archive.read(info) for info in archive.infolist()}
    assert read(zipped(parts)).text == "Có 12 xã"


def test_a_main_part_of_another_name() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    assert read(zipped(parts)).text == "Có 12 xã"


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".csv", ".doc", ".txt"])
def test_content_decides_not_the_suffix(suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("wrong") / f"a{suffix}"
    path.write_bytes(GOOD)
    assert read_document(load_raw_page(path), ()).text == "Có 12 xã"


def test_other_archives_are_no_office_files() -> None:
    assert find_format(zipped({"ppt/presentation.xml": "<a/>"}), media_type=None) is None
    assert refusal(zipped({"a.txt": "x"})) == "malformed"


@pytest.mark.parametrize(
    ("value", "expected"), [("12", 12), ("-3", -3), ("", 7), (None, 7), ("x", 7), ("9" * 13, 7), ("1" * 5_000, 7)]
)
def test_stated_integers(value: str | None, expected: int) -> None:
    assert as_int(value, 7) == expected


@pytest.mark.parametrize("piece", [b"", b"\0", b"\xff" * 4])
def test_damaged_lists_of_parts_are_refused_or_read(piece: bytes) -> None:
    for at in range(GOOD.find(b"PK\x01\x02"), len(GOOD), 3):
        try:
            text = read(GOOD[:at] + piece + GOOD[at + 1 :]).text
        except DocumentError:
            continue
        assert text == "Có 12 xã"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD)), st.binary(max_size=6), st.integers(0, 20)), min_size=1, max_size=5)
)
def test_damaged_containers_are_read_or_refused(changes: list[tuple[int, bytes, int]]) -> None:
    content = GOOD
    for at, piece, cut in changes:
        content = content[:at] + piece + content[at + cut :]
    try:
        document = read(content)
    except DocumentError:
        return
    assert document.text.strip()
