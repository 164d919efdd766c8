"""What people read: for every code of this package the words in Dutch and in English.

Each text says what is wrong and what to do. ``{placeholders}`` are the params of the error or remark;
both languages use the same ones (a test compares them).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from issuer.texts_of_awards import WORDS_OF_AWARDS
from issuer.texts_of_endorsements import WORDS_OF_ENDORSEMENTS
from issuer.texts_of_exports import WORDS_OF_EXPORTS
from issuer.texts_of_modules import WORDS_OF_MODULES
from issuer.texts_of_recognition import WORDS_OF_RECOGNITION
from issuer.texts_of_registers import WORDS_OF_REGISTERS

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    nl: str
    en: str

    def say(self, language: Language, params: Mapping[str, object]) -> str:
        """Return the text with the params filled in."""
        return (self.nl if language == "nl" else self.en).format_map(params)


def text_for(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Return the text for a code of a remark or an error.

    An error with a ``reason`` has a text per reason, under ``code.reason``.
    """
    reason = params.get("reason")
    return TEXTS[code if reason is None else f"{code}.{reason}"].say(language, params)


_REMARKS = {
    "name_missing": Text("De naam ontbreekt. Vul de naam in.", "The name is missing. Fill in the name."),
    "name_invalid": Text(
        "Dit kan geen naam zijn: te lang, zonder letters of met onzichtbare tekens. Typ de naam opnieuw.",
        "This cannot be a name: too long, without letters or with invisible characters. Retype the name.",
    ),
    "no_identifier": Text(
        "Er is geen studentnummer en geen e-mailadres. Vul één van de twee in.",
        "There is no student number and no e-mail address. Fill in one of the two.",
    ),
    "student_number_invalid": Text(
        "Dit is geen studentnummer: gebruik alleen letters, cijfers, punten en streepjes, hooguit 32.",
        "This is no student number: use only letters, digits, dots and dashes, at most 32.",
    ),
    "email_invalid": Text(
        "Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@school.nl.",
        "This is no e-mail address. An e-mail address looks like name@school.nl.",
    ),
    "bsn_found": Text(
        "Dit lijkt een burgerservicenummer (BSN). Dat mogen wij niet verwerken: haal het weg.",
        "This looks like a citizen service number (BSN). We may not process it: remove it.",
    ),
    "module_missing": Text(
        "Er staat niet om welke module het gaat. Vul de module in.",
        "It does not say which module this is about. Fill in the module.",
    ),
    "module_unknown": Text(
        "De module “{value}” is niet gepubliceerd. Controleer de naam, of publiceer de module eerst.",
        "The module “{value}” is not published. Check the name, or publish the module first.",
    ),
    "module_ambiguous": Text(
        "Er zijn meer modules die “{value}” heten. Vul het volledige adres van de module in.",
        "More than one module is called “{value}”. Fill in the full address of the module.",
    ),
    "version_unknown": Text(
        "Versie “{value}” van deze module is niet gepubliceerd. Gepubliceerd: {published}.",
        "Version “{value}” of this module is not published. Published: {published}.",
    ),
    "result_missing": Text(
        "Het resultaat ontbreekt. Vul het resultaat in.", "The result is missing. Fill in the result."
    ),
    "result_not_allowed": Text(
        "“{value}” is hier geen mogelijk resultaat. Mogelijk: {allowed}.",
        "“{value}” is not a possible result here. Possible: {allowed}.",
    ),
    "result_not_a_number": Text(
        "“{value}” is geen getal. Vul een cijfer in, zoals 7,5.",
        "“{value}” is not a number. Fill in a grade, such as 7.5.",
    ),
    "result_out_of_range": Text(
        "{value} ligt niet tussen {lowest} en {highest}. Controleer het cijfer.",
        "{value} is not between {lowest} and {highest}. Check the grade.",
    ),
    "result_too_long": Text(
        "Dit resultaat is te lang. Gebruik hooguit 100 tekens.",
        "This result is too long. Use at most 100 characters.",
    ),
    "not_a_date": Text(
        "“{value}” is geen datum. Schrijf de datum als 1-7-2026.",
        "“{value}” is not a date. Write the date as 1-7-2026, day first.",
    ),
    "end_before_start": Text(
        "De einddatum ligt vóór de begindatum. Controleer beide.",
        "The end date is before the start date. Check both.",
    ),
    "language_unknown": Text(
        "De taal “{value}” kennen wij niet. Kies nl of en, of laat leeg voor Nederlands.",
        "We do not know the language “{value}”. Choose nl or en, or leave empty for Dutch.",
    ),
    "no_edition_in_language": Text(
        "Deze module heeft geen teksten in de taal “{value}”. Kies een andere taal.",
        "This module has no texts in the language “{value}”. Choose another language.",
    ),
    "too_many_cells": Text(
        "Deze rij heeft meer cellen dan er kolommen zijn. Staat er een scheidingsteken in een cel?",
        "This row has more cells than there are columns. Is there a delimiter in a cell?",
    ),
    "duplicate_in_file": Text(
        "Deze lerende staat voor deze module ook in rij {other_row}. Laat één van beide rijen staan.",
        "This learner is also in row {other_row} for this module. Keep one of the two rows.",
    ),
    "learner_conflict": Text(
        "Het studentnummer en het e-mailadres horen bij verschillende lerenden. Controleer beide.",
        "The student number and the e-mail address belong to different learners. Check both.",
    ),
    "already_awarded_differently": Text(
        "Deze module is voor deze lerende al voorgedragen of toegekend, met andere gegevens. "
        "Wijs de voordracht eerst af, of trek het bewijs eerst in.",
        "This module was already proposed or awarded to this learner, with other particulars. "
        "Reject the proposal first, or revoke the credential first.",
    ),
    "not_achieved": Text("Niet behaald: geen toekenning.", "Not achieved: no award."),
    "already_known": Text(
        "Al eerder voorgedragen, met dezelfde gegevens: niets te doen.",
        "Proposed before, with the same particulars: nothing to do.",
    ),
}

_FILES = {
    "empty": Text("Het bestand is leeg. Kies een ander bestand.", "The file is empty. Choose another file."),
    "too_large": Text(
        "Het bestand is groter dan {limit} MB. Verdeel het over meer bestanden.",
        "The file is larger than {limit} MB. Divide it over several files.",
    ),
    "unpacks_too_large": Text(
        "Het bestand wordt uitgepakt groter dan {limit} MB. Kopieer de gegevens naar een nieuw bestand.",
        "The file unpacks to more than {limit} MB. Copy the data into a new file.",
    ),
    "too_many_rows": Text(
        "Het bestand heeft meer dan {limit} rijen. Verdeel het over meer bestanden.",
        "The file has more than {limit} rows. Divide it over several files.",
    ),
    "too_many_columns": Text(
        "Het bestand heeft meer dan {limit} kolommen. Haal weg wat niet nodig is.",
        "The file has more than {limit} columns. Remove what is not needed.",
    ),
    "cell_too_long": Text(
        "In rij {row} staat een cel met te veel tekst. Maak de tekst korter.",
        "Row {row} has a cell with too much text. Shorten the text.",
    ),
    "old_or_protected_excel": Text(
        "Dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord. "
        "Sla het op als .xlsx, zonder wachtwoord.",
        "This is an old Excel file (.xls) or a file with a password. Save it as .xlsx, without a password.",
    ),
    "damaged_excel": Text(
        "Het Excel-bestand is beschadigd. Open het in Excel en sla het opnieuw op als .xlsx.",
        "The Excel file is damaged. Open it in Excel and save it again as .xlsx.",
    ),
    "not_a_table": Text(
        "Dit is geen lijst met resultaten. Gebruik een .xlsx- of een .csv-bestand.",
        "This is no list of results. Use an .xlsx or a .csv file.",
    ),
    "unknown_encoding": Text(
        "De tekens in dit bestand zijn niet te lezen. Sla het op als ‘CSV UTF-8’ of als .xlsx.",
        "The characters in this file cannot be read. Save it as ‘CSV UTF-8’ or as .xlsx.",
    ),
    "broken_csv": Text(
        "Bij rij {row} klopt een aanhalingsteken niet. Sla het bestand opnieuw op als .csv of als .xlsx.",
        "Near row {row} a quotation mark is wrong. Save the file again as .csv or as .xlsx.",
    ),
    "no_header": Text(
        "Er is geen rij met kolomnamen. Zet in de eerste rij: studentnummer, naam, e-mail, module, "
        "resultaat.",
        "There is no row with column names. Put in the first row: student number, name, e-mail, module, "
        "result.",
    ),
    "missing_column": Text(
        "De kolom “{column}” ontbreekt. Voeg die kolom toe.",
        "The column “{column}” is missing. Add that column.",
    ),
    "double_column": Text(
        "De kolom “{column}” staat er twee keer, of betekent hetzelfde als een andere. "
        "Haal één van beide weg.",
        "The column “{column}” is there twice, or means the same as another. Remove one of the two.",
    ),
    "bsn_column": Text(
        "De kolom “{column}” is voor burgerservicenummers. Die mogen wij niet verwerken: haal de kolom weg.",
        "The column “{column}” is for citizen service numbers. We may not process those: remove the column.",
    ),
}

_ERRORS = {
    "not_initialised": Text(
        "Hier is nog niets ingericht. Begin met: waarmerk init",
        "Nothing was set up here yet. Start with: waarmerk init",
    ),
    "schema_out_of_date": Text(
        "De database heeft versie {found} en dit programma verwacht {expected}. "
        "Voer opnieuw waarmerk init uit, of gebruik het nieuwste programma.",
        "The database has version {found} and this program expects {expected}. "
        "Run waarmerk init again, or use the newest program.",
    ),
    "institution_exists": Text(
        "De instelling {controller} bestaat al, met andere gegevens. Er is niets gewijzigd.",
        "The institution {controller} exists already, with other particulars. Nothing was changed.",
    ),
    "unknown_institution": Text(
        "De instelling “{institution}” is hier niet bekend, of er zijn er meer. "
        "Noem de did:web met --institution.",
        "The institution “{institution}” is not known here, or there are several. "
        "Name the did:web with --institution.",
    ),
    "invalid_institution.controller": Text(
        "“{value}” is geen did:web. Geef met --controller bijvoorbeeld did:web:credentials.school.nl",
        "“{value}” is no did:web. Give with --controller, for example, did:web:credentials.school.nl",
    ),
    "invalid_institution.name": Text(
        "De naam van de instelling ontbreekt. Geef de naam met --name.",
        "The name of the institution is missing. Give the name with --name.",
    ),
    "invalid_institution.brin": Text(
        "“{value}” is geen BRIN. Geef met --brin twee cijfers en twee hoofdletters, zoals 99ZZ.",
        "“{value}” is no BRIN. Give with --brin two digits and two capitals, such as 99ZZ.",
    ),
    "invalid_institution.kvk": Text(
        "“{value}” is geen KvK-nummer. Geef met --kvk acht cijfers, zonder spaties.",
        "“{value}” is no KvK number. Give with --kvk eight digits, without spaces.",
    ),
    "invalid_institution.rio": Text(
        "“{value}” is geen RIO-code van een onderwijsaanbieder. Geef met --rio drie cijfers, een A en drie "
        "cijfers, zoals 999A999.",
        "“{value}” is no RIO code of an onderwijsaanbieder. Give with --rio three digits, an A and three "
        "digits, such as 999A999.",
    ),
    "invalid_institution.country_code": Text(
        "“{value}” is geen landcode. Geef met --country twee hoofdletters, zoals NL.",
        "“{value}” is no country code. Give with --country two capitals, such as NL.",
    ),
    "invalid_institution.url": Text(
        "“{value}” is geen adres van een website. Geef met --url een adres dat met https:// begint, zonder "
        "spaties, ? of #.",
        "“{value}” is no address of a website. Give with --url an address that starts with https://, without "
        "spaces, ? or #.",
    ),
    "invalid_institution.public_base_url": Text(
        "“{value}” is geen adres om onder te publiceren. Geef met --public-base-url een adres dat met "
        "https:// begint, zonder spaties, ? of #, en zonder / aan het eind.",
        "“{value}” is no address to publish under. Give with --public-base-url an address that starts with "
        "https://, without spaces, ? or #, and without / at the end.",
    ),
    "invalid_institution.address_in_use": Text(
        "Een andere instelling publiceert hier al onder “{value}”. Geef met --public-base-url een "
        "ander adres.",
        "Another institution here publishes under “{value}” already. Give another address with "
        "--public-base-url.",
    ),
    "annotated_copy_refused.source": Text(
        "“{file}” is het bestand met de resultaten zelf. Kies met --annotated een andere naam voor de kopie.",
        "“{file}” is the file with the results itself. Choose another name for the copy with --annotated.",
    ),
    "annotated_copy_refused.exists": Text(
        "“{file}” bestaat al, en heet niet als een eerdere kopie met opmerkingen (NAAM-annotated). "
        "Kies met --annotated een andere naam.",
        "“{file}” exists already, and is not named like an earlier copy with remarks (NAME-annotated). "
        "Choose another name with --annotated.",
    ),
    "module_version_immutable": Text(
        "Versie {version} van {module} is al gepubliceerd, en zegt iets anders over: {keys}. "
        "Geef de gewijzigde module een nieuw versienummer.",
        "Version {version} of {module} was already published, and says otherwise about: {keys}. "
        "Give the changed module a new version number.",
    ),
    "module_not_publishable": Text(
        "De module {module} kan niet worden gepubliceerd: {count} fout(en) ({codes}). "
        "Bekijk ze met: waarmerk modules check",
        "The module {module} cannot be published: {count} error(s) ({codes}). "
        "See them with: waarmerk modules check",
    ),
    "unknown_module": Text(
        "De module “{module}” is niet gepubliceerd. Bekijk de lijst met: waarmerk modules list",
        "The module “{module}” is not published. See the list with: waarmerk modules list",
    ),
    "nothing_to_decide": Text(
        "Er zijn geen open voordrachten om over te besluiten. Lees eerst resultaten in.",
        "There are no open proposals to decide on. Import results first.",
    ),
    "decision_number_taken": Text(
        "Besluit {number} bestaat al. Gebruik het nummer van het nieuwe besluit.",
        "Decision {number} exists already. Use the number of the new decision.",
    ),
    "decision_refused.no_person": Text(
        "Er ontbreekt een naam of nummer van een persoon. Noem de persoon met --by.",
        "The name or number of a person is missing. Name the person with --by.",
    ),
    "decision_refused.two_different_people_needed": Text(
        "Twee verschillende mensen van de examencommissie moeten besluiten. Noem beiden met --by.",
        "Two different people of the exam board must decide. Name both with --by.",
    ),
    "decision_refused.decider_proposed": Text(
        "Wie een resultaat heeft voorgedragen, mag er niet over besluiten. Laat een ander besluiten.",
        "Whoever proposed a result may not decide on it. Have someone else decide.",
    ),
    "decision_refused.date_in_future": Text(
        "De datum van het besluit ligt in de toekomst. Controleer de datum.",
        "The date of the decision is in the future. Check the date.",
    ),
    "decision_refused.invalid_number": Text(
        "Het nummer van het besluit ontbreekt of is te lang. Geef het nummer met --number.",
        "The number of the decision is missing or too long. Give the number with --number.",
    ),
    "decision_refused.bsn": Text(
        "Het nummer van een besluit of persoon lijkt een burgerservicenummer (BSN). Dat leggen wij niet "
        "vast: gebruik het nummer dat de school zelf geeft.",
        "The number of a decision or person looks like a citizen service number (BSN). We record none of "
        "those: use the number that the school itself gives.",
    ),
    "decision_refused.unknown_award": Text(
        "Een van de genoemde voordrachten is niet (meer) open. Bekijk de lijst met: waarmerk proposals",
        "One of the proposals named is not open (any more). See the list with: waarmerk proposals",
    ),
    "award_refused": Text(
        "Toekenning {award} kon niet worden ondertekend ({problem}). Er is niets opgeslagen voor deze "
        "toekenning.",
        "Award {award} could not be signed ({problem}). Nothing was stored for this award.",
    ),
    "no_signing_key": Text(
        "Er is geen actieve sleutel voor {algorithm}. Maak er een met: waarmerk keys generate",
        "There is no active key for {algorithm}. Make one with: waarmerk keys generate",
    ),
    "settings_invalid.batch_size": Text(
        "Met de instelling {setting} klopt iets niet. Geef een getal van 1 tot en met 1000.",
        "The setting {setting} is wrong. Give a number from 1 to 1000.",
    ),
    "settings_invalid.processes": Text(
        "Met de instelling {setting} klopt iets niet. Geef een getal van 1 tot en met 64.",
        "The setting {setting} is wrong. Give a number from 1 to 64.",
    ),
    "settings_invalid.language": Text(
        "Met de instelling {setting} klopt iets niet. Kies nl of en.",
        "The setting {setting} is wrong. Choose nl or en.",
    ),
    "settings_invalid.yes_or_no": Text(
        "Met de instelling {setting} klopt iets niet. Kies true of false.",
        "The setting {setting} is wrong. Choose true or false.",
    ),
    "settings_invalid.no_form": Text(
        "Er is geen vorm om in te ondertekenen. Zet ten minste één van {setting} op true.",
        "There is no form to sign in. Set at least one of {setting} to true.",
    ),
    "settings_invalid.database_url": Text(
        "Met de instelling {setting} klopt iets niet. Geef het adres van een SQLite-bestand: "
        "sqlite:////map/waarmerk.db",
        "The setting {setting} is wrong. Give the address of an SQLite file: sqlite:////folder/waarmerk.db",
    ),
    "settings_invalid.unusable": Text(
        "De instelling {setting} heeft geen bruikbare waarde. Pas haar aan, of laat haar weg.",
        "The setting {setting} has no usable value. Change it, or leave it out.",
    ),
    "unknown_credential": Text(
        "Bewijs {credential} is niet door deze instelling uitgegeven. Controleer het nummer.",
        "Credential {credential} was not issued by this institution. Check the number.",
    ),
    "unknown_learner": Text(
        "Lerende {learner} is hier niet bekend. Controleer het nummer.",
        "Learner {learner} is not known here. Check the number.",
    ),
    "status_list_full": Text(
        "In statuslijst {name} is geen vrije plaats gevonden. Probeer het opnieuw.",
        "No free place was found in status list {name}. Try again.",
    ),
    "workers_lost": Text(
        "De processen die ondertekenen zijn onverwacht gestopt. Wat al was opgeslagen blijft staan. "
        "Geef dezelfde opdracht nog eens, eventueel met --processes 1.",
        "The processes that sign stopped unexpectedly. What was stored already stays. "
        "Give the same command again, if need be with --processes 1.",
    ),
    "status_change_refused.not_suspendable": Text(
        "Bewijzen van deze module kunnen niet worden geschorst: de module vraagt daar niet om.",
        "Credentials of this module cannot be suspended: the module does not ask for it.",
    ),
    "status_change_refused.already_revoked": Text(
        "Dit bewijs is ingetrokken. Dat is definitief: geef zo nodig een nieuw bewijs uit.",
        "This credential is revoked. That is final: issue a new credential if needed.",
    ),
    "status_change_refused.no_explanation": Text(
        "De toelichting ontbreekt. Zeg in een zin waarom.",
        "The explanation is missing. Say why in a sentence.",
    ),
    "status_change_refused.explanation_too_long": Text(
        "De toelichting is te lang. Gebruik hooguit 1000 tekens.",
        "The explanation is too long. Use at most 1000 characters.",
    ),
    "status_change_refused.bsn": Text(
        "In de toelichting staat iets dat op een BSN lijkt. Haal het weg.",
        "The explanation holds what looks like a citizen service number. Remove it.",
    ),
}

_SAID = {
    "initialised": Text("{name} is ingericht in {home}.", "{name} was set up in {home}."),
    "already_initialised": Text(
        "{name} was al ingericht in {home}; er is niets gewijzigd.",
        "{name} was set up in {home} before; nothing was changed.",
    ),
    "keys_made": Text(
        "{count} sleutels gemaakt in {directory}. Maak een reservekopie van die map.",
        "Made {count} keys in {directory}. Back up that directory.",
    ),
    "module_published": Text(
        "Gepubliceerd: {title}, versie {version}.", "Published: {title}, version {version}."
    ),
    "module_already_published": Text(
        "Al gepubliceerd, met dezelfde inhoud: {title}, versie {version}.",
        "Published before, with the same content: {title}, version {version}.",
    ),
    "module_refused": Text(
        "{file} kan zo niet worden gepubliceerd. Verbeter wat hierboven staat.",
        "{file} cannot be published like this. Correct what is said above.",
    ),
    "module_fine": Text("{file} kan worden gepubliceerd.", "{file} can be published."),
    "already_imported": Text(
        "{file} is op {date} al ingelezen door {by}; er is niets gewijzigd.",
        "{file} was imported on {date} by {by}; nothing was changed.",
    ),
    "annotated": Text("De opmerkingen staan in {file}.", "The remarks are in {file}."),
    "more_remarks": Text("Meer opmerkingen, in de kopie: {count}.", "More remarks, in the copy: {count}."),
    "imported": Text(
        "Rijen gelezen: {rows}; {proposed} voorgedragen, {not_achieved} niet behaald, {known} al bekend, "
        "{wrong} fout en overgeslagen.",
        "Rows read: {rows}; {proposed} proposed, {not_achieved} not achieved, {known} known before, "
        "{wrong} wrong and skipped.",
    ),
    "import_refused": Text(
        "Foute rijen: {wrong} van de {rows}. Er is niets ingelezen. Verbeter wat fout is, "
        "of sla foute rijen over met --skip-invalid.",
        "Wrong rows: {wrong} of {rows}. Nothing was imported. Correct what is wrong, "
        "or skip wrong rows with --skip-invalid.",
    ),
    "awarded": Text(
        "Besluit {number} vastgelegd: {count} toegekend.", "Decision {number} recorded: {count} awarded."
    ),
    "rejected": Text(
        "Besluit {number} vastgelegd: {count} afgewezen.", "Decision {number} recorded: {count} rejected."
    ),
    "already_decided": Text(
        "Besluit {number} was al vastgelegd; er is niets gewijzigd.",
        "Decision {number} was recorded before; nothing was changed.",
    ),
    "issuing": Text("Ondertekenen", "Signing"),
    "issued": Text("Bewijzen ondertekend: {count}.", "Credentials signed: {count}."),
    "published": Text(
        "{files} bestanden gepubliceerd in {directory}.", "{files} files published in {directory}."
    ),
    "revoked": Text("Het bewijs is ingetrokken: {credential}.", "Revoked: {credential}."),
    "already_revoked": Text(
        "Het bewijs was al ingetrokken: {credential}; er is niets gewijzigd.",
        "Was revoked before: {credential}; nothing was changed.",
    ),
    "suspended": Text("Het bewijs is geschorst: {credential}.", "Suspended: {credential}."),
    "already_suspended": Text(
        "Het bewijs was al geschorst: {credential}; er is niets gewijzigd.",
        "Was suspended before: {credential}; nothing was changed.",
    ),
    "reinstated": Text(
        "De schorsing van het bewijs is opgeheven: {credential}.", "The suspension was ended: {credential}."
    ),
    "already_reinstated": Text(
        "Het bewijs was niet geschorst: {credential}; er is niets gewijzigd.",
        "Was not suspended: {credential}; nothing was changed.",
    ),
    "status_in_force": Text("Van kracht op {moment}.", "In force on {moment}."),
    "status_not_issued": Text("Nog niet uitgegeven op {moment}.", "Not issued yet on {moment}."),
    "status_revoked": Text("Ingetrokken op {moment}.", "Revoked as of {moment}."),
    "status_suspended": Text("Geschorst op {moment}.", "Suspended as of {moment}."),
    "word_in_force": Text("van kracht", "in force"),
    "word_revoked": Text("ingetrokken", "revoked"),
    "word_suspended": Text("geschorst", "suspended"),
    "erased": Text(
        "De gegevens van de lerende zijn gewist. Bewijzen waar dat om gaat: {count}. "
        "Wat de lerende zelf heeft, blijft te controleren.",
        "The learner's particulars were erased. Credentials concerned: {count}. "
        "What the learner holds stays verifiable.",
    ),
    "already_erased": Text("De gegevens waren al gewist.", "The particulars were erased before."),
}

TEXTS: Mapping[str, Text] = {
    **_REMARKS,
    **{f"file_refused.{reason}": text for reason, text in _FILES.items()},
    **_ERRORS,
    **{f"said.{code}": text for code, text in _SAID.items()},
    **{code: Text(*words) for code, words in WORDS_OF_AWARDS.items()},
    **{code: Text(*words) for code, words in WORDS_OF_ENDORSEMENTS.items()},
    **{code: Text(*words) for code, words in WORDS_OF_EXPORTS.items()},
    **{code: Text(*words) for code, words in WORDS_OF_REGISTERS.items()},
    **{code: Text(*words) for code, words in WORDS_OF_MODULES.items()},
    **{code: Text(*words) for code, words in WORDS_OF_RECOGNITION.items()},
}
