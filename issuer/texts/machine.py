"""What people read when keys or files stand in the way, in Dutch and in English.

In English an error of :mod:`keys` speaks for itself: ``{message}`` is its own text.
"""

import errno
from collections.abc import Mapping
from typing import Final

from issuer.language import Language
from issuer.texts import Text
from keys.errors import KeyCustodyError


def explain_key_error(error: KeyCustodyError, language: Language) -> str:
    """Return the sentence for an error of the keys.

    An error with a ``reason`` has a text per reason, under ``code.reason``.
    """
    reason = error.params.get("reason")
    text = KEY_TEXTS[error.code if reason is None else f"{error.code}.{reason}"]
    return text.say(language, {**error.params, "message": str(error)})


def explain_os_error(error: OSError, language: Language) -> str | None:
    """Return the sentence for what the operating system refused, or None when it says too little."""
    text = FILE_TEXTS.get(error.errno or 0)
    if error.filename is None:
        return text.say(language, {}) if text else None
    return f"{error.filename}: {text.say(language, {}) if text else error.strerror}"


def _in_dutch(nl: str) -> Text:
    return Text(nl, "{message}")


KEY_TEXTS: Final[Mapping[str, Text]] = {
    "key_custody_error": _in_dutch("Er is iets mis met de sleutels: {message}"),
    "key_custody_error.passphrase_file_unreadable": _in_dutch(
        "Het bestand met de wachtwoordzin (passphrase), {path}, is niet te lezen. Bestaat het, en mag u het "
        "lezen?"
    ),
    "key_custody_error.passphrase_file_not_text": _in_dutch(
        "Het bestand met de wachtwoordzin (passphrase), {path}, is geen tekst in UTF-8. Zet er één regel "
        "tekst in."
    ),
    "key_custody_error.passphrase_file_lines": _in_dutch(
        "Het bestand met de wachtwoordzin (passphrase), {path}, heeft meer dan één regel. Zet er één "
        "regel in."
    ),
    "key_custody_error.no_file": _in_dutch("{path} is geen gewoon bestand. Controleer waar het naar wijst."),
    "key_custody_error.too_large": _in_dutch(
        "{path} is te groot en kan niet zijn wat het moet zijn. Zet het goede bestand terug."
    ),
    "passphrase_missing": _in_dutch(
        "Er is geen wachtwoordzin (passphrase). Zet die in een bestand dat alleen u kunt lezen (umask 077; "
        "openssl rand -base64 24 > BESTAND) en noem het met --passphrase-file BESTAND, of laat systemd het "
        "doorgeven met LoadCredential={credential}:BESTAND."
    ),
    "passphrase_refused.empty": _in_dutch(
        "De wachtwoordzin (passphrase) is leeg. Kies er een, bijvoorbeeld met: openssl rand -base64 24"
    ),
    "passphrase_refused.well_known": _in_dutch(
        "De wachtwoordzin (passphrase) bestaat uit tekens of woorden die iedereen het eerst probeert. Kies "
        "een andere, bijvoorbeeld met: openssl rand -base64 24"
    ),
    "passphrase_refused.short": _in_dutch(
        "De wachtwoordzin (passphrase) is te kort: {least} tekens is het minste. Kies een langere, "
        "bijvoorbeeld met: openssl rand -base64 24"
    ),
    "passphrase_wrong": _in_dutch(
        "De wachtwoordzin (passphrase) past niet op {path}. Is het die van deze map met sleutels? Zo ja, dan "
        "is het bestand beschadigd: zet het terug van een reservekopie."
    ),
    "insecure_permissions.directory": _in_dutch(
        "Anderen kunnen in de map {path} kijken. Voer uit: chmod 700 {path}"
    ),
    "insecure_permissions.file": _in_dutch(
        "Anderen kunnen het bestand {path} gebruiken. Voer uit: chmod 600 {path}. Was het langer dan even te "
        "lezen, vervang dan wat erin staat."
    ),
    "insecure_permissions.owner": _in_dutch(
        "{path} is van een andere gebruiker. Voer dit uit als die gebruiker, of neem het over met chown."
    ),
    "inside_work_tree": _in_dutch(
        "{path} ligt in de git-werkmap {directory}. Bewaar sleutels en wachtwoordzinnen buiten elke "
        "repository."
    ),
    "keys_directory_missing": _in_dutch(
        "Er is geen map met sleutels {path}. Maak er een met waarmerk keys generate, of noem een andere met "
        "--keys-dir."
    ),
    "key_file_missing": _in_dutch(
        "Het bestand {path} met een privésleutel ontbreekt. Zet het terug van een reservekopie, of maak een "
        "nieuwe sleutel met: waarmerk keys rotate"
    ),
    "key_file_malformed.other_key": _in_dutch(
        "In {path} zit een andere sleutel dan de naam zegt. Zet het bestand terug van een reservekopie."
    ),
    "key_file_malformed.not_encrypted": _in_dutch(
        "{path} is geen versleutelde privésleutel (PKCS #8). Gebruik geen sleutel die ooit onversleuteld is "
        "bewaard: maak een nieuwe."
    ),
    "key_file_malformed.unusable": _in_dutch(
        "{path} heeft geen sleutel die wij kunnen gebruiken. Zet het bestand terug van een reservekopie."
    ),
    "keyring_malformed": _in_dutch(
        "{path} in de map met sleutels is beschadigd. Zet het terug van een reservekopie; de privésleutels "
        "zijn niet geraakt."
    ),
    "controller_malformed": _in_dutch(
        "“{controller}” is geen did:web en geen https-adres zonder #. Geef bijvoorbeeld "
        "did:web:credentials.school.nl"
    ),
    "key_not_found": _in_dutch("Er is geen sleutel {key}. Bekijk de lijst met: waarmerk keys list"),
    "key_not_active": _in_dutch(
        "De sleutel {key} is buiten gebruik. Bekijk de sleutels met: waarmerk keys list"
    ),
    "active_key_exists": _in_dutch(
        "{controller} heeft al een actieve sleutel van deze soort: {key}. Vervang die met: "
        "waarmerk keys rotate"
    ),
    "no_active_key": _in_dutch(
        "{controller} heeft geen actieve sleutel van deze soort. Maak er een met: "
        "waarmerk keys generate --controller {controller}"
    ),
    "not_copyable": _in_dutch(
        "Iets geheims zou worden gekopieerd, en dat doen wij niet. Meld deze fout: {message}"
    ),
}
"""For every code of an error of the keys, and every reason."""

FILE_TEXTS: Final[Mapping[int, Text]] = {
    errno.ENOENT: Text(
        "Dit bestand of deze map is er niet. Controleer de naam.",
        "There is no such file or directory. Check the name.",
    ),
    errno.EACCES: Text(
        "Dit mag u niet lezen of schrijven. Vraag toegang, of kies een andere plaats.",
        "You may not read or write this. Ask for access, or choose another place.",
    ),
    errno.ENOSPC: Text(
        "De schijf is vol. Maak ruimte en probeer het opnieuw.",
        "The disk is full. Make room and try again.",
    ),
    errno.EISDIR: Text(
        "Dit is een map en geen bestand. Noem een bestand.",
        "This is a directory and no file. Name a file.",
    ),
}
"""For the usual refusals of the operating system."""
