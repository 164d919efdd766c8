"""Which schools recognise a credential, by the agreements that an institution knows of.

Spec: requirement I02.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from issuer.domain.stacking.agreements import Agreement, agreements_on
from issuer.domain.stacking.contribution import Contribution, contribution_of
from issuer.errors import AwardNotVerified
from issuer.ports.store import UnitOfWork
from issuer.services.register_editions import registers_now
from verifier.report import VerificationReport


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisingSchools:
    """Who recognises one credential.

    Attributes:
        title: What the credential is called, or None.
        issuer_name: Who issued it, as the trust list says.
        by_school: The numbers of the agreements by BRIN, for every school but the one that issued.
    """

    title: str | None
    issuer_name: str
    by_school: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindRecognisingSchools:
    """Look a verified credential up in the agreements of an institution."""

    uow: UnitOfWork

    def __call__(
        self, institution_id: UUID, file: str, report: VerificationReport, *, on: date
    ) -> RecognisingSchools:
        """Return the schools.

        Args:
            institution_id: Whose agreements.
            file: Name of the file, for messages.
            report: What the verifier found, under a policy that requires a recognised issuer.
            on: The day that the agreements are to be in force, besides that of the award.

        Raises:
            AwardNotVerified: The credential does not pass, or nothing was passed.
            UnknownInstitution: There is no such institution.
        """
        with self.uow.read(institution_id) as ledger:
            registers = registers_now(ledger)
            agreements = [one.agreement for one in ledger.recognition.agreements()]
        found = contribution_of(file, report, registers)
        if not isinstance(found, Contribution):
            raise AwardNotVerified(file=file)
        return RecognisingSchools(
            title=found.content.title,
            issuer_name=found.issuer_name,
            by_school=_by_school(agreements_on(agreements, found, on=on), found.issuer_brin),
        )


def _by_school(agreements: tuple[Agreement, ...], issuer_brin: str | None) -> dict[str, tuple[str, ...]]:
    schools = sorted({brin for one in agreements for brin in one.institutions} - {issuer_brin})
    return {brin: tuple(one.number for one in agreements if brin in one.institutions) for brin in schools}
