"""A credential of the module would show what the European recommendation asks for.

Spec: requirement C13; Council Recommendation 2022/C 243/02, Annex I.
"""

from collections.abc import Iterator

from credentials.achievement.errors import AwardNotBuildable
from credentials.achievement.eu_elements import missing_eu_elements
from credentials.achievement.instruments.instrument import Size
from issuer.domain.findings import Finding
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.rules.rule import instrument_of, wanted
from issuer.domain.modules.specimen import PLACES, build_specimen
from issuer.domain.modules.surroundings import Surroundings


def check_eu_elements(description: ModuleDescription, _: Surroundings) -> Iterator[Finding]:
    """A credential of this module shows the eleven elements of the EU recommendation (C13).

    One specimen tells: which elements are there does not depend on the language.
    """
    language = "nl" if "nl" in description.module.title else next(iter(description.module.title), "nl")
    try:
        specimen = build_specimen(description.module, language)
    except AwardNotBuildable as error:
        yield wanted(
            description,
            "not_buildable",
            "C13",
            params={"reason": error.reason, "detail": str(error), "language": language},
        )
        return
    for element in missing_eu_elements(specimen):
        if element.key == "workload" and instrument_of(description).size is Size.NO_DUTY:
            continue
        yield wanted(
            description,
            "eu_element_missing",
            "C13",
            *PLACES.get(element.key, ()),
            params={
                "number": str(element.number),
                "name_nl": element.names["nl"],
                "name_en": element.names["en"],
            },
        )
