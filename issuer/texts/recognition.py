"""What people read about stacking, agreements and recognition, in Dutch and in English."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "unknown_qualification": (
        "Kwalificatie {crebo} staat niet in het register dat hier is ingelezen. Controleer de crebo. "
        "Bekend zijn: {known}.",
        "Qualification {crebo} is not in the register that was imported here. Check the crebo. "
        "Known are: {known}.",
    ),
    "too_many_credentials": (
        "Meer dan {maximum} bestanden in één keer kan niet. Kies alleen de bewijzen van deze student.",
        "More than {maximum} files at a time is not possible. Choose only the credentials of this student.",
    ),
    "agreement_changed": (
        "Er is al een afspraak met nummer {number}, met een andere inhoud. Er is niets ingelezen. "
        "Geef de nieuwe afspraak een eigen nummer.",
        "There is an agreement with number {number} already, and it says something else. "
        "Nothing was taken in. Give the new agreement a number of its own.",
    ),
    "award_not_verified": (
        "{file} is geen gecontroleerd geldig bewijs. Kijk wat er mis is met: waarmerk verify {file}",
        "{file} is no credential that passes verification. See what is wrong with: waarmerk verify {file}",
    ),
    "pdf_not_installed": (
        "Een PDF maken is niet geïnstalleerd. Voer uit:  pip install 'waarmerk[export]'",
        "Making a PDF is not installed. Run:  pip install 'waarmerk[export]'",
    ),
    "decision_refused.no_motivation": (
        "De motivering ontbreekt of is te lang. Zeg met --motivation in een paar zinnen waarom.",
        "The motivation is missing or too long. Say why in a few sentences with --motivation.",
    ),
    "decision_refused.bsn_in_motivation": (
        "In de motivering staat iets dat op een BSN lijkt. Haal het weg.",
        "The motivation holds what looks like a citizen service number (BSN). Remove it.",
    ),
    "decision_refused.no_subject": (
        "Er staat niet waarover het besluit gaat, of het adres is te lang. Noem het adres van de module.",
        "It does not say what the decision is about, or the address is too long. Give the module's address.",
    ),
    "said.agreement_added": ("Vastgelegd: afspraak {number}.", "Recorded: agreement {number}."),
    "said.agreement_already_added": (
        "Afspraak {number} was al vastgelegd, met dezelfde inhoud.",
        "Agreement {number} was recorded before, with the same content.",
    ),
    "said.agreements_refused": (
        "{file} kan zo niet worden ingelezen. Verbeter wat hierboven staat.",
        "{file} cannot be taken in like this. Correct what is said above.",
    ),
    "said.module_recognised": (
        "Besluit {number} vastgelegd: module erkend. Over elke waardering besluit de examencommissie apart.",
        "Decision {number} recorded: module recognised. The exam board decides on every valuation apart.",
    ),
    "said.module_not_recognised": (
        "Besluit {number} vastgelegd: module niet erkend.",
        "Decision {number} recorded: module not recognised.",
    ),
    "said.award_validated": (
        "Besluit {number} vastgelegd: waardering gevalideerd. "
        "Over de module besluit de examencommissie apart.",
        "Decision {number} recorded: valuation validated. The exam board decides on the module apart.",
    ),
    "said.award_not_validated": (
        "Besluit {number} vastgelegd: waardering niet gevalideerd.",
        "Decision {number} recorded: valuation not validated.",
    ),
    "said.recognised_by_none": (
        "“{title}” van {issuer}: hier is geen afspraak vastgelegd waarmee een andere school dit erkent. "
        "Elke examencommissie kan er zelf over besluiten.",
        "“{title}” of {issuer}: no agreement is recorded here by which another school recognises it. "
        "Every exam board can decide on it by itself.",
    ),
    "said.recognised_by_one": (
        "“{title}” van {issuer}: 1 school erkent dit, volgens afspraken die hier zijn vastgelegd.",
        "“{title}” of {issuer}: 1 school recognises it, by agreements that are recorded here.",
    ),
    "said.recognised_by_several": (
        "“{title}” van {issuer}: {count} scholen erkennen dit, volgens afspraken die hier zijn vastgelegd.",
        "“{title}” of {issuer}: {count} schools recognise it, by agreements that are recorded here.",
    ),
    "said.recognising_school": ("{brin}, volgens {numbers}", "{brin}, by {numbers}"),
    "said.written": ("Geschreven: {file}", "Written: {file}"),
}
"""By code the words in Dutch and in English."""
