"""Award files for tests, each without mistakes, and a way to change one place of them."""

import copy
from typing import Any

import yaml

from issuer.domain.award_files.case import AwardPolicy
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.module_file import ModuleFile, read_module_file
from issuer.domain.modules.surroundings import NOTHING_AROUND, Surroundings

BASE_URL = "https://credentials.roctest.example"

STATEMENT_OF_PRACTICE: dict[str, Any] = {
    "instrument": "praktijkverklaring",
    "template": {"titel": {"nl": "Praktijkverklaring – gastvrij werken", "en": "Practice – hospitality"}},
    "lerende": {"naam": "Noor Proef", "studentnummer": "s-0042", "email": "noor@leerling.example"},
    "kwalificatie": {"crebo": "27052", "naam": "Gastvrij werken", "niveau": "2", "crebo_dossier": "23425"},
    "leerweg": "derde_leerweg",
    "leertraject_rod": "ODT",
    "intake": {
        "startkwalificatie": "nee",
        "startkwalificatie_controle": {"uitkomst": "nee", "datum": "2026-01-05"},
        "reden_geen_hoger_traject": "Zwaarwegende privéreden",
        "hoogst_haalbare_route": "praktijkverklaring",
    },
    "toestemmingen": [
        {"doel": "persoonsgegevens", "datum": "2026-01-05", "versie": "2"},
        {"doel": "bedrijfsgegevens", "datum": "2026-01-06", "versie": "2"},
    ],
    "leerbedrijf": {
        "naam": "Bistro De Proef",
        "sbb_leerbedrijf_id": "100000009",
        "kvk": "00000000",
        "erkend_voor_crebo": ["27052"],
        "erkenning_gecontroleerd_op": "2026-01-06",
    },
    "branche_werkzaamheden": "horeca",
    "praktijkopleider": {"naam": "Opleider Proefmans"},
    "praktijkbegeleider": {"naam": "Begeleider Schoolmans"},
    "onderwijsinstelling": {"erkenning_derde_leerweg": [{"crebo": "27052", "datum": "2025-08-01"}]},
    "overeenkomsten": [
        {
            "type": "praktijkovereenkomst",
            "datum": "2026-01-10",
            "begin": "2026-02-01",
            "eind": "2026-06-30",
        },
        {"type": "onderwijsovereenkomst", "datum": "2026-01-10"},
    ],
    "begeleidingsdocument": {
        "werkprocessen": [
            {
                "crebo_dossier": "23425",
                "code": "B1-K1-W1",
                "titel": "Bereidt voor",
                "afgetekend_op": "2026-03-01",
                "door": "praktijkopleider",
            },
            {
                "crebo_dossier": "23425",
                "code": "P1-K1-W1",
                "titel": "Neemt bestellingen op",
                "afgetekend_op": "2026-05-20",
                "door": "praktijkopleider",
            },
        ]
    },
    "gesprekken": [
        {
            "soort": "evaluatie",
            "datum": "2026-04-01",
            "aanwezig": ["lerende", "praktijkopleider", "praktijkbegeleider"],
        },
        {
            "soort": "eind",
            "datum": "2026-05-28",
            "aanwezig": ["lerende", "praktijkopleider", "praktijkbegeleider"],
        },
    ],
    "handtekeningen": [
        {"rol": "leerbedrijf", "datum": "2026-05-29", "status": "geldig"},
        {"rol": "brancheorganisatie", "datum": "2026-05-30", "status": "geldig"},
    ],
    "vervolgadvies": "Probeer hierna een mbo-certificaat",
    "onderdeel_van": {"instrument": "mbo_verklaring", "id": "urn:uuid:00000000-0000-4000-8000-00000000ffff"},
    "uitgegeven_op": "2026-06-01",
}

STATEMENT_OF_PARTS: dict[str, Any] = {
    "instrument": "mbo_verklaring",
    "template": {
        "titel": {"nl": "Mbo-verklaring – onderdelen van Bouwen", "en": "Mbo statement – building"},
        "model_regeling": "BWBR0031616 bijlage 9",
    },
    "lerende": {"naam": "Sam Proef", "studentnummer": "s-0043"},
    "aanleiding": {"soort": "uitstroom_zonder_diploma", "onder_23": "true", "startkwalificatie": "nee"},
    "kwalificatie": {"crebo": "25998", "naam": "Bouwen", "niveau": "4"},
    "leerweg": "bol",
    "controle_geen_diploma": {"uitkomst": "geen", "datum": "2026-06-20"},
    "deel_1_examenresultaten": [
        {"code": "B1-K2", "titel": "Voert uit", "resultaat": "behaald", "datum": "2026-01-30"},
        {"code": "B1-K1-W4", "titel": "Test", "resultaat": "7,5", "datum": "2026-03-13"},
    ],
    "deel_2_praktijkverklaring": {
        "leerbedrijf": {"naam": "Bouwbureau De Proef", "sbb_leerbedrijf_id": "100000009"},
        "praktijkopleider": "Opleider Proefmans",
        "werkprocessen": [{"code": "B1-K1-W3", "titel": "Realiseert", "oordeel": "uitgevoerd en beheerst"}],
    },
    "deel_3_overige_bewijzen": [{"omschrijving": "BHV", "verwijzing": None, "geverifieerd": "false"}],
    "examencommissie_besluit": {
        "id": "EC-2026-0188",
        "datum": "2026-06-25",
        "voorgedragen_door": "u-030",
        "besloten_door": ["u-003", "u-011"],
    },
    "uitgegeven_op": "2026-06-26",
}

CERTIFICATE: dict[str, Any] = {
    "instrument": "mbo_certificaat",
    "grondslag": "keuzedeel",
    "template": {
        "titel": {"nl": "Verkoop in de buitendienst", "en": "Field sales"},
        "keuzedeel_code": "K9990",
        "register": {"certificaat_verbonden": "ja", "geraadpleegd": "2026-03-02", "bron": "SBB"},
        "vaststelling": {"door": "OCW", "regeling": "Stcrt. 2025, 1", "geldig_van": "2025-01-01"},
        "arbeidsmarktwaarde": {"bereik": ["landelijk"], "onderbouwing": "Werkgevers vragen erom."},
        "studielast": {"waarde": "240", "eenheid": "SBU"},
        "niveau": {"mbo_niveau": "3"},
        "kerntaken": [
            {
                "code": "D1-K1",
                "titel": "Verkoopt",
                "werkprocessen": [
                    {"code": "D1-K1-W1", "titel": "Bezoekt"},
                    {"code": "D1-K1-W2", "titel": "Sluit af"},
                ],
            }
        ],
        "leeruitkomsten": [
            {"id": "LO1", "nl": "Bezoekt klanten.", "werkprocessen": ["D1-K1-W1"]},
            {"id": "LO2", "nl": "Sluit een verkoop af.", "werkprocessen": ["D1-K1-W2"]},
        ],
        "toetsvormen": ["professional_product"],
        "deelnamevorm": "blended",
        "kwaliteitsborging": {"naam": "WEB", "url": "https://www.onderwijsinspectie.nl/"},
        "diplomagericht_aanbod": "true",
    },
    "uitgever": {"naam": "ROC Proef", "type": "roc", "bekostigd": "true", "brin": "99ZZ"},
    "toekenning": {
        "lerende": {"naam": "Bo Proef", "email": "Bo@Leerling.example"},
        "doelgroep": "LLO",
        "resultaten": [{"onderdeel": "K9990", "waarde": "behaald", "datum": "2026-05-20"}],
        "examencommissie_besluit": {
            "id": "EC-2026-0151",
            "datum": "2026-05-27",
            "voorgedragen_door": "u-021",
            "besloten_door": ["u-003", "u-009"],
        },
        "wettelijk_document": {
            "model": "Regeling modellen, bijlage 5",
            "datum": "2026-05-27",
            "nummer": "MC-77",
        },
        "exameninstrument": {"id": "EX-1", "herkomst": "eigen", "vastgesteld_op": "2026-01-01"},
        "examinatoren": ["u-100", "u-101"],
        "uitgegeven_op": "2026-05-28",
    },
}

MICROCREDENTIAL: dict[str, Any] = {
    "instrument": "microcredential",
    "template": {
        "id": "balie-proef",
        "versie": "1.0.0",
        "titel": {"nl": "Baliewerk", "en": "Counter work"},
        "omschrijving": {"nl": "Werkt aan de balie.", "en": "Works at the counter."},
        "arbeidsmarktwaarde": {"bereik": ["landelijk"], "onderbouwing": "Werkgevers vragen erom."},
        "beoordelingscriteria": {"nl": "Een gesprek.", "en": "A conversation."},
        "leeruitkomsten": [
            {
                "id": "LO1",
                "nl": "Voert een gesprek.",
                "werkprocessen": [{"crebo": "99998", "code": "B1-K1-W1", "titel": "Gesprek"}],
            }
        ],
        "studielast": {"waarde": "240", "eenheid": "SBU"},
        "niveau": {"mbo_niveau": "4"},
        "leerervaring": {"titel": "Training balie"},
        "deelnamevorm": "blended",
        "toetsvormen": ["portfolio_assessment"],
        "kwaliteitsborging": {
            "naam": "Kader",
            "url": "https://kader.example/",
            "zelfcheck": {
                "criteria_voldaan": [str(one) for one in range(1, 13)],
                "door": "kwaliteit",
                "datum": "2026-03-10",
            },
        },
        "resultaten": [
            {
                "id": "portfolio",
                "naam": "Portfolio",
                "soort": "cijfer",
                "van": "1",
                "tot": "10",
                "voldoende_vanaf": "5,5",
            }
        ],
    },
    "uitgever": {"naam": "ROC Proef", "type": "roc", "bekostigd": "true", "brin": "99ZZ"},
    "toekenning": {
        "lerende": {"naam": "Kim Proef", "studentnummer": "s-0044"},
        "startkwalificatie_vastgesteld": {"waarde": "ja", "datum": "2026-04-01"},
        "leerervaring": {"start": "2026-04-06", "eind": "2026-06-26"},
        "resultaten": [{"onderdeel": "Portfolio", "waarde": "7,5"}],
        "examencommissie_besluit": {
            "id": "EC-2026-0142",
            "datum": "2026-07-01",
            "voorgedragen_door": "u-017",
            "besloten_door": ["u-003", "u-009"],
        },
        "uitgegeven_op": "2026-07-02",
    },
}

ABSENT = object()
"""Takes a key away."""


def changed(file: dict[str, Any], **places: Any) -> dict[str, Any]:  # noqa: ANN401 - any value of a file
    """Return a copy with values at places: ``gesprekken__0__datum="2026-01-01"``, ``intake=ABSENT``."""
    result = copy.deepcopy(file)
    for place, value in places.items():
        *steps, last = place.split("__")
        inner: Any = result
        for step in steps:
            inner = inner[int(step)] if isinstance(inner, list) else inner.setdefault(step, {})
        if value is ABSENT:
            del inner[int(last) if isinstance(inner, list) else last]
        elif isinstance(inner, list):
            inner[int(last)] = value
        else:
            inner[last] = value
    return result


def as_yaml(file: dict[str, Any]) -> bytes:
    """Return the file as bytes."""
    return yaml.safe_dump(file, allow_unicode=True, sort_keys=False).encode()


def read(
    file: dict[str, Any], surroundings: Surroundings = NOTHING_AROUND, policy: AwardPolicy | None = None
) -> ModuleFile:
    """Read a file and apply all rules."""
    return read_module_file(
        as_yaml(file), file="proef.yaml", base_url=BASE_URL, surroundings=surroundings, award_policy=policy
    )


def told(
    file: dict[str, Any], surroundings: Surroundings = NOTHING_AROUND, policy: AwardPolicy | None = None
) -> list[tuple[str, str | None, str]]:
    """Code, requirement and place of every error and warning."""
    return [
        (one.code, one.requirement, one.key_path)
        for one in read(file, surroundings, policy).findings
        if one.severity is not Severity.INFO
    ]


def weighed(found: tuple[Finding, ...], code: str) -> Severity:
    """Return the severity of the one finding with this code."""
    (one,) = [finding for finding in found if finding.code == code]
    return one.severity
