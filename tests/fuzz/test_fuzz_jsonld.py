"""Whatever document comes in, canonicalization answers or refuses with an error of its own."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contexts import CREDENTIALS_V2, OB_3_0_3
from credentials.jsonld.engine import canonicalize
from credentials.jsonld.strictness import NotCanonicalizable
from tests.canonical_forms_for_tests import canonical_form_elsewhere
from tests.documents_for_tests import badge

SANE_NAMES = ["id", "type", "name", "description", "evidence", "credentialSubject", "narrative", "genre"]
NAMES = [
    *SANE_NAMES,
    "issuer",
    "achievement",
    "criteria",
    "Criteria",
    "tag",
    "result",
    "value",
    "proof",
    "validFrom",
    "creditsAvailable",
    "jsonSchema",
    "_sd",
    "verifiableCredential",
    "unknown",
    "a:b",
    "_:b",
    "...",
    "@",
    "@context",
    "@id",
    "@type",
    "@value",
    "@language",
    "@graph",
    "@list",
    "@set",
    "@reverse",
    "",
]
STRINGS = [
    "urn:a",
    "urn:b",
    "_:b0",
    "relative",
    "cred:x",
    "2026-01-01T00:00:00Z",
    "nl",
    "🎓",
    "@json",
    "Evidence",
    "Achievement",
    "Profile",
    "VerifiableCredential",
    "JsonSchema",
    "",
    "x\ud800",
    "\x00",
    "http://a b",
    CREDENTIALS_V2,
    OB_3_0_3,
]

names = st.sampled_from(NAMES)
strings = st.sampled_from(STRINGS) | st.text(max_size=4)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | strings
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
    max_leaves=12,
)
sane_names = st.sampled_from(SANE_NAMES)
sane_values = st.recursive(
    st.sampled_from(["urn:a", "urn:b", "Evidence", "tekst", 1, 2.5, True]),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(sane_names, inner, max_size=4),
    max_leaves=12,
)


def refused(document: dict[str, Any]) -> NotCanonicalizable | None:
    try:
        canonicalize(copy.deepcopy(document))
    except NotCanonicalizable as error:
        return error
    return None


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(names, values, max_size=6), st.booleans())
def test_only_our_own_errors_come_out(members: dict[str, Any], of_a_badge: bool) -> None:
    error = refused({**badge(), **members} if of_a_badge else {"@context": CREDENTIALS_V2, **members})
    if error is not None:
        assert error.pointer is None or error.pointer == "" or error.pointer.startswith("/")


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(sane_names, sane_values, min_size=1, max_size=5))
def test_what_passes_has_the_form_that_others_give(members: dict[str, Any]) -> None:
    document = badge(**members)
    if refused(document) is None:
        assert canonicalize(document) == canonical_form_elsewhere(document)
