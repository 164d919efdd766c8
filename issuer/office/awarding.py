"""From results to signed credentials.

A use case is imported when it is asked for; see :class:`issuer.office.Office`.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from issuer.office.foundation import OfficeFoundation
from issuer.ports.store import Ledger

if TYPE_CHECKING:
    from issuer.domain.decisions import Decision
    from issuer.domain.findings import Finding
    from issuer.services.decide import Decide
    from issuer.services.import_results import ImportResults
    from issuer.services.issue import IssueAwards
    from issuer.services.propose_awards import ProposeAwards


class AwardingOffice(OfficeFoundation):
    """Everything about awarding."""

    @cached_property
    def import_results(self) -> "ImportResults":
        """Take in a file of results."""
        from issuer.services.import_results import ImportResults

        return ImportResults(
            uow=self.uow,
            clock=self.clock,
            new_id=self.new_id,
            start_qualification=self.settings.start_qualification,
        )

    @cached_property
    def decide(self) -> "Decide":
        """Take a decision on open proposals."""
        from issuer.services.decide import Decide

        return Decide(uow=self.uow, clock=self.clock, new_id=self.new_id, check=self._what_blocks_awards)

    def _what_blocks_awards(
        self, ledger: Ledger, award_ids: Sequence[UUID] | None, decision: "Decision"
    ) -> Iterator["Finding"]:
        """Look at award files again; most proposals come from none, and then the rules are not loaded."""
        if next(ledger.facts.of_open_awards(award_ids), None) is None:
            return
        from issuer.services.facts_at_decision import blocking_findings
        from issuer.services.module_surroundings import surroundings_of

        surroundings = surroundings_of(ledger, self.clock())
        yield from blocking_findings(ledger, award_ids, decision, surroundings, self.award_policy)

    @cached_property
    def propose_awards(self) -> "ProposeAwards":
        """Take in award files."""
        from issuer.services.module_surroundings import surroundings_of
        from issuer.services.propose_awards import ProposeAwards

        return ProposeAwards(
            uow=self.uow,
            clock=self.clock,
            new_id=self.new_id,
            surroundings=surroundings_of,
            policy=self.award_policy,
        )

    @cached_property
    def issue(self) -> "IssueAwards":
        """Issue what was decided."""
        from issuer.services.issue import IssueAwards

        return IssueAwards(
            uow=self.uow,
            clock=self.clock,
            new_id=self.new_id,
            chance=self.chance,
            forms=self.settings.forms,
            batch_size=self.settings.batch_size,
            processes=self.settings.processes,
        )
