"""The learner: a startkwalificatie or none, why, and what they agreed to (C09, E14, E15, F01–F04, F07)."""

from collections.abc import Iterator

from issuer.domain.award_files.case import AwardCase
from issuer.domain.award_files.intake import ROUTES, Consent
from issuer.domain.findings import Finding, Severity
from issuer.domain.start_qualification import Held

_PERSONAL, _COMPANY = "persoonsgegevens", "bedrijfsgegevens"
_LUMP_SUM = "lumpsum"
_DROPPED_OUT = "uitvaller_initieel"


def check_start_qualification(case: AwardCase) -> Iterator[Finding]:
    """A microcredential follows on a startkwalificatie; the school sees to how strictly (C09)."""
    weight = case.policy.start_qualification
    if case.instrument.asks_start_qualification != "present" or weight == "off":
        return
    seen = case.facts.established
    if seen is None or seen.held is not Held.YES:
        yield Finding(
            code="start_qualification_not_seen",
            severity=Severity.ERROR if weight == "block" else Severity.WARNING,
            requirement="C09",
            pointer=seen.pointer if seen else case.facts.at("startkwalificatie_vastgesteld"),
        )
    elif seen.on is None:
        yield Finding(
            code="start_qualification_without_day",
            severity=Severity.WARNING,
            requirement="C09",
            pointer=f"{seen.pointer}/datum",
        )


def check_intake(case: AwardCase) -> Iterator[Finding]:
    """A praktijkverklaring is for who has no startkwalificatie and no higher route (F01, F03, F04)."""
    if case.instrument.asks_start_qualification != "absent":
        return
    intake, at = case.facts.intake, case.facts.at
    if intake is None or intake.start is None:
        yield Finding(
            code="intake_without_start_qualification",
            requirement="F01",
            pointer=at("intake", "startkwalificatie"),
        )
    elif intake.start.held is Held.YES and not (intake.start.outdated and intake.start.has_reason):
        yield Finding(
            code="start_qualification_present", requirement="F03", pointer=at("intake", "startkwalificatie")
        )
    elif intake.start.on is None:
        yield Finding(
            code="start_qualification_not_checked",
            severity=Severity.WARNING,
            requirement="F08",
            pointer=at("intake", "startkwalificatie_controle"),
        )
    if intake is None or not intake.has_reason:
        yield Finding(
            code="no_reason_for_route", requirement="F01", pointer=at("intake", "reden_geen_hoger_traject")
        )
    if intake is not None:
        yield from _check_route(case, intake.highest_route)


def _check_route(case: AwardCase, highest: str | None) -> Iterator[Finding]:
    pointer = case.facts.at("intake", "hoogst_haalbare_route")
    if highest is None:
        yield Finding(
            code="highest_route_missing", severity=Severity.WARNING, requirement="F04", pointer=pointer
        )
        return
    key = case.instrument.key
    if key in ROUTES and ROUTES.index(highest) < ROUTES.index(key):
        yield Finding(
            code="higher_route_is_feasible",
            severity=Severity.WARNING,
            requirement="F04",
            pointer=pointer,
            params={"route": highest},
        )


def check_consents(case: AwardCase) -> Iterator[Finding]:
    """The learner agreed to the use of their particulars, and the company to that of its own (F07)."""
    if not case.instrument.learnt_in_company:
        return
    yield from _check_consent(case, _PERSONAL, "no_consent_of_learner", Severity.ERROR)
    yield from _check_consent(case, _COMPANY, "no_consent_of_company", Severity.WARNING)


def _check_consent(case: AwardCase, purpose: str, code: str, severity: Severity) -> Iterator[Finding]:
    consents = [one for one in case.facts.consents if one.purpose == purpose]
    standing = [one for one in consents if _stands(one)]
    pointer = consents[-1].pointer if consents else case.facts.at("toestemmingen")
    if not standing:
        yield Finding(code=code, severity=severity, requirement="F07", pointer=pointer)
    elif standing[-1].on is None or standing[-1].version is None:
        yield Finding(
            code="consent_incomplete",
            severity=Severity.WARNING,
            requirement="F07",
            pointer=standing[-1].pointer,
        )


def _stands(consent: Consent) -> bool:
    return consent.given and consent.withdrawn_on is None


def check_target_group(case: AwardCase) -> Iterator[Finding]:
    """A certificate for a part of a kwalificatie goes to adults, or to a student who drops out (E14, E15)."""
    facts, instrument = case.facts, case.instrument
    if not instrument.certificate_in_register:
        return
    kinds = {kind for kind, _ in case.description.module.qualification_codes}
    # Of a keuzedeel the register of education takes a certificate or none for any student.
    if facts.target_group == _DROPPED_OUT and facts.leaving_reason != "uitval" and "Keuzedeel" not in kinds:
        yield Finding(code="not_dropped_out", requirement="E14", pointer=facts.at("reden"))
    if instrument.not_from_lump_sum and facts.funding == _LUMP_SUM and facts.target_group != _DROPPED_OUT:
        yield Finding(code="award_from_lump_sum", requirement="E15", pointer=facts.at("bekostiging"))
