"""What people read about decisions of the exam board."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "nothing_to_decide": (
        "Er zijn geen open voordrachten om over te besluiten. Lees eerst resultaten in.",
        "There are no open proposals to decide on. Import results first.",
    ),
    "decision_number_taken": (
        "Besluit {number} bestaat al. Gebruik het nummer van het nieuwe besluit.",
        "Decision {number} exists already. Use the number of the new decision.",
    ),
    "decision_refused.no_person": (
        "Er ontbreekt een naam of nummer van een persoon. Noem de persoon met --by.",
        "The name or number of a person is missing. Name the person with --by.",
    ),
    "decision_refused.two_different_people_needed": (
        "Twee verschillende mensen van de examencommissie moeten besluiten. Noem beiden met --by.",
        "Two different people of the exam board must decide. Name both with --by.",
    ),
    "decision_refused.decider_proposed": (
        "Wie een resultaat heeft voorgedragen, mag er niet over besluiten. Laat een ander besluiten.",
        "Whoever proposed a result may not decide on it. Have someone else decide.",
    ),
    "decision_refused.date_in_future": (
        "De datum van het besluit ligt in de toekomst. Controleer de datum.",
        "The date of the decision is in the future. Check the date.",
    ),
    "decision_refused.invalid_number": (
        "Het nummer van het besluit ontbreekt of is te lang. Geef het nummer met --number.",
        "The number of the decision is missing or too long. Give the number with --number.",
    ),
    "decision_refused.bsn": (
        "Het nummer van een besluit of persoon lijkt een burgerservicenummer (BSN). Dat leggen wij niet "
        "vast: gebruik het nummer dat de school zelf geeft.",
        "The number of a decision or person looks like a citizen service number (BSN). We record none of "
        "those: use the number that the school itself gives.",
    ),
    "decision_refused.unknown_award": (
        "Een van de genoemde voordrachten is niet (meer) open. Bekijk de lijst met: waarmerk proposals",
        "One of the proposals named is not open (any more). See the list with: waarmerk proposals",
    ),
    "said.awarded": (
        "Besluit {number} vastgelegd: {count} toegekend.",
        "Decision {number} recorded: {count} awarded.",
    ),
    "said.rejected": (
        "Besluit {number} vastgelegd: {count} afgewezen.",
        "Decision {number} recorded: {count} rejected.",
    ),
    "said.already_decided": (
        "Besluit {number} was al vastgelegd; er is niets gewijzigd.",
        "Decision {number} was recorded before; nothing was changed.",
    ),
}
