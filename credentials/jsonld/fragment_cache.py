"""Keeps what came of the parts that many credentials share, so that it need not be done again.

The credentials of one module differ in the learner and little else. What a shared part states, and
the first hashes of its blank nodes, do not depend on the rest of the credential, provided that the
part is an object with an id: then all statements about its blank nodes are inside. So it is found
again by the context where it stands and its JSON text. Only if the rest of the document says
something of the same nodes must the whole be seen.

Nothing is kept before a proof over it has held, so that nobody can fill the memory, and push out of
it what is of use, without signing every piece.
"""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import orjson

from contexts import ContextLoader
from credentials.jsonld.bounded_memory import BoundedMemory
from credentials.jsonld.canonical.canonical_fragments import (
    canonical_form,
    tied_names,
    unique_names,
    written,
)
from credentials.jsonld.canonical.first_degree import HashedFragments, hash_fragments, neighbours_of
from credentials.jsonld.canonical.n_degree import HashName, Neighbour
from credentials.jsonld.compiled.compilers import OtherContexts
from credentials.jsonld.compiled.context_processing import NotCompiled
from credentials.jsonld.compiled.emission import Emitted, emit, emit_in
from credentials.jsonld.compiled.shared_parts import Missed, PartsOfDocument, SharedPart
from credentials.jsonld.pointing import WholeDocument
from credentials.jsonld.strictness import NotCanonicalizable
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import JsonObject, JsonValue

MEMORY: Final = BoundedMemory(max_entries=2_000, max_bytes=8 * 1024 * 1024)

_HASH: Final[HashName] = "sha256"
_BYTES_OF_A_STRING: Final = 60
# As many as a verification works on at a time: see ``recent_forms.py``.
_LAST_DOCUMENTS: Final = 4


class _Seen(NamedTuple):
    """What was missed in a document, which is told from others by two objects in it."""

    issuer: JsonValue
    subject: JsonValue
    missed: Sequence[Missed]


class _LastDocuments(threading.local):
    """The few documents that this thread canonicalized last, as far as there was something missed."""

    def __init__(self) -> None:
        self.seen: deque[_Seen] = deque(maxlen=_LAST_DOCUMENTS)


_last_documents = _LastDocuments()


def canonical_form_of(
    document: JsonObject, *, contexts: ContextLoader, limits: Limits, hash_name: HashName = _HASH
) -> tuple[str, bool]:
    """Return the canonical form of a document, and whether parts of it were known.

    Args:
        document: It is not changed.
        contexts: The contexts that it may name.
        limits: How much work it may cause.
        hash_name: Nothing is kept for any other than SHA-256.

    Raises:
        NotCanonicalizable: The same as if nothing had been known.
        NotCompiled: The document needs the reference.
    """
    pair = None
    if hash_name == _HASH:
        parts = PartsOfDocument()
        try:
            emitted = emit(document, contexts=contexts, limits=limits, parts=parts)
        except NotCanonicalizable:
            if not parts.found:
                raise
        else:
            if parts.missed:
                seen = _Seen(document.get("issuer"), document.get("credentialSubject"), parts.missed)
                _last_documents.seen.append(seen)
            if not parts.found:
                return _form(emitted, limits, hash_name), False
            pair = _pair(document, emitted, parts)
            if _are_independent(emitted, parts) or (pair is not None and pair[1] in pair[0].agrees_with):
                return _put_together(emitted, parts, limits.canonicalization_work), True
    # Without the parts, so that an error is what it always is and says where.
    form = _form(emit(document, contexts=contexts, limits=limits), limits, hash_name)
    if pair is not None:
        pair[0].agrees_with.add(pair[1])
    return form, False


def remember_proven(document: JsonObject, contexts: ContextLoader) -> None:
    """Keep the shared parts of a document over which a proof has held.

    Args:
        document: One that this thread has canonicalized a moment ago, if without its proofs: the
            objects in it must be those that were seen then, not copies.
        contexts: The contexts that it was canonicalized with.
    """
    for seen in tuple(_last_documents.seen):
        if seen.issuer is document.get("issuer") and seen.subject is document.get("credentialSubject"):
            _last_documents.seen.remove(seen)
            for part in seen.missed:
                _keep(part, contexts)


def _form(emitted: Emitted, limits: Limits, hash_name: HashName) -> str:
    return canonical_form(
        emitted.fragments, hash_name=hash_name, work_per_tied_node=limits.canonicalization_work
    )


def _are_independent(emitted: Emitted, parts: PartsOfDocument) -> bool:
    """Tell whether no node is described in two of the parts, or in a part and in the rest."""
    described = set(emitted.described).union(*(part.described for _, part in parts.found))
    return len(described) == len(emitted.described) + sum(len(part.described) for _, part in parts.found)


def _pair(
    document: JsonObject, emitted: Emitted, parts: PartsOfDocument
) -> tuple[SharedPart, SharedPart] | None:
    """Return an issuer and an achievement of which each describes nodes of the other, if that is all.

    Often the issuer created the achievement, and both say so. Whether they agree does not depend on
    the rest of the document as long as that describes none of the same nodes, and both stand where
    an issuer and an achievement usually stand.
    """
    subject = document.get("credentialSubject")
    if len(parts.found) != 2 or not isinstance(subject, dict) or "@context" in subject:
        return None
    (_, one), (_, other) = parts.found
    if [one.members, other.members] == [subject.get("achievement"), document.get("issuer")]:
        one, other = other, one
    if [one.members, other.members] != [document.get("issuer"), subject.get("achievement")]:
        return None
    return (one, other) if emitted.described.isdisjoint(one.described | other.described) else None


def _put_together(emitted: Emitted, parts: PartsOfDocument, work_per_tied_node: int) -> str:
    """Return the canonical form of a document of which the parts are known.

    Raises:
        TooComplex: As without the parts: the blank nodes get the numbers that they would have had.
    """
    hashed = hash_fragments(emitted.fragments)
    everything = [hashed, *(part.hashed for _, part in parts.found)]
    names = unique_names([digest for each in everything for digest in each.digests])
    if names is None:
        return written(everything, _names_of_tied(hashed, parts, work_per_tied_node))
    names_of = []
    start = 0
    for each in everything:
        names_of.append(names[start : start + len(each.digests)])
        start += len(each.digests)
    return written(everything, names_of)


def _names_of_tied(rest: HashedFragments, parts: PartsOfDocument, work_per_tied_node: int) -> list[list[str]]:
    """Return the names of the blank nodes of the rest and of each part, when some are tied."""
    sizes = [(before, len(part.hashed.digests)) for before, part in parts.found]
    numbers_of = _numbers(len(rest.digests), sizes)
    count = sum(map(len, numbers_of))
    digests = [b""] * count
    neighbours: list[Sequence[Neighbour]] = [()] * count
    everything = [(rest, neighbours_of(rest)), *((part.hashed, part.neighbours) for _, part in parts.found)]
    for numbers, (hashed, related) in zip(numbers_of, everything, strict=True):
        for node, number in enumerate(numbers):
            digests[number] = hashed.digests[node]
            neighbours[number] = [(relation, numbers[other]) for relation, other in related[node]]
    names, _ = tied_names(digests, neighbours, work_per_tied_node=work_per_tied_node)
    return [[names[number] for number in numbers] for numbers in numbers_of]


def _numbers(count: int, parts: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Number blank nodes that are counted from 0 in the rest of a document and in each of its parts.

    Args:
        count: How many there are in the rest.
        parts: How many of those come before each part, and how many are in the part.
    """
    rest: list[int] = []
    numbers = [rest]
    start = 0
    for before, inside in parts:
        rest += range(start + len(rest), start + before)
        numbers.append(list(range(start + before, start + before + inside)))
        start += inside
    rest += range(start + len(rest), start + count)
    return numbers


def _keep(missed: Missed, contexts: ContextLoader) -> None:
    """Keep a part, if it is one that can be looked at alone."""
    own: JsonObject = orjson.loads(missed.text)
    objects = list(_objects(own))
    ids = [each["id"] for each in objects if "id" in each]
    if (
        own != missed.members
        or len(set(map(str, ids))) < len(ids)
        or any("@context" in each for each in objects)
    ):
        return
    try:
        emitted = emit_in(missed.context, own, contexts=contexts, limits=DEFAULT_LIMITS)
    except (NotCanonicalizable, NotCompiled, WholeDocument, OtherContexts):  # limits were others
        return
    hashed = hash_fragments(emitted.fragments)
    if hashed.named:
        return
    part = SharedPart(
        own,
        hashed=hashed,
        neighbours=neighbours_of(hashed),
        described=frozenset(emitted.described),
        nodes=emitted.nodes,
        levels=_levels(own),
        contexts=frozenset(emitted.contexts),
        size=_size(missed.text, hashed),
    )
    MEMORY.keep(missed.context.shared, missed.text, part)


def _size(text: bytes, hashed: HashedFragments) -> int:
    """Return about how many bytes a part takes: its text, its values, its lines and its hashes."""
    lines = [*hashed.ground]
    for each in (*hashed.tails, *hashed.heads):
        lines += each
    characters = sum(map(len, lines)) + sum(len(predicate) for _, predicate, _ in hashed.edges)
    return 4 * len(text) + characters + _BYTES_OF_A_STRING * (len(lines) + 4 * len(hashed.digests))


def _levels(value: JsonValue) -> int:
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if members is None else 1 + max(map(_levels, members), default=0)


def _objects(value: JsonValue) -> Iterator[JsonObject]:
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from _objects(member)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)
