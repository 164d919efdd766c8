"""What an employer may get: every kind of file, in every state that it can be in."""

import base64
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from credentials.containers import png, svg
from credentials.parsing import JsonObject
from credentials.proofs.vc_jwt import sign_jwt
from tests.browser.served_for_tests import GIVEN
from tests.findings_for_tests import pdf_file, png_image
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256
from tests.verification_for_tests import SUSPENSION_URL, as_bytes, as_jwt, badge, signed, status_entry
from tests.web_for_tests import REVOKED, SUSPENDED

_DRAWING: Final = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'
NAME: Final = "Sanne de Vries"
OTHER_NAME: Final = "Sanne de Boer!"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a credential is, and what the page has to say of it.

    Attributes:
        verdict: The name of the headline.
        nl, en: The headline.
        members: Of the badge, besides those that it always has.
        is_tampered: Whether the name was changed after it was signed.
        is_of_stranger: Whether somebody signed it whom nobody knows.
        given: The status lists that can be had.
    """

    verdict: str
    nl: str
    en: str
    members: JsonObject = field(default_factory=dict)
    is_tampered: bool = False
    is_of_stranger: bool = False
    given: Mapping[Any, bytes] = field(default_factory=lambda: GIVEN)


_REVOCABLE: Final[JsonObject] = {"credentialStatus": status_entry()}
_SUSPENDABLE: Final[JsonObject] = {"credentialStatus": status_entry(purpose="suspension", url=SUSPENSION_URL)}

STATES: Final[Mapping[str, State]] = {
    "good": State(verdict="genuine", nl="Echt en geldig", en="Genuine and valid", members=_REVOCABLE),
    "tampered": State(
        verdict="not_genuine", nl="Niet echt", en="Not genuine", members=_REVOCABLE, is_tampered=True
    ),
    "revoked": State(
        verdict="revoked",
        nl="Niet meer geldig: ingetrokken",
        en="No longer valid: revoked",
        members=_REVOCABLE,
        given=REVOKED,
    ),
    "suspended": State(
        verdict="suspended",
        nl="Nu niet geldig: geschorst",
        en="Not valid now: suspended",
        members=_SUSPENDABLE,
        given=SUSPENDED,
    ),
    "expired": State(
        verdict="expired",
        nl="Niet meer geldig: verlopen",
        en="No longer valid: expired",
        members={"validUntil": "2026-11-20T10:00:00Z"},
    ),
    "unknown_issuer": State(
        verdict="issuer_unknown",
        nl="Niet zeker: wij kennen deze uitgever niet",
        en="Not certain: we do not know this issuer",
        is_of_stranger=True,
    ),
    "unreachable_status": State(
        verdict="status_open",
        nl="Niet zeker of het nog geldt",
        en="Not certain whether it still counts",
        members=_REVOCABLE,
        given={},
    ),
}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip with these files in it."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return output.getvalue()


def json_of(state: State) -> bytes:
    """Return a badge in this state."""
    document = badge(**state.members)
    if state.is_of_stranger:
        stranger = ISSUER_ED25519.did_key_method.partition("#")[0]
        document["issuer"] = {"id": stranger, "type": ["Profile"], "name": "Iemand"}
        return as_bytes(signed(document, controller="did:key"))
    content = as_bytes(signed(document))
    return content.replace(NAME.encode(), OTHER_NAME.encode()) if state.is_tampered else content


def _jwt(state: State) -> bytes:
    document = badge(**state.members)
    if state.is_of_stranger:
        method = ISSUER_P256.did_key_method
        document["issuer"] = {"id": method.partition("#")[0], "type": ["Profile"], "name": "Iemand"}
        return sign_jwt(document, ISSUER_P256.signer(method)).encode()
    token = as_jwt(document)
    if not state.is_tampered:
        return token
    header, payload, signature = token.split(b".")
    said = base64.urlsafe_b64decode(payload + b"==").replace(NAME.encode(), OTHER_NAME.encode())
    return b".".join((header, base64.urlsafe_b64encode(said).rstrip(b"="), signature))


KINDS: Final[Mapping[str, Callable[[State], bytes]]] = {
    "json": json_of,
    "jwt": _jwt,
    "png": lambda state: png.bake(png_image(), json_of(state).decode()),
    "svg": lambda state: svg.bake(_DRAWING, _jwt(state).decode()),
    "pdf": lambda state: pdf_file(("bewijs.json", json_of(state))),
    "zip": lambda state: zipped({"klas/bewijs.json": json_of(state), "leesmij.txt": b"een brief"}),
}
"""Makes a file of each kind."""
