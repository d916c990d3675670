"""A store and the rules of a server -> what an application installs to be safe: guards, pages, and who is who."""

from collections.abc import Callable
from importlib.resources import files

from fastapi import FastAPI, HTTPException, Request
from starlette.staticfiles import StaticFiles

from outputs.access.arrivals import BodyLimit, HostGuard, PathGuard
from outputs.access.binding import AccessOptions
from outputs.access.forgery import ForgeryGuard
from outputs.access.headers import SecureHeaders
from outputs.access.identity import IdentityGuard
from outputs.access.pages import build_login_router
from outputs.access.principal import Principal, principal_of
from outputs.store import Store
from schemas.access import Role


def require_role(role: Role) -> Callable[[Request], Principal]:
    """A dependency that gives who asks, and turns away with 403 who may not what `role` may."""

    def require(request: Request) -> Principal:
        principal = principal_of(request)
        if principal is None:
            raise HTTPException(401, "nobody is logged in")
        if not principal.may(role):
            raise HTTPException(403, f"this needs the role '{role}', yours is '{principal.role}'")
        return principal

    return require


class StoreAccess:
    """Logins and tokens by the users of a store; the person at the machine as long as there are none.

    Args:
        store: Of the users; None where there never are any.
        options: The rules of the server.
    """

    def __init__(self, store: Store | None, options: AccessOptions) -> None:
        self._store = store
        self._options = options

    def install(self, application: FastAPI) -> None:
        """Puts the guards before all routes, and adds the pages of logging in and out."""
        if self._store is not None:
            application.include_router(build_login_router(self._store))
        folder = str(files("outputs.access").joinpath("static"))
        application.mount("/access", StaticFiles(directory=folder), name="access")
        # The one added last stands first: every answer gets the headers, and nothing is read of who is turned away.
        application.add_middleware(ForgeryGuard)
        application.add_middleware(IdentityGuard, store=self._store, options=self._options)
        application.add_middleware(BodyLimit)
        application.add_middleware(PathGuard)
        application.add_middleware(HostGuard, names=self._options.host_names)
        application.add_middleware(SecureHeaders)

    def require(self, role: Role) -> Callable[[Request], Principal]:
        """See `require_role`."""
        return require_role(role)

    def principal(self, request: Request) -> Principal | None:
        """Who asks; None on the page of the login."""
        return principal_of(request)

    def reviewer(self, request: Request) -> str:
        """The name that stands under the verdicts of this request; "" for nobody."""
        principal = principal_of(request)
        return principal.name if principal else ""

    def can_rename(self, request: Request) -> bool:
        """Whether whoever asks may choose that name: the person at this machine, who did not log in."""
        principal = principal_of(request)
        return principal is not None and principal.via == "local"

    def has_login(self, request: Request) -> bool:
        """Whether whoever asks is logged in, and may log out."""
        principal = principal_of(request)
        return principal is not None and principal.via == "login"

    def csrf_token(self, request: Request) -> str:
        """What a page sends back in the field `csrf_token` or the header X-CSRF-Token with each change."""
        token: str = request.state.form_token
        return token
