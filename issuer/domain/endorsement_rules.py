"""Whether what an organisation signed is what the school asked of it: every difference, at once.

That the signature is genuine is the judge's question, and not looked at here.

Spec: requirements F22, G06, C08.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from credentials.endorsement.reading import EndorsementContent
from issuer.domain.bsn import contains_bsn
from issuer.domain.endorsements import SigningOrganisation
from issuer.domain.findings import Finding

_MAX_COMMENT = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the school asked.

    Attributes:
        requirement: Why: "F22" for an award, "C08" for a module.
        roles: As what somebody may sign.
        digest: Of what is signed.
        organisation: Who was asked, or None when nobody was asked in the role that was signed in.
    """

    requirement: str
    roles: frozenset[str]
    digest: str
    organisation: SigningOrganisation | None


def differences(signed: EndorsementContent, asked: Asked) -> Iterator[Finding]:
    """Yield every way in which a signature is not the one that was asked for."""
    requirement = asked.requirement
    if signed.digest != asked.digest:
        yield Finding(
            code="endorsement_of_other_content", requirement=requirement, pointer="/relatedResource"
        )
    if signed.role not in asked.roles:
        yield Finding(
            code="endorsement_role_unexpected",
            requirement=requirement,
            pointer="/issuer/otherIdentifier",
            params={"role": signed.role or "–", "expected": ", ".join(sorted(asked.roles))},
        )
    if asked.organisation is not None:
        yield from _who(signed, asked.organisation, requirement)
    words = signed.comment or ""
    if contains_bsn(words) or contains_bsn(signed.official or ""):
        yield Finding(code="endorsement_bsn", requirement=requirement, pointer="/credentialSubject")
    if len(words) > _MAX_COMMENT:
        yield Finding(
            code="endorsement_too_long",
            requirement=requirement,
            pointer="/credentialSubject/endorsementComment",
            params={"limit": str(_MAX_COMMENT)},
        )


def _who(
    signed: EndorsementContent, organisation: SigningOrganisation, requirement: str
) -> Iterator[Finding]:
    if (signed.organisation or "").casefold() != organisation.name.casefold() or (
        organisation.kvk is not None and signed.kvk != organisation.kvk
    ):
        yield Finding(
            code="endorsement_of_other_organisation",
            requirement=requirement,
            pointer="/issuer",
            params={
                "found": _named(signed.organisation, signed.kvk),
                "expected": _named(organisation.name, organisation.kvk),
            },
        )
    params = {"organisation": organisation.name, "key": signed.endorser_id or "–"}
    if organisation.controller is None:
        yield Finding(code="endorsement_key_unknown", requirement="G06", pointer="/issuer/id", params=params)
    elif organisation.controller != signed.endorser_id:
        yield Finding(code="endorsement_other_key", requirement="G06", pointer="/issuer/id", params=params)


def _named(name: str | None, kvk: str | None) -> str:
    return f"{name or '–'} (KvK {kvk})" if kvk else (name or "–")
