"""Our cookies: seen by no script, sent by no other site's forms, and over HTTPS by nothing else."""

from http.cookies import SimpleCookie

from starlette.requests import HTTPConnection
from starlette.types import Scope

LOGIN_COOKIE = "solieu-login"
"""Holds the secret of a login."""
BROWSER = "solieu-browser"
"""Holds the secret that forms are held against where nobody is logged in."""
YEAR = 31_536_000
_LONGEST = 100


def _full_name(scope: Scope, name: str) -> str:
    """Over HTTPS a name that browsers give to no other host and no plain connection."""
    return f"__Host-{name}" if scope["scheme"] == "https" else name


def read_cookie(connection: HTTPConnection, name: str) -> str | None:
    """The cookie's value; None where there is none."""
    value = connection.cookies.get(_full_name(connection.scope, name))
    return value if value and len(value) <= _LONGEST else None


def cookie_header(scope: Scope, name: str, value: str, *, seconds: int | None = None) -> str:
    """The header's value that sets a cookie; for `seconds`, 0 to delete it, None until the browser is closed."""
    cookie: SimpleCookie = SimpleCookie()
    full = _full_name(scope, name)
    cookie[full] = value
    for part, stated in {"path": "/", "httponly": True, "samesite": "Lax"}.items():
        cookie[full][part] = stated
    if scope["scheme"] == "https":
        cookie[full]["secure"] = True
    if seconds is not None:
        cookie[full]["max-age"] = seconds
    return str(cookie[full].OutputString())
