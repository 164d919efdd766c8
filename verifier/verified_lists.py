"""Status lists, verified once for all the credentials that are judged by them at one moment.

A folder of a class's credentials names one or two lists, each larger than all that is said of a
learner. Parsing, verifying and unpacking one is the same work with the same outcome every time.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from credentials.limits import Limits
from credentials.recognized_entity import TrustList
from credentials.status.errors import StatusListError
from credentials.status.status_list import StatusList, open_status_list
from verifier.checks.proof import check_proof
from verifier.resources import ResourceKind, Resources
from verifier.result import CheckResult, CheckStatus
from verifier.signed import Signed, parse_signed

# A list is a megabyte at most, and a folder has few.
_REMEMBERED: Final = 8
_WITHOUT_KEYS: Final = frozenset({ResourceKind.STATUS_LIST, ResourceKind.STATUS_CHANGES})


@dataclass(frozen=True, slots=True)
class VerifiedList:
    """What became of one status list.

    Attributes:
        signed: The list as it was read.
        proof: Whether somebody signed it, and who.
        status_list: The list, or None when its proof does not hold or it cannot be used.
    """

    signed: Signed
    proof: CheckResult
    status_list: StatusList | None


@lru_cache(maxsize=_REMEMBERED)
def parse_status_list(data: bytes, limits: Limits) -> Signed:
    """Read a status list; it must not be changed, since the next who asks gets the same one.

    Raises:
        CredentialError: It is neither JSON nor a JWT, or not within the limits.
    """
    return Signed.of(parse_signed(data, limits=limits))


def verify_status_list(data: bytes, resources: Resources, *, at: datetime, limits: Limits) -> VerifiedList:
    """Verify all proofs of a list, and unpack it.

    Whether this list may speak of a credential, and what it says, is not looked at here.

    Raises:
        CredentialError: See :func:`parse_status_list`.
    """
    key = (data, at, limits, id(resources.trust_list), _keys_at_hand(resources))
    with _lock:
        known = _verified.get(key)
        if known is not None:
            _verified.move_to_end(key)
            return known[1]
    signed = parse_status_list(data, limits)
    proof = check_proof(signed, resources, at=at, limits=limits)
    status_list = None
    if proof.status is CheckStatus.PASSED:
        try:
            status_list = open_status_list(signed.unverified, limits=limits)
        except StatusListError:
            status_list = None
    verified = VerifiedList(signed, proof, status_list)
    with _lock:
        # With the trust list, so that no other one gets its id.
        _verified[key] = (resources.trust_list, verified)
        while len(_verified) > _REMEMBERED:
            _verified.popitem(last=False)
    return verified


_verified: OrderedDict[Hashable, tuple[TrustList | None, VerifiedList]] = OrderedDict()
_lock = threading.Lock()


def _keys_at_hand(resources: Resources) -> frozenset[Hashable]:
    """Return what there is to find keys in, besides the trust list."""
    return frozenset(item for item in resources.found.items() if item[0].kind not in _WITHOUT_KEYS)
