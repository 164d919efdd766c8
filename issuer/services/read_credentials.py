"""Give the signed credentials to whoever makes files of them for the learner."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from credentials.achievement.model import Module
from issuer.domain.issued import IssuedCredential
from issuer.domain.learners import Learner
from issuer.ports import Ledger, UnitOfWork
from wallet_export.ports import SignedCredential


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
class ReadCredentials:
    """Read issued credentials, byte for byte as they were signed. Erased ones are left out."""

    uow: UnitOfWork

    def all(self, institution_id: UUID) -> Iterator[LearnersCredential]:
        """Yield every credential of the institution, in the order of issuing.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        with self.uow.read(institution_id) as ledger:
            for issued in ledger.credentials.all():
                if (found := _learners_credential(ledger, issued)) is not None:
                    yield found

    def one(self, institution_id: UUID, credential_id: str) -> LearnersCredential | None:
        """Return one credential, or None when there is none of this institution, or it was erased.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        with self.uow.read(institution_id) as ledger:
            issued = ledger.credentials.get(credential_id)
            return None if issued is None else _learners_credential(ledger, issued)


def _learners_credential(ledger: Ledger, issued: IssuedCredential) -> LearnersCredential | None:
    if issued.data_integrity is None and issued.jwt is None:
        return None
    return LearnersCredential(
        learner=ledger.learners.get(issued.learner_id),
        module=ledger.modules.get(issued.module_version_id).module,
        issued=issued,
        signed=SignedCredential(
            credential_id=issued.id,
            json_bytes=issued.data_integrity,
            jwt=None if issued.jwt is None else issued.jwt.decode("ascii"),
        ),
    )
