"""How a module relates to others: older, newer, borrowed and alike ones, and proposals for the register.

Spec: requirements A09, A15, D05, D07, D17, D24, E03, E04, J06.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

SELECTION_CRITERIA: Final = ("zelfstandige_betekenis", "herkenbaar", "uitvoerbaar")
FEASIBILITY: Final = ("haalbaar", "uitvoerbaar", "betaalbaar", "organiseerbaar", "examineerbaar")
"""The five points of HUBOE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The module of another school that this one was taken from (D17).

    Attributes:
        id: Address of that module.
        version: Which version, or None.
        owner: Whose it is, or None.
        hallmark: The hallmark of that school on that version, with what it is about, as it was taken over:
            see :mod:`issuer.domain.modules.carried_hallmark`. It is no hallmark of this module.
    """

    id: str
    version: str | None = None
    owner: str | None = None
    hallmark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateCheck:
    """What the school found when it looked for modules that are alike (D07).

    Attributes:
        on: When, or None.
        highest_overlap: From 0 to 1, as the school writes it, or None.
        compared: With how many, or None.
    """

    on: date | None = None
    highest_overlap: str | None = None
    compared: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal for something that the register does not have yet (D05, E03, E04).

    Attributes:
        selection: Justification per criterion of :data:`SELECTION_CRITERIA`.
        feasibility: What is said of each point of :data:`FEASIBILITY`.
    """

    selection: Mapping[str, str] = field(default_factory=dict)
    feasibility: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingMaterial:
    """Where material for teaching is found. Only the link: a module holds no lessons (A15, D24).

    Attributes:
        name: What it is called, or None.
        url: Where it is.
    """

    url: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """How a module relates to others.

    Attributes:
        derived_from: What it was taken from, or None.
        replaces: Address of the module or version that it takes the place of, or None.
        replaced_by: Address of what took its place, or None.
        why_no_certificate: Why this is no certificate, where one covers the same work, or None.
        why_new: Why it is there, where a module that is much like it exists, or None.
        duplicate_check: What the school found itself, or None.
        teaching_material: Links.
        proposal: It proposes something new for the register, and is not awarded (D05); or None.
    """

    derived_from: Origin | None = None
    replaces: str | None = None
    replaced_by: str | None = None
    why_no_certificate: str | None = None
    why_new: str | None = None
    duplicate_check: DuplicateCheck | None = None
    teaching_material: tuple[TeachingMaterial, ...] = ()
    proposal: Proposal | None = None
