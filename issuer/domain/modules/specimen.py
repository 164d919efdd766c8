"""What a credential of a module would show: built for nobody, and looked at before anybody gets one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from credentials.achievement.building import build_open_badge
from credentials.achievement.model import Award, Issuer, Module, Recipient
from credentials.parsing import JsonObject

PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("titel",),
    "learning_outcomes": ("leeruitkomsten",),
    "workload": ("studielast",),
    "level": ("niveau",),
    "assessment": ("toetsvormen",),
    "participation": ("deelnamevorm",),
    "quality_assurance": ("kwaliteitsborging",),
}
"""Where a school writes an EU element down. The others come from the institution and the award."""

SPECIMEN_ISSUER: Final = Issuer(id="https://specimen.example/issuer", name="Specimen")


def build_specimen(module: Module, language: str, issuer: Issuer = SPECIMEN_ISSUER) -> JsonObject:
    """Return an unsigned credential of ``module`` for nobody.

    Args:
        module: The module.
        language: "nl" or "en".
        issuer: The school, where it is known.

    Raises:
        AwardNotBuildable: The module cannot be put into a credential.
    """
    award = Award(
        credential_id="urn:uuid:00000000-0000-4000-8000-000000000000",
        issuer=issuer,
        module=module,
        recipient=Recipient(name="Specimen"),
        language=language,
        awarded_on=date(2000, 1, 1),
        valid_from=datetime(2000, 1, 1, tzinfo=UTC),
    )
    return build_open_badge(award)
