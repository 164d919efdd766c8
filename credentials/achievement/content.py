"""What a person is shown of an Open Badge, ours or anybody's: values, and nothing judged.

:mod:`credentials.achievement.reading` reads them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from credentials.achievement.achievement_reading import ReadAchievement
from credentials.achievement.alignments_read import Aligned
from credentials.achievement.instruments.instrument import Instrument
from credentials.achievement.read_parts import ReadLevel, ReadStudyLoad, ReadWorkProcess


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What the learner got, with the name and the bar of its description where there is one."""

    name: str | None
    value: str | None
    required_value: str | None
    value_max: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBadgeContent:
    """Everything that a person is shown of a credential. Absent is None or an empty tuple.

    Attributes:
        credential_id: ``id``.
        title: ``name`` of the achievement, else of the credential.
        language: ``achievement.inLanguage``, primary tag, "nl".
        description: The issuer's own words, without the fixed legal sentence.
        legal_sentence: Our fixed sentence about the legal standing, when the description ends so.
        instrument: What it is in Dutch vocational education; None for a foreign badge.
        achievement_type: As written, "MicroCredential".
        achievement_id: The module version (its language edition).
        version: Of the module.
        image: Address or ``data:`` URL of the badge image.
        criteria: What had to be shown, without the repeated list of outcomes.
        more_information: ``criteria.id``.
        issuer_id, issuer_name, issuer_url: Who says so.
        issuer_country, issuer_region, issuer_locality: Where.
        issuer_brin, issuer_kvk, issuer_rio: By which Dutch identifiers.
        parent_organisation: The legal person above it.
        recipient_id: DID or other URI of the holder.
        recipient_name: The plain ``name`` identifier.
        awarded_on: Day of the decision.
        valid_from, valid_until: Instants, UTC. Also from VCDM 1.1's issuanceDate, expirationDate.
        activity_start, activity_end: Days of the learning experience.
        learning_experience: Its title.
        provider: Who gave it, when that was not the issuer.
        decision_number: Number of the board's decision.
        replaces: The credential that this one corrects.
        evidence: Names of what else there is to show.
        learning_outcomes, assessment_types, skills, part_of: As shown, in the order written.
        work_processes: See :class:`ReadWorkProcess`.
        study_load, level: See their classes.
        participation, supervision, quality_assurance, entry_requirement, stackability,
            labour_market_value: The one alignment of that kind.
        other_alignments: Every alignment of another kind: shown, never dropped.
        results: See :class:`ReadResult`.
        qualification_codes: (kind, code): ("Keuzedeel", "K0262").
        field_of_study: A word or two.
        tags: ``achievement.tag``.
        of_achievement: What was read of the achievement: the same object for a whole class. Its members of
            the same name have the same values. None when it is not remembered.
    """

    credential_id: str | None
    title: str | None
    language: str | None
    description: str | None
    legal_sentence: str | None
    instrument: Instrument | None
    achievement_type: str | None
    achievement_id: str | None
    version: str | None
    image: str | None
    criteria: str | None
    more_information: str | None
    issuer_id: str | None
    issuer_name: str | None
    issuer_url: str | None
    issuer_country: str | None
    issuer_region: str | None
    issuer_locality: str | None
    issuer_brin: str | None
    issuer_kvk: str | None
    issuer_rio: str | None
    parent_organisation: str | None
    recipient_id: str | None
    recipient_name: str | None
    awarded_on: date | None
    valid_from: datetime | None
    valid_until: datetime | None
    activity_start: date | None
    activity_end: date | None
    learning_experience: str | None
    provider: str | None
    decision_number: str | None
    replaces: str | None
    evidence: tuple[str, ...]
    learning_outcomes: tuple[Aligned, ...]
    work_processes: tuple[ReadWorkProcess, ...]
    skills: tuple[Aligned, ...]
    study_load: ReadStudyLoad | None
    level: ReadLevel
    assessment_types: tuple[Aligned, ...]
    participation: Aligned | None
    supervision: Aligned | None
    quality_assurance: Aligned | None
    entry_requirement: Aligned | None
    stackability: Aligned | None
    part_of: tuple[Aligned, ...]
    labour_market_value: Aligned | None
    other_alignments: tuple[Aligned, ...]
    results: tuple[ReadResult, ...]
    qualification_codes: tuple[tuple[str, str], ...]
    field_of_study: str | None
    tags: tuple[str, ...]
    of_achievement: ReadAchievement | None = field(default=None, repr=False, compare=False)
