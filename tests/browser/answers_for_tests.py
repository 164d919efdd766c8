"""A file for every verdict that the pages can give, and a card for every one that the card page can."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from tests.browser.files_for_tests import STATES, State, json_of
from tests.browser.served_for_tests import GIVEN, SIGNED, signed_list
from tests.card_vectors import vectors
from tests.cards_for_tests import FULL_CARD, REVOCATION_URL, card_address, trusted
from tests.cards_for_tests import IN_FORCE as CARDS_IN_FORCE
from tests.cards_for_tests import REVOKED as REVOKED_CARD
from tests.cards_for_tests import SUSPENDED as SUSPENDED_CARD
from tests.keys_for_tests import STRANGER_ED25519
from tests.status_changes_for_tests import changes_document, list_naming
from tests.trust_for_tests import LIST_URL, PUBLISHED_AT, ROOT_KEY, VALID_UNTIL
from tests.verification_for_tests import AT, as_bytes, badge, badge_with, signed
from tests.web_for_tests import rich
from verifier import given_status_lists

_SCALE: Final = "urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a12"
_NOT_THEN: Final = replace(
    trusted(recognized_from=AT - timedelta(hours=1)),
    id=LIST_URL,
    publisher_id=ROOT_KEY.did_key,
    published_at=PUBLISHED_AT,
    valid_until=VALID_UNTIL,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is handed in, and what the server knows then.

    Attributes:
        content: The file, or what stands behind the # in the address of a card.
        served: Attributes of the server that are different.
    """

    content: bytes
    served: Mapping[str, Any] = field(default_factory=dict)


def _out_of_range() -> bytes:
    """Return a credential with a mark of twelve out of ten, which its school did sign."""
    description = {"id": _SCALE, "type": ["ResultDescription"], "name": "Cijfer", "resultType": "RawScore"}
    bounds = {"valueMin": "1", "valueMax": "10"}
    document = badge_with("/credentialSubject/achievement/resultDescription", [description | bounds])
    result = {"type": ["Result"], "resultDescription": _SCALE, "value": "12"}
    return as_bytes(signed(badge_with("/credentialSubject/result", [result], document)))


def _state(name: str) -> Asked:
    state: State = STATES[name]
    return Asked(json_of(state), {"given": state.given})


ANSWERS: Final[Mapping[str, Asked]] = {
    "genuine": Asked(as_bytes(rich())),
    "genuine_note": Asked(_out_of_range()),
    "nothing_found": Asked(b"een brief"),
    "unreadable": Asked(b"{"),
    "malformed": Asked(b'{"a": 1, "a": 2}'),
    "altered": Asked(as_bytes(signed(badge()) | {"extra": "x"})),
    "unsigned": Asked(as_bytes(badge())),
    "not_genuine": _state("tampered"),
    "revoked": _state("revoked"),
    "suspended": _state("suspended"),
    "expired": _state("expired"),
    "not_yet_valid": Asked(as_bytes(signed(badge(validFrom="2027-01-01T00:00:00Z")))),
    "not_recognised_then": Asked(as_bytes(signed(badge())), {"trust_list": _NOT_THEN}),
    "signature_open": Asked(as_bytes(signed(badge())), {"trust_list": None}),
    "issuer_unknown": _state("unknown_issuer"),
    "status_open": _state("unreachable_status"),
}
"""By verdict. What somebody asks about a person comes after an answer."""

_VECTORS: Final = {vector.name: vector.address for vector in vectors()}


def _card(address: str, **served: Any) -> Asked:  # noqa: ANN401 - as attributes are
    return Asked(address.partition("#")[2].encode(), served)


CARDS: Final[Mapping[str, Asked]] = {
    "genuine": _card(card_address(FULL_CARD)),
    "revoked": _card(card_address(), given=given_status_lists(REVOKED_CARD)),
    "suspended": _card(card_address(FULL_CARD), given=given_status_lists(SUSPENDED_CARD)),
    "expired": _card(
        card_address(replace(FULL_CARD, valid_until=AT - timedelta(hours=1))),
    ),
    "not_yet_valid": _card(card_address(replace(FULL_CARD, issued_at=AT + timedelta(hours=1)))),
    "status_open": _card(card_address(), given={}),
    "not_genuine": _card(_VECTORS["another name"]),
    "signature_open": _card(card_address(key=STRANGER_ED25519)),
    "malformed": _card(_VECTORS["envelope: a byte too many"]),
    "unreadable": _card(_VECTORS["no card of version 1"]),
    "not_recognised_then": _card(card_address(), edition=signed_list(_NOT_THEN)),
    "issuer_unknown": _card(
        card_address(), edition=signed_list(replace(SIGNED, valid_until=AT - timedelta(minutes=1)))
    ),
}
"""By verdict of the card page."""

_SAID = changes_document()
_SAID_OF_CARD = changes_document(url=REVOCATION_URL)
EXPLAINED: Final = Asked(
    json_of(STATES["revoked"]), {"given": given_status_lists([list_naming(_SAID), _SAID])}
)
"""Revoked by a school that says since when, and why."""

EXPLAINED_CARD: Final = _card(
    card_address(),
    given=given_status_lists(
        [list_naming(_SAID_OF_CARD, url=REVOCATION_URL), _SAID_OF_CARD, CARDS_IN_FORCE[1]]
    ),
)
"""The same, of a card."""

AT_FIRST: Final[Mapping[str, Any]] = {
    "given": GIVEN,
    "trust_list": SIGNED,
    "edition": signed_list(SIGNED),
}
"""What the server knows when a test begins."""
