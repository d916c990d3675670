"""A request that is turned away -> its answer: a page for a person, a problem for a program."""

from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from outputs.access.rendering import render_page
from outputs.problems import problem_response

API = "/api/"
LOGIN = "/login"
_HEADINGS = {
    400: "Yêu cầu không hợp lệ",
    403: "Không được phép",
    404: "Không tìm thấy",
    413: "Nội dung gửi lên quá lớn",
    421: "Sai tên máy chủ",
    503: "Kho dữ liệu đang bận",
}


def is_api(scope: Scope) -> bool:
    """Whether a program asks."""
    path: str = scope["path"]
    return path.startswith(API)


def refuse(scope: Scope, status: int, *, vi: str, en: str) -> Response:
    """The answer to a request that is turned away: `en` for a program, `vi` for a person.

    Args:
        scope: Of the request.
        status: One that has a heading.
        vi: One sentence in Vietnamese.
        en: The same in English.
    """
    if is_api(scope):
        return problem_response(status, en)
    return render_page("refused.html", status, heading=_HEADINGS[status], vi=vi, en=en)


def ask_to_log_in(scope: Scope) -> Response:
    """The answer to who is nobody: the page of the login, and back from there; 401 for a program."""
    connection = HTTPConnection(scope)
    if is_api(scope):
        return problem_response(
            401,
            "log in, or send an API token as 'Authorization: Bearer …' (solieu users token)",
            headers={"WWW-Authenticate": "Bearer"},
        )
    is_page = scope["method"] in {"GET", "HEAD"}
    if "hx-request" in connection.headers:
        return Response(status_code=401, headers={"HX-Redirect": LOGIN})
    if "x-csrf-token" in connection.headers:
        # A script of a page: it keeps what it has to send until somebody has logged in.
        return problem_response(401, "log in again, then go on")
    back = connection.url.path + (f"?{connection.url.query}" if connection.url.query else "")
    return RedirectResponse(f"{LOGIN}?next={quote(back, safe='')}" if is_page and back != "/" else LOGIN, 303)


def local_path(path: str) -> str:
    """`path` if it leads to a page of ours, else the first page: nobody is sent elsewhere after a login."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if is_ours and len(path) < 2_000 else "/"
