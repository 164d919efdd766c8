"""The five worked examples of the domain, from file to signed credential, as a school takes them.

A microcredential, an mbo-certificaat on a keuzedeel that the register confirms, a flexible module valued as
a microcredential, a praktijkverklaring that two others sign, and an mbo-verklaring.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from credentials.achievement.content import OpenBadgeContent
from credentials.achievement.reading import read_open_badge
from credentials.parsing import JsonObject
from credentials.trust_list import TrustList
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.registers import example
from issuer.services.award_file_reports import AwardFile, FileOutcome
from issuer.services.decide import DecisionRequest
from issuer.services.import_register import RegisterFile, RegisterOutcome
from issuer.services.module_surroundings import surroundings_of
from tests.endorsements_for_tests import SigningDesk, signing_desk
from tests.issuer_for_tests import BASE_URL, csv_file
from tests.paths import domain_examples

EXAMPLES = ("01", "02", "03", "04", "05")
_DECIDED = {
    "01": date(2026, 7, 1),
    "02": date(2026, 5, 27),
    "03": date(2026, 7, 1),
    "04": date(2026, 7, 8),
    "05": date(2026, 7, 10),
}
_REGULATION = "Stcrt. 2016, 99999"

# What example 03, a draft, still lacks to be awarded as a microcredential.
_COMPLETING_03 = """
waarom_toch_nieuw: De module Bediening met keukenbasis is van een andere sector.
arbeidsmarktwaarde:
  bereik: [regionaal, landelijk]
  regio: Arbeidsmarktregio (voorbeeld)
  onderbouwing: Kleine horecabedrijven vragen medewerkers die in bediening en keuken inzetbaar zijn.
beoordelingscriteria: {nl: Een proeve in het leerrestaurant is voldoende.}
leerervaring: {titel: Training Gastvrije bediening}
deelnamevorm: onsite
toetsvormen: [behavioural_assessment]
kwaliteitsborging:
  naam: Kwaliteitskader voor pilot microcredentials mbo
  url: https://npuls.nl/microcredentials-mbo/
  versie: 2024-2025
  zelfcheck:
    criteria_voldaan: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    door: kwaliteitszorg
    datum: 2026-03-10
resultaten:
  - id: proeve
    naam: Proeve
    soort: oordeel
    waarden: [onvoldoende, voldoende, goed]
    voldoende_vanaf: voldoende
"""


@dataclass(frozen=True, slots=True)
class IssuedExamples:
    """What came of the examples, and what an employer has to verify it with.

    Attributes:
        credentials: Signed, by the number of the example; the bytes as they were signed.
        tokens: The same credentials as JWT.
        trust_list: With the school on it.
        status_lists: As published.
    """

    credentials: dict[str, bytes]
    tokens: dict[str, bytes]
    trust_list: TrustList
    status_lists: tuple[bytes, ...]

    def document(self, number: str) -> JsonObject:
        """Return the credential of an example."""
        found: JsonObject = json.loads(self.credentials[number])
        return found

    def content(self, number: str) -> OpenBadgeContent:
        """Return what a person is shown of it."""
        return read_open_badge(self.document(number))


def example_text(number: str) -> str:
    """Return the file of an example."""
    (path,) = domain_examples().glob(f"{number}-*.yaml")
    return path.read_text("utf-8")


@contextmanager
def school_of_the_examples(home: Path) -> Iterator[SigningDesk]:
    """Set up a school, some weeks after the awards of the examples, that took in a register."""
    with signing_desk(home) as signing:
        signing.desk.clock.forward(days=12)
        _take_in_register(signing)
        yield signing


def issue_examples(signing: SigningDesk) -> IssuedExamples:
    """Take all examples the whole way, and publish what others need to verify them."""
    desk = signing.desk
    award_ids = {number: _award(signing, number) for number in EXAMPLES}
    write = desk.office.public_directory.write
    desk.office.publish_status_lists(desk.institution.id, desk.keys, by="u-020", write=write)
    lists = (desk.office.public_directory.path / "status").glob("*.json")
    signed = {number: _signed(signing, award_id) for number, award_id in award_ids.items()}
    return IssuedExamples(
        credentials={number: data for number, (data, _) in signed.items()},
        tokens={number: token for number, (_, token) in signed.items()},
        trust_list=desk.office.make_trust_list(desk.institution.id, desk.keys.public),
        status_lists=tuple(file.read_bytes() for file in lists),
    )


def _award(signing: SigningDesk, number: str) -> UUID:
    desk = signing.desk
    award_id = _propose_from_spreadsheet(signing) if number == "03" else _propose(signing, number)
    if number == "04":
        signing.sign_all(award_id)
    request = DecisionRequest(
        number=f"EC-2026-{number}", decided_on=_DECIDED[number], decided_by=("u-003", "u-009")
    )
    assert desk.office.decide(desk.institution.id, request).count == 1
    outcome = desk.issue()
    assert len(outcome.issued) == 1, outcome.not_issued
    return award_id


def _propose(signing: SigningDesk, number: str) -> UUID:
    text = example_text(number).replace("TE CONTROLEREN (Stcrt-nummer)", _REGULATION)
    desk = signing.desk
    (report,) = desk.office.propose_awards(
        desk.institution.id, [AwardFile(f"{number}.yaml", text.encode())], by="u-017"
    )
    assert report.outcome is FileOutcome.PROPOSED, report.findings
    assert report.award_id is not None
    return report.award_id


def _propose_from_spreadsheet(signing: SigningDesk) -> UUID:
    """Publish the module of example 03, and take in the result of a learner for it."""
    desk = signing.desk
    text = example_text("03").replace('versie: "0.9.0"', 'versie: "1.0.0"') + _COMPLETING_03
    with desk.office.uow.read(desk.institution.id) as ledger:
        around = surroundings_of(ledger, desk.clock())
    found = read_module_file(text.encode(), file="03.yaml", base_url=BASE_URL, surroundings=around)
    assert found.description is not None
    assert found.module is not None, (found.errors, found.to_do)
    desk.office.publish_module(desk.institution.id, found.description, by="u-017")
    rows: Sequence[Sequence[object]] = (
        ("studentnummer", "naam", "module", "Proeve", "begin", "eind"),
        ("s00001", "T. Voorbeeld", found.module.id, "goed", "6-4-2026", "26-6-2026"),
    )
    before = set(signing.open())
    assert desk.office.import_results(desk.institution.id, csv_file(*rows), by="u-017").proposed == 1
    (award_id,) = set(signing.open()) - before
    return award_id


def _take_in_register(signing: SigningDesk) -> None:
    """Take in a made-up register: the extract, with a certificate attached to keuzedeel K0262."""
    register = json.loads(
        Path(example.__file__).with_name("data").joinpath("example-register.json").read_text("utf-8")
    )
    (keuzedeel,) = (one for one in register["keuzedelen"] if one["code"] == "K0262")
    keuzedeel |= {"certificaat_verbonden": True, "regeling": _REGULATION, "illustratief": True}
    desk = signing.desk
    report = desk.office.import_register(
        desk.institution.id,
        [RegisterFile("register.json", json.dumps(register).encode())],
        origin="Voorbeeld",
        dated=date(2026, 3, 2),
        by="u-030",
    )
    assert report.outcome is RegisterOutcome.IMPORTED, report.findings


def _signed(signing: SigningDesk, award_id: UUID) -> tuple[bytes, bytes]:
    desk = signing.desk
    with desk.office.uow.read(desk.institution.id) as ledger:
        issued = ledger.credentials.of_award(award_id)
    assert issued is not None
    assert issued.data_integrity is not None
    assert issued.jwt is not None
    return issued.data_integrity, issued.jwt
