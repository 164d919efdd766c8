"""The passphrase that opens the private keys: from a file or from systemd, never from a command line.

A command line is shown to every user of the machine and kept in shell histories; the
environment is inherited by every child process and ends up in crash reports.
"""

import stat
from pathlib import Path
from typing import Final

from keys.errors import KeyCustodyError, PassphraseMissing, PassphraseRefused
from keys.location import systemd_credentials_directory
from keys.private_files import read_private_file, refuse_work_tree
from keys.secrecy import Uncopyable

CREDENTIAL_NAME: Final = "waarmerk-keys-passphrase"
MIN_CHARACTERS: Final = 12
_MAX_BYTES: Final = 1024
_MIN_DIFFERENT_CHARACTERS: Final = 5

# What manuals, sample configurations and cracking lists begin with. A passphrase that is made of
# nothing but these words, digits and punctuation is refused.
_WELL_KNOWN_WORDS: Final = """
    a abc access admin administrator azerty badge badges battery beheer beheerder change changeit
    changeme changethis correct credential credentials default demo dit dragon een example exam
    fixme geheim geheime hackme hello herfst horse hunter iloveyou insert is it key keys keystore
    lente letmein master mbo me mijn monkey my mypass mypassphrase mypassword n openbadge openbadges
    pass passphrase passw passwd password passwort phrase placeholder please private privatekey
    qwerty qwertyuiop replace replaceme replacethis root sample school secret sesame set staple start
    sunshine super supersecret system test tester testing the this to todo voorbeeld waarmerk
    wachtwoord wachtwoordzin welcome welkom winter x xxx your yourpassphrase yourpassword zomer zxcvbn
"""
_WELL_KNOWN: Final = tuple(_WELL_KNOWN_WORDS.split())
_LEET: Final = str.maketrans("0134@5$7!", "oleaassti")
_SEQUENCES: Final = (
    "01234567890123456789",
    "09876543210987654321",
    "0123456789abcdef0123456789abcdef",
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
)


class Passphrase(Uncopyable):
    """A passphrase that is good enough to keep keys with.

    Raises:
        PassphraseRefused: It is empty, shorter than 12 characters, repeats a few characters,
            runs along the keyboard, or is made of words that everybody tries first.
    """

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        refuse_weak(text)
        self.__text = text

    def __repr__(self) -> str:
        return "<Passphrase>"

    def reveal(self) -> bytes:
        """Return the passphrase as UTF-8, to derive a key from and for nothing else."""
        return self.__text.encode("utf-8")


def read_passphrase(
    file: Path | None, *, credential_name: str = CREDENTIAL_NAME, credentials_directory: Path | None = None
) -> Passphrase:
    """Read the passphrase from ``file``, or else from the credential that systemd hands over.

    The file holds one line of UTF-8; a newline at its end is not part of the passphrase.

    Args:
        file: A file with mode 0600 or 0400, outside every git work tree, or None.
        credential_name: Name of the credential in the unit's ``LoadCredential=``.
        credentials_directory: Where systemd put it; None means ``$CREDENTIALS_DIRECTORY``.

    Raises:
        PassphraseMissing: There is neither.
        PassphraseRefused: The content will not do as a passphrase.
        InsecurePermissions: Others can read the file.
        InsideWorkTree: The file is in a git work tree.
        KeyCustodyError: The file cannot be read, or is not one line of text.
    """
    if file is not None:
        refuse_work_tree(file)
        return Passphrase(_one_line(file, forbidden=stat.S_IRWXG | stat.S_IRWXO))
    directory = credentials_directory or systemd_credentials_directory()
    if directory is not None and (directory / credential_name).exists():
        # systemd grants the service's user access with an ACL, which shows in the bits of the
        # group. The directory itself is closed to everybody else.
        return Passphrase(_one_line(directory / credential_name, forbidden=stat.S_IRWXO))
    raise PassphraseMissing(
        "no passphrase. Put one in a file that only you can read (umask 077; "
        "openssl rand -base64 24 > FILE) and name it with --passphrase-file FILE, or let systemd "
        f"pass it on with LoadCredential={credential_name}:FILE.",
        credential=credential_name,
    )


def refuse_weak(text: str) -> None:
    """Refuse a passphrase that would be guessed among the first.

    Raises:
        PassphraseRefused: With the reason, and without the passphrase.
    """
    if not text.strip():
        raise PassphraseRefused(
            "the passphrase is empty. Choose one, for example: openssl rand -base64 24", reason="empty"
        )
    if _is_well_known(text):
        raise PassphraseRefused(
            "the passphrase is a default, or made of words that everybody tries first. "
            "Choose one that nobody published, for example: openssl rand -base64 24",
            reason="well_known",
        )
    if len(text) < MIN_CHARACTERS:
        raise PassphraseRefused(
            f"the passphrase has {len(text)} characters; {MIN_CHARACTERS} is the least. "
            "Choose a longer one, for example: openssl rand -base64 24",
            reason="short",
            least=str(MIN_CHARACTERS),
        )


def _is_well_known(text: str) -> bool:
    folded = text.casefold()
    if len(set(folded)) < _MIN_DIFFERENT_CHARACTERS:
        return True
    compact = "".join(character for character in folded if character.isalnum())
    if any(compact in sequence for sequence in _SEQUENCES):
        return True
    # Both readings: digits as decoration ("welkom2026welkom") and as letters ("p4ssw0rd").
    readings = (folded, folded.translate(_LEET))
    letters = ("".join(character for character in reading if character.isalpha()) for reading in readings)
    return any(_is_made_of_well_known_words(word) for word in letters if word)


def _is_made_of_well_known_words(letters: str) -> bool:
    reachable = {0}
    for start in range(len(letters)):
        if start in reachable:
            reachable.update(start + len(word) for word in _WELL_KNOWN if letters.startswith(word, start))
    return len(letters) in reachable


def _one_line(path: Path, *, forbidden: int) -> str:
    try:
        data = read_private_file(path, max_bytes=_MAX_BYTES, forbidden=forbidden)
        text = data.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise KeyCustodyError(
            f"the passphrase file {path} cannot be read: {error.strerror}",
            reason="passphrase_file_unreadable",
            path=str(path),
        ) from error
    except UnicodeDecodeError:
        # Not chained: that error carries the bytes of the passphrase.
        raise KeyCustodyError(
            f"the passphrase file {path} is not UTF-8 text",
            reason="passphrase_file_not_text",
            path=str(path),
        ) from None
    if "\n" in text or "\r" in text or "\x00" in text:
        raise KeyCustodyError(
            f"the passphrase file {path} has more than one line; it should have one",
            reason="passphrase_file_lines",
            path=str(path),
        )
    return text
