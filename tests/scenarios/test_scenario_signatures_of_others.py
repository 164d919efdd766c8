"""A praktijkverklaring that a company and a sector organisation sign as well, with keys of their own.

From the file that the school writes, by way of what others sign, to the credential, the certificate and what
a verifier says of it, also when somebody meddled with any of it.
"""

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader

from credentials.endorsement.request import EndorsementRequest, read_request
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof
from credentials.proofs.vc_jwt import parse_jwt
from credentials.trust_list import parse_trust_list, write_trust_list
from issuer.domain.status import ReasonCode, StatusAction
from issuer.services.award_file_reports import AwardFile
from issuer.services.change_status import StatusRequest
from issuer.services.signing_organisations import OrganisationParticulars
from tests.award_files_for_tests import STATEMENT_OF_PRACTICE, as_yaml, changed
from tests.endorsements_for_tests import COMPANY_KEY, SECTOR_KEY, Signatory
from tests.issuer_for_tests import Desk, learner_row, working_desk
from tests.keys_for_tests import KeyForTests, controlled_identifier_document
from verifier.codes import CheckId, Code
from verifier.gathering import given_status_lists
from verifier.judge import judge
from verifier.policy import DEFAULT, STRICT, Policy
from verifier.report import Conclusion, VerificationReport
from verifier.resources import Needed, ResourceKind, Resources
from verifier.result import CheckStatus
from verifier.unpack import unpack
from wallet_export.certificate_pdf import render_certificate

COMPANY, SECTOR = "Bistro De Proef", "Branchevereniging Voorbeeld"
SECTOR_WEB = "did:web:branche.example"
SECTOR_URL = "https://branche.example/.well-known/did.json"
SIGNATURES = [
    {"rol": "leerbedrijf", "status": "uitgenodigd"},
    {"rol": "brancheorganisatie", "organisatie": SECTOR, "status": "uitgenodigd"},
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with working_desk(tmp_path) as desk:
        yield desk


def sector_document(**members: str) -> bytes:
    """Return what the sector organisation publishes about its key."""
    document = controlled_identifier_document(SECTOR_WEB, SECTOR_KEY)
    methods = document["verificationMethod"]
    assert isinstance(methods, list)
    assert isinstance(methods[0], dict)
    methods[0].update(members)
    return json.dumps(document).encode()


def register(desk: Desk, name: str, controller: str, document: bytes | None = None) -> None:
    particulars = OrganisationParticulars(name=name, controller=controller, did_document=document)
    desk.office.register_organisation(desk.institution.id, particulars, by="u-030")


def propose(desk: Desk, name: str = "Noor Proef", number: str = "s-0042") -> UUID:
    """Take in the school's file about one learner, in which nobody has signed yet."""
    learner = {"naam": name, "studentnummer": number, "email": f"{number}@leerling.example"}
    file = changed(STATEMENT_OF_PRACTICE, lerende=learner, handtekeningen=SIGNATURES)
    (report,) = desk.office.propose_awards(
        desk.institution.id, [AwardFile("noor.yaml", as_yaml(file))], by="u-017"
    )
    assert report.award_id is not None, report.findings
    return report.award_id


def ask(desk: Desk, award: UUID) -> Mapping[str, EndorsementRequest]:
    """Ask whom the file names."""
    files = desk.office.request_endorsements.for_awards(desk.institution.id, [award], {}, by="u-017")
    return {file.request.role.value: read_request(file.request.write()) for file in files}


def sign(desk: Desk, request: EndorsementRequest, key: KeyForTests, number: int) -> bytes:
    """Do what the organisation does on its own machine."""
    method = key.method_of(SECTOR_WEB) if key is SECTOR_KEY else None
    return Signatory(key).sign(request, at=desk.clock(), number=number, method=method)


def signed_by_all(desk: Desk, award: UUID, number: int = 1) -> None:
    requests = ask(desk, award)
    register(desk, COMPANY, COMPANY_KEY.did_key)
    register(desk, SECTOR, SECTOR_WEB, sector_document())
    for role, key in (("leerbedrijf", COMPANY_KEY), ("brancheorganisatie", SECTOR_KEY)):
        number += 1
        taken = desk.office.add_endorsement(
            desk.institution.id, sign(desk, requests[role], key, number), by="u-017"
        )
        assert taken.stored, taken.findings


def issued_credential(desk: Desk, award: UUID) -> tuple[bytes, bytes]:
    with desk.office.uow.read(desk.institution.id) as ledger:
        credential = ledger.credentials.of_award(award)
    assert credential is not None
    assert credential.data_integrity is not None
    assert credential.jwt is not None
    return credential.data_integrity, credential.jwt


def employer_sees(
    desk: Desk, data: bytes, *, sector: bytes | None = None, policy: Policy = STRICT
) -> VerificationReport:
    """Verify with what the school and the sector organisation publish."""
    made = desk.office.make_trust_list(desk.institution.id, desk.keys.public)
    found: dict[Needed, bytes] = {
        Needed(ResourceKind.CONTROLLER_DOCUMENT, SECTOR_URL): sector or sector_document()
    }

    def keep(_name: str, content: bytes) -> None:
        found.update(given_status_lists([content]))

    desk.office.publish_status_lists(desk.institution.id, desk.keys, by="u-020", write=keep)
    resources = Resources(found=found, trust_list=parse_trust_list(write_trust_list(made)))
    return judge(unpack(data), resources, policy=policy, at=desk.clock())


def endorsement_codes(report: VerificationReport) -> set[Code]:
    result = report.result(CheckId.ENDORSEMENTS)
    assert result is not None
    return {finding.code for finding in result.findings}


def complete(desk: Desk) -> tuple[UUID, bytes, bytes]:
    """Go the whole way, and return the award and its credential in both forms."""
    award = propose(desk)
    signed_by_all(desk, award)
    desk.decide()
    report = desk.office.issue(desk.institution.id, desk.keys, by="u-020")
    assert (report.issued, report.not_issued, report.awaiting) == (1, (), ())
    return award, *issued_credential(desk, award)


def test_with_both_signatures_it_is_released_and_everything_holds(desk: Desk) -> None:
    _, data_integrity, jwt = complete(desk)
    for form in (data_integrity, jwt):
        report = employer_sees(desk, form)
        assert report.conclusion is Conclusion.PASSED
        assert [(one.role, one.content.organisation, one.standing.value) for one in report.endorsers] == [
            ("leerbedrijf", COMPANY, "self_named"),
            ("brancheorganisatie", SECTOR, "published"),
        ]
    assert parse_jwt(jwt).unverified["endorsement"] == json.loads(data_integrity)["endorsement"]


def test_missing_one_it_waits_whatever_the_board_decided(desk: Desk) -> None:
    award = propose(desk)
    requests = ask(desk, award)
    register(desk, COMPANY, COMPANY_KEY.did_key)
    desk.office.add_endorsement(
        desk.institution.id, sign(desk, requests["leerbedrijf"], COMPANY_KEY, 1), by="u-017"
    )
    desk.decide()
    report = desk.office.issue(desk.institution.id, desk.keys, by="u-020")
    assert report.issued == 0
    assert [(one.award_id, one.roles) for one in report.awaiting] == [(award, ("brancheorganisatie",))]
    with desk.office.uow.read(desk.institution.id) as ledger:
        assert ledger.credentials.count() == 0
        assert ledger.audit.entries("signature") == []


def test_a_signature_for_one_learner_is_no_signature_for_another(desk: Desk) -> None:
    first, second = propose(desk), propose(desk, "Lou Proef", "s-0043")
    requests, others = ask(desk, first), ask(desk, second)
    register(desk, COMPANY, COMPANY_KEY.did_key)
    mine = json.loads(sign(desk, requests["leerbedrijf"], COMPANY_KEY, 1))
    theirs = json.loads(sign(desk, others["leerbedrijf"], COMPANY_KEY, 2))
    mixed = {**theirs, "credentialSubject": mine["credentialSubject"]}
    taken = desk.office.add_endorsement(desk.institution.id, json.dumps(mixed).encode(), by="u-017")
    assert [finding.code for finding in taken.findings] == [
        "endorsement_not_intact",
        "endorsement_of_other_content",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bistro De Proef", "Bistro De Nep"),
        ("P. Praktijk", "Q. Praktijk"),
        ("P1-K1-W1", "P1-K1-W9"),
        ("ext:SignerRole", "ext:SignerRol"),
    ],
)
def test_whoever_meddles_with_a_signature_is_found_out(desk: Desk, old: str, new: str) -> None:
    _, data_integrity, _ = complete(desk)
    document = json.loads(data_integrity)
    changed_text = json.dumps(document["endorsement"], ensure_ascii=False).replace(old, new)
    assert json.loads(changed_text) != document["endorsement"]
    tampered = {**document, "endorsement": json.loads(changed_text)}
    assert employer_sees(desk, json.dumps(tampered).encode()).conclusion is Conclusion.FAILED


def test_also_when_the_school_itself_signs_again_over_it(desk: Desk) -> None:
    """It cannot put words into the mouth of the company, nor award something else with its signature."""
    _, data_integrity, _ = complete(desk)
    honest: JsonObject = json.loads(data_integrity)
    del honest["proof"]
    signer = desk.keys.data_integrity
    forged_comment = json.loads(json.dumps(honest).replace("ondertekent als leerbedrijf", "roemt"))
    other_learner = json.loads(
        json.dumps(honest).replace('"identityHash": "Noor Proef"', '"identityHash": "X"')
    )
    for forged, code in (
        (forged_comment, Code.ENDORSEMENT_NOT_VERIFIED),
        (other_learner, Code.ENDORSED_CONTENT_CHANGED),
        ({**honest, "id": "urn:uuid:00000000-0000-4000-8000-0000000000ff"}, Code.ENDORSEMENT_OF_OTHER),
        ({**honest, "endorsement": honest["endorsement"][:1]}, Code.ENDORSEMENT_MISSING),  # type: ignore[index]
    ):
        signed = json.dumps(add_proof(forged, signer, created=desk.clock())).encode()
        report = employer_sees(desk, signed, policy=DEFAULT)
        proof = report.result(CheckId.PROOF)
        assert proof is not None
        assert proof.status is CheckStatus.PASSED
        assert code in endorsement_codes(report)


def test_a_key_of_a_signer_that_was_revoked_since_is_told(desk: Desk) -> None:
    """What it signed is not to be believed any more; the school can issue it again with a new signature."""
    _, data_integrity, _ = complete(desk)
    report = employer_sees(
        desk, data_integrity, sector=sector_document(revoked="2026-07-01T00:00:00Z"), policy=DEFAULT
    )
    assert report.conclusion is Conclusion.PASSED
    assert [one.status for one in report.endorsers] == [CheckStatus.PASSED, CheckStatus.FAILED]
    assert endorsement_codes(report) == {Code.ENDORSEMENT_NOT_VERIFIED, Code.ENDORSEMENT_MISSING}
    assert employer_sees(
        desk, data_integrity, sector=sector_document(revoked="2026-07-01T00:00:00Z")
    ).conclusion is (Conclusion.FAILED)


def test_a_correction_has_a_new_id_and_new_signatures(desk: Desk) -> None:
    award, data_integrity, _ = complete(desk)
    first = json.loads(data_integrity)["id"]
    desk.office.change_status(
        desk.institution.id,
        StatusRequest(
            credential_id=first,
            action=StatusAction.REVOKED,
            reason=ReasonCode.FOUT_IN_GEGEVENS,
            explanation="naam verkeerd gespeld",
            decision_number="EC-9",
            decided_by=("u-003", "u-009"),
        ),
    )
    again = propose(desk, "Noor van Proef")
    assert again != award
    assert ask(desk, again)["leerbedrijf"].content["id"] != first
    desk.decide()
    report = desk.office.issue(desk.institution.id, desk.keys, by="u-020")
    assert (report.issued, len(report.awaiting)) == (0, 1)
    signed_by_all(desk, again, number=10)
    assert desk.office.issue(desk.institution.id, desk.keys, by="u-020").issued == 1
    corrected, _ = issued_credential(desk, again)
    assert first in json.loads(corrected)["description"]
    assert employer_sees(desk, corrected).conclusion is Conclusion.PASSED


def test_the_certificate_shows_who_signed(desk: Desk) -> None:
    complete(desk)
    (one,) = desk.office.read_credentials.all(desk.institution.id)
    pdf = render_certificate(one.signed, language="nl", verification_url="https://roctest.example/")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    for words in ("ONDERTEKEND DOOR", COMPANY, SECTOR, "Examencommissie", "2 juli 2026"):
        assert words in text


def test_others_are_not_held_up(desk: Desk) -> None:
    propose(desk)
    desk.propose(learner_row(1))
    desk.decide()
    report = desk.office.issue(desk.institution.id, desk.keys, by="u-020")
    assert (report.issued, len(report.awaiting)) == (1, 1)
