"""What whoever signs reads, in Dutch and English."""

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("U gaat dit ondertekenen", "You are about to sign this"),
    "learner": ("Lerende", "Learner"),
    "module": ("Titel", "Title"),
    "version": ("Versie", "Version"),
    "school": ("Onderwijsinstelling", "School"),
    "provider": ("Gegeven door", "Given by"),
    "kind": ("Soort bewijs", "Kind of credential"),
    "kind_written": ("Zo staat het erin", "As it is written"),
    "standing": ("Wat het (niet) is", "What it is (not)"),
    "attention": ("Let op", "Please note"),
    "from": ("Van", "From"),
    "until": ("Tot en met", "Until"),
    "level": ("Niveau", "Level"),
    "study_load": ("Studielast", "Study load"),
    "load": ("Studiepunten", "Credits"),
    "assessment": ("Toetsvorm", "Assessment"),
    "participation": ("Deelnamevorm", "Participation"),
    "quality": ("Kwaliteitsborging", "Quality assurance"),
    "description": ("Omschrijving", "Description"),
    "criteria": ("Beoordelingscriteria", "Criteria"),
    "evidence": ("Bewijsstuk", "Evidence"),
    "several_kinds": (
        "Dit kan voor meer dan één soort bewijs doorgaan. Vraag de onderwijsinstelling welk soort het is "
        "voordat u ondertekent.",
        "This passes for more than one kind of credential. Ask the school which kind it is before you sign.",
    ),
    "unknown_kind": (
        "Een soort die Waarmerk niet kent. Vraag de onderwijsinstelling wat het is voordat u ondertekent.",
        "A kind that Waarmerk does not know. Ask the school what it is before you sign.",
    ),
    "not_usual": (
        "Bij dit soort bewijs hoort geen handtekening in deze rol. Vraag de onderwijsinstelling waarom zij "
        "die vraagt.",
        "A credential of this kind has no signature in this role. Ask the school why it asks for one.",
    ),
    "further": (
        "Verder staat dit erin. Ook dit ondertekent u, zoals het er staat",
        "This is in it as well. You sign this too, as it is written",
    ),
    "not_all_shown": (
        "Er staat meer in dan hier past: lange teksten zijn afgebroken, of er zijn regels weggelaten. Bekijk "
        "het hele bestand voordat u ondertekent.",
        "There is more in it than fits here: long texts were cut off, or lines left out. Look at the whole "
        "file before you sign.",
    ),
    "by_whom": ("Wie ondertekent", "Who signs"),
    "work_process": ("Werkproces", "Work process"),
    "outcome": ("Leeruitkomst", "Learning outcome"),
    "result": ("Resultaat", "Result"),
    "organisation": ("Namens", "On behalf of"),
    "kvk": ("KvK-nummer", "KvK number"),
    "role": ("Als", "As"),
    "official": ("Ondertekenaar", "Signed by"),
    "key": ("Met sleutel", "With key"),
    "digest": ("Controlegetal", "Digest"),
    "words": ("De tekst die u ondertekent", "The words that you sign"),
    "confirm": (
        "Klopt dit, en mag u dit namens uw organisatie ondertekenen?",
        "Is this right, and may you sign it on behalf of your organisation?",
    ),
    "not_signed": ("Er is niets ondertekend.", "Nothing was signed."),
    "signed": (
        "Ondertekend: {file}. Stuur dit bestand terug naar de onderwijsinstelling.",
        "Signed: {file}. Send this file back to the school.",
    ),
    "tell_key": (
        "Is dit de eerste keer? Laat de onderwijsinstelling langs een andere weg weten, bijvoorbeeld per "
        "telefoon, dat dit uw sleutel is: {key}",
        "Is this the first time? Let the school know by another way, such as the telephone, that this is "
        "your key: {key}",
    ),
    "not_a_request": (
        "{file} is geen verzoek om te ondertekenen. Vraag de onderwijsinstelling om het goede bestand.",
        "{file} is no request to sign. Ask the school for the right file.",
    ),
    "newer_version": (
        "{file} is van een nieuwere versie van waarmerk. Installeer de nieuwste versie.",
        "{file} is of a newer version of waarmerk. Install the newest version.",
    ),
    "member": (
        "In {file} klopt iets niet bij {pointer}. Vraag de onderwijsinstelling om een nieuw bestand.",
        "Something is wrong in {file} at {pointer}. Ask the school for a new file.",
    ),
    "digest_wrong": (
        "{file} is veranderd nadat de onderwijsinstelling het maakte. Vraag om het originele bestand.",
        "{file} was changed after the school made it. Ask for the original file.",
    ),
    "other_role": (
        "De onderwijsinstelling vraagt om te ondertekenen als {expected}, en niet als {given}. Gebruik "
        "--role {expected}, of vraag om een ander verzoek.",
        "The school asks you to sign as {expected}, and not as {given}. Use --role {expected}, or ask for "
        "another request.",
    ),
    "other_organisation": (
        "De onderwijsinstelling vraagt de handtekening van {expected}, en niet van {given}. Gebruik "
        "--organisation “{expected}”, of vraag om een ander verzoek.",
        "The school asks for the signature of {expected}, and not of {given}. Use --organisation "
        "“{expected}”, or ask for another request.",
    ),
    "no_organisation": (
        "Het is niet duidelijk namens wie u ondertekent. Noem uw organisatie met --organisation.",
        "It is not clear on whose behalf you sign. Name your organisation with --organisation.",
    ),
    "kvk_wrong": (
        "{given} is geen KvK-nummer. Geef met --kvk acht cijfers, zonder spaties.",
        "{given} is no KvK number. Give eight digits with --kvk, without spaces.",
    ),
    "no_private_key": (
        "In {file} zit geen Ed25519-sleutel om mee te ondertekenen. Maak er een met: waarmerk keys generate",
        "{file} holds no Ed25519 key to sign with. Make one with: waarmerk keys generate",
    ),
    "no_keys": (
        "Er zijn nog geen sleutels in {directory}. Maak er een met: waarmerk keys generate --controller "
        "did:web:uw-website.nl",
        "There are no keys in {directory} yet. Make one with: waarmerk keys generate --controller "
        "did:web:your-website.example",
    ),
    "several_controllers": (
        "Er zijn sleutels van meer dan één organisatie: {controllers}. Kies er een met --controller.",
        "There are keys of more than one organisation: {controllers}. Choose one with --controller.",
    ),
    "exists": (
        "{file} bestaat al. Kies met --out een andere naam.",
        "{file} exists already. Choose another name with --out.",
    ),
    "not_verified": (
        "Wat is ondertekend komt niet goed door de controle ({codes}). Er is niets bewaard.",
        "What was signed does not pass the check ({codes}). Nothing was kept.",
    ),
}


def said(word: str, language: str, **values: object) -> str:
    """Return a text in "nl" or "en" with its values."""
    return TEXTS[word][0 if language == "nl" else 1].format_map(values)
