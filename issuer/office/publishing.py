"""What goes out: lists, documents, the catalogue, and records for others.

A use case is imported when it is asked for; see :class:`issuer.office.Office`.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from issuer.office.foundation import OfficeFoundation

if TYPE_CHECKING:
    from issuer.services.decided_awards import ReadDecidedAwards
    from issuer.services.inspect_award import InspectAward
    from issuer.services.own_trust_list import MakeTrustList
    from issuer.services.publish_catalogue import PublishCatalogue
    from issuer.services.publish_documents import PublishDocuments
    from issuer.services.publish_site import PublishSite
    from issuer.services.publish_status_lists import PublishStatusLists
    from issuer.services.register_feed import PublishRegisterFeed, RecordRegisterStatus
    from issuer.services.status_changes import RetireStatusChanges


class PublishingOffice(OfficeFoundation):
    """Everything that is published or handed over."""

    @cached_property
    def publish_status_lists(self) -> "PublishStatusLists":
        """Rebuild, sign and publish the status lists."""
        from issuer.services.publish_status_lists import PublishStatusLists

        return PublishStatusLists(uow=self.uow, clock=self.clock)

    @cached_property
    def retire_status_changes(self) -> "RetireStatusChanges":
        """Take away documents of changes that no list names any more."""
        from issuer.services.status_changes import RetireStatusChanges

        return RetireStatusChanges(directory=self.public_directory, clock=self.clock)

    @cached_property
    def make_trust_list(self) -> "MakeTrustList":
        """Make the trust list with this institution on it."""
        from issuer.services.own_trust_list import MakeTrustList

        return MakeTrustList(uow=self.uow, clock=self.clock)

    @cached_property
    def publish_documents(self) -> "PublishDocuments":
        """Write did.json, jwks.json and trust-list.json."""
        from issuer.services.publish_documents import PublishDocuments

        return PublishDocuments(make_trust_list=self.make_trust_list, directory=self.public_directory)

    @cached_property
    def publish_site(self) -> "PublishSite":
        """Write everything that is published as files for a web server."""
        from issuer.services.publish_site import PublishSite

        return PublishSite(published=self.public_directory)

    @cached_property
    def publish_catalogue(self) -> "PublishCatalogue":
        """Write the public catalogue."""
        from issuer.services.publish_catalogue import PublishCatalogue

        return PublishCatalogue(uow=self.uow, clock=self.clock)

    @cached_property
    def read_decided_awards(self) -> "ReadDecidedAwards":
        """Read what was awarded, for records of other registers."""
        from issuer.services.decided_awards import ReadDecidedAwards

        return ReadDecidedAwards(uow=self.uow, clock=self.clock)

    @cached_property
    def publish_register_feed(self) -> "PublishRegisterFeed":
        """Write the feed of the issuer's own register."""
        from issuer.services.register_feed import PublishRegisterFeed

        return PublishRegisterFeed(uow=self.uow, clock=self.clock)

    @cached_property
    def record_register_status(self) -> "RecordRegisterStatus":
        """Record how credentials stand with registers of others."""
        from issuer.services.register_feed import RecordRegisterStatus

        return RecordRegisterStatus(uow=self.uow, clock=self.clock)

    @cached_property
    def inspect_award(self) -> "InspectAward":
        """Put together what the inspectorate asks for."""
        from issuer.services.inspect_award import InspectAward

        return InspectAward(uow=self.uow, clock=self.clock, policy=self.award_policy)
