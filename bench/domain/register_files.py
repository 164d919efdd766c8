"""A register with ten times as many entries takes ten times as long to import, and no longer.

One large register takes its turn with ten small ones, so that both work for as long: a machine that is busy
with something else meanwhile is so for both.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bench.domain.race import Race, race
from bench.subject_matter import CONTROLLER, ISSUER, SCHOOL
from issuer.domain.institution import Institution
from issuer.office import Office, set_up_office
from issuer.services.import_register import RegisterFile, RegisterOutcome
from issuer.services.initialise import Particulars
from issuer.settings import read_settings

FEW: Final = 2_000
MANY: Final = 20_000
_ROUNDS: Final = 5
_HEADER: Final = (
    "soort;code;naam;hoort bij;niveau;sbu;certificaat;geldig van;geldig tot;regeling;werkprocessen\n"
)
_WORK_PROCESSES: Final = 5
_ROWS_OF_A_DOSSIER: Final = _WORK_PROCESSES + 5


class RegisterNotAsExpected(AssertionError):
    """A good register was not imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterGrowth:
    """What it takes to import a register.

    Attributes:
        few: Rows of the small one.
        many: Rows of the large one.
        race: The large one beside as many small ones as have as many rows together; so its ratio is
            how many times longer a row takes in the large one.
    """

    few: int
    many: int
    race: Race


def time_register_import(folder: Path) -> RegisterGrowth:
    """Import both in turn, each time into a new database."""
    with ExitStack() as opened:
        timed = race(
            _importing(MANY, 1, folder / "many", opened),
            _importing(FEW, MANY // FEW, folder / "few", opened),
            rounds=_ROUNDS,
        )
    return RegisterGrowth(few=FEW, many=MANY, race=timed)


def _importing(
    rows: int, times: int, folder: Path, opened: ExitStack
) -> Callable[[int], Callable[[], object]]:
    file = RegisterFile("register.csv", register_text(rows).encode())

    def ready(number: int) -> Callable[[], object]:
        schools = [_school(folder / f"{number}-{index}", opened) for index in range(times)]

        def work() -> None:
            for office, school in schools:
                _import(office, school, file)

        return work

    return ready


def _school(home: Path, opened: ExitStack) -> tuple[Office, Institution]:
    office = opened.enter_context(set_up_office(read_settings(home=home)))
    particulars = Particulars(controller=CONTROLLER, name=ISSUER.name, public_base_url=SCHOOL)
    return office, office.initialise(particulars, by="meting").institution


def _import(office: Office, school: Institution, file: RegisterFile) -> None:
    report = office.import_register(
        school.id, [file], origin="Verzonnen", dated=date(2026, 3, 1), by="u-017", is_complete=True
    )
    if report.outcome is not RegisterOutcome.IMPORTED:
        raise RegisterNotAsExpected(report.findings[:5])


def register_text(rows: int) -> str:
    """Return a made-up register as a table with so many rows below its header."""
    if rows % _ROWS_OF_A_DOSSIER:
        raise ValueError(rows)
    return _HEADER + "".join(line for number in range(rows // _ROWS_OF_A_DOSSIER) for line in _lines(number))


def _lines(number: int) -> Iterator[str]:
    """Yield a dossier with its parts, and one of everything else that stands in a register."""
    dossier, qualification = 30_000 + number, 60_000 + number
    yield f"dossier;{dossier};Fietstechniek {number};;;;;;;;\n"
    yield f"kerntaak;B1-K1;Onderhoudt fietsen van soort {number};{dossier};;;;;;;\n"
    for process in range(1, _WORK_PROCESSES + 1):
        yield f"werkproces;B1-K1-W{process};Herstelt deel {process} van soort {number};{dossier};;;;;;;\n"
    yield f"kwalificatie;{qualification};Fietstechnicus {number};{dossier};{number % 4 + 1};;;;;;\n"
    yield f"keuzedeel;K{number:04d};Bijzondere fietsen {number};;3;240;nee;2020-08-01;;;\n"
    yield (
        f"certificaat;C{number:04d};Wielen van soort {number};{qualification};;480;;2020-08-01;;"
        f"Stcrt. 2020, {number + 1};B1-K1-W1, B1-K1-W3\n"
    )
