"""Lay verified credentials of any school beside one kwalificatie.

Spec: requirements A19, B06, E18, I01–I08.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from credentials.recognized_entity import TrustList
from issuer.domain.findings import Finding, Severity
from issuer.domain.registers import Qualification, Registers
from issuer.domain.stacking.advice import (
    Ground,
    Judging,
    advise_on_certificate,
    advise_on_keuzedeel,
    advise_on_work_process,
    certified_parts,
)
from issuer.domain.stacking.agreements import recognised_by
from issuer.domain.stacking.contribution import (
    Contribution,
    LeftOut,
    contribution_of,
    left_out,
    replaced_by,
)
from issuer.domain.stacking.coverage import cover
from issuer.domain.stacking.persons import PersonCertainty, PersonJudgement, judge_persons, person_of
from issuer.domain.stacking.references import PlacedWorkProcess, UnplacedWorkProcess
from issuer.domain.stacking.stack import (
    Evidence,
    PartAdvice,
    Stack,
    WorkProcessElsewhere,
    WorkProcessUnplaced,
)
from issuer.domain.stacking.standing import Standing, standing_says
from issuer.domain.stacking.study_load import indicative_study_load
from verifier.report import VerificationReport


def make_stack(
    verified: Iterable[tuple[str, VerificationReport]],
    *,
    qualification: Qualification,
    registers: Registers,
    standing: Standing,
    trust_list: TrustList | None,
    on: date,
    at: datetime,
    address_was_asked: bool = False,
) -> Stack:
    """Lay credentials beside a kwalificatie.

    The order of the files makes no difference, and a file that is there twice changes nothing.

    Args:
        verified: Name of each file, and what the verifier found in it.
        qualification: The target, as :meth:`Registers.qualification` has it.
        registers: To look codes up.
        standing: What was agreed and decided beforehand.
        trust_list: Whom the verifier went by.
        on: The day to advise for.
        at: The moment that the credentials were verified for.
        address_was_asked: The verifier compared each with an e-mail address that somebody gave.
    """
    contributions, rejected = _sorted_out(verified, registers)
    person = judge_persons(
        [person_of(one.document) for one in contributions], address_was_asked=address_was_asked
    )
    counted = () if person.certainty is PersonCertainty.DIFFERENT else contributions
    judgings = [
        Judging(
            evidence=number,
            contribution=one,
            says=standing_says(standing, one, qualification=qualification.crebo, on=on),
            registers=registers,
            qualification=qualification.crebo,
            person_is_settled=person.is_settled,
        )
        for number, one in enumerate(counted, start=1)
    ]
    return Stack(
        qualification=qualification,
        on=on,
        verified_at=at,
        person=person,
        evidence=tuple(
            Evidence(
                number=number,
                contribution=one,
                recognised_by=recognised_by(standing.agreements, one, on=on),
            )
            for number, one in enumerate(contributions, start=1)
        ),
        core_tasks=cover(qualification.core_tasks, _grounds(judgings)),
        keuzedelen=tuple(_keuzedelen(judgings, registers)),
        certificates=tuple(_certificates(judgings, registers)),
        elsewhere=tuple(_elsewhere(judgings, qualification)),
        unplaced=tuple(_unplaced(judgings)),
        left_out=rejected,
        study_load=indicative_study_load(counted),
        standing=standing,
        trust_list=trust_list,
        registers=registers,
        findings=tuple(_findings(contributions, person, qualification, registers, trust_list)),
    )


def _sorted_out(
    verified: Iterable[tuple[str, VerificationReport]], registers: Registers
) -> tuple[tuple[Contribution, ...], tuple[LeftOut, ...]]:
    """Return what counts, each credential once, and what does not."""
    by_digest: dict[str, Contribution] = {}
    rejected: list[LeftOut] = []
    corrected: set[tuple[str | None, str]] = set()
    for file, report in verified:
        corrected.update(replaced_by(report))
        found = contribution_of(file, report, registers)
        if isinstance(found, LeftOut):
            rejected.append(found)
        elif (known := by_digest.get(found.digest)) is not None:
            # The same one, since it may be written in another order, whichever file comes first.
            kept = min(known, found, key=lambda one: json.dumps(one.document, sort_keys=True))
            by_digest[found.digest] = replace(kept, files=tuple(sorted({*known.files, *found.files})))
        else:
            by_digest[found.digest] = found
    counted = []
    for one in sorted(by_digest.values(), key=lambda one: one.order):
        if (one.content.issuer_id, one.content.credential_id) in corrected:
            # Its own issuer says that it was wrong, whether or not it was revoked as well.
            rejected.append(left_out(one, Finding(code="stacking_replaced", severity=Severity.INFO)))
        else:
            counted.append(one)
    return tuple(counted), tuple(sorted(rejected, key=lambda one: one.order))


def _grounds(judgings: Sequence[Judging]) -> dict[tuple[str, str], tuple[Ground, ...]]:
    found: dict[tuple[str, str], tuple[Ground, ...]] = {}
    for judging in judgings:
        keys = {process.key for process in judging.contribution.work_processes}
        for part in certified_parts(judging):
            keys |= {process.key for process in part.work_processes}
        for key in keys:
            found[key] = (*found.get(key, ()), advise_on_work_process(judging, key))
    return found


def _keuzedelen(judgings: Sequence[Judging], registers: Registers) -> Iterator[PartAdvice]:
    grounds: dict[str, list[Ground]] = {}
    for judging in judgings:
        named = judging.contribution.keuzedelen
        parts = {one.owner for one in judging.contribution.work_processes if one.owner.startswith("K")}
        for code in sorted({*named, *parts}):
            ground = advise_on_keuzedeel(judging, code, in_part=code not in named)
            grounds.setdefault(code, []).append(ground)
    for code in sorted(grounds):
        registered = registers.keuzedeel(code)
        yield PartAdvice(code=code, name=registered.name if registered else "", grounds=tuple(grounds[code]))


def _certificates(judgings: Sequence[Judging], registers: Registers) -> Iterator[PartAdvice]:
    grounds: dict[str, list[Ground]] = {}
    for judging in judgings:
        for code in judging.contribution.certificates:
            grounds.setdefault(code, []).append(advise_on_certificate(judging, code))
    for code in sorted(grounds):
        registered = registers.certificate(code)
        yield PartAdvice(code=code, name=registered.name if registered else "", grounds=tuple(grounds[code]))


def _elsewhere(judgings: Sequence[Judging], target: Qualification) -> Iterator[WorkProcessElsewhere]:
    own = {process.key for process in target.work_processes}
    found: dict[tuple[str, str], tuple[PlacedWorkProcess, list[int]]] = {}
    for judging in judgings:
        for process in judging.contribution.work_processes:
            if process.key not in own and not process.owner.startswith("K"):
                found.setdefault(process.key, (process, []))[1].append(judging.evidence)
    for key in sorted(found):
        process, evidence = found[key]
        yield WorkProcessElsewhere(process=process, evidence=tuple(evidence))


def _unplaced(judgings: Sequence[Judging]) -> Iterator[WorkProcessUnplaced]:
    found: dict[UnplacedWorkProcess, list[int]] = {}
    for judging in judgings:
        for process in judging.contribution.unplaced:
            found.setdefault(process, []).append(judging.evidence)
    for process in sorted(found):
        yield WorkProcessUnplaced(process=process, evidence=tuple(found[process]))


def _findings(
    contributions: Sequence[Contribution],
    person: PersonJudgement,
    qualification: Qualification,
    registers: Registers,
    trust_list: TrustList | None,
) -> Iterator[Finding]:
    if trust_list is None:
        yield Finding(code="stacking_no_trust_list", severity=Severity.WARNING)
    if person.certainty is PersonCertainty.DIFFERENT:
        yield Finding(code="stacking_different_people", requirement="I01")
    if person.certainty is PersonCertainty.UNSURE:
        yield Finding(code="stacking_unsure_people", requirement="I01", severity=Severity.WARNING)
    if not registers.has_all_parts_of(qualification.crebo):
        yield Finding(code="stacking_qualification_partial", requirement="H03", severity=Severity.WARNING)
    if qualification.is_illustrative or registers.is_illustrative:
        yield Finding(code="stacking_registers_illustrative", requirement="H03", severity=Severity.WARNING)
    ids = [one.content.credential_id for one in contributions if one.content.credential_id is not None]
    if len(set(ids)) < len(ids):
        yield Finding(code="stacking_same_number_twice", requirement="I06", severity=Severity.WARNING)
