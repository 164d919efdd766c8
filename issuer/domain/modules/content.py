"""The keys of a module, put together: from what a school wrote to a module and its description."""

from typing import TYPE_CHECKING, Final

from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.language_map import LanguageMap
from credentials.achievement.model import Module
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.description.legal_basis import FUNDINGS
from issuer.domain.modules.description.qualification_parts import QualificationParts
from issuer.domain.modules.keys import Keys
from issuer.domain.modules.reading.assessment import (
    read_assessment_types,
    read_entry_requirement,
    read_learning_experience,
    read_participation,
    read_supervision,
)
from issuer.domain.modules.reading.deployment import read_deployment, read_owner, read_stackability
from issuer.domain.modules.reading.identity import read_codes, read_id, read_version
from issuer.domain.modules.reading.labour_market import read_labour_market, read_skills
from issuer.domain.modules.reading.legal_basis import read_legal_basis
from issuer.domain.modules.reading.outcomes import read_outcomes
from issuer.domain.modules.reading.parts import listed, read_parts
from issuer.domain.modules.reading.quality import read_quality
from issuer.domain.modules.reading.relations import read_relations
from issuer.domain.modules.reading.size_and_level import read_level, read_study_load
from issuer.domain.modules.reading.texts import required_texts
from issuer.domain.modules.result_descriptions import read_result_descriptions

if TYPE_CHECKING:
    from issuer.domain.registers import Registers

_FOR_OTHERS: Final = frozenset({"export_rio_ooapi", "leerbedrijf", "object"})
"""What a school may well write down, and what exports and pages of ours make themselves."""

_DESCRIPTION: Final[LanguageMap] = {
    "nl": "Wie dit heeft behaald, voert dit werk uit: {titles}.",
    "en": "Holders carry out this work (titles of the Dutch register): {titles}.",
}
_CRITERIA: Final[LanguageMap] = {
    "nl": "Het examen van dit onderdeel is behaald. De examencommissie heeft dat vastgesteld.",
    "en": "The examination of this part was passed, as the exam board of the school established.",
}
"""Of what a register lays down: the law leaves the school no other words for what has to be shown."""


def read_content(
    keys: Keys, instrument: Instrument, base_url: str, registers: "Registers | None" = None
) -> ModuleDescription:
    """Read the keys of a module; what is wrong is added to ``keys.findings``.

    Where something required is missing the result holds a stand-in, so that the rules can still look
    at the rest; whoever uses it looks at the findings first.

    Args:
        keys: Of the module.
        instrument: What it leads to.
        base_url: https URL of the institution, without a slash at the end.
        registers: Where titles are found that the file leaves out, or None.
    """
    codes = tuple(read_codes(keys))
    module_id = read_id(keys, base_url, codes)
    version = read_version(keys)
    level, decision_url = read_level(keys)
    study_load, hours = read_study_load(keys)
    entry, entry_is_mandatory = read_entry_requirement(keys)
    stackability, part_of = read_stackability(keys)
    parts = read_parts(keys, codes, registers)
    quality, self_assessment = read_quality(keys, instrument.usual)
    value, labour_market = read_labour_market(keys)
    legal = read_legal_basis(keys)
    owner, hallmark = read_owner(keys)
    description, criteria = _words(keys, instrument, parts)
    module = Module(
        id=module_id,
        version=version,
        instrument=instrument.key,
        title=required_texts(keys, "titel", "de titel", "the title"),
        description=description,
        criteria=criteria,
        learning_outcomes=read_outcomes(keys, listed(parts), registers),
        level=level,
        assessment_types=read_assessment_types(keys, instrument.usual),
        participation=read_participation(keys, instrument.usual),
        quality_assurance=quality,
        study_load=study_load,
        supervision=read_supervision(keys),
        entry_requirement=entry,
        stackability=stackability,
        part_of=part_of,
        skills=tuple(read_skills(keys)),
        result_descriptions=read_result_descriptions(keys, f"{module_id}/{version}"),
        qualification_codes=codes,
        labour_market_value=value,
        more_information=keys.url("meer_informatie"),
        may_be_suspended=keys.flag("mag_geschorst_worden") or False,
        valid_for_months=keys.number("geldig_maanden", example="36"),
        field_of_study=keys.text("vakgebied"),
        learning_experience=read_learning_experience(keys),
    )
    keys.ignore(_FOR_OTHERS)
    return ModuleDescription(
        module=module,
        small_size_reason=keys.text("onderbouwing_kleine_omvang"),
        says_small_size_allowed=keys.flag("kleine_omvang_toegestaan"),
        register_study_load=legal.register.study_load if legal.register else None,
        certificate_confirmed=legal.register is not None and legal.register.certificate_attached is True,
        dossiers=_dossiers(module, parts),
        nlqf_decision_url=decision_url,
        entry_requirement_is_mandatory=entry_is_mandatory,
        funding=keys.one_of("bekostiging", FUNDINGS),
        sector=keys.text("sector"),
        language_of_instruction=keys.text("taal_onderwijs"),
        hours=hours,
        labour_market=labour_market,
        deployment=read_deployment(keys),
        owner=owner,
        hallmark=hallmark,
        parts=parts,
        legal=legal,
        relations=read_relations(keys),
        self_assessment=self_assessment,
    )


def _words(keys: Keys, instrument: Instrument, parts: QualificationParts) -> tuple[LanguageMap, LanguageMap]:
    """The description and the criteria; of what a register lays down they may be left out."""
    if instrument.register_codes and parts.work_processes:
        titles = "; ".join(one.title for one in parts.work_processes)
        derived: LanguageMap = {
            language: words.format(titles=titles) for language, words in _DESCRIPTION.items()
        }
        return keys.texts("omschrijving") or derived, keys.texts("beoordelingscriteria") or _CRITERIA
    description = required_texts(keys, "omschrijving", "wat de lerende kan, in een paar zinnen", "what it is")
    criteria = required_texts(
        keys,
        "beoordelingscriteria",
        "wat de lerende moest laten zien",
        "what had to be shown",
        later=True,
    )
    return description, criteria


def _dossiers(module: Module, parts: QualificationParts) -> frozenset[str]:
    """Crebos of everything that the module draws on; the code of a keuzedeel is none."""
    used = {process.crebo for outcome in module.learning_outcomes for process in outcome.work_processes}
    named = {dossier.crebo for dossier in parts.dossiers} | {one.crebo for one in parts.work_processes}
    return frozenset(crebo for crebo in used | named if crebo and len(crebo) == 5 and crebo.isdigit())
