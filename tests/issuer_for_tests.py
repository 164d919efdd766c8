"""An exam board for tests: a database on disk, fixed keys, a clock that is set, and spreadsheets."""

import csv
import dataclasses
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from openpyxl import Workbook

from credentials.achievement.model import Module
from credentials.identifiers.controlled_identifier import VerificationMethod
from credentials.parsing import JsonObject
from credentials.proofs.signing import SignatureAlgorithm, Signer
from credentials.trust_list import RecognizedKey
from issuer.domain.awards import ModuleVersion
from issuer.domain.institution import Institution
from issuer.office import Office, set_up_office
from issuer.services.decide import Decided, DecisionRequest
from issuer.services.initialise import Particulars
from issuer.services.issue import NotIssued
from issuer.settings import IssuerSettings
from issuer.signing_keys import CardKey, PublicKeys, SigningKeys
from issuer.stored_content import content_sha256, module_to_text
from tests.awards_for_tests import BARE_MODULE, ISSUER, MODULE
from tests.keys_for_tests import KeyForTests, ed25519_key, p256_key

START = datetime(2026, 7, 2, 9, 30, 15, 250_000, tzinfo=UTC)
BASE_URL = "https://credentials.roctest.example"
PARTICULARS = Particulars(
    controller=ISSUER.id,
    name=ISSUER.name,
    public_base_url=BASE_URL,
    url=ISSUER.url,
    region=ISSUER.region,
    locality=ISSUER.locality,
    brin=ISSUER.brin,
    kvk=ISSUER.kvk,
    rio=ISSUER.rio,
    parent_organisation=ISSUER.parent_organisation,
)
SUSPENDABLE = dataclasses.replace(
    BARE_MODULE, id=f"{BASE_URL}/modules/schorsbaar", title={"nl": "Schorsbaar"}, may_be_suspended=True
)
EXPIRING = dataclasses.replace(
    BARE_MODULE, id=f"{BASE_URL}/modules/tijdelijk", title={"nl": "Tijdelijk"}, valid_for_months=12
)
MODULES = (MODULE, BARE_MODULE, SUSPENDABLE, EXPIRING)
HEADER = ("studentnummer", "naam", "e-mail", "module", "versie", "resultaat", "begin", "eind", "taal")


@dataclass
class SetClock:
    """A clock that goes when it is told to."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **duration: int) -> datetime:
        """Move on and return the new moment."""
        self.now += timedelta(**duration)
        return self.now


@dataclass
class CountingIds:
    """Ids that are the same in every run."""

    last: int = 0

    def __call__(self) -> UUID:
        self.last += 1
        return UUID(int=(0x4000 << 64) | (0x8 << 60) | self.last)


@dataclass
class CountingSigner:
    """A real signer that counts how often it signs."""

    signer: Signer
    count: int = 0

    @property
    def verification_method(self) -> str:
        """As the protocol says."""
        return self.signer.verification_method

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """As the protocol says."""
        return self.signer.algorithm

    def sign(self, data: bytes) -> bytes:
        """As the protocol says."""
        self.count += 1
        return self.signer.sign(data)


@dataclass
class IssuedAtDesk:
    """What was issued, by the ids that the service told, and what was not."""

    issued: tuple[str, ...]
    not_issued: tuple[NotIssued, ...]


@dataclass
class Desk:
    """An exam board at work, and everything a test wants to turn."""

    office: Office
    institution: Institution
    clock: SetClock
    keys: SigningKeys
    signers: tuple[CountingSigner, CountingSigner]
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    def propose(self, *rows: Sequence[object], by: str = "u-017") -> int:
        """Take in rows under the usual header, and return how many proposals came of them."""
        return self.office.import_results(self.institution.id, csv_file(HEADER, *rows), by=by).proposed

    def decide(self, number: str | None = None) -> Decided:
        """Decide on everything that is open."""
        request = DecisionRequest(
            number=number or f"EC-{next(self.numbers)}",
            decided_on=date(2026, 7, 1),
            decided_by=("u-003", "u-009"),
        )
        return self.office.decide(self.institution.id, request)

    def issue(self) -> "IssuedAtDesk":
        """Issue everything that was decided."""
        issued: list[str] = []
        report = self.office.issue(self.institution.id, self.keys, by="u-020", issued=issued.append)
        assert report.issued == len(issued)
        return IssuedAtDesk(tuple(issued), report.not_issued)


def signing_keys(
    controller: str = ISSUER.id, *, since: datetime = START
) -> tuple[SigningKeys, tuple[CountingSigner, CountingSigner]]:
    """Return fixed keys, and their signers that count."""
    keys = (ed25519_key("issuer for tests"), p256_key("issuer for tests"))
    signers = (
        CountingSigner(keys[0].signer(keys[0].method_of(controller))),
        CountingSigner(keys[1].signer(keys[1].method_of(controller))),
    )
    card_key = ed25519_key("card key of issuer for tests")

    def recognized(key: KeyForTests) -> RecognizedKey:
        method = VerificationMethod(
            id=key.method_of(controller), type="Multikey", controller=controller, public_key=key.public_key
        )
        return RecognizedKey(verification_method=method, valid_from=since - timedelta(days=365))

    document: JsonObject = {"id": controller}
    public = PublicKeys(
        recognized=tuple(map(recognized, keys)),
        did_document=document,
        jwks={"keys": []},
        cards=(recognized(card_key),),
    )
    card = CardKey(card_key.signer(card_key.method_of(controller)), card_key.public_key)
    return SigningKeys(data_integrity=signers[0], jwt=signers[1], public=public, card=card), signers


@contextmanager
def working_desk(home: Path, **settings: object) -> Iterator[Desk]:
    """Set up an exam board with every module published."""
    clock = SetClock()
    made = IssuerSettings(home=home, **({"processes": 1} | settings))  # type: ignore[arg-type]  # pydantic checks the values
    with set_up_office(made, clock=clock, new_id=CountingIds()) as office:
        institution = office.initialise(PARTICULARS, by="u-001").institution
        for module in MODULES:
            keep_module(office, module)
        keys, signers = signing_keys()
        yield Desk(office=office, institution=institution, clock=clock, keys=keys, signers=signers)


def keep_module(office: Office, module: Module) -> ModuleVersion:
    """Put a module among the published ones, as it may be there from before there were so many rules."""
    digest = content_sha256(module_to_text(module))
    version = ModuleVersion(
        id=office.new_id(), module=module, content_sha256=digest, published_at=office.clock()
    )
    with office.uow.begin(office.institution().id) as ledger:
        ledger.modules.add(version)
    return version


def csv_file(
    *rows: Sequence[object], delimiter: str = ";", encoding: str = "utf-8", newline: str = "\r\n"
) -> bytes:
    """Return rows as the bytes of a CSV file."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return buffer.getvalue().encode(encoding)


def xlsx_file(*rows: Sequence[object]) -> bytes:
    """Return rows as the bytes of an .xlsx file."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def learner_row(number: int, module: str = "Kaal", **values: str) -> tuple[str, ...]:
    """Return a good row for learner ``number`` under :data:`HEADER`."""
    row = {
        "studentnummer": f"s{number:05}",
        "naam": f"Lerende {chr(65 + number % 26)}{chr(97 + number // 26 % 26)}",
        "e-mail": f"lerende{number}@leerling.example",
        "module": module,
        "versie": "",
        "resultaat": "behaald",
        "begin": "6-4-2026",
        "eind": "26-06-2026",
        "taal": "",
    }
    return tuple((row | {key.replace("_", "-"): value for key, value in values.items()}).values())
