"""Secure and verify documents with JOSE, and say how it went in four words.

Of the four, *failure* is about the document, *indeterminate* about what we do not do, and *error* about
files and keys.
"""

import enum
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contexts import bundled_contexts
from credentials.data_model_version import DataModel, data_model_of
from credentials.errors import CredentialError
from credentials.identifiers.multikey import UnsupportedKeyType
from credentials.jsonld.vocabulary.known_members import unknown_members
from credentials.parsing import JsonObject, parse_json
from credentials.proofs.enveloped import JWT_MEDIA_TYPE, envelopes_of
from credentials.proofs.vc_jose import (
    JoseKind,
    UnverifiedJose,
    check_time,
    parse_jose,
    secure_with_jose,
    verify_jose,
)
from keys.backends.jwk_file import JWKFile, read_jwk_file
from keys.errors import KeyCustodyError
from verifier.checks.generic_model import generic_credential_findings
from verifier.checks.presentation_model import presentation_findings
from verifier.codes import Code
from verifier.members import types, values
from verifier.result import Finding

KINDS: Final = {"credential_jose": JoseKind.CREDENTIAL, "presentation_jose": JoseKind.PRESENTATION}
"""The features that we have, by the names of the conformance suite for VC-JOSE-COSE."""

# What may stand beside the members of a document because JWT defines it.
_CLAIMS: Final = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf"})
_REMARKS: Final = frozenset({Code.PART_NOT_CHECKED})


class Result(enum.StrEnum):
    """How it went."""

    SUCCESS = "success"
    FAILURE = "failure"
    INDETERMINATE = "indeterminate"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class JoseOutcome:
    """How it went, and what came of it.

    Attributes:
        result: How it went.
        data: The compact JWS that was made, or the document that was verified as JSON; else why there is
            none.
        notes: What a reader should know besides.
    """

    result: Result
    data: str
    notes: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Return the outcome in the form of the conformance suite."""
        return json.dumps({"result": self.result.value, "data": self.data})


class _Refused(Exception):
    """The document breaks a rule of the data model."""


def issue(document: bytes, key: bytes, feature: str) -> JoseOutcome:
    """Secure a credential or a presentation.

    A document that breaks the data model is not signed, and neither is one with a word at its top that no
    known context defines. Credentials in a presentation must be secured; whether they hold, is not asked.

    Args:
        document: The document, as JSON.
        key: The key file.
        feature: One of :data:`KINDS`.
    """
    kind = KINDS.get(feature)
    if kind is None:
        return _not_done(feature)
    read = _read_key(key)
    if isinstance(read, JoseOutcome):
        return read
    if read.signer is None:
        return JoseOutcome(Result.ERROR, "the key file has no private key that we sign with")
    try:
        content = parse_json(document)
        if not isinstance(content, dict):
            raise _Refused("the document is not a JSON object")
        _refuse(_broken_rules(content, kind))
        unknown = [name for name in unknown_members(content, bundled_contexts()) if name not in _CLAIMS]
        _refuse(f"no known context defines {name!r}" for name in unknown)
        if kind is JoseKind.PRESENTATION:
            envelopes_of(content)
        return JoseOutcome(Result.SUCCESS, secure_with_jose(content, kind, read.signer))
    except (CredentialError, _Refused) as error:
        return _failure(error)


def verify(secured: bytes, key: bytes, feature: str, *, at: datetime | None = None) -> JoseOutcome:
    """Verify a secured credential or presentation with a key.

    Not looked at: whose key it is, which the caller knows; status, schemas and the validity period of the
    document, which are not about the signature. Of the credentials in a presentation those are verified that
    name the same key; of the others the form is looked at, and a note says that nobody verified them.

    Args:
        secured: The compact JWS.
        key: The key file.
        feature: One of :data:`KINDS`.
        at: The moment at which the signature must hold, or None to leave its ``exp`` and ``nbf`` alone.

    Spec: VC-JOSE-COSE §5.1, §5.4.
    """
    kind = KINDS.get(feature)
    if kind is None:
        return _not_done(feature)
    read = _read_key(key)
    if isinstance(read, JoseOutcome):
        return read
    try:
        unverified = parse_jose(secured.strip(), kind)
        verify_jose(unverified, read.public_key)
        if at is not None:
            check_time(unverified, at)
        _refuse(_broken_rules(unverified.unverified, kind))
        notes: tuple[str, ...] = ()
        if kind is JoseKind.PRESENTATION:
            notes = tuple(_verify_inner(unverified, read))
    except (CredentialError, _Refused) as error:
        return _failure(error)
    return JoseOutcome(Result.SUCCESS, json.dumps(unverified.unverified), notes)


def _verify_inner(presentation: UnverifiedJose, key: JWKFile) -> Iterator[str]:
    """Verify those credentials that name the key of the presentation, and name the others.

    Raises:
        CredentialError: One does not hold, or is not of the form that it should have.
    """
    known = {key.key_id, presentation.jws.kid} - {None}
    for envelope in envelopes_of(presentation.unverified):
        if envelope.media_type != JWT_MEDIA_TYPE:
            yield f"{envelope.pointer} was not verified: we do not read {envelope.media_type}"
            continue
        try:
            inner = parse_jose(envelope.content, JoseKind.CREDENTIAL)
            if inner.jws.kid in known:
                verify_jose(inner, key.public_key)
            else:
                yield f"{envelope.pointer} was not verified: it names another key"
        except CredentialError as error:
            error.pointer = f"{envelope.pointer}/id"
            raise


def _broken_rules(document: JsonObject, kind: JoseKind) -> Iterator[str]:
    """Yield what breaks the data model. Spec: VC-JOSE-COSE §3.1; VCDM 2.0 §4."""
    if data_model_of(document) is not DataModel.V2_0:
        yield "the document is not of VCDM 2.0"
        return
    found: Iterator[Finding]
    if kind is JoseKind.CREDENTIAL:
        found = generic_credential_findings(document, bundled_contexts())
    else:
        found = presentation_findings(document)
    for finding in found:
        if finding.code not in _REMARKS and not _is_of_unknown_status(finding, document):
            yield f"{finding.code} at {finding.pointer or 'the top'!r}"


def _is_of_unknown_status(finding: Finding, document: JsonObject) -> bool:
    """Tell whether a finding is about a kind of status that must be left alone here.

    Spec: VC-JOSE-COSE §5.4: an extension whose type is not understood is ignored.
    """
    entries = [entry for _, entry in values(document, "credentialStatus") if isinstance(entry, dict)]
    understood = any("BitstringStatusListEntry" in types(entry) for entry in entries)
    return finding.code is Code.STATUS_ENTRY_MALFORMED and not understood


def _refuse(why: Iterator[str]) -> None:
    if found := "; ".join(why):
        raise _Refused(found)


def _read_key(data: bytes) -> JWKFile | JoseOutcome:
    try:
        return read_jwk_file(data, name="the key file")
    except UnsupportedKeyType as error:
        return JoseOutcome(Result.INDETERMINATE, f"{error.code}: {error}")
    except KeyCustodyError as error:
        return JoseOutcome(Result.ERROR, str(error))


def _not_done(feature: str) -> JoseOutcome:
    return JoseOutcome(Result.INDETERMINATE, f"we do not do {feature[:80]!r}; we do {', '.join(KINDS)}")


def _failure(error: CredentialError | _Refused) -> JoseOutcome:
    if isinstance(error, _Refused):
        return JoseOutcome(Result.FAILURE, str(error))
    place = f" at {error.pointer!r}" if error.pointer else ""
    return JoseOutcome(Result.FAILURE, f"{error.code}{place}: {error}")
