"""Records in the shape in which the register of education (ROD) of DUO takes them.

The school's own system (SIS) adds the personal number and sends them: this product has no BSN, and no
link to DUO. The student number is the key that the SIS joins by; the sequence numbers of results and
enrolments are the SIS's own, so they are left empty.

Spec: DUO record kinds KZD, AMO and BPV; requirements E09, E15, E21, G10.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from credentials.parsing import JsonObject
from issuer.domain.award_files.company import Company
from issuer.domain.bsn import contains_bsn
from issuer.domain.exports.csv_text import csv_text
from issuer.domain.exports.decided_award import DecidedAward
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description.legal_basis import LUMP_SUM
from issuer.domain.modules.json_values import day_text

KEUZEDEEL, CERTIFICATE_PART, PLACEMENT = "KZD", "AMO", "BPV"
THIRD_PATH: Final = "ODT"
"""Leertraject "overig onderwijs niet-diplomagericht" of the derde leerweg; the government pays for none."""

COLUMNS: Final = (
    "recordsoort",
    "studentnummer_sis",
    "inschrijvingvolgnummer",
    "resultaatvolgnummer",
    "code_keuzedeel",
    "code_amvb_onderdeel",
    "datum_resultaat",
    "resultaat",
    "certificaat",
    "leertraject",
    "indicatie_bekostigbaar",
    "afsluitdatum_pok",
    "begindatum_bpv",
    "geplande_einddatum_bpv",
    "werkelijke_einddatum_bpv",
    "omvang_bpv",
    "leerbedrijf_id",
    "opleidingcode",
    "onderwijsaanbieder",
)
"""Every column of the CSV file, in order; a record uses those of its kind."""

_FILLED_BY_SIS: Final = ("inschrijvingvolgnummer", "resultaatvolgnummer")


@dataclass(frozen=True, slots=True)
class RegisterRecord:
    """One record.

    Attributes:
        kind: "KZD", "AMO" or "BPV".
        values: By column; a column that the record kind does not have is left out.
    """

    kind: str
    values: Mapping[str, str]

    def as_json(self) -> JsonObject:
        """Return the record as JSON: what the SIS has to add is null."""
        return {name: value or None for name, value in self.values.items()}


@dataclass(frozen=True, slots=True)
class RegisterRecords:
    """The records, and why an award has none.

    Attributes:
        records: In the order of the awards.
        findings: What is wrong, each with the award at ``pointer``.
    """

    records: tuple[RegisterRecord, ...]
    findings: tuple[Finding, ...]


def duo_records(awards: Iterable[DecidedAward], provider: str | None) -> RegisterRecords:
    """Return the records of every award that DUO registers; a revoked one has none.

    Args:
        awards: Those that were granted.
        provider: RIO code of the school as onderwijsaanbieder, ``999A999``.
    """
    records: list[RegisterRecord] = []
    findings: list[Finding] = []
    for award in awards:
        if award.is_revoked:
            findings.append(_finding("duo_award_revoked", award, Severity.WARNING, "E09"))
            continue
        wrong = list(_wrong(award, provider)) if _is_registered(award) else []
        findings += wrong
        if not wrong:
            records += _records(award, provider or "")
    return RegisterRecords(tuple(records), tuple(findings))


def records_csv(records: Iterable[RegisterRecord]) -> str:
    """Return the records as a CSV file; see :func:`~issuer.domain.exports.csv_text.csv_text`."""
    return csv_text(COLUMNS, ([record.values.get(column, "") for column in COLUMNS] for record in records))


def _is_registered(award: DecidedAward) -> bool:
    return bool(award.instrument.register_codes) or _placement(award) is not None


def _wrong(award: DecidedAward, provider: str | None) -> Iterator[Finding]:
    number = award.student_number
    if number is None:
        yield _finding("duo_student_number_missing", award, Severity.ERROR, "E09")
    elif contains_bsn(number):
        yield _finding("duo_student_number_is_bsn", award, Severity.ERROR, "E09")
    if provider is None:
        yield _finding("duo_provider_missing", award, Severity.ERROR, "E09")
    instrument = award.instrument
    if instrument.not_from_lump_sum and award.funding == LUMP_SUM:
        yield _finding("duo_lump_sum", award, Severity.ERROR, "E15")
    if instrument.register_codes and not _result_code(award):
        yield _finding("duo_code_missing", award, Severity.ERROR, "E09")
    placement = _placement(award)
    if placement is not None and placement.company.sbb_id is None:
        yield _finding("duo_company_number_missing", award, Severity.ERROR, "E21")


def _records(award: DecidedAward, provider: str) -> Iterator[RegisterRecord]:
    if award.instrument.register_codes:
        yield _result(award, provider)
    placement = _placement(award)
    if placement is not None:
        yield _placement_record(award, placement, provider)


def _result(award: DecidedAward, provider: str) -> RegisterRecord:
    code_kind, code = _result_code(award) or ("", "")
    certificate = "J" if award.instrument.in_diploma_register else "N"
    common = {
        "studentnummer_sis": award.student_number or "",
        **dict.fromkeys(_FILLED_BY_SIS, ""),
        "datum_resultaat": award.decided_on.isoformat(),
        "certificaat": certificate,
        **_path(award),
        "onderwijsaanbieder": provider,
    }
    if code_kind == "Keuzedeel":
        return RegisterRecord(
            KEUZEDEEL,
            {"recordsoort": KEUZEDEEL, "code_keuzedeel": code, "resultaat": "Behaald", **common},
        )
    return RegisterRecord(
        CERTIFICATE_PART, {"recordsoort": CERTIFICATE_PART, "code_amvb_onderdeel": code, **common}
    )


def _path(award: DecidedAward) -> Mapping[str, str]:
    """The leertraject, where it is known. What is followed outside a diploma is never paid for."""
    enrolment = award.facts.enrolment if award.facts else None
    path = enrolment.register_path if enrolment else None
    if path is None and award.facts is not None and award.facts.learning_path == "derde_leerweg":
        path = THIRD_PATH
    if path is None:
        return {}
    return {"leertraject": path, **({"indicatie_bekostigbaar": "N"} if path == THIRD_PATH else {})}


def _result_code(award: DecidedAward) -> tuple[str, str] | None:
    """The code that the result is registered under: of the keuzedeel, or else of the certificate."""
    codes = dict(reversed(award.description.module.qualification_codes))
    wanted = [kind for kind in ("Keuzedeel", "Certificaat") if kind in award.instrument.register_codes]
    if "Certificaat" in codes and "Certificaat" in wanted:
        wanted.reverse()  # an AMvB-onderdeel has a code of its own, whatever else the module names
    return next(((kind, codes[kind]) for kind in wanted if kind in codes), None)


@dataclass(frozen=True, slots=True)
class _PlacementFacts:
    company: Company
    agreed: str
    begin: str
    planned_end: str
    end: str
    hours: str


def _placement(award: DecidedAward) -> _PlacementFacts | None:
    """The work placement, as part of something else (``bpv``) or as the whole award (praktijkverklaring)."""
    facts = award.facts
    if facts is None:
        return None
    if facts.placement is not None and facts.placement.company is not None:
        placed = facts.placement
        return _PlacementFacts(
            facts.placement.company,
            day_text(placed.agreed_on) or "",
            day_text(placed.begin) or "",
            day_text(placed.end) or "",
            day_text(placed.end) or "",
            str(placed.hours) if placed.hours else "",
        )
    if not award.instrument.learnt_in_company or facts.company is None:
        return None
    agreement = next(iter(facts.agreements_of("praktijkovereenkomst")), None)
    load = award.description.module.study_load
    return _PlacementFacts(
        facts.company,
        (day_text(agreement.on) if agreement else None) or "",
        day_text(facts.start or (agreement.begin if agreement else None)) or "",
        (day_text(agreement.end) if agreement else None) or "",
        day_text(facts.end or facts.awarded_on) or "",
        str(load.value) if load else "",
    )


def _placement_record(award: DecidedAward, placement: _PlacementFacts, provider: str) -> RegisterRecord:
    facts = award.facts
    aimed_at = facts.aimed_at if facts else None
    keuzedeel = next(
        (code for kind, code in award.description.module.qualification_codes if kind == "Keuzedeel"), ""
    )
    values = {
        "recordsoort": PLACEMENT,
        "studentnummer_sis": award.student_number or "",
        "inschrijvingvolgnummer": "",
        "afsluitdatum_pok": placement.agreed,
        "begindatum_bpv": placement.begin,
        "geplande_einddatum_bpv": placement.planned_end,
        "werkelijke_einddatum_bpv": placement.end,
        "omvang_bpv": placement.hours,
        "leerbedrijf_id": placement.company.sbb_id or "",
        "opleidingcode": (aimed_at.crebo if aimed_at else None) or "",
        "code_keuzedeel": keuzedeel,
        "onderwijsaanbieder": provider,
    }
    return RegisterRecord(PLACEMENT, values)


def _finding(code: str, award: DecidedAward, severity: Severity, requirement: str) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        requirement=requirement,
        pointer=f"/{award.award_id}",
        params={
            "award": str(award.award_id),
            "module": award.description.module.title.get("nl", ""),
            "decision": award.decision_number,
        },
    )
