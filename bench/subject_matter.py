"""What the two badges are about: a fictional school for bicycle mechanics, and two of its modules."""

from typing import Final

from credentials.achievement.model import (
    Issuer,
    LearningExperience,
    LearningOutcome,
    Level,
    Module,
    Result,
    ResultDescription,
    Skill,
    StudyLoad,
    WorkProcess,
)
from credentials.achievement.quality_assurance import QualityAssurance

CONTROLLER: Final = "did:web:credentials.rocfiets.example"
SCHOOL: Final = "https://credentials.rocfiets.example"
ISSUER: Final = Issuer(
    id=CONTROLLER,
    name="ROC Fiets",
    url="https://www.rocfiets.example/",
    region="Gelderland",
    locality="Ketelstede",
    brin="99ZY",
    kvk="00000001",
    parent_organisation="Stichting ROC Fiets",
)

_SMALL: Final = f"{SCHOOL}/modules/wielen-spaken"
_LARGE: Final = f"{SCHOOL}/modules/fietstechniek-compleet"
_DOSSIER: Final = "99901"
_FRAMEWORK: Final = QualityAssurance(
    name="Kwaliteitskader microcredentials van ROC Fiets",
    url="https://www.rocfiets.example/kwaliteit/microcredentials",
    version="2026",
)


def _mark(module: str, code: str, name: str) -> ResultDescription:
    return ResultDescription(
        id=f"{module}/1.0.0#{code}",
        name=name,
        result_type="RawScore",
        value_min="1",
        value_max="10",
        required_value="5,5",
    )


def _word(module: str, code: str, name: str) -> ResultDescription:
    return ResultDescription(
        id=f"{module}/1.0.0#{code}", name=name, result_type="Result", required_value="voldoende"
    )


def _seen(module: str, code: str, name: str) -> ResultDescription:
    return ResultDescription(id=f"{module}/1.0.0#{code}", name=name, result_type="Result")


def _judgement(module: str, code: str, name: str) -> ResultDescription:
    return ResultDescription(
        id=f"{module}/1.0.0#{code}",
        name=name,
        result_type="Result",
        allowed_values=("onvoldoende", "voldoende", "goed"),
        required_value="voldoende",
    )


def _training(dutch: str, english: str) -> LearningExperience:
    return LearningExperience(
        title={"nl": dutch, "en": english},
        provider="Rijwielatelier De Spaak",
        provider_url="https://despaak.example/",
    )


SMALL_MODULE: Final = Module(
    id=_SMALL,
    version="1.0.0",
    instrument="microcredential",
    title={"nl": "Wielen spaken en richten", "en": "Building and truing wheels"},
    description={
        "nl": "Wie dit heeft behaald, bouwt zelfstandig een voor- en een achterwiel op, spaakt ze in het "
        "juiste patroon en richt ze binnen de toleranties van de fabrikant.",
        "en": "Holders build a front and a rear wheel, lace them and true them.",
    },
    criteria={
        "nl": "Drie wielen onder toezicht gebouwd en gericht. De slag is ten hoogste een halve millimeter, "
        "in de hoogte en opzij, en de spaakspanning is links en rechts gelijk.",
        "en": "Three wheels built and trued under supervision.",
    },
    learning_outcomes=(
        LearningOutcome(
            code="LO1",
            text={"nl": "Kiest naaf, velg en spaken die bij elkaar passen.", "en": "Chooses matching parts."},
        ),
        LearningOutcome(
            code="LO2",
            text={"nl": "Spaakt en richt een wiel binnen de tolerantie.", "en": "Laces and trues a wheel."},
            work_processes=(
                WorkProcess(crebo=_DOSSIER, code="B1-K1-W2", title="Voert herstelwerk aan wielen uit"),
            ),
        ),
    ),
    level=Level(eqf=3, nlqf="3", mbo=3),
    assessment_types=("behavioural_assessment",),
    participation="onsite",
    quality_assurance=_FRAMEWORK,
    study_load=StudyLoad(value=240),
    result_descriptions=(
        _mark(_SMALL, "eindcijfer", "Eindcijfer"),
        _mark(_SMALL, "voorwiel", "Voorwiel"),
        _mark(_SMALL, "achterwiel", "Achterwiel"),
        _mark(_SMALL, "naaf", "Naafversnelling"),
        _mark(_SMALL, "herstel", "Verbogen wiel"),
        _mark(_SMALL, "theorie", "Theorie"),
        _word(_SMALL, "klantgesprek", "Gesprek met de klant"),
    ),
    more_information="https://www.rocfiets.example/cursussen/wielen-spaken",
    field_of_study="Fietstechniek",
    learning_experience=_training("Werkplaats Wielen", "Wheel workshop"),
)
SMALL_RESULTS: Final = (Result(result_description=f"{_SMALL}/1.0.0#eindcijfer", value="7,5"),)

_PARTS: Final = (
    "de banden", "de wielen", "de naven", "de remmen", "de ketting", "de versnelling", "het balhoofd",
    "de trapas", "de verlichting", "de motor", "de accu",
)  # fmt: skip
_LARGE_OUTCOMES: Final = tuple(
    LearningOutcome(
        code=f"LO{number}",
        text={
            "nl": f"Beoordeelt, onderhoudt en herstelt {part} van een fiets.",
            "en": f"Assesses and repairs part {number} of a bicycle.",
        },
        work_processes=(
            WorkProcess(crebo=_DOSSIER, code=f"B1-K{number}-W1", title=f"Voert herstelwerk aan {part} uit"),
        ),
    )
    for number, part in enumerate(_PARTS, 1)
)

LARGE_MODULE: Final = Module(
    id=_LARGE,
    version="1.0.0",
    instrument="mbo_certificaat",
    title={"nl": "Fietstechniek compleet", "en": "Complete bicycle engineering"},
    description={
        "nl": "Wie dit heeft behaald, kan alles aan een fiets beoordelen, onderhouden en herstellen, van "
        "de banden tot de accu, en legt de klant uit wat er is gedaan en waarom.",
        "en": "Holders assess, maintain and repair everything on a bicycle, from the tyres to the battery.",
    },
    criteria={
        "nl": "Van elk onderdeel zijn twee fietsen onder toezicht hersteld, en een theorietoets is gemaakt.",
        "en": "Two bicycles repaired under supervision for each part, and a theory test.",
    },
    learning_outcomes=_LARGE_OUTCOMES,
    level=Level(eqf=4, nlqf="4", mbo=4),
    assessment_types=("behavioural_assessment", "written_exam", "portfolio_assessment"),
    participation="blended",
    quality_assurance=_FRAMEWORK,
    study_load=StudyLoad(value=640),
    supervision="onsite_with_identity_verification",
    entry_requirement={"nl": "Wielen spaken en richten.", "en": "Building and truing wheels."},
    skills=tuple(
        Skill(
            framework="ESCO",
            uri=f"http://data.europa.eu/esco/skill/00000000-0000-4000-8000-{number:012d}",
            label=f"{part} van fietsen herstellen",
        )
        for number, part in enumerate(_PARTS, 1)
    ),
    result_descriptions=(
        _mark(_LARGE, "eindcijfer", "Eindcijfer"),
        _mark(_LARGE, "theorie", "Theorietoets"),
        _seen(_LARGE, "bijgewoond", "Bijgewoonde dagdelen"),
        *(_judgement(_LARGE, f"praktijk-{number}", part) for number, part in enumerate(_PARTS, 1)),
        *(_mark(_LARGE, f"kennis-{number}", f"Kennis van {part}") for number, part in enumerate(_PARTS, 1)),
        *(_mark(_LARGE, f"tempo-{number}", f"Tempo bij {part}") for number, part in enumerate(_PARTS, 1)),
    ),
    more_information="https://www.rocfiets.example/cursussen/fietstechniek-compleet",
    field_of_study="Fietstechniek",
    learning_experience=_training("Opleiding Fietstechniek", "Training in bicycle engineering"),
)
LARGE_RESULTS: Final = (
    Result(result_description=f"{_LARGE}/1.0.0#eindcijfer", value="7,5"),
    *(
        Result(result_description=f"{_LARGE}/1.0.0#praktijk-{number}", value="goed")
        for number in range(1, len(_PARTS) + 1)
    ),
)
