"""Whatever document comes in, canonicalization answers or refuses with an error of its own."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from tests.documents_for_tests import badge
from tests.unit.credentials.test_credentials_jsonld_engine import elsewhere

names = st.sampled_from(
    ["id", "type", "name", "description", "issuer", "evidence", "credentialSubject", "achievement", "criteria", "narrative", "Criteria"]
    + ["tag", "result", "value", "proof", "validFrom", "creditsAvailable", "jsonSchema", "_sd", "verifiableCredential", "@context"]
    + ["@id", "@type", "@value", "@language", "@graph", "@list", "@set", "@reverse", "unknown", "", "a:b", "_:b", "...", "@"]
)  # fmt: skip
strings = st.sampled_from(
    ["urn:a", "urn:b", "_:b0", "relative", "", "Evidence", "Achievement", "Profile", "VerifiableCredential", "JsonSchema", "@json"]
    + ["nl", "x\ud800", "\x00", "🎓", CREDENTIALS_V2, OB_3_0_3, "cred:x", "2026-01-01T00:00:00Z", "http://a b"]
)  # fmt: skip
scalars = st.none() | st.booleans() | st.integers() | st.floats() | strings | st.text(max_size=4)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
    max_leaves=12,
)
sane_names = st.sampled_from(
    ["id", "type", "name", "description", "evidence", "credentialSubject", "narrative", "genre"]
)
sane_scalars = st.sampled_from(["urn:a", "urn:b", "Evidence", "tekst", 1, 2.5, True])
sane_values = st.recursive(
    sane_scalars,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(sane_names, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(names, values, max_size=6), st.booleans())
def test_only_our_own_errors_come_out(members: dict[str, Any], with_contexts: bool) -> None:
    document = {**badge(), **members} if with_contexts else {"@context": CREDENTIALS_V2, **members}
    try:
        assert canonicalize(document).endswith(" .\n")
    except NotCanonicalizable as error:
        assert error.pointer is None or error.pointer == "" or error.pointer.startswith("/")


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(sane_names, sane_values, min_size=1, max_size=5))
def test_what_passes_has_the_form_that_others_give(members: dict[str, Any]) -> None:
    document = badge(**members)
    try:
        canonical = canonicalize(copy.deepcopy(document))
    except NotCanonicalizable:
        return
    try:
        assert canonical == elsewhere(document)
    except jsonld.JsonLdError as error:  # pragma: no cover - a finding
        raise AssertionError("accepted what PyLD refuses") from error
