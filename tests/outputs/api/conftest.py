"""The interface on a real server, behind the guards; a client that reads and writes JSON."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from loopback_web import Answer, Browser, serving

from outputs.access.access import StoreAccess
from outputs.access.binding import LOOPBACK, AccessOptions
from outputs.access.keys import hash_secret, new_token
from outputs.api.application import PREFIX, build_api
from outputs.api.services import ApiServices
from outputs.store import Store
from schemas.access import Role, Token, User

LOCAL = AccessOptions(local_name="Bình", host_names=LOOPBACK)


class Client:
    """A program that uses the interface."""

    def __init__(self, port: int, headers: dict[str, str] | None = None) -> None:
        self._browser = Browser(port)
        self._headers = headers or {}

    def ask(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> Answer:
        stated = urlencode({name: value for name, value in query.items() if value is not None}, doseq=True)
        address = f"{PREFIX}{path}" + (f"?{stated}" if stated else "")
        return self._browser.send("GET", address, headers={**self._headers, **(headers or {})})

    def get(self, path: str, **query: Any) -> Any:
        answer = self.ask(path, **query)
        assert answer.status == 200, answer.text
        return json.loads(answer.body)

    def post(self, path: str, content: Any, **headers: str) -> tuple[int, Any]:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        sent = {"Content-Type": "application/json", **self._headers, **headers}
        answer = self._browser.send("POST", f"{PREFIX}{path}", body=body, headers=sent)
        return answer.status, json.loads(answer.body)

    def pages(self, path: str, **query: Any) -> Iterator[list[Any]]:
        cursor = None
        while True:
            page = self.get(path, cursor=cursor, **query)
            yield page["items"]
            cursor = page["next"]
            if cursor is None:
                return


def build_application(store: Store, options: AccessOptions) -> FastAPI:
    application = FastAPI(openapi_url=None)
    application.mount(PREFIX, build_api(ApiServices(store=store)))
    StoreAccess(store, options).install(application)
    return application


@pytest.fixture
def open_port(store: Store) -> Iterator[Callable[..., int]]:
    with ExitStack() as stack:
        yield lambda options=LOCAL: stack.enter_context(serving(build_application(store, options)))


@pytest.fixture
def client(open_port: Callable[..., int]) -> Client:
    """Somebody at this machine, where there are no users."""
    return Client(open_port())


@pytest.fixture
def make_token(store: Store) -> Callable[[str, Role], str]:
    """A user of this name and role, and the secret of a token with the same role."""

    def make(name: str, role: Role) -> str:
        now, secret = datetime.now(UTC), new_token()
        store.accounts.add(User(name=name, role=role, created_at=now), "no password")
        times = {"created_at": now, "expires_at": now + timedelta(hours=1)}
        token = Token(token_id=name, user=name, role=role, purpose="", **times)
        store.accounts.add_token(token, hash_secret(secret))
        return secret

    return make


@pytest.fixture
def client_of(open_port: Callable[..., int], make_token: Callable[[str, Role], str]) -> Callable[[str, Role], Client]:
    """A program with the token of a user."""
    ports: list[int] = []

    def build(name: str, role: Role) -> Client:
        secret = make_token(name, role)
        if not ports:
            ports.append(open_port())
        return Client(ports[0], {"Authorization": f"Bearer {secret}"})

    return build
