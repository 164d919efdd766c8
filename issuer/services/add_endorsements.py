"""Take in what others signed: genuine, about what they were asked, by whom they were asked, and once.

Spec: requirements F22, C08, G06.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from credentials.achievement.achievement_building import build_achievement, edition_id, languages_of
from credentials.endorsement.content import ENDORSED, content_digest, content_of_achievement
from credentials.endorsement.reading import EndorsementContent, read_endorsement
from credentials.endorsement.request import is_request
from credentials.endorsement.roles import ROLES_FOR_MODULES
from credentials.parsing import JsonObject, MalformedDocument, parse
from issuer.domain.awards import ModuleVersion
from issuer.domain.endorsement_rules import Asked
from issuer.domain.endorsements import ModuleEndorsement, SigningOrganisation, SigningRequest
from issuer.domain.endorser_keys import Lapse, lapse_of
from issuer.domain.findings import Finding, Severity
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import Ledger, UnitOfWork
from issuer.services.awards_to_build import endorsed_content
from issuer.services.endorsement_findings import (
    ENDORSEMENT_LIMITS,
    findings_of,
    known_before,
    there_already,
)

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
        module = self.ledger.modules.get(proposal.module_version_id).module
        content = endorsed_content(
            proposal, module, self.ledger.institution.as_issuer(), request.credential_id
        )
        organisations = {one.id: one for one in self.ledger.endorsements.organisations()}
        organisation = organisations[expected.organisation_id] if expected is not None else None
        lapse = self._lapse(expected.content if expected else None, organisation, content_digest(content))
        if expected is not None and expected.content_sha256 == self.sha256:
            return TakenIn(signed=self.signed, findings=(known_before(_FOR_AWARD, lapse),))
        findings = findings_of(
            self.document,
            self.signed,
            Asked(
                requirement=_FOR_AWARD,
                roles=frozenset(one.role for one in request.signatures),
                digest=content_digest(content),
                organisation=organisation,
            ),
            at=self.at,
        )
        if expected is not None and expected.content_sha256 is not None and lapse is None:
            findings.append(there_already(_FOR_AWARD, organisation, expected.received_at))
        if self.ledger.credentials.of_award(proposal.id) is not None:
            findings.append(Finding(code="endorsement_too_late", requirement=_FOR_AWARD))
        if findings or expected is None:
            return self._refused(*findings)
        endorsements = self.ledger.endorsements
        if lapse is not None:
            endorsements.set_aside(
                request.credential_id, expected.role, at=self.at, by=self.by, because=lapse.value
            )
        endorsements.take_in(request.credential_id, expected.role, self.data, self.sha256, at=self.at)
        return self._stored(request.credential_id, organisation, expected.content_sha256, lapse)

    def for_module(self, version: ModuleVersion, language: str) -> TakenIn:
        achievement_id = edition_id(version.module, language)
        there = [
            one
            for one in self.ledger.endorsements.of_module(version.id)
            if one.achievement_id == achievement_id
        ]
        wanted = (self.signed.organisation or "").casefold()
        organisations = self.ledger.endorsements.organisations()
        organisation = next((one for one in organisations if one.name.casefold() == wanted), None)
        before = _of_organisation(there, organisation)
        lapse = self._lapse(before.content if before else None, organisation, None)
        same = next((one for one in there if one.content_sha256 == self.sha256), None)
        if same is not None:
            why = self._lapse(same.content, organisation, None)
            return TakenIn(signed=self.signed, findings=(known_before(_FOR_MODULE, why),))
        content = content_of_achievement(build_achievement(version.module, language))
        findings = findings_of(
            self.document,
            self.signed,
            Asked(
                requirement=_FOR_MODULE,
                roles=frozenset(role.value for role in ROLES_FOR_MODULES),
                digest=content_digest(content),
                organisation=organisation,
            ),
            at=self.at,
        )
        if organisation is None:
            params = {
                "organisation": self.signed.organisation or "–",
                "key": self.signed.endorser_id or "–",
            }
            findings.append(Finding(code="endorsement_key_unknown", requirement="G06", params=params))
        if before is not None and lapse is None:
            findings.append(there_already(_FOR_MODULE, organisation, before.received_at))
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
        return self._stored(
            achievement_id, organisation, before.content_sha256 if before is not None else None, lapse
        )

    def _lapse(
        self, content: bytes | None, organisation: SigningOrganisation | None, digest: str | None
    ) -> Lapse | None:
        """Return why a signature that is there counts no more; None when it does, and when none is there."""
        if content is None or organisation is None:
            return None
        return lapse_of(parse(content).unverified, organisation, at=self.at, digest=digest)

    def _stored(
        self,
        subject: str,
        organisation: SigningOrganisation | None,
        before_sha256: str | None,
        lapse: Lapse | None,
    ) -> TakenIn:
        details = {
            "role": self.signed.role or "",
            "organisation": str(organisation.id) if organisation is not None else "",
            "key": self.signed.endorser_id or "",
            "sha256": self.sha256,
        }
        if lapse is not None:
            details |= {"in_place_of": before_sha256 or "", "because": lapse.value}
        self.ledger.audit.record(
            AuditEntry(
                at=self.at,
                actor=self.by,
                action="endorsement_added" if lapse is None else "endorsement_replaced",
                subject=subject,
                details=details,
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


def _of_organisation(
    there: Sequence[ModuleEndorsement], organisation: SigningOrganisation | None
) -> ModuleEndorsement | None:
    """Return the newest of what an organisation signed, under whatever key of its own."""
    if organisation is None:
        return None
    names = {organisation.controller, *(one.controller for one in organisation.former_keys)}
    return next((one for one in reversed(there) if one.endorser in names), None)
