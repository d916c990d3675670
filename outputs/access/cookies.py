"""Our cookies: seen by no script, sent by no other site's forms, and over HTTPS by nothing else."""

from http.cookies import SimpleCookie
from urllib.parse import quote, unquote

from starlette.requests import HTTPConnection
from starlette.types import Scope

from outputs.escaping import reveal

LOGIN_COOKIE = "solieu-login"
"""Holds the secret of a login."""
BROWSER = "solieu-browser"
"""Holds the secret that forms are held against where nobody is logged in."""
NAME = "solieu_reviewer"
"""Holds the name that somebody at this machine gave, where nobody logs in."""
YEAR = 31_536_000
_LONGEST = 600
_LONGEST_NAME = 60


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


def read_name(connection: HTTPConnection) -> str | None:
    """The name that was given; None for none."""
    return _settled(unquote(read_cookie(connection, NAME) or "")) or None


def name_cookie(name: str) -> tuple[str, str]:
    """Name and value of the cookie that keeps a reviewer's name."""
    return NAME, quote(_settled(name), safe="")


def name_header(scope: Scope, name: str) -> str:
    """The header's value that sets it."""
    return cookie_header(scope, *name_cookie(name), seconds=YEAR)


def _settled(name: str) -> str:
    return " ".join(reveal(name).split())[:_LONGEST_NAME]
