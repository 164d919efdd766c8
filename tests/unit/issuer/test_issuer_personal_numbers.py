"""No number by which a state knows a person comes in, wherever somebody puts it."""

import copy
import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from typer.testing import CliRunner

from credentials.achievement.building import build_open_badge
from credentials.achievement.errors import AwardNotBuildable
from credentials.national_identity import is_national_identity, national_identities
from credentials.parsing import JsonObject
from issuer.cli import app
from issuer.domain.decisions import decision_number
from issuer.domain.documents_of_others import personal_numbers
from issuer.domain.findings import Finding, finding_texts
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.modules.surroundings import Surroundings
from issuer.domain.people import person
from issuer.domain.registers import example_registers
from issuer.domain.registers.json_file import read_register_json
from issuer.domain.stacking.agreement_file import read_agreement_file
from issuer.domain.stacking.standing import Standing
from issuer.errors import DecisionRefused
from issuer.services.stack_credentials import stack_files
from issuer.storage.database import open_engine
from tests.awards_for_tests import AWARD
from tests.edge_cases_for_tests import BASE_URL
from tests.endorsements_for_tests import COMPANY_KEY, COMPANY_SIGNATORY, signed_file, signing_desk
from tests.issuer_for_tests import working_desk
from tests.modules_for_tests import EXAMPLES, example_file
from tests.stacking_for_tests import HERE, RECEIVING, module, request, signed, unsigned

BSN = "111222333"
"""Passes the eleven test and is nobody's."""
NATIONAL: JsonObject = {
    "type": "IdentityObject",
    "hashed": True,
    "identityHash": "sha256$" + "0" * 64,
    "identityType": "nationalIdentityNumber",
}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - of YAML
    """Yield the way to every text."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from places(member, (*path, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from places(member, (*path, index))
    elif isinstance(value, str):
        yield path


def with_text(content: Any, path: tuple[Any, ...], words: str) -> bytes:  # noqa: ANN401 - of YAML
    """Return the file with other words at one place."""
    changed = copy.deepcopy(content)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = words
    return yaml.safe_dump(changed, allow_unicode=True, sort_keys=False).encode()


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_text_of_a_file_is_looked_at(kind: str) -> None:
    content = yaml.safe_load(example_file(EXAMPLES[kind]))
    around = Surroundings(registers=example_registers())
    missed = []
    for path in places(content):
        data = with_text(content, path, f"zie {BSN}")
        result = read_module_file(data, file="x.yaml", base_url=BASE_URL, surroundings=around)
        pointer = "".join(f"/{step}" for step in path)
        is_told = any(
            one.pointer == pointer
            and (one.requirement == "F08" or one.code == "number_of_register_malformed")
            for one in result.findings
        )
        # Of a file with an unknown instrument nothing more is read, so that nothing of it comes in.
        if not is_told and not (result.description is None and result.errors):
            missed.append(pointer)
        assert not any(BSN in one.text("nl") for one in result.findings)
    assert missed == []


def test_the_number_of_a_company_is_no_bsn() -> None:
    content = yaml.safe_load(example_file(EXAMPLES["praktijkverklaring"]))
    content["leerbedrijf"]["sbb_leerbedrijf_id"] = BSN
    data = yaml.safe_dump(content, allow_unicode=True, sort_keys=False).encode()
    around = Surroundings(registers=example_registers())
    found = read_module_file(data, file="x.yaml", base_url=BASE_URL, surroundings=around).findings
    assert "F08" not in {one.requirement for one in found}


def with_keys(kind: str, *keys: str) -> bytes:
    """Return a module file with keys within each other that nobody reads."""
    content = yaml.safe_load(example_file(EXAMPLES[kind]))
    holder = content
    for key in keys[:-1]:
        holder = holder.setdefault(key, {})
    holder[keys[-1]] = "x"
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False).encode()


@pytest.mark.parametrize("keys", [(BSN,), ("leerbedrijf", BSN), ("leerbedrijf", f"_{BSN}"), ("x", BSN, "y")])
def test_a_key_that_is_one_keeps_a_file_out_and_is_told_nowhere(keys: tuple[str, ...]) -> None:
    data = with_keys("praktijkverklaring", *keys)
    result = read_module_file(data, file="x.yaml", base_url=BASE_URL)
    found = [one for one in result.errors if one.code == "bsn_in_text"]
    before = [key for key in keys if BSN not in key and key != "y"]
    assert [one.pointer for one in found] == ["/".join(["", *before, "…"])]
    assert all(one.line for one in found)
    for one in result.findings:
        assert BSN not in repr(one)
        assert BSN not in one.place
        assert BSN not in one.text("nl")


def test_keys_within_each_other_do_not_tell_it_either() -> None:
    data = with_keys("praktijkverklaring", "leerbedrijf", BSN[:3], BSN[3:6], BSN[6:])
    for one in read_module_file(data, file="x.yaml", base_url=BASE_URL).findings:
        assert "/".join([BSN[:3], BSN[3:6], BSN[6:]]) not in one.pointer


@pytest.mark.parametrize(
    "written",
    [f"{BSN}: x", f"erkenningsafspraken: [{{nummer: EA-1, instellingen: ['{BSN}', 98YY], '{BSN}': x}}]"],
)
def test_agreements_tell_none_either(written: str) -> None:
    found = read_agreement_file(written.encode(), file="x.yaml")
    assert "bsn_in_text" in {one.code for one in found.errors}
    assert all(BSN not in repr(one) and BSN not in one.text("nl") for one in found.findings)


def test_a_number_of_a_file_of_registers_may_be_written_with_a_point() -> None:
    findings: list[Finding] = []
    data = json.dumps({"kwalificatiedossiers": [{"crebo": "23425", "naam": "x", "_x": float(BSN)}]}).encode()
    read_register_json(data, file="x.json", take=lambda _: None, findings=findings)
    assert [one.code for one in findings] == ["register_bsn"]


@pytest.mark.parametrize("key", ["²", "9" * 5000, BSN, "١"])
def test_a_key_that_is_a_number_is_no_place_in_a_list(key: str) -> None:
    assert Finding(code="x", pointer=f"/a/{key}").key_path == f"a.{key}"
    assert Finding(code="x", pointer="/a/2").key_path == "a[3]"


class TestNationalIdentities:
    @pytest.mark.parametrize(
        "kind",
        ["nationalIdentityNumber", "ext:nationalIdentityNumber", "ext:BSN", "national-identity-number"],
    )
    def test_kinds(self, kind: str) -> None:
        assert is_national_identity(kind)

    @pytest.mark.parametrize("kind", ["name", "emailAddress", "studentId", "ext:BRIN", "identifier", ""])
    def test_other_kinds(self, kind: str) -> None:
        assert not is_national_identity(kind)

    def test_places(self) -> None:
        document: JsonObject = {
            "issuer": {"otherIdentifier": [{"identifierType": "ext:KVK"}, {"identifierType": "ext:BSN"}]},
            "credentialSubject": {"identifier": NATIONAL},
        }
        found = {"/issuer/otherIdentifier/1", "/credentialSubject/identifier"}
        assert set(national_identities(document)) == found


class TestBuilding:
    def test_an_endorsement_that_brings_one_is_refused(self) -> None:
        endorsement: JsonObject = {"credentialSubject": {"identifier": [NATIONAL]}}
        for member, place in (
            ("endorsements", ""),
            ("achievement_endorsements", "/credentialSubject/achievement"),
        ):
            award = dataclasses.replace(AWARD, **{member: (endorsement,)})  # type: ignore[arg-type]  # a name of a field
            with pytest.raises(AwardNotBuildable) as error:
                build_open_badge(award)
            assert error.value.reason == "national_identity_number"
            assert error.value.pointer == f"{place}/endorsement/0/credentialSubject/identifier/0"


class TestEndorsements:
    @pytest.mark.parametrize(
        ("member", "value", "code"),
        [
            ("otherIdentifier", [{"identifierType": "nationalIdentityNumber"}], "foreign_national_number"),
            ("description", f"bsn {BSN}", "foreign_bsn"),
        ],
    )
    def test_of_the_signer_are_refused_also_where_nobody_reads(
        self,
        tmp_path: Path,
        member: str,
        value: Any,  # noqa: ANN401 - of JSON
        code: str,
    ) -> None:
        with signing_desk(tmp_path) as desk:
            asked = desk.ask(desk.propose(1))["leerbedrijf"]
            unsigned_ = json.loads(COMPANY_SIGNATORY.sign(asked, at=desk.now))
            del unsigned_["proof"]
            if member == "otherIdentifier":
                entry = {"type": "IdentifierEntry", "identifier": BSN, **value[0]}
                unsigned_["issuer"][member].append(entry)
            else:
                unsigned_["issuer"][member] = value
            taken = desk.add(signed_file(unsigned_, COMPANY_KEY, at=desk.now))
        assert not taken.stored
        assert code in {one.code for one in taken.findings}
        assert BSN not in str(taken.findings)


class TestDocumentsOfOthers:
    def test_keys_digests_and_addresses_are_no_text(self) -> None:
        document: JsonObject = {
            "id": f"urn:x:{BSN}",
            "proof": {"proofValue": BSN},
            "credentialSubject": {"identifier": {"identityHash": BSN, "hashed": True, "salt": BSN}},
        }
        assert list(personal_numbers(document)) == []

    @pytest.mark.parametrize("hashed", [{"hashed": False}, {}, {"hashed": [True]}])
    @pytest.mark.parametrize("kind", ["sourcedId", "name", "ext:StudentNumber"])
    def test_an_identifier_that_is_not_hashed_is_text(self, hashed: JsonObject, kind: str) -> None:
        entry: JsonObject = {"identityType": kind, "identityHash": f"NL {BSN}", **hashed}
        (found,) = personal_numbers({"credentialSubject": {"identifier": [entry]}})
        assert (found.code, found.pointer) == ("foreign_bsn", "/credentialSubject/identifier/0/identityHash")

    @pytest.mark.parametrize("hashed", [True, False])
    def test_a_number_of_a_state_is_refused_hashed_or_not(self, hashed: bool) -> None:
        entry: JsonObject = {**NATIONAL, "hashed": hashed, "identityHash": "12345"}
        (found,) = personal_numbers({"credentialSubject": {"identifier": entry}})
        assert (found.code, found.pointer) == ("foreign_national_number", "/credentialSubject/identifier")

    def test_the_name_of_a_member_may_be_one(self) -> None:
        (found,) = personal_numbers({"credentialSubject": {f"bsn {BSN}": "x"}})
        assert (found.code, found.pointer) == ("foreign_bsn", "/credentialSubject/…")

    def test_a_badge_with_one_counts_for_nothing_in_a_stack(self) -> None:
        clean = unsigned(module(RECEIVING), issuer=HERE)
        badge = json.loads(json.dumps(clean))
        badge["credentialSubject"]["identifier"].append(NATIONAL)
        text_ = json.loads(json.dumps(clean))
        text_["credentialSubject"]["achievement"]["criteria"]["narrative"] = f"Van {BSN}."
        files = [signed(one, by=HERE) for one in (clean, badge, text_)]
        stack = stack_files(
            request(files), registers=example_registers(), standing=Standing(name=HERE.name, brin=HERE.brin)
        )
        assert [one.contribution.files for one in stack.evidence] == [("0.json",)]
        assert {one.files: one.reasons[0].code for one in stack.left_out} == {
            ("1.json",): "foreign_national_number",
            ("2.json",): "foreign_bsn",
        }
        assert all(one.title is None for one in stack.left_out)

    def test_no_draft_is_made_of_one(self, tmp_path: Path) -> None:
        file = tmp_path / "badge.json"
        file.write_text(json.dumps({"credentialSubject": {"identifier": [NATIONAL]}}), "utf-8")
        done = CliRunner().invoke(app, ["modules", "import-badge", str(file), "--lang", "nl"])
        assert done.exit_code == 1
        assert finding_texts("nl")["foreign_national_number"] in done.stderr
        assert done.stdout == ""


class TestPeopleAndDecisions:
    @pytest.mark.parametrize("words", [BSN, f"EC-{BSN}", "111.222.333", "bsn 10000008"])
    def test_none_is_the_number_of_a_decision_or_of_a_person(self, words: str) -> None:
        for made in (decision_number, person):
            with pytest.raises(DecisionRefused) as error:
                made(words)
            assert error.value.params["reason"] == "bsn"

    @pytest.mark.parametrize("words", ["EC-2026-0142", "2026/00142", "u-003", "20260142"])
    def test_numbers_of_the_school_are_fine(self, words: str) -> None:
        assert decision_number(words) == words
        assert person(words) == words.casefold()

    def test_none_gets_into_the_audit_trail(self, tmp_path: Path) -> None:
        with working_desk(tmp_path) as desk:
            desk.propose(("s1", "Zoë", "", "Kaal", "", "behaald", "", "", ""))
            with desk.office.uow.read(desk.institution.id) as ledger:
                learner_id = next(ledger.awards.open()).learner_id
            with pytest.raises(DecisionRefused):
                desk.office.erase_learner(desk.institution.id, learner_id, by=BSN)
            with desk.office.uow.read(desk.institution.id) as ledger:
                assert ledger.learners.get(learner_id).erased is False
                assert BSN not in repr(ledger.audit.entries())


def test_an_error_of_the_database_tells_no_values(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.begin() as connection:
        connection.execute(text("create table learner (name text unique)"))
        connection.execute(text("insert into learner values (:name)"), {"name": "Zoë Bijzonder"})
        with pytest.raises(IntegrityError) as error:
            connection.execute(text("insert into learner values (:name)"), {"name": "Zoë Bijzonder"})
    assert isinstance(error.value, StatementError)
    assert "Bijzonder" not in str(error.value)
    engine.dispose()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "code", ["bsn_in_text", "foreign_bsn", "foreign_national_number", "endorsement_bsn", "register_bsn"]
)
def test_a_finding_says_where_the_number_stands_and_never_which_it_is(language: str, code: str) -> None:
    assert "{" not in finding_texts(language)[code]
