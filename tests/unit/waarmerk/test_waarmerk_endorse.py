"""``waarmerk endorse`` and ``waarmerk endorsements``: what a company and a school type."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from credentials.endorsement.reading import read_endorsement
from credentials.parsing import JsonObject
from issuer.services.signing_organisations import OrganisationParticulars
from tests.endorsements_for_tests import (
    COMPANY,
    COMPANY_KEY,
    COMPANY_KVK,
    COMPANY_SIGNATORY,
    SECTOR,
    THIEF_KEY,
    SigningDesk,
    signing_desk,
)
from tests.jwk_files_for_tests import JWKForTests
from waarmerk.cli import make_app

PASSPHRASE = "kx7-Qm2-vB9-tR4"


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(make_app(words), words, input=stdin)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SigningDesk]:
    with signing_desk(tmp_path / "school") as desk:
        yield desk


@pytest.fixture
def folder(desk: SigningDesk, tmp_path: Path) -> Path:
    """A folder at a company, with the request that it got."""
    folder = tmp_path / "company"
    folder.mkdir()
    request = desk.ask(desk.propose(1))["leerbedrijf"]
    (folder / "request.json").write_bytes(request.write())
    return folder


@pytest.fixture
def key(folder: Path) -> str:
    path = folder / "key.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(JWKForTests("Ed25519").private_jwk))
    return str(path)


def signed_in(folder: Path) -> JsonObject:
    document: JsonObject = json.loads((folder / "request-signed.json").read_bytes())
    return document


class TestEndorse:
    def test_shows_asks_and_signs(self, folder: Path, key: str) -> None:
        request = str(folder / "request.json")
        result = run("endorse", request, "--key", key, "--name", "P. Praktijk", "--lang", "nl", stdin="y\n")
        assert result.exit_code == 0, result.output
        for shown in (
            "Lerende Ba",
            "23425/P1-K1-W1",
            COMPANY,
            COMPANY_KVK,
            "leerbedrijf",
            "P. Praktijk",
            "sha256-",
        ):
            assert shown in result.output.replace("\n", " "), shown
        read = read_endorsement(signed_in(folder))
        assert (read.organisation, read.official, read.role) == (COMPANY, "P. Praktijk", "leerbedrijf")
        assert f"uw sleutel is: {read.endorser_id}" in result.output.replace("\n", " ")

    def test_without_a_yes_signs_nothing(self, folder: Path, key: str) -> None:
        result = run("endorse", str(folder / "request.json"), "--key", key, "--lang", "en", stdin="n\n")
        assert result.exit_code == 1
        assert "Nothing was signed." in result.output
        assert not (folder / "request-signed.json").exists()

    def test_signs_under_the_website_of_the_company(self, folder: Path, tmp_path: Path) -> None:
        passphrase = tmp_path / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text(PASSPHRASE)
        keys = ("--keys-dir", str(tmp_path / "keys"), "--passphrase-file", str(passphrase))
        web = "did:web:voorbeeldtuin.example"
        assert run("keys", "generate", "--controller", web, *keys).exit_code == 0
        request = str(folder / "request.json")
        result = run("endorse", request, *keys, "--yes", "--lang", "nl")
        assert result.exit_code == 0, result.output
        assert read_endorsement(signed_in(folder)).endorser_id == web
        assert "langs een andere weg" not in result.output
        out = str(folder / "second.json")
        again = run("endorse", request, *keys, "--yes", "--did-key", "--out", out, "--lang", "nl")
        assert again.exit_code == 0, again.output
        endorser = read_endorsement(json.loads(Path(out).read_bytes())).endorser_id
        assert str(endorser).startswith("did:key:z6Mk")

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--role", "brancheorganisatie"), "as leerbedrijf, and not as brancheorganisatie"),
            (("--organisation", "Nep B.V."), f"asks for the signature of {COMPANY}, and not of Nep B.V."),
            (("--kvk", "12"), "12 is no KvK number"),
        ],
    )
    def test_refuses_what_the_school_did_not_ask(
        self, folder: Path, key: str, options: tuple[str, ...], said: str
    ) -> None:
        request = str(folder / "request.json")
        result = run("endorse", request, "--key", key, "--yes", "--lang", "en", *options)
        assert result.exit_code == 1
        assert said in result.output.replace("\n", " ")
        assert not (folder / "request-signed.json").exists()

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"geen JSON", "is no request to sign"),
            (b'{"type": "x"}', "is no request to sign"),
            (b'{"type": "WaarmerkEndorsementRequest", "version": 9}', "of a newer version"),
            (b'{"type": "WaarmerkEndorsementRequest", "version": 1}', "at /organisation"),
        ],
    )
    def test_refuses_what_is_no_request(self, folder: Path, key: str, data: bytes, said: str) -> None:
        (folder / "request.json").write_bytes(data)
        result = run("endorse", str(folder / "request.json"), "--key", key, "--yes", "--lang", "en")
        assert result.exit_code == 1
        assert said in result.output.replace("\n", " ")

    def test_refuses_a_request_that_was_changed(self, folder: Path, key: str) -> None:
        file = folder / "request.json"
        file.write_bytes(file.read_bytes().replace(b"Lerende Ba", b"Lerende Zz"))
        result = run("endorse", str(file), "--key", key, "--yes", "--lang", "en")
        assert (result.exit_code, "was changed after" in result.output.replace("\n", " ")) == (1, True)

    def test_refuses_to_write_over_a_file(self, folder: Path, key: str) -> None:
        (folder / "request-signed.json").touch()
        result = run("endorse", str(folder / "request.json"), "--key", key, "--yes", "--lang", "en")
        assert (result.exit_code, "exists already" in result.output) == (1, True)

    def test_refuses_a_key_that_others_can_read_or_that_is_none(self, folder: Path, key: str) -> None:
        request = str(folder / "request.json")
        Path(key).chmod(0o644)
        assert run("endorse", request, "--key", key, "--yes").exit_code == 1
        Path(key).chmod(0o600)
        for jwk in (JWKForTests("P-256").private_jwk, {**JWKForTests("Ed25519").private_jwk, "d": ""}):
            Path(key).write_text(json.dumps(jwk))
            result = run("endorse", request, "--key", key, "--yes", "--lang", "en")
            assert result.exit_code == 1
            assert "no Ed25519 key to sign with" in result.output.replace("\n", " ")

    def test_without_keys_says_how_to_make_them(self, folder: Path, tmp_path: Path) -> None:
        keys = tmp_path / "no-keys"
        keys.mkdir(mode=0o700)
        result = run("endorse", str(folder / "request.json"), "--keys-dir", str(keys), "--lang", "en")
        assert result.exit_code == 1
        assert "waarmerk keys generate" in result.output.replace("\n", " ")


class TestAtTheSchool:
    def test_from_the_request_to_the_credential(self, desk: SigningDesk, tmp_path: Path, key: str) -> None:
        home = ("--home", str(tmp_path / "school"), "--lang", "nl")
        award = str(desk.propose(2))
        out = tmp_path / "out"
        signers = ("--signer", f"leerbedrijf={COMPANY}", "--signer", f"brancheorganisatie={SECTOR}")
        asked = run("endorsements", "request", award, *signers, "--out", str(out), *home)
        assert asked.exit_code == 0, asked.output
        assert "Verzoeken gemaakt" in asked.output
        (request,) = out.glob("*-leerbedrijf.json")
        assert run("endorse", str(request), "--key", key, "--yes", "--lang", "nl").exit_code == 0
        (signed,) = out.glob("*-signed.json")
        refused = run("endorsements", "add", str(signed), str(request), *home)
        words = refused.output.replace("\n", " ")
        assert refused.exit_code == 1
        assert "niet met de sleutel van Restaurant De Voorbeeldtuin B.V. ondertekend" in words
        assert "Dit is het verzoek om te ondertekenen" in words
        did = str(read_endorsement(json.loads(signed.read_bytes())).endorser_id)
        registered = run("endorsements", "organisation", COMPANY, "--key", did, "--by", "u-030", *home)
        assert (registered.exit_code, did in registered.output) == (0, True), registered.output
        added = run("endorsements", "add", str(signed), *home)
        assert (added.exit_code, "(leerbedrijf)" in added.output) == (0, True)
        listed = run("endorsements", "list", *home).output
        assert "nog niet" in listed
        assert award in listed
        assert COMPANY_KVK in run("endorsements", "organisations", *home).output

    def test_an_organisation_may_be_registered_before_its_key(self, desk: SigningDesk) -> None:
        home = ("--home", str(desk.desk.office.settings.home), "--lang", "en")
        result = run("endorsements", "organisation", "Nieuw B.V.", "--by", "u-030", *home)
        assert (result.exit_code, "without a key as yet" in result.output) == (0, True)

    def test_a_module_is_offered_to_those_who_helped_to_make_it(
        self, desk: SigningDesk, tmp_path: Path
    ) -> None:
        home = ("--home", str(desk.desk.office.settings.home), "--lang", "en")
        out = str(tmp_path / "out")
        signer = ("--signer", f"werkgever={COMPANY}")
        result = run("endorsements", "request", "--module", "kaal", *signer, "--out", out, *home)
        assert result.exit_code == 0, result.output
        assert [path.name for path in Path(out).iterdir()] == ["kaal-1.0.0-nl-werkgever.json"]

    @pytest.mark.parametrize(
        "words",
        [
            (),
            ("--module", "kaal", "00000000-0000-4000-8000-000000000001"),
            ("--module", "kaal", "--signer", "werkgever"),
            ("--module", "kaal", "--signer", "a=b", "--signer", "a=c"),
        ],
    )
    def test_wrong_use_is_told(self, desk: SigningDesk, tmp_path: Path, words: tuple[str, ...]) -> None:
        home = ("--home", str(desk.desk.office.settings.home))
        assert run("endorsements", "request", *words, "--out", str(tmp_path), *home).exit_code == 2

    def test_with_all_signatures_there_is_nothing_to_ask(self, desk: SigningDesk, tmp_path: Path) -> None:
        award = desk.propose(3)
        desk.sign_all(award)
        home = ("--home", str(desk.desk.office.settings.home), "--lang", "en")
        result = run("endorsements", "request", str(award), "--out", str(tmp_path / "out"), *home)
        assert (result.exit_code, "nothing to ask for" in result.output) == (0, True)

    def test_registering_is_explained_when_refused(self, desk: SigningDesk) -> None:
        home = ("--home", str(desk.desk.office.settings.home), "--lang", "en")
        words = ("endorsements", "organisation", "X B.V.", "--key", "did:web:x.example", "--by", "u-030")
        result = run(*words, *home)
        assert (result.exit_code, "--did-document" in result.output) == (1, True)
        assert OrganisationParticulars(name="X").controller is None


class TestKeysThatEnded:
    """What the school reads when a key ends, and when it issues."""

    def test_a_replaced_key_is_told_with_what_to_do_when_it_was_stolen(self, desk: SigningDesk) -> None:
        home = ("--home", str(desk.desk.office.settings.home), "--lang", "nl")
        words = ("endorsements", "organisation", COMPANY, "--key", THIEF_KEY.did_key, "--by", "u-030")
        result = run(*words, *home)
        said = result.output.replace("\n", " ")
        assert result.exit_code == 0, result.output
        assert f"De oude sleutel van {COMPANY}, {COMPANY_KEY.did_key}, is vervangen" in said
        assert "waarmerk endorsements withdraw-key" in said

    def test_a_withdrawn_key_is_told_with_the_awards_that_wait_again(self, desk: SigningDesk) -> None:
        award = desk.propose(1)
        desk.sign_all(award)
        home = ("--home", str(desk.desk.office.settings.home), "--lang", "nl")
        result = run("endorsements", "withdraw-key", COMPANY, "--by", "u-030", *home)
        said = result.output.replace("\n", " ")
        assert result.exit_code == 0, result.output
        assert f"Ingetrokken: {COMPANY_KEY.did_key} van {COMPANY}" in said
        assert f"waarmerk endorsements request {award}" in said
        listed = run("endorsements", "list", *home).output
        assert "telt niet" in listed
        assert "niet te vertrouwen" in listed.replace("\n", " ")
        again = run("endorsements", "withdraw-key", "Onbekend B.V.", "--by", "u-030", *home)
        assert (again.exit_code, "niet bekend" in again.output.replace("\n", " ")) == (1, True)

    def test_a_new_key_may_say_that_the_old_one_is_not_to_be_believed(self, desk: SigningDesk) -> None:
        home = ("--home", str(desk.desk.office.settings.home), "--lang", "en")
        words = ("endorsements", "organisation", COMPANY, "--key", THIEF_KEY.did_key, "--by", "u-030")
        result = run(*words, "--old-key", "withdrawn", *home)
        assert "is withdrawn since" in result.output.replace("\n", " ")
        wrong = run(*words, "--since", "gisteren", *home)
        assert wrong.exit_code == 2

    def test_issuing_says_whose_signature_counts_no_more_and_what_to_do(self, tmp_path: Path) -> None:
        passphrase = tmp_path / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text(PASSPHRASE)
        with signing_desk(tmp_path / "school") as desk:
            award, other = desk.propose(1), desk.propose(2, "Kaal")
            desk.sign_all(award)
            office, institution = desk.desk.office, desk.desk.institution
            with office.uow.read(institution.id) as ledger:
                (version,) = [one for one in ledger.modules.all() if one.module.id.endswith("kaal")]
            (file,) = office.request_endorsements.for_module(
                institution.id, version, "werkgever", COMPANY, by="u-017"
            )
            assert desk.add(COMPANY_SIGNATORY.sign(file.request, at=desk.now, number=70)).stored
            desk.desk.decide()
            office.withdraw_signing_key(institution.id, COMPANY, by="u-030")
            controller = institution.controller
        keys = ("--keys-dir", str(tmp_path / "school" / "keys"), "--passphrase-file", str(passphrase))
        assert run("keys", "generate", "--controller", controller, *keys).exit_code == 0
        issue = ("issue", "--home", str(tmp_path / "school"), "--passphrase-file", str(passphrase))
        result = run(*issue, "--processes", "1", "--no-publish", "--lang", "nl")
        said = result.output.replace("\n", " ")
        assert result.exit_code == 0, result.output
        assert f"Toekenning {award}: de handtekening van {COMPANY} (leerbedrijf) telt niet meer." in said
        assert f"Vraag een nieuwe met: waarmerk endorsements request {award}" in said
        assert f"Wat {COMPANY} ondertekende over" in said
        assert str(other) not in said


class TestHallmark:
    def test_is_put_on_once_and_written_out(self, tmp_path: Path) -> None:
        passphrase = tmp_path / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text(PASSPHRASE)
        home = ("--home", str(tmp_path / "school"), "--passphrase-file", str(passphrase), "--lang", "nl")
        with signing_desk(tmp_path / "school") as desk:
            controller = desk.desk.institution.controller
        keys = ("--keys-dir", str(tmp_path / "school" / "keys"), "--passphrase-file", str(passphrase))
        assert run("keys", "generate", "--controller", controller, *keys).exit_code == 0
        out = tmp_path / "out"
        made = run("modules", "hallmark", "kaal", "--out", str(out), *home)
        assert made.exit_code == 0, made.output
        assert "Het waarmerk staat op Kaal, versie 1.0.0" in made.output.replace("\n", " ")
        (file,) = out.iterdir()
        assert read_endorsement(json.loads(file.read_bytes())).endorser_id == controller
        again = run("modules", "hallmark", "kaal", *home)
        assert "stond al op Kaal" in again.output.replace("\n", " ")
        assert run("modules", "hallmark", "onbekend", *home).exit_code == 1


class TestIssue:
    def test_says_whose_signature_is_missing(self, tmp_path: Path) -> None:
        passphrase = tmp_path / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text(PASSPHRASE)
        with signing_desk(tmp_path / "school") as desk:
            asked, unasked = desk.propose(1), desk.propose(2)
            desk.ask(asked)
            desk.desk.decide()
            controller = desk.desk.institution.controller
        keys = ("--keys-dir", str(tmp_path / "school" / "keys"), "--passphrase-file", str(passphrase))
        assert run("keys", "generate", "--controller", controller, *keys).exit_code == 0
        issue = ("issue", "--home", str(tmp_path / "school"), "--passphrase-file", str(passphrase))
        result = run(*issue, "--processes", "1", "--no-publish", "--lang", "nl")
        words = result.output.replace("\n", " ")
        assert result.exit_code == 0, result.output
        assert f"{asked} is nog niet uitgegeven: de handtekening ontbreekt van leerbedrijf" in words
        assert f"{unasked} is nog niet uitgegeven: er is nog niet gevraagd" in words
