"""What people read about issuing."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "award_refused": (
        "Toekenning {award} kon niet worden ondertekend ({problem}). Er is niets opgeslagen voor deze "
        "toekenning.",
        "Award {award} could not be signed ({problem}). Nothing was stored for this award.",
    ),
    "status_list_full": (
        "In statuslijst {name} is geen vrije plaats gevonden. Probeer het opnieuw.",
        "No free place was found in status list {name}. Try again.",
    ),
    "said.cards_made": ("Kaarten gemaakt: {count}.", "Cards made: {count}."),
    "said.without_card": (
        "Bewijzen zonder kaart in de QR-code: {count}. Een gegeven van de instelling past er niet op. Hun "
        "QR-code heeft alleen het adres van de controlepagina.",
        "Credentials without a card in the QR code: {count}. Something of the institution does not fit on "
        "it. Their QR code has the address of the verification page alone.",
    ),
    "said.issuing": ("Ondertekenen", "Signing"),
    "said.issued": ("Bewijzen ondertekend: {count}.", "Credentials signed: {count}."),
}
