"""Reads the YAML file in which a school describes a module.

The keys are Dutch, as the people who fill them in speak. Two shapes are taken: a file with a
``template`` in it, beside which one award may stand; and a file that is the module itself, as of a
flexibel inzetbare module (FIM). docs/module-file.md describes every key of a module; what a file says of
an award is read by :mod:`issuer.domain.award_files`.
"""

import dataclasses
from dataclasses import dataclass
from typing import Final

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Module
from issuer.domain.award_files.case import AwardPolicy
from issuer.domain.award_files.checking import check_award
from issuer.domain.award_files.derived_module import derive_description, derives_module
from issuer.domain.award_files.facts import AwardFacts
from issuer.domain.award_files.reading import read_award
from issuer.domain.award_files.school import read_school
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.bounded_yaml import (
    Scalar,
    Table,
    Tree,
    YamlRefused,
    parse_yaml,
)
from issuer.domain.modules.content import read_content
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.echoes import without_echoes
from issuer.domain.modules.file_findings import file_refused, in_file
from issuer.domain.modules.file_places import texts_with_numbers
from issuer.domain.modules.keys import Keys
from issuer.domain.modules.reading.deployment import read_owner
from issuer.domain.modules.rules import blocking_findings, check_module
from issuer.domain.modules.surroundings import NOTHING_AROUND, Surroundings
from issuer.domain.valuation_routes import ROUTE_INSTRUMENTS

_BESIDE_THE_TEMPLATE: Final = (
    "bekostiging",
    "grondslag",
    "kleine_omvang_toegestaan",
    "onderbouwing_kleine_omvang",
    "uitgever",
    "waarderingsroute",
    "waarderingsroutes",
)
"""Of the module, and yet written beside ``template`` as often as in it."""

_FOR_OTHER_SYSTEMS: Final = frozenset(
    {"export_rod", "schema_versie", "variant_beroepsgericht_onderdeel", "verwachte_validatie"}
)
"""Of no module and no award."""

_HALLMARKS: Final = "waarmerken"
"""The owner's hallmarks, which go along with a file for whoever takes the module over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleFile:
    """What a file says, and what is wrong with it.

    Attributes:
        file: Its name, for messages.
        description: What it says, or None when it cannot be read at all. Where something is
            missing it holds a stand-in: use :attr:`module`.
        award: What it says of one award, or None.
        findings: In the order of the file; what is about the whole file comes first.
        to_do: What a draft still has to have before it can be published; of others nothing.
    """

    file: str
    description: ModuleDescription | None
    findings: tuple[Finding, ...]
    award: AwardFacts | None = None
    to_do: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What is wrong, and keeps it from being published."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What somebody should look at."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)

    @property
    def module(self) -> Module | None:
        """The module, or None when it cannot be published."""
        if self.errors or self.to_do or self.description is None:
            return None
        return self.description.module


def read_module_file(
    data: bytes,
    *,
    file: str,
    base_url: str,
    surroundings: Surroundings = NOTHING_AROUND,
    award_policy: AwardPolicy | None = None,
) -> ModuleFile:
    """Read one module and check it against the rules; and an award, when the file speaks of one.

    Args:
        data: The bytes of the file. They may be anything; what is wrong becomes a finding.
        file: Its name, for messages.
        base_url: https URL of the institution, without a slash at the end; a module whose ``id`` is
            no address of its own gets one under it.
        surroundings: What the rules look at besides the file.
        award_policy: What the institution settled for its awards.
    """
    try:
        tree = parse_yaml(data)
    except YamlRefused as error:
        return ModuleFile(file=file, description=None, findings=(file_refused(error, file),))
    findings: list[Finding] = []
    description, award = _read(tree, base_url, surroundings, findings)
    to_do: tuple[Finding, ...] = ()
    if description is not None:
        ruled = check_module(description, surroundings)
        if award is not None:
            ruled += tuple(check_award(award, description, surroundings, award_policy))
        findings += without_echoes(ruled, findings)
        if description.is_draft:
            to_do = in_file(blocking_findings(description, surroundings), tree, file)
    return ModuleFile(
        file=file,
        description=description,
        award=award,
        findings=in_file(findings, tree, file),
        to_do=to_do,
    )


def _read(
    tree: Tree, base_url: str, surroundings: Surroundings, findings: list[Finding]
) -> tuple[ModuleDescription | None, AwardFacts | None]:
    if not isinstance(tree, Table) or "instrument" not in tree.members:
        findings.append(Finding(code="not_a_module"))
        return None, None
    top = Keys(tree, "", findings)
    written = top.one_of("instrument", [*INSTRUMENTS, "fim"])
    if written is None:
        return None, None
    is_fim = written == "fim"
    key = "microcredential" if is_fim else written
    route = tree.members.get("waarderingsroute")
    if is_fim and isinstance(route, Scalar):
        key = ROUTE_INSTRUMENTS.get(route.text or "", key)  # one that is none is told where it is read
    instrument = INSTRUMENTS[key]
    top.ignore(_FOR_OTHER_SYSTEMS)
    if _HALLMARKS in top:
        top.note("hallmarks_in_file", _HALLMARKS, requirement="D17")
    top.ignore((_HALLMARKS,))
    module = _module_keys(tree, top, is_fim=is_fim)
    award = read_award(top, module)
    if award is not None and derives_module(module, instrument):
        description = derive_description(top, module, award, instrument, base_url)
        description = dataclasses.replace(description, owner=read_owner(module)[0])
        module.ignore(_BESIDE_THE_TEMPLATE)
    else:
        description = read_content(module, instrument, base_url, surroundings.registers)
        description = dataclasses.replace(
            description,
            root=module.pointer,
            places={one: module.at(one) for one in _BESIDE_THE_TEMPLATE if one in module},
        )
    if award is not None and description.owner is None:
        description = _of_the_school(description, top)
    module.finish()
    if module is not top:
        top.ignore(_BESIDE_THE_TEMPLATE)
        top.finish()
    return dataclasses.replace(
        description,
        is_fim=is_fim,
        is_draft=module.is_draft,
        texts=tuple(texts_with_numbers(tree)),
    ), award


def _of_the_school(description: ModuleDescription, top: Keys) -> ModuleDescription:
    """Add the school that the award names, where the module names none."""
    award = top.table("toekenning") if top.holds_table("toekenning") else top
    places = {**description.places, "eigenaar": award.at("onderwijsinstelling")}
    return dataclasses.replace(description, owner=read_school(award), places=places)


def _module_keys(tree: Table, top: Keys, *, is_fim: bool) -> Keys:
    """Return the keys of the module: those of ``template``, with some that may stand beside it; or all."""
    place = tree.members.get("template") if "template" in top else tree
    version = place.members.get("versie") if isinstance(place, Table) else None
    is_draft = is_fim and isinstance(version, Scalar) and (version.text or "").startswith("0.")
    if "template" not in top:
        top.is_draft = is_draft
        return top
    top.ignore(("template",))
    beside = Table({one: tree.members[one] for one in _BESIDE_THE_TEMPLATE if one in tree.members}, tree.line)
    return Keys(place, "/template", top.findings, beside=Keys(beside, "", top.findings), is_draft=is_draft)
