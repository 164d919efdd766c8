"""Once more, when the board decides: does anything stand in the way of what award files say?

Spec: requirements D09, E06, G01; a decision is refused while a blocking finding stands.
"""

import dataclasses
from collections.abc import Iterator, Sequence
from uuid import UUID

from issuer.domain.award_files.board_decision import BoardDecision
from issuer.domain.award_files.case import AwardPolicy
from issuer.domain.award_files.checking import check_award
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.award_files.rules.signatures import HOLDS_UP_RELEASE_ONLY
from issuer.domain.decisions import Decision
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.surroundings import Surroundings
from issuer.ports.store import Ledger


def blocking_findings(
    ledger: Ledger,
    award_ids: Sequence[UUID] | None,
    decision: Decision,
    surroundings: Surroundings,
    policy: AwardPolicy,
) -> Iterator[Finding]:
    """Yield what stands in the way, with the id of the award as the file."""
    descriptions = ledger.modules.descriptions()
    for award_id, facts in ledger.facts.of_open_awards(award_ids):
        proposal = ledger.awards.get(award_id)
        if proposal is None:  # pragma: no cover - facts belong to an award
            continue
        version = ledger.modules.get(proposal.module_version_id)
        description = descriptions.get(version.id, ModuleDescription(module=version.module))
        decided = as_decided(facts, decision, proposal.proposed_by)
        for finding in check_award(decided, description, surroundings, policy):
            if finding.severity is Severity.ERROR and finding.code not in HOLDS_UP_RELEASE_ONLY:
                yield dataclasses.replace(finding, file=str(award_id))


def as_decided(facts: AwardFacts, decision: Decision, proposed_by: str) -> AwardFacts:
    """Return what a file says with the decision as it was really taken.

    A day of issuing that a file speaks of is of a document of before: this credential has yet to be issued.
    """
    prepared_by = facts.decision.prepared_by if facts.decision else None
    return dataclasses.replace(
        facts,
        decision=BoardDecision(
            number=decision.number,
            on=decision.decided_on,
            prepared_by=prepared_by or proposed_by,
            decided_by=decision.decided_by,
            pointer=facts.at("examencommissie_besluit"),
        ),
        issued_on=None,
        valid_until=None,
    )
