"""Entries that name other entries: what they name is there, and has the parts that they say."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from issuer.domain.findings import Finding, Severity
from issuer.domain.registers.entries import (
    CertificatePart,
    Qualification,
    RegisterEntry,
    RegisterKind,
    SkillSuggestion,
)
from issuer.domain.registers.fields import Fields
from issuer.domain.registers.registers import Registers
from issuer.domain.registers.sources import RegisterSource
from issuer.domain.registers.written import Field, Written

_OF_ONE_FORM: Final = {
    RegisterKind.DOSSIER: RegisterKind.QUALIFICATION,
    RegisterKind.QUALIFICATION: RegisterKind.DOSSIER,
}
"""Kinds that share the five digits of a crebo."""
_NOWHERE: Final = RegisterSource(origin="", dated=date.min)


def check_references(
    entries: Sequence[RegisterEntry],
    places: Mapping[tuple[RegisterKind, str], Written],
    mentioned: Collection[str],
    known: Registers | None,
    findings: list[Finding],
) -> None:
    """Add what is wrong with what entries say of each other.

    What is named may stand in these files or have been imported before. When it is in neither, that is
    a warning: files of one register come one by one.

    Args:
        entries: Of the files.
        places: Where each of them stands.
        mentioned: Codes that are in the files, be it with mistakes.
        known: What was imported before.
        findings: What is wrong is added here.
    """
    after = _together(entries, known)
    for entry in entries:
        fields = Fields(dataclasses.replace(places[entry.kind, entry.key], texts={}), findings)
        if (twin := _OF_ONE_FORM.get(entry.kind)) and known is not None and known.entry(twin, entry.key):
            if places.get((twin, entry.key)) is None:  # within the files it was said already
                fields.add(
                    "register_code_changes_kind",
                    Field.CODE,
                    requirement="H03",
                    value=entry.key,
                    kind=twin.value,
                )
        elif isinstance(entry, Qualification) and entry.dossier is not None:
            if after.dossier(entry.dossier) is None:
                if entry.dossier in mentioned:
                    continue  # what is wrong with it was said
                fields.warn("register_dossier_unknown", Field.BELONGS_TO, value=entry.dossier)
            else:
                _check_parts(fields, Field.PARTS, entry.dossier, entry.parts, after)
        elif isinstance(entry, CertificatePart):
            if after.qualification(entry.qualification) is None:
                if entry.qualification in mentioned:
                    continue
                fields.warn(
                    "register_qualification_unknown",
                    Field.BELONGS_TO,
                    requirement="E05",
                    value=entry.qualification,
                )
            else:
                _check_parts(fields, Field.PARTS, entry.qualification, entry.parts, after)
        elif isinstance(entry, SkillSuggestion):
            if not after.knows(entry.owner):
                if entry.owner in mentioned:
                    continue
                fields.warn("register_owner_of_skill_unknown", Field.BELONGS_TO, value=entry.owner)
            else:
                _check_parts(fields, Field.CODE, entry.owner, (entry.code,), after)


def _check_parts(
    fields: Fields, field: Field, owner: str, codes: Iterable[str], registers: Registers
) -> None:
    if not registers.core_tasks(owner):
        return  # imported without its parts
    for code in codes:
        if registers.work_process(owner, code) is None and registers.core_task(owner, code) is None:
            sure = registers.has_all_parts_of(owner)
            fields.add(
                "register_part_unknown",
                field,
                requirement="D03",
                severity=Severity.ERROR if sure else Severity.WARNING,
                value=code,
                owner=owner,
            )


def _together(entries: Sequence[RegisterEntry], known: Registers | None) -> Registers:
    """The registers as far as entries name others in them: dossiers, qualifications and keuzedelen."""
    from_files = [(entry, _NOWHERE) for entry in entries if not isinstance(entry, SkillSuggestion)]
    replaced = {(entry.kind, entry.key) for entry, _ in from_files}
    before = () if known is None else known.all_entries()
    kept = [(entry, _NOWHERE) for entry in before if (entry.kind, entry.key) not in replaced]
    return Registers([*kept, *from_files])
