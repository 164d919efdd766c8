"""The section of docs/performance.md about the rules of the domain."""

from collections.abc import Sequence

from bench.domain.figures import DomainFigures
from bench.domain.module_rules import VERIFIED
from bench.domain.race import Race

HEADING = ("work", "time", "beside", "time", "ratio")


def introduction(figures: DomainFigures) -> str:
    """Return what was done, in a paragraph."""
    award = figures.award_rules
    return (
        "What the rules cost, each beside work that nobody would call slow; they take turns, in one process, "
        "and what counts is the time of the processor. "
        f"The award is a praktijkverklaring, which has the most rules; in a round there are {award.count}. "
        "Of a class as many small badges are signed; with a module of its own, that very award is, and "
        "nobody saw the module before. One module is beside small badges of one class, status list and all. "
        "Of `modules check`, modules and credentials are those of the whole jobs, in a "
        "school that was set up, by the commands that people use, with their start, and with a line of JSON "
        "for every file. The stack is of one learner, and no credential is seen twice. The register is a "
        "table, and each import goes into a new database."
    )


def rows(figures: DomainFigures) -> Sequence[Sequence[str]]:
    """Return the rows of the table."""
    award, module, check = figures.award_rules, figures.module_rules, figures.module_check
    verified = f"{VERIFIED} credentials verified"
    stacking, growth = figures.stacking, figures.register_growth
    return (
        _row("rules for an award", "its signature from a template", award.class_of_learners, award.count),
        _row(
            "rules for an award and for a module of its own",
            "its signature",
            award.own_file,
            award.count,
        ),
        _row("rules for a module", verified, module.rules, module.count),
        _row("rules for a module, with reading its file", verified, module.with_reading, module.count),
        _row(
            f"`modules check --json`, {check.modules:,} modules",
            f"`verify --json`, {check.credentials:,} credentials",
            check.race,
        ),
        _row(
            f"a stack of {stacking.stacked} credentials, verified",
            f"{stacking.verified} credentials verified",
            stacking.race,
        ),
        _row(
            f"import of a register of {growth.many:,} rows",
            f"{growth.many // growth.few} of {growth.few:,} rows",
            growth.race,
        ),
    )


def _row(one: str, other: str, race: Race, count: int = 1) -> Sequence[str]:
    return one, _time(race.seconds / count), other, _time(race.other_seconds / count), f"{race.ratio:.2f}"


def _time(seconds: float) -> str:
    return (
        f"{seconds:.1f} s"
        if seconds >= 1
        else f"{seconds * 1e3:.0f} ms"
        if seconds >= 0.01
        else (f"{seconds * 1e6:.0f} µs")
    )
