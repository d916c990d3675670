import base64
import contextlib
import gzip
import hashlib
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.archive.archive import open_archive
from corpus.archive.pages import iter_archive, read_page
from schemas.crawling import ArchivePlace, Visit
from schemas.errors import DocumentError
from schemas.issues import Issue

PAGE = "<html><p>Xã Minh Khai có 212 đảng viên.</p></html>".encode()
DATE = "2024-05-06T07:08:09Z"


def chunked(body: bytes, size: int = 20) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x;x=1\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def write_foreign(path: Path, *pages: tuple[str, str, dict[str, str], bytes], compressed: bool = True) -> None:
    """A file as other crawlers write it, by warcio's own writer: (address, status line, fields, body as sent)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compressed, warc_version="1.0")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "khác"}))
        for url, status, fields, body in pages:
            head = StatusAndHeaders(status, list(fields.items()), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(body), length=len(body), http_headers=head,
                    warc_headers_dict={"WARC-Date": DATE},
                )
            )  # fmt: skip


HTML = {"Content-Type": 'Text/HTML; Charset="UTF-8"'}
ENCODINGS = {
    "plain": ({}, PAGE),
    "chunks": ({"Transfer-Encoding": "chunked"}, chunked(PAGE)),
    "gzip": ({"Content-Encoding": "gzip"}, gzip.compress(PAGE, mtime=0)),
    "gzip in chunks": (
        {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"},
        chunked(gzip.compress(PAGE, mtime=0)),
    ),
    "deflate": ({"Content-Encoding": "deflate"}, zlib.compress(PAGE)),
    "brotli": ({"Content-Encoding": "br"}, brotli.compress(PAGE)),
    "field left behind": ({"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}, PAGE),
}


@pytest.mark.parametrize("compressed", [True, False], ids=["warc.gz", "warc"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_files_of_other_crawlers_are_read(tmp_path, encoding, compressed):
    fields, body = ENCODINGS[encoding]
    name = "other.warc.gz" if compressed else "other.warc"
    page = ("https://baomau.vn/a.html", "200 OK", HTML | fields | {"ETag": '"7"'}, body)
    write_foreign(tmp_path / "bao-mau" / name, page, page, compressed=compressed)
    first, second = iter_archive(tmp_path)
    assert first == Visit(
        url="https://baomau.vn/a.html", final_url="https://baomau.vn/a.html", source_id="bao-mau", kind="article",
        status="fetched", http_status=200, media_type="text/html", etag='"7"', place=first.place,
        sha256=hashlib.sha256(PAGE).hexdigest(), retrieved_at=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
    )  # fmt: skip
    for visit in (first, second):
        page = read_page(tmp_path, visit.place)
        assert (page.body, page.sha256, page.charset) == (PAGE, visit.sha256, "utf-8")


def test_what_other_crawlers_saw_is_told_apart(tmp_path):
    xml = {"Content-Type": "application/rss+xml"}
    write_foreign(
        tmp_path / "bao-mau" / "other.warc.gz",
        ("https://baomau.vn/rss", "200 OK", xml, b"<rss/>"),
        ("https://baomau.vn/robots.txt", "200 OK", {"Content-Type": "text/plain"}, b"User-agent: *"),
        ("https://baomau.vn/cu.html", "404 Not Found", HTML, b"none"),
        ("https://baomau.vn/loi.html", "502 Bad Gateway", HTML, b""),
        ("https://baomau.vn/chuyen", "301 Moved", HTML | {"Location": "/moi"}, b""),
        ("https://baomau.vn/anh.jpg", "200 OK", {"Content-Type": "image/jpeg"}, b"\xff\xd8"),
        ("https://baomau.vn/x.pdf", "200 OK", {"Content-Type": "application/pdf"}, b"%PDF"),
    )
    found = [(visit.url[18:], visit.kind, visit.status, visit.reason) for visit in iter_archive(tmp_path)]
    assert found == [
        ("rss", "discovery", "fetched", None),
        ("robots.txt", "robots", "fetched", None),
        ("cu.html", "article", "gone", None),
        ("loi.html", "article", "failed", "server_error"),
        ("x.pdf", "article", "fetched", None),
    ]


def test_a_body_that_cannot_be_decoded_is_an_issue_and_the_rest_goes_on(tmp_path):
    bomb = gzip.compress(bytes(60_000_000), mtime=0)
    write_foreign(
        tmp_path / "bao-mau" / "other.warc",
        ("https://baomau.vn/1", "200 OK", HTML | {"Content-Encoding": "gzip"}, bomb),
        ("https://baomau.vn/2", "200 OK", HTML | {"Content-Encoding": "zstd"}, PAGE),
        ("https://baomau.vn/3", "200 OK", HTML | {"Content-Encoding": "gzip"}, gzip.compress(PAGE, mtime=0)[:-9]),
        ("https://baomau.vn/4", "200 OK", HTML, PAGE),
        compressed=False,
    )
    *issues, visit = iter_archive(tmp_path)
    assert visit.url.endswith("4")
    assert all(isinstance(issue, Issue) and issue.subject == "bao-mau/other.warc" for issue in issues)
    reasons = ["phình quá 50 MB", "zstd", "bị cụt"]
    assert [reason in issue.message for issue, reason in zip(issues, reasons, strict=True)] == [True] * 3


def test_files_that_are_no_archive_are_an_issue_each(filled, tmp_path):
    root, _ = filled
    folder = root / "bao-mau"
    (folder / "a-empty.warc.gz").write_bytes(b"")
    (folder / "b-text.warc").write_text("Đây không phải tệp WARC\n" * 5_000)
    (folder / "c-whole.warc.gz").write_bytes(
        gzip.compress(b"".join(gzip.decompress(f.read_bytes()) for f in folder.glob("bao*")), mtime=0)
    )
    (folder / "notes.txt").write_text("bỏ qua")
    found = list(iter_archive(root))
    assert [item.url[-1] for item in found if isinstance(item, Visit)] == list("01234")
    issues = {item.subject: item.message for item in found if isinstance(item, Issue)}
    assert set(issues) == {"bao-mau/b-text.warc", "bao-mau/c-whole.warc.gz"}
    assert "không phải bản ghi WARC" in issues["bao-mau/b-text.warc"]
    assert "warcio recompress" in issues["bao-mau/c-whole.warc.gz"]


def test_sources_and_files_come_in_order(tmp_path, make_answer):
    for source_id, n in [("bao-b", 0), ("bao-a", 1)]:
        with open_archive(tmp_path, source_id, known={}) as archive:
            archive.append(make_answer(n), kind="article")
    # Named so as to sort behind, but older.
    write_foreign(tmp_path / "bao-b" / "z.warc.gz", ("https://baomau.vn/9", "200 OK", HTML, PAGE))
    assert [(visit.source_id, visit.url[-1]) for visit in iter_archive(tmp_path)] == [
        ("bao-a", "1"), ("bao-b", "9"), ("bao-b", "0"),
    ]  # fmt: skip
    assert [visit.source_id for visit in iter_archive(tmp_path, ["bao-a", "bao-x"])] == ["bao-a"]
    assert list(iter_archive(tmp_path / "none")) == []


def test_every_changed_byte_of_a_record_is_noticed(filled):
    root, places = filled
    place = places[2]
    file = root / place.file
    whole = file.read_bytes()
    expected = read_page(root, place)
    unnoticed = []
    for position in range(place.offset, place.offset + place.length):
        content = bytearray(whole)
        content[position] ^= 0x55
        file.write_bytes(content)
        with contextlib.suppress(DocumentError):
            unnoticed.append((position - place.offset, read_page(root, place)))
    # Flags, time and system in the gzip head (bytes 3 to 9) are no part of the content.
    assert all(position in range(3, 10) and page == expected for position, page in unnoticed)


@pytest.mark.parametrize(
    "changes",
    [
        {"offset": 3}, {"offset": 10_000_000}, {"length": 5}, {"offset": 0},
        {"file": "bao-mau/none.warc.gz"}, {"file": "bao-mau"},
    ],
    ids=["inside", "behind-the-end", "length", "warcinfo", "no-file", "folder"],
)  # fmt: skip
def test_a_wrong_place_is_one_clear_line(filled, changes):
    root, places = filled
    with pytest.raises(DocumentError) as caught:
        read_page(root, places[1].model_copy(update=changes))
    assert caught.value.code == "archive"
    assert "\n" not in str(caught.value)


def test_nothing_outside_the_archive_is_read(filled):
    root, places = filled
    (root / "other").mkdir()
    with pytest.raises(DocumentError, match="nằm ngoài thư mục kho"):
        read_page(root / "other", places[1].model_copy(update={"file": f"../{places[1].file}"}))


def test_a_revisit_has_no_body_to_read(tmp_path, make_answer):
    with open_archive(tmp_path, "bao-mau", known={}) as archive:
        place = archive.append(make_answer(1, status="unchanged"), kind="article")
    with pytest.raises(DocumentError, match="không phải bản ghi có nội dung trang"):
        read_page(tmp_path, place)


@pytest.mark.parametrize("encoding", ["hex", "base32", "base64"])
@pytest.mark.parametrize("covers", ["raw", "joined", "decoded", "nothing"])
def test_payload_digests_of_all_habits(tmp_path, covers, encoding):
    body = chunked(gzip.compress(PAGE, mtime=0))
    covered = {"raw": body, "joined": gzip.compress(PAGE, mtime=0), "decoded": PAGE, "nothing": b"?"}[covers]
    digest = hashlib.sha1(covered).digest()
    written = {
        "hex": digest.hex(),
        "base32": base64.b32encode(digest).decode(),
        "base64": base64.b64encode(digest).decode(),
    }
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    record = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://baomau.vn/>\r\nWARC-Date: {DATE}\r\n"
        f"WARC-Payload-Digest: sha1:{written[encoding]}\r\nContent-Length: {len(head + body)}\r\n\r\n"
    ).encode() + head + body + b"\r\n\r\n"  # fmt: skip
    (tmp_path / "bao-mau").mkdir()
    (tmp_path / "bao-mau" / "x.warc").write_bytes(record)
    place = ArchivePlace(file="bao-mau/x.warc", offset=0, length=len(record) - 4)
    if covers == "nothing":
        with pytest.raises(DocumentError, match="không khớp mã băm"):
            read_page(tmp_path, place)
    else:
        assert read_page(tmp_path, place).body == PAGE
