"""Who makes a request, and what may be asked of it."""

from typing import Literal

from pydantic import Field
from starlette.requests import HTTPConnection

from schemas.access import Role, allows
from schemas.record import Record


class Principal(Record):
    """A user, by a login or a token, or the person at this machine. `form_secret` is what forms are held against."""

    name: str
    role: Role
    via: Literal["login", "token", "local"]
    form_secret: str | None = Field(default=None, repr=False)

    def may(self, needed: Role) -> bool:
        """Whether the role includes `needed`."""
        return allows(self.role, needed)


def principal_of(request: HTTPConnection) -> Principal | None:
    """Who the guard before all pages found; None for nobody, as on the page of the login."""
    found: Principal | None = getattr(request.state, "principal", None)
    return found
