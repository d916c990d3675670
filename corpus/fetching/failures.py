"""Errors of sockets, TLS and HTTP -> one error with the reason that a crawl counts."""

import http.client
from collections.abc import Iterator

import requests
import urllib3.exceptions as urllib3_errors

from schemas.crawling import FailureReason
from schemas.errors import FetchError


class ExchangeError(FetchError):
    """A request brought no answer that can be used; `reason` says why, `retry_after` (seconds) when to ask again."""

    def __init__(
        self,
        reason: FailureReason,
        message: str,
        *,
        url: str,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, url=url, status=status)
        self.reason: FailureReason = reason
        self.retry_after = retry_after


class RobotsRefusalError(FetchError):
    """robots.txt forbids the address; nothing was asked for."""


NETWORK_ERRORS: tuple[type[BaseException], ...] = (
    requests.exceptions.RequestException, urllib3_errors.HTTPError, http.client.HTTPException, OSError,
)  # fmt: skip
"""All that talking to a server may raise."""

_KINDS: tuple[tuple[type[BaseException], FailureReason, str], ...] = (
    (requests.exceptions.SSLError, "tls", "chứng chỉ hoặc kết nối TLS không hợp lệ"),
    (urllib3_errors.SSLError, "tls", "kết nối TLS bị lỗi"),
    (requests.exceptions.Timeout, "timeout", "máy chủ không trả lời kịp"),
    (urllib3_errors.TimeoutError, "timeout", "máy chủ không trả lời kịp"),
    (TimeoutError, "timeout", "máy chủ không trả lời kịp"),
    (http.client.IncompleteRead, "truncated", "nội dung bị cắt giữa chừng"),
    (urllib3_errors.IncompleteRead, "truncated", "nội dung bị cắt giữa chừng"),
    (http.client.RemoteDisconnected, "connect", "máy chủ đóng kết nối mà không trả lời"),
    (ConnectionError, "connect", "kết nối bị ngắt"),
    (http.client.HTTPException, "protocol", "câu trả lời không đúng HTTP"),
    (urllib3_errors.LocationValueError, "protocol", "địa chỉ không hợp lệ"),
    (requests.exceptions.InvalidURL, "protocol", "địa chỉ không hợp lệ"),
    (OSError, "connect", "kết nối bị lỗi"),
)


def describe_failure(error: BaseException, *, url: str, reading: bool = False) -> ExchangeError:
    """The error that says for `error` (of requests, urllib3 or the system) what went wrong.

    Args:
        error: What was raised.
        url: What was asked for.
        reading: Whether the head of an answer was there already; a connection that ends then is a truncated body.
    """
    chain = tuple(_chain(error))
    for kind, reason, message in _KINDS:
        found = next((cause for cause in chain if isinstance(cause, kind) and not _is_wrapper(cause)), None)
        if found is not None:
            if reading and reason in ("connect", "tls"):
                reason, message = "truncated", "kết nối bị ngắt khi đang đọc nội dung"
            return ExchangeError(reason, f"{message} ({_said(found)})", url=url)
    return ExchangeError("truncated" if reading else "protocol", _said(error), url=url)


def _is_wrapper(error: BaseException) -> bool:
    # The general errors of requests are OSErrors that only carry another one.
    return type(error) in (requests.exceptions.ConnectionError, requests.exceptions.RequestException)


def _chain(error: BaseException) -> Iterator[BaseException]:
    waiting, seen = [error], set[int]()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        further = (*current.args, getattr(current, "reason", None), current.__cause__, current.__context__)
        waiting.extend(cause for cause in further if isinstance(cause, BaseException))


def _said(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:200] if text else type(error).__name__
