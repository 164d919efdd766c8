"""A fictional publisher of a list of recognised schools, with a key that vanishes."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from credentials.signed_trust_list import MAX_VALIDITY, sign_trust_list
from credentials.trust_list import parse_trust_list
from issuer.publication import PublicDirectory
from issuer.services.publish_documents import TRUST_LIST
from keys.backends.in_memory import ephemeral_did_key

TRUST_ROOT: Final = "trust-root.txt"
_URL: Final = "https://erkend.example/trust-list.json"


def publish_recognised_schools(out: Path, *, at: datetime) -> None:
    """Sign a list with the example school on it, and put it in the place of what the school says of itself.

    Beside it comes the key by which it can be told from other lists, which in earnest one is given by
    another way.

    Args:
        out: Where the school published its own statement.
        at: Now; whole seconds.

    Raises:
        OSError: A file cannot be read or written.
    """
    own = parse_trust_list((out / TRUST_LIST).read_bytes())
    did, signer = ephemeral_did_key()
    recognised = replace(
        own,
        id=_URL,
        name="Erkende scholen (verzonnen)",
        publisher="Register van voorbeeldscholen (verzonnen)",
        publisher_id=did,
        published_at=at,
        valid_until=at + MAX_VALIDITY,
        sequence=1,
    )
    directory = PublicDirectory(out)
    directory.write(TRUST_LIST, sign_trust_list(recognised, signer, created=at))
    directory.write(TRUST_ROOT, f"{did}\n".encode())
