"""The credentials, the trust list and the status lists that a command is pointed at."""

from collections.abc import Iterable
from pathlib import Path

import typer

from credentials.errors import CredentialError
from credentials.limits import DEFAULT_LIMITS
from credentials.recognized_entity import TrustList
from credentials.trust_list import parse_trust_list
from issuer.domain.institution import Institution
from issuer.office import Office
from issuer.ports.clock_and_chance import system_clock
from issuer.settings import verifier_cache_folder, verifier_trust_settings
from verifier.gathering import given_status_lists
from verifier.inputs import input_files
from verifier.plain_text import plain
from verifier.resources import Needed
from verifier.trust import TrustStore
from verifier.trust_source import TrustSettings, read_trust_settings


def read_credentials(paths: Iterable[str], *, most: int) -> tuple[list[tuple[str, bytes]], list[str]]:
    """Return name and bytes of every file, and the names of those that cannot be read.

    Args:
        paths: Files and folders.
        most: Stop after one file more than this: too many are refused, and need not be read.
    """
    read: list[tuple[str, bytes]] = []
    unreadable: list[str] = []
    for file in input_files(paths):
        try:
            read.append((plain(file.name), file.read(DEFAULT_LIMITS.max_container_bytes)))
        except OSError:
            unreadable.append(plain(file.name))
        if len(read) > most:
            break
    return read, unreadable


def read_trust_list(path: Path) -> TrustList:
    """Return the trust list in a file.

    Where it is written down whose trust list to go by, the file must be signed by them, and no older
    than one that was seen before. Where it is not, whoever names a file trusts it.

    Raises:
        typer.BadParameter: It cannot be read, is none, or is not to be used.
    """
    settings_path = verifier_trust_settings()
    try:
        settings = read_trust_settings(settings_path) if settings_path.is_file() else TrustSettings()
        if not settings.roots:
            return parse_trust_list(path.read_bytes())
        store = TrustStore(settings.roots, verifier_cache_folder())
        return store.accept(path.read_bytes(), now=system_clock())
    except (OSError, CredentialError) as error:
        raise typer.BadParameter(
            f"{plain(str(path))}: {plain(str(error))}", param_hint="--trust-list"
        ) from error


def own_trust_list(office: Office, institution: Institution) -> TrustList:
    """Return the list with the institution alone on it: enough for what it issued itself."""
    return office.make_trust_list(institution.id, office.public_keys(institution))


def read_status_lists(paths: Iterable[str], published: Path | None) -> dict[Needed, bytes]:
    """Return the status lists that are at hand.

    Args:
        paths: Files and folders that were named.
        published: Where the institution publishes its own, or None.

    Raises:
        typer.BadParameter: A file that was named cannot be read, or is none.
    """
    given: dict[Needed, bytes] = {}
    if published is not None and published.is_dir():
        for own in input_files([str(published)]):
            given |= given_status_lists([own.read(DEFAULT_LIMITS.max_bytes)])
    for file in input_files(paths):
        try:
            found = given_status_lists([file.read(DEFAULT_LIMITS.max_bytes)])
        except OSError as error:
            raise typer.BadParameter(plain(str(error)), param_hint="--status-list") from error
        if not found and file.was_named:
            raise typer.BadParameter(plain(file.name), param_hint="--status-list")
        given |= found
    return given
