"""Find the endorsements inside a credential, and those inside of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from credentials.errors import CredentialError
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue
from verifier.members import text, values, walk
from verifier.signed import Signed, parse_signed

ENDORSEMENT_MEMBERS: Final = frozenset({"endorsement", "endorsementJwt"})
"""The members that hold endorsements, as documents and as JWTs."""

# Endorsements are signed documents of their own: what is in them is found by looking into them.
_NOT_ENTERED: Final = frozenset({"@context", "proof"}) | ENDORSEMENT_MEMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEndorsement:
    """One endorsement.

    Attributes:
        pointer: Where it stands, in the outermost credential.
        carrier: The thing that carries it.
        signed: The endorsement, or None when it cannot be read.
    """

    pointer: str
    carrier: JsonObject
    signed: Signed | None

    @property
    def endorsed_id(self) -> str | None:
        """The ``id`` of the thing that carries it, or None when that has none."""
        return text(self.carrier, "id")


@dataclass(frozen=True, slots=True)
class FoundEndorsements:
    """The endorsements of a credential, at every level.

    Attributes:
        found: Those that are looked at, outermost first.
        left_out: The place of the first that is not, because of the limits, or None.
    """

    found: tuple[FoundEndorsement, ...]
    left_out: str | None = None


_NONE: Final = FoundEndorsements(())


def find_endorsements(signed: Signed, *, limits: Limits) -> FoundEndorsements:
    """Return the endorsements of the credential, of what is in it, and of each other.

    Spec: OB 3.0 ``endorsement`` and ``endorsementJwt`` of credential, Achievement and Profile.
    """
    if not signed.may_mention("endorsement"):
        return _NONE
    found: list[FoundEndorsement] = []
    level = [(signed.unverified, "")]
    for _ in range(limits.max_endorsement_depth):
        carriers, level = level, []
        for document, place in carriers:
            for endorsement in _directly_in(document, place, limits):
                if len(found) == limits.max_endorsements:
                    return FoundEndorsements(tuple(found), endorsement.pointer)
                found.append(endorsement)
                if endorsement.signed is not None:
                    level.append((endorsement.signed.unverified, endorsement.pointer))
    for document, place in level:
        for endorsement in _directly_in(document, place, limits):
            return FoundEndorsements(tuple(found), endorsement.pointer)
    return FoundEndorsements(tuple(found))


def _directly_in(document: JsonObject, pointer: str, limits: Limits) -> Iterator[FoundEndorsement]:
    for place, carrier in walk(document, skip=_NOT_ENTERED, pointer=pointer):
        for at, value in (*values(carrier, "endorsement", place), *values(carrier, "endorsementJwt", place)):
            yield FoundEndorsement(pointer=at, carrier=carrier, signed=_read(value, limits))


def _read(value: JsonValue, limits: Limits) -> Signed | None:
    if isinstance(value, dict):
        return Signed(value)
    if not isinstance(value, str):
        return None
    try:
        return Signed.of(parse_signed(value.encode("utf-8", "surrogatepass"), limits=limits))
    except CredentialError:
        return None
