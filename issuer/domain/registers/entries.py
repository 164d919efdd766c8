"""What stands in the registers: dossiers, qualifications, keuzedelen, certificates, suggestions of skills.

Spec: requirements A05, A06, B04, D03, D19, E01, E02, E05, H03.
"""

import enum
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from issuer.domain.registers.parts import RegisteredCoreTask, RegisteredWorkProcess, work_processes_of


class RegisterKind(enum.StrEnum):
    """The kinds of entries. The value is what files call it."""

    DOSSIER = "dossier"
    QUALIFICATION = "kwalificatie"
    KEUZEDEEL = "keuzedeel"
    CERTIFICATE = "certificaat"
    SKILL = "skill"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What all entries have.

    Attributes:
        valid_from: First day, or None when it is not known.
        valid_until: Last day, or None when there is none, or it is not known.
        is_illustrative: An example: the real register has no such entry, or not with this content.
    """

    kind: ClassVar[RegisterKind]
    valid_from: date | None = None
    valid_until: date | None = None
    is_illustrative: bool = False

    def is_in_force(self, on: date) -> bool:
        """Tell whether ``on`` lies within the validity, both ends included; an unknown end is open."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class _WithParts(_Entry):
    """What all entries have that are made of core tasks.

    Attributes:
        core_tasks: In the order of the register.
    """

    core_tasks: tuple[RegisteredCoreTask, ...] = ()

    @property
    def work_processes(self) -> tuple[RegisteredWorkProcess, ...]:
        """Its work processes, in the order of the register."""
        return work_processes_of(self.core_tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier(_WithParts):
    """A qualification dossier (kwalificatiedossier): what its qualifications are made of.

    Attributes:
        crebo: Five digits.
        name: What it is called.
        core_tasks: In the order of the register.
        is_partial: What was imported is not all of it: a code that is not here may well exist.
    """

    kind: ClassVar[RegisterKind] = RegisterKind.DOSSIER
    crebo: str
    name: str
    is_partial: bool = False

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.crebo


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification(_WithParts):
    """A qualification (kwalificatie): what a diploma is for.

    Attributes:
        crebo: Five digits.
        name: What it is called.
        level: Of mbo, 1–4.
        dossier: Crebo of its dossier, or None when that is not known.
        parts: Codes of the dossier's parts that it is made of; none when they are not told, and then it is
            taken to be all of them.
        core_tasks: What ``parts`` come to, once they were looked up in the dossier; of a qualification
            whose dossier is not known, its own.
        is_partial: As of a dossier.
    """

    kind: ClassVar[RegisterKind] = RegisterKind.QUALIFICATION
    crebo: str
    name: str
    level: int
    dossier: str | None = None
    parts: tuple[str, ...] = ()
    is_partial: bool = False

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.crebo


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuzedeel(_WithParts):
    """A keuzedeel: an optional part of study, to some of which a certificate is attached.

    Attributes:
        code: ``K0262``.
        name: What it is called.
        sbu: Size in hours of study.
        level: Of mbo, 1–4, or None when it is not told.
        certificate_attached: Whether passing it earns an mbo-certificaat; None when that is not known.
        regulation: The regulation that attached the certificate, such as "Stcrt. 2016, 28817"; or None.
        core_tasks: In the order of the register.
        is_partial: As of a dossier.
    """

    kind: ClassVar[RegisterKind] = RegisterKind.KEUZEDEEL
    code: str
    name: str
    sbu: int
    level: int | None = None
    certificate_attached: bool | None = None
    regulation: str | None = None
    is_partial: bool = False

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePart(_WithParts):
    """A part of one qualification that a certificate is attached to (beroepsgericht onderdeel).

    Attributes:
        code: ``C0004``.
        name: What it is called.
        qualification: Crebo of the one qualification that it is a part of.
        sbu: Size in hours of study, or None when it is not told.
        regulation: The regulation that attached the certificate, or None when it is not known.
        parts: Codes of the qualification's parts that it is made of.
        core_tasks: What ``parts`` come to, once they were looked up.
    """

    kind: ClassVar[RegisterKind] = RegisterKind.CERTIFICATE
    code: str
    name: str
    qualification: str
    sbu: int | None = None
    regulation: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSuggestion(_Entry):
    """A skill that goes with a work process. A person confirms it before a module has it (D19).

    Attributes:
        owner: Whose work process it is, as of a work process.
        code: Of the work process or core task.
        uri: Of the skill, in the taxonomy.
        label: What it is called.
        source: "CompetentNL" or "ESCO".
    """

    kind: ClassVar[RegisterKind] = RegisterKind.SKILL
    owner: str
    code: str
    uri: str
    label: str
    source: str

    @property
    def key(self) -> str:
        """What it is known by."""
        return f"{self.owner}/{self.code} {self.uri}"


RegisterEntry = Dossier | Qualification | Keuzedeel | CertificatePart | SkillSuggestion
