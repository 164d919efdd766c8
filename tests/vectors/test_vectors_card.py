"""The test vectors of docs/card.md: they are what they are said to be, and the page shows the first."""

import json
import re
from typing import Any

import cbor2
import pytest

from credentials.card.envelope import key_id_of, read_envelope, to_be_signed
from credentials.parsing import JsonObject, parse
from tests.card_vectors import FILE, STATUS_LISTS, document, text_of, vectors
from tests.cards_for_tests import CARD_KEY
from tests.paths import ROOT
from verifier import Conclusion

# The status lists are compressed, which another edition of zlib may do in another way.
WRITTEN: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
MADE = document()
FIRST: dict[str, Any] = WRITTEN["vectors"][0]


def blocks(language: str) -> list[str]:
    page = (ROOT / "docs" / "card.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def without_spaces(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("part", [name for name in MADE if name not in ("vectors", "statusLists")])
def test_the_file_is_what_the_program_makes(part: str) -> None:
    assert WRITTEN[part] == MADE[part]


@pytest.mark.parametrize("number", range(len(list(vectors()))))
def test_every_vector_has_the_outcome_that_it_states(number: int) -> None:
    made = MADE["vectors"]
    assert isinstance(made, list)
    assert WRITTEN["vectors"][number] == made[number]


def test_there_are_no_other_vectors() -> None:
    names = [vector.name for vector in vectors()]
    assert [one["name"] for one in WRITTEN["vectors"]] == names
    assert len(set(names)) == len(names)


def test_the_status_lists_are_the_same_but_for_their_compression() -> None:
    for name, lists in STATUS_LISTS.items():
        made = {str(one["id"]): shape(one) for one in (parse(data).unverified for data in lists)}
        assert {url: shape(one) for url, one in WRITTEN["statusLists"][name].items()} == made


def shape(status_list: JsonObject) -> object:
    return {name: value for name, value in status_list.items() if name not in ("proof", "credentialSubject")}


def test_the_file_is_written_as_the_program_writes() -> None:
    assert FILE.read_text("utf-8") == text_of(WRITTEN)


def test_what_is_called_good_passes_and_nothing_else_does() -> None:
    passed = {one["name"] for one in WRITTEN["vectors"] if one["conclusion"] == Conclusion.PASSED}
    assert passed == {vector.name for vector in vectors() if vector.name.startswith("good: ")}


class TestPage:
    """What docs/card.md works out."""

    def test_it_shows_the_address_and_the_bytes_of_the_first_vector(self) -> None:
        signed, hexadecimal, address = (without_spaces(block) for block in blocks("text"))
        assert address == FIRST["address"]
        assert hexadecimal.lower() == FIRST["bytes"]
        envelope = read_envelope(bytes.fromhex(FIRST["bytes"]))
        assert bytes.fromhex(signed) == to_be_signed(envelope.key_id, envelope.unverified_payload)

    def test_it_shows_the_claims_in_diagnostic_notation(self) -> None:
        (shown,) = blocks("cbor-diag")
        # The notation of this example is Python's, but for byte strings and the names of truth.
        literal = re.sub(r"h'([0-9a-f]*)'", r'bytes.fromhex("\1")', shown).replace("true", "True")
        payload = read_envelope(bytes.fromhex(FIRST["bytes"])).unverified_payload
        claims = eval(literal, {"__builtins__": {}, "bytes": bytes})  # noqa: S307 - a page of ours
        assert claims == cbor2.loads(payload)

    def test_it_shows_the_key(self) -> None:
        page = (ROOT / "docs" / "card.md").read_text("utf-8")
        assert CARD_KEY.public_key.raw.hex() in page
        assert key_id_of(CARD_KEY.public_key).hex() in page

    def test_the_cddl_names_every_claim(self) -> None:
        (cddl,) = blocks("cddl")
        claims = cbor2.loads(read_envelope(bytes.fromhex(FIRST["bytes"])).unverified_payload)
        for key in (*claims, *claims[-70200]):
            assert re.search(rf"^\s*(?:\? )?{key} => ", cddl, re.MULTILINE), key
