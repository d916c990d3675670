"""Requests that change something -> those that come from a page of ours, or from a program with a key."""

from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from outputs.access.identity import SAFE_METHODS
from outputs.access.keys import is_form_token
from outputs.access.principal import principal_of
from outputs.access.refusing import is_api, refuse

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"


class ForgeryGuard:
    """Turns away changes that another site has a browser ask for; stands behind the guard of identities."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS or _has_key(scope) or _is_program(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given: str | None = headers.get(HEADER)
        if given is None and headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM:
            body = await _read(receive)
            receive = _replay(body, receive)
            given = _field(body)
        if _is_elsewhere(scope) or given is None or not is_form_token(given, scope["state"]["form_secret"]):
            answer = refuse(
                scope,
                403,
                vi="Biểu mẫu không đến từ một trang của solieu, hoặc trang đã cũ; hãy tải lại trang rồi làm lại.",
                en=f"the request does not come from a page of this server, or the page is old; send its {HEADER}",
            )
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _has_key(scope: Scope) -> bool:
    """Whether a token was shown, which no browser sends by itself."""
    principal = principal_of(HTTPConnection(scope))
    return principal is not None and principal.via == "token"


def _is_program(scope: Scope) -> bool:
    """Whether a program at this machine asks: browsers say where a change comes from, and have our cookie."""
    principal, headers = principal_of(HTTPConnection(scope)), Headers(scope=scope)
    is_browser = any(name in headers for name in ("origin", "sec-fetch-site", "cookie", "referer"))
    is_json = headers.get("content-type", "").partition(";")[0].strip().lower() == _JSON
    return principal is not None and principal.via == "local" and is_api(scope) and is_json and not is_browser


def _is_elsewhere(scope: Scope) -> bool:
    """Whether the browser says that the change was asked for by another site."""
    headers = Headers(scope=scope)
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        stated = urlsplit(origin)
    except ValueError:
        return True
    is_downgraded = scope["scheme"] == "https" and stated.scheme != "https"
    return stated.scheme not in {"http", "https"} or is_downgraded or stated.netloc != headers.get("host", "").lower()


def _field(body: bytes) -> str | None:
    try:
        fields = parse_qs(body.decode("ascii", "replace"), max_num_fields=200)
    except ValueError:
        return None
    return fields.get(FIELD, [None])[0]


async def _read(receive: Receive) -> bytes:
    """The whole body; its size is limited before."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body once more, then what comes behind it."""
    is_given = False

    async def receive_again() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
