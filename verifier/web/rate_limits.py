"""How often one client may ask. Who that is, is known by a digest that nobody can turn back."""

import hashlib
import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import Scope

_MAX_CLIENTS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many in a minute, on average, and so many at once. A rate of 0 is no limit.

    Attributes:
        per_minute: Requests.
        burst: Requests.
    """

    per_minute: float
    burst: int


class RateLimit:
    """A bucket of tokens for each client.

    Args:
        rate: How fast a bucket fills, and how much it holds.
        clock: Seconds that only go up.
        max_clients: How many are remembered; whoever was away longest is forgotten first.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float], *, max_clients: int = _MAX_CLIENTS) -> None:
        self._per_second = rate.per_minute / 60
        self._burst = float(rate.burst)
        self._clock = clock
        self._max_clients = max_clients
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def wait(self, client: bytes) -> float:
        """Take a token. Return 0 if there was one, else in how many seconds there will be."""
        if self._per_second <= 0:
            return 0.0
        now = self._clock()
        tokens = self._tokens(client, now)
        self._buckets.pop(client, None)
        allowed = tokens >= 1
        self._buckets[client] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > self._max_clients:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self._per_second

    def is_empty(self, client: bytes) -> bool:
        """Tell whether there is no token now; takes none."""
        return self._per_second > 0 and self._tokens(client, self._clock()) < 1

    def _tokens(self, client: bytes, now: float) -> float:
        tokens, since = self._buckets.get(client, (self._burst, now))
        return min(self._burst, tokens + (now - since) * self._per_second)


class ClientNames:
    """Names clients by a keyed digest of their address; the key is this process's own and not kept.

    Args:
        key: Random bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, scope: Scope) -> bytes:
        """Return the name of who sent a request. A household has one network of IPv6, so one name.

        A socket for both kinds of addresses writes those of IPv4 as IPv6. These are no household: all of them
        are in one network.
        """
        client = scope.get("client")
        host = str(client[0]) if client else ""
        if ":" in host:
            host = _network_of(host.partition("%")[0])
        return hashlib.blake2b(host.encode(), key=self._key, digest_size=12).digest()


def _network_of(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError:
        return ""
    mapped = address.ipv4_mapped
    return str(mapped) if mapped is not None else str(ipaddress.IPv6Network((address, 64), strict=False))
