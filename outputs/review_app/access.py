"""Who may do what: the interface that the application asks, and the simplest answer to it, for one machine."""

import secrets
from collections.abc import Callable
from typing import Literal, Protocol
from urllib.parse import quote, unquote

from fastapi import FastAPI, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Role = Literal["read", "review", "admin"]

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
"""What a browser may load: what this server sends, no script or style inside a page."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_TOKEN = "solieu_csrf"
_NAME = "solieu_reviewer"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST_NAME = 60


class Access(Protocol):
    """What decides who a request comes from."""

    def install(self, application: FastAPI) -> None:
        """Adds middleware, and pages for logging in where there are any."""

    def require(self, role: Role) -> Callable[..., object]:
        """A dependency that refuses requests below a role."""

    def reviewer(self, request: Request) -> str:
        """The name that stands under the verdicts of this request."""

    def csrf_token(self, request: Request) -> str:
        """What a page sends back in the header X-CSRF-Token with every request that changes something."""


class LocalAccess:
    """Everybody who reaches this machine's own address, under the name that they give themselves.

    Args:
        hosts: Names under which the server may be asked for; another one is a page of somebody else that made a
            browser ask.
        default_name: Stands under verdicts until a name was given.
    """

    def __init__(self, hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]"), default_name: str = "An") -> None:
        self._hosts = hosts
        self._default_name = default_name

    def install(self, application: FastAPI) -> None:
        """Adds the headers, the check of the token and that of the host; the last added looks first."""
        application.add_middleware(_LocalGuard)
        application.add_middleware(TrustedHostMiddleware, allowed_hosts=list(self._hosts))

    def require(self, role: Role) -> Callable[..., object]:
        """Nobody is refused."""

        def allow() -> None:
            return None

        return allow

    def reviewer(self, request: Request) -> str:
        """The name of the cookie."""
        return unquote(request.cookies.get(_NAME, "")).strip()[:_LONGEST_NAME] or self._default_name

    def csrf_token(self, request: Request) -> str:
        """The token of the browser's cookie, new with its first request."""
        token: str = request.scope["state"]["csrf_token"]
        return token


def name_cookie(name: str) -> tuple[str, str]:
    """Name and value of the cookie that keeps a reviewer's name."""
    return _NAME, quote(" ".join(name.split())[:_LONGEST_NAME])


class _LocalGuard:
    """Adds the headers to every answer, and refuses changes without the token of the browser's own cookie.

    The token outlives a restart of the server, so that what waits in a browser can still be sent.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        known = request.cookies.get(_TOKEN)
        token = known or secrets.token_urlsafe(24)
        scope.setdefault("state", {})["csrf_token"] = token

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if known is None:
                    headers.append("Set-Cookie", f"{_TOKEN}={token}; Path=/; SameSite=Strict; Max-Age=31536000")
            await send(message)

        if scope["method"] not in _SAFE and not _has_token(request.headers, known):
            refusal = PlainTextResponse("csrf", status_code=403)
            await refusal(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)


def _has_token(headers: Headers, known: str | None) -> bool:
    given = headers.get("x-csrf-token", "")
    return known is not None and secrets.compare_digest(given.encode(), known.encode())
