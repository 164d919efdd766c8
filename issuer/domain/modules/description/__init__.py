"""A module as a school describes it: what goes into credentials, and what only rules and exports look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from credentials.achievement.model import Module
from issuer.domain.modules.description.deployment import Deployment, Hallmark, Owner
from issuer.domain.modules.description.labour_market import LabourMarket
from issuer.domain.modules.description.legal_basis import LegalBasis
from issuer.domain.modules.description.qualification_parts import QualificationParts
from issuer.domain.modules.description.relations import Relations
from issuer.domain.modules.description.self_assessment import SelfAssessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """What is known of the study load besides its size (B10, B11).

    Attributes:
        guided: Hours with a teacher, or None.
        placement: Hours in a company (bpv), or None.
        ects: Its equivalent in ECTS as the school supplied it, or None. Never computed.
        note: What goes with it, or None.
    """

    guided: int | None = None
    placement: int | None = None
    ects: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleDescription:
    """Everything that a school writes down about one module version.

    Attributes:
        module: What credentials say.
        is_fim: It is described as a flexibel inzetbare module, which has rules of its own.
        is_draft: It is a FIM of before 1.0.0: shared to be looked at, and not yet to be awarded (A14).
        small_size_reason: Why it is smaller than 240 SBU, or None.
        says_small_size_allowed: What the file says of trying small sizes; counts where no institution
            is known.
        register_study_load: SBU of the keuzedeel or certificate in the national register, as the
            school looked it up, or None.
        certificate_confirmed: The school looked up that an mbo-certificaat comes with it.
        dossiers: Crebos of the dossiers that the werkprocessen come from.
        nlqf_decision_url: The decision that set the level officially, or None.
        entry_requirement_is_mandatory: Entry is refused to who does not meet it.
        funding: Who pays, as the school writes it, or None.
        sector: Sector or domain, for catalogues, or None.
        language_of_instruction: Such as "nl-NL", or None.
        hours: About the study load.
        labour_market: About its value there.
        deployment: How it is used.
        owner: Whose it is, or None when the file does not say.
        hallmark: What the file says of the owner's signature, or None.
        parts: What it takes from the kwalificatiestructuur.
        legal: What the law and the registers have to do with it.
        relations: To other modules.
        self_assessment: Against the quality framework, or None.
        texts: Texts of the file with their pointers, also of keys that we do not use: all that have digits
            enough to hold the number of a person.
        root: Pointer to the module within the description: "" or "/template".
        places: Pointers to keys of the module that stand elsewhere than under ``root``.
    """

    module: Module
    is_fim: bool = False
    is_draft: bool = False
    small_size_reason: str | None = None
    says_small_size_allowed: bool | None = None
    register_study_load: int | None = None
    certificate_confirmed: bool = False
    dossiers: frozenset[str] = frozenset()
    nlqf_decision_url: str | None = None
    entry_requirement_is_mandatory: bool = False
    funding: str | None = None
    sector: str | None = None
    language_of_instruction: str | None = None
    hours: Hours = field(default_factory=Hours)
    labour_market: LabourMarket = field(default_factory=LabourMarket)
    deployment: Deployment = field(default_factory=Deployment)
    owner: Owner | None = None
    hallmark: Hallmark | None = None
    parts: QualificationParts = field(default_factory=QualificationParts)
    legal: LegalBasis = field(default_factory=LegalBasis)
    relations: Relations = field(default_factory=Relations)
    self_assessment: SelfAssessment | None = None
    texts: tuple[tuple[str, str], ...] = ()
    root: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    def at(self, *steps: str | int) -> str:
        """Pointer to a key of the module, by its Dutch key path, whether or not it is there."""
        if self.places and steps and (place := self.places.get(str(steps[0]))):
            return "/".join((place, *map(str, steps[1:])))
        return "/".join((self.root, *map(str, steps)))
