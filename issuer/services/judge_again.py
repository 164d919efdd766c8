"""Judge once more what was judged before, with the registers of then, whatever was taken in since.

The rules are those of this version of the software, and the school is as it describes itself now; the
registers, the day and what had been published are those of then.

Spec: requirements G09, J06.
"""

from issuer.domain.award_files.case import AwardPolicy
from issuer.domain.award_files.checking import check_award
from issuer.domain.awards import ModuleVersion, ProposedAward
from issuer.domain.decisions import Decision
from issuer.domain.findings import Finding
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules import check_module
from issuer.ports.store import Ledger
from issuer.services.facts_at_decision import as_decided
from issuer.services.module_surroundings import surroundings_then
from issuer.services.register_editions import registers_of


def judge_module_again(ledger: Ledger, version: ModuleVersion) -> tuple[Finding, ...] | None:
    """Return what the rules say of a version as it was when it was published.

    Returns:
        None when the edition of then is not known, or nothing but the module itself was kept.
    """
    registers = registers_of(ledger, version.registers)
    description = ledger.modules.descriptions().get(version.id)
    if registers is None or description is None:
        return None
    return check_module(description, surroundings_then(ledger, version.published_at, registers))


def judge_award_again(
    ledger: Ledger, proposal: ProposedAward, decision: Decision, policy: AwardPolicy
) -> tuple[Finding, ...] | None:
    """Return what the rules say of an award file as it was when the board decided.

    Args:
        ledger: The records of the institution.
        proposal: The award.
        decision: That was taken on it.
        policy: What the institution settled for its awards.

    Returns:
        None when the edition of then is not known, or no award file was there.
    """
    registers = registers_of(ledger, decision.registers)
    facts = ledger.facts.of_awards([proposal.id]).get(proposal.id)
    if registers is None or facts is None:
        return None
    version = ledger.modules.get(proposal.module_version_id)
    description = ledger.modules.descriptions().get(version.id, ModuleDescription(module=version.module))
    surroundings = surroundings_then(ledger, decision.recorded_at, registers)
    decided = as_decided(facts, decision, proposal.proposed_by)
    return tuple(check_award(decided, description, surroundings, policy))
