"""What a document of somebody else may not bring in: a number by which a state knows a person.

A signed document cannot be made shorter, so one that holds such a number is refused whole: one that says so,
hashed or not, and what may be a BSN in any text, in an identifier that is not hashed, or in the name of a
member.

Spec: requirement F08; OB 3.0 "IdentityObject".
"""

from collections.abc import Iterator
from typing import Final

from credentials.national_identity import national_identities
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding
from issuer.domain.withheld_numbers import withhold_numbers

# No free text: keys, digests, addresses and moments hold nine digits in a row by chance.
_NO_TEXT: Final = frozenset(
    {
        "@context",
        "credentialSchema",
        "credentialStatus",
        "digestMultibase",
        "digestSRI",
        "encodedList",
        "id",
        "identityHash",
        "image",
        "proof",
        "relatedResource",
        "salt",
        "targetUrl",
        "type",
        "url",
    }
)


def personal_numbers(document: JsonObject) -> Iterator[Finding]:
    """Yield a finding for each place with a national identity number, and each text with what may be one.

    The number itself is in no finding.
    """
    for pointer in national_identities(document):
        yield _finding("foreign_national_number", pointer)
    for pointer, text in _texts(document):
        if contains_bsn(text):
            yield _finding("foreign_bsn", pointer)


def _finding(code: str, pointer: str) -> Finding:
    return withhold_numbers(Finding(code=code, requirement="F08", pointer=pointer))


def _texts(document: JsonObject) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, JsonValue]] = [("", document)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, str):
            yield at, value
        elif isinstance(value, dict):
            for name, member in value.items():
                inner = f"{at}/{name.replace('~', '~0').replace('/', '~1')}"
                yield inner, name
                if name not in _NO_TEXT or _is_plain_identifier(name, value):
                    waiting.append((inner, member))
        elif isinstance(value, list):
            waiting.extend((f"{at}/{index}", member) for index, member in enumerate(value))


def _is_plain_identifier(name: str, owner: JsonObject) -> bool:
    """Tell whether ``identityHash`` holds the identifier itself, as Open Badges allows."""
    return name == "identityHash" and owner.get("hashed") is not True
