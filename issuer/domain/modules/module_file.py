"""Reads the YAML file in which a school describes a module.

The keys are Dutch, as the people who fill them in speak. Two shapes are taken: a file with a
``template`` in it, beside which award data may stand that is not read here; and a file that is the
module itself, as of a flexibel inzetbare module (FIM). docs/module-file.md describes every key.
"""

import dataclasses
import re
from dataclasses import dataclass
from typing import Final

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Module
from issuer.domain.findings import Finding, Severity, finding_texts
from issuer.domain.modules.bounded_yaml import Scalar, Sequence, Table, Tree, YamlRefused, parse_yaml, texts
from issuer.domain.modules.content import read_content
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.keys import Keys
from issuer.domain.modules.rules import ModulePolicy, check_module

_ROUTES: Final = {
    "microcredential": "microcredential",
    "mbo_certificaat": "mbo_certificaat",
    "keuzedeel_met_certificaat": "mbo_certificaat",
    "keuzedeel_met_examen": "keuzedeel_resultaat",
    "branchecertificaat": "branchecertificaat",
    "praktijkverklaring": "praktijkverklaring",
    "mbo_verklaring": "mbo_verklaring",
}
"""What a FIM leads to, by its ``waarderingsroute``."""

_BESIDE_THE_TEMPLATE: Final = frozenset(
    {
        "export_rod",
        "grondslag",
        "schema_versie",
        "toekenning",
        "uitgever",
        "variant_beroepsgericht_onderdeel",
        "verwachte_validatie",
        "waarderingsroute",
    }
)
"""About one award, or about other systems: not of the module."""

_STRUCTURED_NINE_DIGITS = re.compile(r"/(?:sbb_leerbedrijf_id|rsin)(?:/|$)")
"""Numbers of other registers, which pass the eleven test by chance once in eleven times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleFile:
    """What a file says, and what is wrong with it.

    Attributes:
        file: Its name, for messages.
        description: What it says, or None when it cannot be read at all. Where something is
            missing it holds a stand-in: use :attr:`module`.
        findings: In the order of the file; what is about the whole file comes first.
    """

    file: str
    description: ModuleDescription | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps it from being published."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What somebody should look at."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)

    @property
    def module(self) -> Module | None:
        """The module, or None when there are errors."""
        return None if self.errors or self.description is None else self.description.module


def read_module_file(
    data: bytes, *, file: str, base_url: str, policy: ModulePolicy | None = None
) -> ModuleFile:
    """Read one module and check it against the rules.

    Args:
        data: The bytes of the file. They may be anything; what is wrong becomes a finding.
        file: Its name, for messages.
        base_url: https URL of the institution, without a slash at the end; a module whose ``id`` is
            no address of its own gets one under it.
        policy: What the institution settled.
    """
    try:
        tree = parse_yaml(data)
    except YamlRefused as error:
        return ModuleFile(file=file, description=None, findings=(_refusal(error, file),))
    findings: list[Finding] = []
    description = _read(tree, base_url, findings)
    if description is not None:
        findings += _without_echoes(check_module(description, policy), findings)
    placed = [dataclasses.replace(f, file=file, line=_line(tree, f.pointer)) for f in findings]
    return ModuleFile(
        file=file,
        description=description,
        findings=tuple(sorted(placed, key=lambda finding: finding.line or 0)),
    )


def _read(tree: Tree, base_url: str, findings: list[Finding]) -> ModuleDescription | None:
    if not isinstance(tree, Table) or "instrument" not in tree.members:
        findings.append(Finding(code="not_a_module"))
        return None
    top = Keys(tree, "", findings)
    written = top.one_of("instrument", [*INSTRUMENTS, "fim"])
    if written is None:
        return None
    is_fim = written == "fim"
    instrument = "microcredential" if is_fim else written
    if is_fim and (route := top.one_of("waarderingsroute", _ROUTES)):
        instrument = _ROUTES[route]
    keys = top.table("template") if "template" in top else top
    if keys is not top:
        top.ignore(_BESIDE_THE_TEMPLATE)
        top.finish()
    keys.ignore(_BESIDE_THE_TEMPLATE)
    description = read_content(keys, INSTRUMENTS[instrument], base_url)
    keys.finish()
    return dataclasses.replace(
        description,
        is_fim=is_fim,
        root=keys.pointer,
        texts=tuple(
            (pointer, scalar.text)
            for pointer, scalar in texts(tree)
            if scalar.text and not _STRUCTURED_NINE_DIGITS.search(pointer)
        ),
    )


def _without_echoes(ruled: tuple[Finding, ...], read: list[Finding]) -> tuple[Finding, ...]:
    """Leave out what the rules say about a place where reading went wrong already."""
    wrong = [finding.pointer for finding in read if finding.severity is Severity.ERROR]
    consequences = {"not_buildable", "eu_element_missing"} if wrong else set()
    return tuple(
        finding
        for finding in ruled
        if finding.code not in consequences
        and not any(finding.pointer == place or finding.pointer.startswith(f"{place}/") for place in wrong)
    )


def _line(tree: Tree, pointer: str) -> int | None:
    """Line of the place, or of the nearest thing around it that is there; None for the whole file."""
    if not pointer:
        return None
    node: Tree = tree
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(node, Table) and key in node.members:
            node = node.members[key]
        elif isinstance(node, Sequence) and key.isdigit() and int(key) < len(node.items):
            node = node.items[int(key)]
        elif isinstance(node, Scalar):
            break
        else:
            break
    return node.line


def _refusal(error: YamlRefused, file: str) -> Finding:
    words = {language: finding_texts(language)[f"refusal_{error.reason}"] for language in ("nl", "en")}
    return Finding(
        code="file_refused",
        params={"reason": error.reason, "explanation_nl": words["nl"], "explanation_en": words["en"]},
        file=file,
        line=error.line,
    )
