"""What is wrong with a file in which somebody signed: with the signature, and with what was signed.

Spec: requirements F22, C08, G06.
"""

from datetime import datetime
from typing import Final

from credentials.endorsement.reading import EndorsementContent
from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import document_url
from credentials.identifiers.did import did_of
from credentials.limits import Limits
from credentials.parsing import JsonObject
from issuer.domain.documents_of_others import personal_numbers
from issuer.domain.endorsement_rules import Asked, differences
from issuer.domain.endorsements import SigningOrganisation
from issuer.domain.endorser_keys import Lapse
from issuer.domain.findings import Finding, Severity
from issuer.domain.lasting_documents import not_lasting
from issuer.dutch_time import day_in_dutch_time
from verifier.judge_endorsement import judge_endorsement
from verifier.resources import Needed, ResourceKind, Resources
from verifier.result import CheckStatus

ENDORSEMENT_LIMITS: Final = Limits(max_bytes=64_000, max_depth=24, max_nodes=2_000, max_proofs=1)
"""Ours: it becomes a part of every credential that it is about."""


def findings_of(
    document: JsonObject, signed: EndorsementContent, asked: Asked, *, at: datetime
) -> list[Finding]:
    """Return everything that is wrong.

    Args:
        document: The file.
        signed: What it says.
        asked: What the school asked.
        at: The moment to take as "now".
    """
    findings = list(differences(signed, asked))
    # All of it becomes a part of the credential, also what nobody reads.
    if all(one.code != "endorsement_bsn" for one in findings):
        findings.extend(personal_numbers(document))
    findings.extend(
        Finding(code="endorsement_not_lasting", requirement=asked.requirement, pointer=pointer)
        for pointer in not_lasting(document)
    )
    # Of a did:web that is not known here there is no document: that was told already.
    is_known = asked.organisation is not None and asked.organisation.controller is not None
    codes = _wrong_with_signature(document, asked.organisation, at=at, has_document=is_known)
    if codes:
        findings.insert(
            0,
            Finding(
                code="endorsement_not_intact",
                requirement=asked.requirement,
                pointer="/proof",
                params={"codes": ", ".join(codes)},
            ),
        )
    return findings


def known_before(requirement: str, lapse: Lapse | None) -> Finding:
    """Return what is to be said of a file that was taken in before; ``lapse`` is why it counts no more."""
    if lapse is None:
        return Finding(code="endorsement_known", severity=Severity.INFO, requirement=requirement)
    words = {f"why_{language}": lapse.text(language) for language in ("nl", "en")}
    return Finding(code="endorsement_lapsed", requirement=requirement, params=words)


def there_already(
    requirement: str, organisation: SigningOrganisation | None, received_at: datetime | None
) -> Finding:
    """Return what is to be said when a good signature is there already: whose, and since when."""
    params = {
        "organisation": organisation.name if organisation is not None else "–",
        "date": day_in_dutch_time(received_at) if received_at is not None else "–",
    }
    return Finding(code="endorsement_double", requirement=requirement, params=params)


def _wrong_with_signature(
    document: JsonObject, organisation: SigningOrganisation | None, *, at: datetime, has_document: bool
) -> tuple[str, ...]:
    """Return the codes of what the judge found, without those about a key that we cannot know."""
    found: dict[Needed, bytes] = {}
    if organisation is not None and organisation.controller and organisation.did_document is not None:
        url = document_url(did_of(organisation.controller))
        if url is not None:
            found[Needed(ResourceKind.CONTROLLER_DOCUMENT, url)] = organisation.did_document
    try:
        results = judge_endorsement(document, Resources(found=found), at=at, limits=ENDORSEMENT_LIMITS)
    except CredentialError as error:  # pragma: no cover - the judge reports; this is one lock more
        return (error.code,)
    bad = {CheckStatus.FAILED, CheckStatus.INDETERMINATE} if has_document else {CheckStatus.FAILED}
    codes = (
        finding.code.rpartition(":")[2].rpartition("#")[2]
        for result in results
        if result.status in bad
        for finding in result.findings
    )
    return tuple(dict.fromkeys(codes))
