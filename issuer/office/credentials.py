"""What becomes of credentials once they are issued.

A use case is imported when it is asked for; see :class:`issuer.office.Office`.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from issuer.domain.institution import Institution
from issuer.office.foundation import OfficeFoundation

if TYPE_CHECKING:
    from issuer.services.change_status import ChangeStatus, ReadStatus
    from issuer.services.erase_learner import EraseLearner
    from issuer.services.make_cards import MakeCards
    from issuer.services.publish_documents import PublishedByInstitution
    from issuer.services.read_credentials import ReadCredentials


class CredentialsOffice(OfficeFoundation):
    """Everything about issued credentials."""

    @cached_property
    def change_status(self) -> "ChangeStatus":
        """Revoke, suspend, reinstate."""
        from issuer.services.change_status import ChangeStatus

        return ChangeStatus(uow=self.uow, clock=self.clock)

    @cached_property
    def read_status(self) -> "ReadStatus":
        """Ask for the status at some moment."""
        from issuer.services.change_status import ReadStatus

        return ReadStatus(uow=self.uow)

    @cached_property
    def read_credentials(self) -> "ReadCredentials":
        """Read the signed credentials."""
        from issuer.services.read_credentials import ReadCredentials

        return ReadCredentials(uow=self.uow)

    @cached_property
    def erase_learner(self) -> "EraseLearner":
        """Forget a learner."""
        from issuer.services.erase_learner import EraseLearner

        return EraseLearner(uow=self.uow, clock=self.clock)

    def published(self, institution: Institution) -> "PublishedByInstitution":
        """What an institution has published, for the learner's archive."""
        from issuer.services.publish_documents import PublishedByInstitution

        return PublishedByInstitution(
            directory=self.public_directory, public_base_url=institution.public_base_url
        )

    @cached_property
    def make_cards(self) -> "MakeCards":
        """Make the cards for QR codes that are missing."""
        from issuer.services.make_cards import MakeCards

        return MakeCards(uow=self.uow, clock=self.clock)
