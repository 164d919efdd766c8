"""What commands about modules and schools say, in Dutch and in English."""

from collections.abc import Mapping
from typing import Final

WORDS_OF_MODULES: Final[Mapping[str, tuple[str, str]]] = {
    "said.module_waits": (
        "{file} is een concept zonder fouten. Het kan worden gepubliceerd als is ingevuld wat hierboven nog "
        "ontbreekt.",
        "{file} is a draft without errors. It can be published once everything is filled in that is still "
        "missing above.",
    ),
    "said.school": (
        "{name}. Soort: {kind}. Bekostigd: {funded}. Biedt heel aan: {offers}. Derde leerweg voor: "
        "{recognised}. Kleine modules (80 en 160 SBU): {small}.",
        "{name}. Kind: {kind}. Publicly funded: {funded}. Offers whole: {offers}. Derde leerweg for: "
        "{recognised}. Small modules (80 and 160 SBU): {small}.",
    ),
}
