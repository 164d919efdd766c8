"""What comes from elsewhere: stacking, agreements, recognition.

A use case is imported when it is asked for; see :class:`issuer.office.Office`.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from issuer.office.foundation import OfficeFoundation

if TYPE_CHECKING:
    from issuer.services.add_agreements import AddAgreements
    from issuer.services.recognise import Recognise
    from issuer.services.recognising_schools import FindRecognisingSchools
    from issuer.services.stack_credentials import StackCredentials


class RecognitionOffice(OfficeFoundation):
    """Everything about what others awarded."""

    @cached_property
    def stack_credentials(self) -> "StackCredentials":
        """Lay credentials of any school beside a kwalificatie."""
        from issuer.services.stack_credentials import StackCredentials

        return StackCredentials(uow=self.uow)

    @cached_property
    def add_agreements(self) -> "AddAgreements":
        """Take in agreements with other institutions."""
        from issuer.services.add_agreements import AddAgreements

        return AddAgreements(uow=self.uow, clock=self.clock)

    @cached_property
    def recognise(self) -> "Recognise":
        """Record decisions on modules and awards of others."""
        from issuer.services.recognise import Recognise

        return Recognise(uow=self.uow, clock=self.clock, new_id=self.new_id)

    @cached_property
    def find_recognising_schools(self) -> "FindRecognisingSchools":
        """Look a credential up in the agreements."""
        from issuer.services.recognising_schools import FindRecognisingSchools

        return FindRecognisingSchools(uow=self.uow)
