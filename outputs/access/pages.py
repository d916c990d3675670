"""The pages of logging in and out."""

from time import monotonic
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from outputs.access.cookies import BROWSER, LOGIN_COOKIE, YEAR, cookie_header, read_cookie
from outputs.access.forgery import FIELD
from outputs.access.keys import hash_secret, new_secret
from outputs.access.limiter import LoginLimiter
from outputs.access.login import log_in
from outputs.access.principal import principal_of
from outputs.access.refusing import LOGIN, local_path
from outputs.access.rendering import render_page
from outputs.store import Store
from outputs.store.logins import LONGEST

LOGOUT = "/logout"


def _page(request: Request, status: int = 200, *, back: str, name: str = "", wait: int = 0) -> Response:
    page = render_page(
        "login.html",
        status,
        field=FIELD,
        form_token=request.state.form_token,
        back=back,
        name=name,
        has_failed=status != 200,
        wait_minutes=-(-wait // 60),
    )
    if wait:
        page.headers["Retry-After"] = str(wait)
    return page


async def _fields(request: Request) -> dict[str, str]:
    body = (await request.body()).decode("ascii", "replace")
    try:
        return {name: values[0] for name, values in parse_qs(body, max_num_fields=20).items()}
    except ValueError:
        return {}


def build_login_router(store: Store) -> APIRouter:
    """The routes; each server counts its own tries."""
    router = APIRouter(include_in_schema=False)
    limiter = LoginLimiter(monotonic)

    @router.get(LOGIN)
    def show(request: Request) -> Response:
        back = local_path(request.query_params.get("next", "/"))
        if principal_of(request) is not None:
            return RedirectResponse(back, 303)
        return _page(request, back=back)

    @router.post(LOGIN)
    async def enter(request: Request) -> Response:
        fields = await _fields(request)
        name, back = fields.get("name", "").strip(), local_path(fields.get("next", "/"))
        answer = await run_in_threadpool(
            log_in,
            store,
            limiter,
            name=name,
            password=fields.get("password", ""),
            address=request.client.host if request.client else "",
        )
        if answer.secret is None:
            status = 429 if answer.wait_seconds else 401
            return _page(request, status, back=back, name=name, wait=answer.wait_seconds)
        await run_in_threadpool(_end, request)
        response = RedirectResponse(back, 303)
        seconds = int(LONGEST.total_seconds())
        scope = request.scope
        response.headers.append("Set-Cookie", cookie_header(scope, LOGIN_COOKIE, answer.secret, seconds=seconds))
        # Forms that were open before the login are of another person.
        response.headers.append("Set-Cookie", cookie_header(scope, BROWSER, new_secret(), seconds=YEAR))
        return response

    @router.post(LOGOUT)
    def leave(request: Request) -> Response:
        _end(request)
        response = RedirectResponse(LOGIN, 303)
        response.headers.append("Set-Cookie", cookie_header(request.scope, LOGIN_COOKIE, "", seconds=0))
        return response

    def _end(request: Request) -> None:
        """The login that the browser had before holds no more."""
        secret = read_cookie(request, LOGIN_COOKIE)
        if secret is not None:
            store.logins.end(hash_secret(secret))

    return router
