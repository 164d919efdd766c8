"""What is around the modules that a command looks at: the school, the registers, other modules, the day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from issuer.cli.session import Session
from issuer.errors import NotInitialised
from issuer.office import open_office
from issuer.settings import IssuerSettings

if TYPE_CHECKING:
    from credentials.achievement.model import Issuer
    from issuer.domain.awards import ModuleVersion
    from issuer.domain.modules.module_file import ModuleFile
    from issuer.domain.modules.surroundings import ForeignModule, Surroundings

MAX_MODULE_BYTES: Final = 1024 * 1024


@dataclass(slots=True)
class Around:
    """What is around the modules that a command looks at.

    Attributes:
        base_url: Under which modules get their address.
        surroundings: What the rules look at.
        issuer: The school, or None where none was set up.
    """

    base_url: str
    surroundings: "Surroundings"
    issuer: "Issuer | None"

    @classmethod
    def of(cls, running: Session) -> "Around":
        """Return what is around the modules of an institution."""
        from issuer.services.module_surroundings import surroundings_of

        with running.office.uow.read(running.institution.id) as ledger:
            surroundings = surroundings_of(ledger, running.office.clock())
        return cls(running.institution.public_base_url, surroundings, running.institution.as_issuer())

    @classmethod
    def of_nobody(cls, clock: Callable[[], datetime]) -> "Around":
        """Return what there is without an institution: the extract of the registers, and the day."""
        from issuer.cli.checked_modules import STAND_IN_URL
        from issuer.domain.modules.surroundings import Surroundings
        from issuer.domain.registers import example_registers
        from issuer.dutch_time import dutch_day

        surroundings = Surroundings(registers=example_registers(), on=dutch_day(clock()))
        return cls(STAND_IN_URL, surroundings, None)

    def read(self, file: Path) -> "ModuleFile":
        """Read and check a file."""
        from issuer.domain.modules.module_file import read_module_file

        with file.open("rb") as opened:
            data = opened.read(MAX_MODULE_BYTES + 1)
        return read_module_file(data, file=file.name, base_url=self.base_url, surroundings=self.surroundings)

    def compare_with(self, modules: "tuple[ForeignModule, ...]") -> None:
        """Take in the modules of other institutions, for the files that follow."""
        self.surroundings = replace(self.surroundings, elsewhere=modules)

    def add(self, version: "ModuleVersion") -> None:
        """Take in what was just published, for the files that follow."""
        known = (*self.surroundings.known_modules, version.module)
        self.surroundings = replace(self.surroundings, known_modules=known)


@contextmanager
def around(settings: IssuerSettings, controller: str | None) -> Iterator[Around]:
    """Return what is around modules here; without an institution, what there is without one."""
    from issuer.ports.clock_and_chance import system_clock

    try:
        with open_office(settings) as office:
            found = Around.of(Session(office=office, institution=office.institution(controller)))
    except NotInitialised:
        if controller is not None:
            raise
        found = Around.of_nobody(system_clock)
    yield found
