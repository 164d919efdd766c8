"""Put together what the inspectorate asks for of one award, as a zip file of JSON and a readable page.

Spec: requirement G09.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from credentials.parsing import JsonValue
from issuer.domain.award_files.case import AwardPolicy
from issuer.domain.awards import ProposedAward
from issuer.domain.exports.inspection_pack import (
    InspectedAward,
    LoggedAction,
    criteria_json,
    decision_json,
    log_json,
    result_json,
    rules_json,
)
from issuer.errors import UnknownAward
from issuer.inspection_page import inspection_page
from issuer.ports.audit import AuditEntry
from issuer.ports.clock_and_chance import Clock
from issuer.ports.store import Ledger, UnitOfWork
from issuer.services.judge_again import judge_award_again, judge_module_again
from issuer.services.published_modules import published_modules
from issuer.services.register_editions import edition_json

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The same pack twice is the same file: a zip file's own dates say nothing that the log does not."""


@dataclass(frozen=True, slots=True)
class InspectionPack:
    """A pack.

    Attributes:
        content: The zip file.
        decision_number: Of the decision that it is about.
    """

    content: bytes
    decision_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectAward:
    """Make the pack of one award. That it was made goes into the audit trail.

    Attributes:
        policy: What the institution settled for its awards.
    """

    uow: UnitOfWork
    clock: Clock
    policy: AwardPolicy

    def __call__(self, institution_id: UUID, reference: str, *, language: str, by: str) -> InspectionPack:
        """Return the pack.

        Args:
            institution_id: Whose award.
            reference: Id of the award, or of the credential.
            language: Of the readable page: "nl" or "en".
            by: Who asks for it.

        Raises:
            UnknownAward: There is no such award, or no decision was taken on it.
            UnknownInstitution: There is no such institution.
        """
        with self.uow.begin(institution_id) as ledger:
            case, signed = _case(ledger, reference, self.policy)
            ledger.audit.record(
                AuditEntry(
                    at=self.clock(), actor=by, action="inspected", subject=str(case.award.id), details={}
                )
            )
        return InspectionPack(_zip(dict(_files(case, signed, language))), case.decision.number)


def _case(ledger: Ledger, reference: str, policy: AwardPolicy) -> tuple[InspectedAward, Mapping[str, bytes]]:
    award = _award(ledger, reference)
    decision = ledger.decisions.get(award.decision_id) if award and award.decision_id else None
    if award is None or decision is None:
        raise UnknownAward(award=reference[:80])
    credential = ledger.credentials.of_award(award.id)
    version = ledger.modules.get(award.module_version_id)
    published = next(
        one for one in published_modules(ledger) if one.module.version_id == version.module.version_id
    )
    subjects = {str(award.id), str(decision.id), decision.number, str(version.id)}
    if credential is not None:
        subjects.add(credential.id)
    log = [
        LoggedAction(at=one.at, actor=one.actor, action=one.action, subject=one.subject, details=one.details)
        for one in ledger.audit.entries()
        if one.subject in subjects
    ]
    case = InspectedAward(
        award=award,
        decision=decision,
        published=published,
        facts=ledger.facts.of_awards([award.id]).get(award.id),
        credential_id=credential.id if credential else None,
        log=log,
        published_with=edition_json(ledger, version.registers),
        decided_with=edition_json(ledger, decision.registers),
        module_again=judge_module_again(ledger, version),
        award_again=judge_award_again(ledger, award, decision, policy),
    )
    signed = {}
    if credential is not None and credential.data_integrity is not None:
        signed["credential.json"] = credential.data_integrity
    if credential is not None and credential.jwt is not None:
        signed["credential.jwt"] = credential.jwt
    return case, signed


def _award(ledger: Ledger, reference: str) -> ProposedAward | None:
    credential = ledger.credentials.get(reference)
    if credential is not None:
        return ledger.awards.get(credential.award_id)
    try:
        return ledger.awards.get(UUID(reference))
    except ValueError:
        return None


def _files(case: InspectedAward, signed: Mapping[str, bytes], language: str) -> Iterator[tuple[str, bytes]]:
    decision, criteria, result, log = (
        decision_json(case),
        criteria_json(case),
        result_json(case),
        log_json(case),
    )
    yield "index.html", inspection_page(decision, criteria, result, log, language).encode()
    yield "decision.json", _json(decision)
    yield "criteria.json", _json(criteria)
    yield "result.json", _json(result)
    yield "log.json", _json(log)
    yield "rules.json", _json(rules_json(case, language))
    yield from signed.items()


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DATE), content)
    return buffer.getvalue()


def _json(value: JsonValue) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode() + b"\n"
