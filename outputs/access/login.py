"""Name and password -> a login: counted, checked at an even pace, under a new secret each time."""

import logging
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from outputs.access.keys import hash_secret, new_secret
from outputs.access.limiter import LoginLimiter
from outputs.access.passwords import hash_password, is_outdated, matches
from outputs.store import Store
from outputs.store.accounts import user_key
from schemas.record import Record

_LONGEST_NAME = 64

_log = logging.getLogger(__name__)


class LoginAnswer(Record):
    """What became of a try: the secret of the new login, or None and for how many seconds there is no further try."""

    secret: str | None
    wait_seconds: int = 0


def log_in(store: Store, limiter: LoginLimiter, *, name: str, password: str, address: str) -> LoginAnswer:
    """Tries to log somebody in; what is wrong, the name or the password, nobody learns.

    Args:
        store: Of the users.
        limiter: Of the server.
        name: As typed.
        password: As typed.
        address: Where the request came from.

    Raises:
        OutputError: The store cannot be read or written.
    """
    account, network = user_key(name[:_LONGEST_NAME]), _network(address)
    wait = limiter.begin(account, network)
    if wait > 0:
        _log.warning("too many logins", extra={"address": network})
        return LoginAnswer(secret=None, wait_seconds=ceil(wait))
    found = store.accounts.find(name) if len(name) <= _LONGEST_NAME and "\0" not in name else None
    user, stored_hash = found or (None, None)
    if not matches(password, stored_hash) or user is None or stored_hash is None:
        _log.warning("a login failed", extra={"address": network})
        return LoginAnswer(secret=None)
    limiter.succeed(account, network)
    if is_outdated(stored_hash):
        store.accounts.set_password(user.name, hash_password(password), ends_logins=False)
    secret = new_secret()
    store.logins.add(user.name, hash_secret(secret), datetime.now(UTC))
    _log.info("logged in", extra={"user": user.name, "address": network})
    return LoginAnswer(secret=secret)


def _network(address: str) -> str:
    """What one household has: an address, of version 6 the network of 64 bits it lies in."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else address
