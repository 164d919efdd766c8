"""Run what a Markdown page shows, and compare what comes out with what it says comes out.

A block that is fenced as ``console`` is a session in a shell::

    ```console
    $ waarmerk verify badge.png
    badge.png … passed
    …
    ```

Lines that begin with ``$ `` are commands, lines after them that begin with ``> `` continue them, and
the rest is what they print, on standard output and standard error together. ``…`` within a line
stands for any text in that line, ``…`` alone on a line for any lines or none. A command must
end with status 0; a page that shows another one says so: ``$ command || echo "status $?"``.

A block that is fenced as ``python`` is run as a program of its own, with warnings as errors.

All blocks of a page run one after the other in the same folder. What a command of the form
``export NAME=value`` sets stays set, as in the reader's shell; everything else that a shell
remembers is forgotten after each command.
"""

import os
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

SECONDS_PER_COMMAND = 300
_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_ANYTHING = "…"
_EXPORT = re.compile(r"export (\w+)=.*")


class PageWrong(AssertionError):
    """A page shows something else than what happens."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a page shows.

    Attributes:
        line: The line of the page that it begins on.
        text: What is typed.
        output: What the page says is printed.
    """

    line: int
    text: str
    output: str


@dataclass(frozen=True, slots=True)
class Program:
    """A Python program that a page shows, and the line of the page that it begins on."""

    line: int
    text: str


def blocks_of(page: str) -> list[Command | Program]:
    """Return everything that a page shows being run, in order."""
    found: list[Command | Program] = []
    for fence in _FENCE.finditer(page):
        language, body = fence.groups()
        line = page.count("\n", 0, fence.start()) + 2
        if language == "console":
            found += _commands(body, line)
        elif language == "python":
            found.append(Program(line, body))
    return found


def run(blocks: list[Command | Program], *, folder: Path, repository: Path) -> None:
    """Run the blocks of a page in ``folder``.

    ``make`` is run in the repository, where a reader would run it. ``make test`` is only checked
    to be a target: it is what runs this.

    Raises:
        PageWrong: A command failed, or printed something else.
    """
    environment = _environment(folder)
    for block in blocks:
        exported = _EXPORT.fullmatch(block.text) if isinstance(block, Command) else None
        if isinstance(block, Program):
            command = [sys.executable, "-W", "error", "-c", block.text]
        else:
            tell = f"\nprintf '%s' \"${exported[1]}\"" if exported else ""
            command = ["bash", "-o", "pipefail", "-c", _adapted(block.text, folder, repository) + tell]
        finished = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS_PER_COMMAND,
            check=False,
        )
        printed = finished.stdout.decode()
        if finished.returncode != 0:
            raise PageWrong(f"line {block.line}: status {finished.returncode} from:\n{block.text}\n{printed}")
        if exported:
            environment[exported[1]] = printed
        elif isinstance(block, Command) and not matches(block.output, printed):
            comparison = f"--- the page says\n{block.output}\n--- but it prints\n{printed}"
            raise PageWrong(f"line {block.line}: {block.text}\n{comparison}")


def matches(expected: str, printed: str) -> bool:
    """Tell whether a command printed what the page says, blanks at the ends of lines aside."""
    pattern = ""
    for line in expected.rstrip().splitlines():
        if line.strip() == _ANYTHING:
            pattern += r"(?:[^\n]*\n)*?"
        else:
            parts = (re.escape(part) for part in line.rstrip().split(_ANYTHING))
            pattern += "[^\n]*?".join(parts) + "\n"
    lines = (line.rstrip() for line in printed.rstrip().splitlines())
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in lines)) is not None


def _commands(body: str, first_line: int) -> list[Command]:
    commands: list[Command] = []
    for offset, line in enumerate(body.splitlines()):
        if line.startswith("$ "):
            commands.append(Command(first_line + offset, line[2:], ""))
            continue
        if not commands:
            raise PageWrong(f"line {first_line + offset}: output before the first command")
        last = commands[-1]
        if line.startswith("> ") and not last.output:
            commands[-1] = Command(last.line, f"{last.text}\n{line[2:]}", "")
        else:
            commands[-1] = Command(last.line, last.text, f"{last.output}{line}\n")
    return commands


def _adapted(command: str, folder: Path, repository: Path) -> str:
    if not re.match(r"make\b", command):
        return command
    if re.match(r"make\s+(?:test|check)\b", command):
        command = f"{command} --dry-run >/dev/null"
    # It may install first, and warnings of somebody else's set-up are not ours to make errors of.
    return f"cd '{repository}' && PYTHONWARNINGS= OUT='{folder}/demo' {command}"


def _environment(folder: Path) -> dict[str, str]:
    """Return what a reader's shell has, and nothing that says who runs the tests."""
    programs = sysconfig.get_path("scripts")
    return {
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONWARNINGS": "error",
    }
