"""What the inspectorate asks for of one award: the decision, the criteria, the result, the log.

It is about a person, so it goes to whoever supervises and to nobody else. What was written down at an
intake about somebody's circumstances is not part of it.

Spec: requirement G09.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from credentials.parsing import JsonObject, JsonValue
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.awards import ProposedAward
from issuer.domain.decisions import Decision
from issuer.domain.exports.catalogue import module_json
from issuer.domain.exports.published import PublishedModule
from issuer.domain.findings import Finding
from issuer.domain.modules.json_values import day_text, filled, moment_text


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedAction:
    """One line of the audit trail."""

    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedAward:
    """Everything that the pack is made from.

    Attributes:
        award: What was proposed and decided.
        decision: Of the board.
        published: The module version.
        facts: What is written down about it, or None.
        credential_id: What came of it, or None.
        log: What was done, oldest first.
        published_with: The registers that the module was judged with; empty when that was not kept.
        decided_with: The registers when the board decided; likewise.
        module_again: What the rules say of the module with the former, or None when that cannot be told.
        award_again: What the rules say of the award file with the latter, or None likewise.
    """

    award: ProposedAward
    decision: Decision
    published: PublishedModule
    facts: AwardFacts | None
    credential_id: str | None
    log: Sequence[LoggedAction]
    published_with: JsonObject
    decided_with: JsonObject
    module_again: Sequence[Finding] | None
    award_again: Sequence[Finding] | None


def decision_json(case: InspectedAward) -> JsonObject:
    """Return the decision, by whom it was taken and on what proposal."""
    decision = case.decision
    return filled(
        {
            "number": decision.number,
            "decidedOn": decision.decided_on.isoformat(),
            "outcome": decision.outcome.value,
            "decidedBy": list(decision.decided_by),
            "proposedBy": case.award.proposed_by,
            "proposedAt": moment_text(case.award.proposed_at),
            "recordedAt": moment_text(decision.recorded_at),
            "registers": case.decided_with,
            "award": str(case.award.id),
            "credential": case.credential_id,
            "replaces": case.award.replaces,
        }
    )


def criteria_json(case: InspectedAward) -> JsonObject:
    """Return what had to be shown, as it was published when the board decided."""
    assessment = case.published.description.self_assessment
    answers: list[JsonValue] = [
        filled({"criterion": one.number, "isMet": one.is_met, "evidence": one.evidence})
        for one in (assessment.answers if assessment else ())
    ]
    registers = filled({"publishedWithRegisters": case.published_with})
    return module_json(case.published) | {"selfAssessment": answers} | registers


def rules_json(case: InspectedAward, language: str) -> JsonObject:
    """Return what the rules say of module and award, with the registers of then and the rules of today."""
    return {
        "module": _again(case.module_again, case.published_with, language),
        "award": _again(case.award_again, case.decided_with, language),
    }


def _again(findings: Sequence[Finding] | None, registers: JsonObject, language: str) -> JsonValue:
    if findings is None:
        return None
    return {
        "registers": registers,
        "findings": [dict(one.as_json(language)) for one in findings],
    }


def result_json(case: InspectedAward) -> JsonObject:
    """Return what the learner achieved, how it was examined, and who they are."""
    award, facts = case.award, case.facts
    names = {one.id: one.name for one in case.published.module.result_descriptions}
    examination = facts.examination if facts else None
    return filled(
        {
            "learner": award.recipient_name,
            "results": [
                {"name": names.get(one.result_description, one.result_description), "value": one.value}
                for one in award.results
            ],
            "recorded": [
                filled({"part": one.part, "value": one.value, "on": day_text(one.on)})
                for one in (facts.results if facts else ())
            ],
            "examination": filled(
                {
                    "instrument": examination.instrument,
                    "origin": examination.origin,
                    "adoptedOn": day_text(examination.adopted_on),
                    "examiners": list(examination.examiners),
                }
            )
            if examination
            else None,
            "workProcessesTickedOff": [
                filled({"crebo": one.crebo, "code": one.code, "title": one.title})
                for one in (facts.ticked_off if facts else ())
            ],
            "start": day_text(award.activity_start or (facts.start if facts else None)),
            "end": day_text(award.activity_end or (facts.end if facts else None)),
            "legalDocument": filled(
                {
                    "model": facts.legal_document.model,
                    "number": facts.legal_document.number,
                    "on": day_text(facts.legal_document.on),
                }
            )
            if facts and facts.legal_document
            else None,
            "evidence": list(award.evidence),
        }
    )


def log_json(case: InspectedAward) -> list[JsonValue]:
    """Return what was done, oldest first; changes of status are among it."""
    return [
        {
            "at": moment_text(one.at),
            "actor": one.actor,
            "action": one.action,
            "subject": one.subject,
            "details": dict(one.details),
        }
        for one in case.log
    ]
