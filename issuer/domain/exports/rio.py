"""A module in the fields of RIO, the register of institutions and programmes.

RIO has no kind for a microcredential: it is registered as a PARTICULIEREOPLEIDING without official
document. Units of the national structure (keuzedeel, certificate) are in the register already; the school
registers that it offers them.

Spec: RIO opleidingseenheid and aangeboden opleiding; requirements D10, D11, H01, H06.
"""

from collections.abc import Mapping
from typing import Final

from credentials.achievement.model import Issuer
from credentials.parsing import JsonObject
from issuer.domain.exports.exported import Exported, Remarks
from issuer.domain.exports.ooapi_values import ISO_639_2, identifier, teaching_language
from issuer.domain.exports.published import PublishedModule
from issuer.domain.findings import Severity
from issuer.domain.modules.json_values import day_text, filled

MAX_NAME: Final = 225
MAX_SHORT_NAME: Final = 40
MAX_ABBREVIATION: Final = 12
MAX_DESCRIPTION: Final = 3000
MAX_OWN_KEY: Final = 60
MAX_STUDY_LOAD: Final = 99999
_DOCUMENTS: Final[Mapping[str, str]] = {"certificate": "CERTIFICAAT"}
_NO_DOCUMENT: Final = "GEEN_OFFICIEEL_DOCUMENT"
_UNITS: Final[Mapping[str, str]] = {"SBU": "SBU", "ECTS": "ECTS_PUNT"}
_FORMS: Final[Mapping[str, str]] = {
    "online": "ONLINE",
    "onsite": "KLASSIKAAL",
    "blended": "KLASSIKAAL_EN_ONLINE",
    "work_experience": "KLASSIKAAL",
}


def export_rio(published: PublishedModule, school: Issuer) -> Exported:
    """Return the opleidingseenheid and the aangeboden opleiding, in RIO's own words.

    The content is empty where the module does not go into RIO: it is of use in one place or company
    only (D11), or RIO has no kind for it.
    """
    remarks = Remarks()
    if not published.description.deployment.goes_into_rio:
        remarks.add("export_not_for_rio", Severity.INFO, "D11")
        return remarks.exported({})
    kind = published.instrument.rio_unit
    if kind is None:
        remarks.add("export_no_rio_unit", Severity.INFO, "H01", instrument=published.module.instrument)
        return remarks.exported({})
    if school.rio is None:
        remarks.add(
            "export_rio_code_missing", Severity.WARNING, "H01", "/aangebodenOpleiding/onderwijsaanbiedercode"
        )
    content: JsonObject = {
        "opleidingseenheid": _unit(published, kind, remarks),
        "aangebodenOpleiding": _offered(published, school, remarks),
    }
    return remarks.exported(content)


def _unit(published: PublishedModule, kind: str, remarks: Remarks) -> JsonObject:
    module, legal = published.module, published.description.legal
    laid_down = legal.establishment
    load = module.study_load
    if load is not None and not 0 <= load.value <= MAX_STUDY_LOAD:
        remarks.add("export_study_load_too_large", Severity.ERROR, "H01", "/opleidingseenheid/studielast")
    return filled(
        {
            "soort": kind,
            "opleidingseenheidcode": next(iter(published.codes("RIOOpleidingseenheid")), None),
            "eigenOpleidingseenheidsleutel": identifier(module.id)[:MAX_OWN_KEY],
            "volledigeNaam": _short(module.title.get("nl"), MAX_NAME, "volledigeNaam", remarks),
            "korteNaam": _short(module.title.get("nl"), MAX_SHORT_NAME, "korteNaam", remarks),
            "internationaleNaamEngels": _short(
                module.title.get("en"), MAX_NAME, "internationaleNaamEngels", remarks
            ),
            "afkorting": _abbreviation(published),
            "omschrijving": _short(module.description.get("nl"), MAX_DESCRIPTION, "omschrijving", remarks),
            "begindatum": day_text(
                laid_down.valid_from if laid_down and laid_down.valid_from else published.published_on
            ),
            "einddatum": day_text(laid_down.valid_until if laid_down else None),
            "studielast": load.value if load else None,
            "studielasteenheid": _UNITS.get(load.unit) if load else None,
            "waardedocumentsoort": _DOCUMENTS.get(published.instrument.formal_document, _NO_DOCUMENT),
            "mboNiveau": f"MBO-{module.level.mbo}" if module.level.mbo else None,
            "nlqf": module.level.nlqf if module.level.officially_set else None,
            "eqf": str(module.level.eqf) if module.level.officially_set else None,
            "codesKwalificatiestructuur": [
                code for kind_ in ("Keuzedeel", "Certificaat", "Crebo") for code in published.codes(kind_)
            ],
        }
    )


def _offered(published: PublishedModule, school: Issuer, remarks: Remarks) -> JsonObject:
    module, description = published.module, published.description
    language = teaching_language(published).partition("-")[0]
    return filled(
        {
            "onderwijsaanbiedercode": school.rio,
            "eigenAangebodenOpleidingSleutel": identifier(f"{module.id}#program")[:MAX_OWN_KEY],
            "eigenNaam": _short(module.title.get("nl"), MAX_NAME, "eigenNaam", remarks),
            "begindatum": published.published_on.isoformat(),
            "opleidingsvorm": _FORMS.get(module.participation),
            "voertaal": ISO_639_2.get(language, "nld").upper(),
            "toelatingseisen": "JA" if description.entry_requirement_is_mandatory else "NEE",
            "toegankelijkheid": "SPEC" if description.entry_requirement_is_mandatory else "ALL",
            "toestemmingDeelnameSTAP": "GEEN_TOESTEMMING_VERLEEND",
            "website": module.version_id,
        }
    )


def _short(text: str | None, maximum: int, name: str, remarks: Remarks) -> str | None:
    if not text:
        return None
    return remarks.cut(" ".join(text.split()), maximum, field_name=name, requirement="H01")


def _abbreviation(published: PublishedModule) -> str | None:
    """A code of the registers is short and known; a made-up abbreviation would say nothing."""
    codes = (*published.codes("Keuzedeel"), *published.codes("Certificaat"))
    return next((code for code in codes if len(code) <= MAX_ABBREVIATION), None)
