"""Pre-advice: which part can be granted (toekennen), and which has to be assessed (beoordelen)?

It is advice. The board decides, on every part. The rules look at the traits of instruments, never at
their names.

Spec: requirements E18, I01–I05.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from credentials.achievement.instruments.instrument import Instrument, Recognition
from issuer.domain.findings import Finding, Severity
from issuer.domain.registers import CertificatePart, Keuzedeel, Registers
from issuer.domain.stacking.contribution import CERTIFICATE, KEUZEDEEL, Contribution
from issuer.domain.stacking.standing import StandingSays


class AdviceOutcome(enum.StrEnum):
    """What the board is advised to do."""

    GRANT = "grant"
    ASSESS = "assess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one credential says for one part.

    Attributes:
        evidence: Number of the credential in the stack, from 1.
        outcome: What it is good for by itself.
        reasons: Why, the most important first.
        checks: What the board should look at before it grants.
    """

    evidence: int
    outcome: AdviceOutcome
    reasons: tuple[Finding, ...]
    checks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What the advice on one credential is made with.

    Attributes:
        evidence: Number of the credential.
        contribution: The credential.
        says: What agreements and decisions say of it.
        registers: To look codes up.
        qualification: Crebo of the target.
        person_is_settled: Whether no doubt was found that all credentials are about one person.
    """

    evidence: int
    contribution: Contribution
    says: StandingSays
    registers: Registers
    qualification: str
    person_is_settled: bool


def combined(grounds: Iterable[Ground]) -> AdviceOutcome | None:
    """Return the advice on a part: the best that any credential is good for; None without credentials."""
    outcomes = {ground.outcome for ground in grounds}
    if AdviceOutcome.GRANT in outcomes:
        return AdviceOutcome.GRANT
    return AdviceOutcome.ASSESS if outcomes else None


def certified_parts(judging: Judging) -> tuple[CertificatePart, ...]:
    """Return the parts of kwalificaties that a credential is the certificate of.

    Such a certificate is on all the work processes that the register has for it, named or not.
    """
    if not _is_certificate(judging.contribution.content.instrument):
        return ()
    found = map(judging.registers.certificate, judging.contribution.certificates)
    return tuple(part for part in found if part is not None)


def advise_on_work_process(judging: Judging, key: tuple[str, str]) -> Ground:
    """Return what a credential is good for as to one work process of the kwalificatie."""
    for part in certified_parts(judging):
        if key in {process.key for process in part.work_processes}:
            return _recognised(judging, part, _info("stacking_certificate_part", "E18", part=part.code))
    return _by_standing(judging, _why_assess(judging.contribution))


def advise_on_keuzedeel(judging: Judging, code: str, *, in_part: bool) -> Ground:
    """Return what a credential is good for as to a keuzedeel (I03).

    A keuzedeel that was passed at a recognised school, on a paper that the law knows, is granted; a badge
    that only mentions its code, or some of its work processes, is assessed.

    Args:
        judging: The credential.
        code: K9999.
        in_part: The credential names work processes of the keuzedeel, not the keuzedeel itself.
    """
    contribution = judging.contribution
    instrument = contribution.content.instrument
    if in_part:
        return _by_standing(judging, (_info("stacking_keuzedeel_in_part", "I03", part=code),))
    if not _examines(instrument, KEUZEDEEL):
        reasons = (_info("stacking_keuzedeel_only_named", "I03", part=code), *_why_assess(contribution))
        return _by_standing(judging, reasons)
    registered = judging.registers.keuzedeel(code)
    if registered is None:
        unknown = _info("stacking_keuzedeel_unknown", "H03", part=code)
        return _assess(judging, (unknown, *judging.says.remarks))
    # Whoever was handed a certificate passed; nobody gets one otherwise.
    if contribution.passed is None and not _is_certificate(instrument):
        return _by_standing(judging, (_info("stacking_result_unknown", "I03"),))
    if contribution.issuer_brin is None:
        return _by_standing(judging, (_info("stacking_issuer_without_brin", "I03"),))
    granted = _recognised(judging, registered, _info("stacking_keuzedeel_passed", "I03", part=code))
    linked = _check("stacking_check_keuzedeel_linked", "I03", part=code)
    return Ground(
        evidence=granted.evidence,
        outcome=granted.outcome,
        reasons=granted.reasons,
        checks=(linked, *granted.checks) if granted.outcome is AdviceOutcome.GRANT else granted.checks,
    )


def advise_on_certificate(judging: Judging, code: str) -> Ground:
    """Return what a credential is good for as to the part that a certificate is on (E18)."""
    contribution = judging.contribution
    registered = judging.registers.certificate(code)
    if registered is None:
        unknown = _info("stacking_certificate_unknown", "H03", part=code)
        return _assess(judging, (unknown, *judging.says.remarks))
    if registered.qualification != judging.qualification:
        elsewhere = _info("stacking_certificate_elsewhere", "E18", part=code, crebo=registered.qualification)
        return _assess(judging, (elsewhere, *judging.says.remarks))
    if not _is_certificate(contribution.content.instrument):
        reasons = (_info("stacking_certificate_only_named", "E18", part=code), *_why_assess(contribution))
        return _by_standing(judging, reasons)
    if contribution.issuer_brin is None:
        return _by_standing(judging, (_info("stacking_issuer_without_brin", "E18"),))
    return _recognised(judging, registered, _info("stacking_certificate_part", "E18", part=code))


def _recognised(judging: Judging, registered: Keuzedeel | CertificatePart, reason: Finding) -> Ground:
    """Grant what the law recognises, with what is to be looked at, unless something stands in the way."""
    if not _may_be_granted(judging) or judging.contribution.issuer_brin is None:
        return _assess(judging, (reason, *judging.says.remarks))
    checks = [*judging.says.cautions, *_checks(judging.contribution)]
    day = judging.contribution.awarded_on
    if day is not None and not registered.is_in_force(day):
        checks.append(_check("stacking_check_not_in_force", "H03", part=registered.code))
    return Ground(
        evidence=judging.evidence,
        outcome=AdviceOutcome.GRANT,
        reasons=(reason, *judging.says.grants),
        checks=tuple(checks),
    )


def _by_standing(judging: Judging, why_assess: tuple[Finding, ...]) -> Ground:
    """Grant by an agreement or by the board's own decisions, if there are any; else assess."""
    if not judging.says.grants or not _may_be_granted(judging):
        return _assess(judging, (*judging.says.remarks, *why_assess))
    return Ground(
        evidence=judging.evidence,
        outcome=AdviceOutcome.GRANT,
        reasons=judging.says.grants,
        checks=(*judging.says.cautions, *_checks(judging.contribution)),
    )


def _assess(judging: Judging, reasons: tuple[Finding, ...]) -> Ground:
    doubts: list[Finding] = []
    if not judging.person_is_settled:
        doubts.append(_info("stacking_assess_person", "I01"))
    if not judging.contribution.has_signatures:
        doubts.append(_info("stacking_signatures_not_held", "F22"))
    return Ground(evidence=judging.evidence, outcome=AdviceOutcome.ASSESS, reasons=(*doubts, *reasons))


def _may_be_granted(judging: Judging) -> bool:
    """Tell whether nothing stands in the way that no law and no agreement makes up for."""
    return judging.person_is_settled and judging.contribution.has_signatures and not judging.says.is_declined


def _why_assess(contribution: Contribution) -> tuple[Finding, ...]:
    instrument = contribution.content.instrument
    if instrument is None:
        return (_info("stacking_assess_unknown_kind", "I04"),)
    names = {f"name_{language}": name for language, name in instrument.names.items()}
    return (_info(_ASSESS_BECAUSE[instrument.recognition], "I04", **names),)


_ASSESS_BECAUSE: Final = {
    Recognition.NOT_RECOGNISED: "stacking_assess_not_agreed",
    Recognition.AS_PART: "stacking_assess_practice",
    Recognition.RECOGNISED: "stacking_assess_recognised",
}


def _checks(contribution: Contribution) -> Iterable[Finding]:
    instrument = contribution.content.instrument
    if instrument is not None and instrument.in_diploma_register:
        yield _check("stacking_check_register", "E09")
    if not contribution.can_be_revoked:
        yield _check("stacking_check_status", "I03")


def _examines(instrument: Instrument | None, kind: str) -> bool:
    """Tell whether an instrument is a paper that the law knows, on things with a code of this kind."""
    return (
        instrument is not None
        and instrument.recognition is Recognition.RECOGNISED
        and kind in instrument.register_codes
    )


def _is_certificate(instrument: Instrument | None) -> bool:
    """Tell whether an instrument is the certificate that the minister attached to a part."""
    return (
        instrument is not None
        and instrument.certificate_in_register is True
        and (_examines(instrument, KEUZEDEEL) or _examines(instrument, CERTIFICATE))
    )


def _info(code: str, requirement: str, **params: str) -> Finding:
    return Finding(code=code, severity=Severity.INFO, requirement=requirement, params=params)


def _check(code: str, requirement: str, **params: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, requirement=requirement, params=params)
