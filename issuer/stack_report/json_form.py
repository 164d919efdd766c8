"""The stack as one JSON object, for other software: stable keys and codes, with words beside them."""

import dataclasses

from credentials.date_time_stamp import format_date_time_stamp
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.findings import Finding
from issuer.domain.stacking.advice import AdviceOutcome, Ground
from issuer.domain.stacking.contribution import LeftOut
from issuer.domain.stacking.coverage import Share
from issuer.domain.stacking.stack import Evidence, PartAdvice, Stack
from issuer.language import Language
from issuer.stack_report.words import words_in


def stack_json(stack: Stack, language: Language) -> JsonObject:
    """Return a stack as JSON. Advice is "grant", "assess" or null; no key tells of anything achieved."""
    words = words_in(language)
    target = stack.qualification
    return {
        "disclaimer": words.say("disclaimer"),
        "qualification": {"crebo": target.crebo, "name": target.name, "level": target.level},
        "on": stack.on.isoformat(),
        "verifiedAt": format_date_time_stamp(stack.verified_at),
        "institution": {"name": stack.standing.name, "brin": stack.standing.brin},
        "trustList": None
        if stack.trust_list is None
        else {
            "name": stack.trust_list.name,
            "sequence": stack.trust_list.sequence,
            "publishedAt": format_date_time_stamp(stack.trust_list.published_at),
        },
        "registers": {
            "origin": stack.registers.origin,
            "date": stack.registers.date.isoformat() if stack.registers.date else None,
            "illustrative": stack.registers.is_illustrative,
            "complete": stack.registers.is_complete,
        },
        "person": {
            "certainty": stack.person.certainty.value,
            "names": list(stack.person.names),
            "withoutName": stack.person.nameless,
        },
        "findings": [_finding(one, language) for one in stack.findings],
        "coverage": {"workProcesses": _share(stack.covered), "toGrant": _share(stack.to_grant)},
        "coreTasks": [
            {
                "code": task.task.code,
                "title": task.task.title,
                "coverage": _share(task.share),
                "advice": _advice(task.outcome),
                "workProcesses": [
                    {
                        "code": one.process.code,
                        "owner": one.process.owner,
                        "title": one.process.title,
                        "advice": _advice(one.outcome),
                        "grounds": [_ground(ground, language) for ground in one.grounds],
                    }
                    for one in task.work_processes
                ],
            }
            for task in stack.core_tasks
        ],
        "keuzedelen": [_part(one, language) for one in stack.keuzedelen],
        "certificates": [_part(one, language) for one in stack.certificates],
        "indicativeStudyLoad": {
            **dataclasses.asdict(stack.study_load),
            "note": words.say("study_load_note"),
        },
        "evidence": [_evidence(one) for one in stack.evidence],
        "elsewhere": [
            {"owner": one.process.owner, "code": one.process.code, "evidence": list(one.evidence)}
            for one in stack.elsewhere
        ],
        "unplaced": [
            {
                "written": one.process.written,
                "title": one.process.title,
                "framework": one.process.framework,
                "evidence": list(one.evidence),
            }
            for one in stack.unplaced
        ],
        "leftOut": [_left_out(one, language) for one in stack.left_out],
    }


def _share(share: Share) -> JsonObject:
    return {"covered": share.covered, "total": share.total, "percent": share.percent}


def _advice(outcome: AdviceOutcome | None) -> str | None:
    return outcome.value if outcome is not None else None


def _finding(finding: Finding, language: Language) -> JsonObject:
    return {
        "code": finding.code,
        "requirement": finding.requirement,
        "severity": finding.severity.value,
        "text": finding.text(language),
    }


def _ground(ground: Ground, language: Language) -> JsonObject:
    return {
        "evidence": ground.evidence,
        "advice": ground.outcome.value,
        "reasons": [_finding(one, language) for one in ground.reasons],
        "checks": [_finding(one, language) for one in ground.checks],
    }


def _part(part: PartAdvice, language: Language) -> JsonObject:
    return {
        "code": part.code,
        "name": part.name,
        "advice": _advice(part.outcome),
        "grounds": [_ground(ground, language) for ground in part.grounds],
    }


def _evidence(one: Evidence) -> JsonObject:
    contribution = one.contribution
    content = contribution.content
    results: list[JsonValue] = [
        {"name": result.name, "value": result.value, "requiredValue": result.required_value}
        for result in content.results
    ]
    return {
        "number": one.number,
        "id": content.credential_id,
        "sha256": contribution.digest,
        "title": content.title,
        "instrument": content.instrument.key if content.instrument else None,
        "module": content.achievement_id,
        "issuer": {
            "id": content.issuer_id,
            "name": contribution.issuer_name,
            "brin": contribution.issuer_brin,
        },
        "awardedOn": contribution.awarded_on.isoformat() if contribution.awarded_on else None,
        "passed": contribution.passed,
        "results": results,
        "statusList": contribution.can_be_revoked,
        "recognisedBy": list[JsonValue](sorted(one.recognised_by)),
        "files": list(contribution.files),
    }


def _left_out(one: LeftOut, language: Language) -> JsonObject:
    words = words_in(language)
    reasons: list[JsonValue] = [_finding(reason, language) for reason in one.reasons]
    for check in one.checks:
        for finding in check.findings:
            text = words.verifier_finding(finding)
            reasons.append({"code": finding.code.value, "check": check.check.value, "text": text})
    return {
        "files": list(one.files),
        "title": one.title,
        "issuer": one.issuer_name,
        "reasons": reasons,
    }
