"""The values of an award, in the words of the EU recommendation and of Open Badges.

These are plain values. :mod:`credentials.achievement.building` gives each of them its place in
an OB 3.0 credential; :mod:`credentials.achievement.reading` finds them back in one.

Spec: Council Recommendation 2022/C 243/02, Annex I; OB 3.0 "Open Badges Data Model".
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from credentials.achievement.language_map import LanguageMap
from credentials.achievement.quality_assurance import QualityAssurance
from credentials.parsing import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An awarding body: the school whose exam board decides.

    Attributes:
        id: DID or https URL; the controller of the keys that sign.
        name: The name as the public knows it.
        url: Home page, or None.
        country_code: ISO 3166-1 alpha-2, "NL".
        region: Region within the country (``addressRegion``), or None.
        locality: Town, or None.
        brin: BRIN of the institution (two digits, two letters), or None.
        kvk: Chamber of Commerce number (8 digits), or None.
        rio: RIO onderwijsaanbieder code (``999A999``), or None.
        parent_organisation: Name of the legal person above it, or None.
    """

    id: str
    name: str
    url: str | None = None
    country_code: str = "NL"
    region: str | None = None
    locality: str | None = None
    brin: str | None = None
    kvk: str | None = None
    rio: str | None = None
    parent_organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkProcess:
    """A werkproces of the mbo kwalificatiestructuur.

    Codes repeat across dossiers, so the key is always (crebo, code).

    Attributes:
        crebo: Crebo of the dossier or kwalificatie (5 digits), or the code of a keuzedeel
            (K0262), or None when the register does not settle it.
        code: ``B1-K1-W3``.
        title: As in the register, in Dutch.
    """

    crebo: str | None
    code: str
    title: str

    @property
    def qualified_code(self) -> str:
        """``25998/B1-K1-W3``, or the bare code when the crebo is unknown."""
        return f"{self.crebo}/{self.code}" if self.crebo else self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A skill of a European or Dutch list.

    Attributes:
        framework: "ESCO" or "CompetentNL".
        uri: The concept's URI.
        label: The words a person reads.
    """

    framework: str
    uri: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningOutcome:
    """What the learner knows, understands and can do. EU element 6.

    Attributes:
        code: ``LO1``; unique within the module.
        text: The outcome per language.
        work_processes: The werkprocessen that it covers.
    """

    code: str
    text: LanguageMap
    work_processes: tuple[WorkProcess, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyLoad:
    """Notional workload. EU element 7. Always an indication, never hours attended.

    Attributes:
        value: A positive number of ``unit``.
        unit: "SBU" (studiebelastingsuren), "ECTS", or "uur", which providers outside the funded mbo use.
    """

    value: int
    unit: str = "SBU"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Level of the learning experience. EU element 8.

    Attributes:
        eqf: 1–8.
        nlqf: "1" … "8", or "4+".
        mbo: 1–4, or None.
        officially_set: True only with a decision of NCP NLQF; otherwise it reads "(indicatief)".
    """

    eqf: int
    nlqf: str
    mbo: int | None = None
    officially_set: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningExperience:
    """What the learner followed. A microcredential is never an examination alone.

    Attributes:
        title: "Training Baliegesprekken", per language.
        provider: Name of the organisation that gave it, or None when it was the issuer.
        provider_url: https URL of that organisation; required with ``provider``.
    """

    title: LanguageMap
    provider: str | None = None
    provider_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDescription:
    """A result that every learner of the module gets.

    Attributes:
        id: URI, unique; results point to it.
        name: "Eindoordeel portfolio".
        result_type: A member of OB 3.0's ResultType, such as "RawScore" or "Result".
        allowed_values: Ordered low → high, or empty.
        value_min: Lowest score, as text, or None.
        value_max: Highest score, as text, or None.
        required_value: The score that suffices, or None.
    """

    id: str
    name: str
    result_type: str
    allowed_values: tuple[str, ...] = ()
    value_min: str | None = None
    value_max: str | None = None
    required_value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What this learner got.

    Attributes:
        result_description: The ``id`` of a :class:`ResultDescription` of the same module.
        value: The score or the word, as the description allows.
    """

    result_description: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One published version of what can be awarded: the OB 3.0 Achievement.

    Attributes:
        id: URL of the module, without version; it outlives every award.
        version: Semantic version. A published version never changes.
        instrument: "microcredential", "mbo_certificaat", "keuzedeel_resultaat",
            "praktijkverklaring", "mbo_verklaring", "branchecertificaat".
        title: EU element 2.
        description: In a few sentences, without the legal wording (building adds it).
        criteria: What had to be shown, per language.
        learning_outcomes: At least one.
        study_load: None only where the instrument has no duty.
        level: EU element 8.
        assessment_types: Keys of :mod:`credentials.achievement.european_vocabularies`. EU element 9.
        participation: Key of the same. EU element 10.
        quality_assurance: EU element 11.
        supervision: Key of the same, or None. Optional element.
        entry_requirement: Prerequisites per language, or None. Optional element.
        stackability: "zelfstandig", "stapelbaar" or "onderdeel_van", or None. Optional element.
        part_of: (name, url) of what it counts towards.
        skills: ESCO and CompetentNL.
        result_descriptions: Optional element "grade achieved".
        qualification_codes: (kind, code) with kind one of "Keuzedeel", "Certificaat", "Crebo",
            "RIOOpleidingseenheid".
        labour_market_value: Per language, or None.
        more_information: URL, or None.
        may_be_suspended: The module asks for a second status entry. OB 3.0's JSON Schema allows
            one entry only, so such a credential is valid VCDM 2.0 but fails that schema.
        valid_for_months: Lifetime of a credential, or None for no end.
        field_of_study: A word or two, or None.
        learning_experience: What the learner followed, or None where the instrument asks for none.
    """

    id: str
    version: str
    instrument: str
    title: LanguageMap
    description: LanguageMap
    criteria: LanguageMap
    learning_outcomes: tuple[LearningOutcome, ...]
    level: Level
    assessment_types: tuple[str, ...]
    participation: str
    quality_assurance: QualityAssurance
    study_load: StudyLoad | None = None
    supervision: str | None = None
    entry_requirement: LanguageMap | None = None
    stackability: str | None = None
    part_of: tuple[tuple[str, str], ...] = ()
    skills: tuple[Skill, ...] = ()
    result_descriptions: tuple[ResultDescription, ...] = ()
    qualification_codes: tuple[tuple[str, str], ...] = ()
    labour_market_value: LanguageMap | None = None
    more_information: str | None = None
    may_be_suspended: bool = False
    valid_for_months: int | None = None
    field_of_study: str | None = None
    learning_experience: LearningExperience | None = None

    @property
    def version_id(self) -> str:
        """The URL of this version: ``<id>/<version>``; ``achievement.id`` in the credential."""
        return f"{self.id}/{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """The learner. EU element 1. Never a BSN, never a date of birth.

    Attributes:
        name: As the learner wants it on the certificate.
        email: Hashed with ``email_salt`` in the credential, never in clear; None leaves it out.
        email_salt: Random, at least 16 bytes of entropy; required with ``email``.
        subject_id: DID of the learner's wallet key once bound, or None.
    """

    name: str
    email: str | None = None
    email_salt: str | None = None
    subject_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEntry:
    """A place in a status list.

    Attributes:
        status_list_credential: URL of the list.
        status_list_index: Position, ≥ 0.
        status_purpose: "revocation" or "suspension".
    """

    status_list_credential: str
    status_list_index: int
    status_purpose: str = "revocation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """Everything that one credential says, decided and ready to sign.

    Attributes:
        credential_id: ``urn:uuid:…``; new for every credential.
        issuer: The awarding body.
        module: The module version.
        recipient: The learner.
        language: "nl" or "en": the edition of the texts in this credential.
        awarded_on: Day of the exam board's decision. EU element 5.
        valid_from: The moment of signing, timezone-aware. EU element 5.
        valid_until: Timezone-aware and inclusive, or None.
        activity_start: First day of the learning experience, or None.
        activity_end: Last day, or None.
        results: What the learner got.
        decision_number: The board's number, only if the school wants it public; else None.
        status: One entry, or two when the module may be suspended.
        image: ``data:`` or https URL of the badge image, or None.
        replaces: ``credential_id`` of the credential that this one corrects, or None.
        provider: The organisation where this learner learnt it, such as a leerbedrijf; None when that is
            the issuer, or the provider that the module names.
        evidence: Names of what else there is to show, each once.
        endorsements: What others signed about this credential (requirement F22), as they signed it.
        achievement_endorsements: What the school itself and others signed about the module version, in
            this language (D08, C08); the same object for every award of a class.
    """

    credential_id: str
    issuer: Issuer
    module: Module
    recipient: Recipient
    awarded_on: date
    valid_from: datetime
    language: str = "nl"
    valid_until: datetime | None = None
    activity_start: date | None = None
    activity_end: date | None = None
    results: tuple[Result, ...] = ()
    decision_number: str | None = None
    status: tuple[StatusEntry, ...] = field(default=())
    image: str | None = None
    replaces: str | None = None
    provider: str | None = None
    evidence: tuple[str, ...] = ()
    endorsements: tuple[JsonObject, ...] = ()
    achievement_endorsements: tuple[JsonObject, ...] = ()
