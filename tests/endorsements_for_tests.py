"""A praktijkverklaring that a company and a sector organisation sign with keys of their own."""

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from credentials.achievement.model import Module
from credentials.endorsement import Endorser, build_endorsement
from credentials.endorsement.request import EndorsementRequest, read_request
from credentials.parsing import JsonObject
from credentials.proofs.data_integrity import add_proof
from issuer.office import set_up_office
from issuer.services.add_endorsements import TakenIn
from issuer.services.signing_organisations import OrganisationParticulars
from issuer.settings import IssuerSettings
from tests.awards_for_tests import BARE_MODULE, MODULE, PREPARING, TAKING_ORDERS
from tests.issuer_for_tests import (
    BASE_URL,
    PARTICULARS,
    CountingIds,
    Desk,
    SetClock,
    keep_module,
    learner_row,
    signing_keys,
)
from tests.keys_for_tests import KeyForTests, ed25519_key

COMPANY_KEY = ed25519_key("a company")
SECTOR_KEY = ed25519_key("a sector organisation")
THIEF_KEY = ed25519_key("somebody who calls himself the company")
COMPANY = "Restaurant De Voorbeeldtuin B.V."
SECTOR = "Branchevereniging Voorbeeld"
COMPANY_KVK = "12345678"

STATEMENT = dataclasses.replace(
    BARE_MODULE,
    id=f"{BASE_URL}/modules/hospitality",
    instrument="praktijkverklaring",
    title={"nl": "Werkprocessen hospitality"},
    learning_outcomes=(
        dataclasses.replace(
            BARE_MODULE.learning_outcomes[0],
            text={"nl": "Bedient gasten."},
            work_processes=(TAKING_ORDERS, PREPARING),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Signatory:
    """An organisation with a key of its own, which runs nothing of the school."""

    key: KeyForTests
    official: str = "P. Praktijk"

    def sign(
        self,
        request: EndorsementRequest,
        *,
        at: datetime,
        number: int = 1,
        method: str | None = None,
        **changes: str | None,
    ) -> bytes:
        """Return what the organisation sends back; ``changes`` are to who it says it is."""
        controller = method.partition("#")[0] if method else self.key.did_key
        endorser = dataclasses.replace(
            Endorser(
                id=controller,
                role=request.role,
                organisation=request.organisation,
                official=self.official,
                kvk=request.kvk,
            ),
            **changes,  # type: ignore[arg-type]  # names of fields
        )
        unsigned = build_endorsement(
            request.content,
            endorser,
            endorsement_id=f"urn:uuid:5b0f0000-0000-4000-8000-{number:012}",
            at=at,
            language=request.language,
        )
        return signed_file(unsigned, self.key, at=at, method=method)


def signed_file(unsigned: JsonObject, key: KeyForTests, *, at: datetime, method: str | None = None) -> bytes:
    """Return an endorsement with a proof, as a file."""
    signed = add_proof(unsigned, key.signer(method), created=at.replace(microsecond=0))
    return json.dumps(signed, ensure_ascii=False).encode()


COMPANY_SIGNATORY = Signatory(COMPANY_KEY)
SECTOR_SIGNATORY = Signatory(SECTOR_KEY, official="C. Branche")


@dataclass(frozen=True, slots=True)
class SigningDesk:
    """An exam board whose awards are signed by others."""

    desk: Desk

    @property
    def now(self) -> datetime:
        """The time of the desk."""
        return self.desk.clock()

    def register(
        self, name: str, key: KeyForTests | None = None, *, kvk: str | None = None, **changes: bytes | str
    ) -> None:
        """Register an organisation, with the did:key of its key."""
        controller = key.did_key if key else None
        particulars = OrganisationParticulars(
            **({"name": name, "kvk": kvk, "controller": controller} | changes)  # type: ignore[arg-type]
        )
        self.desk.office.register_organisation(self.desk.institution.id, particulars, by="u-030")

    def propose(self, number: int, title: str = "Werkprocessen hospitality", **values: str) -> UUID:
        """Propose an award, and return its id."""
        before = set(self.open())
        assert self.desk.propose(learner_row(number, title, **values)) == 1
        (award_id,) = set(self.open()) - before
        return award_id

    def open(self) -> Iterator[UUID]:
        """Yield the ids of what lies before the board."""
        with self.desk.office.uow.read(self.desk.institution.id) as ledger:
            yield from [award.id for award in ledger.awards.open()]

    def ask(self, *award_ids: UUID, **signers: str) -> dict[str, EndorsementRequest]:
        """Ask for signatures, and return what the organisations read, by role."""
        files = self.desk.office.request_endorsements.for_awards(
            self.desk.institution.id,
            award_ids,
            signers or {"leerbedrijf": COMPANY, "brancheorganisatie": SECTOR},
            by="u-017",
        )
        return {file.request.role.value: read_request(file.request.write()) for file in files}

    def add(self, data: bytes) -> TakenIn:
        """Take in what came back."""
        return self.desk.office.add_endorsement(self.desk.institution.id, data, by="u-017")

    def sign_all(self, award_id: UUID, number: int = 1) -> None:
        """Have both organisations sign, and take that in."""
        requests = self.ask(award_id)
        signatories = {"leerbedrijf": COMPANY_SIGNATORY, "brancheorganisatie": SECTOR_SIGNATORY}
        for index, (role, request) in enumerate(requests.items()):
            taken = self.add(signatories[role].sign(request, at=self.now, number=10 * number + index))
            assert taken.stored, taken.findings

    def credential_of(self, award_id: UUID) -> JsonObject:
        """Return the signed credential of an award."""
        with self.desk.office.uow.read(self.desk.institution.id) as ledger:
            issued = ledger.credentials.of_award(award_id)
        assert issued is not None
        assert issued.data_integrity is not None
        found: JsonObject = json.loads(issued.data_integrity)
        return found


@contextmanager
def signing_desk(home: Path, *modules: Module, **settings: object) -> Iterator[SigningDesk]:
    """Set up an exam board with a praktijkverklaring, and two organisations whose keys it knows."""
    made = IssuerSettings(home=home, **({"processes": 1} | settings))  # type: ignore[arg-type]  # pydantic checks the values
    clock = SetClock()
    with set_up_office(made, clock=clock, new_id=CountingIds()) as office:
        institution = office.initialise(PARTICULARS, by="u-001").institution
        for module in (STATEMENT, BARE_MODULE, MODULE, *modules):
            keep_module(office, module)
        keys, signers = signing_keys()
        desk = Desk(office=office, institution=institution, clock=clock, keys=keys, signers=signers)
        signing = SigningDesk(desk)
        signing.register(COMPANY, COMPANY_KEY, kvk=COMPANY_KVK)
        signing.register(SECTOR, SECTOR_KEY)
        yield signing
