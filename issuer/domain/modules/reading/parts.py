"""What a module takes from the kwalificatiestructuur, in the form of a keuzedeel.

Spec: requirements D01, D03–D06, J05, J06.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from credentials.achievement.model import WorkProcess
from issuer.domain.modules.bounded_yaml import Scalar, Table
from issuer.domain.modules.description.qualification_parts import (
    CoreTask,
    DossierReference,
    QualificationParts,
    WorkProcessDescription,
)
from issuer.domain.modules.keys import Keys
from issuer.domain.modules.reading.texts import read_lines

if TYPE_CHECKING:
    from issuer.domain.registers import Registers

Listed = Mapping[tuple[str | None, str], WorkProcess]
"""Work processes that are written out in the module, by (crebo, code)."""


def read_parts(
    keys: Keys, codes: tuple[tuple[str, str], ...], registers: "Registers | None"
) -> QualificationParts:
    """Read ``dossiers``, ``kerntaken``, ``werkprocessen``, ``vakkennis`` and ``branchevereisten``.

    Args:
        keys: Of the module.
        codes: Of the register: what a work process without dossier belongs to.
        registers: Where the title of a work process is found when the file leaves it out, or None.
    """
    owner = _owner(codes)
    dossiers = tuple(_dossiers(keys))
    core_tasks = list(_core_tasks(keys, owner, registers))
    if loose := tuple(_work_processes(keys, owner, registers)):
        core_tasks.append(CoreTask(work_processes=loose))
    return QualificationParts(
        dossiers=dossiers,
        core_tasks=tuple(core_tasks),
        knowledge=read_lines(keys, "vakkennis"),
        has_sector_requirements=keys.flag("branchevereisten"),
    )


def listed(parts: QualificationParts) -> Listed:
    """Return the work processes of ``parts`` as credentials name them."""
    return {
        (one.crebo, one.code): WorkProcess(crebo=one.crebo, code=one.code, title=one.title)
        for one in parts.work_processes
        if one.code
    }


def read_work_process(
    inner: Keys, owner: str | None, registers: "Registers | None"
) -> WorkProcessDescription | None:
    """Read one work process that is written out; what is missing is added to the findings."""
    is_proposed = inner.flag("voorstel") or False
    if not is_proposed:
        inner.require("code", "de code, zoals B1-K1-W3", "the code, such as B1-K1-W3")
    crebo = inner.text("crebo_dossier") or inner.text("crebo") or (None if is_proposed else owner)
    code = inner.text("code") or ""
    title = inner.text("titel") or _registered_title(registers, crebo, code)
    if title is None:
        inner.require("titel", "de titel uit het register", "the title in the register")
    inner.ignore(("crebo", "crebo_dossier", "kwalificatie"))
    found = WorkProcessDescription(
        crebo=crebo,
        code=code,
        title=title or "",
        core_task=inner.text("kerntaak"),
        description=inner.text("omschrijving"),
        result=inner.text("resultaat"),
        behaviour=read_lines(inner, "gedrag"),
        is_proposed=is_proposed,
    )
    inner.finish()
    return found if title and (code or is_proposed) else None


def _owner(codes: tuple[tuple[str, str], ...]) -> str | None:
    """What a work process belongs to that says nothing of it: the one code of the register that there is."""
    for kind in ("Keuzedeel", "Certificaat", "Crebo"):
        found = [code for one, code in codes if one == kind]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _registered_title(registers: "Registers | None", crebo: str | None, code: str) -> str | None:
    registered = registers.work_process(crebo, code) if registers and crebo and code else None
    return registered.title if registered else None


def _dossiers(keys: Keys) -> Iterator[DossierReference]:
    """Bare crebos, or a table each."""
    for index, item in keys.items("dossiers"):
        if isinstance(item, Scalar) and item.text:
            yield DossierReference(crebo=item.text.strip())
        elif isinstance(item, Table):
            yield _dossier(Keys(item, keys.at("dossiers", index), keys.findings))
        else:
            keys.add("not_a_text", "dossiers", index)


def _dossier(inner: Keys) -> DossierReference:
    qualification = inner.table("kwalificatie")
    level = qualification.one_of("niveau", ("1", "2", "3", "4"))
    found = DossierReference(
        crebo=inner.text("crebo_dossier") or inner.text("crebo"),
        name=inner.text("naam"),
        version=inner.text("versie"),
        cohort=inner.text("cohort"),
        qualification_crebo=qualification.text("crebo"),
        qualification_name=qualification.text("naam"),
        level=int(level) if level else None,
    )
    inner.ignore(("crebo",))
    qualification.finish()
    inner.finish()
    return found


def _core_tasks(keys: Keys, owner: str | None, registers: "Registers | None") -> Iterator[CoreTask]:
    for inner in keys.tables("kerntaken"):
        title = inner.text("titel")
        work_processes = tuple(_work_processes(inner, owner, registers))
        yield CoreTask(code=inner.text("code"), title=title, work_processes=work_processes)
        inner.finish()


def _work_processes(
    keys: Keys, owner: str | None, registers: "Registers | None"
) -> Iterator[WorkProcessDescription]:
    for inner in keys.tables("werkprocessen"):
        if found := read_work_process(inner, owner, registers):
            yield found
