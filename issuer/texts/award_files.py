"""What people read about award files, by code: in Dutch and in English.

What is wrong with a file is a finding, and has its words in
``domain/texts``.
"""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "awards_blocked": (
        "Er is niets besloten: bij {count} van de voordrachten staat nog iets in de weg. Verbeter dat, of "
        "wijs die voordrachten af.",
        "Nothing was decided: something stands in the way of {count} of the proposals. Correct that, or "
        "reject those proposals.",
    ),
    "settings_invalid.start_qualification": (
        "Met de instelling {setting} klopt iets niet. Kies block, warn of off.",
        "The setting {setting} is wrong. Choose block, warn or off.",
    ),
    "said.award_proposed": (
        "{file}: voorgedragen ({title}, versie {version}). Voordracht {award}.",
        "{file}: proposed ({title}, version {version}). Proposal {award}.",
    ),
    "said.award_already_known": (
        "{file}: al eerder voorgedragen, met dezelfde gegevens; er is niets gewijzigd.",
        "{file}: proposed before, with the same particulars; nothing was changed.",
    ),
    "said.award_file_fine": (
        "{file}: module en toekenning zijn in orde. Draag voor met: waarmerk awards propose.",
        "{file}: the module and the award are fine. Propose it with: waarmerk awards propose.",
    ),
    "said.award_file_wrong": (
        "{file}: de toekenning kan zo niet worden voorgedragen. Verbeter de fouten hierboven.",
        "{file}: the award cannot be proposed like this. Correct the errors above.",
    ),
    "said.award_file_unsigned": (
        "{file}: de toekenning kan worden voorgedragen, maar wordt pas uitgegeven als iedereen heeft "
        "getekend.",
        "{file}: the award can be proposed, but is only issued once everybody has signed.",
    ),
    "said.award_file_refused": (
        "{file}: niet voorgedragen. Verbeter wat hierboven staat.",
        "{file}: not proposed. Correct what is said above.",
    ),
    "said.award_held_back": (
        "{file}: in orde, maar niet voorgedragen omdat een ander bestand niet klopt. Verbeter dat, of "
        "sla het over met --skip-invalid.",
        "{file}: in order, but not proposed because another file is not. Correct that, or skip it with "
        "--skip-invalid.",
    ),
}
