"""Everything that the files of one import say, put together: what is there twice, what contradicts what."""

import dataclasses
from dataclasses import dataclass, field

from issuer.domain.bsn import contains_bsn
from issuer.domain.findings import Finding
from issuer.domain.register_codes import CORE_TASK, OWNER, WORK_PROCESS
from issuer.domain.registers.entries import (
    CertificatePart,
    Dossier,
    Keuzedeel,
    Qualification,
    RegisterEntry,
    RegisterKind,
    SkillSuggestion,
)
from issuer.domain.registers.fields import MAX_NAME, MAX_SHOWN, Fields
from issuer.domain.registers.parts import RegisteredCoreTask, RegisteredWorkProcess, core_task_code
from issuer.domain.registers.reading_entries import read_entry
from issuer.domain.registers.references import check_references
from issuer.domain.registers.registers import Registers
from issuer.domain.registers.written import Field, What, Written

_OWNERS = (What.DOSSIER, What.QUALIFICATION, What.KEUZEDEEL)
_PARTS = (What.CORE_TASK, What.WORK_PROCESS)


@dataclass(slots=True)
class Gathering:
    """Takes what files say, one entry or part at a time, and gives the entries at the end.

    Attributes:
        findings: Everything that is wrong, and what somebody should know.
    """

    findings: list[Finding] = field(default_factory=list)
    _entries: dict[tuple[RegisterKind, str], tuple[RegisterEntry, Written]] = field(default_factory=dict)
    _seen: dict[tuple[What, str], Written] = field(default_factory=dict)
    _owners: dict[str, Written] = field(default_factory=dict)
    _parts: dict[str, dict[str, tuple[str, Written]]] = field(default_factory=dict)

    def take(self, written: Written) -> None:
        """Take an entry, or a part of one."""
        fields = Fields(written, self.findings)
        if written.what in _PARTS:
            self._take_part(fields)
        else:
            self._take_entry(fields)

    def finish(self, known: Registers | None) -> tuple[RegisterEntry, ...]:
        """Return the entries. Use them only when no finding is an error.

        Args:
            known: What was imported before, which entries may refer to.
        """
        for owner, parts in self._parts.items():
            self._check_parts(owner, parts)
        entries = tuple(self._with_parts(entry) for entry, _ in self._entries.values())
        places = {(entry.kind, entry.key): written for entry, written in self._entries.values()}
        check_references(entries, places, self._owners.keys(), known, self.findings)
        return entries

    def _take_entry(self, fields: Fields) -> None:
        written = fields.written
        entry = read_entry(fields)
        key = written.texts.get(Field.CODE) if entry is None else entry.key
        if key is None or contains_bsn(key):
            return
        shown = key[:MAX_SHOWN]
        if written.what is not What.SKILL:
            other = self._owners.setdefault(key, written)
            if other.what is not written.what:
                fields.add(
                    "register_code_of_two_kinds",
                    Field.CODE,
                    requirement="H03",
                    value=shown,
                    kind=other.what.value,
                    place=other.place,
                )
        earlier = self._seen.setdefault((written.what, key), written)
        if earlier is written:
            if entry is not None:
                self._entries[entry.kind, key] = (entry, written)
        elif names := _differences(earlier, written):
            fields.add(
                "register_entries_contradict",
                Field.CODE,
                value=shown,
                place=earlier.place,
                names=", ".join(names),
            )
        else:
            fields.warn("register_entry_twice", Field.CODE, value=shown, place=earlier.place)

    def _take_part(self, fields: Fields) -> None:
        written = fields.written
        form, example = (CORE_TASK, "B1-K1") if written.what is What.CORE_TASK else (WORK_PROCESS, "B1-K1-W3")
        code = fields.code(Field.CODE, form, example)
        title = fields.text(Field.NAME, maximum=MAX_NAME)
        if written.is_nested:
            owner = written.texts.get(Field.BELONGS_TO)
            owner = None if owner is None or contains_bsn(owner) else owner
        else:
            owner = fields.code(Field.BELONGS_TO, OWNER, "23425")
        if code is None or owner is None:
            return
        if written.inside is not None and core_task_code(code) != written.inside:
            fields.add(
                "register_part_misplaced", Field.CODE, requirement="D03", value=code, core_task=written.inside
            )
        parts = self._parts.setdefault(owner, {})
        earlier = parts.setdefault(code, (title, written))
        if earlier[1] is written:
            return
        value, place = f"{owner}/{code}", earlier[1].place
        if earlier[0] == title:
            fields.warn("register_entry_twice", Field.CODE, value=value, place=place)
        else:
            name = written.name(Field.NAME)
            fields.add("register_entries_contradict", Field.CODE, value=value, place=place, names=name)

    def _check_parts(self, owner: str, parts: dict[str, tuple[str, Written]]) -> None:
        """Parts belong to something in the files, of which they have the kind of code."""
        whole = self._owners.get(owner)
        for code, (_, written) in parts.items():
            fields = Fields(dataclasses.replace(written, texts={}), self.findings)
            if whole is None or whole.what not in _OWNERS:
                fields.add(
                    "register_owner_unknown", Field.BELONGS_TO, requirement="D03", value=owner[:MAX_SHOWN]
                )
            elif code.startswith("D") != (whole.what is What.KEUZEDEEL):
                fields.add(
                    "register_part_of_other_kind",
                    Field.CODE,
                    requirement="H03",
                    value=code,
                    owner=owner,
                    kind=whole.what.value,
                )
            elif whole.what is What.QUALIFICATION and Field.BELONGS_TO in whole.texts:
                fields.add(
                    "register_parts_of_qualification",
                    Field.BELONGS_TO,
                    requirement="D03",
                    value=owner,
                    dossier=whole.texts[Field.BELONGS_TO],
                )

    def _with_parts(self, entry: RegisterEntry) -> RegisterEntry:
        if isinstance(entry, (CertificatePart, SkillSuggestion)):
            return entry
        tasks = self._core_tasks(entry)
        return dataclasses.replace(entry, core_tasks=tasks) if tasks else entry

    def _core_tasks(self, entry: Dossier | Qualification | Keuzedeel) -> tuple[RegisteredCoreTask, ...]:
        parts = self._parts.get(entry.key, {})
        titles = {core_task_code(code): "" for code in parts}
        titles |= {code: title for code, (title, _) in parts.items() if code in titles}
        processes: dict[str, list[RegisteredWorkProcess]] = {code: [] for code in titles}
        for code, (title, _) in parts.items():
            task = core_task_code(code)
            if task != code:
                processes[task].append(
                    RegisteredWorkProcess(owner=entry.key, code=code, title=title, core_task=titles[task])
                )
        return tuple(
            RegisteredCoreTask(owner=entry.key, code=code, title=title, work_processes=tuple(processes[code]))
            for code, title in titles.items()
        )


def _differences(one: Written, other: Written) -> list[str]:
    """Names of the fields in which two entries differ, as the second calls them."""
    return [other.name(field) for field in Field if one.texts.get(field) != other.texts.get(field)]
