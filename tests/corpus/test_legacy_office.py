import hashlib
import os
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
from office_files import (
    cell,
    centred,
    field,
    item,
    note,
    notes,
    paragraph,
    row,
    run,
    table,
    word_file,
    zipped,
)

from corpus.readers import legacy_office, read_document
from corpus.readers.legacy_office import OLE, OldKind, convert, convert_page, find_old_kind, find_program, is_encrypted
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError

needs_libreoffice = pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")
RTF = rb"{\rtf1\ansi Huy\u7879?n c\u243? 12 x\u227? v\u224? 325 h\u7897? ngh\u232?o.\par}"
WORD_MEDIA = "application/msword"


def page(content: bytes, *, media_type: str = WORD_MEDIA) -> RawPage:
    digest = hashlib.sha256(content).hexdigest()
    return RawPage(name="a.doc", content=content, sha256=digest, media_type=media_type, sidecar=Metadata())


def read(content: bytes, *, media_type: str = WORD_MEDIA) -> Document:
    return read_document(page(content, media_type=media_type), ())


def container(*streams: str, word_flags: int = 0) -> bytes:
    """The head of an old container with directory entries of these names, as far as readers look at it."""
    first = bytearray(512)
    first[:2], first[10:12] = b"\xec\xa5", word_flags.to_bytes(2, "little")
    entries = b"".join((name.encode("utf-16-le") + b"\0\0").ljust(128, b"\0") for name in streams)
    return OLE.ljust(512, b"\0") + bytes(first) + entries


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (RTF, OldKind(".rtf", "docx")),
        (b"\xef\xbb\xbf\r\n" + RTF, OldKind(".rtf", "docx")),
        (container("WordDocument"), OldKind(".doc", "docx")),
        (container("Workbook"), OldKind(".xls", "xlsx")),
        (container("Book"), OldKind(".xls", "xlsx")),
        (container("PowerPoint Document"), None),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            OldKind(".odt", "docx"),
        ),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
            OldKind(".ods", "xlsx"),
        ),
        (zipped({"mimetype": "application/epub+zip", "content.xml": "<a/>"}), None),
        (zipped({"xl/workbook.bin": b"\x83"}), OldKind(".xlsb", "xlsx")),
        (b"Word cu", None),
        (b"", None),
    ],
)
def test_old_kinds_by_their_bytes(content: bytes, expected: OldKind | None) -> None:
    assert find_old_kind(content) == expected


def test_without_libreoffice_one_line_says_what_to_install() -> None:
    with pytest.raises(DocumentError) as error:
        convert(RTF, OldKind(".rtf", "docx"), path="a.rtf", find=lambda: None)
    assert error.value.code == "no_converter"
    assert "libreoffice-writer" in str(error.value)
    assert "\n" not in str(error.value)


def test_the_whole_way_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(legacy_office, "PLACES", ())
    with pytest.raises(DocumentError) as error:
        read(RTF)
    assert error.value.code == "no_converter"


@pytest.mark.parametrize(
    "content", [container("EncryptedPackage", "EncryptionInfo"), container("WordDocument", word_flags=0x0100)]
)
def test_encrypted_files_are_named_so(content: bytes) -> None:
    assert is_encrypted(content)
    with pytest.raises(DocumentError) as error:
        read(content, media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    assert error.value.code == "encrypted"


def test_what_is_no_old_file_is_refused() -> None:
    with pytest.raises(DocumentError) as error:
        convert_page(page(b"Word cu"))
    assert error.value.code == "malformed"


def program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_converter_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "child"
    hanging = program(tmp_path, f"sh -c 'echo $$ > {mark}; sleep 300' &\nsleep 300")
    start = time.monotonic()
    with pytest.raises(DocumentError) as error:
        convert(RTF, OldKind(".rtf", "docx"), path="a.rtf", seconds=1.5, find=lambda: hanging)
    assert error.value.code == "timeout"
    assert time.monotonic() - start < 30
    child = int(mark.read_text(encoding="ascii"))
    assert _is_gone(child)


def test_children_that_outlive_their_converter_are_killed(tmp_path: Path) -> None:
    mark = tmp_path / "child"
    leaving = program(tmp_path, f"sh -c 'echo $$ > {mark}; sleep 300' &\nwhile [ ! -s {mark} ]; do sleep 0.05; done")
    with pytest.raises(DocumentError) as error:
        convert(RTF, OldKind(".rtf", "docx"), path="a.rtf", seconds=30, find=lambda: leaving)
    assert error.value.code == "malformed"
    assert _is_gone(int(mark.read_text(encoding="ascii")))


def test_the_converter_gets_limits_a_folder_and_a_way_to_nowhere(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    printing = program(tmp_path, f'sleep 0.3; {{ pwd; ulimit -v; ulimit -f; env; echo "$@"; }} > {seen}')
    with pytest.raises(DocumentError):
        convert(RTF, OldKind(".rtf", "docx"), path="a.rtf", seconds=30, find=lambda: printing)
    said = seen.read_text(encoding="utf-8")
    folder, memory = said.split("\n")[:2]
    assert not Path(folder).exists()
    assert f"-env:UserInstallation=file://{folder}/profile" in said
    assert f"HOME={folder}" in said
    assert "http_proxy=http://127.0.0.1:9" in said
    assert memory == "unlimited" or int(memory) * 1024 <= legacy_office.MAX_MEMORY
    assert not any(name in said for name in ("SOLIEU_", "PREFECT_", "PYTEST_"))


def _is_gone(process_id: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process_id, 0)
            state = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


HEAD = (cell("HUYỆN ỦY BA BỂ", "Số 12-BC/HU"), cell("ĐẢNG CỘNG SẢN VIỆT NAM", "Ba Bể, ngày 5 tháng 10 năm 2018"))
REPORT = word_file(
    table(row(*HEAD)),
    centred("BÁO CÁO"), centred("kết quả năm 2018"), item("Kết quả", 0), item("Kết nạp", 1),
    item("Toàn huyện kết nạp 125 đảng viên.", 2), item("Nữ 45.", 2),
    paragraph(run("Có 325 đảng viên") + note(1) + run(", trang ") + field("PAGE", "9")),
    table(
        row(cell("STT", merge="restart"), cell("Xã", merge="restart"), cell("Kết nạp", span=2)),
        row(cell(merge="continue"), cell(merge="continue"), "Tổng", "Nữ"),
        row("1", "A", "12", "5"), row("2", "B", "8", "3"),
    ),
    parts={"footnotes": notes("footnote", "Trong đó có 12 dự bị.")},
)  # fmt: skip


@needs_libreoffice
@pytest.mark.timeout(300)
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_old_word_files_read_like_new_ones(suffix: str, tmp_path: Path) -> None:
    old = _made_by_libreoffice(REPORT, "docx", suffix, folder=tmp_path)
    new, document = read(REPORT, media_type="application/vnd.docx"), read(old)
    assert document.text == new.text
    assert (document.title, document.published) == (new.title, new.published)
    assert document.sha256 == hashlib.sha256(old).hexdigest()
    assert [r.is_head for r in document.regions] == [r.is_head for r in new.regions]


@needs_libreoffice
@pytest.mark.timeout(300)
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_old_workbooks_read_like_new_ones(suffix: str, tmp_path: Path) -> None:
    values = "STT;Xã;Kết nạp\n1;A;12\n2;B;7\n".encode()
    old = _made_by_libreoffice(values, "csv", suffix, folder=tmp_path)
    assert read(old, media_type="application/vnd.ms-excel").text.split("\n")[-3:] == [
        "STT | Xã | Kết nạp", "1 | A | 12", "2 | B | 7",
    ]  # fmt: skip


@needs_libreoffice
@pytest.mark.timeout(300)
def test_damaged_old_files_are_refused(tmp_path: Path) -> None:
    old = _made_by_libreoffice(REPORT, "docx", "doc", folder=tmp_path)
    with pytest.raises(DocumentError) as error:
        read(old[:3_000])
    assert error.value.code in {"malformed", "no_text", "binary"}


@needs_libreoffice
@pytest.mark.timeout(300)
def test_links_in_old_files_are_not_followed() -> None:
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()
        listener = threading.Thread(target=_note_callers, args=(server, asked, stop))
        listener.start()
        port = server.getsockname()[1]
        text = read(text_with_a_remote_picture(f"http://127.0.0.1:{port}/a.png")).text
        stop.set()
        listener.join(timeout=10)
    assert text == "Có 12 xã"
    assert asked == []


def text_with_a_remote_picture(address: str) -> bytes:
    """An OpenDocument text for whose picture LibreOffice asks the network unless it is kept from it."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name if name != "draw" else "drawing"}:1.0"'
        for name in ("office", "text", "draw")
    )
    size = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:width="2cm" svg:height="2cm"'
    picture = (
        f'<draw:frame {size} text:anchor-type="as-char"><draw:image xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>'
    )
    kind, manifest = "application/vnd.oasis.opendocument.text", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    body = f"<office:body><office:text><text:p>Có 12 xã {picture}</text:p></office:text></office:body>"
    return zipped(
        {
            "mimetype": kind,
            "content.xml": f'<office:document-content{spaces} office:version="1.2">{body}</office:document-content>',
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}">{entries}</m:manifest>',
        }
    )


def _note_callers(server: socket.socket, asked: list[str], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            connection, address = server.accept()
        except TimeoutError:
            continue
        connection.close()
        asked.append(str(address))


def _made_by_libreoffice(content: bytes, given: str, wanted: str, *, folder: Path) -> bytes:
    """A file of the wanted kind, made by LibreOffice, which now and then ends at its first start with nothing done."""
    source = folder / f"made.{given}"
    source.write_bytes(content)
    program_path = find_program()
    assert program_path is not None
    told = ["--infilter=CSV:59,34,76,1"] if given == "csv" else []
    told += ["--convert-to", wanted, "--outdir", str(folder), str(source)]
    for profile in ("first", "second"):
        words = [program_path, f"-env:UserInstallation={(folder / profile).as_uri()}", "--headless", *told]
        done = subprocess.run(words, check=False, capture_output=True, timeout=200)
        if done.returncode == 0:
            break
    assert done.returncode == 0, done.stderr
    return (folder / f"made.{wanted}").read_bytes()
