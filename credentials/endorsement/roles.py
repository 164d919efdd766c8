"""As what somebody endorses, and the words for it.

A company and a sector organisation sign what a learner did there (requirement F22); a school puts its
hallmark on a module (D08), and employers who developed it say so (C08).
"""

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from credentials.achievement.instruments.instrument import Signer


class Role(enum.StrEnum):
    """As what somebody endorses. The values stand in endorsements and in files."""

    COMPANY = Signer.COMPANY.value
    SECTOR_ORGANISATION = Signer.SECTOR_ORGANISATION.value
    EMPLOYER = "werkgever"
    SCHOOL = "onderwijsinstelling"


ROLE_NAMES: Final[Mapping[Role, Mapping[str, str]]] = MappingProxyType(
    {
        Role.COMPANY: {"nl": "leerbedrijf", "en": "work placement company"},
        Role.SECTOR_ORGANISATION: {"nl": "brancheorganisatie", "en": "sector organisation"},
        Role.EMPLOYER: {"nl": "werkgever", "en": "employer"},
        Role.SCHOOL: {"nl": "onderwijsinstelling", "en": "school"},
    }
)
"""What people call each role, per language."""
ROLES_FOR_MODULES: Final = frozenset({Role.COMPANY, Role.SECTOR_ORGANISATION, Role.EMPLOYER})
"""As what others than the school itself may endorse a module."""


def role_name(role: str, language: str) -> str:
    """Return the word for a role, or the role itself where it is none of ours."""
    try:
        names = ROLE_NAMES[Role(role)]
    except ValueError:
        return role
    return names.get(language, names["nl"])
