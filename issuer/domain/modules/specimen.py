"""What a credential of a module would show: built for nobody, and looked at before anybody gets one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from credentials.achievement.building import build_open_badge
from credentials.achievement.errors import AwardNotBuildable
from credentials.achievement.eu_elements import EU_ELEMENTS, find_eu_elements
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Size
from credentials.achievement.model import Award, Issuer, Module, Recipient
from credentials.parsing import JsonObject
from issuer.domain.findings import Finding
from issuer.domain.modules.description import ModuleDescription

_KEYS = {
    "title": "titel",
    "learning_outcomes": "leeruitkomsten",
    "workload": "studielast",
    "level": "niveau",
    "assessment": "toetsvormen",
    "participation": "deelnamevorm",
    "quality_assurance": "kwaliteitsborging",
}
"""Where a school writes an element down. The others come from the institution and the award."""


def check_specimens(description: ModuleDescription) -> Iterator[Finding]:
    """Build a specimen in every language of the title, and look for the mandatory EU elements."""
    looked = False
    for language in description.module.title:
        try:
            specimen = build_specimen(description.module, language)
        except AwardNotBuildable as error:
            yield Finding(
                code="not_buildable",
                requirement="C13",
                pointer=description.at(),
                params={"reason": error.reason, "detail": str(error), "language": language},
            )
            continue
        if not looked:  # which elements are there does not depend on the language
            yield from _missing(description, specimen)
            looked = True


def build_specimen(module: Module, language: str) -> JsonObject:
    """Return an unsigned credential of ``module`` for nobody, from nobody.

    Raises:
        AwardNotBuildable: The module cannot be put into a credential.
    """
    award = Award(
        credential_id="urn:uuid:00000000-0000-4000-8000-000000000000",
        issuer=Issuer(id="https://specimen.example/issuer", name="Specimen"),
        module=module,
        recipient=Recipient(name="Specimen"),
        language=language,
        awarded_on=date(2000, 1, 1),
        valid_from=datetime(2000, 1, 1, tzinfo=UTC),
    )
    return build_open_badge(award)


def _missing(description: ModuleDescription, specimen: JsonObject) -> Iterator[Finding]:
    names = {definition.key: definition.names for definition in EU_ELEMENTS}
    for element in find_eu_elements(specimen):
        if not element.mandatory or element.value is not None:
            continue
        if element.key == "workload" and _no_size_duty(description):
            continue
        yield Finding(
            code="eu_element_missing",
            requirement="C13",
            pointer=description.at(_KEYS.get(element.key, "")),
            params={
                "number": str(element.number),
                "name_nl": names[element.key]["nl"],
                "name_en": names[element.key]["en"],
            },
        )


def _no_size_duty(description: ModuleDescription) -> bool:
    return INSTRUMENTS[description.module.instrument].size is Size.NO_DUTY
