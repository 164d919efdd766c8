"""Where a signed trust list comes from, and by whose keys: as it was configured, or typed.

The settings are a small file, so that a verifier that is set up once needs no options::

    list = "https://erkend.example/trust-list.json"   # or a file
    roots = ["did:key:z6Mk…"]                         # whose signature it must bear

Spec: XDG Base Directory Specification, for where that file is.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from credentials.errors import CredentialError
from credentials.limits import Limits
from credentials.recognized_entity import TrustList
from credentials.signed_trust_list import TrustListRefused, root_key
from credentials.trust_list import TRUST_LIST_LIMITS
from verifier.resources import Fetch, Needed, ResourceKind, Retrieved, Unavailable, UnavailableReason
from verifier.trust import TrustStore

_MAX_SETTINGS_BYTES: Final = 65_536
_HTTPS: Final = "https://"
_DID: Final = "did:"


class TrustSettingsMalformed(TrustListRefused):
    """The settings, or the file with keys, do not say what they should."""

    code: ClassVar[str] = "trust_settings_malformed"


class TrustListUnavailable(TrustListRefused):
    """The list is not where it should be, or cannot be had now.

    Attributes:
        reason: Why, by our name for it.
    """

    code = "trust_list_unavailable"

    def __init__(self, message: str, *, reason: UnavailableReason | None = None) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustSettings:
    """Which list a verifier goes by.

    Attributes:
        location: Where the list is: an https URL, or a file. None when only the keys are known.
        roots: The publisher's keys, each a did:key.
    """

    location: str | None = None
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObtainedList:
    """A list to go by.

    Attributes:
        trust_list: The list; it may have expired.
        problem: Why what is at the source now is not used, and an earlier edition is; else None.
    """

    trust_list: TrustList
    problem: CredentialError | None = None


def settings_file(environment: Mapping[str, str]) -> Path:
    """Return where the settings are: under ``$XDG_CONFIG_HOME``, or ``~/.config``."""
    base = Path(environment.get("XDG_CONFIG_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".config") / "waarmerk" / "trust.toml"


def read_trust_settings(path: Path) -> TrustSettings:
    """Read the settings. A list that is a file is named from where the settings are.

    Raises:
        TrustSettingsMalformed: It is no TOML with ``list`` and ``roots``.
        OSError: It cannot be read.
    """
    try:
        members = tomllib.loads(_read(path, _MAX_SETTINGS_BYTES).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TrustSettingsMalformed(f"{path}: {error}") from error
    location, roots = members.get("list"), members.get("roots", [])
    if (
        members.keys() - {"list", "roots"}
        or not (location is None or isinstance(location, str))
        or not isinstance(roots, list)
        or not all(isinstance(root, str) for root in roots)
    ):
        raise TrustSettingsMalformed(f"{path}: has a text “list” and an array of texts “roots”, no more")
    if location is not None and not location.startswith(_HTTPS):
        location = str(path.parent / location)
    return TrustSettings(location=location, roots=trust_roots(roots))


def trust_roots(given: Iterable[str]) -> tuple[str, ...]:
    """Return the publisher's keys: each is a did:key, or a file with one on each line.

    Raises:
        RootKeyMalformed: One is no did:key of an Ed25519 key.
        TrustSettingsMalformed: A file has none, or is no text.
        OSError: A file cannot be read.
    """
    roots: dict[str, None] = {}
    for one in given:
        found = [one] if one.startswith(_DID) else _roots_in(Path(one))
        for root in found:
            root_key(root)
            roots[root] = None
    return tuple(roots)


def obtain_trust_list(
    location: str, store: TrustStore, *, now: datetime, fetch: Fetch, limits: Limits = TRUST_LIST_LIMITS
) -> ObtainedList:
    """Return the list at a place, or else the newest edition that was accepted before.

    Args:
        location: An https URL, or the name of a file.
        store: By whose keys, and what was seen before.
        now: What the clock says.
        fetch: Gets what is at a URL; :func:`verifier.resources.offline` gets nothing.
        limits: Bounds on a file.

    Raises:
        TrustListUnavailable: It cannot be had, and there is no earlier edition.
        CredentialError: What is there is not to be used, as :meth:`TrustStore.accept` says, and there
            is no earlier edition.
    """
    try:
        return ObtainedList(trust_list=store.accept(_get(location, fetch, limits), now=now))
    except CredentialError as error:
        kept = store.newest(now=now)
        if kept is None:
            raise
        return ObtainedList(trust_list=kept.trust_list, problem=error)


def _get(location: str, fetch: Fetch, limits: Limits) -> bytes:
    if not location.startswith(_HTTPS):
        try:
            return _read(Path(location), limits.max_bytes)
        except OSError as error:
            raise TrustListUnavailable(f"{location}: {error.strerror or error}") from error
    answer = fetch(Needed(ResourceKind.TRUST_LIST, location))
    if isinstance(answer, Unavailable):
        raise TrustListUnavailable(f"{location}: {answer.reason.value}", reason=answer.reason)
    return answer.content if isinstance(answer, Retrieved) else answer


def _roots_in(path: Path) -> list[str]:
    try:
        lines = _read(path, _MAX_SETTINGS_BYTES).decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise TrustSettingsMalformed(f"{path} is no text file") from error
    found = [line.partition(" #")[0].strip() for line in lines]
    roots = [line for line in found if line and not line.startswith("#")]
    if not roots:
        raise TrustSettingsMalformed(f"{path} has no key in it")
    return roots


def _read(path: Path, max_bytes: int) -> bytes:
    """Read a file; of one that is too large a byte more than is allowed, so that it is refused."""
    with path.open("rb") as file:
        return file.read(max_bytes + 1)
