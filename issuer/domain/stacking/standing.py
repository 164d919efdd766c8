"""What was agreed and decided beforehand at the institution whose board decides, applied to one credential.

Spec: requirements D14, D15, I01, I02, I05.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from issuer.domain.findings import Finding, Severity
from issuer.domain.stacking.agreements import (
    Agreement,
    RecognitionAgreement,
    ends_in,
    holds_for,
    is_edition_of,
    takes_part,
)
from issuer.domain.stacking.contribution import Contribution
from issuer.domain.stacking.credential_digest import is_digest_of
from issuer.domain.stacking.recognition import RecognitionDecision, RecognitionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands at an institution.

    Attributes:
        name: Of the institution, or None when none was set up.
        brin: Its BRIN, or None.
        agreements: That it takes part in, or knows of.
        decisions: Of its board, on modules and awards of others.
    """

    name: str | None = None
    brin: str | None = None
    agreements: tuple[Agreement, ...] = ()
    decisions: tuple[RecognitionDecision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingSays:
    """What that comes to for one credential.

    Attributes:
        grants: Why its parts can be granted without assessing them again; empty when nothing says so.
        remarks: What was found and does not go that far.
        cautions: What the board should know before it follows ``grants``, or the law: it declined the module.
        is_declined: The board declined to validate this very award: nothing else grants it.
    """

    grants: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    cautions: tuple[Finding, ...]
    is_declined: bool


def standing_says(
    standing: Standing, contribution: Contribution, *, qualification: str, on: date
) -> StandingSays:
    """Return what agreements and decisions say of a credential, for one kwalificatie.

    A module that is recognised and an award that is validated are two decisions, and only both together
    grant anything: neither is ever derived from the other.
    """
    module = _latest(standing, RecognitionKind.MODULE, contribution)
    award = _latest(standing, RecognitionKind.AWARD, contribution)
    grants: list[Finding] = []
    remarks: list[Finding] = []
    if module and module.is_positive and award and award.is_positive:
        params = {"module_number": module.number, "award_number": award.number}
        grants.append(_info("stacking_by_own_decisions", "I05", **params))
    else:
        remarks.extend(_decided(module, award))
    for finding, is_grant in _agreed(standing, contribution, qualification, on):
        (grants if is_grant else remarks).append(finding)
    return StandingSays(
        grants=tuple(grants),
        remarks=tuple(remarks),
        cautions=tuple(_cautions(module)),
        is_declined=award is not None and not award.is_positive,
    )


def _decided(module: RecognitionDecision | None, award: RecognitionDecision | None) -> Iterator[Finding]:
    if module is not None:
        yes = "stacking_module_recognised" if award is None else "stacking_module_recognised_before"
        code = yes if module.is_positive else "stacking_module_declined"
        yield _info(code, "I05", number=module.number)
    if award is not None:
        yes = "stacking_award_validated" if module is None else "stacking_award_validated_before"
        code = yes if award.is_positive else "stacking_award_declined"
        yield _info(code, "I05", number=award.number)


def _cautions(module: RecognitionDecision | None) -> Iterator[Finding]:
    if module is not None and not module.is_positive:
        yield Finding(
            code="stacking_check_module_declined",
            severity=Severity.WARNING,
            requirement="I05",
            params={"number": module.number},
        )


def _agreed(
    standing: Standing, contribution: Contribution, qualification: str, on: date
) -> Iterator[tuple[Finding, bool]]:
    """Yield what each agreement says, and whether it grants."""
    for agreement in standing.agreements:
        if not takes_part(agreement, contribution, deciding_brin=standing.brin):
            continue
        number = agreement.number
        if isinstance(agreement, RecognitionAgreement):
            if not agreement.is_about(contribution):
                continue
            found = _info("stacking_by_recognition_agreement", "I02", number=number)
        else:
            module = agreement.module_of(contribution)
            if module is None or agreement.qualification != qualification:
                continue
            if not ends_in(module.route, contribution):
                yield _info("stacking_agreed_other_route", "D15", number=number, route=module.route), False
                continue
            found = _info("stacking_by_stacking_agreement", "D14", number=number, name=agreement.name)
        if holds_for(agreement, contribution, on=on):
            yield found, True
        else:
            yield _info("stacking_agreement_not_in_force", "I02", number=number), False


def _latest(
    standing: Standing, kind: RecognitionKind, contribution: Contribution
) -> RecognitionDecision | None:
    about = [one for one in standing.decisions if one.kind is kind and _is_about(one, contribution)]
    return max(about, key=lambda one: (one.decided_on, one.recorded_at), default=None)


def _is_about(decision: RecognitionDecision, contribution: Contribution) -> bool:
    if decision.kind is RecognitionKind.MODULE:
        return is_edition_of(contribution.content.achievement_id, decision.subject)
    if decision.subject != (contribution.content.credential_id or ""):
        return False
    # The digest too, to validate: a credential under the same number that says something else was never
    # looked at. Not to decline: what a board refused does not come back in other clothes.
    return not decision.is_positive or is_digest_of(decision.subject_sha256, contribution.document)


def _info(code: str, requirement: str, **params: str) -> Finding:
    return Finding(code=code, severity=Severity.INFO, requirement=requirement, params=params)
