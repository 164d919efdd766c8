"""An issuer, modules and awards for tests: small, fixed and fictional."""

import dataclasses
from datetime import UTC, date, datetime
from typing import Any

from credentials.achievement.model import (
    Award,
    Issuer,
    LearningExperience,
    LearningOutcome,
    Level,
    Module,
    Recipient,
    Result,
    ResultDescription,
    Skill,
    StatusEntry,
    StudyLoad,
    WorkProcess,
)
from credentials.achievement.quality_assurance import QualityAssurance

CREDENTIAL_ID = "urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d0001"
REPLACED_ID = "urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d0000"
SCHOOL = "https://credentials.roctest.example"
REVOCATION = StatusEntry(status_list_credential=f"{SCHOOL}/status/revocation/1", status_list_index=94_567)
SUSPENSION = StatusEntry(
    status_list_credential=f"{SCHOOL}/status/suspension/1",
    status_list_index=1_204,
    status_purpose="suspension",
)

ISSUER = Issuer(
    id="did:web:credentials.roctest.example",
    name="ROC Test",
    url="https://www.roctest.example/",
    region="Utrecht",
    locality="Teststad",
    brin="99ZZ",
    kvk="00000000",
    rio="999A999",
    parent_organisation="Stichting Test",
)

TAKING_ORDERS = WorkProcess(crebo="23425", code="P1-K1-W1", title="Neemt bestellingen op en informeert")
PREPARING = WorkProcess(crebo="23426", code="B1-K1-W1", title="Maakt mise en place")

MODULE = Module(
    id=f"{SCHOOL}/modules/bediening",
    version="1.0.0",
    instrument="microcredential",
    title={"nl": "Bediening met keukenbasis", "en": "Table service with kitchen basics"},
    description={"nl": "Je bedient gasten en helpt in de keuken.", "en": "You serve guests and help out."},
    criteria={"nl": "Twee diensten onder toezicht.", "en": "Two supervised shifts."},
    learning_outcomes=(
        LearningOutcome(
            code="LO1",
            text={"nl": "Neemt een bestelling op.", "en": "Takes an order."},
            work_processes=(TAKING_ORDERS,),
        ),
        LearningOutcome(
            code="LO2",
            text={"nl": "Zet de mise en place klaar."},
            work_processes=(PREPARING, TAKING_ORDERS),
        ),
    ),
    level=Level(eqf=2, nlqf="2", mbo=2),
    assessment_types=("behavioural_assessment", "portfolio_assessment"),
    participation="blended",
    quality_assurance=QualityAssurance(
        name="Kwaliteitskader microcredentials mbo",
        url="https://npuls.nl/microcredentials-mbo/",
        version="2024",
    ),
    study_load=StudyLoad(value=240),
    supervision="onsite_with_identity_verification",
    entry_requirement={"nl": "Geen.", "en": "None."},
    stackability="onderdeel_van",
    part_of=(("Allround medewerker", f"{SCHOOL}/modules/allround"),),
    skills=(Skill(framework="ESCO", uri="http://data.europa.eu/esco/skill/0", label="bestellingen opnemen"),),
    result_descriptions=(
        ResultDescription(
            id=f"{SCHOOL}/modules/bediening/1.0.0#eindoordeel",
            name="Eindoordeel",
            result_type="RawScore",
            value_min="1",
            value_max="10",
            required_value="5.5",
        ),
        ResultDescription(
            id=f"{SCHOOL}/modules/bediening/1.0.0#dienst",
            name="Dienst",
            result_type="Result",
            allowed_values=("onvoldoende", "voldoende", "goed"),
            required_value="voldoende",
        ),
    ),
    qualification_codes=(("Crebo", "27052"), ("Crebo", "27060")),
    labour_market_value={
        "nl": "Kleine horeca zoekt brede krachten.",
        "en": "Small businesses want all-rounders.",
    },
    more_information="https://www.roctest.example/bediening",
    field_of_study="Horeca",
    learning_experience=LearningExperience(
        title={"nl": "Training Bediening", "en": "Service training"},
        provider="Bistro De Proef",
        provider_url="https://bistro.example/",
    ),
)

RECIPIENT = Recipient(
    name="Zoë van ’t Hof",
    email="Zoe.vanthof@leerling.example",
    email_salt="9c0f4e7d2b6a18355f4e",
    subject_id="did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
)

AWARD = Award(
    credential_id=CREDENTIAL_ID,
    issuer=ISSUER,
    module=MODULE,
    recipient=RECIPIENT,
    awarded_on=date(2026, 7, 1),
    valid_from=datetime(2026, 7, 2, 9, 30, 15, 250_000, tzinfo=UTC),
    valid_until=datetime(2029, 7, 1, 22, 0, tzinfo=UTC),
    activity_start=date(2026, 4, 6),
    activity_end=date(2026, 6, 26),
    results=(
        Result(result_description=f"{SCHOOL}/modules/bediening/1.0.0#eindoordeel", value="7.5"),
        Result(result_description=f"{SCHOOL}/modules/bediening/1.0.0#dienst", value="goed"),
    ),
    decision_number="EC-2026-0142",
    status=(REVOCATION,),
    image=f"{SCHOOL}/images/bediening.png",
    replaces=REPLACED_ID,
    evidence=("BHV-certificaat", "VCA"),
)
"""An award that uses every field."""

BARE_MODULE = Module(
    id=f"{SCHOOL}/modules/kaal",
    version="1.0.0",
    instrument="microcredential",
    title={"nl": "Kaal"},
    description={"nl": "Alleen wat moet."},
    criteria={"nl": "Een toets."},
    learning_outcomes=(LearningOutcome(code="LO1", text={"nl": "Kan het."}),),
    level=Level(eqf=4, nlqf="4+", officially_set=True),
    assessment_types=("written_exam",),
    participation="online",
    quality_assurance=QualityAssurance(name="Eigen kader", url="https://www.roctest.example/kwaliteit"),
)

BARE_AWARD = Award(
    credential_id="urn:uuid:0b6f2a9e-5f0d-4f0e-9d43-6a1f5f6d0002",
    issuer=Issuer(id="https://roctest.example/issuer", name="ROC Test"),
    module=BARE_MODULE,
    recipient=Recipient(name="A"),
    awarded_on=date(2026, 1, 1),
    valid_from=datetime(2026, 1, 1, tzinfo=UTC),
)
"""An award with nothing that may be left out."""


def award_with(award: Award = AWARD, **changes: Any) -> Award:  # noqa: ANN401 - any field of Award or Module
    """``award`` with fields replaced; keyword ``module__x`` reaches into the module."""
    inner = {key.removeprefix("module__"): changes.pop(key) for key in list(changes) if "__" in key}
    module = dataclasses.replace(changes.pop("module", award.module), **inner)
    return dataclasses.replace(award, module=module, **changes)
