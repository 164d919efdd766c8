"""Upper bounds on everything that a stranger can send."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Upper bounds on input. Numbers are ours unless a source is given.

    Attributes:
        max_bytes: Size of one JSON or JWT credential, in bytes.
        max_container_bytes: Size of a PNG, SVG or PDF that carries a credential, in bytes.
        max_depth: Nesting of objects and arrays; the JSON-LD processor recurses per level.
        max_nodes: Objects and array items in one document.
        max_proofs: Proofs on one document.
        max_status_entries: Entries of ``credentialStatus``.
        max_endorsements: Endorsement credentials, counted through all levels.
        max_endorsement_depth: Endorsements of endorsements of …
        max_list_bytes_decoded: A status list after decompression, in bytes. Bitstring Status
            List asks for 16 KiB at least; a GZIP bomb expands a thousandfold.
        canonicalization_work: Hash computations per tied blank node that RDFC-1.0 may spend,
            on top of a fixed allowance, before the graph is refused as poison.
        fetch_timeout: For one resource, from connect to last byte.
        max_fetch_bytes: Size of one fetched resource, in bytes.
    """

    max_bytes: int = 512_000
    max_container_bytes: int = 16 * 1024 * 1024
    max_depth: int = 64
    max_nodes: int = 8_000
    max_proofs: int = 8
    max_status_entries: int = 8
    max_endorsements: int = 32
    max_endorsement_depth: int = 4
    max_list_bytes_decoded: int = 16 * 1024 * 1024
    canonicalization_work: int = 50
    fetch_timeout: timedelta = timedelta(seconds=5)
    max_fetch_bytes: int = 1024 * 1024

    def __hash__(self) -> int:
        # Limits are a part of many keys, and hardly ever differ from each other.
        return hash((self.max_bytes, self.max_nodes, self.max_depth))


DEFAULT_LIMITS = Limits()
