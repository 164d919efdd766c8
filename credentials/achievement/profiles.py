"""The schools and companies that a credential names, as Profiles of Open Badges 3.0.

Spec: OB 3.0 "Profile", "IdentifierEntry".
"""

from uuid import NAMESPACE_URL, uuid5

from credentials.achievement.members import optional
from credentials.achievement.model import Issuer
from credentials.parsing import JsonObject, JsonValue

_BRIN, _KVK, _RIO = "ext:BRIN", "ext:KVK", "ext:RIO"


def issuer_profile(issuer: Issuer) -> JsonObject:
    """Return the awarding body."""
    identifiers: list[JsonValue] = [
        {"type": "IdentifierEntry", "identifier": value, "identifierType": kind}
        for kind, value in ((_BRIN, issuer.brin), (_KVK, issuer.kvk), (_RIO, issuer.rio))
        if value
    ]
    parent: JsonObject | None = None
    if issuer.parent_organisation:
        parent = named_profile(issuer, "parentOrg", issuer.parent_organisation)
    return {
        "id": issuer.id,
        "type": ["Profile"],
        "name": issuer.name,
        **optional("url", issuer.url),
        "address": {
            "type": ["Address"],
            "addressCountryCode": issuer.country_code,
            **optional("addressRegion", issuer.region),
            **optional("addressLocality", issuer.locality),
        },
        **optional("otherIdentifier", identifiers),
        **optional("parentOrg", parent),
    }


def named_profile(issuer: Issuer, member: str, name: str) -> JsonObject:
    """A Profile of which only the name is known. It needs an id all the same: one that lasts."""
    urn = uuid5(NAMESPACE_URL, f"{issuer.id}#{member}={name}").urn
    return {"id": urn, "type": ["Profile"], "name": name}
