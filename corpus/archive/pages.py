"""The archive on disk -> one page by its place, or all visits in order, without any store."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from pydantic import Field

from corpus.archive.members import StoredRecord, matches_digest, open_warc
from corpus.archive.payloads import Payload, decode_payload, join_chunks, parse_payload
from corpus.archive.visits import MAX_BODY, find_visit, first_line, is_own
from schemas.crawling import ArchivePlace, FurtherPage, Kind, Visit
from schemas.documents import Sha256
from schemas.errors import DocumentError, ParseError
from schemas.issues import Issue
from schemas.record import Record

SUFFIXES = (".warc.gz", ".warc")


class ArchivedPage(Record):
    """A page as its server gave it, out of the archive; `body` has no transfer or content encoding any more.

    `further` are the pages on which the article goes on, as the crawl that archived it found them.
    """

    url: str
    final_url: str
    source_id: str
    kind: Kind
    retrieved_at: datetime
    http_status: int
    media_type: str | None
    charset: str | None
    body: bytes = Field(repr=False)
    sha256: Sha256
    further: tuple[FurtherPage, ...] = ()


def read_page(root: Path, place: ArchivePlace) -> ArchivedPage:
    """The page archived at `place`, its body checked against its hash.

    Raises:
        DocumentError: Code "archive": no such file or record, damage, or a record without a body (a revisit).
    """
    path = _resolve(root, place.file)
    with open_warc(path, name=place.file) as file:
        record = file.read(place.offset)
    visit = find_visit(record, source_id=path.parent.name, file=place.file)
    if visit is None or record.type != "response" or visit.http_status is None:
        raise _error(place, "không phải bản ghi có nội dung trang")
    if record.length != place.length or not record.is_kept:
        raise _error(place, "bản ghi dài khác với điều kho dữ liệu đã ghi")
    payload = parse_payload(record.block)
    body = _checked_body(record, payload, place)
    sha256 = hashlib.sha256(body).hexdigest()
    if visit.sha256 not in (None, sha256):
        raise _error(place, "nội dung không khớp mã băm đã ghi")
    return ArchivedPage(
        url=visit.url,
        final_url=visit.final_url,
        source_id=visit.source_id,
        kind=visit.kind,
        retrieved_at=visit.retrieved_at,
        http_status=visit.http_status,
        media_type=visit.media_type,
        charset=payload.charset,
        body=body,
        sha256=sha256,
        further=visit.further,
    )


def iter_archive(root: Path, source_ids: Collection[str] | None = None) -> Iterator[Visit | Issue]:
    """Every visit that is archived below `root`, one source after the other, each in order of time.

    Files of a source are taken by the time of their first answer. A damaged record or file is an issue in the place
    where it stands, and reading goes on behind it. No more than one record is held in memory.

    Args:
        root: The folder with one folder a source; a file of another crawler may lie there too.
        source_ids: Whose files; None is everyone's.
    """
    folders = sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else []
    for folder in folders:
        if source_ids is None or folder.name in source_ids:
            for path in sorted(_find_files(folder), key=_file_order):
                yield from iter_file(path, name=f"{folder.name}/{path.name}")


def iter_file(path: Path, *, name: str) -> Iterator[Visit | Issue]:
    """Every visit in the WARC file at `path`, whoever wrote it, in its order; damage is an issue where it stands.

    Args:
        path: A file on disk; its folder's name is the source of pages that state none.
        name: How places and messages call the file.
    """
    try:
        with open_warc(path, name=name) as file:
            for record in file.records():
                if isinstance(record, DocumentError):
                    yield damage_issue(record)
                    continue
                try:
                    visit = find_visit(record, source_id=path.parent.name, file=name)
                except DocumentError as error:
                    yield damage_issue(error)
                else:
                    if visit is not None:
                        yield visit
    except DocumentError as error:
        yield damage_issue(error)


def damage_issue(error: DocumentError) -> Issue:
    """`error` as a remark that a person must look at."""
    return Issue(level="WARNING", code="archive_damaged", subject=error.path, message=error.args[0])


def _find_files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(SUFFIXES) and not path.name.startswith(".")]


def _file_order(path: Path) -> tuple[str, str]:
    """When the first answer of the file came; a description before it may be younger, as of a copied file."""
    try:
        with open_warc(path, name=path.name) as file:
            answers = (
                record.fields.get("warc-date", "")
                for record in file.records(keep=0)
                if isinstance(record, StoredRecord) and record.type != "warcinfo"
            )
            return next(answers, ""), path.name
    except DocumentError:
        return "", path.name


def _resolve(root: Path, name: str) -> Path:
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        raise DocumentError("tệp nằm ngoài thư mục kho; hãy kiểm tra kho dữ liệu", path=name, code="archive")
    return path


def _checked_body(record: StoredRecord, payload: Payload, place: ArchivePlace) -> bytes:
    """The decoded body. Crawlers differ on whether the payload's digest is taken before or after the chunks are joined.

    Where a block digest is stated it has been checked already, and covers everything.
    """
    try:
        stated = record.fields.get("warc-payload-digest")
        if stated and (is_own(record) or "warc-block-digest" not in record.fields):
            body = decode_payload(payload, limit=MAX_BODY)
            if not matches_digest(stated, payload.raw, join_chunks(payload.raw), body):
                raise _error(place, "nội dung không khớp mã băm của bản ghi")
            return body
        return decode_payload(payload, limit=MAX_BODY)
    except ParseError as error:
        raise _error(place, first_line(error)) from error


def _error(place: ArchivePlace, reason: str) -> DocumentError:
    message = f"bản ghi WARC ở byte {place.offset}: {reason}; hãy tải lại trang này"
    return DocumentError(message, path=place.file, code="archive")
