"""Taking over a module of another school: with the hallmark of its owner, verified, and not as one's own."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from credentials.endorsement.reading import read_endorsements
from credentials.parsing import JsonObject
from issuer.cli import app
from issuer.domain.awards import ModuleVersion
from issuer.domain.exports.exported import Exported
from issuer.domain.findings import Finding
from issuer.domain.modules.carried_hallmark import carry, hallmark_of, read_carried
from issuer.domain.modules.description import ModuleDescription
from issuer.domain.modules.document import document_text
from issuer.domain.modules.module_file import read_module_file
from issuer.services.hallmarks_to_carry import hallmarks_to_carry
from issuer.services.origin_hallmark import HallmarkState, check_hallmark
from issuer.services.taking_over import draft_of_badge, draft_of_module_file
from tests.awards_for_tests import MODULE as WITH_RESULTS
from tests.endorsements_for_tests import THIEF_KEY, SigningDesk, signing_desk
from tests.issuer_for_tests import signing_keys
from tests.keys_for_tests import KeyForTests, controlled_identifier_document, ed25519_key

AT = datetime(2026, 9, 1, tzinfo=UTC)
SCHOOL_KEY = ed25519_key("issuer for tests")
HERE = "https://andere.example"
MODULE = replace(
    WITH_RESULTS,
    id=f"{WITH_RESULTS.id}-basis",
    title={"nl": "Gastheerschap", "en": "Hospitality"},
    result_descriptions=(),
    qualification_codes=(),
)
"""What is read from its own file as it was."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SigningDesk]:
    with signing_desk(tmp_path / "school", MODULE) as desk:
        yield desk


def version_of(desk: SigningDesk, name: str = "bediening-basis") -> ModuleVersion:
    with desk.desk.office.uow.read(desk.desk.institution.id) as ledger:
        (version,) = [one for one in ledger.modules.all() if one.module.id.endswith(name)]
    return version


@pytest.fixture
def carried(desk: SigningDesk) -> tuple[str, ...]:
    """The hallmarks of a module of the first school, as they go along."""
    office, institution = desk.desk.office, desk.desk.institution
    version = version_of(desk)
    office.hallmark_module(institution.id, version, signing_keys()[0], by="u-001")
    with office.uow.read(institution.id) as ledger:
        return hallmarks_to_carry(ledger, version)


@pytest.fixture
def file(carried: tuple[str, ...]) -> bytes:
    """The module file of the first school."""
    return document_text(ModuleDescription(module=MODULE), carried).encode()


def published(key: KeyForTests = SCHOOL_KEY, **changes: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """What the first school publishes about its keys."""
    return json.dumps(
        controlled_identifier_document("did:web:credentials.roctest.example", key) | changes
    ).encode()


def take_over(data: bytes, *documents: bytes) -> Exported:
    return draft_of_module_file(data, file="module.json", documents=documents, at=AT)


def codes(made: Exported) -> list[str]:
    return [one.code for one in made.findings]


def hallmark_in(draft: JsonObject) -> str | None:
    origin = draft["afgeleid_van"]
    assert isinstance(origin, dict)
    found = origin.get("waarmerk")
    assert found is None or isinstance(found, str)
    return found


def achievement_of(badge: Any) -> Any:  # noqa: ANN401 - a credential to meddle with
    return badge["credentialSubject"]["achievement"]


class TestAModuleFile:
    def test_carries_a_hallmark_per_language_and_reads_as_before(
        self, file: bytes, carried: tuple[str, ...]
    ) -> None:
        assert len(carried) == 2
        read = read_module_file(file, file="module.json", base_url="https://elders.example")
        assert read.description is not None
        assert read.description.module == MODULE
        assert [one.code for one in read.findings if one.pointer == "/waarmerken"] == ["hallmarks_in_file"]

    def test_is_taken_over_with_origin_and_hallmark(self, file: bytes) -> None:
        made = take_over(file, published())
        assert codes(made) == ["origin_hallmark_holds"]
        words = made.findings[0].text("nl")
        assert "did:web:credentials.roctest.example" in words
        assert "telt niet als uw waarmerk" in words
        origin = made.content["afgeleid_van"]
        assert isinstance(origin, dict)
        assert (origin["id"], origin["versie"]) == (MODULE.id, MODULE.version)
        assert (made.content["id"], made.content["versie"]) == ("bediening-basis", "1.0.0")
        assert "waarmerken" not in made.content

    def test_of_which_the_keys_are_not_at_hand_is_open(self, file: bytes) -> None:
        made = take_over(file)
        assert codes(made) == ["origin_hallmark_unchecked"]
        assert "https://credentials.roctest.example/.well-known/did.json" in made.findings[0].text("nl")
        assert hallmark_in(made.content) is not None

    @pytest.mark.parametrize(
        "documents",
        [(published(THIEF_KEY),), (published(assertionMethod=[]),), (b"geen JSON", published(THIEF_KEY))],
        ids=["another key", "no key that signs", "and what is none"],
    )
    def test_with_a_hallmark_that_does_not_hold_leaves_it_behind(
        self, file: bytes, documents: tuple[bytes, ...]
    ) -> None:
        made = take_over(file, *documents)
        assert codes(made) == ["origin_hallmark_broken"]
        assert hallmark_in(made.content) is None

    def test_that_was_changed_is_not_what_the_owner_stands_for(self, file: bytes) -> None:
        """The hallmark itself is right, and so is what it is about; the file says something else."""
        changed = json.loads(file)
        changed["omschrijving"]["nl"] = "Iets heel anders."
        changed["omschrijving"]["en"] = "Something else."
        made = take_over(json.dumps(changed).encode(), published())
        assert codes(made) == ["origin_hallmark_broken"]
        assert "module_text_differs" in made.findings[0].params["codes"]
        assert hallmark_in(made.content) is None

    def test_without_a_hallmark_says_so(self) -> None:
        made = take_over(document_text(ModuleDescription(module=MODULE)).encode())
        assert codes(made) == ["origin_hallmark_none"]
        origin = made.content["afgeleid_van"]
        assert isinstance(origin, dict)
        assert origin == {"id": MODULE.id, "versie": MODULE.version}

    def test_with_a_hallmark_of_another_module_has_none(
        self, desk: SigningDesk, carried: tuple[str, ...]
    ) -> None:
        del desk
        other = replace(MODULE, id=f"{MODULE.id}-anders")
        made = take_over(document_text(ModuleDescription(module=other), carried).encode(), published())
        assert codes(made) == ["origin_hallmark_none"]

    @pytest.mark.parametrize("data", [b"\xff", b"[]", b"instrument: nietbestaand"])
    def test_that_is_none_gives_no_draft(self, data: bytes) -> None:
        made = take_over(data)
        assert made.content == {}
        assert made.findings

    def test_what_the_other_settled_for_itself_stays_there(self, file: bytes) -> None:
        with_own = {
            **json.loads(file),
            "eigenaar": {"naam": "ROC Test", "bekostigd": True},
            "bekostiging": "lumpsum",
        }
        made = take_over(json.dumps(with_own).encode(), published())
        assert not {"eigenaar", "bekostiging", "schema_versie"} & set(made.content)
        origin = made.content["afgeleid_van"]
        assert isinstance(origin, dict)
        assert origin["eigenaar"] == "ROC Test"

    def test_a_module_without_an_address_has_no_origin(self) -> None:
        made = take_over(b"instrument: microcredential\ntemplate: {id: balie, versie: 1.0.0, titel: Balie}\n")
        assert "afgeleid_van" not in made.content


class TestABadge:
    @pytest.fixture
    def badge(self, desk: SigningDesk) -> JsonObject:
        office, institution = desk.desk.office, desk.desk.institution
        office.hallmark_module(institution.id, version_of(desk), signing_keys()[0], by="u-001")
        award = desk.propose(1, "Gastheerschap")
        desk.desk.decide()
        office.issue(institution.id, desk.desk.keys, by="u-020")
        return desk.credential_of(award)

    def test_brings_the_hallmark_of_its_issuer_along(self, badge: JsonObject) -> None:
        assert len(read_endorsements(badge).of_achievement) == 1
        made = draft_of_badge(badge, documents=(published(),), at=AT)
        assert codes(made)[-1] == "origin_hallmark_holds"
        achievement = read_carried(hallmark_in(made.content) or "")
        assert achievement is not None
        found = check_hallmark(achievement, (published(),), at=AT)
        assert found is not None
        assert (found.state, found.version) == (HallmarkState.HOLDS, MODULE.version)

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            (
                lambda badge: badge["credentialSubject"]["achievement"].update(name="Nep"),
                "origin_hallmark_broken",
            ),
            (
                lambda badge: badge["credentialSubject"]["achievement"].pop("endorsement"),
                "origin_hallmark_none",
            ),
            (lambda badge: badge["issuer"].update(id="did:web:dief.example"), "origin_hallmark_none"),
        ],
        ids=["changed", "taken out", "another issuer"],
    )
    def test_with_no_good_hallmark_of_its_issuer_has_none(
        self,
        badge: Any,  # noqa: ANN401 - a credential to meddle with
        change: Callable[[Any], None],
        code: str,
    ) -> None:
        change(badge)
        made = draft_of_badge(badge, documents=(published(),), at=AT)
        assert codes(made)[-1] == code
        assert hallmark_in(made.content) is None

    def test_keeps_a_hallmark_that_says_not_of_what_it_is_from_counting(self, badge: Any) -> None:  # noqa: ANN401 - as above
        achievement = badge["credentialSubject"]["achievement"]
        bare = {**achievement["endorsement"][0]}
        del bare["relatedResource"]
        found = check_hallmark({**achievement, "endorsement": [bare]}, (published(),), at=AT)
        assert found is not None
        assert found.state is HallmarkState.BROKEN


class TestTheModuleThatWasMadeOfIt:
    def draft(self, file: bytes) -> JsonObject:
        return take_over(file, published()).content

    def read(self, draft: JsonObject) -> tuple[ModuleDescription | None, tuple[Finding, ...]]:
        found = read_module_file(json.dumps(draft).encode(), file="concept.json", base_url=HERE)
        return found.description, found.findings

    def test_keeps_the_hallmark_of_the_other_as_provenance(self, file: bytes) -> None:
        draft = self.draft(file)
        description, _ = self.read(draft)
        assert description is not None
        origin = description.relations.derived_from
        assert origin is not None
        assert origin.hallmark == hallmark_in(draft)
        again, _ = self.read(json.loads(document_text(description)))
        assert again is not None
        assert again.relations.derived_from == origin

    def test_is_not_hallmarked_by_it(self, file: bytes, desk: SigningDesk) -> None:
        description, _ = self.read(self.draft(file))
        assert description is not None
        office, institution = desk.desk.office, desk.desk.institution
        with office.uow.begin(institution.id) as ledger:
            version = replace(version_of(desk), id=office.new_id(), module=description.module)
            ledger.modules.add(version, description)
        with office.uow.read(institution.id) as ledger:
            assert hallmarks_to_carry(ledger, version) == ()

    @pytest.mark.parametrize(
        ("hallmark", "code"),
        [
            ("geen JSON", "origin_hallmark_unreadable"),
            ("{}", "origin_hallmark_unreadable"),
            ("[" * 5_000, "origin_hallmark_unreadable"),
            (
                carry({"id": "https://andere.example/x/1.0.0"}, {"issuer": "did:web:x.example"}),
                "origin_hallmark_of_other",
            ),
            (
                carry({"id": f"{MODULE.id}/1.0.0", "name": "BSN 111222333"}, {"issuer": "did:web:x.example"}),
                "foreign_bsn",
            ),
        ],
        ids=["no JSON", "no hallmark", "deep", "of another", "with a number of a person"],
    )
    def test_is_refused_with_something_else_in_its_place(self, file: bytes, hallmark: str, code: str) -> None:
        draft: Any = self.draft(file)
        draft["afgeleid_van"]["waarmerk"] = hallmark
        _, findings = self.read(draft)
        assert (code, "/afgeleid_van/waarmerk") in {(one.code, one.pointer) for one in findings}

    def test_takes_no_keys_and_digests_for_numbers_of_persons(self, file: bytes) -> None:
        draft: Any = self.draft(file)
        achievement: Any = read_carried(draft["afgeleid_van"]["waarmerk"])
        achievement["endorsement"][0]["proof"][0]["proofValue"] = "z111222333"
        draft["afgeleid_van"]["waarmerk"] = json.dumps(achievement)
        _, findings = self.read(draft)
        assert not {one.code for one in findings} & {"bsn_in_text", "foreign_bsn"}


class TestCommands:
    def run(self, *words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--lang", "nl"])

    def test_from_one_school_to_another(self, desk: SigningDesk, file: bytes, tmp_path: Path) -> None:
        home = ("--home", str(desk.desk.office.settings.home))
        exported = self.run("modules", "document", "bediening-basis", "--json", *home)
        assert exported.exit_code == 0, exported.output
        assert json.loads(exported.output)["waarmerken"] == json.loads(file)["waarmerken"]
        sent, did, draft = tmp_path / "module.json", tmp_path / "did.json", tmp_path / "concept.json"
        sent.write_text(exported.output)
        did.write_bytes(published())
        taken = self.run(
            *("modules", "import-badge", str(sent), "--format", "module"),
            *("--did-document", str(did), "--out", str(draft)),
        )
        assert taken.exit_code == 0, taken.output
        assert "het waarmerk van did:web:credentials.roctest.example" in taken.output.replace("\n", " ")
        told = self.run("modules", "origin", str(draft), "--did-document", str(did), *home)
        assert told.exit_code == 0, told.output
        assert f"Overgenomen van: {MODULE.id}, versie {MODULE.version}" in told.output.replace("\n", " ")
        assert "Het klopt" in told.output
        did.write_bytes(published(THIEF_KEY))
        assert self.run("modules", "origin", str(draft), "--did-document", str(did), *home).exit_code == 1

    def test_a_module_of_ones_own_says_so(self, desk: SigningDesk) -> None:
        home = ("--home", str(desk.desk.office.settings.home))
        told = self.run("modules", "origin", "bediening-basis", *home)
        assert (told.exit_code, "niet dat hij" in told.output.replace("\n", " ")) == (0, True)

    def test_a_module_without_the_hallmark_of_its_owner_says_so(self, tmp_path: Path) -> None:
        draft = take_over(document_text(ModuleDescription(module=MODULE)).encode()).content
        path = tmp_path / "concept.json"
        path.write_text(json.dumps(draft))
        told = self.run("modules", "origin", str(path), "--home", str(tmp_path / "none"))
        assert told.exit_code == 0, told.output
        assert "geen waarmerk van de eigenaar" in told.output.replace("\n", " ")


def test_a_hallmark_is_of_a_school_and_of_nobody_else(carried: tuple[str, ...]) -> None:
    achievement = read_carried(carried[0])
    assert achievement is not None
    assert hallmark_of(achievement, "did:web:andere.example") is None
    assert hallmark_of({"endorsement": [{"issuer": {"id": "did:web:x", "otherIdentifier": []}}]}) is not None
    by_employer: JsonObject = {
        "issuer": {
            "id": "did:web:x",
            "otherIdentifier": [{"identifierType": "ext:SignerRole", "identifier": "werkgever"}],
        }
    }
    assert hallmark_of({"endorsement": [by_employer]}) is None
    assert check_hallmark({"endorsement": [by_employer]}, (), at=AT + timedelta(days=1)) is None
