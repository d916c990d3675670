"""Passwords <-> their argon2 hashes; a check takes as long for a user who is not there as for one who is."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from schemas.errors import ConfigError

SHORTEST = 10
LONGEST_BYTES = 1_000
_AT_ONCE = 2
"""Each check takes 64 MB: many logins at once wait for each other."""

_gate = threading.BoundedSemaphore(_AT_ONCE)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    """What stands in for the hash of a user who is not there."""
    return _hasher().hash("mật khẩu của không ai cả")


def check_strength(password: str, name: str) -> None:
    """Refuses what is no password.

    Raises:
        ConfigError: It is too short, too long, or the name itself.
    """
    if len(password) < SHORTEST or password.casefold() == name.casefold():
        raise ConfigError(f"mật khẩu phải dài ít nhất {SHORTEST} ký tự và khác tên người dùng")
    if len(password.encode()) > LONGEST_BYTES:
        raise ConfigError(f"mật khẩu dài quá {LONGEST_BYTES} byte")


def hash_password(password: str) -> str:
    """The argon2id hash, with its salt and its costs."""
    with _gate:
        return _hasher().hash(password)


def matches(password: str, stored_hash: str | None) -> bool:
    """Whether this is the password of that hash; never for None, which takes as long."""
    if len(password.encode(errors="surrogatepass")) > LONGEST_BYTES:
        return False
    with _gate:
        try:
            is_right = _hasher().verify(stored_hash or _nobodys_hash(), password.encode(errors="surrogatepass"))
        except (VerificationError, InvalidHashError):
            return False
    return is_right and stored_hash is not None


def is_outdated(stored_hash: str) -> bool:
    """Whether a hash was made with other costs than today's."""
    return _hasher().check_needs_rehash(stored_hash)
