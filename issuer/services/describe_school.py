"""A school says what it is: funded or not, of what kind, and what it offers."""

from dataclasses import dataclass
from uuid import UUID

from issuer.domain.school_profile import SchoolProfile
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeSchool:
    """Record what a school says of itself from now on."""

    uow: UnitOfWork
    clock: Clock

    def __call__(self, institution_id: UUID, profile: SchoolProfile, *, by: str) -> None:
        """Record the profile.

        Args:
            institution_id: Which school.
            profile: All that it says; what it said before is replaced.
            by: Who records it.

        Raises:
            UnknownInstitution: There is no such institution.
        """
        with self.uow.begin(institution_id) as ledger:
            if ledger.school.current() == profile:
                return
            at = self.clock()
            ledger.school.save(profile, at=at, by=by)
            ledger.audit.record(
                AuditEntry(
                    at=at, actor=by, action="school_described", subject=str(institution_id), details={}
                )
            )
