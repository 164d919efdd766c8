"""What is wrong with a YAML file: put in its place, and the file that cannot be read at all.

Spec: requirement F08 (no number of a person in what is told).
"""

from collections.abc import Iterable

from issuer.domain.findings import Finding, finding_texts
from issuer.domain.modules.bounded_yaml import Tree, YamlRefused
from issuer.domain.modules.file_places import line_of
from issuer.domain.withheld_numbers import withhold_numbers


def in_file(findings: Iterable[Finding], tree: Tree, file: str) -> tuple[Finding, ...]:
    """Return findings with the file and the line, in the order of the file; about all of it comes first."""
    placed = [
        Finding(
            code=found.code,
            severity=found.severity,
            requirement=found.requirement,
            pointer=told.pointer,
            params=told.params,
            file=file,
            line=line_of(tree, found.pointer),
        )
        for found, told in ((one, withhold_numbers(one)) for one in findings)
    ]
    return tuple(sorted(placed, key=lambda finding: finding.line or 0))


def file_refused(error: YamlRefused, file: str) -> Finding:
    """Return what is told of a file that cannot be read at all."""
    words = {language: finding_texts(language)[f"refusal_{error.reason}"] for language in ("nl", "en")}
    return Finding(
        code="file_refused",
        params={"reason": error.reason, "explanation_nl": words["nl"], "explanation_en": words["en"]},
        file=file,
        line=error.line,
    )
