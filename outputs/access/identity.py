"""Requests -> those whose sender is known and may do what they ask, by a token, a login, or sitting at this machine."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from outputs.access.binding import AccessOptions
from outputs.access.cookies import BROWSER, LOGIN_COOKIE, YEAR, cookie_header, read_cookie, read_name
from outputs.access.keys import form_token, hash_secret, new_secret
from outputs.access.principal import Principal
from outputs.access.refusing import LOGIN, ask_to_log_in, refuse
from outputs.store import Store
from schemas.errors import OutputError

OPEN = (LOGIN, "/access/", "/static/", "/favicon.ico")
"""Paths that need no login: the page of the login, and files that are the same for everybody."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({LOGIN, "/logout"})
"""What who may only read may post to."""
_TOUCH = timedelta(minutes=5)
"""How old the noted time of use gets before it is noted again: reading shall not write each time."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")

_log = logging.getLogger(__name__)


class IdentityGuard:
    """Finds out who asks, for all pages behind it, and turns away whom nobody knows and who may only read.

    Sets `request.state.principal` and `request.state.form_token`, which forms and scripts send back.
    """

    def __init__(self, app: ASGIApp, *, store: Store | None, options: AccessOptions) -> None:
        self._app = app
        self._store = store
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            # Nothing of ours speaks anything but HTTP; the start and end of the server pass.
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        browser, is_new = read_cookie(connection, BROWSER), False
        if browser is None:
            browser, is_new = new_secret(), True
        try:
            principal = await run_in_threadpool(self._identify, connection, browser)
        except OutputError as error:
            _log.warning("the store cannot say who asks: %s", error)
            answer = refuse(scope, 503, vi="Hãy thử lại sau ít giây.", en="the store is busy; try again")
            await answer(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["principal"] = principal
        state["form_secret"] = principal.form_secret if principal else browser
        state["form_token"] = form_token(state["form_secret"] or browser)
        forward = _with_cookie(send, scope, browser) if is_new else send
        await self._answer(scope, receive, forward, principal)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, principal: Principal | None) -> None:
        path, is_safe = scope["path"], scope["method"] in SAFE_METHODS
        if principal is None and not path.startswith(OPEN):
            await ask_to_log_in(scope)(scope, receive, send)
        elif principal is not None and not is_safe and path not in _OWN and not principal.may("review"):
            answer = refuse(
                scope, 403, vi="Tài khoản này chỉ được xem.", en="this account may only read (its role is 'read')"
            )
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _identify(self, connection: HTTPConnection, browser: str) -> Principal | None:
        """Who asks. Somebody who shows a key is never taken for somebody else when the key is wrong."""
        now = datetime.now(UTC)
        store = self._store
        if "authorization" in connection.headers:
            return _by_token(store, connection.headers["authorization"], now) if store else None
        secret = read_cookie(connection, LOGIN_COOKIE)
        found = _by_login(store, secret, now) if store and secret else None
        return found or self._local(connection, browser)

    def _local(self, connection: HTTPConnection, browser: str) -> Principal | None:
        """The person at this machine: only while there are no users, and never through a proxy."""
        name = self._options.local_name
        is_forwarded = any(header in connection.headers for header in _FORWARDED)
        if name is None or is_forwarded or (self._store is not None and self._store.accounts.has_any()):
            return None
        return Principal(name=read_name(connection) or name, role="admin", via="local", form_secret=browser)


def _by_token(store: Store, header: str, now: datetime) -> Principal | None:
    scheme, _, secret = header.partition(" ")
    token = store.accounts.token_of(hash_secret(secret.strip()), now) if scheme.lower() == "bearer" else None
    if token is None:
        return None
    if token.used_at is None or token.used_at <= now - _TOUCH:
        _note(lambda: store.accounts.mark_used(token.token_id, now))
    return Principal(name=token.user, role=token.role, via="token")


def _by_login(store: Store, secret: str, now: datetime) -> Principal | None:
    session = store.logins.find(hash_secret(secret), now)
    if session is None:
        return None
    if session.used_at <= now - _TOUCH:
        _note(lambda: store.logins.mark_used(hash_secret(secret), now))
    return Principal(name=session.user, role=session.role, via="login", form_secret=secret)


def _note(write: Callable[[], None]) -> None:
    """Writes a time of use; a store that is busy just now is no reason to turn a reader away."""
    try:
        write()
    except OutputError as error:
        _log.info("a time of use was not noted: %s", error)


def _with_cookie(send: Send, scope: Scope, browser: str) -> Send:
    """`send` that gives the browser its cookie along with a page."""

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith("text/html"):
                headers.append("Set-Cookie", cookie_header(scope, BROWSER, browser, seconds=YEAR))
        await send(message)

    return send_with_cookie
