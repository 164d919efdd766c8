"""The leerbedrijf: it is recognised for what was learnt there, and has a trainer (E13, F09–F11)."""

from collections.abc import Iterator

from credentials.achievement.instruments.instrument import Signer
from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.company import Company
from issuer.domain.award_files.rules.results import not_after_award
from issuer.domain.findings import Finding, Severity


def check_company(case: AwardCase) -> Iterator[Finding]:
    """What is learnt in a company is learnt in a recognised one, from somebody who teaches (F09, F10)."""
    if not case.instrument.learnt_in_company:
        return
    facts = case.facts
    if facts.company is None:
        yield Finding(code="no_company", requirement="F09", pointer=facts.at("leerbedrijf"))
    else:
        if facts.company.sbb_id is None:
            yield Finding(
                code="company_without_sbb_number",
                requirement="F09",
                pointer=f"{facts.company.pointer}/sbb_leerbedrijf_id",
            )
        yield from _check_recognition(case, facts.company, "F10")
    if facts.trainer is None:
        yield Finding(code="no_trainer", requirement="F09", pointer=facts.at("praktijkopleider", "naam"))
    if facts.sector_of_work is None and Signer.SECTOR_ORGANISATION in case.instrument.signers:
        yield Finding(
            code="sector_of_work_missing",
            severity=Severity.WARNING,
            requirement="F11",
            pointer=facts.at("branche_werkzaamheden"),
        )


def check_company_of_certificate(case: AwardCase) -> Iterator[Finding]:
    """Practice for a certificate was in a company that is recognised for it (E13)."""
    if not case.instrument.certificate_in_register:
        return
    placement = case.facts.placement
    for company in (case.facts.company, placement.company if placement else None):
        if company is not None:
            yield from _check_recognition(case, company, "E13")


def _check_recognition(case: AwardCase, company: Company, requirement: str) -> Iterator[Finding]:
    pointer = f"{company.pointer}/erkend_voor_crebo"
    crebo = _crebo(case)
    if not company.says_recognition:
        yield Finding(code="recognition_unknown", requirement=requirement, pointer=pointer)
    elif crebo is not None and crebo not in company.recognised_for:
        yield Finding(
            code="company_not_recognised",
            requirement=requirement,
            pointer=pointer,
            params={"crebo": crebo, "recognised": ", ".join(company.recognised_for) or "–"},
        )
    checked_at = f"{company.pointer}/erkenning_gecontroleerd_op"
    if company.checked_on is None:
        yield Finding(
            code="recognition_not_checked",
            severity=Severity.WARNING,
            requirement=requirement,
            pointer=checked_at,
        )
    yield from not_after_award(case, company.checked_on, checked_at, "checked_after_award", requirement)


def _crebo(case: AwardCase) -> str | None:
    """The kwalificatie that the recognition must cover; a keuzedeel may be done in any leerbedrijf."""
    if case.facts.aimed_at is not None and case.facts.aimed_at.crebo is not None:
        return case.facts.aimed_at.crebo
    codes = dict(reversed(case.description.module.qualification_codes))
    return None if "Keuzedeel" in codes else codes.get("Crebo")
