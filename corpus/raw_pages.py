"""File on disk -> RawPage: its bytes, their hash, and the sidecar that stands beside it."""

import hashlib
from pathlib import Path

from pydantic import ValidationError

from corpus.files import printable_path
from corpus.readers import media_type_of
from schemas.documents import Metadata, RawPage
from schemas.errors import DocumentError

MAX_BYTES = 20_000_000
MAX_SIDECAR_BYTES = 1_000_000


def load_raw_page(path: Path, *, url: str | None = None) -> RawPage:
    """The file at `path` byte for byte, with the metadata of its sidecar `NAME.meta.json`.

    Args:
        path: A file of a known suffix.
        url: Address it was fetched from; the sidecar's, where it has one, comes first.

    Raises:
        DocumentError: Unreadable, larger than 20 MB ("too_large", before it is read), unknown suffix, or a sidecar
            that is not a JSON object of the known fields ("sidecar").
    """
    name = printable_path(Path(path.name))
    media_type = media_type_of(path.suffix)
    if media_type is None:
        raise DocumentError("không đọc được loại tệp này", path=name, code="unknown_suffix")
    content = _read_limited(path, limit=MAX_BYTES)
    sidecar = load_sidecar(path)
    if sidecar.url is None and url is not None:
        sidecar = sidecar.model_copy(update={"url": url})
    digest = hashlib.sha256(content).hexdigest()
    return RawPage(name=name, content=content, sha256=digest, media_type=media_type, sidecar=sidecar)


def load_sidecar(path: Path) -> Metadata:
    """What `NAME.meta.json` beside `path` states; empty where there is none.

    Raises:
        DocumentError: The sidecar is there but broken; the message names it and what to do.
    """
    sidecar = path.with_name(path.stem + ".meta.json")
    if not sidecar.exists():
        return Metadata()
    try:
        return Metadata.model_validate_json(_read_limited(sidecar, limit=MAX_SIDECAR_BYTES))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "JSON"
        message = (
            f"sidecar {printable_path(Path(sidecar.name))} sai ở {where} ({first['msg']}); hãy sửa hoặc xoá tệp này"
        )
        raise DocumentError(message, path=printable_path(path), code="sidecar") from error


def _read_limited(path: Path, *, limit: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > limit:
            message = f"tệp lớn {size // 1_000_000} MB, giới hạn là {limit // 1_000_000} MB; hãy tách tệp"
            raise DocumentError(message, path=printable_path(path), code="too_large")
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        message = f"không mở được tệp ({error.strerror}); hãy kiểm tra quyền đọc"
        raise DocumentError(message, path=printable_path(path), code="unreadable") from error
    if len(content) > limit:
        raise DocumentError(
            f"tệp lớn hơn {limit // 1_000_000} MB; hãy tách tệp", path=printable_path(path), code="too_large"
        )
    return content
