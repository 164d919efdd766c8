"""The self-assessment of a module against the twelve criteria of the quality framework.

Spec: requirement C11; Kwaliteitskader voor pilot microcredentials mbo 2024–2025.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from credentials.achievement.language_map import LanguageMap

FRAMEWORK_URL: Final = "https://npuls.nl/microcredentials-mbo/"
FRAMEWORK_VERSION: Final = "2024-2025"
"""The edition whose criteria these are."""


def _criterion(nl: str, en: str) -> LanguageMap:
    return MappingProxyType({"nl": nl, "en": en})


CRITERIA: Final[Mapping[int, LanguageMap]] = MappingProxyType(
    {
        1: _criterion("Onderwijs onder toezicht van de Inspectie", "Education under the Inspectorate"),
        2: _criterion(
            "Bewuste keuze van het bestuur, vanuit de visie op een leven lang ontwikkelen",
            "A deliberate choice of the board, from its vision on lifelong learning",
        ),
        3: _criterion(
            "Vast proces voor ontwerp, erkenning en borging", "A process for design, approval and assurance"
        ),
        4: _criterion(
            "Een examencommissie waarborgt het eindniveau", "An exam board guarantees the final level"
        ),
        5: _criterion(
            "Evaluatie, inspraak en klachten zijn geregeld", "Evaluation, participation and complaints"
        ),
        6: _criterion(
            "Inhoud sluit aan bij het onderwijs van de instelling",
            "Content fits what the institution teaches",
        ),
        7: _criterion(
            "Doelgroep, voorkennis en toelating zijn beschreven",
            "Target group, prior knowledge and admission are described",
        ),
        8: _criterion(
            "Programma, omgeving en docenten maken de leeruitkomsten haalbaar",
            "Programme, environment and teachers make the outcomes attainable",
        ),
        9: _criterion(
            "Leeruitkomsten, niveau en omvang zijn zichtbaar, op Europese wijze",
            "Outcomes, level and size are visible, the European way",
        ),
        10: _criterion(
            "Erkent in beginsel gevalideerde leeruitkomsten van elders",
            "In principle recognises validated outcomes from elsewhere",
        ),
        11: _criterion(
            "Toetsing is valide, betrouwbaar, inzichtelijk en onafhankelijk",
            "Assessment is valid, reliable, transparent and independent",
        ),
        12: _criterion(
            "In beginsel niet kleiner dan 240 SBU", "In principle not smaller than 240 hours of study"
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionAnswer:
    """What a school says about one criterion.

    Attributes:
        number: 1–12.
        is_met: Whether the module meets it.
        evidence: Where that shows, or None.
    """

    number: int
    is_met: bool
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessment:
    """The answers, and who gave them.

    Attributes:
        answers: By number of the criterion.
        by: Who looked, by role or by the number that the school gives people; or None.
        on: When, or None.
        framework_version: Edition of the framework whose criteria were answered.
    """

    answers: tuple[CriterionAnswer, ...] = ()
    by: str | None = None
    on: date | None = None
    framework_version: str = FRAMEWORK_VERSION

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The criteria that nobody said anything about."""
        answered = {answer.number for answer in self.answers}
        return tuple(number for number in CRITERIA if number not in answered)

    @property
    def not_met(self) -> tuple[int, ...]:
        """The criteria that the module does not meet."""
        return tuple(answer.number for answer in self.answers if not answer.is_met)

    @property
    def suffices(self) -> bool:
        """Whether it "voldoet": all twelve answered and met, by somebody, on some day."""
        return not self.unanswered and not self.not_met and self.by is not None and self.on is not None
