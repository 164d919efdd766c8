"""What a school says of itself that rules look at, and what it settled for its modules.

Unlike the particulars of an :class:`issuer.domain.institution.Institution`, which stand in credentials,
this changes from year to year.

Spec: requirements B03, E11, F12, G03, G05.
"""

from dataclasses import dataclass

from issuer.domain.modules.surroundings import ModulePolicy, SchoolFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolProfile:
    """What a school says of itself. None means that it did not say.

    Attributes:
        kind: One of :data:`issuer.domain.modules.surroundings.INSTITUTION_KINDS`, or None.
        is_funded: Whether the government funds it, or None.
        offered_qualifications: Crebos of the kwalificaties that it offers whole, or None.
        recognised_crebos: What it may give in the derde leerweg, or None.
        small_size_allowed: It tries modules of 80 and 160 SBU.
        decision_number_is_public: Credentials show the number of the board's decision. Everyone whom that
            decision was about has the same number, so it tells them apart from others: off unless asked for.
    """

    kind: str | None = None
    is_funded: bool | None = None
    offered_qualifications: tuple[str, ...] | None = None
    recognised_crebos: tuple[str, ...] | None = None
    small_size_allowed: bool = False
    decision_number_is_public: bool = False

    def facts(self, brin: str | None) -> SchoolFacts:
        """Return what rules look at, with the BRIN of the institution."""
        offered, recognised = self.offered_qualifications, self.recognised_crebos
        return SchoolFacts(
            brin=brin,
            is_funded=self.is_funded,
            kind=self.kind,
            offered_qualifications=None if offered is None else frozenset(offered),
            recognised_crebos=None if recognised is None else frozenset(recognised),
        )

    @property
    def policy(self) -> ModulePolicy:
        """What it settled for its modules."""
        return ModulePolicy(small_size_allowed=self.small_size_allowed)
