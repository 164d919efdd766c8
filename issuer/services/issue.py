"""Issue: from decided awards to signed, checked and stored credentials.

Every batch is one transaction in which, per award: (1) places in the status lists are reserved, (2) the
credential is built, (3) signed in each form, (4) verified as an employer would, (5) stored as the exact
bytes. A process that dies leaves whole batches behind and no half ones; the next run goes on with what
has no credential yet. Two processes at once take turns per batch and never share an award.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, Recipient, StatusEntry
from credentials.errors import CredentialError
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof
from credentials.proofs.vc_jwt import sign_jwt
from issuer.audit import SignatureLog
from issuer.domain.awards import ModuleVersion, ProposedAward
from issuer.domain.decisions import Decision
from issuer.domain.issued import CredentialForm, IssuedCredential, months_later
from issuer.domain.status import StatusPurpose
from issuer.errors import SettingsInvalid
from issuer.ports import Chance, Clock, Ledger, NewId, Progress, UnitOfWork, no_progress
from issuer.self_check import SelfCheck, SelfCheckFailed
from issuer.services.own_trust_list import own_trust_list
from issuer.services.status_lists import StatusPlaces, sign_status_lists
from issuer.signing_keys import SigningKeys


@dataclass(frozen=True, slots=True)
class NotIssued:
    """An award that could not be made into a credential that verifies.

    Attributes:
        award_id: Which.
        problem: Codes, for an engineer; nothing about the learner.
    """

    award_id: UUID
    problem: str


@dataclass(frozen=True, slots=True)
class IssueReport:
    """What one run did.

    Attributes:
        issued: Ids of the new credentials, in the order of issuing.
        not_issued: What could not be issued; the rest was.
    """

    issued: tuple[str, ...]
    not_issued: tuple[NotIssued, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueAwards:
    """Issue a credential for every decided award that has none.

    Attributes:
        uow: The store.
        clock: The time of signing.
        new_id: For credential ids.
        chance: For places in status lists and for salts.
        forms: In which forms to sign; at least one.
        batch_size: Awards per transaction. Larger is faster, smaller loses less work when the power
            fails and lets other processes in sooner.
    """

    uow: UnitOfWork
    clock: Clock
    new_id: NewId
    chance: Chance
    forms: frozenset[CredentialForm] = frozenset(CredentialForm)
    batch_size: int = 25

    def __call__(
        self, institution_id: UUID, keys: SigningKeys, *, by: str, progress: Progress = no_progress
    ) -> IssueReport:
        """Issue everything that is to be issued. When this returns, all of it is committed.

        Raises:
            SettingsInvalid: There is no form to sign in, or no key for it.
            UnknownInstitution: There is no such institution.
        """
        if not self.forms or (CredentialForm.JWT in self.forms and keys.jwt is None):
            raise SettingsInvalid(reason="no_form", setting="WAARMERK_SIGN_DATA_INTEGRITY, WAARMERK_SIGN_JWT")
        with self.uow.read(institution_id) as ledger:
            total = ledger.awards.count_to_issue()
        issued: list[str] = []
        failed: dict[UUID, NotIssued] = {}
        while True:
            with self.uow.begin(institution_id) as ledger:
                # What failed stays at the head of the queue; take so many more.
                waiting = ledger.awards.to_issue(limit=self.batch_size + len(failed))
                batch = [award for award in waiting if award.id not in failed]
                if not batch:
                    break
                desk = _Desk(self, ledger, keys, SignatureLog(clock=self.clock, actor=by))
                for award in batch:
                    try:
                        issued.append(desk.issue(award))
                    except (CredentialError, SelfCheckFailed) as error:
                        failed[award.id] = NotIssued(award.id, _problem(error))
                desk.log.write_to(ledger.audit)
            done = len(issued) + len(failed)
            progress(done, max(total, done))
            if not issued and len(failed) >= self.batch_size:
                break  # When a whole first batch fails, it is not the awards that are wrong.
        return IssueReport(tuple(issued), tuple(failed.values()))


@dataclass(slots=True)
class _Desk:
    """Issues the awards of one batch, within its transaction."""

    service: IssueAwards
    ledger: Ledger
    keys: SigningKeys
    log: SignatureLog
    places: StatusPlaces = field(init=False)
    status_lists: dict[str, bytes] = field(default_factory=dict)
    versions: dict[UUID, ModuleVersion] = field(default_factory=dict)
    decisions: dict[UUID, Decision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = StatusPlaces(self.ledger, self.service.chance)

    def issue(self, proposal: ProposedAward) -> str:
        at = self.service.clock().replace(microsecond=0)
        with self.ledger.savepoint():
            award = self._award(proposal, at)
            unsigned = build_open_badge(award)
            data_integrity = self._sign_data_integrity(award.credential_id, unsigned, at)
            jwt = self._sign_jwt(award.credential_id, unsigned)
            self._check([form for form in (data_integrity, jwt) if form is not None], award.status, at)
            self.ledger.credentials.add(
                IssuedCredential(
                    id=award.credential_id,
                    award_id=proposal.id,
                    module_version_id=proposal.module_version_id,
                    learner_id=proposal.learner_id,
                    decision_id=self._decision(proposal).id,
                    data_integrity=data_integrity,
                    data_integrity_sha256=_sha256(data_integrity),
                    jwt=jwt,
                    jwt_sha256=_sha256(jwt),
                    valid_from=award.valid_from,
                    valid_until=award.valid_until,
                )
            )
            return award.credential_id

    def _award(self, proposal: ProposedAward, at: datetime) -> Award:
        credential_id = self.service.new_id().urn
        module = self._version(proposal).module
        purposes = [StatusPurpose.REVOCATION]
        if module.may_be_suspended:
            purposes.append(StatusPurpose.SUSPENSION)
        places = [self.places.reserve(credential_id, purpose) for purpose in purposes]
        months = module.valid_for_months
        return Award(
            credential_id=credential_id,
            issuer=self.ledger.institution.as_issuer(),
            module=module,
            recipient=Recipient(
                name=proposal.recipient_name,
                email=proposal.recipient_email,
                email_salt=self.service.chance.salt() if proposal.recipient_email else None,
            ),
            language=proposal.language,
            awarded_on=self._decision(proposal).decided_on,
            valid_from=at,
            valid_until=None if months is None else months_later(at, months),
            activity_start=proposal.activity_start,
            activity_end=proposal.activity_end,
            results=proposal.results,
            status=tuple(
                StatusEntry(
                    status_list_credential=place.status_list.url,
                    status_list_index=place.index,
                    status_purpose=place.status_list.purpose.value,
                )
                for place in places
            ),
            replaces=proposal.replaces,
        )

    def _sign_data_integrity(self, credential_id: str, unsigned: JsonObject, at: datetime) -> bytes | None:
        if CredentialForm.DATA_INTEGRITY not in self.service.forms:
            return None
        signer = self.log.audited(self.keys.data_integrity, subject=credential_id, purpose="credential")
        return json.dumps(add_proof(unsigned, signer, created=at), ensure_ascii=False).encode()

    def _sign_jwt(self, credential_id: str, unsigned: JsonObject) -> bytes | None:
        if CredentialForm.JWT not in self.service.forms or self.keys.jwt is None:
            return None
        signer = self.log.audited(self.keys.jwt, subject=credential_id, purpose="credential")
        return sign_jwt(unsigned, signer).encode("ascii")

    def _check(self, signed: Sequence[bytes], entries: Sequence[StatusEntry], at: datetime) -> None:
        urls = {entry.status_list_credential for entry in entries}
        lists = [one for one in self.ledger.statuses.lists() if one.url in urls - self.status_lists.keys()]
        # Nothing in this transaction changes a status, so each list is signed once for the whole batch.
        self.status_lists |= sign_status_lists(self.ledger, lists, self.keys.data_integrity, self.log, at=at)
        trust_list = own_trust_list(
            self.ledger.institution, self.keys.public.recognized, status_list_urls=urls, at=at
        )
        check = SelfCheck(trust_list=trust_list, status_lists=self.status_lists)
        for data in signed:
            check(data, at=at)

    def _version(self, proposal: ProposedAward) -> ModuleVersion:
        version_id = proposal.module_version_id
        if version_id not in self.versions:
            self.versions[version_id] = self.ledger.modules.get(version_id)
        return self.versions[version_id]

    def _decision(self, proposal: ProposedAward) -> Decision:
        decision_id = proposal.decision_id
        decision = self.decisions.get(decision_id) if decision_id else None
        if decision is None:
            decision = self.ledger.decisions.get(decision_id) if decision_id else None
            if decision is None or decision_id is None:
                raise RuntimeError(f"award {proposal.id} has no decision")
            self.decisions[decision_id] = decision
        return decision


def _sha256(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _problem(error: CredentialError | SelfCheckFailed) -> str:
    if isinstance(error, SelfCheckFailed):
        return ", ".join(error.codes)
    return f"{error.code} {error.pointer or ''}".strip()
