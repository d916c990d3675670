"""An open answer -> its body, decoded, within the limits on what comes and on what it expands to."""

import contextlib
from collections.abc import Iterator
from typing import Any

from corpus.fetching.failures import NETWORK_ERRORS, ExchangeError, describe_failure
from corpus.fetching.inflating import CutShortError, InflateError, TooManyMembersError, inflate, read_encoding
from corpus.fetching.limits import Limits
from corpus.fetching.media import find_media_type, is_refused_unread, parse_content_type
from schemas.crawling import FailureReason, Kind

_READ = 64 * 1024
_SUSPICIOUS_SIZE = 4 * 1024 * 1024
_SUSPICIOUS_RATIO = 200
_DRAINED = 64 * 1024


class BodyReader:
    """Reads one body piece by piece; `media_type` is what it is kept as, by its head or its first bytes."""

    def __init__(self, raw: Any, *, url: str, kind: Kind, limits: Limits) -> None:
        self._raw = raw
        self._url = url
        self._kind = kind
        self._limits = limits
        self._came = 0
        self.media_type, self.charset = parse_content_type(raw.headers.get("Content-Type"))

    def read(self) -> bytes:
        """The whole body; of a robots.txt only the beginning, when it is too large.

        Raises:
            ExchangeError: "media_type", "encoding", "too_large", "bomb", "truncated", "timeout" or "empty".
        """
        self._check_head()
        encoding = read_encoding(self._raw.headers.get("Content-Encoding"))
        if encoding is None:
            stated = self._raw.headers.get("Content-Encoding")
            raise self._error("encoding", f"không đọc được kiểu nén {stated!r}")
        limit = self._limits.robots_bytes if self._kind == "robots" else self._limits.max_expanded
        try:
            body = self._collect(inflate(self._pieces(), encoding), limit=limit, compressed=encoding != "identity")
        except CutShortError as error:
            raise self._error("truncated", str(error)) from error
        except TooManyMembersError as error:
            raise self._error("bomb", str(error)) from error
        except InflateError as error:
            raise self._error("encoding", str(error)) from error
        if not body and self._kind != "robots":
            raise self._error("empty", "máy chủ trả lời mà không có nội dung")
        return body

    def _check_head(self) -> None:
        if is_refused_unread(self.media_type, self._kind):
            raise self._error("media_type", f"loại nội dung {self.media_type!r} không được giữ")
        stated = self._raw.headers.get("Content-Length", "")
        if self._kind != "robots" and stated.isdecimal() and int(stated) > self._limits.max_bytes:
            raise self._error("too_large", f"máy chủ báo {int(stated)} byte")

    def _collect(self, pieces: Iterator[bytes], *, limit: int, compressed: bool) -> bytes:
        kept: list[bytes] = []
        size = 0
        for piece in pieces:
            if size == 0 and piece:
                self._check_start(piece)
            kept.append(piece)
            size += len(piece)
            if size > limit and self._kind == "robots":
                return b"".join(kept)[:limit].rpartition(b"\n")[0]
            self._check_size(size, limit=limit, compressed=compressed)
        return b"".join(kept)

    def _check_start(self, piece: bytes) -> None:
        found = find_media_type(self.media_type, piece, kind=self._kind)
        if found is None:
            raise self._error("media_type", f"nội dung không phải loại được giữ (máy chủ ghi {self.media_type!r})")
        self.media_type = found

    def _check_size(self, size: int, *, limit: int, compressed: bool) -> None:
        is_blown_up = size > _SUSPICIOUS_SIZE and size > _SUSPICIOUS_RATIO * self._came
        if compressed and (size > limit or is_blown_up):
            raise self._error("bomb", f"{self._came} byte nén nở ra hơn {size} byte")
        if size > limit:
            raise self._error("too_large", f"hơn {limit} byte")

    def _pieces(self) -> Iterator[bytes]:
        while True:
            try:
                piece = self._raw.read(_READ, decode_content=False)
            except NETWORK_ERRORS as error:
                raise describe_failure(error, url=self._url, reading=True) from error
            if not piece:
                return
            self._came += len(piece)
            if self._came > self._limits.max_bytes:
                raise self._error("too_large", f"hơn {self._limits.max_bytes} byte")
            yield piece

    def _error(self, reason: FailureReason, message: str) -> ExchangeError:
        return ExchangeError(reason, message, url=self._url)


def drain(raw: Any) -> None:
    """Read away a short body that nobody needs, so that the connection can go on."""
    stated = raw.headers.get("Content-Length", "")
    if not stated.isdecimal() or int(stated) > _DRAINED:
        return
    # The head of the answer is what counts; a connection that fails here is dropped.
    with contextlib.suppress(*NETWORK_ERRORS):
        raw.read(_DRAINED + 1, decode_content=False)
