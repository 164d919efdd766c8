"""What is printed while it runs, and when it is done."""

from collections.abc import Iterable, Mapping
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from bench.contest import Standing
from bench.stopwatch import Step
from bench.targets import Target

NAMES: Final[Mapping[str, str]] = {
    "ours": "Waarmerk",
    "digitalbazaar.mjs": "@digitalbazaar/vc (Node)",
    "openvc_core": "openvc-core",
    "openbadges_lib": "openbadgeslib",
    "pyld_and_cryptography": "PyLD + cryptography",
    "physical_limit": "physical limit",
}
_WIDTH: Final = 130
_console: Final = Console(highlight=False)
if not _console.is_terminal:
    _console.width = _WIDTH


def tell(line: str) -> None:
    """Say how far it is."""
    _console.print(f"  {line}", style="dim")


def show_standings(standings: Iterable[Standing], peak_mib: Mapping[str, float]) -> None:
    """Print who did how much."""
    columns = (
        "badge",
        "engine",
        "task",
        "per second",
        "p50 µs",
        "p99 µs",
        "CPU µs",
        "× Node",
        "of limit",
        "MiB",
    )
    table = Table(*columns, box=SIMPLE_HEAD)
    for one in standings:
        table.add_row(
            one.badge if one.processes == 1 else f"{one.badge}, {one.processes} processes",
            NAMES[one.engine],
            one.task,
            f"{one.rate:,.0f}",
            f"{one.p50:,.0f}",
            f"{one.p99:,.0f}",
            f"{one.cpu:,.0f}",
            f"{one.of_node:.2f}",
            "" if one.of_limit is None else f"{one.of_limit:.3f}",
            f"{peak_mib[one.engine]:.0f}" if one.engine in peak_mib else "",
        )
    _console.print(table)


def show_steps(tasks: Mapping[str, list[Step]]) -> None:
    """Print where the time goes."""
    for task, steps in tasks.items():
        table = Table(task, "µs", "times", box=SIMPLE_HEAD)
        for step in sorted(steps, key=lambda step: -step.microseconds):
            table.add_row(step.name, f"{step.microseconds:.1f}", f"{step.calls:g}")
        table.add_row("together", f"{sum(step.microseconds for step in steps):.1f}", "")
        _console.print(table)


def show_targets(found: Iterable[Target]) -> None:
    """Print what was to be reached, and whether it was."""
    table = Table("work", "target", "reached", "", box=SIMPLE_HEAD)
    for target in found:
        for bound in target.bounds:
            sign = "≥" if bound.at_least else "≤"
            table.add_row(
                target.work if bound is target.bounds[0] else "",
                f"{sign} {bound.words.format(f'{bound.goal:g}')}",
                f"{bound.reached:.2f}",
                "[green]met[/green]" if bound.met else "[red]missed[/red]",
            )
    _console.print(table)
