"""Ask others to sign: reserve the id of a credential, and write down what there is to sign.

Spec: requirements F22, C08.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from credentials.achievement.achievement_building import build_achievement, languages_of
from credentials.endorsement.content import content_digest, content_of_achievement
from credentials.endorsement.request import EndorsementRequest
from credentials.endorsement.roles import ROLES_FOR_MODULES, Role
from credentials.parsing import JsonObject
from issuer.domain.awards import ModuleVersion, ProposedAward
from issuer.domain.decisions import DecisionOutcome
from issuer.domain.endorsements import ExpectedSignature, SigningOrganisation, SigningRequest
from issuer.domain.endorser_keys import Lapse
from issuer.errors import SigningRequestRefused
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock, NewId
from issuer.ports.store import Ledger, UnitOfWork
from issuer.services.awards_to_build import endorsed_content
from issuer.services.expected_signers import ExpectedSigners
from issuer.services.signatures_held import lapsed_signatures
from issuer.services.signing_organisations import find_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFile:
    """A file for one organisation.

    Attributes:
        name: Safe on every file system; no name of a person in it.
        request: What is in it.
    """

    name: str
    request: EndorsementRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEndorsements:
    """Ask companies and sector organisations to sign awards, and employers to endorse modules."""

    uow: UnitOfWork
    clock: Clock
    new_id: NewId

    def for_awards(
        self, institution_id: UUID, award_ids: Sequence[UUID], signers: Mapping[str, str], *, by: str
    ) -> tuple[RequestFile, ...]:
        """Return the requests for every signature that these awards wait for.

        All or none: an award that cannot be asked for keeps the others from being asked for too. Asking
        again gives the same requests, about the same ids; where a signature counts no more, that one again.

        Args:
            institution_id: Whose awards.
            award_ids: Which; each is open or decided on, and not issued.
            signers: The name of a registered organisation for each role. For a role that is left out it
                is whoever was asked before, or else whom the file of the award names.
            by: Who asks.

        Raises:
            SigningRequestRefused: There is no such award (``unknown_award``), it was rejected, issued or
                erased (``not_open``), nobody has to sign it (``not_needed``), a role is not one of its
                roles (``role``), for a role nobody is named (``no_organisation``) or somebody unknown
                (``unknown_organisation``), or one organisation in two roles (``same_organisation``).
            UnknownInstitution: There is no such institution.
        """
        with self.uow.begin(institution_id) as ledger:
            expected = ExpectedSigners(
                ledger=ledger,
                clock=self.clock,
                new_id=self.new_id,
                named={role: _organisation(ledger, name) for role, name in signers.items()},
                by=by,
            )
            wanted = tuple(dict.fromkeys(award_ids))
            expected.learn(wanted)
            requests = ledger.endorsements.of_awards(wanted)
            files: list[RequestFile] = []
            for award_id in wanted:
                proposal = self._proposal(ledger, award_id)
                version = ledger.modules.get(proposal.module_version_id)
                earlier = requests.get(award_id)
                credential_id = earlier.credential_id if earlier is not None else self.new_id().urn
                content = endorsed_content(
                    proposal, version.module, ledger.institution.as_issuer(), credential_id
                )
                lapsed = self._lapsed(ledger, earlier, content)
                asked = SigningRequest(
                    award_id=award_id,
                    credential_id=credential_id,
                    requested_at=earlier.requested_at if earlier is not None else self.clock(),
                    signatures=expected.of(proposal, version, earlier, lapsed),
                )
                self._make_way(ledger, earlier, asked, lapsed, by=by)
                ledger.endorsements.save_request(asked)
                waited_for = [one for one in asked.signatures if one.content is None or one.role in lapsed]
                ledger.audit.record(_audited(asked, waited_for, by, self.clock()))
                known = {one.id: one for one in ledger.endorsements.organisations()}
                files.extend(_files(asked, waited_for, proposal, content, known))
            return tuple(files)

    def _lapsed(
        self, ledger: Ledger, earlier: SigningRequest | None, content: JsonObject
    ) -> Mapping[str, Lapse]:
        if earlier is None:
            return {}
        organisations = {one.id: one for one in ledger.endorsements.organisations()}
        digest = content_digest(content)
        found = lapsed_signatures(earlier, organisations, digest=digest, at=self.clock())
        return {one.role: one.why for one in found}

    def _make_way(
        self,
        ledger: Ledger,
        earlier: SigningRequest | None,
        asked: SigningRequest,
        lapsed: Mapping[str, Lapse],
        *,
        by: str,
    ) -> None:
        """Set aside what counts no more, where another organisation is asked than the one that signed."""
        for role, why in lapsed.items():
            before = earlier.signature_of(role) if earlier is not None else None
            if before != asked.signature_of(role):
                ledger.endorsements.set_aside(
                    asked.credential_id, role, at=self.clock(), by=by, because=why.value
                )

    def for_module(
        self, institution_id: UUID, version: ModuleVersion, role: str, organisation: str, *, by: str
    ) -> tuple[RequestFile, ...]:
        """Return the requests to endorse a module version, one per language that it has.

        Raises:
            SigningRequestRefused: ``role`` is not one in which modules are endorsed, or the organisation
                is unknown.
            UnknownInstitution: There is no such institution.
        """
        if role not in {one.value for one in ROLES_FOR_MODULES}:
            raise SigningRequestRefused(reason="role", role=role)
        with self.uow.begin(institution_id) as ledger:
            found = _organisation(ledger, organisation)
            ledger.audit.record(
                AuditEntry(
                    at=self.clock(),
                    actor=by,
                    action="endorsement_requested",
                    subject=version.module.version_id,
                    details={"role": role, "organisation": str(found.id)},
                )
            )
        slug = version.module.id.rstrip("/").rsplit("/", 1)[-1]
        return tuple(
            RequestFile(
                name=f"{slug}-{version.module.version}-{language}-{role}.json",
                request=EndorsementRequest(
                    role=Role(role),
                    organisation=found.name,
                    kvk=found.kvk,
                    language=language,
                    content=content_of_achievement(build_achievement(version.module, language)),
                ),
            )
            for language in languages_of(version.module)
        )

    def _proposal(self, ledger: Ledger, award_id: UUID) -> ProposedAward:
        proposal = ledger.awards.get(award_id)
        if proposal is None:
            raise SigningRequestRefused(reason="unknown_award", award=str(award_id))
        decision = ledger.decisions.get(proposal.decision_id) if proposal.decision_id else None
        rejected = decision is not None and decision.outcome is DecisionOutcome.REJECTED
        if rejected or not proposal.recipient_name or ledger.credentials.of_award(award_id) is not None:
            raise SigningRequestRefused(reason="not_open", award=str(award_id))
        return proposal


def _organisation(ledger: Ledger, name: str) -> SigningOrganisation:
    found = find_organisation(ledger, name)
    if found is None:
        raise SigningRequestRefused(reason="unknown_organisation", organisation=name[:80])
    return found


def _files(
    asked: SigningRequest,
    waited_for: Sequence[ExpectedSignature],
    proposal: ProposedAward,
    content: JsonObject,
    known: Mapping[UUID, SigningOrganisation],
) -> Iterator[RequestFile]:
    for signature in waited_for:
        organisation = known[signature.organisation_id]
        yield RequestFile(
            name=f"{asked.credential_id.removeprefix('urn:uuid:')}-{signature.role}.json",
            request=EndorsementRequest(
                role=Role(signature.role),
                organisation=organisation.name,
                kvk=organisation.kvk,
                language=proposal.language,
                content=content,
            ),
        )


def _audited(
    asked: SigningRequest, waited_for: Sequence[ExpectedSignature], by: str, at: datetime
) -> AuditEntry:
    roles = ", ".join(one.role for one in waited_for)
    return AuditEntry(
        at=at,
        actor=by,
        action="endorsement_requested",
        subject=str(asked.award_id),
        details={"credential": asked.credential_id, "roles": roles},
    )
