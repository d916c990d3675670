"""File on disk -> RawPage: its bytes, their hash, and the sidecar that stands beside it."""

import hashlib
from codecs import BOM_UTF8
from io import BufferedReader
from pathlib import Path

from pydantic import ValidationError

from corpus.files import printable_path
from corpus.readers import FORMATS, find_format, media_type_of
from corpus.readers.format import MAX_BYTES
from corpus.readers.signatures import find_kind
from schemas.documents import Metadata, RawPage
from schemas.errors import DocumentError
from schemas.issues import Issue

MAX_SIDECAR_BYTES = 1_000_000
HEAD_BYTES = 65_536
LARGEST = max(format_.max_bytes for format_ in FORMATS)
SAYS_NOTHING = "application/octet-stream"


def load_raw_page(path: Path, *, url: str | None = None) -> RawPage:
    """The file at `path` byte for byte, with the metadata of its sidecar `NAME.meta.json`.

    Args:
        path: A file of any suffix: its media type is what its content shows, and only where that shows nothing,
            what the suffix says.
        url: Address it was fetched from; the sidecar's, where it has one, comes first.

    Raises:
        DocumentError: Unreadable, larger than its format allows ("too_large", before the rest of it is read), or a
            sidecar that is not a JSON object of the known fields ("sidecar").
    """
    name = printable_path(Path(path.name))
    content = _read_file(path)
    sidecar = load_sidecar(path)
    if sidecar.url is None and url is not None:
        sidecar = sidecar.model_copy(update={"url": url})
    digest = hashlib.sha256(content).hexdigest()
    media_type = _find_media_type(content, suffix=path.suffix, path=path)
    return RawPage(name=name, content=content, sha256=digest, media_type=media_type, sidecar=sidecar)


def check_suffix(raw: RawPage, path: Path) -> Issue | None:
    """A remark about `path` where its suffix says another format than the content, which is how `raw` is read."""
    suffix = path.suffix
    stated = media_type_of(suffix)
    if stated is None or stated == raw.media_type:
        return None
    kind = find_kind(raw.content)
    name = kind.name if kind else "văn bản thường"
    message = f"đuôi {suffix} nhưng nội dung là {name}; tệp được đọc theo nội dung"
    return Issue(level="INFO", code="wrong_suffix", subject=printable_path(path), message=message)


def load_sidecar(path: Path) -> Metadata:
    """What `NAME.meta.json` beside `path` states; empty where there is none.

    Raises:
        DocumentError: The sidecar is there but broken; the message names it and what to do.
    """
    sidecar = path.with_name(path.stem + ".meta.json")
    if not (sidecar.exists() or sidecar.is_symlink()):
        return Metadata()
    name = printable_path(Path(sidecar.name))
    try:
        return Metadata.model_validate_json(_read_sidecar(sidecar).removeprefix(BOM_UTF8))
    except DocumentError as error:
        raise DocumentError(f"sidecar {name}: {error.args[0]}", path=printable_path(path), code=error.code) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "JSON"
        message = f"sidecar {name} sai ở {where} ({first['msg']}); hãy sửa hoặc xoá tệp này"
        raise DocumentError(message, path=printable_path(path), code="sidecar") from error


def _find_media_type(content: bytes, *, suffix: str, path: Path) -> str:
    stated = media_type_of(suffix)
    format_ = find_format(content, media_type=stated)
    if format_ is not None:
        _refuse_large(len(content), limit=format_.max_bytes, path=path)
        return format_.media_type
    kind = find_kind(content)
    return kind.media_type if kind else stated or SAYS_NOTHING


def _read_file(path: Path) -> bytes:
    """All of the file, if it is no larger than the format that its head shows allows."""
    _refuse_pipe(path)
    try:
        with path.open("rb") as file:
            _refuse_large(path.stat().st_size, limit=LARGEST, path=path)
            limit = _size_limit(file.read(HEAD_BYTES), path.suffix)
            file.seek(0)
            return _read_limited(file, path, limit=limit)
    except OSError as error:
        raise _unreadable(path, error) from error


def _refuse_pipe(path: Path) -> None:
    """Refuse a pipe or device, which would be waited for without end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        message = "không phải tệp thường (ống, thiết bị); hãy chép ra tệp"
        raise DocumentError(message, path=printable_path(path), code="unreadable")


def _read_sidecar(path: Path) -> bytes:
    _refuse_pipe(path)
    try:
        with path.open("rb") as file:
            return _read_limited(file, path, limit=MAX_SIDECAR_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from error


def _size_limit(head: bytes, suffix: str) -> int:
    """Largest size of the format that `head` shows; a ZIP, whose parts are listed at its end, goes by its suffix."""
    stated = media_type_of(suffix)
    format_ = find_format(head, media_type=stated)
    if format_ is None and head.startswith(b"PK"):
        format_ = next((format_ for format_ in FORMATS if format_.media_type == stated), None)
    return format_.max_bytes if format_ else MAX_BYTES


def _read_limited(file: BufferedReader, path: Path, *, limit: int) -> bytes:
    _refuse_large(path.stat().st_size, limit=limit, path=path)
    content = file.read(limit + 1)
    _refuse_large(len(content), limit=limit, path=path)
    return content


def _refuse_large(size: int, *, limit: int, path: Path) -> None:
    if size > limit:
        message = f"tệp lớn {size // 1_000_000} MB, giới hạn là {limit // 1_000_000} MB; hãy tách tệp"
        raise DocumentError(message, path=printable_path(path), code="too_large")


def _unreadable(path: Path, error: OSError) -> DocumentError:
    message = f"không mở được tệp ({error.strerror}); hãy kiểm tra quyền đọc"
    return DocumentError(message, path=printable_path(path), code="unreadable")
