"""ROC Voorbeeld at work: the fictional school, its keys and modules, and its exam board."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import yaml

from issuer.domain.institution import Institution
from issuer.domain.modules.module_file import read_module_file
from issuer.domain.status import ReasonCode, StatusAction
from issuer.errors import DecisionRefused
from issuer.office import Office, set_up_office
from issuer.ports.clock_and_chance import Clock, Progress, no_progress
from issuer.services.change_status import StatusRequest
from issuer.services.decide import DecisionRequest
from issuer.services.import_results import ImportReport
from issuer.services.initialise import Particulars
from issuer.settings import IssuerSettings
from issuer.signing_keys import SigningKeys
from keys.custody import KeyStore
from keys.generate import generate_card_key, generate_keys
from keys.passphrase import read_passphrase
from waarmerk.demo.results_spreadsheet import example_file
from waarmerk.learner_files import default_verification_url

MODULE_FILES = ("module-baliegesprekken.yaml", "module-bediening-en-keuken.yaml", "module-veilig-werken.yaml")
TEACHER = "u-017"
EXAM_BOARD = ("u-003", "u-009")


class ExampleBroken(RuntimeError):
    """The example data and the product do not fit together: an error of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleSchool:
    """The school, with its office open and its keys at hand.

    Attributes:
        office: Every use case of the exam board.
        institution: ROC Voorbeeld.
        keys: What signs for it.
    """

    office: Office
    institution: Institution
    keys: SigningKeys

    @property
    def verification_url(self) -> str:
        """Where a QR code leads. Fictional, like the school: nothing answers there."""
        return default_verification_url(self.institution.public_base_url)

    def at_time(self, clock: Clock) -> "ExampleSchool":
        """Return the same school at another moment."""
        return replace(self, office=replace(self.office, clock=clock))

    def publish_modules(self) -> tuple[str, ...]:
        """Publish the three modules and return their Dutch titles.

        Raises:
            ExampleBroken: One of them is not fit to be published.
        """
        titles = []
        for name in MODULE_FILES:
            read = read_module_file(example_file(name), file=name, base_url=self.institution.public_base_url)
            if read.module is None or read.description is None:
                raise ExampleBroken(f"{name}: " + ", ".join(finding.code for finding in read.errors))
            self.office.publish_module(self.institution.id, read.description, by=TEACHER)
            titles.append(read.module.title["nl"])
        return tuple(titles)

    def import_results(
        self, spreadsheet: bytes, *, skip_invalid: bool = False, progress: Progress = no_progress
    ) -> ImportReport:
        """Take in a spreadsheet of results, brought by a teacher."""
        return self.office.import_results(
            self.institution.id, spreadsheet, by=TEACHER, skip_invalid=skip_invalid, progress=progress
        )

    def decide(self, number: str, on: date) -> int:
        """Let two people of the exam board award everything that was proposed; return how much.

        Raises:
            ExampleBroken: Somebody who may not decide could.
        """
        everything = DecisionRequest(number=number, decided_on=on, decided_by=EXAM_BOARD)
        try:
            self.office.decide(self.institution.id, replace(everything, decided_by=(TEACHER, EXAM_BOARD[0])))
        except DecisionRefused:
            pass
        else:
            raise ExampleBroken("the teacher who proposed the awards could decide on them")
        return self.office.decide(self.institution.id, everything).count

    def issue(self, progress: Progress = no_progress) -> tuple[str, ...]:
        """Sign, check and store what was decided; return the ids of the credentials.

        Raises:
            ExampleBroken: A credential did not pass the check before it is stored.
        """
        issued: list[str] = []
        report = self.office.issue(
            self.institution.id, self.keys, by=EXAM_BOARD[0], progress=progress, issued=issued.append
        )
        if report.not_issued:
            raise ExampleBroken("; ".join(failed.problem for failed in report.not_issued))
        return tuple(issued)

    def change_status(self, credential_id: str, action: StatusAction, reason: ReasonCode) -> None:
        """Let the exam board revoke or suspend a credential."""
        request = StatusRequest(
            credential_id=credential_id,
            action=action,
            reason=reason,
            explanation="Voorbeeld",
            decision_number=f"EC-voorbeeld-{action.value}",
            decided_by=EXAM_BOARD,
        )
        self.office.change_status(self.institution.id, request)

    def publish(self) -> None:
        """Publish the status lists and the documents about the keys."""
        write = self.office.public_directory.write
        self.office.publish_status_lists(self.institution.id, self.keys, by=EXAM_BOARD[0], write=write)
        self.office.publish_documents(self.institution.id, self.keys.public)

    def publish_catalogue(self) -> int:
        """Write the public catalogue, with links that work in a folder, and return its number of modules.

        Nothing answers at the address of the school: what links by it could not be looked at.
        """
        done = self.office.publish_catalogue(self.institution.id, self.office.public_directory, is_local=True)
        return done.modules


@contextmanager
def open_example_school(public: Path, *, founded: datetime) -> Iterator[ExampleSchool]:
    """Set up the school and its keys in a private directory that is deleted in the end.

    Args:
        public: Where the school publishes.
        founded: When the school was set up and its keys were made.
    """

    def clock() -> datetime:
        return founded

    with tempfile.TemporaryDirectory(prefix="waarmerk-demo-") as home:
        passphrase_file = Path(home) / "passphrase"
        passphrase_file.touch(mode=0o600)
        passphrase_file.write_text(secrets.token_urlsafe(24), encoding="ascii")
        settings = IssuerSettings(
            home=Path(home),
            database_url=None,
            keys=Path(home) / "keys",
            passphrase_file=passphrase_file,
            public=public,
            sign_data_integrity=True,
            sign_jwt=True,
        )
        with set_up_office(settings, clock=clock) as office:
            particulars = Particulars(**_particulars())
            institution = office.initialise(particulars, by=EXAM_BOARD[0]).institution
            store = KeyStore.create(settings.keys_directory, read_passphrase(passphrase_file))
            generate_keys(store, institution.controller, at=founded)
            generate_card_key(store, institution.controller, at=founded)
            keys = office.signing_keys(institution, cards=True)
            yield ExampleSchool(office=office, institution=institution, keys=keys)


def _particulars() -> dict[str, str]:
    particulars = yaml.safe_load(example_file("school.yaml"))
    return {str(name): str(value) for name, value in particulars.items()}
