"""A small application behind the guards, on a real server; a store with users for it."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse
from loopback_web import Answer, Browser, serving

from outputs.access.access import StoreAccess
from outputs.access.binding import AccessOptions, decide_access
from outputs.access.passwords import hash_password
from outputs.store import Store
from schemas.access import Role, User

PASSWORD = "một câu dài dễ nhớ"
LOCAL = decide_access("127.0.0.1", has_users=False, reviewer="Bình")


def build_application(store: Store, options: AccessOptions) -> FastAPI:
    application = FastAPI(openapi_url=None)
    access = StoreAccess(store, options)

    @application.get("/")
    def start(request: Request) -> HTMLResponse:
        principal = access.principal(request)
        return HTMLResponse(f"{principal.name}|{principal.role}|{principal.via}|{access.csrf_token(request)}")

    @application.post("/change")
    async def change(request: Request) -> dict[str, str]:
        return {"by": access.reviewer(request), "body": (await request.body()).decode()}

    @application.post("/api/v1/change")
    def change_by_program(request: Request) -> dict[str, str]:
        return {"by": access.reviewer(request)}

    @application.get("/api/v1/me")
    def me(request: Request) -> dict[str, str]:
        return {"by": access.reviewer(request)}

    @application.get("/admin", dependencies=[Depends(access.require("admin"))])
    def admin() -> str:
        return "secret"

    access.install(application)
    return application


@pytest.fixture(scope="session")
def password_hash() -> str:
    """One for all tests: it takes its time."""
    return hash_password(PASSWORD)


@pytest.fixture
def add_user(store: Store, password_hash: str) -> Callable[..., User]:
    def add(name: str = "hoa", role: Role = "review") -> User:
        user = User(name=name, role=role, created_at=datetime.now(UTC))
        store.accounts.add(user, password_hash)
        return user

    return add


@pytest.fixture
def browse(store: Store) -> Iterator[Callable[..., Browser]]:
    """Starts a server with some rules and gives a browser for it."""
    with ExitStack() as stack:

        def start(options: AccessOptions = LOCAL, **server: object) -> Browser:
            return Browser(stack.enter_context(serving(build_application(store, options), **server)))

        yield start


def log_in(browser: Browser, name: str = "hoa", password: str = PASSWORD, back: str = "/", **headers: str) -> Answer:
    """Fills in the form of the login as a person does."""
    page = browser.get("/login")
    (token,) = re.findall(r'name="csrf_token" value="(\w+)"', page.text)
    fields = {"csrf_token": token, "name": name, "password": password, "next": back}
    return browser.post_form("/login", fields, **headers)


@pytest.fixture(name="log_in", scope="session")
def log_in_fixture() -> Callable[..., Answer]:
    return log_in
