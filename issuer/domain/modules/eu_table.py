"""The table of the elements of the European recommendation: what a credential of a module says, and where.

Spec: requirement C13; Council Recommendation 2022/C 243/02, Annex I.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from credentials.achievement.errors import AwardNotBuildable
from credentials.achievement.eu_elements import EU_ELEMENTS, find_eu_elements
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Size
from credentials.achievement.language_map import LanguageMap
from credentials.achievement.model import Issuer
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.specimen import SPECIMEN_ISSUER, build_specimen

_SETTLED_LATER: Final = frozenset({"learner", "date", "grade"})
"""What only an award can say."""
_OF_THE_SCHOOL: Final = frozenset({"country", "awarding_body"})
"""What the school says, and nobody before it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EURow:
    """One element of a module.

    Attributes:
        number: As in the annex; from 12 on it is optional.
        names: Of the element, per language.
        is_mandatory: Whether every microcredential shows it; not what the instrument has no duty for.
        value: What a person reads, or None when there is nothing.
        pointer: Where it stands in the credential, or None.
        is_settled_later: The award says it.
    """

    number: int
    names: LanguageMap
    is_mandatory: bool
    value: str | None
    pointer: str | None
    is_settled_later: bool


def eu_table(
    description: ModuleDescription, language: str, issuer: Issuer | None = None
) -> tuple[EURow, ...]:
    """Return all sixteen elements in order; none when no credential can be made of the module.

    Args:
        description: The module.
        language: "nl" or "en"; a module without that edition is shown in Dutch.
        issuer: The school, or None where it is not known: what it would say is settled later.
    """
    return tuple(_rows(description, language, issuer))


def _rows(description: ModuleDescription, language: str, issuer: Issuer | None) -> Iterator[EURow]:
    module = description.module
    edition = language if language in module.title and language in module.description else "nl"
    try:
        credential = build_specimen(module, edition, issuer or SPECIMEN_ISSUER)
    except AwardNotBuildable:
        return
    without_duty = INSTRUMENTS[module.instrument].size is Size.NO_DUTY
    for definition, element in zip(EU_ELEMENTS, find_eu_elements(credential), strict=True):
        later = element.key in _SETTLED_LATER or (issuer is None and element.key in _OF_THE_SCHOOL)
        pointer = element.pointer
        if element.key == "grade" and module.result_descriptions:
            pointer = "/credentialSubject/result"
        yield EURow(
            number=element.number,
            names=definition.names,
            is_mandatory=element.mandatory and not (element.key == "workload" and without_duty),
            value=None if later else element.value,
            pointer=pointer,
            is_settled_later=later and pointer is not None,
        )
