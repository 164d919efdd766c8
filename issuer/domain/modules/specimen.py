"""What a credential of a module would show: built for nobody, and looked at before anybody gets one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from threading import Lock
from typing import Final

from credentials.achievement.building import BadgeBuilder
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
_BUILDER: Final = BadgeBuilder()
"""Whoever looks at a module looks at it again, to show it: then most of it is there already."""
_ONE_AT_A_TIME: Final = Lock()
_NOBODY: Final = Recipient(name="Specimen")
_DAY: Final = date(2000, 1, 1)
_MOMENT: Final = datetime(2000, 1, 1, tzinfo=UTC)


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
        recipient=_NOBODY,
        language=language,
        awarded_on=_DAY,
        valid_from=_MOMENT,
    )
    with _ONE_AT_A_TIME:
        return _BUILDER.build(award)
