"""The rules that a module must keep before it may be published. Pure, and one function each.

A new rule is one function that takes the description and the policy and yields findings, one line in
:data:`RULES`, and its words in :mod:`issuer.domain.findings`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Instrument, Size
from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.specimen import check_specimens


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePolicy:
    """What an institution settled for all its modules.

    Attributes:
        small_size_allowed: Microcredentials of 80 and 160 SBU are tried out here (B03).
    """

    small_size_allowed: bool = False


Rule = Callable[[ModuleDescription, ModulePolicy], Iterator[Finding]]

_KEUZEDEEL = re.compile(r"K[0-9]{4}")
_CERTIFICAAT = re.compile(r"C[0-9]{4}")
_CREBO = re.compile(r"[0-9]{5}")
_RIO_UNIT = re.compile(r"[0-9]{4}O[0-9]{4}")
_WORK_PROCESS = re.compile(r"[BPD][0-9]+-K[0-9]+(?:-W[0-9]+)?")
_KEUZEDEEL_SIZES = frozenset({240, 480, 720, 960})
_SMALL_SIZES = frozenset({80, 160})
MAX_TITLE = 225
"""Characters; RIO takes no longer name."""
RECOMMENDED_TITLE = 60
MAX_DESCRIPTION = 3_000
"""Characters; RIO takes no longer description."""


def check_module(description: ModuleDescription, policy: ModulePolicy | None = None) -> tuple[Finding, ...]:
    """Return everything that the rules have to say, in the order of :data:`RULES`."""
    return tuple(finding for rule in RULES for finding in rule(description, policy or ModulePolicy()))


def _instrument(description: ModuleDescription) -> Instrument:
    return INSTRUMENTS[description.module.instrument]


def check_study_load(description: ModuleDescription, policy: ModulePolicy) -> Iterator[Finding]:
    """The size fits the instrument (B01–B04)."""
    study_load = description.module.study_load
    if study_load is None:
        if _instrument(description).size is not Size.NO_DUTY:
            yield _size(description, "study_load_missing", "B01")
        return
    if study_load.value <= 0:
        yield _size(description, "study_load_not_positive", "B01")
    elif study_load.unit == "SBU":
        yield from _check_sbu(description, policy, study_load.value)


def _check_sbu(description: ModuleDescription, policy: ModulePolicy, sbu: int) -> Iterator[Finding]:
    instrument = _instrument(description)
    kinds = {kind for kind, _ in description.module.qualification_codes}
    if instrument.size is Size.FREE or description.is_fim:
        yield from _check_free_size(description, policy, sbu)
    elif (instrument.register_codes == {"Keuzedeel"} or "Keuzedeel" in kinds) and sbu not in _KEUZEDEEL_SIZES:
        yield _size(description, "study_load_not_of_keuzedeel", "B04")
    registered = description.register_study_load
    if registered is not None and registered != sbu:
        yield _size(description, "study_load_differs_from_register", "B04", registered=str(registered))


def _check_free_size(description: ModuleDescription, policy: ModulePolicy, sbu: int) -> Iterator[Finding]:
    """Of a microcredential or FIM: from 240, in steps of 240; or 80 and 160 by way of trial."""
    if sbu < 240:
        if sbu not in _SMALL_SIZES:
            trial = policy.small_size_allowed
            code = "study_load_not_small_size" if trial else "study_load_below_minimum"
            yield _size(description, code, "B03" if trial else "B01")
        elif not policy.small_size_allowed:
            yield _size(description, "small_size_not_allowed", "B03")
        elif not description.small_size_reason:
            yield _size(description, "small_size_without_reason", "B03")
        else:
            yield _size(description, "small_size", "B03", severity=Severity.WARNING)
    elif sbu % 240:
        severity = Severity.ERROR if description.is_fim else Severity.WARNING
        code = "study_load_not_multiple_fim" if description.is_fim else "study_load_not_multiple"
        yield _size(description, code, "B02", severity=severity)
    if sbu > 960 and not description.is_fim:
        yield _size(description, "study_load_large", "C01", severity=Severity.WARNING)


def _size(
    description: ModuleDescription,
    code: str,
    requirement: str,
    *,
    severity: Severity = Severity.ERROR,
    **params: str,
) -> Finding:
    study_load = description.module.study_load
    return Finding(
        code=code,
        severity=severity,
        requirement=requirement,
        pointer=description.at("studielast", "waarde"),
        params={"value": str(study_load.value) if study_load else "", **params},
    )


def check_title(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """No title passes itself off as a diploma (A02), and it fits on a badge (C06)."""
    for language, title in description.module.title.items():
        pointer = description.at("titel", language)
        if re.search(r"diploma", title, re.IGNORECASE):
            yield Finding(code="title_says_diploma", requirement="A02", pointer=pointer)
        if len(title) > MAX_TITLE:
            yield Finding(
                code="title_too_long", requirement="C06", pointer=pointer, params={"maximum": str(MAX_TITLE)}
            )
        elif len(title) > RECOMMENDED_TITLE:
            yield Finding(
                code="title_long",
                severity=Severity.WARNING,
                requirement="C06",
                pointer=pointer,
                params={"maximum": str(RECOMMENDED_TITLE)},
            )


def check_certificate_words(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """Only an mbo-certificaat is called one (A03, A17)."""
    if _instrument(description).certificate_in_register:
        return
    for language, title in description.module.title.items():
        if re.search(r"mbo[- ]certifica(?:at|te)", title, re.IGNORECASE):
            pointer = description.at("titel", language)
            yield Finding(code="title_says_mbo_certificate", requirement="A17", pointer=pointer)


def check_description(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """The description fits into the registers."""
    for language, text in description.module.description.items():
        if len(text) > MAX_DESCRIPTION:
            yield Finding(
                code="description_too_long",
                pointer=description.at("omschrijving", language),
                params={"maximum": str(MAX_DESCRIPTION)},
            )


def check_learning_outcomes(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """At least one outcome, each with a code of its own, and tied to work or skills (A10, C02)."""
    outcomes = description.module.learning_outcomes
    if not outcomes:
        yield Finding(
            code="no_learning_outcomes", requirement="C02", pointer=description.at("leeruitkomsten")
        )
    seen: set[str] = set()
    for index, outcome in enumerate(outcomes):
        pointer = description.at("leeruitkomsten", index)
        if outcome.code in seen:
            yield Finding(
                code="learning_outcome_code_twice",
                requirement="C02",
                pointer=f"{pointer}/id",
                params={"code": outcome.code},
            )
        seen.add(outcome.code)
        if not outcome.work_processes and not description.module.skills:
            yield Finding(
                code="learning_outcome_untied",
                severity=Severity.WARNING,
                requirement="C02",
                pointer=pointer,
                params={"code": outcome.code},
            )


def check_learning_experience(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """A microcredential comes with something that was followed, not with an examination alone (C05)."""
    module = description.module
    if _instrument(description).needs_learning_experience and module.learning_experience is None:
        yield Finding(
            code="no_learning_experience", requirement="C05", pointer=description.at("leerervaring")
        )


def check_codes(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """Codes of the national registers have their form (H03)."""
    forms = {
        "Keuzedeel": (_KEUZEDEEL, "keuzedeel_code", "K0262"),
        "Certificaat": (_CERTIFICAAT, "onderdeel_code", "C0004"),
        "Crebo": (_CREBO, "kwalificatie_crebo", "25998"),
        "RIOOpleidingseenheid": (_RIO_UNIT, "rio_opleidingseenheidcode", "1234O5678"),
    }
    for kind, code in description.module.qualification_codes:
        form, key, example = forms[kind]
        if not form.fullmatch(code):
            yield Finding(
                code="code_malformed",
                requirement="H03",
                pointer=description.at(key),
                params={"value": code, "example": example},
            )


def check_work_processes(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """Codes of kerntaken and werkprocessen have their form, and so has what they belong to (D04)."""
    for index, outcome in enumerate(description.module.learning_outcomes):
        for number, work_process in enumerate(outcome.work_processes):
            pointer = description.at("leeruitkomsten", index, "werkprocessen", number)
            if not _WORK_PROCESS.fullmatch(work_process.code):
                yield Finding(
                    code="work_process_code_malformed",
                    requirement="D04",
                    pointer=pointer,
                    params={"value": work_process.code},
                )
            crebo = work_process.crebo
            if crebo is not None and not (_CREBO.fullmatch(crebo) or _KEUZEDEEL.fullmatch(crebo)):
                yield Finding(
                    code="work_process_crebo_malformed",
                    requirement="D04",
                    pointer=pointer,
                    params={"value": crebo},
                )


def check_certificate_basis(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """An mbo-certificaat has a code of the register and comes from one kwalificatie (A03, E05, D06)."""
    module = description.module
    if not _instrument(description).certificate_in_register:
        return
    codes = [kind for kind, _code in module.qualification_codes]
    if "Keuzedeel" not in codes and "Certificaat" not in codes:
        yield Finding(
            code="certificate_without_code", requirement="A03", pointer=description.at("keuzedeel_code")
        )
    elif not description.certificate_confirmed:
        yield Finding(
            code="certificate_not_confirmed",
            requirement="A03",
            pointer=description.at("register", "certificaat_verbonden"),
        )
    if "Certificaat" in codes and codes.count("Crebo") != 1:
        yield Finding(
            code="certificate_without_one_qualification",
            requirement="E05",
            pointer=description.at("kwalificatie_crebo"),
        )
    if len(description.dossiers) > 1:
        yield Finding(
            code="certificate_of_several_dossiers",
            requirement="D06",
            pointer=description.at("dossiers"),
            params={"dossiers": ", ".join(sorted(description.dossiers))},
        )
    if description.funding == "lumpsum":
        yield Finding(
            code="certificate_funded_by_lumpsum", requirement="E15", pointer=description.at("bekostiging")
        )


def check_level(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """A level is an indication unless NCP NLQF decided otherwise (B07)."""
    if not description.module.level.officially_set:
        yield Finding(
            code="level_is_indicative",
            severity=Severity.WARNING,
            requirement="B07",
            pointer=description.at("niveau"),
        )
    elif description.nlqf_decision_url is None:
        yield Finding(
            code="level_without_decision",
            requirement="B07",
            pointer=description.at("niveau", "besluit_url"),
        )


def check_stackability(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """Part of something larger: then it says of what (A12)."""
    module = description.module
    if module.stackability == "onderdeel_van" and not module.part_of:
        yield Finding(
            code="part_of_nothing",
            requirement="A12",
            pointer=description.at("stapelbaar", "onderdeel_van"),
        )


def check_entry(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """A microcredential sets no formal threshold (C10)."""
    if _instrument(description).entry_is_open and description.entry_requirement_is_mandatory:
        yield Finding(
            code="entry_is_barred",
            severity=Severity.WARNING,
            requirement="C10",
            pointer=description.at("toelatingsvoorwaarden", "verplicht"),
        )


def check_bsn(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """No text holds what looks like a BSN (F08)."""
    for pointer, text in description.texts:
        if contains_bsn(text):
            yield Finding(code="bsn_in_text", requirement="F08", pointer=pointer)


def check_translation(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """Title and description are there in English too, or abroad nobody can read what it is."""
    module = description.module
    for key, texts in (("titel", module.title), ("omschrijving", module.description)):
        if "en" not in texts:
            yield Finding(
                code="no_english_text", severity=Severity.WARNING, pointer=description.at(key, "en")
            )


def check_eu_elements(description: ModuleDescription, _: ModulePolicy) -> Iterator[Finding]:
    """A credential of this module shows the eleven elements of the EU recommendation (C13)."""
    yield from check_specimens(description)


RULES: tuple[Rule, ...] = (
    check_title,
    check_certificate_words,
    check_description,
    check_study_load,
    check_learning_outcomes,
    check_learning_experience,
    check_codes,
    check_work_processes,
    check_certificate_basis,
    check_level,
    check_stackability,
    check_entry,
    check_translation,
    check_bsn,
    check_eu_elements,
)
