"""What a document of somebody else may not hold, because a credential that it becomes a part of must last.

Nothing in a credential may fail by itself one day, or bring in what nobody here looked at. Verifiers read
all of a document that is embedded in a credential, also what lies deep in it and what stands in its proof.

Spec: requirement F22; VC Data Integrity 1.0 §2.1 (``expires``).
"""

from collections.abc import Iterator
from typing import Final

from credentials.parsing import JsonObject, JsonValue

_NOT_LASTING: Final = frozenset(
    {
        "credentialStatus",
        "endorsement",
        "endorsementJwt",
        "expirationDate",
        "expires",
        "refreshService",
        "validUntil",
    }
)
_CREDENTIALS: Final = frozenset(
    {
        "EndorsementCredential",
        "EnvelopedVerifiableCredential",
        "EnvelopedVerifiablePresentation",
        "VerifiableCredential",
        "VerifiablePresentation",
    }
)


def not_lasting(document: JsonObject) -> Iterator[str]:
    """Yield the JSON pointer of each part that may end one day, or that yet others vouch for.

    Of such a part, what lies within it is not told apart.

    Args:
        document: Read within limits: its depth is that of the recursion here.
    """
    for name, member in document.items():
        at = f"/{name.replace('~', '~0').replace('/', '~1')}"
        if name in _NOT_LASTING:
            yield at
        else:
            yield from _within(member, at, is_proof=name == "proof")


def _within(value: JsonValue, at: str, *, is_proof: bool = False) -> Iterator[str]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _within(item, f"{at}/{index}", is_proof=is_proof)
    elif isinstance(value, dict):
        # Under whatever name: what is signed by itself speaks for somebody else.
        if _is_credential(value) or ("proof" in value and not is_proof):
            yield at
            return
        yield from (at + pointer for pointer in not_lasting(value))


def _is_credential(value: JsonObject) -> bool:
    types = value.get("type", value.get("@type"))
    named = types if isinstance(types, list) else [types]
    return any(isinstance(one, str) and one in _CREDENTIALS for one in named)
