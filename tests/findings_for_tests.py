"""For every code of the verifier, a credential that makes it appear: real signatures throughout."""

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from pypdf import PdfWriter

from contexts import CREDENTIALS_V1
from credentials.achievement.instruments import INSTRUMENTS
from credentials.containers import png
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.content import content_of_credential
from credentials.endorsement.roles import Role
from credentials.identifiers.multiformats import base64url_encode, multibase_encode
from credentials.limits import DEFAULT_LIMITS
from credentials.parsing import JsonObject, JsonValue
from credentials.recognized_entity import RecognizedAction
from credentials.status.status_changes import ChangeReason
from tests.cards_for_tests import (
    CARD,
    CREDENTIAL,
    address_of,
    card_address,
    card_with,
    of_message,
    of_payload,
    report_on_card,
    trusted,
)
from tests.keys_for_tests import (
    ISSUER_ED25519,
    ISSUER_P256,
    SECOND_ED25519,
    STRANGER_ED25519,
    STRANGER_P256,
    KeyForTests,
)
from tests.status_changes_for_tests import changes_document, list_naming, listed
from tests.verification_for_tests import (
    AT,
    AWARDED,
    INDEX,
    LIST_URL,
    RESULT_ID,
    SCHOOL,
    SCHOOL_DOCUMENT_URL,
    as_bytes,
    badge,
    badge_1_1,
    badge_with,
    badge_with_own_terms,
    document_of,
    fetching,
    recognised_key,
    report_on,
    signed,
    status_entry,
    status_list,
    trust_list,
    unsigned_status_list,
)
from verifier import CheckId, CheckStatus, Code, KnownRecipient, VerificationReport
from verifier.cards import compare_with_credential

FAILED, INDETERMINATE, PASSED = CheckStatus.FAILED, CheckStatus.INDETERMINATE, CheckStatus.PASSED
HTTPS_SCHOOL: Final = "https://roc-voorbeeld.example/issuers/1"
JWKS_URL: Final = "https://roc-voorbeeld.example/.well-known/jwks.json"


@dataclass(frozen=True, slots=True)
class Case:
    """Where a code appears, and what the check is then.

    Attributes:
        check: The check that finds it.
        status: What the check then is.
        pointer: Where it points to.
        report: Makes the report.
    """

    check: CheckId
    status: CheckStatus
    pointer: str | None
    report: Callable[[], VerificationReport]


def png_image() -> bytes:
    """Return a PNG of one black pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0")
    return png.SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


SVG_IMAGE: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'


def pdf_file(*attachments: tuple[str, bytes]) -> bytes:
    """Return a PDF of one empty page with files attached."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, content in attachments:
        writer.add_attachment(name, content)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def with_text_chunk(keyword: bytes) -> bytes:
    """Return a PNG with an iTXt chunk that a credential would be in, under another keyword."""
    data = b"iTXt" + keyword + b"\0\0\0\0\0{}"
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    image = png_image()
    return image[:33] + chunk + image[33:]


def baked_twice() -> bytes:
    """Return a PNG with two credentials, by way of copying the chunk of the first."""
    once = png.bake(png_image(), as_bytes(signed(badge())).decode())
    start = once.index(b"iTXt") - 4
    end = start + 12 + struct.unpack(">I", once[start : start + 4])[0]
    return once[:end] + once[start:end] + once[end:]


def zip_file() -> bytes:
    """Return a zip file with a credential in it, as a school may mail them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("credential.json", as_bytes(signed(badge())))
    return file.getvalue()


def with_result(value: str = "Behaald", **members: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    """Return an unsigned badge with a result, and a description of what results there can be."""
    document = badge_with(
        "/credentialSubject/achievement/resultDescription",
        [
            {
                "id": RESULT_ID,
                "type": ["ResultDescription"],
                "name": "Eindoordeel",
                "resultType": "RawScore",
                "valueMin": "1",
                "valueMax": "10",
            }
            | members
        ],
    )
    result = {"type": ["Result"], "resultDescription": RESULT_ID, "value": value}
    return badge_with("/credentialSubject/result", [result], document)


def endorsement(
    of: str | None = None,
    key: KeyForTests = STRANGER_ED25519,
    **changes: Any,  # noqa: ANN401
) -> JsonObject:
    """Return an unsigned endorsement by the did:key of ``key``, by default of the badge."""
    members: JsonObject = {
        "id": "urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a22",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Aanbeveling",
        "issuer": {"id": key.did_key, "type": ["Profile"], "name": "Bedrijf"},
        "credentialSubject": {
            "id": of or str(badge()["id"]),
            "type": ["EndorsementSubject"],
            "endorsementComment": "Goed gedaan.",
        },
    }
    return badge(**(members | changes))


def signed_endorsement(
    of: str | None = None,
    key: KeyForTests = STRANGER_ED25519,
    **changes: Any,  # noqa: ANN401
) -> JsonObject:
    """Return an endorsement signed by the did:key of ``key``."""
    return signed(endorsement(of, key, **changes), key, controller="did:key")


def endorsement_of_content(**members: JsonValue) -> JsonObject:
    """Return a signed endorsement of the badge as it is, with the digest of that, in a role."""
    content = content_of_credential(badge(**members))
    endorser = Endorser(id=STRANGER_ED25519.did_key, role=Role.COMPANY, organisation="Bedrijf")
    unsigned = build_endorsement(
        content,
        endorser,
        endorsement_id="urn:uuid:0f6b2c4e-6b3a-4c8e-9d53-8a4f1f6f9a33",
        at=AWARDED,
        language="nl",
    )
    return signed(unsigned, STRANGER_ED25519, controller="did:key")


def unsigned_statement() -> JsonObject:
    """Return an unsigned badge of an instrument that a company and a sector organisation have to sign."""
    instrument = INSTRUMENTS["praktijkverklaring"]
    document = badge_with("/credentialSubject/achievement/tag", [instrument.key, "mbo"])
    return badge_with("/credentialSubject/achievement/achievementType", instrument.achievement_type, document)


def statement_of_practice(*endorsements: JsonObject) -> JsonObject:
    """Return a signed badge of an instrument that others have to sign as well."""
    return signed(unsigned_statement() | ({"endorsement": [*endorsements]} if endorsements else {}))


def signature_on_statement(
    role: Role,
    key: KeyForTests,
    *,
    controller: str = "did:key",
    number: int = 1,
    of: JsonObject | None = None,
    kvk: str | None = None,
    **options: Any,  # noqa: ANN401 - passed on
) -> JsonObject:
    """Return a signature on the statement, or on what is given, in a role."""
    endorser = Endorser(
        id=key.did_key if controller == "did:key" else controller,
        role=role,
        organisation=f"Organisatie {number}",
        official="P. Praktijk" if number == 1 else None,
        kvk=kvk,
    )
    unsigned = build_endorsement(
        of or content_of_credential(unsigned_statement()),
        endorser,
        endorsement_id=f"urn:uuid:0f6b2c4e-0000-4000-8000-{number:012}",
        at=AWARDED,
        language="nl",
    )
    return signed(unsigned, key, controller=controller, **options)


def endorsed(*endorsements: JsonObject) -> JsonObject:
    """Return a signed badge with endorsements in it."""
    return signed(badge(endorsement=[*endorsements]))


def jwt_of(payload: JsonObject, *, header: JsonObject | None = None, key: KeyForTests = ISSUER_P256) -> bytes:
    """Return a signed JWT with this very payload, and header members beside or in place of the usual."""
    members: JsonObject = {"alg": "ES256", "typ": "JWT", "kid": key.method_of(SCHOOL)}
    for name, value in (header or {}).items():
        members[name] = value
    members = {name: value for name, value in members.items() if value is not None}
    parts = [base64url_encode(as_bytes(part)) for part in (members, payload)]
    signature = key.sign(".".join(parts).encode())
    return ".".join([*parts, base64url_encode(signature)]).encode()


def claims(document: JsonObject | None = None, **changes: Any) -> JsonObject:  # noqa: ANN401
    """Return the payload of a JWT: a badge with the claims that repeat it."""
    document = document if document is not None else badge()
    usual: JsonObject = {"iss": SCHOOL, "jti": document["id"], "nbf": int(AWARDED.timestamp())}
    return document | {name: value for name, value in (usual | changes).items() if value is not None}


def structure(document: JsonObject) -> VerificationReport:
    """Verify a badge that the school signed as a JWT, which can say what JSON-LD refuses."""
    return report_on(jwt_of(claims(document)))


def reproved(**members: Any) -> JsonObject:  # noqa: ANN401
    """Return a signed badge whose proof was tampered with afterwards."""
    document = signed(badge())
    for name, value in members.items():
        document = badge_with(f"/proof/0/{name}", value, document)
    return document


def revocable(**members: Any) -> JsonObject:  # noqa: ANN401
    """Return a signed badge with one status entry."""
    return signed(badge(credentialStatus=status_entry(**members)))


def by_document(document: bytes, credential: JsonObject | None = None) -> VerificationReport:
    """Verify a badge of which the key is only in the school's DID document."""
    return report_on(
        credential if credential is not None else signed(badge()),
        trusted=None,
        fetch=fetching({SCHOOL_DOCUMENT_URL: document}),
    )


def _did_document(**members: Any) -> JsonObject:  # noqa: ANN401
    document: JsonObject = json.loads(document_of(SCHOOL, ISSUER_ED25519))
    for name, value in members.items():
        document = badge_with(f"/verificationMethod/0/{name}", value, document)
    return document


def _secp256k1() -> str:
    return "did:key:" + multibase_encode(b"\xe7\x01" + b"\x02" + bytes(31) + b"\x01")


def _other_purpose_document() -> bytes:
    document = _did_document()
    document["authentication"] = document.pop("assertionMethod")
    return as_bytes(document)


def _broken_signature_list() -> bytes:
    return as_bytes(signed(unsigned_status_list()) | {"name": "added later"})


def _short_list() -> bytes:
    encoded = "u" + base64url_encode(gzip.compress(bytes(2048)))
    return as_bytes(signed(badge_with("/credentialSubject/encodedList", encoded, unsigned_status_list())))


def _structure(
    pointer: str | None, source: Callable[[], bytes | JsonObject], status: CheckStatus = FAILED
) -> Case:
    return Case(CheckId.STRUCTURE, status, pointer, lambda: report_on(source()))


def _model(pointer: str, document: Callable[[], JsonObject], status: CheckStatus = FAILED) -> Case:
    return Case(CheckId.STRUCTURE, status, pointer, lambda: structure(document()))


def _proof(
    pointer: str | None, source: Callable[[], bytes | JsonObject], status: CheckStatus = FAILED
) -> Case:
    return Case(CheckId.PROOF, status, pointer, lambda: report_on(source()))


def _status(source: Callable[[], bytes | JsonObject], *lists: Callable[[], bytes], **more: Any) -> Case:  # noqa: ANN401
    expected = {"status": INDETERMINATE, "pointer": "/credentialStatus"} | more
    return Case(
        CheckId.STATUS,
        expected["status"],
        expected["pointer"],
        lambda: report_on(source(), lists=[make() for make in lists]),
    )


def _withdrawn(reason: ChangeReason) -> Case:
    def document() -> bytes:
        return changes_document(listed(reason=reason))

    return _status(revocable, lambda: list_naming(document()), document, status=FAILED)


def _recipient(
    code_status: CheckStatus, recipient: KnownRecipient, document: Callable[[], JsonObject]
) -> Case:
    return Case(
        CheckId.RECIPIENT,
        code_status,
        "/credentialSubject/identifier",
        lambda: report_on(signed(document()), recipient=recipient),
    )


def _achievement(pointer: str, document: Callable[[], JsonObject]) -> Case:
    return Case(CheckId.ACHIEVEMENT, FAILED, pointer, lambda: report_on(signed(document())))


def _endorsement(pointer: str, status: CheckStatus, *endorsements: Callable[[], JsonObject]) -> Case:
    return Case(
        CheckId.ENDORSEMENTS, status, pointer, lambda: report_on(endorsed(*(make() for make in endorsements)))
    )


_ONLY_CERTIFICATES: Final = RecognizedAction(
    valid_from=AWARDED - timedelta(days=365), instruments=frozenset({"mbo_certificaat"})
)
_UNTIL_TODAY: Final = RecognizedAction(
    valid_from=AWARDED - timedelta(days=365),
    valid_until=AT - timedelta(hours=1),
    achievement_types=frozenset({"MicroCredential"}),
)
_EARLIER: Final = AWARDED - timedelta(days=60)
_LATER: Final = AT + timedelta(days=60)


def _card(pointer: str | None, address: Callable[[], str], status: CheckStatus = FAILED) -> Case:
    return Case(CheckId.STRUCTURE, status, pointer, lambda: report_on_card(address()))


CASES: Final[Mapping[Code, Case]] = {
    Code.NOT_CHECKED: Case(
        CheckId.ISSUER_TRUST,
        INDETERMINATE,
        None,
        lambda: report_on(signed(badge()) | {"name": "Iets anders"}),
    ),
    # Taking the credential out of the file
    Code.NO_CREDENTIAL_FOUND: _structure(None, png_image),
    Code.OPEN_BADGES_2: _structure(None, lambda: with_text_chunk(b"openbadges"), INDETERMINATE),
    Code.FILE_UNREADABLE: _structure(None, lambda: png_image()[:40]),
    Code.FILE_TOO_LARGE: _structure("", lambda: b"{" + b" " * DEFAULT_LIMITS.max_bytes + b"}", INDETERMINATE),
    Code.ZIP_NOT_UNPACKED: _structure(None, zip_file, INDETERMINATE),
    Code.SEVERAL_CREDENTIALS: _structure(None, baked_twice, PASSED),
    Code.PARSING_ERROR: _structure(None, lambda: b'{"type": '),
    Code.DUPLICATE_KEY: _structure("/id", lambda: b'{"id": "urn:a:b", "id": "urn:a:c"}'),
    Code.TOO_COMPLEX: _structure(
        "/a" + "/0" * 63, lambda: b'{"a": ' + b"[" * 70 + b"]" * 70 + b"}", INDETERMINATE
    ),
    Code.JWT_MALFORMED: _structure(None, lambda: jwt_of(claims() | {"vc": {}})),
    Code.ALGORITHM_REFUSED: _structure(None, lambda: jwt_of(claims(), header={"alg": "none"})),
    Code.HEADER_REFUSED: _structure(None, lambda: jwt_of(claims(), header={"crit": ["exp"]})),
    Code.KEY_NOT_NAMED: _structure(None, lambda: jwt_of(claims(), header={"kid": None})),
    # The data model
    Code.NOT_A_CREDENTIAL: _structure("/type", lambda: {"type": ["Person"]}),
    Code.UNSUPPORTED_TYPE: _structure(
        "/type", lambda: signed(badge(type=["VerifiableCredential"])), INDETERMINATE
    ),
    Code.UNSUPPORTED_DATA_MODEL: _structure(
        "/@context/0",
        lambda: badge_with("/@context/0", "https://www.w3.org/ns/credentials/v3"),
        INDETERMINATE,
    ),
    Code.DATA_MODEL_OLDER: _structure("/@context/0", lambda: signed(badge_1_1()), PASSED),
    Code.OWN_TERMS: _structure("/@context", lambda: signed(badge_with_own_terms()), PASSED),
    Code.CONTEXT_WRONG: _model("/@context", lambda: badge_with("/@context/1", ...)),
    Code.CONTEXT_OLDER: _structure(
        "/@context/1",
        lambda: signed(
            badge_with("/@context/1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json")
        ),
        PASSED,
    ),
    Code.PART_NOT_CHECKED: _structure(
        "/credentialSchema",
        lambda: signed(
            badge_with(
                "/credentialSchema",
                [{"id": "https://school.example/schema.json", "type": "JsonSchema"}],
            )
        ),
        PASSED,
    ),
    Code.NATIONAL_NUMBER: _structure(
        "/credentialSubject/identifier/0",
        lambda: signed(badge_with("/credentialSubject/identifier/0/identityType", "nationalIdentityNumber")),
        PASSED,
    ),
    Code.CONTEXT_UNKNOWN: _model(
        "/@context/2", lambda: badge_with("/@context/2", "https://example.com/context"), INDETERMINATE
    ),
    Code.CONTEXT_REFUSED: _model(
        "/@context/2", lambda: badge_with("/@context/2", {"@vocab": "urn:x:"}), INDETERMINATE
    ),
    Code.PROPERTY_MISSING: _model(
        "/credentialSubject", lambda: badge_with("/credentialSubject/achievement", ...)
    ),
    Code.MALFORMED_VALUE: _model(
        "/credentialSubject/achievement/criteria",
        lambda: badge_with("/credentialSubject/achievement/criteria", {"type": "Criteria"}),
    ),
    Code.TYPE_MISSING: _model("/evidence/0", lambda: badge(evidence=[{"name": "Portfolio"}])),
    Code.TYPE_WRONG: _model("/issuer/type", lambda: badge_with("/issuer/type", ["Achievement"])),
    Code.ID_NOT_A_URL: _model("/credentialSubject/id", lambda: badge_with("/credentialSubject/id", "Sanne")),
    Code.DATE_MALFORMED: _model("/validUntil", lambda: badge(validUntil="2027-01-01T00:00:00")),
    Code.DATES_REVERSED: _model("/validUntil", lambda: badge(validUntil="2026-01-01T00:00:00Z")),
    Code.TEXT_MALFORMED: _model("/name", lambda: badge(name={"@value": "Naam", "@type": "@json"})),
    Code.RELATED_RESOURCE_REPEATED: _model(
        "/relatedResource/1",
        lambda: badge(
            relatedResource=[
                {"id": "https://example.com/a", "digestSRI": f"sha384-{digest}"}
                for digest in ("AAAA", "BBBB")
            ]
        ),
    ),
    # What a signature would not cover
    Code.UNDEFINED_TERM: _model("/loon", lambda: badge(loon="hoog")),
    Code.UNDEFINED_TYPE: _model(
        "/credentialSubject/type/1", lambda: badge_with("/credentialSubject/type/1", "Directeur")
    ),
    Code.RELATIVE_IRI: _model(
        "/credentialStatus/statusListCredential",
        lambda: badge(credentialStatus=status_entry(statusListCredential="/lijst")),
    ),
    Code.COMPACT_IRI: _model(
        "/type/2", lambda: badge_with("/type/2", "https://www.w3.org/2018/credentials#VerifiableCredential")
    ),
    Code.ILL_FORMED_IRI: _model(
        "/credentialStatus/statusListCredential",
        lambda: badge(credentialStatus=status_entry(statusListCredential="https://a b")),
    ),
    Code.ILL_FORMED_LANGUAGE_TAG: _model(
        "/name/@language", lambda: badge(name={"@value": "Naam", "@language": "nederlands!"})
    ),
    Code.FORBIDDEN_KEYWORD: _model("/@included", lambda: badge(**{"@included": []})),
    Code.BLANK_NODE: _model(
        "/credentialStatus/statusListCredential",
        lambda: badge(credentialStatus=status_entry(statusListCredential="_:b0")),
    ),
    Code.UNSIGNED_DATA: _model("/evidence", lambda: badge(evidence=[])),
    Code.NUMBER_REFUSED: _model(
        "/credentialSubject/creditsEarned", lambda: badge_with("/credentialSubject/creditsEarned", 2**60)
    ),
    Code.CHARACTER_REFUSED: _model("/name", lambda: badge(name="Warmte\u0007pomp")),
    # A bundled context that gives other meanings to the terms that the first one protects.
    Code.NOT_CANONICALIZABLE: _model("", lambda: badge_with("/@context/2", CREDENTIALS_V1)),
    # The signature itself
    Code.PROOF_MISSING: _proof("", badge),
    Code.PROOF_MALFORMED: _proof("/proof/0/proofValue", lambda: reproved(proofValue="zzz")),
    Code.TOO_MANY_PROOFS: _proof("/proof", lambda: badge(proof=[{"type": "DataIntegrityProof"}] * 9)),
    Code.CRYPTOSUITE_UNSUPPORTED: _proof(
        "/proof/0/cryptosuite", lambda: reproved(cryptosuite="bbs-2023"), INDETERMINATE
    ),
    Code.PROOF_PURPOSE_WRONG: _proof(
        "/proof/0/proofPurpose", lambda: signed(badge(), proof_purpose="authentication")
    ),
    Code.PREVIOUS_PROOF_MISSING: _proof(
        "/proof/0/previousProof",
        lambda: reproved(previousProof="urn:uuid:5b0f0000-0000-4000-8000-000000000000"),
    ),
    Code.PROOF_EXPIRED: _proof("/proof/0/expires", lambda: reproved(expires="2026-11-21T00:00:00Z")),
    Code.SIGNATURE_MISMATCH: _proof("/proof/0/proofValue", lambda: signed(badge()) | {"name": "Iets anders"}),
    Code.CLAIM_MISMATCH: _proof(
        None, lambda: jwt_of(claims(jti="urn:uuid:00000000-0000-4000-8000-000000000000"))
    ),
    Code.CLAIM_MISSING: _proof(
        None, lambda: jwt_of(claims(badge_with("/credentialSubject/id", "did:example:sanne"))), PASSED
    ),
    Code.CLAIM_WITHOUT_COUNTERPART: _proof(None, lambda: jwt_of(claims(exp=int(_LATER.timestamp()))), PASSED),
    Code.HEADER_NOT_ALLOWED: _proof(None, lambda: jwt_of(claims(), header={"cty": "vc"}), PASSED),
    # Whose key it is
    Code.NOT_SIGNED_BY_ISSUER: _proof(
        "/issuer", lambda: signed(badge(), STRANGER_ED25519, controller="did:key")
    ),
    Code.KEY_UNAVAILABLE: _proof(
        "/proof/0/verificationMethod", lambda: signed(badge(), SECOND_ED25519), INDETERMINATE
    ),
    Code.KEY_SELF_ASSERTED: Case(
        CheckId.PROOF,
        FAILED,
        None,
        lambda: by_document(
            document_of(SCHOOL, ISSUER_ED25519),
            jwt_of(  # type: ignore[arg-type]  # a file serves as well as a document
                claims(),
                header={"kid": None, "jwk": STRANGER_P256.public_key.to_jwk()},
                key=STRANGER_P256,
            ),
        ),
    ),
    Code.KEY_NOT_FOUND: Case(
        CheckId.PROOF,
        FAILED,
        "/proof/0/verificationMethod",
        lambda: by_document(document_of(SCHOOL, SECOND_ED25519)),
    ),
    Code.KEY_ID_MALFORMED: _proof(
        "/proof/0/verificationMethod", lambda: reproved(verificationMethod="did:web:roc_voorbeeld")
    ),
    Code.KEY_PURPOSE_WRONG: Case(
        CheckId.PROOF, FAILED, "/proof/0/verificationMethod", lambda: by_document(_other_purpose_document())
    ),
    Code.KEY_MALFORMED: Case(
        CheckId.PROOF,
        FAILED,
        "/proof/0/verificationMethod",
        lambda: by_document(as_bytes(_did_document(publicKeyMultibase=multibase_encode(b"\xed\x01short")))),
    ),
    Code.KEY_TYPE_WRONG: _proof(
        "/proof/0", lambda: reproved(verificationMethod=ISSUER_P256.method_of(SCHOOL))
    ),
    Code.KEY_TYPE_UNSUPPORTED: _proof(
        "/proof/0/verificationMethod",
        lambda: reproved(verificationMethod=f"{_secp256k1()}#{_secp256k1().removeprefix('did:key:')}"),
        INDETERMINATE,
    ),
    Code.KEY_REVOKED: Case(
        CheckId.PROOF,
        FAILED,
        "/proof/0",
        lambda: report_on(
            signed(badge()),
            trusted=trust_list(recognised_key(ISSUER_ED25519, revoked=AT - timedelta(hours=1))),
        ),
    ),
    Code.KEY_EXPIRED: Case(
        CheckId.PROOF,
        FAILED,
        "/proof/0",
        lambda: by_document(as_bytes(_did_document(expires="2026-11-19T00:00:00Z"))),
    ),
    Code.KEY_NOT_IN_USE: Case(
        CheckId.PROOF,
        FAILED,
        "/proof/0",
        lambda: report_on(
            signed(badge()), trusted=trust_list(recognised_key(ISSUER_ED25519, valid_until=_EARLIER))
        ),
    ),
    Code.CONTROLLER_DOCUMENT_INVALID: Case(
        CheckId.PROOF, INDETERMINATE, "/proof/0/verificationMethod", lambda: by_document(b"<html>")
    ),
    Code.CONTROLLER_DOCUMENT_OTHER_ID: Case(
        CheckId.PROOF,
        FAILED,
        "/proof/0/verificationMethod",
        lambda: by_document(document_of("did:web:ander.example", ISSUER_ED25519)),
    ),
    Code.IDENTIFIER_UNSUPPORTED: _proof(
        "/proof/0/verificationMethod", lambda: reproved(verificationMethod="did:ethr:0x1#a"), INDETERMINATE
    ),
    # Validity period
    Code.NOT_YET_VALID: Case(
        CheckId.VALIDITY_PERIOD,
        FAILED,
        "/validFrom",
        lambda: report_on(signed(badge(validFrom="2026-12-01T00:00:00Z"))),
    ),
    Code.EXPIRED: Case(
        CheckId.VALIDITY_PERIOD,
        FAILED,
        "/validUntil",
        lambda: report_on(signed(badge(validUntil="2026-11-21T11:59:59Z"))),
    ),
    # Status
    Code.REVOKED: _status(revocable, lambda: status_list(INDEX), status=FAILED),
    Code.SUSPENDED: _status(
        lambda: revocable(purpose="suspension"),
        lambda: status_list(INDEX, purpose="suspension"),
        status=FAILED,
    ),
    Code.WITHDRAWN_FOR_ERROR: _withdrawn(ChangeReason.ERROR),
    Code.WITHDRAWN_BY_DECISION: _withdrawn(ChangeReason.DECISION_WITHDRAWN),
    Code.WITHDRAWN_ON_REQUEST: _withdrawn(ChangeReason.LEARNER_REQUEST),
    Code.WITHDRAWN_AS_DUPLICATE: _withdrawn(ChangeReason.DUPLICATE),
    Code.WITHDRAWAL_UNEXPLAINED: _status(revocable, lambda: list_naming(changes_document()), status=FAILED),
    Code.STATUS_MESSAGE: _status(
        lambda: revocable(purpose="refresh"), lambda: status_list(INDEX, purpose="refresh"), status=PASSED
    ),
    Code.STATUS_PURPOSE_UNKNOWN: _status(
        lambda: revocable(purpose="archived"), lambda: status_list(INDEX, purpose="archived")
    ),
    Code.STATUS_TYPE_UNKNOWN: _status(
        lambda: jwt_of(
            claims(badge(credentialStatus={"id": f"{HTTPS_SCHOOL}/revoked", "type": "1EdTechRevocationList"}))
        )
    ),
    Code.STATUS_ENTRY_MALFORMED: _status(
        lambda: revocable(statusListIndex="-1"), pointer="/credentialStatus/statusListIndex"
    ),
    Code.TOO_MANY_STATUS_ENTRIES: _status(
        lambda: signed(badge(credentialStatus=[status_entry(index) for index in range(9)]))
    ),
    Code.STATUS_LIST_UNAVAILABLE: _status(revocable),
    Code.STATUS_LIST_NOT_VERIFIED: _status(revocable, _broken_signature_list),
    Code.STATUS_LIST_LENGTH: _status(revocable, _short_list),
    Code.STATUS_LIST_RANGE: _status(
        lambda: revocable(index=131_072), status_list, pointer="/credentialStatus"
    ),
    Code.STATUS_LIST_MALFORMED: Case(
        CheckId.STATUS,
        INDETERMINATE,
        "/credentialStatus",
        lambda: report_on(revocable(), fetch=fetching({LIST_URL: as_bytes(signed(badge(id=LIST_URL)))})),
    ),
    Code.STATUS_LIST_OTHER_ID: Case(
        CheckId.STATUS,
        INDETERMINATE,
        "/credentialStatus",
        lambda: report_on(revocable(), fetch=fetching({LIST_URL: status_list(url=f"{LIST_URL}0")})),
    ),
    Code.STATUS_LIST_OTHER_ISSUER: _status(
        revocable,
        lambda: as_bytes(
            signed(
                unsigned_status_list(issuer=STRANGER_ED25519.did_key), STRANGER_ED25519, controller="did:key"
            )
        ),
    ),
    Code.STATUS_LIST_OTHER_PURPOSE: _status(revocable, lambda: status_list(purpose="suspension")),
    Code.STATUS_LIST_EXPIRED: _status(revocable, lambda: status_list(valid_until=AT - timedelta(seconds=1))),
    Code.STATUS_LIST_NOT_YET_VALID: _status(
        revocable, lambda: status_list(valid_from=AT + timedelta(seconds=1))
    ),
    # Issuer trust
    Code.TRUST_LIST_MISSING: Case(
        CheckId.ISSUER_TRUST, INDETERMINATE, "/issuer", lambda: report_on(signed(badge()), trusted=None)
    ),
    Code.TRUST_LIST_EXPIRED: Case(
        CheckId.ISSUER_TRUST,
        INDETERMINATE,
        None,
        lambda: report_on(signed(badge()), trusted=trust_list(valid_until=_EARLIER)),
    ),
    Code.ISSUER_UNKNOWN: Case(
        CheckId.ISSUER_TRUST,
        INDETERMINATE,
        "/issuer",
        lambda: report_on(
            signed(badge_with("/issuer/id", STRANGER_ED25519.did_key), STRANGER_ED25519, controller="did:key")
        ),
    ),
    Code.ISSUER_NOT_RECOGNISED_THEN: Case(
        CheckId.ISSUER_TRUST,
        FAILED,
        "/validFrom",
        lambda: report_on(signed(badge()), trusted=trust_list(recognized_from=AWARDED + timedelta(hours=1))),
    ),
    Code.ISSUER_NOT_RECOGNISED_NOW: Case(
        CheckId.ISSUER_TRUST,
        PASSED,
        "/issuer",
        lambda: report_on(signed(badge()), trusted=trust_list(recognized_until=AT - timedelta(hours=1))),
    ),
    Code.ISSUER_NOT_RECOGNISED_FOR: Case(
        CheckId.ISSUER_TRUST,
        FAILED,
        "/credentialSubject",
        lambda: report_on(signed(badge()), trusted=trust_list(limited_to=(_ONLY_CERTIFICATES,))),
    ),
    Code.ISSUER_NOT_RECOGNISED_FOR_NOW: Case(
        CheckId.ISSUER_TRUST,
        PASSED,
        "/credentialSubject",
        lambda: report_on(signed(badge()), trusted=trust_list(limited_to=(_ONLY_CERTIFICATES, _UNTIL_TODAY))),
    ),
    # Recipient
    Code.RECIPIENT_MISMATCH: _recipient(FAILED, KnownRecipient(name="Piet Jansen"), badge),
    Code.RECIPIENT_NOT_COMPARABLE: _recipient(
        INDETERMINATE,
        KnownRecipient(email="a@example.com"),
        lambda: badge_with("/credentialSubject/identifier/0", ...),
    ),
    # Achievement
    Code.RESULT_DESCRIPTION_UNKNOWN: _achievement(
        "/credentialSubject/result/0/resultDescription",
        lambda: badge_with("/credentialSubject/result/0/resultDescription", "urn:x:y", with_result("7")),
    ),
    Code.RESULT_NOT_ALLOWED: _achievement(
        "/credentialSubject/result/0/value",
        lambda: with_result("Geweldig", allowedValue=["Niet behaald", "Behaald"]),
    ),
    Code.RESULT_OUT_OF_RANGE: _achievement("/credentialSubject/result/0/value", lambda: with_result("11")),
    Code.RESULT_LEVEL_UNKNOWN: _achievement(
        "/credentialSubject/result/0/achievedLevel",
        lambda: badge_with("/credentialSubject/result/0/achievedLevel", "urn:x:level", with_result("7")),
    ),
    # Endorsements
    Code.ENDORSEMENT_NOT_VERIFIED: _endorsement(
        "/endorsement/0", FAILED, lambda: signed_endorsement() | {"name": "Iets anders"}
    ),
    Code.ENDORSEMENT_NOT_CHECKED: _endorsement(
        "/endorsement/0",
        INDETERMINATE,
        lambda: signed(
            badge_with("/issuer/id", "did:web:bedrijf.example", endorsement()),
            STRANGER_ED25519,
            controller="did:web:bedrijf.example",
        ),
    ),
    Code.ENDORSEMENT_OF_OTHER: _endorsement(
        "/endorsement/0/credentialSubject",
        FAILED,
        lambda: signed_endorsement("urn:uuid:5b0f0000-0000-4000-8000-00000000000a"),
    ),
    Code.ENDORSED_CONTENT_CHANGED: _endorsement(
        "/endorsement/0/relatedResource", FAILED, lambda: endorsement_of_content(name="Iets anders")
    ),
    Code.ENDORSEMENT_MISSING: Case(
        CheckId.ENDORSEMENTS, FAILED, "/endorsement", lambda: report_on(statement_of_practice())
    ),
    Code.ENDORSEMENT_SAME_SIGNER: Case(
        CheckId.ENDORSEMENTS,
        FAILED,
        "/endorsement/1",
        lambda: report_on(
            statement_of_practice(
                signature_on_statement(Role.COMPANY, STRANGER_ED25519),
                signature_on_statement(Role.SECTOR_ORGANISATION, STRANGER_ED25519, number=2),
            )
        ),
    ),
    Code.ENDORSEMENT_BY_ISSUER: Case(
        CheckId.ENDORSEMENTS,
        FAILED,
        "/endorsement/1",
        lambda: report_on(
            statement_of_practice(
                signature_on_statement(Role.COMPANY, STRANGER_ED25519),
                signature_on_statement(Role.SECTOR_ORGANISATION, ISSUER_ED25519, number=2),
            )
        ),
    ),
    # The card in a QR code
    Code.CARD_ADDRESS_MALFORMED: _card(None, lambda: card_address().replace("#", "#0")),
    Code.CARD_TOO_LARGE: _card(None, lambda: f"https://v.example/#{10**627}"),
    Code.CARD_MALFORMED: _card(None, lambda: address_of(of_message(tag=None))),
    Code.CARD_NOT_CANONICAL: _card(None, lambda: address_of(of_message() + b"\0")),
    Code.CARD_ALGORITHM_REFUSED: _card(None, lambda: address_of(of_message(protected=b"\xa1\x01\x26"))),
    Code.CARD_HEADER_REFUSED: _card(None, lambda: address_of(of_message(unprotected={1: -8}))),
    Code.CARD_VERSION_UNKNOWN: _card(
        "", lambda: address_of(of_payload(b"\xa1\x01\x78\x18" + b"x" * 24)), INDETERMINATE
    ),
    Code.CARD_VALUE_REFUSED: _card("/study_load", lambda: card_with(m4=0)),
    Code.CARD_ONLY: _card(None, card_address, PASSED),
    Code.CARD_DOCUMENT_UNKNOWN: _card("/instrument", lambda: card_with(m8=200), PASSED),
    Code.CARD_OF_OTHER_CREDENTIAL: Case(
        CheckId.STRUCTURE,
        FAILED,
        "/digest",
        lambda: compare_with_credential(
            report_on_card(card_address(replace(CARD, digest=bytes(16)))), report_on(CREDENTIAL)
        ),
    ),
    Code.CARD_KEY_UNKNOWN: Case(
        CheckId.PROOF, INDETERMINATE, None, lambda: report_on_card(card_address(key=STRANGER_ED25519))
    ),
    Code.CARD_STATUS_LIST_UNKNOWN: Case(
        CheckId.STATUS, INDETERMINATE, "/revocation", lambda: report_on_card(trusted=trusted(status_lists=()))
    ),
    Code.TOO_MANY_ENDORSEMENTS: _endorsement(
        "/endorsement/32",
        INDETERMINATE,
        *[
            (
                lambda number=number: signed_endorsement(
                    id=f"urn:uuid:5b0f0000-0000-4000-8000-0000000000{number:02}"
                )
            )
            for number in range(33)
        ],
    ),
}
