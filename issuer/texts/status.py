"""What people read about the status of credentials, and about erasing."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "unknown_credential": (
        "Bewijs {credential} is niet door deze instelling uitgegeven. Controleer het nummer.",
        "Credential {credential} was not issued by this institution. Check the number.",
    ),
    "unknown_learner": (
        "Lerende {learner} is hier niet bekend. Controleer het nummer.",
        "Learner {learner} is not known here. Check the number.",
    ),
    "status_change_refused.not_suspendable": (
        "Bewijzen van deze module kunnen niet worden geschorst: de module vraagt daar niet om.",
        "Credentials of this module cannot be suspended: the module does not ask for it.",
    ),
    "status_change_refused.already_revoked": (
        "Dit bewijs is ingetrokken. Dat is definitief: geef zo nodig een nieuw bewijs uit.",
        "This credential is revoked. That is final: issue a new credential if needed.",
    ),
    "status_change_refused.no_explanation": (
        "De toelichting ontbreekt. Zeg in een zin waarom.",
        "The explanation is missing. Say why in a sentence.",
    ),
    "status_change_refused.explanation_too_long": (
        "De toelichting is te lang. Gebruik hooguit 1000 tekens.",
        "The explanation is too long. Use at most 1000 characters.",
    ),
    "status_change_refused.bsn": (
        "In de toelichting staat iets dat op een BSN lijkt. Haal het weg.",
        "The explanation holds what looks like a citizen service number. Remove it.",
    ),
    "said.revoked": ("Het bewijs is ingetrokken: {credential}.", "Revoked: {credential}."),
    "said.public_error": (
        "Werkgevers lezen: sinds vandaag, omdat er een fout in de gegevens stond.",
        "Employers read: since today, because there was an error in the data.",
    ),
    "said.public_decision_withdrawn": (
        "Werkgevers lezen: sinds vandaag, omdat het besluit is teruggenomen. Waarom, wordt niet openbaar.",
        "Employers read: since today, because the decision was taken back. Why does not become public.",
    ),
    "said.public_learner_request": (
        "Werkgevers lezen: sinds vandaag, omdat de houder erom heeft gevraagd.",
        "Employers read: since today, because the holder asked for it.",
    ),
    "said.public_duplicate": (
        "Werkgevers lezen: sinds vandaag, omdat er een ander bewijs voor hetzelfde is.",
        "Employers read: since today, because there is another credential for the same.",
    ),
    "said.already_revoked": (
        "Het bewijs was al ingetrokken: {credential}; er is niets gewijzigd.",
        "Was revoked before: {credential}; nothing was changed.",
    ),
    "said.suspended": ("Het bewijs is geschorst: {credential}.", "Suspended: {credential}."),
    "said.already_suspended": (
        "Het bewijs was al geschorst: {credential}; er is niets gewijzigd.",
        "Was suspended before: {credential}; nothing was changed.",
    ),
    "said.reinstated": (
        "De schorsing van het bewijs is opgeheven: {credential}.",
        "The suspension was ended: {credential}.",
    ),
    "said.already_reinstated": (
        "Het bewijs was niet geschorst: {credential}; er is niets gewijzigd.",
        "Was not suspended: {credential}; nothing was changed.",
    ),
    "said.status_in_force": ("Van kracht op {moment}.", "In force on {moment}."),
    "said.status_not_issued": ("Nog niet uitgegeven op {moment}.", "Not issued yet on {moment}."),
    "said.status_revoked": ("Ingetrokken op {moment}.", "Revoked as of {moment}."),
    "said.status_suspended": ("Geschorst op {moment}.", "Suspended as of {moment}."),
    "said.word_in_force": ("van kracht", "in force"),
    "said.word_revoked": ("ingetrokken", "revoked"),
    "said.word_suspended": ("geschorst", "suspended"),
    "said.erased": (
        "De gegevens van de lerende zijn gewist. Bewijzen waar dat om gaat: {count}. "
        "Wat de lerende zelf heeft, blijft te controleren.",
        "The learner's particulars were erased. Credentials concerned: {count}. "
        "What the learner holds stays verifiable.",
    ),
    "said.already_erased": ("De gegevens waren al gewist.", "The particulars were erased before."),
}
