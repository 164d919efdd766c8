"""From an endorsement, ours or anybody's, to who says what. Nothing is judged here.

A caller that shows this without a passed proof says so.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from credentials.achievement import foreign_json as foreign
from credentials.endorsement.building import KVK, SIGNER_ROLE
from credentials.endorsement.content import (
    CONTENT,
    ENDORSED,
    content_digest,
    content_of_achievement,
    content_of_credential,
)
from credentials.endorsement.errors import EndorsementNotBuildable
from credentials.parsing import JsonObject

_CREDENTIAL_TYPES: Final = frozenset({"OpenBadgeCredential", "AchievementCredential"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorsementContent:
    """What an endorsement says. Absent is None.

    Attributes:
        endorsement_id: ``id``.
        endorser_id: DID or URL of who endorses.
        organisation: Its name, as it calls itself.
        official: The person who signed for it.
        role: As what: ``leerbedrijf``; as written, also when it is no role of ours.
        kvk: Its KvK number, as it says.
        endorsed_id: What it is about.
        comment: What it says about that.
        signed_at: ``validFrom``, in UTC.
        digest: Of exactly what, where it says so.
    """

    endorsement_id: str | None
    endorser_id: str | None
    organisation: str | None
    official: str | None
    role: str | None
    kvk: str | None
    endorsed_id: str | None
    comment: str | None
    signed_at: datetime | None
    digest: str | None


def read_endorsement(endorsement: JsonObject) -> EndorsementContent:
    """Return what an endorsement says. Takes any JSON object, and never raises.

    An endorser that is only named by its id is a school with its own hallmark if the endorsement is ours;
    it states no role, and gets none here.
    """
    issuer = foreign.described(endorsement.get("issuer"), {})
    identifiers = {
        foreign.text(entry.get("identifierType")): foreign.text(entry.get("identifier"))
        for entry in reversed(list(foreign.objects(issuer.get("otherIdentifier"))))
    }
    subject = foreign.obj(endorsement.get("credentialSubject"))
    endorsed_id = foreign.address(subject)
    return EndorsementContent(
        endorsement_id=foreign.address(endorsement.get("id")),
        endorser_id=foreign.address(endorsement.get("issuer")),
        organisation=foreign.text(issuer.get("name")),
        official=foreign.text(issuer.get("official")),
        role=identifiers.get(SIGNER_ROLE),
        kvk=identifiers.get(KVK),
        endorsed_id=endorsed_id,
        comment=foreign.text(subject.get("endorsementComment")),
        signed_at=foreign.moment(endorsement.get("validFrom")),
        digest=_digest(endorsement, endorsed_id),
    )


@dataclass(frozen=True, slots=True)
class Endorsements:
    """The endorsements that stand in a credential in JSON; those as JWT are left out.

    Attributes:
        of_credential: What others signed about the credential.
        of_achievement: What the school and others signed about the module.
    """

    of_credential: tuple[EndorsementContent, ...]
    of_achievement: tuple[EndorsementContent, ...]


def read_endorsements(credential: JsonObject) -> Endorsements:
    """Return what the endorsements in a credential say. Takes any JSON object, and never raises."""
    achievement = foreign.obj(foreign.obj(credential.get("credentialSubject")).get("achievement"))
    return Endorsements(
        *(
            tuple(read_endorsement(one) for one in foreign.objects(carrier.get("endorsement")))
            for carrier in (credential, achievement)
        )
    )


def is_about(endorsement: JsonObject, carrier: JsonObject) -> bool:
    """Tell whether an endorsement is about the thing that carries it, and about what that says now.

    It is about the thing when it names the ``id``, or for a credential the ``id`` with ``#endorsed``. An
    endorsement that says of exactly what it is (a digest) must fit what the carrier says now.

    Args:
        endorsement: The endorsement.
        carrier: The credential, Achievement or Profile that has it under ``endorsement``.
    """
    return names(endorsement, carrier) and fits(endorsement, carrier)


def names(endorsement: JsonObject, carrier: JsonObject) -> bool:
    """Tell whether an endorsement names the thing that carries it."""
    carrier_id = carrier.get("id")
    if not isinstance(carrier_id, str):
        return False
    # A tuple: what stands there as an id may be anything, also what has no hash.
    good = (carrier_id, carrier_id + ENDORSED) if _is_credential(carrier) else (carrier_id,)
    stated = endorsement.get("credentialSubject")
    subjects = [one for one in (stated if isinstance(stated, list) else [stated]) if isinstance(one, dict)]
    return bool(subjects) and all(subject.get("id") in good for subject in subjects)


def fits(endorsement: JsonObject, carrier: JsonObject) -> bool:
    """Tell whether the digest in an endorsement, if it has one, is of what the carrier says now."""
    stated = _digest(endorsement, foreign.address(carrier.get("id")))
    if stated is None:
        return True
    content = content_of_credential(carrier) if _is_credential(carrier) else content_of_achievement(carrier)
    try:
        return stated == content_digest(content)
    except EndorsementNotBuildable:
        return False


def _is_credential(carrier: JsonObject) -> bool:
    types = carrier.get("type")
    found = {types} if isinstance(types, str) else set(map(str, types)) if isinstance(types, list) else set()
    return not _CREDENTIAL_TYPES.isdisjoint(found)


def _digest(endorsement: JsonObject, endorsed_id: str | None) -> str | None:
    if endorsed_id is None:
        return None
    name = endorsed_id.removesuffix(ENDORSED) + CONTENT
    for resource in foreign.objects(endorsement.get("relatedResource")):
        digest = resource.get("digestSRI")
        if resource.get("id") == name and isinstance(digest, str):
            return digest
    return None
