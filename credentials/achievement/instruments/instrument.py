"""What there is to know of an instrument: what it is called, how it stands in law, and what it asks.

An instrument is a value, and the rules for modules and awards read it. So a new one is one file in this
folder, with a name in it that is called ``INSTRUMENT``.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from credentials.achievement.language_map import LanguageMap
from credentials.achievement.quality_assurance import QualityAssurance


class Recognition(enum.StrEnum):
    """Standing of the instrument under Dutch law. Never typed in by a school (requirement A20)."""

    RECOGNISED = "recognised"
    AS_PART = "recognised_as_part"  # only as part of an mbo-verklaring
    NOT_RECOGNISED = "not_recognised"


class Size(enum.StrEnum):
    """Which rule the study load has to keep (requirements B01–B04)."""

    FREE = "free"
    """From 240 SBU, best in steps of 240; 80 and 160 by way of trial."""
    REGISTERED = "registered"
    """What the national register says, and of a keuzedeel 240, 480, 720 or 960 SBU."""
    POSITIVE = "positive"
    """Anything above zero."""
    NO_DUTY = "no_duty"
    """It may be left out."""


class Signer(enum.StrEnum):
    """Who signs, besides the school on the decision of its exam board."""

    COMPANY = "leerbedrijf"
    SECTOR_ORGANISATION = "brancheorganisatie"


LAW_ON_EDUCATION: Final = QualityAssurance(
    name="WEB-waarborgen onderwijs en examinering; toezicht Inspectie van het Onderwijs",
    url="https://www.onderwijsinspectie.nl/",
)
"""What stands behind everything that the Wet educatie en beroepsonderwijs prescribes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What holds for an instrument unless a school says otherwise: the law leaves little else.

    Attributes:
        assessment_types: Keys of :mod:`credentials.achievement.european_vocabularies`.
        participation: Key of the same.
        quality_assurance: What stands behind it.
    """

    assessment_types: tuple[str, ...]
    participation: str
    quality_assurance: QualityAssurance


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What a Dutch vocational school can hand out, short of a diploma.

    Attributes:
        key: ``microcredential``; stands in credentials as a tag, and in module files.
        names: What people call it, per language.
        in_brief: What it is, in one or two plain sentences per language, for people who never heard of it
            (C06); None leaves it to the fixed words below.
        recognition: Its standing under Dutch law.
        achievement_type: OB 3.0's ``achievementType``; never Diploma or Degree (requirement A02).
        in_diploma_register: DUO's diplomaregister can confirm it (requirements E09 and H02).
        wordings: The fixed words on its legal standing, per language; the newest edition first. A
            sentence is never changed or taken out: credentials carry it for ever.
        may_never_claim: Words that no title may hold, in lower case, because the paper is not that.
        size: The rule for the study load.
        register_codes: Kinds of code, one of which the module must have.
        certificate_in_register: Whether the register must say that a certificate is attached to that
            code, or must not; None when it does not matter.
        existing_work_processes_only: Every work process is one of the register (D04, E02).
        from_one_qualification: Its parts come from one kwalificatie (D06, E05).
        not_from_lump_sum: Its cost is not paid from the lump sum of the school (E15).
        not_for_one_company: It means something to more than one company (J09).
        needs_learning_experience: It is never an examination alone (C05).
        needs_labour_market_value: The school says what it is worth on the labour market (A04, C03).
        needs_self_assessment: The school answers the twelve criteria of the quality framework (C11).
        needs_funded_school: Only a publicly funded school gives it out under this name (C11, G03).
        entry_is_open: There is no formal threshold (C10).
        asks_start_qualification: Whether the learner is expected to have a startkwalificatie ("present",
            C09) or not ("absent", F01); None when nobody asks.
        learnt_in_company: It is learnt in a recognised company, with all that is to be arranged (F09–F21).
        lists_parts: It lists parts of a kwalificatie that were passed (A08).
        has_grades: Results may stand in it (A18).
        has_legal_document: It accompanies a document in the form that the law prescribes (E08).
        learning_paths: The values of ``leerweg`` that go with it (D20, J08).
        signers: Who signs besides the school; nothing is released before they have (F22, A16).
        usual: What holds unless the school says otherwise; None when the school has to say.
        keeps_dutch_name: Badges bear its Dutch name in every language, so that it is recognised (C06).
        rio_unit: The kind of opleidingseenheid that the register RIO has for it, or None (D10).
        formal_document: What the Open Education API calls the document that one gets.
        card_number: What stands for it on the card in a QR code (docs/card.md), 1–255; printed cards keep
            it for ever. None when the card leaves out what kind of document it is.
    """

    key: str
    names: LanguageMap
    recognition: Recognition
    achievement_type: str
    in_diploma_register: bool
    wordings: tuple[Mapping[str, str], ...]
    may_never_claim: tuple[str, ...]
    size: Size
    register_codes: frozenset[str] = frozenset()
    certificate_in_register: bool | None = None
    existing_work_processes_only: bool = False
    from_one_qualification: bool = False
    not_from_lump_sum: bool = False
    not_for_one_company: bool = False
    needs_learning_experience: bool = False
    needs_labour_market_value: bool = False
    needs_self_assessment: bool = False
    needs_funded_school: bool = False
    entry_is_open: bool = False
    asks_start_qualification: Literal["present", "absent"] | None = None
    learnt_in_company: bool = False
    lists_parts: bool = False
    has_grades: bool = True
    has_legal_document: bool = False
    learning_paths: frozenset[str] = frozenset()
    signers: tuple[Signer, ...] = ()
    usual: Usual | None = None
    keeps_dutch_name: bool = False
    rio_unit: str | None = None
    formal_document: str = "no_official_document"
    in_brief: LanguageMap | None = None
    card_number: int | None = None

    def __hash__(self) -> int:
        return hash(self.key)

    def legal_sentence(self, language: str) -> str:
        """Return the fixed words on its legal standing.

        Args:
            language: "nl" or "en".

        Raises:
            KeyError: ``language`` is neither.
        """
        return self.wordings[0][language]
