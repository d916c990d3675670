"""The last exchange of a fetch, or its failure -> the answer that the crawl remembers."""

from datetime import datetime
from hashlib import sha256

from corpus.fetching.asking import Trail, judge_status
from corpus.fetching.exchanges import Exchange
from corpus.fetching.failures import ExchangeError, RobotsRefusalError
from schemas.crawling import AddressStatus, Answer, FailureReason


def build_answer(
    trail: Trail, exchange: Exchange, *, conditional: bool, retry_after: float | None, at: datetime
) -> Answer:
    """What the server's answer at the end of `trail` comes to.

    Args:
        trail: The addresses that were asked for, the first as the caller named it.
        exchange: The last answer.
        conditional: Whether the request carried conditions.
        retry_after: Seconds that the answer asks to wait.
        at: Now.
    """
    status, reason, detail = _judge(exchange, conditional=conditional)
    is_fetched = status == "fetched"
    return Answer(
        url=trail.url,
        final_url=exchange.location.url,
        status=status,
        http_status=exchange.status,
        reason=reason,
        detail=detail,
        retry_after=retry_after if reason in ("rate_limited", "server_error") else None,
        media_type=exchange.media_type or None,
        charset=exchange.charset,
        etag=exchange.headers.get("ETag"),
        last_modified=exchange.headers.get("Last-Modified"),
        request_head=exchange.request_head,
        response_head=exchange.response_head,
        body=exchange.body,
        sha256=sha256(exchange.body).hexdigest() if is_fetched else None,
        retrieved_at=at,
        requests=trail.requests,
    )


def build_failure(trail: Trail, error: ExchangeError | RobotsRefusalError, *, at: datetime) -> Answer:
    """What it comes to that there was no answer at the end of `trail`, or that it was not asked for."""
    failed = isinstance(error, ExchangeError)
    return Answer(
        url=trail.url,
        final_url=trail.passed[-1] if trail.passed else trail.url,
        status="failed" if failed else "refused",
        reason=error.reason if isinstance(error, ExchangeError) else None,
        detail=str(error),
        http_status=error.status,
        retry_after=error.retry_after if isinstance(error, ExchangeError) else None,
        retrieved_at=at,
        requests=trail.requests,
    )


def _judge(exchange: Exchange, *, conditional: bool) -> tuple[AddressStatus, FailureReason | None, str | None]:
    verdict = judge_status(exchange, conditional=conditional)
    match verdict:
        case "body" if exchange.failure is None:
            return "fetched", None, None
        case "body":
            failure = exchange.failure
            return "failed", failure.reason if failure else "protocol", str(failure)
        case "unchanged" | "gone":
            return verdict, None, None
        case "redirect":
            return "failed", "protocol", f"HTTP {exchange.status}"
        case "rate_limited" | "server_error" | "client_error" | "protocol":
            return "failed", verdict, f"HTTP {exchange.status}"
