"""Templates that are learned from credentials over which a proof has held.

Whoever verifies a class verifies the same credential thirty times, with another learner in it. After
a few of them it is known which strings vary, and the next one is put together from a template, like
the credentials of a class that is signed. The outcome is the engine's, or there is none.

Nothing is learned before a proof has held. Whoever has a key can make one hold, so what is kept is
bounded, and so is the work of learning.
"""

import threading
from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import orjson

from contexts import ContextLoader
from credentials.jsonld.bounded_memory import BoundedMemory, Remembered
from credentials.jsonld.document_text import brief_text, is_exact
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import Limits
from credentials.parsing import JsonObject, JsonValue, pointer

if TYPE_CHECKING:
    from credentials.jsonld.templates.credential_template import CredentialTemplate

# Two credentials may be a coincidence; making a template takes as long as ten verifications.
_SEEN_BEFORE_LEARNING: Final = 3
_MAX_VARYING: Final = 32
_MAX_BYTES: Final = 64_000  # of a document: the work of learning grows with it
_MAX_CORRECTIONS: Final = 12
# For all that is kept of a credential, as measured: for each character of its JSON, and besides.
_BYTES_PER_CHARACTER: Final = 25
_BYTES_BESIDES: Final = 8_000

_memory: Final = BoundedMemory(max_entries=400, max_bytes=24 * 1024 * 1024)
_families: Final[dict[Hashable, "_Family"]] = {}
_learning: Final = threading.Lock()


class KnownShape:
    """What documents have in common that were put together from one template: all but some strings.

    Attributes:
        varying: JSON pointers of those strings.
    """

    __slots__ = ("__weakref__", "varying")

    def __init__(self, varying: Sequence[str]) -> None:
        self.varying = tuple(varying)


class _Last(threading.local):
    """The document that this thread put together from a template last."""

    document: JsonObject | None = None
    shape: KnownShape | None = None
    values: Sequence[str] = ()


_last: Final = _Last()


def form_by_template(
    document: JsonObject, text: bytes, *, contexts: ContextLoader, limits: Limits
) -> bytes | None:
    """Return the canonical form of a document that is like others before it, in UTF-8, or None.

    Args:
        document: Without a proof.
        text: What orjson writes for it.
        contexts: The contexts that it may name.
        limits: How much work it may cause.
    """
    key = _key(document, contexts, limits)
    family = _families.get(key) if key is not None else None
    if family is None or family.known is None:
        return None
    template, shape = family.known
    values = template.values_of(document, text)
    if values is None:
        return None
    family.used = True
    form = template.known_bytes(values)
    if form is not None:
        _last.document, _last.shape, _last.values = document, shape, values
    return form


def forget_last() -> None:
    """Forget the document that this thread put together last: whoever holds it may have changed it."""
    _last.document = None


def shape_of(document: JsonObject) -> tuple[KnownShape, Sequence[str]] | None:
    """Return the shape of a document and its strings, if it is the one that was canonicalized last.

    Args:
        document: With or without its proof; its other members are those that were canonicalized,
            and nothing was changed in them since.
    """
    last, shape = _last.document, _last.shape
    if last is None or shape is None or len(document) != len(last) + ("proof" in document):
        return None
    same = all(document.get(name) is member for name, member in last.items())
    return (shape, _last.values) if same else None


def learn(document: JsonObject, contexts: ContextLoader, limits: Limits) -> None:
    """Learn from a document over which a proof has held.

    Args:
        document: Without the proof: the object that was canonicalized, not a copy.
        contexts: The contexts that it was canonicalized with.
        limits: The limits that it was canonicalized under.
    """
    if _last.document is document:  # it holds no news
        return
    key = _key(document, contexts, limits)
    if key is None:
        return
    family = _families.get(key)
    if family is not None:
        with _learning:
            family.take(document)
        return
    text = brief_text(document)
    if text is not None and len(text) <= _MAX_BYTES and is_exact(text):
        _memory.keep(_families, key, _Family(text, contexts, limits))


class _Family(Remembered):
    """Credentials that may differ in some strings.

    Attributes:
        known: What they are put together from, and what they then have in common, once it is known in
            what they differ.
    """

    __slots__ = ("_contexts", "_corrections", "_example", "_limits", "_seen", "_varying", "known")

    def __init__(self, text: bytes, contexts: ContextLoader, limits: Limits) -> None:
        super().__init__(_BYTES_BESIDES + _BYTES_PER_CHARACTER * len(text))
        self.known: tuple[CredentialTemplate, KnownShape] | None = None
        self._example: JsonObject = orjson.loads(text)
        self._contexts = contexts
        self._limits = limits
        self._seen = 1
        self._varying: set[str] = set()
        self._corrections = 0

    def take(self, document: JsonObject) -> None:
        """Learn from one more."""
        if self._corrections > _MAX_CORRECTIONS:
            return
        template = self.known[0] if self.known is not None else None
        if template is not None and (values := template.values_of(document)) is not None:
            try:
                template.canonical_bytes(values)  # which learns how these strings may begin
            except NotCanonicalizable:
                self._corrections += 1
            return
        self._seen += 1
        try:
            differences = set(_differences(self._example, document, ""))
        except _OtherShape:
            self._corrections += 1
            return
        self._varying |= differences
        if len(self._varying) > _MAX_VARYING:
            self._corrections = _MAX_CORRECTIONS + 1
        elif self._seen >= _SEEN_BEFORE_LEARNING:
            self._corrections += 1
            self._make_template()

    def _make_template(self) -> None:
        # Who verifies one credential has no use for it.
        from credentials.jsonld.templates.credential_template import CredentialTemplate

        varying = sorted(self._varying)
        try:
            template = CredentialTemplate(
                self._example, varying, contexts=self._contexts, limits=self._limits
            )
        except (NotCanonicalizable, ValueError):
            self.known = None
            self._corrections = _MAX_CORRECTIONS + 1
        else:
            self.known = template, KnownShape(varying)


class _OtherShape(Exception):
    """Two documents differ in more than strings."""


def _key(document: JsonObject, contexts: ContextLoader, limits: Limits) -> Hashable | None:
    """Return what the credentials of one module have in common, or None if that is not enough."""
    issuer = document.get("issuer")
    subject = document.get("credentialSubject")
    if not isinstance(issuer, dict) or not isinstance(subject, dict):
        return None
    achievement = subject.get("achievement")
    if not isinstance(achievement, dict):
        return None
    issuer_id, achievement_id = issuer.get("id"), achievement.get("id")
    if not isinstance(issuer_id, str) or not isinstance(achievement_id, str):
        return None
    lengths = tuple([len(value) for value in subject.values() if isinstance(value, list)])
    # Of the achievement too: a module may get an endorsement between one class and the next.
    members = (tuple(document), tuple(subject), tuple(achievement))
    return (contexts, limits, issuer_id, achievement_id, members, lengths)


def _differences(one: JsonValue, other: JsonValue, place: str) -> Iterator[str]:
    """Yield the pointers of the strings that differ.

    Raises:
        _OtherShape: Something else differs.
    """
    if isinstance(one, str) and isinstance(other, str):
        if one != other:
            yield place
    elif isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        for key, member in one.items():
            yield from _differences(member, other[key], pointer(place, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, item in enumerate(one):
            yield from _differences(item, other[index], pointer(place, index))
    elif type(one) is not type(other) or one != other:
        raise _OtherShape
