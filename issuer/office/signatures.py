"""Signatures of others.

A use case is imported when it is asked for; see :class:`issuer.office.Office`.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from issuer.office.foundation import OfficeFoundation

if TYPE_CHECKING:
    from issuer.services.add_endorsements import AddEndorsement
    from issuer.services.request_endorsements import RequestEndorsements
    from issuer.services.signing_organisations import RegisterOrganisation
    from issuer.services.withdraw_signing_key import WithdrawSigningKey


class SignaturesOffice(OfficeFoundation):
    """Everything about who signs along."""

    @cached_property
    def register_organisation(self) -> "RegisterOrganisation":
        """Register an organisation that signs, and its key."""
        from issuer.services.signing_organisations import RegisterOrganisation

        return RegisterOrganisation(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def withdraw_signing_key(self) -> "WithdrawSigningKey":
        """Withdraw a key of an organisation that signs."""
        from issuer.services.withdraw_signing_key import WithdrawSigningKey

        return WithdrawSigningKey(uow=self.uow, clock=self.clock)

    @cached_property
    def request_endorsements(self) -> "RequestEndorsements":
        """Ask others to sign awards and modules."""
        from issuer.services.request_endorsements import RequestEndorsements

        return RequestEndorsements(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def add_endorsement(self) -> "AddEndorsement":
        """Take in what others signed."""
        from issuer.services.add_endorsements import AddEndorsement

        return AddEndorsement(uow=self.uow, clock=self.clock)
