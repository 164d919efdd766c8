"""Take in what others signed: genuine, about what they were asked, by whom they were asked, and once.

Spec: requirements F22, C08, G06.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from credentials.achievement.building import build_achievement, edition_id, languages_of
from credentials.endorsement.content import ENDORSED, content_digest, content_of_achievement
from credentials.endorsement.reading import EndorsementContent, read_endorsement
from credentials.endorsement.request import is_request
from credentials.endorsement.roles import ROLES_FOR_MODULES
from credentials.errors import CredentialError
from credentials.identifiers.controlled_identifier import document_url
from credentials.identifiers.did import did_of
from credentials.limits import Limits
from credentials.parsing import JsonObject, MalformedDocument, parse
from issuer.domain.awards import ModuleVersion
from issuer.domain.documents_of_others import personal_numbers
from issuer.domain.endorsement_rules import Asked, differences
from issuer.domain.endorsements import ModuleEndorsement, SigningOrganisation, SigningRequest
from issuer.domain.findings import Finding, Severity
from issuer.domain.lasting_documents import not_lasting
from issuer.ports import AuditEntry, Clock, Ledger, UnitOfWork
from issuer.services.awards_to_build import endorsed_content
from verifier.judge_endorsement import judge_endorsement
from verifier.resources import Needed, ResourceKind, Resources
from verifier.result import CheckStatus

ENDORSEMENT_LIMITS: Final = Limits(max_bytes=64_000, max_depth=24, max_nodes=2_000, max_proofs=1)
"""Ours: it becomes a part of every credential that it is about."""
_FOR_AWARD: Final = "F22"
_FOR_MODULE: Final = "C08"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of one file.

    Attributes:
        signed: What it says, or None when it is no endorsement.
        findings: Everything that is wrong; or, as information, that it was here before.
        stored: It is there now, and was not before.
    """

    signed: EndorsementContent | None
    findings: tuple[Finding, ...]
    stored: bool = False

    @property
    def refused(self) -> bool:
        """Whether something is wrong with it."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEndorsement:
    """Take in signatures, a file at a time. Each is stored whole or not at all."""

    uow: UnitOfWork
    clock: Clock

    def __call__(self, institution_id: UUID, data: bytes, *, by: str) -> TakenIn:
        """Take in one file.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        document = _endorsement(data)
        if document is None:
            code = "endorsement_is_request" if is_request(data) else "endorsement_unreadable"
            return TakenIn(signed=None, findings=(Finding(code=code, requirement=_FOR_AWARD),))
        signed = read_endorsement(document)
        with self.uow.begin(institution_id) as ledger:
            intake = _Intake(
                ledger=ledger,
                data=data,
                sha256=hashlib.sha256(data).hexdigest(),
                document=document,
                signed=signed,
                at=self.clock(),
                by=by,
            )
            about = signed.endorsed_id or ""
            request = ledger.endorsements.of_credential(about.removesuffix(ENDORSED))
            if request is not None and about.endswith(ENDORSED):
                return intake.for_award(request)
            for version in ledger.modules.all():
                for language in languages_of(version.module):
                    if edition_id(version.module, language) == about:
                        return intake.for_module(version, language)
            finding = Finding(
                code="endorsement_not_asked",
                requirement=_FOR_AWARD,
                pointer="/credentialSubject/id",
                params={"about": about or "–"},
            )
            return TakenIn(signed=signed, findings=(finding,))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Intake:
    """One endorsement on its way in."""

    ledger: Ledger
    data: bytes
    sha256: str
    document: JsonObject
    signed: EndorsementContent
    at: datetime
    by: str

    def for_award(self, request: SigningRequest) -> TakenIn:
        proposal = self.ledger.awards.get(request.award_id)
        if proposal is None or not proposal.recipient_name:  # erased: there is nothing to sign any more
            return self._refused(Finding(code="endorsement_not_asked", params={"about": "–"}))
        expected = request.signature_of(self.signed.role or "")
        if expected is not None and expected.content_sha256 == self.sha256:
            return TakenIn(signed=self.signed, findings=(_known(_FOR_AWARD),))
        module = self.ledger.modules.get(proposal.module_version_id).module
        content = endorsed_content(
            proposal, module, self.ledger.institution.as_issuer(), request.credential_id
        )
        organisations = {one.id: one for one in self.ledger.endorsements.organisations()}
        organisation = organisations[expected.organisation_id] if expected is not None else None
        findings = self._findings(
            Asked(
                requirement=_FOR_AWARD,
                roles=frozenset(one.role for one in request.signatures),
                digest=content_digest(content),
                organisation=organisation,
            )
        )
        if expected is not None and expected.content_sha256 is not None:
            findings.append(Finding(code="endorsement_double", requirement=_FOR_AWARD))
        if self.ledger.credentials.of_award(proposal.id) is not None:
            findings.append(Finding(code="endorsement_too_late", requirement=_FOR_AWARD))
        if findings or expected is None:
            return self._refused(*findings)
        self.ledger.endorsements.take_in(
            request.credential_id, expected.role, self.data, self.sha256, at=self.at
        )
        return self._stored(request.credential_id, organisation)

    def for_module(self, version: ModuleVersion, language: str) -> TakenIn:
        there = self.ledger.endorsements.of_module(version.id)
        if any(one.content_sha256 == self.sha256 for one in there):
            return TakenIn(signed=self.signed, findings=(_known(_FOR_MODULE),))
        wanted = (self.signed.organisation or "").casefold()
        organisations = self.ledger.endorsements.organisations()
        organisation = next((one for one in organisations if one.name.casefold() == wanted), None)
        content = content_of_achievement(build_achievement(version.module, language))
        findings = self._findings(
            Asked(
                requirement=_FOR_MODULE,
                roles=frozenset(role.value for role in ROLES_FOR_MODULES),
                digest=content_digest(content),
                organisation=organisation,
            )
        )
        if organisation is None:
            params = {
                "organisation": self.signed.organisation or "–",
                "key": self.signed.endorser_id or "–",
            }
            findings.append(Finding(code="endorsement_key_unknown", requirement="G06", params=params))
        achievement_id = edition_id(version.module, language)
        if any(
            (one.endorser, one.achievement_id) == (self.signed.endorser_id, achievement_id) for one in there
        ):
            findings.append(Finding(code="endorsement_double", requirement=_FOR_MODULE))
        if findings:
            return self._refused(*findings)
        self.ledger.endorsements.add_to_module(
            ModuleEndorsement(
                module_version_id=version.id,
                achievement_id=achievement_id,
                endorser=self.signed.endorser_id or "",
                role=self.signed.role or "",
                content=self.data,
                content_sha256=self.sha256,
                received_at=self.at,
            )
        )
        return self._stored(achievement_id, organisation)

    def _findings(self, asked: Asked) -> list[Finding]:
        """Return everything that is wrong: with the signature, and with what was signed."""
        findings = list(differences(self.signed, asked))
        # All of it becomes a part of the credential, also what nobody reads.
        if all(one.code != "endorsement_bsn" for one in findings):
            findings.extend(personal_numbers(self.document))
        findings.extend(
            Finding(code="endorsement_not_lasting", requirement=asked.requirement, pointer=pointer)
            for pointer in not_lasting(self.document)
        )
        # Of a did:web that is not known here there is no document: that was told already.
        is_known = asked.organisation is not None and asked.organisation.controller is not None
        codes = _wrong_with_signature(self.document, asked.organisation, at=self.at, has_document=is_known)
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

    def _stored(self, subject: str, organisation: SigningOrganisation | None) -> TakenIn:
        self.ledger.audit.record(
            AuditEntry(
                at=self.at,
                actor=self.by,
                action="endorsement_added",
                subject=subject,
                details={
                    "role": self.signed.role or "",
                    "organisation": str(organisation.id) if organisation is not None else "",
                    "key": self.signed.endorser_id or "",
                    "sha256": self.sha256,
                },
            )
        )
        return TakenIn(signed=self.signed, findings=(), stored=True)

    def _refused(self, *findings: Finding) -> TakenIn:
        return TakenIn(signed=self.signed, findings=findings)


def _endorsement(data: bytes) -> JsonObject | None:
    try:
        document = parse(data, limits=ENDORSEMENT_LIMITS).unverified
    except MalformedDocument:
        return None
    types = document.get("type")
    return document if isinstance(types, list) and "EndorsementCredential" in types else None


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


def _known(requirement: str) -> Finding:
    return Finding(code="endorsement_known", severity=Severity.INFO, requirement=requirement)
