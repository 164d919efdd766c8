"""What a document of somebody else may not bring in: a number by which a state knows a person.

A signed document cannot be made shorter, so one that holds such a number is refused whole.

Spec: requirement F08.
"""

from collections.abc import Iterator
from typing import Final

from credentials.national_identity import national_identities
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding

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
        yield Finding(code="foreign_national_number", requirement="F08", pointer=pointer)
    for pointer, text in _texts(document):
        if contains_bsn(text):
            yield Finding(code="foreign_bsn", requirement="F08", pointer=pointer)


def _texts(document: JsonObject) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, JsonValue]] = [("", document)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, str):
            yield at, value
        elif isinstance(value, dict):
            waiting.extend(
                (f"{at}/{name.replace('~', '~0').replace('/', '~1')}", member)
                for name, member in value.items()
                if name not in _NO_TEXT
            )
        elif isinstance(value, list):
            waiting.extend((f"{at}/{index}", member) for index, member in enumerate(value))
