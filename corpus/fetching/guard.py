"""An IP address -> whether it lies on the public internet, also where it hides another one inside."""

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_NOT_PUBLIC: tuple[Network, ...] = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128",
        "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10",
        "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
"""The special-purpose registries of IANA, and multicast; in full here, because what `ipaddress` knows of them depends
on the version of Python."""

_COMPATIBLE = IPv6Network("::/96")
_TRANSLATED = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


class Guard:
    """Decides which addresses may be connected to; `allowed` are networks and host names that may be private."""

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        self._hosts = frozenset(entry.lower().rstrip(".") for entry in allowed if not _is_network(entry))
        self._networks = tuple(ip_network(entry) for entry in allowed if _is_network(entry))

    def find_forbidden(self, host: str, addresses: Sequence[str]) -> str | None:
        """The first of `addresses` that may not be reached as `host`; None when all may.

        One forbidden address forbids the host: which of several a server is reached by is not ours to gamble on.
        """
        if host.lower().rstrip(".") in self._hosts:
            return None
        return next((text for text in addresses if not self._is_allowed(text)), None)

    def _is_allowed(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        return all(
            is_public(one) or any(one.version == network.version and one in network for network in self._networks)
            for one in (address, *embedded_addresses(address))
            if not _is_only_a_shell(one)
        )


def is_public(address: Address) -> bool:
    """Whether `address` itself is one that anybody on the internet may be reached at."""
    if any(address.version == network.version and address in network for network in _NOT_PUBLIC):
        return False
    flags = (
        address.is_private, address.is_loopback, address.is_link_local, address.is_multicast, address.is_reserved,
        address.is_unspecified,
    )  # fmt: skip
    return _is_only_a_shell(address) or not any(flags)


def embedded_addresses(address: Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses inside an IPv6 one: mapped, compatible, 6to4, Teredo, NAT64 and ISATAP."""
    if isinstance(address, IPv4Address):
        return
    packed = address.packed
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address in _TRANSLATED or (address in _COMPATIBLE and int(address) > 1):
        yield IPv4Address(packed[12:])
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if int.from_bytes(packed[8:12]) in _ISATAP:
        yield IPv4Address(packed[12:])


def _is_only_a_shell(address: Address) -> bool:
    # What stands inside decides; the prefix alone says neither public nor private.
    return isinstance(address, IPv6Address) and (address.ipv4_mapped is not None or address in _TRANSLATED)


def _is_network(entry: str) -> bool:
    try:
        ip_network(entry)
    except ValueError:
        return False
    return True
