"""Set up an institution."""

from dataclasses import dataclass, replace

from issuer.domain.institution import Institution
from issuer.errors import InstitutionExists, InvalidInstitution
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock, NewId
from issuer.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What an institution says about itself; see :class:`issuer.domain.institution.Institution`."""

    controller: str
    name: str
    public_base_url: str
    url: str | None = None
    country_code: str = "NL"
    region: str | None = None
    locality: str | None = None
    brin: str | None = None
    kvk: str | None = None
    rio: str | None = None
    parent_organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Initialised:
    """The institution, and whether this call made it."""

    institution: Institution
    created: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InitialiseInstitution:
    """Set up an institution, once; doing it again with the same particulars changes nothing."""

    uow: UnitOfWork
    clock: Clock
    new_id: NewId

    def __call__(self, particulars: Particulars, *, by: str) -> Initialised:
        """Set up the institution and return it.

        Raises:
            InvalidInstitution: A particular is not of its form, or another institution publishes
                under the same URL already.
            InstitutionExists: The controller is in use by an institution with other particulars.
        """
        wanted = Institution(
            id=self.new_id(),
            created_at=self.clock(),
            **{name: getattr(particulars, name) for name in Particulars.__slots__},
        )
        for known in self.uow.institutions():
            if known.controller == wanted.controller:
                if replace(wanted, id=known.id, created_at=known.created_at) != known:
                    raise InstitutionExists(controller=known.controller)
                return Initialised(known, created=False)
            if known.public_base_url == wanted.public_base_url:
                # Their status lists would have the same addresses.
                raise InvalidInstitution(
                    reason="address_in_use", field="public_base_url", value=wanted.public_base_url
                )
        self.uow.add_institution(wanted)
        with self.uow.begin(wanted.id) as ledger:
            ledger.audit.record(
                AuditEntry(
                    at=wanted.created_at,
                    actor=by,
                    action="institution_initialised",
                    subject=str(wanted.id),
                    details={"controller": wanted.controller},
                )
            )
        return Initialised(wanted, created=True)
