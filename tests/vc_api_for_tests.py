"""The door of ``waarmerk vc-api`` for tests: requests to the application itself, without a network."""

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import httpx

from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject, JsonValue
from credentials.proofs.cryptosuite import encode_proof_value
from credentials.proofs.cryptosuites import CRYPTOSUITES
from credentials.proofs.data_integrity import add_proof
from tests.keys_for_tests import ISSUER_ED25519, KeyForTests
from waarmerk.vc_api.application import create_app
from waarmerk.vc_api.contexts import door_contexts
from waarmerk.vc_api.service import Service

BASE = "https://127.0.0.1:40443"
NOW = datetime(2026, 9, 2, 12, tzinfo=UTC)
CREATED = datetime(2026, 9, 1, 12, tzinfo=UTC)
EXAMPLES_V2 = "https://www.w3.org/ns/credentials/examples/v2"
PROOF_ALONE: JsonObject = {"checks": ["proof"]}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        status: The HTTP status.
        json: The body.
        media_type: What it is said to be.
    """

    status: int
    json: Any
    media_type: str

    @property
    def problem_type(self) -> str:
        """The type of the first problem."""
        return str(self.json["type"])


class Door:
    """An open door, with keys and lists of its own."""

    def __init__(self) -> None:
        self.service = Service(BASE, lambda: NOW)
        self._app = create_app(self.service, BASE)

    def request(
        self,
        method: str,
        path: str,
        *,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
        params: dict[str, str] | None = None,
    ) -> Answer:
        """Send one request."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return await client.request(method, path, content=content, headers=headers, params=params)

        response = asyncio.run(send())
        body = response.json() if response.content else None
        return Answer(response.status_code, body, response.headers.get("content-type", ""))

    def post(self, path: str, body: JsonObject) -> Answer:
        """Post an object."""
        content = json.dumps(body).encode()
        return self.request("POST", path, content=content, headers={"Content-Type": "application/json"})

    def issue(
        self, document: JsonObject, suite: str = "eddsa-rdfc-2022", options: JsonObject | None = None
    ) -> Answer:
        """Have a credential signed."""
        return self.post(f"/{suite}/credentials/issue", {"credential": document, "options": options or {}})

    def issued(
        self, document: JsonObject, suite: str = "eddsa-rdfc-2022", options: JsonObject | None = None
    ) -> JsonObject:
        """Return a credential that was signed."""
        answer = self.issue(document, suite, options)
        assert answer.status == 201, answer.json
        signed: JsonObject = answer.json["verifiableCredential"]
        return signed

    def verify(self, document: JsonValue, options: JsonObject | None = None) -> Answer:
        """Have a credential verified, by default its proof alone."""
        asked = PROOF_ALONE if options is None else options
        return self.post("/credentials/verify", {"verifiableCredential": document, "options": asked})

    def verify_presentation(self, document: JsonValue, options: JsonObject | None = None) -> Answer:
        """Have a presentation verified, by default as the suites ask for it."""
        asked: JsonObject = {"checks": []} if options is None else options
        return self.post("/presentations/verify", {"verifiablePresentation": document, "options": asked})

    def did(self, suite: str = "eddsa-rdfc-2022") -> str:
        """Return who signs with a suite."""
        return str(self.request("GET", "/").json["issuers"][suite]["id"])


@cache
def door() -> Door:
    """Return a door for tests that leave no trace in it."""
    return Door()


def signed(
    document: JsonObject,
    key: KeyForTests = ISSUER_ED25519,
    *,
    suite: str | None = None,
    **options: Any,  # noqa: ANN401 - as add_proof takes them
) -> JsonObject:
    """Return a document with one proof more, by somebody else than the door."""
    name = suite or ("eddsa-rdfc-2022" if key.is_ed25519 else "ecdsa-rdfc-2019")
    return add_proof(
        document, key.signer(), created=CREATED, cryptosuite=name, contexts=door_contexts(), **options
    )


def signed_with(
    document: JsonObject,
    key: KeyForTests = ISSUER_ED25519,
    *,
    suite: str = "eddsa-rdfc-2022",
    **members: JsonValue,
) -> JsonObject:
    """Return a document with one proof that has these members besides the usual ones, and is over them."""
    found = CRYPTOSUITES[suite]
    proof = found.options_for(document) | {
        "created": "2026-09-01T12:00:00Z",
        "verificationMethod": key.did_key_method,
        "proofPurpose": "assertionMethod",
    }
    proof = {name: value for name, value in (proof | members).items() if value is not None}
    data = found.hash_data(
        document,
        proof,
        key_type=key.key_type,
        proof_pointer="/proof",
        contexts=door_contexts(),
        limits=DEFAULT_LIMITS,
    )
    return {**document, "proof": {**proof, "proofValue": encode_proof_value(key.sign(data))}}
