"""What exactly an endorser signs: the part of a credential that is known before it is issued.

An endorsement is signed before the school signs, so it cannot be about the finished credential. It is
about the credential's id and everything in it that says what somebody achieved. A digest of that stands
in the endorsement, and everyone who holds the credential can compute it again.

Spec: requirement F22; VCDM 2.0 §5.3 (Integrity of Related Resources); RFC 8785 for the form that is
hashed; OB 3.0 ``endorsement`` of a credential ("about the credential, and the individual and
achievement in the credential") and of an Achievement.
"""

import base64
import hashlib
from typing import Final

from credentials.endorsement.errors import EndorsementNotBuildable
from credentials.jsonld.writing.jcs import NotCanonicalJSON, canonicalize_json
from credentials.parsing import JsonObject, JsonValue

ENDORSED: Final = "#endorsed"
CONTENT: Final = "#content"
"""Behind the id of what is endorsed: the name of its content, beside which the digest stands."""

_ENDORSEMENTS: Final = frozenset({"endorsement", "endorsementJwt"})
# What the school may add until the moment of issuing: the key of the learner's wallet, and the number of
# the decision. An address that is hashed with salt says nothing to an endorser either.
_LEFT_OUT_OF_SUBJECT: Final = frozenset({"id", "licenseNumber"})


def content_of_credential(credential: JsonObject) -> JsonObject:
    """Return what an endorser of ``credential`` signs: who achieved what, at which school.

    Not in it: dates of deciding and signing, the place in the status list, hashed identifiers, and
    every endorsement. Those come later, or change nothing about what was achieved.

    Args:
        credential: An OpenBadgeCredential, signed or not, with one subject.
    """
    issuer = credential.get("issuer")
    subject = credential.get("credentialSubject")
    content: JsonObject = {"id": credential.get("id"), "name": credential.get("name")}
    content["issuer"] = {
        name: member
        for name, member in (issuer.items() if isinstance(issuer, dict) else [("id", issuer)])
        if name in ("id", "name")
    }
    if "evidence" in credential:
        content["evidence"] = credential["evidence"]
    if isinstance(subject, dict):
        content["credentialSubject"] = {
            name: _member_of_subject(name, member)
            for name, member in subject.items()
            if name not in _LEFT_OUT_OF_SUBJECT
        }
    return content


def content_of_achievement(achievement: JsonObject) -> JsonObject:
    """Return what an endorser of a module signs: all of the Achievement but its endorsements."""
    return {name: member for name, member in achievement.items() if name not in _ENDORSEMENTS}


def endorsed_id_of_credential(credential_id: str) -> str:
    """Return the name under which a credential is endorsed.

    It is not the credential's own ``id``: in RDF that would be one more description of the same
    node, and careful verifiers refuse a credential that is described again inside itself.
    """
    return credential_id + ENDORSED


def content_digest(content: JsonObject) -> str:
    """Return the digest of what is endorsed, as Subresource Integrity writes it.

    Raises:
        EndorsementNotBuildable: It holds what has no canonical form, such as half of a surrogate pair.
    """
    try:
        canonical = canonicalize_json(content)
    except (NotCanonicalJSON, RecursionError) as error:
        raise EndorsementNotBuildable("no canonical form", reason="no_canonical_form") from error
    return "sha256-" + base64.b64encode(hashlib.sha256(canonical).digest()).decode("ascii")


def _member_of_subject(name: str, member: JsonValue) -> JsonValue:
    if name == "achievement" and isinstance(member, dict):
        return content_of_achievement(member)
    if name == "identifier" and isinstance(member, list):
        return [entry for entry in member if not (isinstance(entry, dict) and entry.get("hashed") is True)]
    return member
