from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.guard import Guard, embedded_addresses, is_public

PRIVATE = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.9", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::1",
    "2002:c0a8:101::1", "2001:0:7f00:1::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
    "2a00::5efe:192.168.0.1", "2a00::200:5efe:10.0.0.1", "fd00:ec2::254", "5f00::1", "3fff::1",
)  # fmt: skip
PUBLIC = (
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1", "113.160.1.1",
    "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_forbidden(address: str) -> None:
    assert Guard().find_forbidden("bao.vn", ["1.1.1.1", address]) == address


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_allowed(address: str) -> None:
    assert Guard().find_forbidden("bao.vn", [address]) is None


@pytest.mark.parametrize("text", ["", "bao.vn", "127.0.0.1/8", "1.2.3", "fe80::1%eth0x", "0x7f.1"])
def test_what_is_no_address_is_forbidden(text: str) -> None:
    assert Guard(("127.0.0.0/8",)).find_forbidden("bao.vn", [text]) == text


@pytest.mark.parametrize(
    ("allowed", "host", "address", "may"),
    [
        (("127.0.0.0/8",), "bao.vn", "127.0.0.1", True),
        (("127.0.0.0/8",), "bao.vn", "127.9.9.9", True),
        (("127.0.0.0/8",), "bao.vn", "10.0.0.1", False),
        (("127.0.0.0/8",), "bao.vn", "::ffff:127.0.0.1", True),
        (("127.0.0.0/8",), "bao.vn", "::1", False),
        (("::1",), "bao.vn", "::1", True),
        (("127.0.0.1",), "bao.vn", "127.0.0.2", False),
        (("noi-bo.vn",), "noi-bo.vn", "10.0.0.1", True),
        (("noi-bo.vn",), "NOI-BO.vn.", "10.0.0.1", True),
        (("noi-bo.vn",), "khac.vn", "10.0.0.1", False),
    ],
)
def test_settings_allow_networks_and_hosts(allowed: tuple[str, ...], host: str, address: str, may: bool) -> None:
    assert (Guard(allowed).find_forbidden(host, [address]) is None) is may


@given(st.ip_addresses(v=4))
def test_an_address_hides_in_no_spelling(inner: object) -> None:
    hidden = int(inner)  # type: ignore[call-overload]
    spellings = [
        ip_address((0xFFFF << 32) | hidden),
        ip_address((0x64FF9B << 96) | hidden),
        ip_address((0x2002 << 112) | (hidden << 80) | 1),
    ]
    for spelling in spellings:
        assert inner in tuple(embedded_addresses(spelling))
        if not is_public(inner):  # type: ignore[arg-type]
            assert Guard().find_forbidden("bao.vn", [str(spelling)]) == str(spelling)
