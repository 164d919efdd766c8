"""What stands on a badge, and in which colours."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.instruments.instrument import Instrument

_FOREIGN_NAME = "Open Badge"
_INDICATIVE = {"nl": "indicatief", "en": "indicative"}

# Plate, engraved lines, school's name. White on each plate and each name on paper pass WCAG AAA.
_COLOURS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "microcredential": ("#0c4453", "#1f5f70", "#0c4453"),
        "mbo_certificaat": ("#5a1f33", "#7a3a4f", "#5a1f33"),
        "keuzedeel_resultaat": ("#1f4a2c", "#386844", "#1f4a2c"),
        "praktijkverklaring": ("#61390f", "#7d5528", "#61390f"),
        "mbo_verklaring": ("#322a5c", "#4d457b", "#322a5c"),
        "branchecertificaat": ("#33393f", "#50575e", "#33393f"),
    }
)
_OTHER_COLOURS = ("#33393f", "#50575e", "#33393f")


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeFace:
    """The words on a badge. Two credentials with equal faces have the same image.

    Attributes:
        instrument: Decides the label and the colours; None for a foreign badge.
        title: What was achieved.
        issuer: The school.
        year: Of the award, or None.
        level: ("NLQF", "4"), or None.
        level_indicative: The level was not officially set.
        study_load: ("240", "SBU"), or None.
        language: "nl" or "en", of our own words.
    """

    instrument: Instrument | None
    title: str
    issuer: str
    year: int | None
    level: tuple[str, str] | None = None
    level_indicative: bool = False
    study_load: tuple[str, str] | None = None
    language: str = "nl"

    @property
    def label(self) -> str:
        """What kind of credential it is; fixed wording, the same for every school.

        The microcredential has one name in both languages, so that it is recognised everywhere.
        """
        if self.instrument is None:
            return _FOREIGN_NAME
        return self.instrument.names["nl" if self.instrument.keeps_dutch_name else self.language]

    @property
    def colours(self) -> tuple[str, str, str]:
        """Plate, engraved lines and school's name, as ``#rrggbb``."""
        return _COLOURS.get(self.instrument.key, _OTHER_COLOURS) if self.instrument else _OTHER_COLOURS

    @property
    def level_note(self) -> str | None:
        """The word that keeps an indicative level from passing for an official one."""
        return _INDICATIVE[self.language] if self.level and self.level_indicative else None

    @property
    def description(self) -> str:
        """Everything on the badge in one sentence, for who cannot see it."""
        level = (
            f"{' '.join(self.level)}{f' ({self.level_note})' if self.level_note else ''}"
            if self.level
            else None
        )
        load = " ".join(self.study_load) if self.study_load else None
        parts = (self.label, self.issuer, level, load, str(self.year) if self.year else None)
        return ", ".join(part for part in parts if part)


def badge_face(content: OpenBadgeContent, *, language: str | None = None) -> BadgeFace:
    """Return the face of the badge of a credential.

    Args:
        content: What the credential says.
        language: Of our own words; by default that of the credential, or Dutch.
    """
    chosen = language or content.language
    level = content.level
    framework = ("NLQF", level.nlqf) if level.nlqf else ("EQF", level.eqf) if level.eqf else None
    load = content.study_load
    moment = content.awarded_on or content.valid_from
    return BadgeFace(
        instrument=content.instrument,
        title=content.title or "",
        issuer=content.issuer_name or "",
        year=moment.year if moment else None,
        level=framework,
        level_indicative=level.indicative is not False,
        study_load=(f"{load.value:g}", load.unit) if load and load.value and load.unit else None,
        language=chosen if chosen in _INDICATIVE else "nl",
    )
