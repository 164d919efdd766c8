"""Grant or assess: the rules of exemption, part by part."""

import dataclasses
import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from credentials.achievement import foreign_json as foreign
from credentials.achievement.instruments import INSTRUMENTS
from credentials.achievement.instruments.instrument import Recognition
from credentials.achievement.model import Issuer, Module
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.content import content_of_credential
from credentials.endorsement.roles import Role
from credentials.parsing import JsonObject, JsonValue, parse
from credentials.proofs.data_integrity import add_proof
from issuer.domain.stacking.advice import AdviceOutcome, Ground
from issuer.domain.stacking.agreements import (
    AgreedModule,
    Agreement,
    RecognitionAgreement,
    StackingAgreement,
    is_edition_of,
    module_of_edition,
)
from issuer.domain.stacking.credential_digest import credential_digest
from issuer.domain.stacking.recognition import RecognitionDecision, RecognitionKind
from issuer.domain.stacking.stack import Stack
from issuer.domain.stacking.standing import Standing
from issuer.domain.valuation_routes import ROUTE_INSTRUMENTS
from tests.keys_for_tests import ed25519_key
from tests.stacking_for_tests import (
    COMPANY,
    HERE,
    HOSPITALITY,
    KEUZEDEEL,
    ORDERING,
    RECEIVING,
    THERE,
    WITH_CERTIFICATE,
    credential,
    module,
    signed,
    stack_of,
    status_list,
    unsigned,
)

AWARDED_AT = datetime(2026, 6, 30, 9, tzinfo=UTC)
GRANT, ASSESS = AdviceOutcome.GRANT, AdviceOutcome.ASSESS
ORDERS = module(ORDERING, name="bestellen")


def process_ground(stack: Stack) -> Ground:
    """Return what is said of the one work process that is covered."""
    (ground,) = [ground for one in stack.work_processes for ground in one.grounds]
    return ground


def keuzedeel_ground(stack: Stack) -> Ground:
    (part,) = stack.keuzedelen
    (ground,) = part.grounds
    return ground


def codes(ground: Ground) -> list[str]:
    return [one.code for one in ground.reasons]


def checks(ground: Ground) -> list[str]:
    return [one.code for one in ground.checks]


class TestKeuzedeel:
    """I03: a keuzedeel that was passed at a recognised school is granted."""

    def test_passed(self) -> None:
        ground = keuzedeel_ground(stack_of(credential(KEUZEDEEL, status_index=1), lists=[status_list()]))
        assert (ground.outcome, codes(ground)) == (GRANT, ["stacking_keuzedeel_passed"])
        assert checks(ground) == ["stacking_check_keuzedeel_linked"]

    def test_the_board_is_told_when_its_status_cannot_be_asked(self) -> None:
        ground = keuzedeel_ground(stack_of(credential(KEUZEDEEL)))
        assert checks(ground) == ["stacking_check_keuzedeel_linked", "stacking_check_status"]

    def test_result_that_is_not_stated(self) -> None:
        ground = keuzedeel_ground(stack_of(credential(KEUZEDEEL, mark=None)))
        assert (ground.outcome, codes(ground)) == (ASSESS, ["stacking_result_unknown"])

    @pytest.mark.parametrize("mark", ["45", "75", "10.1", "0.9"])
    def test_mark_that_is_not_on_the_scale(self, mark: str) -> None:
        ground = keuzedeel_ground(stack_of(credential(KEUZEDEEL, mark=mark)))
        assert (ground.outcome, codes(ground)) == (ASSESS, ["stacking_result_unknown"])

    @pytest.mark.parametrize("mark", ["45", "75", "11"])
    def test_completed_with_a_mark_that_cannot_be(self, mark: str) -> None:
        document = unsigned(KEUZEDEEL, mark=mark)
        subject = document["credentialSubject"]
        assert isinstance(subject, dict)
        (result,) = foreign.objects(subject["result"])
        ground = keuzedeel_ground(
            stack_of(
                signed(
                    {
                        **document,
                        "credentialSubject": {**subject, "result": [{**result, "status": "Completed"}]},
                    }
                )
            )
        )
        assert (ground.outcome, codes(ground)) == (ASSESS, ["stacking_result_unknown"])

    @pytest.mark.parametrize("mark", ["5.5", "10"])
    def test_mark_at_the_end_of_the_scale(self, mark: str) -> None:
        assert keuzedeel_ground(stack_of(credential(KEUZEDEEL, mark=mark))).outcome is GRANT

    def test_a_certificate_on_it_was_passed(self) -> None:
        certificate = dataclasses.replace(KEUZEDEEL, instrument="mbo_certificaat")
        ground = keuzedeel_ground(stack_of(credential(certificate, mark=None)))
        assert ground.outcome is GRANT
        assert "stacking_check_register" in checks(ground)

    def test_code_that_the_register_does_not_have(self) -> None:
        unknown = dataclasses.replace(KEUZEDEEL, qualification_codes=(("Keuzedeel", "K9998"),))
        ground = keuzedeel_ground(stack_of(credential(unknown)))
        assert (ground.outcome, codes(ground)) == (ASSESS, ["stacking_keuzedeel_unknown"])

    def test_issuer_that_is_no_school(self) -> None:
        ground = keuzedeel_ground(stack_of(credential(KEUZEDEEL, issuer=COMPANY)))
        assert (ground.outcome, codes(ground)) == (ASSESS, ["stacking_issuer_without_brin"])

    def test_a_brin_that_an_issuer_gives_itself_does_not_count(self) -> None:
        boaster = dataclasses.replace(COMPANY, brin="98YY")
        ground = keuzedeel_ground(stack_of(credential(KEUZEDEEL, issuer=boaster)))
        assert ground.outcome is ASSESS

    @pytest.mark.parametrize(
        "instrument",
        [key for key, one in INSTRUMENTS.items() if one.recognition is not Recognition.RECOGNISED],
    )
    def test_a_badge_that_only_names_the_code(self, instrument: str) -> None:
        named = dataclasses.replace(KEUZEDEEL, instrument=instrument)
        ground = keuzedeel_ground(stack_of(credential(named)))
        assert (ground.outcome, codes(ground)[-2]) == (ASSESS, "stacking_keuzedeel_only_named")

    def test_some_of_its_work_processes(self) -> None:
        part = dataclasses.replace(ORDERING, crebo="K0262", code="D1-K1-W1")
        stack = stack_of(credential(module(part)))
        assert (keuzedeel_ground(stack).outcome, stack.elsewhere) == (ASSESS, ())
        assert codes(keuzedeel_ground(stack)) == ["stacking_keuzedeel_in_part"]


class TestWithoutAgreement:
    """I04: what has no common examination is assessed, with how it was assessed at hand."""

    @pytest.mark.parametrize("instrument", sorted(set(INSTRUMENTS) - {"mbo_certificaat"}))
    def test_every_other_instrument_is_assessed(self, instrument: str) -> None:
        of = dataclasses.replace(ORDERS, instrument=instrument)
        assert process_ground(stack_of(credential(of))).outcome is ASSESS

    def test_the_reason_depends_on_its_standing(self) -> None:
        found = {
            instrument: codes(
                process_ground(stack_of(credential(dataclasses.replace(ORDERS, instrument=instrument))))
            )
            for instrument in ("microcredential", "praktijkverklaring", "mbo_verklaring")
        }
        assert found == {
            "microcredential": ["stacking_assess_not_agreed"],
            "praktijkverklaring": ["stacking_signatures_not_held", "stacking_assess_practice"],
            "mbo_verklaring": ["stacking_assess_recognised"],
        }


class TestCertificate:
    """E18: an mbo-certificaat on a part of this kwalificatie."""

    def certificate(
        self, *, code: str = "C0004", issuer: Issuer = THERE, instrument: str = "mbo_certificaat"
    ) -> Stack:
        of = module(ORDERING, name="cert", instrument=instrument, codes=(("Certificaat", code),))
        return stack_of(credential(of, issuer=issuer), registers=WITH_CERTIFICATE)

    def test_its_parts_are_granted_with_a_check(self) -> None:
        stack = self.certificate()
        outcomes = {one.process.code: one.outcome for one in stack.work_processes}
        # The register says that the certificate is on two work processes; the credential names one.
        assert outcomes == {"B1-K1-W1": GRANT, "B1-K1-W2": None, "P1-K1-W1": GRANT}
        assert [part.outcome for part in stack.certificates] == [GRANT]
        assert "stacking_check_register" in checks(stack.certificates[0].grounds[0])

    def test_a_badge_that_names_the_code_is_assessed(self) -> None:
        stack = self.certificate(instrument="microcredential")
        assert {one.outcome for one in stack.work_processes} == {ASSESS, None}
        assert [part.outcome for part in stack.certificates] == [ASSESS]

    def test_from_an_issuer_that_is_no_school(self) -> None:
        stack = self.certificate(issuer=COMPANY)
        assert {one.outcome for one in stack.work_processes} == {ASSESS, None}

    def test_unknown_code(self) -> None:
        assert codes(self.certificate(code="C9998").certificates[0].grounds[0]) == [
            "stacking_certificate_unknown"
        ]

    def test_of_another_qualification(self) -> None:
        of = module(ORDERING, instrument="mbo_certificaat", codes=(("Certificaat", "C0004"),))
        stack = stack_of(credential(of), registers=WITH_CERTIFICATE, crebo="27060")
        assert codes(stack.certificates[0].grounds[0]) == ["stacking_certificate_elsewhere"]


def recognition(**changes: object) -> RecognitionAgreement:
    """Return an agreement between both schools on the module."""
    agreed = RecognitionAgreement(
        number="EA-1",
        institutions=frozenset({"99ZZ", "98YY"}),
        modules=(ORDERS.id,),
        routes=(),
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        document_url="https://anders.example/ea-1.pdf",
    )
    return dataclasses.replace(agreed, **changes)  # type: ignore[arg-type]  # any field of the agreement


def stacking(**changes: object) -> StackingAgreement:
    """Return an agreement that the module counts for the kwalificatie."""
    agreed = StackingAgreement(
        number="SA-1",
        name="Stapelroute",
        qualification=HOSPITALITY,
        modules=(AgreedModule(id=ORDERS.id, route="microcredential"),),
        institutions=frozenset({"99ZZ", "98YY", "97XX"}),
        valid_from=date(2026, 1, 1),
        valid_until=None,
        document_url="https://anders.example/sa-1.pdf",
    )
    return dataclasses.replace(agreed, **changes)  # type: ignore[arg-type]  # any field of the agreement


def by(
    *agreements: Agreement, of: Module = ORDERS, brin: str | None = "99ZZ", issuer: Issuer = THERE
) -> Ground:
    """Return what is said of the module when these agreements stand."""
    standing = Standing(name=HERE.name, brin=brin, agreements=agreements)
    return process_ground(stack_of(credential(of, issuer=issuer), standing=standing))


class TestAgreements:
    """I01, I02, D14: what the institutions agreed on beforehand."""

    @pytest.mark.parametrize(
        "agreement",
        [
            recognition(),
            recognition(modules=(f"{ORDERS.id}/1.0.0",)),
            recognition(modules=(), routes=("microcredential",)),
            stacking(),
        ],
    )
    def test_grants(self, agreement: Agreement) -> None:
        ground = by(agreement)
        assert ground.outcome is GRANT
        assert ground.reasons[0].params["number"] == agreement.number

    @pytest.mark.parametrize(
        "agreement",
        [
            recognition(modules=("https://anders.example/modules/bestel",)),
            recognition(modules=(f"{ORDERS.id}/1.0.1",)),
            recognition(modules=(), routes=("keuzedeel_met_examen",)),
            recognition(institutions=frozenset({"99ZZ", "97XX"})),
            recognition(institutions=frozenset({"98YY", "97XX"})),
            recognition(valid_until=date(2026, 11, 1)),
            recognition(valid_from=date(2026, 8, 1)),
            stacking(qualification="27060"),
            stacking(modules=(AgreedModule(id=ORDERS.id, route="keuzedeel_met_examen"),)),
            stacking(institutions=frozenset({"99ZZ", "97XX"})),
        ],
    )
    def test_about_something_else_grants_nothing(self, agreement: Agreement) -> None:
        assert by(agreement).outcome is ASSESS

    def test_nobody_is_a_party_who_has_no_brin(self) -> None:
        assert by(recognition(), brin=None).outcome is ASSESS

    def test_the_issuer_is_known_by_the_trust_list(self) -> None:
        """A recognised issuer that gives itself the BRIN of a party is no party."""
        boaster = dataclasses.replace(COMPANY, brin="98YY")
        assert by(recognition(), issuer=boaster).outcome is ASSESS

    def test_the_reader_learns_why_it_does_not_help(self) -> None:
        assert codes(by(recognition(valid_until=date(2026, 11, 1))))[0] == "stacking_agreement_not_in_force"
        wrong = stacking(modules=(AgreedModule(id=ORDERS.id, route="mbo_certificaat"),))
        assert codes(by(wrong))[0] == "stacking_agreed_other_route"

    def test_how_many_institutions_recognise_it(self) -> None:
        """I02: "erkend door N instellingen"."""
        standing = Standing(brin="99ZZ", agreements=(recognition(), stacking()))
        stack = stack_of(credential(ORDERS), standing=standing)
        assert stack.evidence[0].recognised_by == {"99ZZ", "97XX"}

    def test_every_route_ends_in_an_instrument(self) -> None:
        assert set(ROUTE_INSTRUMENTS.values()) <= INSTRUMENTS.keys()

    def test_editions(self) -> None:
        assert is_edition_of(f"{ORDERS.id}/1.0.0/en", ORDERS.id)
        assert not is_edition_of(f"{ORDERS.id}-extra/1.0.0", ORDERS.id)
        assert not is_edition_of(f"{ORDERS.id}/1.0.0", "https://anders.example/modules")
        assert module_of_edition(f"{ORDERS.id}/1.0.0/en") == ORDERS.id


class TestSignaturesOfOthers:
    """F22: what lacks the signatures that it has to have is never granted."""

    PRACTICE = dataclasses.replace(ORDERS, instrument="praktijkverklaring")
    AGREED = recognition(modules=(), routes=("praktijkverklaring",))

    def test_an_agreement_does_not_make_up_for_them(self) -> None:
        ground = by(self.AGREED, of=self.PRACTICE)
        assert (ground.outcome, codes(ground)[0]) == (ASSESS, "stacking_signatures_not_held")

    @pytest.mark.parametrize(
        ("roles", "outcome"), [((Role.COMPANY, Role.SECTOR_ORGANISATION), GRANT), ((Role.COMPANY,), ASSESS)]
    )
    def test_with_all_of_them_the_agreement_grants(
        self, roles: tuple[Role, ...], outcome: AdviceOutcome
    ) -> None:
        document = unsigned(self.PRACTICE)
        endorsements: list[JsonValue] = []
        for number, role in enumerate(roles, start=1):
            key = ed25519_key(role.value)
            content = build_endorsement(
                content_of_credential(document),
                Endorser(id=key.did_key, role=role, organisation="Voorbeeld", official="P. Praktijk"),
                endorsement_id=f"urn:uuid:{UUID(int=number)}",
                at=AWARDED_AT,
                language="nl",
            )
            endorsements.append(add_proof(content, key.signer(), created=AWARDED_AT))
        standing = Standing(name=HERE.name, brin="99ZZ", agreements=(self.AGREED,))
        stack = stack_of(signed({**document, "endorsement": endorsements}), standing=standing)
        assert process_ground(stack).outcome is outcome

    def test_what_needs_none_is_granted(self) -> None:
        assert by(recognition()).outcome is GRANT

    def test_an_endorsement_that_does_not_hold_counts_against_any_instrument(self) -> None:
        document = unsigned(ORDERS)
        endorsement: JsonObject = {
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "issuer": {"id": "did:web:leerbedrijf.example", "type": "Profile"},
            "credentialSubject": {"id": document["id"], "type": "EndorsementSubject"},
        }
        standing = Standing(name=HERE.name, brin="99ZZ", agreements=(recognition(),))
        stack = stack_of(signed({**document, "endorsement": [endorsement]}), standing=standing)
        assert codes(process_ground(stack))[0] == "stacking_signatures_not_held"


MODULE, AWARD = RecognitionKind.MODULE, RecognitionKind.AWARD
HELD = credential(ORDERS)


def decision(kind: RecognitionKind, **changes: object) -> RecognitionDecision:
    """Return a decision on the module, or on the credential that is held."""
    document = parse(HELD).unverified
    number = document["id"]
    assert isinstance(number, str)
    made = RecognitionDecision(
        id=UUID(int=1),
        kind=kind,
        subject=ORDERS.id if kind is MODULE else number,
        subject_sha256=None if kind is MODULE else credential_digest(document),
        is_positive=True,
        number=f"EC-{kind.name}",
        decided_on=date(2026, 10, 1),
        motivation="Gelijk aan het eigen examen.",
        decided_by=("u-003", "u-009"),
        recorded_at=datetime(2026, 10, 2, tzinfo=UTC),
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]  # any field of the decision


def decided(
    *decisions: RecognitionDecision, agreements: tuple[Agreement, ...] = (), held: bytes = HELD
) -> Ground:
    standing = Standing(brin="99ZZ", decisions=decisions, agreements=agreements)
    return process_ground(stack_of(held, standing=standing))


def written_otherwise() -> bytes:
    """Return the credential as its holder may write it too: the signature does not tell the difference."""
    document = json.loads(HELD)
    achievement = document["credentialSubject"]["achievement"]
    achievement["tag"].reverse()
    achievement["achievementType"] = [achievement["achievementType"]]
    document["credentialSubject"] = [document["credentialSubject"]]
    return json.dumps(document).encode()


class TestOwnDecisions:
    """I05: to recognise a module is not to validate a valuation. Only both together grant."""

    def test_both(self) -> None:
        ground = decided(decision(MODULE), decision(AWARD))
        assert (ground.outcome, codes(ground)) == (GRANT, ["stacking_by_own_decisions"])

    def test_the_module_alone(self) -> None:
        ground = decided(decision(MODULE))
        assert (ground.outcome, codes(ground)[0]) == (ASSESS, "stacking_module_recognised")

    def test_the_award_alone(self) -> None:
        ground = decided(decision(AWARD))
        assert (ground.outcome, codes(ground)[0]) == (ASSESS, "stacking_award_validated")

    def test_an_award_that_was_declined_overrules_an_agreement(self) -> None:
        ground = decided(decision(AWARD, is_positive=False), agreements=(recognition(),))
        assert (ground.outcome, codes(ground)[0]) == (ASSESS, "stacking_award_declined")

    def test_a_credential_written_otherwise_stays_declined(self) -> None:
        no = decision(AWARD, is_positive=False)
        ground = decided(no, agreements=(recognition(),), held=written_otherwise())
        assert (ground.outcome, codes(ground)[0]) == (ASSESS, "stacking_award_declined")

    def test_a_number_that_was_declined_is_declined_whatever_else_it_says(self) -> None:
        no = decision(AWARD, is_positive=False, subject_sha256="0" * 64)
        assert decided(no, agreements=(recognition(),)).outcome is ASSESS

    def test_a_credential_written_otherwise_stays_validated(self) -> None:
        assert decided(decision(MODULE), decision(AWARD), held=written_otherwise()).outcome is GRANT

    def test_a_module_that_was_declined_is_told_beside_what_grants(self) -> None:
        """An agreement may bind the school all the same; the board has to know what it found before."""
        ground = decided(decision(MODULE, is_positive=False), agreements=(recognition(),))
        assert (ground.outcome, codes(ground)) == (GRANT, ["stacking_by_recognition_agreement"])
        told = ground.checks[0]
        assert (told.code, told.params["number"]) == ("stacking_check_module_declined", "EC-MODULE")

    def test_a_keuzedeel_that_was_declined_is_told_too(self) -> None:
        no = decision(MODULE, is_positive=False, subject=KEUZEDEEL.id)
        ground = keuzedeel_ground(stack_of(credential(KEUZEDEEL), standing=Standing(decisions=(no,))))
        assert ground.outcome is GRANT
        assert "stacking_check_module_declined" in checks(ground)

    def test_what_the_register_does_not_know_tells_it_as_well(self) -> None:
        unknown = dataclasses.replace(KEUZEDEEL, qualification_codes=(("Keuzedeel", "K9998"),))
        no = decision(MODULE, is_positive=False, subject=KEUZEDEEL.id)
        ground = keuzedeel_ground(stack_of(credential(unknown), standing=Standing(decisions=(no,))))
        assert codes(ground) == ["stacking_keuzedeel_unknown", "stacking_module_declined"]

    @pytest.mark.parametrize(
        ("module_is", "award_is", "expected"),
        [
            (True, False, ["stacking_module_recognised_before", "stacking_award_declined"]),
            (False, True, ["stacking_module_declined", "stacking_award_validated_before"]),
            (False, False, ["stacking_module_declined", "stacking_award_declined"]),
        ],
    )
    def test_the_remarks_say_what_was_decided_on_each(
        self, module_is: bool, award_is: bool, expected: list[str]
    ) -> None:
        made = decision(MODULE, is_positive=module_is), decision(AWARD, is_positive=award_is)
        assert codes(decided(*made))[:2] == expected

    def test_the_latest_decision_counts(self) -> None:
        later = decision(MODULE, is_positive=False, decided_on=date(2026, 11, 1))
        assert decided(later, decision(MODULE), decision(AWARD)).outcome is ASSESS

    def test_another_credential_under_the_same_number_was_never_looked_at(self) -> None:
        ground = decided(decision(MODULE), decision(AWARD, subject_sha256="0" * 64))
        assert ground.outcome is ASSESS


class TestPerson:
    def test_doubt_about_the_person_grants_nothing(self) -> None:
        doubtful = credential(module(RECEIVING, name="ander"), person="Z. van ’t Hof")
        stack = stack_of(credential(KEUZEDEEL), doubtful)
        ground = keuzedeel_ground(stack)
        assert (ground.outcome, codes(ground)[0]) == (ASSESS, "stacking_assess_person")
