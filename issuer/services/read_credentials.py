"""Give the signed credentials to whoever makes files of them for the learner."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID

from credentials.achievement.model import Module
from issuer.domain.issued import IssuedCredential
from issuer.domain.learners import Learner
from issuer.domain.status import CredentialStatus, status_after
from issuer.ports.store import UnitOfWork
from wallet_export.ports import SignedCredential

_AT_A_TIME: Final = 100
_LISTED_AT_A_TIME: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnersCredential:
    """A credential, whose it is, and for what.

    Attributes:
        learner: Of this institution.
        module: The module version that was awarded.
        issued: As we keep it.
        signed: As ``wallet_export`` takes it.
    """

    learner: Learner
    module: Module
    issued: IssuedCredential
    signed: SignedCredential


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCredential:
    """A credential in a list.

    Attributes:
        credential_id: ``urn:uuid:…``.
        learner: Whose.
        module: For what.
        status: Whether it is in force.
    """

    credential_id: str
    learner: Learner
    module: Module
    status: CredentialStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCredentials:
    """Read issued credentials, byte for byte as they were signed. Erased ones are left out."""

    uow: UnitOfWork

    def all(self, institution_id: UUID) -> Iterator[LearnersCredential]:
        """Yield every credential of the institution, in the order of issuing.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        with self.uow.read(institution_id) as ledger:
            modules = {version.id: version.module for version in ledger.modules.all()}
            credentials = ledger.credentials.all()
            while some := list(islice(credentials, _AT_A_TIME)):
                learners = ledger.learners.by_ids([issued.learner_id for issued in some])
                for issued in some:
                    learner, module = learners[issued.learner_id], modules[issued.module_version_id]
                    if (found := _learners_credential(learner, module, issued)) is not None:
                        yield found

    def listed(self, institution_id: UUID, *, at: datetime) -> Iterator[ListedCredential]:
        """Yield every credential with its status, without its content, in the order of issuing.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        with self.uow.read(institution_id) as ledger:
            modules = {version.id: version.module for version in ledger.modules.all()}
            headings = ledger.credentials.headings()
            while some := list(islice(headings, _LISTED_AT_A_TIME)):
                learners = ledger.learners.by_ids([heading.learner_id for heading in some])
                events = ledger.statuses.events_of([heading.id for heading in some])
                for heading in some:
                    yield ListedCredential(
                        credential_id=heading.id,
                        learner=learners[heading.learner_id],
                        module=modules[heading.module_version_id],
                        status=status_after(events.get(heading.id, ()), at=at),
                    )

    def one(self, institution_id: UUID, credential_id: str) -> LearnersCredential | None:
        """Return one credential, or None when there is none of this institution, or it was erased.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        with self.uow.read(institution_id) as ledger:
            issued = ledger.credentials.get(credential_id)
            if issued is None:
                return None
            learner = ledger.learners.get(issued.learner_id)
            module = ledger.modules.get(issued.module_version_id).module
            return _learners_credential(learner, module, issued)


def _learners_credential(
    learner: Learner, module: Module, issued: IssuedCredential
) -> LearnersCredential | None:
    if issued.data_integrity is None and issued.jwt is None:
        return None
    return LearnersCredential(
        learner=learner,
        module=module,
        issued=issued,
        signed=signed_credential(issued),
    )


def signed_credential(issued: IssuedCredential) -> SignedCredential:
    """Return a credential that was not erased as ``wallet_export`` takes it.

    Raises:
        ValueError: It was erased.
    """
    return SignedCredential(
        credential_id=issued.id,
        json_bytes=issued.data_integrity,
        jwt=None if issued.jwt is None else issued.jwt.decode("ascii"),
        card=issued.card,
    )
