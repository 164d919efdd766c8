"""Where a document identifies somebody by a number of a state.

Open Badges can hold one (``nationalIdentityNumber``). Dutch law allows the BSN only where it prescribes one,
and a credential is no such place: not hashed either, since nine digits are tried in no time.

Spec: requirement F08; OB 3.0 "IdentifierTypeEnum"; UAVG article 46.
"""

import re
from collections.abc import Iterator
from typing import Final

from credentials.parsing import JsonObject, JsonValue

_KINDS: Final = frozenset(
    {
        "nationalidentitynumber",
        "bsn",
        "burgerservicenummer",
        "sofinummer",
        "persoonsgebondennummer",
        "onderwijsnummer",
    }
)
KIND_MEMBERS: Final = frozenset({"identityType", "identifierType"})
"""The members of Open Badges 3.0 that say what kind of identifier stands beside them."""
_NO_LETTER: Final = re.compile(r"[^a-z]")
_MAX_NAME: Final = 100


def is_national_identity(kind: str) -> bool:
    """Tell whether an identifier of this kind is a number by which a state knows a person."""
    return _NO_LETTER.sub("", kind[:_MAX_NAME].casefold().removeprefix("ext:")) in _KINDS


def national_identities(document: JsonObject) -> Iterator[str]:
    """Yield the pointer of every identifier in ``document`` that is such a number.

    It takes any JSON object, and looks at no value.
    """
    waiting: list[tuple[str, JsonValue]] = [("", document)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, dict):
            kinds = (value.get(name) for name in KIND_MEMBERS)
            if any(isinstance(kind, str) and is_national_identity(kind) for kind in kinds):
                yield at
            waiting.extend((f"{at}/{_token(name)}", member) for name, member in value.items())
        elif isinstance(value, list):
            waiting.extend((f"{at}/{index}", member) for index, member in enumerate(value))


def _token(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
