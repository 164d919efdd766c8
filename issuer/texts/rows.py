"""What people read about the rows of a file of results."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "name_missing": ("De naam ontbreekt. Vul de naam in.", "The name is missing. Fill in the name."),
    "name_invalid": (
        "Dit kan geen naam zijn: te lang, zonder letters of met onzichtbare tekens. Typ de naam opnieuw.",
        "This cannot be a name: too long, without letters or with invisible characters. Retype the name.",
    ),
    "no_identifier": (
        "Er is geen studentnummer en geen e-mailadres. Vul één van de twee in.",
        "There is no student number and no e-mail address. Fill in one of the two.",
    ),
    "student_number_invalid": (
        "Dit is geen studentnummer: gebruik alleen letters, cijfers, punten en streepjes, hooguit 32.",
        "This is no student number: use only letters, digits, dots and dashes, at most 32.",
    ),
    "email_invalid": (
        "Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@school.nl.",
        "This is no e-mail address. An e-mail address looks like name@school.nl.",
    ),
    "bsn_found": (
        "Dit lijkt een burgerservicenummer (BSN). Dat mogen wij niet verwerken: haal het weg.",
        "This looks like a citizen service number (BSN). We may not process it: remove it.",
    ),
    "module_missing": (
        "Er staat niet om welke module het gaat. Vul de module in.",
        "It does not say which module this is about. Fill in the module.",
    ),
    "module_unknown": (
        "De module “{value}” is niet gepubliceerd. Controleer de naam, of publiceer de module eerst.",
        "The module “{value}” is not published. Check the name, or publish the module first.",
    ),
    "module_ambiguous": (
        "Er zijn meer modules die “{value}” heten. Vul het volledige adres van de module in.",
        "More than one module is called “{value}”. Fill in the full address of the module.",
    ),
    "version_unknown": (
        "Versie “{value}” van deze module is niet gepubliceerd. Gepubliceerd: {published}.",
        "Version “{value}” of this module is not published. Published: {published}.",
    ),
    "result_missing": (
        "Het resultaat ontbreekt. Vul het resultaat in.",
        "The result is missing. Fill in the result.",
    ),
    "result_not_allowed": (
        "“{value}” is hier geen mogelijk resultaat. Mogelijk: {allowed}.",
        "“{value}” is not a possible result here. Possible: {allowed}.",
    ),
    "result_not_a_number": (
        "“{value}” is geen getal. Vul een cijfer in, zoals 7,5.",
        "“{value}” is not a number. Fill in a grade, such as 7.5.",
    ),
    "result_out_of_range": (
        "{value} ligt niet tussen {lowest} en {highest}. Controleer het cijfer.",
        "{value} is not between {lowest} and {highest}. Check the grade.",
    ),
    "result_too_long": (
        "Dit resultaat is te lang. Gebruik hooguit 100 tekens.",
        "This result is too long. Use at most 100 characters.",
    ),
    "not_a_date": (
        "“{value}” is geen datum. Schrijf de datum als 1-7-2026.",
        "“{value}” is not a date. Write the date as 1-7-2026, day first.",
    ),
    "end_before_start": (
        "De einddatum ligt vóór de begindatum. Controleer beide.",
        "The end date is before the start date. Check both.",
    ),
    "language_unknown": (
        "De taal “{value}” kennen wij niet. Kies nl of en, of laat leeg voor Nederlands.",
        "We do not know the language “{value}”. Choose nl or en, or leave empty for Dutch.",
    ),
    "no_edition_in_language": (
        "Deze module heeft geen teksten in de taal “{value}”. Kies een andere taal.",
        "This module has no texts in the language “{value}”. Choose another language.",
    ),
    "too_many_cells": (
        "Deze rij heeft meer cellen dan er kolommen zijn. Staat er een scheidingsteken in een cel?",
        "This row has more cells than there are columns. Is there a delimiter in a cell?",
    ),
    "duplicate_in_file": (
        "Deze lerende staat voor deze module ook in rij {other_row}. Laat één van beide rijen staan.",
        "This learner is also in row {other_row} for this module. Keep one of the two rows.",
    ),
    "learner_conflict": (
        "Het studentnummer en het e-mailadres horen bij verschillende lerenden. Controleer beide.",
        "The student number and the e-mail address belong to different learners. Check both.",
    ),
    "already_awarded_differently": (
        "Deze module is voor deze lerende al voorgedragen of toegekend, met andere gegevens. "
        "Wijs de voordracht eerst af, of trek het bewijs eerst in.",
        "This module was already proposed or awarded to this learner, with other particulars. "
        "Reject the proposal first, or revoke the credential first.",
    ),
    "start_qualification_not_seen": (
        "Het is niet vastgesteld dat de lerende een startkwalificatie heeft. Stel dat vast, of leg de reden "
        "vast waarom het toch kan.",
        "It was not established that the learner has a startkwalificatie. Establish it, or put on file why "
        "it may be awarded all the same.",
    ),
    "start_qualification_not_understood": (
        "“{value}” zegt niet of er een startkwalificatie is. Kies ja, nee of niet bekend, of havo, vwo, "
        "mbo-1 tot en met mbo-4.",
        "“{value}” does not say whether there is a startkwalificatie. Choose yes, no or unknown, or havo, "
        "vwo, mbo-1 up to mbo-4.",
    ),
    "start_qualification_without_day": (
        "Er staat niet wanneer de startkwalificatie is vastgesteld. Vul de dag in.",
        "It does not say when the startkwalificatie was established. Fill in the day.",
    ),
    "not_achieved": ("Niet behaald: geen toekenning.", "Not achieved: no award."),
    "already_known": (
        "Al eerder voorgedragen, met dezelfde gegevens: niets te doen.",
        "Proposed before, with the same particulars: nothing to do.",
    ),
}
