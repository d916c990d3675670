"""Who may do what: the interface that the application asks, and the simplest answer to it, for one machine."""

from collections.abc import Callable
from typing import Protocol

from fastapi import FastAPI, Request

from outputs.access.access import StoreAccess
from outputs.access.binding import LOOPBACK, AccessOptions
from schemas.access import Role


class Access(Protocol):
    """What decides who a request comes from."""

    def install(self, application: FastAPI) -> None:
        """Adds middleware, and pages for logging in where there are any."""

    def require(self, role: Role) -> Callable[..., object]:
        """A dependency that refuses requests below a role."""

    def reviewer(self, request: Request) -> str:
        """The name that stands under the verdicts of this request."""

    def can_rename(self, request: Request) -> bool:
        """Whether whoever asks may choose that name."""

    def has_login(self, request: Request) -> bool:
        """Whether whoever asks is logged in, and may log out."""

    def csrf_token(self, request: Request) -> str:
        """What a page sends back in the header X-CSRF-Token with every request that changes something."""


class LocalAccess(StoreAccess):
    """Everybody who reaches this machine's own address, under the name that they give themselves; without users.

    Args:
        hosts: Names under which the server may be asked for; another one is a page of somebody else that made a
            browser ask.
        default_name: Stands under verdicts until a name was given.
    """

    def __init__(self, hosts: frozenset[str] = LOOPBACK, default_name: str = "An") -> None:
        super().__init__(None, AccessOptions(local_name=default_name, host_names=hosts))
