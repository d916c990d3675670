"""Who may use a store over the network: users, their tokens for programs, and what each may do."""

from datetime import datetime
from typing import Literal, get_args

from schemas.record import Record

Role = Literal["read", "review", "admin"]
"""read: sees everything. review: judges facts too. admin: manages the review too."""
ROLES: tuple[Role, ...] = get_args(Role)


def allows(role: Role, needed: Role) -> bool:
    """Whether `role` includes what `needed` may do."""
    return ROLES.index(role) >= ROLES.index(needed)


def lesser(one: Role, other: Role) -> Role:
    """The role of both that may do less."""
    return min(one, other, key=ROLES.index)


class User(Record):
    """A person who may log in; the password is no part of it."""

    name: str
    role: Role
    created_at: datetime


class Token(Record):
    """A key for programs, without its secret. It may do what `role` may, and never more than its user."""

    token_id: str
    user: str
    role: Role
    purpose: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Session(Record):
    """A login of a browser, as long as it holds; `role` is the user's at this moment."""

    user: str
    role: Role
    created_at: datetime
    used_at: datetime
