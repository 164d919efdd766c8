"""Credentials of two schools to stack, really signed, and the trust list that both are on."""

import dataclasses
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from credentials.achievement.building import build_open_badge
from credentials.achievement.model import (
    Award,
    Issuer,
    LearningOutcome,
    Module,
    Recipient,
    Result,
    ResultDescription,
    StatusEntry,
    StudyLoad,
    WorkProcess,
)
from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof
from credentials.recognized_entity import RecognizedEntity, RecognizedKey, TrustList
from credentials.status.bitstring import Bitstring
from credentials.status.status_list import build_status_list_credential
from issuer.domain.registers import (
    CertificatePart,
    Dossier,
    Keuzedeel,
    Qualification,
    RegisterEntry,
    Registers,
    example_registers,
)
from issuer.domain.registers.sources import RegisterSource
from issuer.domain.stacking.stack import Stack
from issuer.domain.stacking.standing import Standing
from issuer.services.stack_credentials import StackRequest, stack_files
from tests.awards_for_tests import BARE_MODULE, ISSUER
from tests.keys_for_tests import KeyForTests, ed25519_key
from verifier.checks.recipient import KnownRecipient
from verifier.gathering import given_status_lists

HERE = ISSUER
"""The school whose exam board decides: BRIN 99ZZ."""
THERE = Issuer(id="did:web:credentials.anders.example", name="Anders College", brin="98YY")
"""Another school on the trust list."""
COMPANY = Issuer(id="did:web:leerbedrijf.example", name="Leerbedrijf BV")
"""On the trust list too, and no school: it has no BRIN there."""
STRANGER = Issuer(id="did:web:onbekend.example", name="Onbekend", brin="97XX")
"""On no list."""

AWARDED = date(2026, 6, 30)
ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
STATUS_URL = "https://credentials.anders.example/status/1"
HOSPITALITY = "27052"
COOK = "27060"

RECEIVING = WorkProcess(crebo="23425", code="B1-K1-W1", title="Bereidt gastgerichte werkzaamheden voor")
PLEASING = WorkProcess(crebo="23425", code="B1-K1-W2", title="Draagt bij aan een gastgerichte beleving")
ORDERING = WorkProcess(crebo="23425", code="P1-K1-W1", title="Neemt bestellingen op en informeert")
MISE_EN_PLACE = WorkProcess(crebo="23426", code="B1-K1-W1", title="Maakt mise en place")
CODING = WorkProcess(crebo="25998", code="B1-K1-W3", title="Realiseert (onderdelen van) software")

VERDICT = ResultDescription(
    id="https://anders.example/modules/#oordeel",
    name="Eindoordeel",
    result_type="RawScore",
    value_min="1",
    value_max="10",
    required_value="5.5",
)


def _with_certificate() -> Registers:
    """Return the extract, with a certificate on two work processes of Medewerker hospitality."""
    source = RegisterSource(origin="test", dated=AWARDED)
    known = example_registers()
    entries: list[RegisterEntry] = [
        *known.entries(Dossier),
        *known.entries(Qualification),
        *known.entries(Keuzedeel),
        CertificatePart(code="C0004", name="Bedienen", qualification="27052", parts=("B1-K1-W1", "P1-K1-W1")),
    ]
    return Registers((entry, source) for entry in entries)


WITH_CERTIFICATE = _with_certificate()


def key_of(issuer: Issuer) -> KeyForTests:
    """Return the fixed key of a school."""
    return ed25519_key(f"stacking {issuer.id}")


@cache
def trust_list() -> TrustList:
    """Return the list with both schools and the company."""
    return TrustList(
        name="Testlijst",
        publisher="Testraad",
        published_at=datetime(2026, 1, 15, 12, tzinfo=UTC),
        sequence=7,
        entities=tuple(
            RecognizedEntity(
                id=issuer.id,
                name=issuer.name,
                brin=issuer.brin,
                recognized_from=datetime(2025, 1, 1, tzinfo=UTC),
                keys=(
                    RecognizedKey(
                        verification_method=VerificationMethod(
                            id=key_of(issuer).method_of(issuer.id),
                            type="Multikey",
                            controller=issuer.id,
                            public_key=key_of(issuer).public_key,
                        ),
                        valid_from=datetime(2025, 1, 1, tzinfo=UTC),
                    ),
                ),
                status_lists=(STATUS_URL,) if issuer is THERE else (),
            )
            for issuer in (HERE, THERE, COMPANY)
        ),
    )


def module(
    *processes: WorkProcess,
    name: str = "bediening",
    instrument: str = "microcredential",
    sbu: int | None = 240,
    codes: tuple[tuple[str, str], ...] = (),
    **changes: object,
) -> Module:
    """Return a module of Anders College on these work processes."""
    return dataclasses.replace(
        BARE_MODULE,
        id=f"https://anders.example/modules/{name.replace(' ', '-')}",
        instrument=instrument,
        title={"nl": name.capitalize()},
        learning_outcomes=(
            LearningOutcome(
                code="LO1", text={"nl": "Laat zien wat hierbij hoort."}, work_processes=processes
            ),
        ),
        study_load=StudyLoad(value=sbu) if sbu else None,
        qualification_codes=codes,
        result_descriptions=(VERDICT,),
        **changes,  # type: ignore[arg-type]  # any field of Module
    )


KEUZEDEEL = module(name="arbo", instrument="keuzedeel_resultaat", codes=(("Keuzedeel", "K0262"),))
"""Keuzedeel K0262, as a result that was examined."""


def unsigned(
    of: Module,
    *,
    issuer: Issuer = THERE,
    person: str = "Zoë van ’t Hof",
    email: str | None = None,
    salt: str = "9c0f4e7d2b6a18355f4e",
    wallet: str | None = None,
    mark: str | None = "7.5",
    awarded_on: date = AWARDED,
    status_index: int | None = None,
    replaces: str | None = None,
    number: str | None = None,
) -> JsonObject:
    """Return a credential that nobody signed yet. Equal arguments give an equal credential."""
    said = repr((of, issuer, person, email, mark, awarded_on, status_index, replaces))
    entry = StatusEntry(status_list_credential=STATUS_URL, status_list_index=status_index or 0)
    return build_open_badge(
        Award(
            credential_id=number or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, said)}",
            issuer=issuer,
            module=of,
            recipient=Recipient(
                name=person, email=email, email_salt=salt if email else None, subject_id=wallet
            ),
            awarded_on=awarded_on,
            valid_from=datetime(awarded_on.year, awarded_on.month, awarded_on.day, 9, tzinfo=UTC),
            results=(Result(result_description=VERDICT.id, value=mark),) if mark else (),
            status=() if status_index is None else (entry,),
            replaces=replaces,
        )
    )


def signed(document: JsonObject, *, by: Issuer = THERE, as_if: Issuer | None = None) -> bytes:
    """Return a credential signed by a school, or by one that says it is another."""
    method = key_of(by).method_of((as_if or by).id)
    created = datetime(2026, 7, 1, 9, tzinfo=UTC)
    return json.dumps(add_proof(document, key_of(by).signer(method), created=created)).encode()


def credential(of: Module, *, issuer: Issuer = THERE, **said: object) -> bytes:
    """Return a credential signed by its issuer."""
    return signed(unsigned(of, issuer=issuer, **said), by=issuer)  # type: ignore[arg-type]  # as unsigned


def status_list(*revoked: int) -> bytes:
    """Return the status list of Anders College with these places set."""
    bits = Bitstring(131_072)
    for index in revoked:
        bits.set(index, True)
    valid_from = AT - timedelta(days=1)
    document = build_status_list_credential(
        url=STATUS_URL, issuer_id=THERE.id, purpose="revocation", bitstring=bits, valid_from=valid_from
    )
    return signed(document)


def request(
    files: Mapping[str, bytes] | Sequence[bytes],
    *,
    crebo: str = HOSPITALITY,
    trusted: TrustList | None = None,
    lists: Sequence[bytes] = (),
    recipient: KnownRecipient | None = None,
    on: date = ON,
) -> StackRequest:
    """Return what to stack; files without a name get a number."""
    named = files if isinstance(files, Mapping) else {f"{n}.json": one for n, one in enumerate(files)}
    return StackRequest(
        files=tuple(named.items()),
        crebo=crebo,
        on=on,
        at=AT,
        trust_list=trusted or trust_list(),
        status_lists=given_status_lists(lists),
        recipient=recipient,
    )


def stack_of(
    *files: bytes,
    standing: Standing | None = None,
    registers: Registers | None = None,
    crebo: str = HOSPITALITY,
    lists: Sequence[bytes] = (),
    recipient: KnownRecipient | None = None,
    on: date = ON,
) -> Stack:
    """Verify files and lay them beside a kwalificatie."""
    return stack_files(
        request(files, crebo=crebo, lists=lists, recipient=recipient, on=on),
        registers=registers or example_registers(),
        standing=standing or Standing(name=HERE.name, brin=HERE.brin),
    )


def written(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write files into a folder and return their paths."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [str(folder / name) for name in files]
