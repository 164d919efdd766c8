"""What people read about the national registers, by code: in Dutch and in English.

What is wrong with a file is a finding, and has its words in
``domain/texts``.
"""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "not_in_registers": (
        "“{code}” staat niet in de registers zoals ze zijn ingelezen. Controleer de code, of lees het "
        "register in met: waarmerk registers import",
        "“{code}” is not in the registers as they were imported. Check the code, or import the "
        "register with: waarmerk registers import",
    ),
    "said.registers_imported": (
        "Ingelezen: {added} nieuw, {changed} gewijzigd, {unchanged} gelijk gebleven, {outdated} niet "
        "gebruikt omdat er iets nieuwers is, {ended} vervallen. Import {import_id}.",
        "Imported: {added} new, {changed} changed, {unchanged} the same as before, {outdated} not used "
        "because there is something newer, {ended} ended. Import {import_id}.",
    ),
    "said.registers_refused": (
        "Fouten: {errors}. Er is niets ingelezen. Verbeter wat hierboven staat.",
        "Mistakes: {errors}. Nothing was imported. Correct what is said above.",
    ),
    "said.registers_already_imported": (
        "Deze bestanden zijn op {date} al ingelezen door {by}; er is niets gewijzigd. Import {import_id}.",
        "These files were imported on {date} by {by}; nothing was changed. Import {import_id}.",
    ),
    "said.registers_extract": (
        "Er is nog geen register ingelezen. We gebruiken het voorbeelduittreksel dat bij het programma "
        "hoort; dat is niet volledig, en deels verzonnen.",
        "No register was imported yet. We use the extract that comes with the program; it is not complete, "
        "and partly made up.",
    ),
    "said.registers_entry_illustrative": (
        "Voorbeeld: dit staat niet zo in het echte register.",
        "Example: the real register does not have this.",
    ),
    "said.registers_entry_partial": (
        "Niet alle kerntaken en werkprocessen zijn ingelezen.",
        "Not all core tasks and work processes were imported.",
    ),
    "said.registers_source": (
        "Herkomst: {origin}, van {date}. Import {import_id}.",
        "Origin: {origin}, of {date}. Import {import_id}.",
    ),
    "said.registers_import": (
        "{date}: {origin}. {numbers}. Volledig: {complete}. Ingelezen op {imported} door {by}. "
        "Import {import_id}.",
        "{date}: {origin}. {numbers}. Complete: {complete}. Imported on {imported} by {by}. "
        "Import {import_id}.",
    ),
    "said.registers_at_decision": (
        "De registers waren toen die van {date} ({origin}; import {import_id}).",
        "The registers were those of {date} ({origin}; import {import_id}).",
    ),
    "said.registers_at_decision_extract": (
        "Er was nog geen register ingelezen: toen gold het voorbeelduittreksel van het programma. Lees de "
        "echte registers in met: waarmerk registers import.",
        "No register was imported yet: the example extract of the program was used. Import the real "
        "registers with: waarmerk registers import.",
    ),
    "said.registers_now": ("Nu: {numbers}.", "Now: {numbers}."),
    "said.registers_source_extract": (
        "Herkomst: {origin}, van {date}.",
        "Origin: {origin}, of {date}.",
    ),
    "said.registers_more_findings": (
        "En nog {count} andere punten.",
        "And {count} more.",
    ),
    "said.registers_reading": ("Register lezen", "Reading the register"),
}
