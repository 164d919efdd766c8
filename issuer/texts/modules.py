"""What commands about modules and schools say, in Dutch and in English."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "module_version_immutable": (
        "Versie {version} van {module} is al gepubliceerd, en zegt iets anders over: {keys}. "
        "Geef de gewijzigde module een nieuw versienummer.",
        "Version {version} of {module} was already published, and says otherwise about: {keys}. "
        "Give the changed module a new version number.",
    ),
    "module_not_publishable": (
        "De module {module} kan niet worden gepubliceerd: {count} fout(en) ({codes}). "
        "Bekijk ze met: waarmerk modules check",
        "The module {module} cannot be published: {count} error(s) ({codes}). "
        "See them with: waarmerk modules check",
    ),
    "unknown_module": (
        "De module “{module}” is niet gepubliceerd. Bekijk de lijst met: waarmerk modules list",
        "The module “{module}” is not published. See the list with: waarmerk modules list",
    ),
    "said.module_published": (
        "Gepubliceerd: {title}, versie {version}.",
        "Published: {title}, version {version}.",
    ),
    "said.module_already_published": (
        "Al gepubliceerd, met dezelfde inhoud: {title}, versie {version}.",
        "Published before, with the same content: {title}, version {version}.",
    ),
    "said.module_refused": (
        "{file} kan zo niet worden gepubliceerd. Verbeter wat hierboven staat.",
        "{file} cannot be published like this. Correct what is said above.",
    ),
    "said.module_fine": ("{file} kan worden gepubliceerd.", "{file} can be published."),
    "said.module_waits": (
        "{file} is een concept zonder fouten. Het kan worden gepubliceerd als is ingevuld wat hierboven nog "
        "ontbreekt.",
        "{file} is a draft without errors. It can be published once everything is filled in that is still "
        "missing above.",
    ),
    "said.catalogue_not_compared": (
        "{file} is niet vergeleken: eerst moet wat hierboven staat in orde zijn.",
        "{file} was not compared with: first what is said above has to be put right.",
    ),
    "said.skills_suggested": (
        "{file}: deze vaardigheden horen volgens de registers bij de werkprocessen. Neem in het bestand over "
        "wat klopt.",
        "{file}: according to the registers these skills go with the work processes. Take over in the file "
        "what is right.",
    ),
    "said.no_skills_suggested": (
        "{file}: in de registers staan geen andere vaardigheden bij deze werkprocessen.",
        "{file}: the registers have no other skills for these work processes.",
    ),
    "said.no_skills_imported": (
        "{file}: in de registers staan nog geen vaardigheden. Lees ze in met “waarmerk registers import”; "
        "zie docs/register-files.md.",
        "{file}: the registers have no skills yet. Take them in with “waarmerk registers import”; see "
        "docs/register-files.md.",
    ),
    "said.school": (
        "{name}. Soort: {kind}. Bekostigd: {funded}. Biedt heel aan: {offers}. Derde leerweg voor: "
        "{recognised}. Kleine modules (80 en 160 SBU): {small}. Nummer van het besluit in het bewijs: "
        "{numbers}.",
        "{name}. Kind: {kind}. Publicly funded: {funded}. Offers whole: {offers}. Derde leerweg for: "
        "{recognised}. Small modules (80 and 160 SBU): {small}. Number of the decision in the credential: "
        "{numbers}.",
    ),
}
