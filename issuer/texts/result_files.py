"""What people read about files of results."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "file_refused.empty": (
        "Het bestand is leeg. Kies een ander bestand.",
        "The file is empty. Choose another file.",
    ),
    "file_refused.too_large": (
        "Het bestand is groter dan {limit} MB. Verdeel het over meer bestanden.",
        "The file is larger than {limit} MB. Divide it over several files.",
    ),
    "file_refused.unpacks_too_large": (
        "Het bestand wordt uitgepakt groter dan {limit} MB. Kopieer de gegevens naar een nieuw bestand.",
        "The file unpacks to more than {limit} MB. Copy the data into a new file.",
    ),
    "file_refused.too_many_rows": (
        "Het bestand heeft meer dan {limit} rijen. Verdeel het over meer bestanden.",
        "The file has more than {limit} rows. Divide it over several files.",
    ),
    "file_refused.too_many_columns": (
        "Het bestand heeft meer dan {limit} kolommen. Haal weg wat niet nodig is.",
        "The file has more than {limit} columns. Remove what is not needed.",
    ),
    "file_refused.cell_too_long": (
        "In rij {row} staat een cel met te veel tekst. Maak de tekst korter.",
        "Row {row} has a cell with too much text. Shorten the text.",
    ),
    "file_refused.old_or_protected_excel": (
        "Dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord. "
        "Sla het op als .xlsx, zonder wachtwoord.",
        "This is an old Excel file (.xls) or a file with a password. Save it as .xlsx, without a password.",
    ),
    "file_refused.damaged_excel": (
        "Het Excel-bestand is beschadigd. Open het in Excel en sla het opnieuw op als .xlsx.",
        "The Excel file is damaged. Open it in Excel and save it again as .xlsx.",
    ),
    "file_refused.not_a_table": (
        "Dit is geen lijst met resultaten. Gebruik een .xlsx- of een .csv-bestand.",
        "This is no list of results. Use an .xlsx or a .csv file.",
    ),
    "file_refused.unknown_encoding": (
        "De tekens in dit bestand zijn niet te lezen. Sla het op als ‘CSV UTF-8’ of als .xlsx.",
        "The characters in this file cannot be read. Save it as ‘CSV UTF-8’ or as .xlsx.",
    ),
    "file_refused.broken_csv": (
        "Bij rij {row} klopt een aanhalingsteken niet. Sla het bestand opnieuw op als .csv of als .xlsx.",
        "Near row {row} a quotation mark is wrong. Save the file again as .csv or as .xlsx.",
    ),
    "file_refused.no_header": (
        "Er is geen rij met kolomnamen. Zet in de eerste rij: studentnummer, naam, e-mail, module, "
        "resultaat.",
        "There is no row with column names. Put in the first row: student number, name, e-mail, module, "
        "result.",
    ),
    "file_refused.missing_column": (
        "De kolom “{column}” ontbreekt. Voeg die kolom toe.",
        "The column “{column}” is missing. Add that column.",
    ),
    "file_refused.double_column": (
        "De kolom “{column}” staat er twee keer, of betekent hetzelfde als een andere. "
        "Haal één van beide weg.",
        "The column “{column}” is there twice, or means the same as another. Remove one of the two.",
    ),
    "file_refused.bsn_column": (
        "De kolom “{column}” is voor burgerservicenummers. Die mogen wij niet verwerken: haal de kolom weg.",
        "The column “{column}” is for citizen service numbers. We may not process those: remove the column.",
    ),
    "annotated_copy_refused.source": (
        "“{file}” is het bestand met de resultaten zelf. Kies met --annotated een andere naam voor de kopie.",
        "“{file}” is the file with the results itself. Choose another name for the copy with --annotated.",
    ),
    "annotated_copy_refused.exists": (
        "“{file}” bestaat al, en heet niet als een eerdere kopie met opmerkingen (NAAM-annotated). "
        "Kies met --annotated een andere naam.",
        "“{file}” exists already, and is not named like an earlier copy with remarks (NAME-annotated). "
        "Choose another name with --annotated.",
    ),
    "said.start_qualification_not_asked": (
        "Het bestand heeft geen kolom “startkwalificatie”. Van {count} voordrachten is niet vastgelegd of de "
        "lerende er een heeft.",
        "The file has no column “startkwalificatie”. Of {count} proposals it is not on record whether the "
        "learner has one.",
    ),
    "said.already_imported": (
        "{file} is op {date} al ingelezen door {by}; er is niets gewijzigd.",
        "{file} was imported on {date} by {by}; nothing was changed.",
    ),
    "said.annotated": ("De opmerkingen staan in {file}.", "The remarks are in {file}."),
    "said.more_remarks": ("Meer opmerkingen, in de kopie: {count}.", "More remarks, in the copy: {count}."),
    "said.imported": (
        "Rijen gelezen: {rows}; {proposed} voorgedragen, {not_achieved} niet behaald, {known} al bekend, "
        "{wrong} fout en overgeslagen.",
        "Rows read: {rows}; {proposed} proposed, {not_achieved} not achieved, {known} known before, "
        "{wrong} wrong and skipped.",
    ),
    "said.import_refused": (
        "Foute rijen: {wrong} van de {rows}. Er is niets ingelezen. Verbeter wat fout is, "
        "of sla foute rijen over met --skip-invalid.",
        "Wrong rows: {wrong} of {rows}. Nothing was imported. Correct what is wrong, "
        "or skip wrong rows with --skip-invalid.",
    ),
}
