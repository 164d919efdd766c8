"""A module as a school describes it: what goes into credentials, and what only the rules look at."""

from dataclasses import dataclass

from credentials.achievement.model import Module


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleDescription:
    """Everything that a school writes down about one module version.

    Attributes:
        module: What credentials say.
        is_fim: It is described as a flexibel inzetbare module, which has a stricter size.
        small_size_reason: Why it is smaller than 240 SBU, or None.
        register_study_load: SBU of the keuzedeel or certificate in the national register, as the
            school looked it up, or None.
        certificate_confirmed: The school looked up that an mbo-certificaat comes with it.
        dossiers: Crebos of the dossiers that the werkprocessen come from.
        nlqf_decision_url: The decision that set the level officially, or None.
        entry_requirement_is_mandatory: Entry is refused to who does not meet it.
        funding: Who pays, as the school writes it, or None.
        texts: Every text in the description with its pointer, also of keys that we do not use.
        root: Pointer to the module within the description: "" or "/template".
    """

    module: Module
    is_fim: bool = False
    small_size_reason: str | None = None
    register_study_load: int | None = None
    certificate_confirmed: bool = False
    dossiers: frozenset[str] = frozenset()
    nlqf_decision_url: str | None = None
    entry_requirement_is_mandatory: bool = False
    funding: str | None = None
    texts: tuple[tuple[str, str], ...] = ()
    root: str = ""

    def at(self, *steps: str | int) -> str:
        """Pointer to a key of the module, by its Dutch key path, whether or not it is there."""
        return self.root + "".join(f"/{step}" for step in steps)
