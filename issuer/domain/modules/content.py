"""The keys of a module, one after the other: from what a school wrote to a module and its description."""

import re
from collections.abc import Iterator

from credentials.achievement.european_vocabularies import (
    ASSESSMENT_ALIASES,
    ASSESSMENT_TYPES,
    EQF_LEVELS,
    NLQF_LEVELS,
    PARTICIPATION,
    STACKABILITY,
    SUPERVISION,
)
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.model import (
    LanguageMap,
    LearningExperience,
    Level,
    Module,
    QualityAssurance,
    Skill,
    StudyLoad,
    text_in,
)
from issuer.domain.modules.bounded_yaml import Scalar
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.keys import Keys
from issuer.domain.modules.outcomes import read_outcomes
from issuer.domain.modules.result_descriptions import read_result_descriptions

_VERSION = re.compile(r"(?:0|[1-9][0-9]{0,4})(?:\.(?:0|[1-9][0-9]{0,4})){2}")
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_UUID = re.compile(r"urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")

_NOT_IN_CREDENTIALS = frozenset(
    {
        "bereik",
        "diplomagericht_aanbod",
        "dossiers",
        "dubbelingencheck",
        "eigenaar",
        "export_rio_ooapi",
        "inzetvorm",
        "kerntaken",
        "leerbedrijf",
        "leerweg",
        "object",
        "ontwikkeld_met",
        "registratie",
        "taal_onderwijs",
        "vakkennis",
        "vaststelling",
        "waarderingsroutes_geblokkeerd",
        "waarom_geen_certificaat",
        "werkprocessen",
    }
)
"""What a school may well write down about a module, and what no credential says."""

_SUPERVISION_ALIASES = {
    "unsupervised_with_no_identity_verification": "unsupervised_without_identity_verification",
    "supervised_with_no_identity_verification": "supervised_without_identity_verification",
    "supervised_online": "online_with_identity_verification",
}


def read_content(keys: Keys, instrument: Instrument, base_url: str) -> ModuleDescription:
    """Read the keys of a module; what is wrong is added to ``keys.findings``.

    Where something required is missing the result holds a stand-in, so that the rules can still look
    at the rest; whoever uses it looks at the findings first.
    """
    codes = tuple(_qualification_codes(keys))
    module_id, version = _id(keys, base_url, codes), _version(keys)
    level, decision_url = _level(keys)
    entry, entry_is_mandatory = _entry_requirement(keys)
    stackability, part_of = _stackability(keys)
    outcomes, dossiers = read_outcomes(keys, codes)
    module = Module(
        id=module_id,
        version=version,
        instrument=instrument.key,
        title=_required_texts(keys, "titel", "de titel", "the title"),
        description=_required_texts(
            keys, "omschrijving", "wat de lerende kan, in een paar zinnen", "what it is"
        ),
        criteria=_required_texts(
            keys, "beoordelingscriteria", "wat de lerende moest laten zien", "what had to be shown"
        ),
        learning_outcomes=outcomes,
        level=level,
        assessment_types=tuple(_assessment_types(keys)),
        participation=_participation(keys),
        quality_assurance=_quality_assurance(keys),
        study_load=_study_load(keys),
        supervision=_supervision(keys),
        entry_requirement=entry,
        stackability=stackability,
        part_of=part_of,
        skills=tuple(_skills(keys)),
        result_descriptions=read_result_descriptions(keys, f"{module_id}/{version}"),
        qualification_codes=codes,
        labour_market_value=_labour_market_value(keys),
        more_information=keys.url("meer_informatie"),
        may_be_suspended=keys.flag("mag_geschorst_worden") or False,
        valid_for_months=keys.number("geldig_maanden", example="36"),
        field_of_study=keys.text("vakgebied"),
        learning_experience=_learning_experience(keys),
    )
    keys.ignore(_NOT_IN_CREDENTIALS)
    register = keys.table("register")
    register.ignore(("bron", "geraadpleegd"))
    registered = register.number("studielast", example="240")
    confirmed = (register.text("certificaat_verbonden") or "").lower() in ("ja", "true")
    register.finish()
    return ModuleDescription(
        module=module,
        small_size_reason=keys.text("onderbouwing_kleine_omvang"),
        register_study_load=registered,
        certificate_confirmed=confirmed,
        dossiers=dossiers,
        nlqf_decision_url=decision_url,
        entry_requirement_is_mandatory=entry_is_mandatory,
        funding=keys.text("bekostiging"),
    )


def _id(keys: Keys, base_url: str, codes: tuple[tuple[str, str], ...]) -> str:
    """The address of the module: as written, or made from a short name or uuid under ``base_url``.

    It ends up in every credential and must never change, so it is not made from the title. A module
    of the national register may leave it out: the code of the register is its name.
    """
    raw = keys.text("id")
    if raw is None:
        register_code = next((code for kind, code in codes if kind in ("Keuzedeel", "Certificaat")), None)
        if register_code is None:
            keys.require("id", "een korte naam, zoals baliegesprekken", "a short name, such as table-service")
            return f"{base_url}/modules/onbekend"
        raw = register_code.lower()
    if uuid := _UUID.fullmatch(raw):
        return f"{base_url}/modules/{uuid[1]}"
    if raw.startswith("https://"):
        return (keys.url("id") or base_url).rstrip("/")
    if not _SLUG.fullmatch(raw):
        keys.add("id_malformed", "id", value=raw)
        raw = "onbekend"
    return f"{base_url}/modules/{raw}"


def _version(keys: Keys) -> str:
    raw = keys.text("versie")
    if raw is None:
        keys.warn("version_assumed", "versie")
        return "1.0.0"
    if not _VERSION.fullmatch(raw):
        keys.add("version_malformed", "versie", value=raw)
    return raw


def _qualification_codes(keys: Keys) -> Iterator[tuple[str, str]]:
    for key, kind in (
        ("keuzedeel_code", "Keuzedeel"),
        ("onderdeel_code", "Certificaat"),
        ("kwalificatie_crebo", "Crebo"),
        ("rio_opleidingseenheidcode", "RIOOpleidingseenheid"),
    ):
        if code := keys.text(key):
            yield kind, code


def _required_texts(keys: Keys, key: str, hint_nl: str, hint_en: str) -> LanguageMap:
    """A text that must be there, and in Dutch: that edition is the one every other falls back to."""
    if not keys.require(key, hint_nl, hint_en, requirement="C13"):
        return {}
    texts = keys.texts(key)
    if texts and "nl" not in texts:
        keys.add("key_missing", key, "nl", key="nl", hint_nl="de Nederlandse tekst", hint_en="the Dutch text")
    return texts


def _level(keys: Keys) -> tuple[Level, str | None]:
    stand_in = Level(eqf=1, nlqf="1"), None
    if not keys.require("niveau", "mbo_niveau, nlqf en eqf", "mbo_niveau, nlqf and eqf", requirement="C13"):
        return stand_in
    inner = keys.table("niveau")
    inner.ignore(("toelichting",))
    mbo = inner.one_of("mbo_niveau", ("1", "2", "3", "4"))
    # An mbo level n stands at NLQF n and EQF n, so a school that gives one has given all three.
    nlqf = inner.one_of("nlqf", NLQF_LEVELS) if "nlqf" in inner else mbo
    eqf = inner.one_of("eqf", map(str, EQF_LEVELS)) if "eqf" in inner else (nlqf or "").rstrip("+")
    inner.ignore(("nlqf", "eqf"))
    if nlqf is None and "nlqf" not in inner:
        inner.require("nlqf", "een niveau van 1 tot en met 8", "a level from 1 to 8", requirement="C13")
    level = Level(
        eqf=int(eqf or 1),
        nlqf=nlqf or "1",
        mbo=int(mbo) if mbo else None,
        officially_set=inner.flag("vastgesteld") or False,
    )
    decision_url = inner.url("besluit_url")
    inner.finish()
    return level, decision_url


def _assessment_types(keys: Keys) -> Iterator[str]:
    keys.require(
        "toetsvormen", "een of meer toetsvormen", "one or more types of assessment", requirement="C13"
    )
    for index, item in keys.items("toetsvormen"):
        raw = item.text or "" if isinstance(item, Scalar) else ""
        listed = keys.listed(raw, ASSESSMENT_TYPES, "toetsvormen", index, aliases=ASSESSMENT_ALIASES)
        if listed:
            yield listed


def _participation(keys: Keys) -> str:
    hint = ", ".join(PARTICIPATION)
    keys.require("deelnamevorm", hint, hint, requirement="C13")
    return keys.one_of("deelnamevorm", PARTICIPATION) or "onsite"


def _quality_assurance(keys: Keys) -> QualityAssurance:
    keys.require(
        "kwaliteitsborging", "naam en url van het kader", "name and url of the framework", requirement="C13"
    )
    inner = keys.table("kwaliteitsborging")
    if "kwaliteitsborging" in keys:
        inner.require("naam", "de naam van het kader", "the name of the framework", requirement="C13")
        inner.require("url", "waar het kader te lezen is", "where it can be read", requirement="C13")
    inner.ignore(("omschrijving", "zelfcheck"))
    quality = QualityAssurance(
        name=inner.text("naam") or "", url=inner.url("url") or "", version=inner.text("versie")
    )
    inner.finish()
    return quality


def _study_load(keys: Keys) -> StudyLoad | None:
    if "studielast" not in keys:
        keys.ignore(("studielast",))
        return None  # whether it may be missing depends on the instrument: the rules know
    inner = keys.table("studielast")
    inner.ignore(("toelichting", "begeleide_uren", "bpv_uren"))
    unit = inner.one_of("eenheid", ("SBU", "ECTS")) if "eenheid" in inner else "SBU"
    inner.ignore(("eenheid",))
    raw = inner.text("waarde")
    inner.finish()
    if raw is None:
        return None
    if not re.fullmatch(r"-?[0-9]{1,6}", raw):
        inner.add("study_load_not_whole", "waarde", requirement="B01", value=raw)
        return None
    return StudyLoad(value=int(raw), unit=unit or "SBU")


def _supervision(keys: Keys) -> str | None:
    inner = keys.table("toezicht_en_identiteit")
    supervised, verified = inner.flag("toezicht"), inner.flag("identiteit_gecontroleerd")
    named = inner.one_of("eu_code", SUPERVISION, aliases=_SUPERVISION_ALIASES)
    inner.finish()
    if named or supervised is None or verified is None:
        return named
    if not supervised and verified:
        inner.warn("supervision_contradicts")
        return None
    if not verified:
        which = "supervised" if supervised else "unsupervised"
        return f"{which}_without_identity_verification"
    online = keys.text("deelnamevorm") == "online"
    return "online_with_identity_verification" if online else "onsite_with_identity_verification"


def _entry_requirement(keys: Keys) -> tuple[LanguageMap | None, bool]:
    inner = keys.table("toelatingsvoorwaarden")
    words = inner.texts("aanbevolen") or inner.texts("eis")
    inner.ignore(("eis",))
    mandatory = inner.flag("verplicht") or False
    inner.finish()
    return words or None, mandatory


def _stackability(keys: Keys) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    inner = keys.table("stapelbaar")
    stackability = inner.one_of("waarde", STACKABILITY)
    part_of = []
    for whole in inner.tables("onderdeel_van"):
        whole.require("naam", "waarvan het een onderdeel is", "what it is part of")
        whole.require("url", "waar dat beschreven staat", "where that is described")
        name, url = whole.text("naam"), whole.url("url")
        whole.finish()
        if name and url:
            part_of.append((name, url))
    inner.finish()
    return stackability, tuple(part_of)


def _skills(keys: Keys) -> Iterator[Skill]:
    for inner in keys.tables("skills"):
        framework = inner.one_of("bron", ("ESCO", "CompetentNL"))
        label, raw = inner.text("label"), inner.text("uri")
        inner.ignore(("status",))
        # A place to be filled in later ("<uuid>") is no address; the skill then waits.
        uri = inner.url("uri") if raw and "<" not in raw else None
        inner.finish()
        if framework and label and uri:
            yield Skill(framework=framework, uri=uri, label=label)
        elif framework and label and (raw is None or "<" in raw):
            inner.warn("skill_without_uri", "uri", value=label)


def _labour_market_value(keys: Keys) -> LanguageMap | None:
    """Either ``arbeidsmarktwaarde.onderbouwing``, or the texts of ``relevantie``."""
    inner = keys.table("arbeidsmarktwaarde")
    inner.ignore(("bereik", "regio", "scholingsdoel"))
    words = inner.texts("onderbouwing")
    inner.finish()
    relevance = keys.table("relevantie")
    relevance.ignore(("bereik",))
    found = {language: relevance.text(language) for language in ("nl", "en")}
    relevance.finish()
    return words or {language: text for language, text in found.items() if text} or None


def _learning_experience(keys: Keys) -> LearningExperience | None:
    if "leerervaring" not in keys:
        keys.ignore(("leerervaring",))
        return None
    inner = keys.table("leerervaring")
    inner.require("titel", "hoe de training of stage heet", "what the training is called", requirement="C05")
    title = inner.texts("titel")
    inner.ignore(("vorm", "start", "eind"))
    provider = inner.table("aanbieder")
    if "aanbieder" in inner:
        provider.require("naam", "wie de training gaf", "who gave the training")
        provider.require("url", "het webadres van de aanbieder", "the provider's web address")
    name, url = provider.text("naam"), provider.url("url")
    provider.finish()
    inner.finish()
    if not text_in(title, "nl"):
        return None
    return LearningExperience(title=title, provider=name, provider_url=url)
