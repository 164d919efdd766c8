"""The bundle: the published bytes, checked, and nothing else."""

import ast
import hashlib
import json
from pathlib import Path

import pytest

import contexts
from contexts import (
    CREDENTIALS_V2,
    OB_3_0_3,
    ContextDigestMismatch,
    ContextLoader,
    ContextNotBundled,
    bundled_contexts,
    issuing_contexts,
)
from contexts.loader import BUNDLE, read_index
from tests.contexts_for_tests import write_bundle

# As W3C and 1EdTech state them, or as their repositories have them.
STATED = {
    CREDENTIALS_V2: "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    "https://www.w3.org/2018/credentials/v1": (
        "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc"
    ),
    "https://w3id.org/security/data-integrity/v2": (
        "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4"
    ),
    "https://w3id.org/security/multikey/v1": (
        "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597"
    ),
    "https://www.w3.org/ns/credentials/status/v1": (
        "fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7"
    ),
    "https://w3id.org/security/suites/ed25519-2020/v1": (
        "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588"
    ),
    "https://www.w3.org/ns/did/v1": "62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f",
    OB_3_0_3: "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": (
        "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53"
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json": (
        "b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10"
    ),
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": (
        "880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6"
    ),
}
OLDER_OB_3_0_3 = "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"

BUNDLED = {
    *STATED,
    "https://w3id.org/security/data-integrity/v1",
    "https://w3id.org/vc/status-list/2021/v1",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
}


def test_the_bundle_has_exactly_these_contexts() -> None:
    assert bundled_contexts().urls() == BUNDLED


@pytest.mark.parametrize("url", sorted(BUNDLED))
def test_the_content_has_the_digest_of_the_index(url: str) -> None:
    loader = bundled_contexts()
    assert hashlib.sha256(loader.content(url)).hexdigest() == loader.edition(url).sha256


@pytest.mark.parametrize("url", sorted(STATED))
def test_the_digest_is_the_stated_one_or_the_index_says_that_it_differs(url: str) -> None:
    edition = bundled_contexts().edition(url)
    assert STATED[url] in (edition.sha256, edition.stated_sha256)
    assert edition.sha256 != edition.stated_sha256
    if edition.stated_sha256 is not None:
        assert "Equal as JSON" in edition.note


def test_only_two_contexts_are_not_byte_for_byte() -> None:
    differing = {entry.url for entry in read_index() if entry.stated_sha256 is not None}
    assert differing == {
        "https://www.w3.org/2018/credentials/v1",
        "https://www.w3.org/ns/credentials/status/v1",
    }


@pytest.mark.parametrize("url", sorted(BUNDLED))
def test_the_document_is_the_parsed_content(url: str) -> None:
    assert bundled_contexts().document(url) == json.loads(bundled_contexts().content(url))


def test_every_file_is_in_the_index_and_the_other_way_round() -> None:
    files = {path.name for path in (BUNDLE / "data").iterdir()}
    assert {entry.file for entry in read_index()} == files


def test_every_entry_names_its_origin_and_licence() -> None:
    for entry in read_index():
        package, _, path = entry.origin.partition(", ")
        assert package.endswith(("(PyPI)", "(npm)")), entry.url
        assert path, entry.url
        assert entry.licence in {"W3C-20150513", "BSD-3-Clause", "LicenseRef-1EdTech"}


@pytest.mark.parametrize(
    "url",
    [
        "https://www.w3.org/ns/credentials/examples/v2",
        "http://www.w3.org/ns/credentials/v2",
        CREDENTIALS_V2 + "#",
        CREDENTIALS_V2 + "/",
        "",
        "../loader.py",
        "file:///etc/passwd",
    ],
)
def test_any_other_url_is_not_bundled(url: str) -> None:
    loader = bundled_contexts()
    for ask in (loader.document, loader.content, loader.edition):
        with pytest.raises(ContextNotBundled) as caught:
            ask(url)
        assert caught.value.url == url
        assert caught.value.code == "context_not_bundled"


def test_we_verify_with_the_newer_edition_and_sign_with_the_older() -> None:
    assert bundled_contexts().edition(OB_3_0_3).sha256 == STATED[OB_3_0_3]
    assert issuing_contexts().edition(OB_3_0_3).sha256 == OLDER_OB_3_0_3
    assert issuing_contexts().urls() == bundled_contexts().urls()


def test_the_newer_edition_only_adds_terms() -> None:
    """Otherwise what we sign with the older one would not verify under the newer one."""
    older = issuing_contexts().document(OB_3_0_3)
    newer = bundled_contexts().document(OB_3_0_3)
    added: set[str] = set()
    _compare(older, newer, added)
    assert added == {"endorsementJwt", "jti"}


def _compare(older: object, newer: object, added: set[str]) -> None:
    if isinstance(older, dict) and isinstance(newer, dict):
        assert older.keys() <= newer.keys()
        added |= newer.keys() - older.keys()
        for key in older:
            _compare(older[key], newer[key], added)
    else:
        assert older == newer


@pytest.mark.parametrize("url", sorted(BUNDLED))
def test_no_context_uses_a_feature_that_would_hide_undefined_terms(url: str) -> None:
    """With @vocab every undefined term would be defined; the others we do not support."""
    refused = {"@vocab", "@base", "@language", "@direction", "@import", "@reverse", "@nest", "@index"}
    waiting: list[object] = [bundled_contexts().document(url)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            assert not refused & value.keys()
            assert value.get("@container", "@set") in {"@set", "@list", "@graph"}
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def test_a_changed_file_is_found_when_the_loader_is_made(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path, {})
    file = bundle / "data" / "ob-3.0.2.json"
    file.write_bytes(file.read_bytes().replace(b"#Achievement", b"#achievement", 1))
    with pytest.raises(ContextDigestMismatch) as caught:
        ContextLoader(folder=bundle)
    assert caught.value.file == "ob-3.0.2.json"
    assert caught.value.expected == STATED["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"]
    assert caught.value.code == "context_digest_mismatch"


def test_a_changed_file_is_found_even_in_the_edition_that_is_not_served(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path, {})
    (bundle / "data" / "ob-3.0.3-older.json").write_bytes(b"{}")
    with pytest.raises(ContextDigestMismatch, match=r"ob-3\.0\.3-older\.json"):
        ContextLoader(folder=bundle)


def test_an_edition_that_does_not_exist_is_not_bundled() -> None:
    with pytest.raises(ContextNotBundled) as caught:
        ContextLoader(prefer={OB_3_0_3: "0" * 64})
    assert caught.value.url == OB_3_0_3


def test_the_package_imports_nothing_that_could_fetch() -> None:
    allowed = {
        "collections.abc",
        "contexts.loader",
        "dataclasses",
        "datetime",
        "functools",
        "hashlib",
        "json",
        "pathlib",
        "re",
        "tomllib",
        "typing",
    }
    folder = Path(contexts.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module in allowed
            elif isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= allowed
