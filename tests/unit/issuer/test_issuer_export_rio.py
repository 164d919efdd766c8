"""A module in the fields of RIO: kinds, lengths and who goes there at all."""

import dataclasses

import pytest

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import StudyLoad
from issuer.domain.exports.rio import export_rio
from issuer.domain.findings import Severity
from issuer.domain.modules.description.deployment import Deployment
from tests.awards_for_tests import ISSUER, MODULE
from tests.exports_for_tests import CERTIFICATE, KEUZEDEEL_RESULT, published


def unit(**changes: object) -> dict[str, object]:
    content = export_rio(published(dataclasses.replace(MODULE, **changes)), ISSUER).content  # type: ignore[arg-type]  # any field
    made = content["opleidingseenheid"]
    assert isinstance(made, dict)
    return dict(made)


def test_a_microcredential_is_a_particuliere_opleiding() -> None:
    made = unit()
    assert made["soort"] == "PARTICULIEREOPLEIDING"
    assert made["waardedocumentsoort"] == "GEEN_OFFICIEEL_DOCUMENT"
    assert (made["studielast"], made["studielasteenheid"]) == (240, "SBU")
    assert made["mboNiveau"] == "MBO-2"
    assert made["begindatum"] == "2026-03-12"


def test_a_level_that_was_not_set_officially_is_no_nlqf_level_there() -> None:
    assert not {"nlqf", "eqf"} & unit().keys()
    official = unit(level=dataclasses.replace(MODULE.level, officially_set=True))
    assert (official["nlqf"], official["eqf"]) == ("2", "2")


def test_a_certificate_and_a_keuzedeel_have_kinds_of_their_own() -> None:
    certificate = export_rio(published(CERTIFICATE), ISSUER).content["opleidingseenheid"]
    keuzedeel = export_rio(published(KEUZEDEEL_RESULT), ISSUER).content["opleidingseenheid"]
    assert isinstance(certificate, dict)
    assert isinstance(keuzedeel, dict)
    assert (certificate["soort"], certificate["waardedocumentsoort"]) == (
        "MBOCERTIFICEERBAREEENHEID",
        "CERTIFICAAT",
    )
    assert certificate["afkorting"] == "K0262"
    assert (keuzedeel["soort"], keuzedeel["waardedocumentsoort"]) == (
        "MBOKEUZEDEEL",
        "GEEN_OFFICIEEL_DOCUMENT",
    )


@pytest.mark.parametrize("key", INSTRUMENTS)
def test_every_instrument_has_a_kind_or_a_reason(key: str) -> None:
    made = export_rio(published(dataclasses.replace(MODULE, instrument=key)), ISSUER)
    assert bool(made.content) is (INSTRUMENTS[key].rio_unit is not None)
    assert bool(made.content) is not ("export_no_rio_unit" in [one.code for one in made.findings])


@pytest.mark.parametrize(
    ("deployment", "goes"),
    [
        (Deployment(reach="landelijk"), True),
        (Deployment(reach="regionaal"), True),
        (Deployment(), True),
        (Deployment(reach="lokaal"), False),
        (Deployment(reach="bedrijfsspecifiek"), False),
        (Deployment(reach="lokaal", wants_rio=True), True),
        (Deployment(reach="landelijk", wants_rio=False), False),
    ],
)
def test_who_goes_there(deployment: Deployment, goes: bool) -> None:
    made = export_rio(published(deployment=deployment), ISSUER)
    assert bool(made.content) is goes
    assert ("export_not_for_rio" in [one.code for one in made.findings]) is not goes


def test_texts_are_kept_within_what_rio_takes_and_the_school_is_told() -> None:
    long = dataclasses.replace(
        MODULE, title={"nl": "T" * 300, "en": "E" * 300}, description={"nl": "O" * 4000, "en": "D"}
    )
    made = export_rio(published(long), ISSUER)
    whole = made.content["opleidingseenheid"]
    assert isinstance(whole, dict)
    for field, maximum in (
        ("volledigeNaam", 225),
        ("korteNaam", 40),
        ("internationaleNaamEngels", 225),
        ("omschrijving", 3000),
        ("eigenOpleidingseenheidsleutel", 60),
    ):
        assert len(str(whole[field])) <= maximum
    cut = {
        one.params["field"]: one.params["maximum"] for one in made.findings if one.code == "export_text_cut"
    }
    assert cut == {
        "volledigeNaam": "225",
        "korteNaam": "40",
        "internationaleNaamEngels": "225",
        "omschrijving": "3000",
        "eigenNaam": "225",
    }


def test_more_than_rio_can_count_is_a_mistake() -> None:
    made = export_rio(published(dataclasses.replace(MODULE, study_load=StudyLoad(value=100_000))), ISSUER)
    assert [one.code for one in made.findings if one.severity is Severity.ERROR] == [
        "export_study_load_too_large"
    ]


def test_entry_that_is_mandatory_is_a_requirement() -> None:
    offered = export_rio(published(entry_requirement_is_mandatory=True), ISSUER).content[
        "aangebodenOpleiding"
    ]
    assert isinstance(offered, dict)
    assert (offered["toelatingseisen"], offered["toegankelijkheid"]) == ("JA", "SPEC")
    assert offered["toestemmingDeelnameSTAP"] == "GEEN_TOESTEMMING_VERLEEND"
