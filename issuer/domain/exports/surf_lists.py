"""The lists of edubadges and of SURF's credential schemas beside ours, both ways.

SURF's lists are shorter than ours, so a value of ours has one of SURF's, and a value of SURF's may stand
for several of ours: then the first is taken, and whoever reads it is told.

Spec: edubadges badge classes; SURF ``EducredentialAchievement``; requirement D22.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from credentials.achievement.european_vocabularies import ASSESSMENT_ALIASES
from credentials.achievement.instruments.instrument import Instrument, Recognition

SURF_CONTEXT: Final = "https://raw.githubusercontent.com/educredentials/obv3-examples/refs/heads/main/contexts/educredential.json"
SURF_TYPE: Final = "EducredentialAchievement"
MIN_SURF_SBU: Final = 240
"""Of a microcredential in SURF's schema. The edubadges site itself takes 80 and up, in steps of 80."""

MICRO, REGULAR, EXTRA = "micro_credential", "regular", "extra_curricular"


@dataclass(frozen=True, slots=True)
class ListRead:
    """A foreign value as we read it.

    Attributes:
        key: Our value, or None where we have none.
        is_wider: It may stand for another value of ours as well.
    """

    key: str | None
    is_wider: bool = False


def badge_class_type(instrument: Instrument) -> str:
    """Return what edubadges calls a badge of this instrument."""
    if instrument.achievement_type == "MicroCredential":
        return MICRO
    return (
        REGULAR if instrument.recognition is Recognition.RECOGNISED and instrument.register_codes else EXTRA
    )


ASSESSMENT_TO_SURF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "written_exam": "testing",
        "oral_exam": "testing",
        "behavioural_assessment": "application of a skill",
        "professional_product": "application of a skill",
        "portfolio_assessment": "portfolio",
        "report_paper": "portfolio",
        "development_report": "portfolio",
    }
)
"""``personalized_assessment`` has no equivalent, and neither has SURF's recognition of prior learning."""

PARTICIPATION_TO_SURF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "online": "online",
        "blended": "onsite or blended",
        "onsite": "onsite or blended",
        "work_experience": "work experience",
    }
)

SUPERVISION_TO_SURF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "unsupervised_without_identity_verification": "unsupervised with no identity verification",
        "supervised_without_identity_verification": "supervised with no identity verification",
        "online_with_identity_verification": "supervised online",
        "onsite_with_identity_verification": "onsite with identity verification",
    }
)

LANGUAGE_TO_EDUBADGES: Final[Mapping[str, str]] = MappingProxyType({"nl": "nl_NL", "en": "en_EN"})
ASSESSMENT_TO_EDUBADGES: Final[Mapping[str, str]] = MappingProxyType(
    {ours: theirs for theirs, ours in ASSESSMENT_ALIASES.items()}
)
"""Where edubadges spells a value otherwise than we do; all others are the same."""


def identity_is_checked(supervision: str) -> bool:
    """Tell whether a kind of supervision has the identity checked."""
    return supervision.endswith("_with_identity_verification")


def is_supervised(supervision: str) -> bool:
    """Tell whether somebody watches."""
    return not supervision.startswith("unsupervised")


def supervision_from_flags(*, supervised: bool | None, id_verified: bool | None) -> ListRead:
    """Return what the two flags of edubadges say. They cannot tell on site from online."""
    if supervised is None and id_verified is None:
        return ListRead(None)
    if supervised and id_verified:
        return ListRead("onsite_with_identity_verification", is_wider=True)
    if supervised:
        return ListRead("supervised_without_identity_verification")
    if id_verified:
        return ListRead(None)
    return ListRead("unsupervised_without_identity_verification")


def from_surf(value: str, ours_to_theirs: Mapping[str, str]) -> ListRead:
    """Return our value for one of SURF's."""
    ours = [key for key, theirs in ours_to_theirs.items() if theirs == value]
    if not ours:
        return ListRead(None)
    return ListRead(ours[0], is_wider=len(ours) > 1)
