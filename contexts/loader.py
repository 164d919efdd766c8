"""Serves the bundled contexts by URL; there is nothing to switch on to make it fetch one."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import ClassVar

BUNDLE = Path(__file__).resolve().parent

RECOGNISED_SCHOOLS = "urn:waarmerk:context:recognised-schools:1"

_OB_3_0_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
_OB_3_0_3_OLDER = "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"


class ContextNotBundled(LookupError):
    """A document names a context that we do not carry.

    Attributes:
        code: Stable name of this error.
        url: The context's URL.
    """

    code: ClassVar[str] = "context_not_bundled"

    def __init__(self, url: str) -> None:
        super().__init__(f"no bundled context for {url!r}")
        self.url = url


class ContextDigestMismatch(RuntimeError):
    """A bundled file is not what the index says: the installation is broken or tampered with."""

    code: ClassVar[str] = "context_digest_mismatch"

    def __init__(self, file: str, *, expected: str, found: str) -> None:
        super().__init__(f"{file} has SHA-256 {found}, the index says {expected}")
        self.file = file
        self.expected = expected
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledContext:
    """One context file and where it came from.

    Attributes:
        url: What a document names in ``@context``.
        file: Name of the file in ``data``.
        sha256: Of the file's bytes, in lower-case hexadecimal.
        stated_sha256: What the publisher states, when that is not ``sha256``; the two files
            are then equal as JSON and differ in white space.
        origin: Published package, its version, and the path inside it.
        licence: Of the context itself (SPDX).
        retrieved: When the bytes were taken from the package.
        note: Anything else that a reader must know.
    """

    url: str
    file: str
    sha256: str
    stated_sha256: str | None = None
    origin: str
    licence: str
    retrieved: date
    note: str = ""


class ContextLoader:
    """The contexts of one bundle, each with its digest checked.

    The digests of all files are checked when the loader is made, those of other editions too. The
    JSON of a context is read when somebody asks for it first, from the very bytes that were checked.

    Args:
        prefer: For a URL with two editions, the SHA-256 of the one to serve. Without it, the
            first edition in the index.
        folder: Holds ``index.toml`` and ``data``; ours unless a test brings its own.

    Raises:
        ContextDigestMismatch: A file's bytes are not those of the index.
        ContextNotBundled: ``prefer`` names an edition that the bundle does not have.
    """

    def __init__(self, *, prefer: Mapping[str, str] | None = None, folder: Path = BUNDLE) -> None:
        self._contents: dict[str, bytes] = {}
        self._documents: dict[str, Mapping[str, object]] = {}  # of those that were asked for
        self._editions: dict[str, BundledContext] = {}
        wanted = dict(prefer or {})
        entries = read_index(folder)
        for url, digest in wanted.items():
            if not any(entry.url == url and entry.sha256 == digest for entry in entries):
                raise ContextNotBundled(url)
        for entry in entries:
            content = (folder / "data" / entry.file).read_bytes()
            found = hashlib.sha256(content).hexdigest()
            if found != entry.sha256:
                raise ContextDigestMismatch(entry.file, expected=entry.sha256, found=found)
            if entry.url in self._editions or wanted.get(entry.url, found) != found:
                continue
            self._editions[entry.url] = entry
            self._contents[entry.url] = content

    def document(self, url: str) -> Mapping[str, object]:
        """Return the parsed context document; treat it as read-only.

        Raises:
            ContextNotBundled: We do not carry ``url``. The comparison is exact: another
                scheme, host spelling or fragment is another context.
        """
        document = self._documents.get(url)
        if document is None:
            # Two threads may both read it; the one that is kept is what both return.
            document = self._documents.setdefault(url, json.loads(self.content(url)))
        return document

    def content(self, url: str) -> bytes:
        """Return the bytes of the context document, as published.

        Raises:
            ContextNotBundled: We do not carry ``url``.
        """
        try:
            return self._contents[url]
        except KeyError:
            raise ContextNotBundled(url) from None

    def edition(self, url: str) -> BundledContext:
        """Return which edition of ``url`` this loader serves, and where it came from.

        Raises:
            ContextNotBundled: We do not carry ``url``.
        """
        try:
            return self._editions[url]
        except KeyError:
            raise ContextNotBundled(url) from None

    def urls(self) -> frozenset[str]:
        """Return every URL that this loader serves."""
        return frozenset(self._contents)


def read_index(folder: Path = BUNDLE) -> tuple[BundledContext, ...]:
    """Return what the index of a bundle lists, in its order, every edition included."""
    index = tomllib.loads((folder / "index.toml").read_text(encoding="utf-8"))
    return tuple(BundledContext(**entry) for entry in index["context"])


@cache
def bundled_contexts() -> ContextLoader:
    """Return the contexts to verify with: of each URL the newest edition."""
    return ContextLoader()


@cache
def issuing_contexts() -> ContextLoader:
    """Return the contexts to sign with.

    Two files circulate as Open Badges 3.0.3. The newer one only adds terms, so what is signed
    under the older one verifies under both; we sign with the older one, and so cannot use a
    term that half of the world's verifiers do not know.
    """
    return ContextLoader(prefer={_OB_3_0_3: _OB_3_0_3_OLDER})


@cache
def recognition_contexts() -> ContextLoader:
    """Return the contexts of a list of recognised schools, and no others."""
    return ContextLoader(folder=BUNDLE / "recognition")
