"""Take in agreements with other institutions."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from issuer.domain.people import person
from issuer.domain.stacking.agreements import Agreement
from issuer.errors import AgreementChanged
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock
from issuer.ports.recognition import RecordedAgreement
from issuer.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddedAgreements:
    """Numbers of the agreements that are new, and of those that were there before."""

    added: tuple[str, ...]
    already: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAgreements:
    """Take in agreements, all or none."""

    uow: UnitOfWork
    clock: Clock

    def __call__(self, institution_id: UUID, agreements: Sequence[Agreement], *, by: str) -> AddedAgreements:
        """Record the agreements that are not there yet.

        Raises:
            AgreementChanged: One of them has the number of an earlier one that says something else.
            DecisionRefused: ``by`` names nobody.
            UnknownInstitution: There is no such institution.
        """
        actor, at = person(by), self.clock()
        added: list[str] = []
        already: list[str] = []
        with self.uow.begin(institution_id) as ledger:
            known = {one.agreement.number: one.agreement for one in ledger.recognition.agreements()}
            changed = [one.number for one in agreements if known.get(one.number, one) != one]
            if changed:
                raise AgreementChanged(number=", ".join(changed))
            for agreement in agreements:
                if agreement.number in known:
                    already.append(agreement.number)
                    continue
                ledger.recognition.add_agreement(
                    RecordedAgreement(agreement=agreement, recorded_at=at, recorded_by=actor)
                )
                ledger.audit.record(
                    AuditEntry(
                        at=at,
                        actor=actor,
                        action="agreement_recorded",
                        subject=agreement.number,
                        details={"kind": type(agreement).__name__},
                    )
                )
                added.append(agreement.number)
        return AddedAgreements(tuple(added), tuple(already))
