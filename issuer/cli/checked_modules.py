"""What ``waarmerk modules check`` prints: a table of the European elements and the findings; or JSON."""

import json
import sys
from collections.abc import Iterator
from typing import Final

from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.language_map import text_in
from credentials.achievement.model import Issuer
from issuer.cli.findings import finding_lines
from issuer.domain.award_files.rules.signatures import HOLDS_UP_RELEASE_ONLY
from issuer.domain.modules.eu_table import eu_table
from issuer.domain.modules.module_file import ModuleFile
from issuer.domain.modules.specimen import SPECIMEN_ISSUER
from issuer.language import Language
from issuer.texts import text_for

_HEADINGS: Final = {
    "nl": ("", "Element", "Waarde", "Plaats in de credential"),
    "en": ("", "Element", "Value", "Place in the credential"),
}
_LATER: Final = {"nl": "(bij toekenning)", "en": "(on award)"}
_OPTIONAL: Final = {"nl": "* hoeft er niet te staan", "en": "* need not be there"}
_NOTHING: Final = {
    True: {"nl": "ontbreekt", "en": "missing"},
    False: {"nl": "–", "en": "–"},
}
STAND_IN_URL: Final = "https://specimen.example"
"""Under which modules are checked where no school was set up."""
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
    findings = [finding.as_json(language) for finding in found.findings]
    return json.dumps({"file": path, "findings": findings}, ensure_ascii=False)


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
            value = _LATER[language] if row.is_settled_later else _without_stand_in(row.value)
            yield _row(
                (
                    str(row.number),
                    text_in(row.names, language) + ("" if row.is_mandatory else " *"),
                    value or _NOTHING[row.is_mandatory][language],
                    row.pointer or "",
                )
            )
        if rows:
            yield _OPTIONAL[language]
            yield ""
    yield from finding_lines(found.findings, language)
    yield _outcome(found, language)
    yield ""


def _outcome(found: ModuleFile, language: Language) -> str:
    return text_for(f"said.{_outcome_code(found)}", language, {"file": found.file})


def _outcome_code(found: ModuleFile) -> str:
    wrong = {one.code for one in found.errors}
    if found.award is None:
        return "module_refused" if wrong else "module_waits" if found.to_do else "module_fine"
    if wrong <= HOLDS_UP_RELEASE_ONLY:
        return "award_file_unsigned" if wrong else "award_file_fine"
    return "award_file_wrong"


def _without_stand_in(value: str | None) -> str | None:
    """Show an address that the school's own will go before without the one that stands in for it."""
    return None if value is None else value.replace(STAND_IN_URL, "…", 1)


def _issuer_of(found: ModuleFile) -> Issuer | None:
    """The school as the file names it, where no school was set up here; None when it names none."""
    owner = found.description.owner if found.description else None
    if owner is None or not owner.name:
        return None
    return Issuer(
        id=SPECIMEN_ISSUER.id, name=owner.name, country_code=owner.country_code or "NL", brin=owner.brin
    )


def _row(cells: tuple[str, str, str, str]) -> str:
    narrow = (
        (cell if len(cell) <= width else cell[: width - 1] + "…").ljust(width)
        for cell, width in zip(cells[:3], _WIDTHS, strict=True)
    )
    return "  ".join((*narrow, cells[3])).rstrip()
