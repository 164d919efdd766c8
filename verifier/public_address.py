"""Which network addresses a verifier may connect to on the word of a stranger."""

import ipaddress
from typing import Final

# Unicast that is routed on the public internet; everything else of IPv6 is something else.
_GLOBAL_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
# Networks inside it that lead elsewhere than they say: 6to4, IETF protocols with Teredo, examples.
_TUNNELS: Final = tuple(
    ipaddress.IPv6Network(network)
    for network in ("2002::/16", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16")
)
# RFC 6052. A network without IPv4 reaches every IPv4 host through it, so it is judged by that host.
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
# Shared by carriers (RFC 6598), and the relays of 6to4 (RFC 7526): neither is a host of anybody's.
_NOT_HOSTS: Final = tuple(ipaddress.IPv4Network(network) for network in ("100.64.0.0/10", "192.88.99.0/24"))


def is_public(address: str) -> bool:
    """Tell whether an address is that of a host on the public internet.

    Loopback, private, link-local (which holds the metadata services of clouds), carrier-grade
    NAT, multicast, reserved and documentation networks are not; nor are IPv6 addresses that wrap
    an IPv4 address, or that name a network interface.

    Args:
        address: An IPv4 or IPv6 address. Anything else is not public.
    """
    if "%" in address:
        return False
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return _is_public_v4(parsed)
    if parsed in _NAT64:
        return _is_public_v4(ipaddress.IPv4Address(parsed.packed[-4:]))
    if parsed not in _GLOBAL_UNICAST or any(parsed in network for network in _TUNNELS):
        return False
    return parsed.is_global


def _is_public_v4(address: ipaddress.IPv4Address) -> bool:
    if address.is_multicast or address.is_reserved or any(address in network for network in _NOT_HOSTS):
        return False
    return address.is_global
