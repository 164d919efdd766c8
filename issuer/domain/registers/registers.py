"""The registers as they stand: looked up by code, never changed.

Spec: requirements A05, A06, A09, D03, D04, D19, E01, E02.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from issuer.domain.registers.edition import RegisterEdition
from issuer.domain.registers.entries import (
    CertificatePart,
    Dossier,
    Keuzedeel,
    Qualification,
    RegisterEntry,
    RegisterKind,
    SkillSuggestion,
)
from issuer.domain.registers.parts import (
    RegisteredCoreTask,
    RegisteredWorkProcess,
    selected,
    without_titles,
)
from issuer.domain.registers.sources import RegisterSource

Certified = Keuzedeel | CertificatePart
_Owner = Dossier | Qualification | Keuzedeel | CertificatePart
_Kind = TypeVar("_Kind", Dossier, Qualification, Keuzedeel, CertificatePart, SkillSuggestion)

_MAIN_KINDS = frozenset(RegisterKind) - {RegisterKind.SKILL}


class Registers:
    """What was imported, or the extract that comes with the software. Nothing in it ever changes.

    Attributes:
        edition: Which edition this is, or None of one that nothing was ever judged with. What is judged is
            kept with it, and these registers can be made again from it.
        complete_kinds: Kinds of which everything is here.
        is_illustrative: Whether any of it is an example, such as in the extract that comes with the software.
    """

    __slots__ = (
        "_by_code",
        "_certified",
        "_entries",
        "_parts",
        "_skills",
        "_sources",
        "complete_kinds",
        "edition",
        "is_illustrative",
    )

    def __init__(
        self,
        entries: Iterable[tuple[RegisterEntry, RegisterSource]],
        *,
        complete_kinds: frozenset[RegisterKind] = frozenset(),
        edition: RegisterEdition | None = None,
    ) -> None:
        """Put the entries where they are found at once.

        Args:
            entries: Each once, with where it came from.
            complete_kinds: Kinds of which this is everything.
            edition: Which edition this is.
        """
        self.edition = edition
        self.complete_kinds = complete_kinds
        self._entries = {(entry.kind, entry.key): (entry, source) for entry, source in entries}
        self._sources = tuple(dict.fromkeys(source for _, source in self._entries.values()))
        self.is_illustrative = any(entry.is_illustrative for entry, _ in self._entries.values())
        self._by_code: dict[str, _Owner] = {}
        self._parts: dict[tuple[str, str], RegisteredWorkProcess | RegisteredCoreTask] = {}
        self._skills: dict[tuple[str, str], list[SkillSuggestion]] = {}
        self._certified: dict[tuple[str, str], list[Certified]] = {}
        self._take_owners()
        for suggestion in self.entries(SkillSuggestion):
            self._skills.setdefault((suggestion.owner, suggestion.code), []).append(suggestion)

    def dossier(self, crebo: str) -> Dossier | None:
        """Return a dossier."""
        found = self._by_code.get(crebo)
        return found if isinstance(found, Dossier) else None

    def qualification(self, crebo: str) -> Qualification | None:
        """Return a qualification, with its work processes as its dossier has them."""
        found = self._by_code.get(crebo)
        return found if isinstance(found, Qualification) else None

    def keuzedeel(self, code: str) -> Keuzedeel | None:
        """Return a keuzedeel."""
        found = self._by_code.get(code)
        return found if isinstance(found, Keuzedeel) else None

    def certificate(self, code: str) -> CertificatePart | None:
        """Return a part of a qualification that a certificate is attached to."""
        found = self._by_code.get(code)
        return found if isinstance(found, CertificatePart) else None

    def knows(self, owner: str) -> bool:
        """Tell whether there is a dossier, qualification, keuzedeel or certificate with this code."""
        return owner in self._by_code

    def has_all_parts_of(self, owner: str) -> bool:
        """Tell whether a part that is not found here does not exist.

        False for an owner that is not here, and for one of which only some parts were imported.
        """
        found = self._by_code.get(owner)
        if isinstance(found, CertificatePart):
            return self.has_all_parts_of(found.qualification)
        if isinstance(found, Qualification) and found.dossier is not None:
            return not found.is_partial and self.has_all_parts_of(found.dossier)
        return found is not None and not found.is_partial and bool(found.core_tasks)

    def work_process(self, owner: str, code: str) -> RegisteredWorkProcess | None:
        """Return a work process.

        Args:
            owner: Crebo of a dossier or qualification, or code of a keuzedeel or certificate. What is
                returned names the one that the work process belongs to: of a qualification, the dossier.
            code: Of the work process.
        """
        found = self._parts.get((owner, code))
        return found if isinstance(found, RegisteredWorkProcess) else None

    def core_task(self, owner: str, code: str) -> RegisteredCoreTask | None:
        """Return a core task, with only those of its work processes that the owner has."""
        found = self._parts.get((owner, code))
        return found if isinstance(found, RegisteredCoreTask) else None

    def work_processes(self, owner: str) -> tuple[RegisteredWorkProcess, ...]:
        """Return all work processes of an owner, in the order of the register."""
        found = self._by_code.get(owner)
        return () if found is None else found.work_processes

    def core_tasks(self, owner: str) -> tuple[RegisteredCoreTask, ...]:
        """Return all core tasks of an owner, in the order of the register."""
        found = self._by_code.get(owner)
        return () if found is None else found.core_tasks

    def certificates_with(self, owner: str, code: str) -> tuple[Certified, ...]:
        """Return what a certificate is attached to, that has this work process in it (A09).

        A keuzedeel of which it is not known whether a certificate is attached is left out.
        """
        part = self._parts.get((owner, code))
        return () if part is None else tuple(self._certified.get(part.key, ()))

    def skills_for(self, owner: str, code: str) -> tuple[SkillSuggestion, ...]:
        """Return the skills that go with a work process or core task, for a person to confirm (D19)."""
        part = self._parts.get((owner, code))
        found = self._skills.get((owner, code), [])
        if part is not None and part.key != (owner, code):
            found = [*self._skills.get(part.key, []), *found]
        return tuple(found)

    @property
    def has_skills(self) -> bool:
        """Whether any suggestions of skills were imported."""
        return bool(self._skills)

    def is_complete_for(self, kind: RegisterKind) -> bool:
        """Tell whether everything of a kind is here, so that what is not here does not exist."""
        return kind in self.complete_kinds

    @property
    def is_complete(self) -> bool:
        """Whether everything is here: dossiers, qualifications, keuzedelen and certificates."""
        return self.complete_kinds >= _MAIN_KINDS

    @property
    def sources(self) -> tuple[RegisterSource, ...]:
        """Where its entries came from."""
        return self._sources

    @property
    def origin(self) -> str:
        """Where its entries came from, in words."""
        return "; ".join(dict.fromkeys(source.origin for source in self._sources))

    @property
    def date(self) -> date | None:
        """The newest day that entries are of, or None when there are none."""
        return max((source.dated for source in self._sources), default=None)

    @property
    def counts(self) -> Mapping[RegisterKind, int]:
        """Number of entries of each kind that there are any of."""
        found: dict[RegisterKind, int] = {}
        for kind, _ in self._entries:
            found[kind] = found.get(kind, 0) + 1
        return found

    def entry(self, kind: RegisterKind, key: str) -> RegisterEntry | None:
        """Return an entry exactly as it was imported, before its parts were looked up."""
        found = self._entries.get((kind, key))
        return None if found is None else found[0]

    def source_of(self, kind: RegisterKind, key: str) -> RegisterSource | None:
        """Return where an entry came from."""
        found = self._entries.get((kind, key))
        return None if found is None else found[1]

    def entries(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        """Return all entries of a kind, exactly as they were imported."""
        return tuple(entry for entry, _ in self._entries.values() if isinstance(entry, kind))

    def all_entries(self) -> Iterator[RegisterEntry]:
        """Yield every entry, exactly as it was imported."""
        return (entry for entry, _ in self._entries.values())

    def _take_owners(self) -> None:
        # Dossiers first: qualifications look their parts up there, and certificates in those.
        for dossier in self.entries(Dossier):
            self._take(dossier)
        for qualification in self.entries(Qualification):
            self._take(self._looked_up(qualification))
        for keuzedeel in self.entries(Keuzedeel):
            self._take(keuzedeel)
            if keuzedeel.certificate_attached:
                self._certify(keuzedeel)
        for certificate in self.entries(CertificatePart):
            whole = self._by_code.get(certificate.qualification)
            tasks = selected(whole.core_tasks, set(certificate.parts)) if whole else ()
            if not tasks:
                tasks = without_titles(certificate.qualification, certificate.parts)
            found = replace(certificate, core_tasks=tasks)
            self._take(found)
            self._certify(found)

    def _looked_up(self, qualification: Qualification) -> Qualification:
        if qualification.dossier is None:
            return qualification
        dossier = self.dossier(qualification.dossier)
        if dossier is None:
            return replace(
                qualification, core_tasks=without_titles(qualification.dossier, qualification.parts)
            )
        tasks = dossier.core_tasks
        return replace(
            qualification,
            core_tasks=selected(tasks, set(qualification.parts)) if qualification.parts else tasks,
        )

    def _take(self, owner: _Owner) -> None:
        self._by_code[owner.key] = owner
        for task in owner.core_tasks:
            self._parts[owner.key, task.code] = task
            for process in task.work_processes:
                self._parts[owner.key, process.code] = process

    def _certify(self, certified: Certified) -> None:
        for process in certified.work_processes:
            self._certified.setdefault(process.key, []).append(certified)
