"""Which edition of a signed trust list to go by: the newest that this verifier has ever seen.

A list is fetched from a website, and whoever has that website, or stands in between, can give an old
edition on which a key that was stolen still counts. So the newest edition is kept in the verifier's
cache, and nothing older is accepted from then on. Nobody who keeps all newer editions away gains more
than the thirty days that an edition lasts: after that it answers nothing any more.

Each edition that was accepted is a file whose name tells its number, so that two processes need not
wait for each other: whatever happens in between, the highest number is there in the end. What is in the
cache is verified again when it is used.

Spec: none; the idea is that of The Update Framework §5 ("rollback attack", "freeze attack").
"""

import hashlib
import os
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar, Final

from credentials.errors import CredentialError
from credentials.limits import Limits
from credentials.recognized_entity import TrustList
from credentials.signed_trust_list import TrustListRefused, open_signed_trust_list, root_key
from credentials.trust_list import TRUST_LIST_LIMITS
from verifier.whole_files import write_whole

CLOCK_SKEW: Final = timedelta(minutes=10)
"""How far the clock of the publisher may be ahead of ours."""

_FOLDER: Final = "trust"
_NAME: Final = re.compile(r"([0-9a-f]{24})-([0-9]{16})-([0-9a-f]{64})\.json", re.ASCII)
_MAX_SEQUENCE: Final = 10**16 - 1


class TrustListRolledBack(TrustListRefused):
    """A newer edition was seen before."""

    code: ClassVar[str] = "trust_list_rolled_back"


class TrustListForked(TrustListRefused):
    """Another edition with the same number was seen before."""

    code = "trust_list_forked"


class TrustListNotYet(TrustListRefused):
    """It counts from a moment in the future."""

    code = "trust_list_not_yet"


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition that was accepted.

    Attributes:
        trust_list: The edition.
        data: The file, as it was signed.
        digest: SHA-256 of the file, in hexadecimal.
    """

    trust_list: TrustList
    data: bytes = field(repr=False)
    digest: str


class TrustStore:
    """Goes by the publisher's keys that it was given, and keeps the newest edition.

    With several keys, as in the months in which a publisher changes over to a new one, the editions
    that each of them signed are one row: none is older than another's.

    Args:
        roots: The keys of the publisher, each a did:key of an Ed25519 key. A key signs one list.
        folder: The verifier's cache, or None to remember nothing beyond this object.
        limits: Bounds on a list.

    Raises:
        RootKeyMalformed: One of ``roots`` is no such key.
        ValueError: There are none.
    """

    def __init__(
        self, roots: Collection[str], folder: Path | None, *, limits: Limits = TRUST_LIST_LIMITS
    ) -> None:
        if not roots:
            raise ValueError("a trust store goes by one key at least")
        for root in roots:
            root_key(root)
        self._roots = tuple(roots)
        self._folder = None if folder is None else folder / _FOLDER
        self._limits = limits
        self._kept: KeptEdition | None = None

    @property
    def roots(self) -> tuple[str, ...]:
        """The keys that it goes by."""
        return self._roots

    def accept(self, data: bytes, *, now: datetime) -> TrustList:
        """Return the list in a file, if it is signed as it should be and no newer one was seen.

        It may have expired: then the check of the issuer leaves everything open.

        Args:
            data: The file.
            now: What the clock says, whatever moment is verified as of.

        Raises:
            MalformedDocument: It is no JSON object within the limits.
            TrustListMalformed: A member is not what it should be.
            TrustListRefused: It is not signed by one of the keys, is older than one that was accepted
                before, or is from the future; the class says which.
        """
        kept = self.newest(now=now)
        digest = hashlib.sha256(data).hexdigest()
        if kept is not None and kept.digest == digest:
            return kept.trust_list
        trust_list = open_signed_trust_list(data, self._roots, at=now, limits=self._limits)
        if trust_list.published_at > now + CLOCK_SKEW or trust_list.sequence > _MAX_SEQUENCE:
            raise TrustListNotYet("the list counts from a moment in the future", pointer="/validFrom")
        if kept is not None:
            _refuse_older(trust_list, kept.trust_list)
        self._kept = KeptEdition(trust_list, data, digest)
        with suppress(OSError):  # a full disk must not stop a verification
            self._keep(data, trust_list, digest)
        return trust_list

    def newest(self, *, now: datetime) -> KeptEdition | None:
        """Return the newest edition that was accepted before, here or by another process, or None.

        It may have expired.
        """
        best = self._kept
        for sequence, digest, path in self._files():
            if best is not None and sequence <= best.trust_list.sequence:
                break
            if (found := self._read(path, digest, sequence, now)) is not None:
                best = found
                break
        self._kept = best
        return best

    def _files(self) -> list[tuple[int, str, Path]]:
        """Return the files of our keys in the cache, the highest number first."""
        if self._folder is None:
            return []
        ours = {_name_of(root) for root in self._roots}
        found = []
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                match = _NAME.fullmatch(entry.name)
                if match is not None and match[1] in ours:
                    found.append((int(match[2]), match[3], Path(entry.path)))
        return sorted(found, reverse=True)

    def _read(self, path: Path, digest: str, sequence: int, now: datetime) -> KeptEdition | None:
        """Open an edition in the cache, or return None when it is damaged or not what its name says."""
        try:
            with path.open("rb") as file:
                data = file.read(self._limits.max_bytes + 1)
            if hashlib.sha256(data).hexdigest() != digest:
                return None
            trust_list = open_signed_trust_list(data, self._roots, at=now, limits=self._limits)
        except (OSError, CredentialError):
            return None
        return KeptEdition(trust_list, data, digest) if trust_list.sequence == sequence else None

    def _keep(self, data: bytes, trust_list: TrustList, digest: str) -> None:
        """Put an edition in the cache, and take away those that it is newer than.

        Raises:
            OSError: It cannot be written.
        """
        if self._folder is None or trust_list.signed_by is None:
            return
        name = f"{_name_of(trust_list.signed_by)}-{trust_list.sequence:016}-{digest}.json"
        write_whole(self._folder / name, data, durable=True)
        for sequence, _, path in self._files():
            if sequence < trust_list.sequence:
                path.unlink(missing_ok=True)


def _refuse_older(offered: TrustList, kept: TrustList) -> None:
    """Refuse an edition that is not newer than the one that is kept, and not the same."""
    if offered.sequence < kept.sequence:
        raise TrustListRolledBack(
            f"edition {kept.sequence} was seen before, and this is {offered.sequence}", pointer="/sequence"
        )
    # Signed once more, or by the next key, it is the same edition.
    if offered.sequence == kept.sequence and _without_signer(offered) != _without_signer(kept):
        raise TrustListForked(f"another edition {kept.sequence} was seen before", pointer="/sequence")


def _without_signer(trust_list: TrustList) -> TrustList:
    return replace(trust_list, signed_by=None, publisher_id=None)


def _name_of(root: str) -> str:
    return hashlib.sha256(root.encode()).hexdigest()[:24]
