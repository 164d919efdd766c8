"""What ``waarmerk modules check`` prints: a table of the European elements and the findings; or JSON."""

import json
import sys
from collections.abc import Iterator
from typing import Final

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.model import Issuer, text_in
from issuer.domain.findings import Finding, Severity
from issuer.domain.modules.eu_table import eu_table
from issuer.domain.modules.module_file import ModuleFile
from issuer.domain.modules.specimen import SPECIMEN_ISSUER
from issuer.texts import Language, text_for

_HEADINGS: Final = {
    "nl": ("", "Element", "Waarde", "Plaats in de credential"),
    "en": ("", "Element", "Value", "Place in the credential"),
}
_LATER: Final = {"nl": "(bij toekenning)", "en": "(on award)"}
_NOTHING: Final = {
    True: {"nl": "ontbreekt", "en": "missing"},
    False: {"nl": "–", "en": "–"},
}
_SEVERITIES: Final = {
    Severity.ERROR: {"nl": "FOUT", "en": "ERROR"},
    Severity.WARNING: {"nl": "let op", "en": "warning"},
    Severity.INFO: {"nl": "info", "en": "info"},
}
_WIDTHS: Final = (2, 39, 44)
"""Of the columns but the last one, which may be as wide as it is."""


def report_in_words(found: ModuleFile, language: Language, issuer: Issuer | None) -> str:
    """Return the table, the findings and the outcome as lines of text.

    Args:
        found: What was read and checked.
        language: Of the words.
        issuer: The school, or None where none was set up.
    """
    return "\n".join(_lines(found, language, issuer)) + "\n"


def report_in_json(found: ModuleFile, path: str, language: Language) -> str:
    """Return the findings as one line of JSON."""
    findings = [
        {
            "code": finding.code,
            "requirement": finding.requirement,
            "pointer": finding.pointer,
            "severity": finding.severity.value,
            "text": finding.text(language),
        }
        for finding in found.findings
    ]
    return json.dumps({"file": path, "findings": findings}, ensure_ascii=False)


def finding_lines(findings: tuple[Finding, ...], language: Language) -> Iterator[str]:
    """Yield a line for each finding: how much it weighs, which requirement, where, and what to do."""
    for finding in findings:
        weight = _SEVERITIES[finding.severity][language]
        requirement = f" {finding.requirement}" if finding.requirement else ""
        yield f"{weight}{requirement}  {finding.place}: {finding.text(language)}"


def write(text: str) -> None:
    """Write text as it is: a table for the terminal costs more than the check itself."""
    sys.stdout.write(text)


def _lines(found: ModuleFile, language: Language, issuer: Issuer | None) -> Iterator[str]:
    description = found.description
    if description is not None:
        module = description.module
        instrument = INSTRUMENTS[module.instrument]
        kind = "FIM → " if description.is_fim else ""
        yield f"{found.file}: {text_in(module.title, language)} {module.version}"
        yield f"{kind}{text_in(instrument.names, language)}. {instrument.legal_sentence(language)}"
        rows = eu_table(description, language, issuer or _issuer_of(found))
        if rows:
            yield ""
            yield _row(_HEADINGS[language])
        for row in rows:
            value = _LATER[language] if row.is_settled_later else row.value
            yield _row(
                (
                    str(row.number),
                    text_in(row.names, language) + ("" if row.is_mandatory else " *"),
                    value or _NOTHING[row.is_mandatory][language],
                    row.pointer or "",
                )
            )
        if rows:
            yield ""
    yield from finding_lines(found.findings, language)
    yield _outcome(found, language)
    yield ""


def _outcome(found: ModuleFile, language: Language) -> str:
    params = {"file": found.file}
    if found.errors:
        return text_for("said.module_refused", language, params)
    return text_for("said.module_waits" if found.to_do else "said.module_fine", language, params)


def _issuer_of(found: ModuleFile) -> Issuer:
    """The school as the file names it, where no school was set up here."""
    owner = found.description.owner if found.description else None
    if owner is None or not owner.name:
        return SPECIMEN_ISSUER
    return Issuer(
        id=SPECIMEN_ISSUER.id, name=owner.name, country_code=owner.country_code or "NL", brin=owner.brin
    )


def _row(cells: tuple[str, str, str, str]) -> str:
    narrow = (
        (cell if len(cell) <= width else cell[: width - 1] + "…").ljust(width)
        for cell, width in zip(cells[:3], _WIDTHS, strict=True)
    )
    return "  ".join((*narrow, cells[3])).rstrip()
