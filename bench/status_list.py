"""The status list that the badges point into: nothing in it is revoked."""

import orjson

from bench.badges import SIGNED_AT, STATUS_LIST
from bench.engines.setting import METHOD, PRIVATE_KEY
from bench.subject_matter import CONTROLLER
from credentials.proofs.data_integrity import add_proof
from credentials.status.bitstring import Bitstring
from credentials.status.status_list import build_status_list_credential
from keys.backends.local_signer import LocalSigner


def status_list() -> bytes:
    """Return the signed list."""
    unsigned = build_status_list_credential(
        url=STATUS_LIST,
        issuer_id=CONTROLLER,
        purpose="revocation",
        bitstring=Bitstring(),
        valid_from=SIGNED_AT,
    )
    return orjson.dumps(add_proof(unsigned, LocalSigner(METHOD, PRIVATE_KEY), created=SIGNED_AT))
