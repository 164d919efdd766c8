"""Gather what a judgement will need, before anything is decided."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from credentials.errors import CredentialError
from credentials.limits import DEFAULT_LIMITS, Limits
from credentials.parsing import UnverifiedDocument
from credentials.proofs.data_integrity import embedded_proofs
from credentials.proofs.vc_jwt import UnverifiedJWT
from credentials.recognized_entity import TrustList
from credentials.status.named_changes import changes_url, named_changes
from credentials.status.status_changes import CHANGES_LIMITS, parse_status_changes
from credentials.status.status_entry import StatusListEntry
from verifier.endorsements import find_endorsements
from verifier.issuer_keys import documents_for_jwt_key, documents_for_key
from verifier.members import issuer_id, text, types
from verifier.resources import (
    Fetch,
    Needed,
    ResourceKind,
    Resources,
    Retrieved,
    Unavailable,
    UnavailableReason,
)
from verifier.signed import Signed
from verifier.verified_lists import parse_status_list

# A credential with 32 endorsements, each with its own keys and lists, would make us visit over a
# hundred places that a stranger chose. Ours; an honest one needs two or three.
MAX_DOCUMENTS: Final = 24
_STATUS_LIST_TYPES: Final = frozenset({"BitstringStatusListCredential", "StatusList2021Credential"})


def wants(
    source: UnverifiedDocument | UnverifiedJWT, resources: Resources, *, limits: Limits = DEFAULT_LIMITS
) -> frozenset[Needed]:
    """Name what the judge would look for and that is not there yet.

    What is there may lead to more: a status list to the keys that signed it. So ask again after
    each round. A key on the trust list makes the document of its controller unnecessary.
    """
    return _wanted(_signed_in(Signed.of(source), limits), resources, limits)


def gather(
    source: UnverifiedDocument | UnverifiedJWT,
    fetch: Fetch,
    *,
    trust_list: TrustList | None = None,
    given: Mapping[Needed, bytes] | None = None,
    max_rounds: int = 3,
    limits: Limits = DEFAULT_LIMITS,
) -> Resources:
    """Fetch what is needed, in rounds; what cannot be had is a value too.

    Args:
        source: The credential.
        fetch: Gets one document. :func:`verifier.resources.offline` gets none.
        trust_list: Whom the verifier recognises, or None.
        given: Documents that are at hand; they are not fetched.
        max_rounds: A list, what it names and who signed it, and one to spare.
        limits: Bounds on what the credential can make us do.
    """
    return gather_for(
        Signed.of(source), fetch, trust_list=trust_list, given=given, max_rounds=max_rounds, limits=limits
    )


def gather_for(
    signed: Signed,
    fetch: Fetch,
    *,
    trust_list: TrustList | None,
    given: Mapping[Needed, bytes] | None,
    max_rounds: int = 3,
    limits: Limits,
) -> Resources:
    """Do what :func:`gather` does."""
    found: dict[Needed, bytes | Unavailable] = dict(given or {})
    moments: dict[Needed, datetime] = {}
    so_far = Resources(found=found, trust_list=trust_list, retrieved_at=moments)  # which grows meanwhile
    documents = _signed_in(signed, limits)
    left = MAX_DOCUMENTS
    for _ in range(max_rounds):
        wanted = _wanted(documents, so_far, limits)
        if not wanted:
            break
        news = False
        for needed in sorted(wanted):
            answer = fetch(needed) if left > 0 else Unavailable(UnavailableReason.TOO_MANY)
            left -= 1
            if isinstance(answer, Retrieved):
                moments[needed] = answer.at
                answer = answer.content
            found[needed] = answer
            news = news or isinstance(answer, bytes)
        if not news:  # what could not be had leads to nothing more
            break
    return so_far


def given_status_lists(documents: Iterable[bytes], *, limits: Limits = DEFAULT_LIMITS) -> dict[Needed, bytes]:
    """Arrange status lists that are at hand by their ``id``, which is where they are published.

    So are the documents that say since when and why, by the list that they are about and their digest. A
    file's name says nothing. What cannot be read, is no status list by its type or has no id is left out.
    """
    given: dict[Needed, bytes] = {}
    for data in documents:
        if (changes := _changes_at_hand(data)) is not None:
            given[changes] = data
            continue
        try:
            document = parse_status_list(data, limits).unverified
        except CredentialError:
            continue
        list_id = text(document, "id")
        if list_id is not None and not _STATUS_LIST_TYPES.isdisjoint(types(document)):
            given[Needed(ResourceKind.STATUS_LIST, list_id)] = data
    return given


def _changes_at_hand(data: bytes) -> Needed | None:
    # A status list does not have this member, and is not read twice.
    if len(data) > CHANGES_LIMITS.max_bytes or b'"statusListCredential"' not in data:
        return None
    try:
        changes = parse_status_changes(data)
    except CredentialError:
        return None
    url = changes_url(changes.status_list_credential, hashlib.sha256(data).digest())
    return Needed(ResourceKind.STATUS_CHANGES, url) if url is not None else None


def _signed_in(signed: Signed, limits: Limits) -> list[Signed]:
    """Return the credential, and the endorsements in it that can be read."""
    endorsements = find_endorsements(signed, limits=limits).found
    return [signed, *(one.signed for one in endorsements if one.signed is not None)]


def _wanted(documents: Iterable[Signed], resources: Resources, limits: Limits) -> frozenset[Needed]:
    wanted: set[Needed] = set()
    for signed in documents:
        wanted.update(_needed_by(signed, resources, limits))
    return frozenset(wanted.difference(resources.found))


def _needed_by(signed: Signed, resources: Resources, limits: Limits) -> Iterator[Needed]:
    yield from _keys_needed_by(signed, resources, limits)
    try:
        entries = signed.status_entries(limits)
    except CredentialError:
        return
    for entry in entries:
        if not isinstance(entry, StatusListEntry):
            continue
        needed = Needed(ResourceKind.STATUS_LIST, entry.status_list_credential)
        yield needed
        data = resources.get(needed)
        if isinstance(data, bytes):
            try:
                status_list = parse_status_list(data, limits)
            except CredentialError:
                continue
            yield from _keys_needed_by(status_list, resources, limits)
            yield from _changes_needed_by(entry, data, limits)


def _changes_needed_by(entry: StatusListEntry, data: bytes, limits: Limits) -> Iterator[Needed]:
    """Name the document that says since when and why.

    Whatever the bit is: if it were got for what is revoked alone, a school would learn that such a
    credential was looked at.
    """
    if not entry.withdraws:
        return
    try:
        listing = parse_status_list(data, limits).unverified
        named = named_changes(listing)
    except CredentialError:
        return
    # From beside the list that the entry names, not from where another list says it is.
    if named is not None and text(listing, "id") == entry.status_list_credential:
        yield Needed(ResourceKind.STATUS_CHANGES, named.url)


def _keys_needed_by(signed: Signed, resources: Resources, limits: Limits) -> Iterator[Needed]:
    issuer = issuer_id(signed.unverified)
    if issuer is None:
        return
    if signed.jwt is not None:
        yield from documents_for_jwt_key(signed.jwt, issuer, resources)
    try:
        proofs = embedded_proofs(signed.unverified, limits=limits)
    except CredentialError:
        return
    for proof in proofs:
        method_id = text(proof, "verificationMethod")
        if method_id is not None:
            yield from documents_for_key(method_id, resources)
