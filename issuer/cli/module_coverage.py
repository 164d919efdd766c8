"""``waarmerk modules coverage``: how much of a kwalificatie the institution's modules cover."""

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table

from issuer.cli.options import Controller, Home, Lang
from issuer.cli.session import Session, session, settings_for
from issuer.domain.findings import finding_texts
from issuer.domain.modules.versions import newest
from issuer.errors import UnknownQualification

if TYPE_CHECKING:
    from issuer.domain.awards import ModuleVersion
    from issuer.domain.stacking.module_coverage import ModuleCoverage


def coverage(
    crebo: Annotated[str, typer.Argument(help="Crebo of the kwalificatie.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    home: Home = None,
    institution: Controller = None,
    lang: Lang = None,
) -> None:
    """Show which work processes of a kwalificatie the published modules cover, the newest version of each."""
    from issuer.domain.stacking.module_coverage import cover_by_modules
    from issuer.services.stack_credentials import known_qualifications

    with session(settings_for(home=home, lang=lang), institution) as running:
        registers = running.office.registers(running.institution)
        qualification = registers.qualification(crebo.strip())
        if qualification is None:
            raise UnknownQualification(crebo=crebo[:20], known=known_qualifications(registers))
        with running.office.uow.read(running.institution.id) as ledger:
            by_module: dict[str, list[ModuleVersion]] = {}
            for version in ledger.modules.all():
                by_module.setdefault(version.module.id, []).append(version)
        chosen = [found.module for versions in by_module.values() if (found := newest(versions))]
        covered = cover_by_modules(chosen, qualification, registers)
        if as_json:
            typer.echo(json.dumps(_as_json(covered), ensure_ascii=False))
        else:
            _print(running, covered)


def _print(running: Session, covered: "ModuleCoverage") -> None:
    share, target = covered.share, covered.qualification
    title = f"{target.crebo} {target.name}: {share.covered}/{share.total} ({share.percent}%)"
    table = Table(
        Column("Code", no_wrap=True),
        running.word("Werkproces", "Work process"),
        Column("Modules", overflow="fold"),
        title=escape(title),
        title_justify="left",
        box=SIMPLE_HEAD,
    )
    for one in covered.work_processes:
        titles = [module.title.get(running.language) or module.title["nl"] for module in one.modules]
        table.add_row(one.process.code, escape(one.process.title), escape("\n".join(titles)) or "–")
    running.console.print(table)
    if covered.is_partial:
        running.console.print(
            escape(finding_texts(running.language)["stacking_qualification_partial"]), soft_wrap=True
        )


def _as_json(covered: "ModuleCoverage") -> dict[str, object]:
    share = covered.share
    return {
        "qualification": covered.qualification.crebo,
        "name": covered.qualification.name,
        "coverage": {"covered": share.covered, "total": share.total, "percent": share.percent},
        "partial": covered.is_partial,
        "workProcesses": [
            {
                "owner": one.process.owner,
                "code": one.process.code,
                "title": one.process.title,
                "modules": [module.version_id for module in one.modules],
            }
            for one in covered.work_processes
        ],
    }
