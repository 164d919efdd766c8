"""Which network addresses a verifier may connect to on the word of a stranger."""

import pytest

from verifier.public_address import is_public


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "1.1.1.1",
        "145.100.0.1",
        "2a00:1450:400e:80c::200e",
        "2606:4700::1111",
        "64:ff9b::101:101",
    ],
)
def test_hosts_on_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",  # noqa: S104 - nothing is bound here
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.254",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
    ],
)
def test_special_networks_are_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:93.184.215.14",
        "::93.184.215.14",
        "64:ff9b::a00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "2002:5db8:d70e::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "2a00:1450:400e:80c::200e%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_wrapped_and_special_ipv6_is_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["", "localhost", "0x7f.1", "2130706433", "127.1", "1.1.1.1.", " 1.1.1.1"]
)
def test_what_is_no_address_is_not(address: str) -> None:
    assert not is_public(address)
