"""The status lists of the door: kept in memory, signed anew whenever one is asked for."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from contexts import ContextLoader
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof
from credentials.status.bitstring import MIN_LENGTH, Bitstring
from credentials.status.status_entry import BITSTRING_STATUS_LIST_ENTRY, StatusPurpose
from credentials.status.status_list import build_status_list_credential
from waarmerk.vc_api.documents import without_proof
from waarmerk.vc_api.problems import MALFORMED_VALUE, refuse
from waarmerk.vc_api.suites import STATUS, SUITES, EphemeralKeys

PATH: Final = "/status-lists"
PURPOSES: Final = (StatusPurpose.REVOCATION, StatusPurpose.SUSPENSION)


@dataclass(slots=True)
class _List:
    bitstring: Bitstring = field(default_factory=Bitstring)
    taken: int = 0
    index_of: dict[str, int] = field(default_factory=dict)


class StatusLists:
    """One list for each purpose.

    Args:
        base_url: Where the door is, without a slash at the end.
        keys: What signs the lists.
        contexts: The contexts to sign with.
    """

    def __init__(self, base_url: str, keys: EphemeralKeys, contexts: ContextLoader) -> None:
        self._base_url = base_url
        self._keys = keys
        self._contexts = contexts
        self._lists: Mapping[StatusPurpose, _List] = {purpose: _List() for purpose in PURPOSES}
        self._lock = threading.Lock()

    def url(self, purpose: StatusPurpose) -> str:
        """Return where a list is served."""
        return f"{self._base_url}{PATH}/{purpose.value}"

    def new_entry(self, purpose: StatusPurpose, credential_id: str | None) -> JsonObject:
        """Return an entry for a credential that is about to be signed, and remember whose it is.

        Raises:
            Refused: The list is full.

        Spec: Bitstring Status List 1.0 §2.1.
        """
        found = self._lists[purpose]
        with self._lock:
            index = found.taken
            if index >= MIN_LENGTH:
                raise refuse(MALFORMED_VALUE, "The status list is full; start the service again")
            found.taken += 1
            if credential_id is not None:
                found.index_of[credential_id] = index
        return {
            "id": f"{self.url(purpose)}#{index}",
            "type": BITSTRING_STATUS_LIST_ENTRY,
            "statusPurpose": purpose.value,
            "statusListIndex": str(index),
            "statusListCredential": self.url(purpose),
        }

    def change(self, credential_id: str, purpose: str, *, status: bool) -> None:
        """Set or clear the status of a credential.

        Raises:
            Refused: We have given no such credential an entry for this purpose.
        """
        found = next((one for name, one in self._lists.items() if name.value == purpose), None)
        index = None if found is None else found.index_of.get(credential_id)
        if found is None or index is None:
            raise refuse(MALFORMED_VALUE, "No such credential has a status of this purpose here")
        with self._lock:
            found.bitstring.set(index, status)

    def credential(self, url: str, *, at: datetime) -> JsonObject | None:
        """Return the signed credential of the list at a URL, or None when it is not one of ours."""
        purpose = next((one for one in PURPOSES if self.url(one) == url), None)
        if purpose is None:
            return None
        suite = SUITES[STATUS]
        with self._lock:
            unsigned = build_status_list_credential(
                url=url,
                issuer_id=self._keys.did(suite),
                purpose=purpose.value,
                bitstring=self._lists[purpose].bitstring,
                valid_from=at,
            )
        signed = add_proof(
            unsigned,
            self._keys.signer(suite),
            created=at,
            cryptosuite=suite.cryptosuite,
            contexts=self._contexts,
        )
        return single_proof(signed)


def single_proof(document: JsonObject) -> JsonObject:
    """Return a document whose one proof stands there as an object, which the suites of others expect."""
    proofs = document.get("proof")
    if isinstance(proofs, list) and len(proofs) == 1:
        return {**without_proof(document), "proof": proofs[0]}
    return document
