"""Where the review listens -> who may come in there, and by which host names; refuses what would let anybody in."""

from ipaddress import ip_address

from schemas.errors import ConfigError
from schemas.record import Record

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class AccessOptions(Record):
    """The rules of one server.

    `local_name` is how whoever sits at this machine is called as long as the store has no users; None where logging in
    is a must. `host_names` are those a request may name; None for any.
    """

    local_name: str | None
    host_names: frozenset[str] | None


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def decide_access(host: str, *, has_users: bool, reviewer: str, names: tuple[str, ...] = ()) -> AccessOptions:
    """The rules for a server that listens at `host`.

    Args:
        host: A name or an address.
        has_users: Whether the store has users.
        reviewer: Whose the reviews are that are made without a login.
        names: Host names under which others reach the server, as through a proxy.

    Raises:
        ConfigError: Others would reach it, and there are no users.
    """
    is_reached = not is_loopback(host) or bool(names)
    if is_reached and not has_users:
        whom = f"{host} ({', '.join(names)})" if names else host
        raise ConfigError(
            f"chưa mở trang ở {whom}: máy khác sẽ vào được mà không cần mật khẩu; hãy tạo người dùng bằng "
            "solieu users add TÊN --role admin, hoặc bỏ --host và --name để chỉ mở trên máy này"
        )
    own = LOOPBACK | {f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()}
    if is_reached:
        return AccessOptions(local_name=None, host_names=own | {name.lower() for name in names} if names else None)
    return AccessOptions(local_name=reviewer, host_names=own)
