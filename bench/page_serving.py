"""The section of docs/performance.md about being asked over HTTP."""

from collections.abc import Sequence
from statistics import median

from bench.page_text import paragraphs, table
from bench.serving.bulk import Cost, per_file
from bench.serving.endpoint import FILES_OF_ANOTHER, OUTCOME_ALONE, Endpoint
from bench.serving.figures import ServingFigures
from bench.serving.load import CONNECTIONS, Turn


def serving_section(figures: ServingFigures) -> str:
    """Return the section."""
    endpoint, bulk = figures.endpoint, figures.bulk
    again = any(turn.again for turn in (*endpoint.ours, *endpoint.busy))
    return "\n".join(
        (
            "## Over HTTP\n",
            paragraphs(
                "`waarmerk serve` in one process beside an `http` server of Node around @digitalbazaar/vc, "
                f"each alone on the same core, with wrk on another core and {CONNECTIONS} connections that "
                "ask again as soon as they are answered. Every body is another learner’s badge"
                + (" until they ran out" if again else "")
                + ". What is warm is what a server has after its first minute: the code, the contexts, the "
                "trust list, the status list, and what the credentials of a class have in common; no answer "
                "and no verdict is kept. Node answers with a yes or no about the proof. We answer with the "
                f"outcome of every check (`Prefer: {OUTCOME_ALONE}`), or with the whole report, all that the "
                "badge says included, which is what whoever asks without any option gets. Every figure is "
                "the median of the turns, also that of p99.",
                "The last row has the files of an ordinary day: of ten, eight small badges, a large one and "
                f"a PNG or a JWT; meanwhile somebody else hands in a zip with {FILES_OF_ANOTHER:,} files, "
                f"again and again ({endpoint.answered_meanwhile} times).",
            ),
            table(
                ("server", "per second", "p50 ms", "p99 ms", "CPU ms", "× Node", "× Node, CPU"),
                (
                    _row("Node, proof check", endpoint.node, "1.00", "1.00"),
                    _beside("`POST /verify`, the outcome", endpoint.brief, endpoint),
                    _beside("`POST /verify`, the whole report", endpoint.ours, endpoint),
                    _row("the whole report, other files, while it is busy", endpoint.busy, "", ""),
                ),
            ),
            paragraphs(
                f"Many files at once: a zip with {bulk.files:,} small badges, handed in on the page for "
                "people until its table is there, with unpacking and the CSV; beside `waarmerk verify FOLDER "
                "--processes 1` of the same files on the same core, with its start. The server is warm, and "
                "neither has seen a file before. Milliseconds for each file:",
            ),
            table(
                ("how", "CPU ms", "ms"),
                (
                    _cost("the page", bulk.page, bulk.files),
                    _cost("`waarmerk verify`", bulk.command, bulk.files),
                    ("ratio", f"{bulk.cpu_ratio:.2f}", f"{bulk.wall_ratio:.2f}"),
                ),
            ),
        )
    )


def _beside(name: str, turns: tuple[Turn, ...], endpoint: Endpoint) -> Sequence[str]:
    return _row(name, turns, f"{endpoint.of_node(turns):.1f}", f"{endpoint.cpu_of_node(turns):.1f}")


def _row(name: str, turns: Sequence[Turn], of_node: str, cpu_of_node: str) -> Sequence[str]:
    return (
        name,
        f"{median(turn.rate for turn in turns):,.0f}",
        f"{median(turn.p50 for turn in turns):.1f}",
        f"{median(turn.p99 for turn in turns):.1f}",
        f"{median(turn.cpu for turn in turns):.2f}",
        of_node,
        cpu_of_node,
    )


def _cost(name: str, costs: tuple[Cost, ...], files: int) -> Sequence[str]:
    return name, *(f"{one:.2f}" for one in per_file(costs, files))
