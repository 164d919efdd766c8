"""What may end one day is found wherever it stands in a document of somebody else."""

import pytest

from credentials.parsing import JsonObject
from issuer.domain.lasting_documents import not_lasting


@pytest.mark.parametrize(
    ("document", "pointers"),
    [
        ({"validUntil": "2027-01-01T00:00:00Z", "endorsement": []}, ["/validUntil", "/endorsement"]),
        ({"credentialSubject": {"validUntil": "2027-01-01T00:00:00Z"}}, ["/credentialSubject/validUntil"]),
        ({"issuer": {"a/b": [{}, {"credentialStatus": {}}]}}, ["/issuer/a~1b/1/credentialStatus"]),
        ({"proof": {"expires": "2027-01-01T00:00:00Z"}}, ["/proof/expires"]),
        ({"proof": [{}, {"expires": None}]}, ["/proof/1/expires"]),
        ({"issuer": {"endorsementJwt": ["a.b.c"]}}, ["/issuer/endorsementJwt"]),
        ({"evidence": [{"type": ["Evidence"], "refreshService": {}}]}, ["/evidence/0/refreshService"]),
        ({"evidence": [{"type": "EndorsementCredential"}]}, ["/evidence/0"]),
        ({"evidence": {"@type": ["x", "EnvelopedVerifiableCredential"], "id": "data:"}}, ["/evidence"]),
        ({"issuer": {"about": {"proof": {}}}}, ["/issuer/about"]),
        ({"proof": {"of": {"proof": []}}}, ["/proof/of"]),
        (
            {"issuer": {"endorsement": [{"validUntil": "", "proof": {"expires": ""}}]}},
            ["/issuer/endorsement"],
        ),
    ],
)
def test_is_found(document: JsonObject, pointers: list[str]) -> None:
    assert list(not_lasting(document)) == pointers


def test_what_lasts_has_nothing() -> None:
    document: JsonObject = {
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"type": ["Profile"], "name": "expires"},
        "validFrom": "2026-01-01T00:00:00Z",
        "proof": [{"type": "DataIntegrityProof", "created": "2026-01-01T00:00:00Z"}],
    }
    assert list(not_lasting(document)) == []
