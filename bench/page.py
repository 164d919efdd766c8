"""``docs/performance.md``, written from what a run found."""

from collections.abc import Sequence
from typing import Final

from bench import page_domain
from bench.contest import LIMIT, OURS, Standing
from bench.page_notes import FAIRNESS, INTRODUCTION
from bench.page_serving import serving_section
from bench.page_text import paragraphs, table
from bench.printing import NAMES
from bench.results import Results
from bench.school import WholeJob
from bench.targets import Bound, Target, targets


def page(results: Results) -> str:
    """Return the page."""
    sections = (
        INTRODUCTION,
        _machine(results),
        _targets(results),
        _side_by_side(results),
        _whole_jobs(results),
        serving_section(results.serving),
        _domain(results),
        _steps(results),
        FAIRNESS,
    )
    return "\n".join(sections)


def _machine(results: Results) -> str:
    machine = results.machine
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages.items())
    again = any(one.again and (one.engine, one.measure) == (OURS, "verify") for one in results.standings)
    return paragraphs(
        f"{results.date}, on {machine.cores} × {machine.processor}, {machine.memory_gib:.0f} GiB, "
        f"{machine.system}; Python {machine.python}, Node {machine.node}. At the start, {machine.load:.1f} "
        f"processes wanted one of its {machine.cores} cores. "
        + ("We ran out of badges to verify and began anew." if again else "We verified no badge twice."),
        f"Versions: {packages}.",
    )


def _targets(results: Results) -> str:
    found = list(targets(results))
    rows = [
        (target.work, _goals(target), _reached(target), "yes" if target.met else "**no**") for target in found
    ]
    met = sum(target.met for target in found)
    heading = f"## Targets\n\nOn the small badge. {met} of {len(found)} are met.\n"
    return f"{heading}\n{table(('work', 'target', 'reached', 'met'), rows)}"


def _goals(target: Target) -> str:
    return ", ".join(
        f"{'≥' if bound.at_least else '≤'} {bound.words.format(f'{bound.goal:g}')}" for bound in target.bounds
    )


def _reached(target: Target) -> str:
    return ", ".join(_number(bound) + ("" if bound.met else " (missed)") for bound in target.bounds)


def _number(bound: Bound) -> str:
    digits = 2 if bound.goal < 2 else 1 if bound.reached < 100 else 0
    return f"{bound.reached:.{digits}f}"


def _side_by_side(results: Results) -> str:
    parts = ["## Side by side\n"]
    for size in results.sizes:
        parts.append(
            f"The {size.name} badge: {size.unsigned_bytes:,} bytes of JSON, {size.signed_bytes:,} with its "
            f"proof, {size.statements} statements, {size.blank_nodes} blank nodes.\n"
        )
        alone = [one for one in results.standings if one.badge == size.name and one.processes == 1]
        parts.append(table(_HEADING, (_row(one, results) for one in alone)))
    both = [one for one in results.standings if one.processes > 1]
    parts.append("Two processes of each engine at once, per second together (small):\n")
    parts.append(
        table(
            ("engine", "task", "one process", "two processes", "gain", "× Node"),
            (_row_of_two(one, results) for one in both),
        )
    )
    return "\n".join(parts)


_HEADING: Final = (
    "engine",
    "task",
    "per second",
    "p50 µs",
    "p99 µs",
    "CPU µs",
    "× Node",
    "of the limit",
    "peak MiB",
)


def _row(one: Standing, results: Results) -> Sequence[str]:
    return (
        NAMES[one.engine],
        one.task,
        f"{one.rate:,.0f}",
        f"{one.p50:,.0f}",
        f"{one.p99:,.0f}",
        f"{one.cpu:,.0f}",
        f"{one.of_node:.2f}",
        "" if one.of_limit is None or one.engine == LIMIT else f"{one.of_limit:.3f}",
        "" if one.engine == LIMIT else f"{results.peak_mib[one.engine]:.0f}",
    )


def _row_of_two(one: Standing, results: Results) -> Sequence[str]:
    alone = results.standing(one.engine, one.task, badge=one.badge)
    gain = one.rate / alone.rate
    return (
        NAMES[one.engine],
        one.task,
        f"{alone.rate:,.0f}",
        f"{one.rate:,.0f}",
        f"{gain:.2f}",
        f"{one.of_node:.2f}",
    )


def _whole_jobs(results: Results) -> str:
    issuing, verifying, one = results.issuing, results.verifying, results.one_file
    jobs = (*issuing.grown, issuing.job)
    rows = [
        *(_job_row(job, "") for job in sorted(jobs, key=lambda job: job.rows)),
        _job_row(issuing.with_jwt, ", each badge as JWT too"),
    ]
    issued = table(
        ("spreadsheets", "import s", "decide s", "issue s", "together s", "rows/s", "peak MiB"), rows
    )
    return "\n".join(
        (
            "## Whole jobs\n",
            paragraphs(
                f"Rows of spreadsheets to signed badges ({issuing.badge_bytes:,} bytes, "
                f"{issuing.badge_statements} statements) in the database: reading, rules, proposals, the "
                "decision, places in the status list, signing, verifying each as an employer would, storing, "
                f"publishing. {issuing.job.rows:,} rows took {issuing.job.seconds:.1f} s; Node, at "
                f"{issuing.node_rate:.0f} per second, would only sign them in "
                f"{issuing.job.rows / issuing.node_rate:.0f} s.",
            ),
            issued,
            paragraphs(
                f"A folder with {verifying.files:,} of those badges: `waarmerk verify` with trust list and "
                f"status lists took {verifying.job.seconds:.1f} s, with at most {verifying.job.peak_mib:.0f} "
                f"MiB in {verifying.job.processes} processes; Node, at {verifying.node_rate:.0f} per second, "
                f"would check their proofs in {verifying.files / verifying.node_rate:.0f} s.",
                f"One file, from the start of the process to its end, {one.pairs} times in turn: "
                f"`waarmerk verify` took {one.ours:.3f} s and at most {one.ours_mib:.0f} MiB, with trust "
                f"list and status list; Node {one.node:.3f} s and {one.node_mib:.0f} MiB, for the proof.",
            ),
        )
    )


def _job_row(job: WholeJob, note: str) -> Sequence[str]:
    return (
        f"{job.rows:,} rows{note}",
        *(f"{job.seconds_of(name):.1f}" for name in ("import", "decide", "issue")),
        f"{job.seconds:.1f}",
        f"{job.rows / job.seconds:,.0f}",
        f"{job.peak_mib:.0f}",
    )


def _domain(results: Results) -> str:
    return "\n".join(
        (
            "## The rules of the domain\n",
            paragraphs(page_domain.introduction(results.domain)),
            table(page_domain.HEADING, page_domain.rows(results.domain)),
        )
    )


def _steps(results: Results) -> str:
    parts = [
        "## Where the time goes\n",
        paragraphs(
            "Microseconds per small badge, warm, with a stopwatch around each function (`bench/steps.py`); "
            "the time of a step is without that of the other steps in it. Stopwatches slow things down; what "
            "they take is estimated and taken off, so the sums are near the times above and not equal to "
            "them."
        ),
    ]
    for task, steps in results.steps.items():
        total = sum(step.microseconds for step in steps)
        rows = [
            (step.name, f"{step.microseconds:.1f}", f"{step.microseconds / total:.0%}", f"{step.calls:g}")
            for step in sorted(steps, key=lambda step: -step.microseconds)
        ]
        rows.append(("together", f"{total:.1f}", "", ""))
        parts.append(table((task, "µs", "share", "times"), rows))
    return "\n".join(parts)
