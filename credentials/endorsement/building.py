"""Make the endorsement that somebody is to sign.

It is an OB 3.0 EndorsementCredential of the two contexts that our credentials have, so that whatever
verifies those verifies what is inside them. Everything in it is in OB 3.0's and VCDM 2.0's own terms:

=====================  ===========================================================================
who                    ``issuer`` Profile: ``name`` the organisation, ``official`` the person
as what                ``issuer.otherIdentifier``, ``ext:SignerRole``; the KvK number beside it
when                   ``validFrom``
about what             ``credentialSubject.id``; what is said of it in ``endorsementComment``
about exactly what     ``relatedResource``: the digest of :mod:`credentials.endorsement.content`
=====================  ===========================================================================

Spec: OB 3.0 "EndorsementCredential", "EndorsementSubject", "Profile"; VCDM 2.0 §5.3; requirements F22,
D08, C08, G06.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.endorsement.comment import (
    LANGUAGES,
    comment_on_achievement,
    comment_on_credential,
    endorsement_name,
)
from credentials.endorsement.content import CONTENT, content_digest, endorsed_id_of_credential
from credentials.endorsement.errors import EndorsementNotBuildable
from credentials.endorsement.roles import Role
from credentials.parsing import JsonObject, JsonValue

SIGNER_ROLE: Final = "ext:SignerRole"
KVK: Final = "ext:KVK"
_KVK_NUMBER: Final = re.compile(r"[0-9]{8}")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorser:
    """Who endorses.

    Attributes:
        id: DID or https URL; the controller of the key that signs.
        role: As what.
        organisation: Name of the organisation; None only for a school that puts its hallmark on a
            module of its own, and is described where it is the issuer.
        official: Name of the person who signs for it, or None.
        kvk: Chamber of Commerce number (8 digits), or None.
    """

    id: str
    role: Role
    organisation: str | None = None
    official: str | None = None
    kvk: str | None = None


def build_endorsement(
    content: JsonObject, endorser: Endorser, *, endorsement_id: str, at: datetime, language: str
) -> JsonObject:
    """Return the unsigned EndorsementCredential of a credential or of an achievement.

    The same arguments give the same document.

    Args:
        content: What :func:`content_of_credential` or :func:`content_of_achievement` returned; which of
            the two it is, shows.
        endorser: Who will sign.
        endorsement_id: ``urn:uuid:…``; new for every endorsement.
        at: The moment of signing, timezone-aware; written in UTC, to the second.
        language: "nl" or "en", of the words in it.

    Raises:
        EndorsementNotBuildable: No name of an organisation where one is needed, a KvK number that is
            none, an unknown language, an identifier that is not absolute, or a moment without time zone.
    """
    if language not in LANGUAGES:
        raise EndorsementNotBuildable(f"no words in {language!r}", reason="unknown_language")
    if at.tzinfo is None:
        raise EndorsementNotBuildable("a moment needs a time zone", reason="no_time_zone")
    if endorser.organisation is None and endorser.role is not Role.SCHOOL:
        raise EndorsementNotBuildable("an endorser has a name", reason="no_name", pointer="/issuer/name")
    about = content.get("id")
    for pointer, address in (("/credentialSubject/id", about), ("/issuer/id", endorser.id)):
        if not isinstance(address, str) or not _ABSOLUTE.fullmatch(address):
            raise EndorsementNotBuildable(f"not absolute: {address!r}", reason="relative_id", pointer=pointer)
    return {
        "@context": [CREDENTIALS_V2, OB_3_0_3],
        "id": endorsement_id,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": endorsement_name(endorser.role, language),
        "issuer": _issuer(endorser),
        "validFrom": at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z",
        "credentialSubject": {
            "id": endorsed_id(content),
            "type": ["EndorsementSubject"],
            "endorsementComment": _comment(content, endorser, language),
        },
        "relatedResource": [{"id": f"{about}{CONTENT}", "digestSRI": content_digest(content)}],
    }


def endorsed_id(content: JsonObject) -> str:
    """Return ``credentialSubject.id`` of an endorsement of ``content``."""
    identifier = str(content.get("id"))
    return endorsed_id_of_credential(identifier) if "credentialSubject" in content else identifier


def _comment(content: JsonObject, endorser: Endorser, language: str) -> str:
    if "credentialSubject" in content:
        return comment_on_credential(
            content, organisation=endorser.organisation or "–", role=endorser.role, language=language
        )
    return comment_on_achievement(
        content, organisation=endorser.organisation, role=endorser.role, language=language
    )


def _issuer(endorser: Endorser) -> JsonValue:
    if endorser.organisation is None:
        # The school describes itself where it is the issuer. Described here as well, it would be one
        # node in two places, and a member could be taken out of one of them unseen.
        return endorser.id
    if endorser.kvk is not None and not _KVK_NUMBER.fullmatch(endorser.kvk):
        raise EndorsementNotBuildable(
            f"not a KvK number: {endorser.kvk!r}", reason="invalid_kvk", pointer="/issuer/otherIdentifier"
        )
    profile: JsonObject = {"id": endorser.id, "type": ["Profile"], "name": endorser.organisation}
    if endorser.official:
        profile["official"] = endorser.official
    profile["otherIdentifier"] = [
        {"type": "IdentifierEntry", "identifier": value, "identifierType": kind}
        for kind, value in ((SIGNER_ROLE, endorser.role.value), (KVK, endorser.kvk))
        if value
    ]
    return profile
