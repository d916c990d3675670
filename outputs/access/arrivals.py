"""Requests -> those that name a host of ours and are of a size; others are turned away unread."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from outputs.access.refusing import refuse
from outputs.escaping import reveal

LARGEST_BODY = 1_000_000


class HostGuard:
    """Turns away what names another host: a page elsewhere whose name was made to point here."""

    def __init__(self, app: ASGIApp, *, names: frozenset[str] | None) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] == "http" and self._names is not None and not self._is_ours(scope):
            answer = refuse(
                scope,
                421,
                vi="Trang này không mở dưới tên máy chủ đó; xem tuỳ chọn --name của solieu review.",
                en="this server is not known under that host name; see the option --name of solieu review",
            )
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        stated = Headers(scope=scope).getlist("host")
        return len(stated) == 1 and _without_port(stated[0].lower()) in (self._names or ())


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _is_odd(path: str) -> bool:
    return reveal(path) != path or not path.isprintable()


class PathGuard:
    """Turns away paths with signs that no path of ours has: line ends, controls, what only seems to be a letter."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] == "http" and _is_odd(scope["path"]):
            answer = refuse(scope, 404, vi="Không có trang này.", en="there is nothing under this path")
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)


class _TooLargeError(Exception):
    """More arrived than may."""


class BodyLimit:
    """Turns away bodies that are too large, those too that do not say how large they are."""

    def __init__(self, app: ASGIApp, *, most: int = LARGEST_BODY) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "0")
        arrived, has_begun = 0, False

        async def receive_limited() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > self._most:
                raise _TooLargeError
            return message

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            if stated.isdigit() and int(stated) > self._most:
                raise _TooLargeError
            await self._app(scope, receive_limited, send_noting)
        except _TooLargeError:
            if has_begun:
                raise
            limit = f"{self._most:,}"
            answer = refuse(scope, 413, vi=f"Giới hạn là {limit} byte.", en=f"a body may have {limit} bytes at most")
            await answer(scope, receive, send)
