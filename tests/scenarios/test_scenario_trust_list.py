"""Who is a recognised school: from what a school says of itself to what an employer sees.

Told with the commands of the publisher and the library of the employer, and with somebody in between who
would have it otherwise.
"""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from credentials.errors import CredentialError
from credentials.recognized_entity import RecognizedKey, TrustList
from credentials.signed_trust_list import TrustListOfOthers, open_signed_trust_list
from credentials.trust_list import TRUST_LIST_LIMITS, write_trust_list
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, SECOND_ED25519, STRANGER_ED25519, KeyForTests
from tests.trust_for_tests import CARD_KEY, LIST_URL, NOW, ROOT_KEY, edition, key_of, school, signed_edition
from tests.verification_for_tests import SCHOOL, badge, found, report_on, signed
from verifier import CheckId, Code, Conclusion, VerificationReport
from verifier.trust import TrustListRolledBack, TrustStore
from waarmerk.trusting.command import trust

PASSPHRASE = "regenjas-fietsbel-zondagmiddag"


class Publisher:
    """Whoever keeps the list, with a website."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.list = folder / "list"
        self.web = folder / "web"
        (folder / "passphrase").touch(mode=0o600)
        (folder / "passphrase").write_text(PASSPHRASE, encoding="ascii")
        self.run("init", "--name", "Erkende scholen", "--publisher", "Testraad", "--url", LIST_URL)

    def run(self, command: str, *arguments: object) -> None:
        words = [command, str(self.list), *(str(one) for one in arguments)]
        environment = {"WAARMERK_PASSPHRASE_FILE": str(self.folder / "passphrase"), "WAARMERK_LANGUAGE": "nl"}
        result = CliRunner().invoke(trust, words, env=environment)
        assert result.exit_code == 0, result.output

    def take_in(self, *keys: RecognizedKey, update: bool = False) -> bytes:
        """Take in what the school says of itself, sign, publish, and return what is on the website."""
        path = self.folder / "school.json"
        path.write_bytes(write_trust_list(edition(1, replace(school(), keys=keys))))
        self.run("add", path, *(["--update"] if update else []))
        self.run("sign")
        self.run("publish", "--out", self.web)
        return (self.web / "trust-list.json").read_bytes()

    @property
    def root(self) -> str:
        return (self.web / "root.txt").read_text(encoding="ascii").strip()


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path)


def report_by(trust_list: TrustList, key: KeyForTests = ISSUER_ED25519) -> VerificationReport:
    now = datetime.now(UTC)
    return report_on(signed(badge(), key), trusted=trust_list, at=max(now, NOW))


def test_a_school_that_is_taken_in_is_recognised(publisher: Publisher, tmp_path: Path) -> None:
    published = publisher.take_in(key_of(ISSUER_ED25519), key_of(ISSUER_P256))
    listed = TrustStore([publisher.root], tmp_path).accept(published, now=datetime.now(UTC))
    report = report_by(listed)
    assert report.conclusion is Conclusion.PASSED
    evidence = report.result(CheckId.ISSUER_TRUST)
    assert evidence is not None
    assert evidence.evidence["trust_list_signed_by"] == publisher.root


def test_an_old_list_does_not_bring_back_a_stolen_key(publisher: Publisher, tmp_path: Path) -> None:
    """The thief signs, and serves the employer the edition from before the key was revoked."""
    stolen = key_of(ISSUER_ED25519, revoked=datetime.now(UTC).replace(microsecond=0) - timedelta(days=1))
    before = publisher.take_in(key_of(ISSUER_ED25519))
    after = publisher.take_in(stolen, key_of(SECOND_ED25519), update=True)
    now = datetime.now(UTC)
    employer = TrustStore([publisher.root], tmp_path / "employer")
    assert report_by(employer.accept(before, now=now)).conclusion is Conclusion.PASSED
    listed = employer.accept(after, now=now)
    assert Code.KEY_REVOKED in [code for code, _ in found(report_by(listed), CheckId.PROOF)]
    assert report_by(listed, SECOND_ED25519).conclusion is Conclusion.PASSED
    with pytest.raises(TrustListRolledBack):
        TrustStore([publisher.root], tmp_path / "employer").accept(before, now=now)


def test_a_list_of_ones_own_convinces_nobody(publisher: Publisher, tmp_path: Path) -> None:
    """A diploma mill signs a list with itself on it, under the name of the publisher."""
    publisher.take_in(key_of(ISSUER_ED25519))
    mill = replace(school(), keys=(key_of(STRANGER_ED25519),))
    for key in (STRANGER_ED25519, ROOT_KEY):
        forged = signed_edition(edition(99, mill), key)
        with pytest.raises(TrustListOfOthers):
            TrustStore([publisher.root], tmp_path).accept(forged, now=datetime.now(UTC))


def test_a_list_that_is_kept_back_answers_nothing_after_a_month(publisher: Publisher, tmp_path: Path) -> None:
    published = publisher.take_in(key_of(ISSUER_ED25519))
    later = datetime.now(UTC) + timedelta(days=31)
    listed = TrustStore([publisher.root], tmp_path).accept(published, now=later)
    report = report_on(signed(badge()), trusted=listed, at=later)
    assert report.conclusion is Conclusion.INDETERMINATE
    assert [code for code, _ in found(report, CheckId.ISSUER_TRUST)] == [Code.TRUST_LIST_EXPIRED]


def test_a_school_that_closed_keeps_what_it_gave_and_gives_no_more(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.take_in(key_of(ISSUER_ED25519))
    publisher.run("add", "--did", SCHOOL, "--update", "--until", "2026-11-20")
    publisher.run("sign")
    publisher.run("publish", "--out", publisher.web)
    published = (publisher.web / "trust-list.json").read_bytes()
    listed = TrustStore([publisher.root], tmp_path).accept(published, now=datetime.now(UTC))
    report = report_by(listed)
    assert report.conclusion is Conclusion.PASSED
    assert [code for code, _ in found(report, CheckId.ISSUER_TRUST)] == [Code.ISSUER_NOT_RECOGNISED_NOW]
    late = badge() | {"validFrom": "2026-11-21T09:00:00Z"}
    report = report_on(signed(late), trusted=listed, at=max(datetime.now(UTC), NOW))
    assert Code.ISSUER_NOT_RECOGNISED_THEN in [code for code, _ in found(report, CheckId.ISSUER_TRUST)]


def test_a_school_does_not_sign_for_another(publisher: Publisher, tmp_path: Path) -> None:
    publisher.take_in(key_of(ISSUER_ED25519))
    publisher.run("add", "--did", "did:web:elders.example", "--name", "Elders", "--from", "2020-01-01")
    path = publisher.list / "schools" / "did-web-elders.example.json"
    entry = json.loads(path.read_bytes())
    # A slip of the publisher: a key of the one under the entry of the other.
    entry["verificationMethod"] = json.loads((publisher.list / "schools" / "99ZZ.json").read_bytes())[
        "verificationMethod"
    ]
    path.write_text(json.dumps(entry), encoding="utf-8")
    result = CliRunner().invoke(trust, ["diff", str(publisher.list), "--lang", "en"])
    assert result.exit_code == 1
    assert "did-web-elders.example.json" in result.stderr
    listed = TrustStore([publisher.root], tmp_path).accept(
        (publisher.web / "trust-list.json").read_bytes(), now=datetime.now(UTC)
    )
    for_other = signed(badge(issuer={"id": "did:web:elders.example", "type": ["Profile"], "name": "x"}))
    report = report_on(for_other, trusted=listed, at=max(datetime.now(UTC), NOW))
    assert Code.NOT_SIGNED_BY_ISSUER in [code for code, _ in found(report, CheckId.PROOF)]


def test_a_key_for_cards_signs_no_credential(publisher: Publisher, tmp_path: Path) -> None:
    published = publisher.take_in(key_of(ISSUER_ED25519))
    listed = TrustStore([publisher.root], tmp_path).accept(published, now=datetime.now(UTC))
    assert [key.verification_method.public_key for key in listed.entities[0].card_keys] == [
        CARD_KEY.public_key
    ]
    report = report_by(listed, CARD_KEY)
    assert [code for code, _ in found(report, CheckId.PROOF)] == [Code.KEY_PURPOSE_WRONG]
    assert report.conclusion is Conclusion.FAILED


@pytest.mark.slow
def test_ten_thousand_schools_are_a_list_like_any_other(tmp_path: Path) -> None:
    """Ours; the bound is on processor time, and some ten times what it takes."""
    listed = edition(1, *(school(number) for number in range(10_000)))
    started = time.process_time()
    data = signed_edition(listed)
    assert len(data) < TRUST_LIST_LIMITS.max_bytes
    store = TrustStore([ROOT_KEY.did_key], tmp_path)
    accepted = store.accept(data, now=NOW)
    assert accepted.find(school(9_999).id) == school(9_999)
    assert report_on(signed(badge()), trusted=accepted, at=NOW).conclusion is Conclusion.PASSED
    assert time.process_time() - started < 60


@pytest.mark.parametrize(
    "flood",
    [
        b'{"a":' * 5_000_000 + b"1" + b"}" * 5_000_000,
        b'{"credentialSubject":[' + b"{}," * 5_000_000 + b"{}]}",
        b'{"x":"' + b"y" * 17_000_000 + b'"}',
        b"[" * 10_000_000,
    ],
    ids=["depth", "objects", "text", "brackets"],
)
def test_a_flood_is_refused_before_it_is_read(flood: bytes) -> None:
    started = time.process_time()
    with pytest.raises(CredentialError):
        open_signed_trust_list(flood, [ROOT_KEY.did_key], at=NOW)
    assert time.process_time() - started < 5
