"""What to say when a part is asked for that was not installed."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Final

import typer

USAGE: Final = 2

# What an extra of pyproject.toml brings that the base installation lacks. Looking whether it is there
# does not load it: whoever verifies one file should not wait for a database library.
_MODULE_OF_EXTRA: Final = {"issuer": "sqlalchemy", "export": "typst", "web": "fastapi"}


def missing_extras(*extras: str) -> tuple[str, ...]:
    """Return those of ``extras`` that are not installed."""
    return tuple(extra for extra in extras if find_spec(_MODULE_OF_EXTRA[extra]) is None)


def not_installed(name: str, extras: tuple[str, ...]) -> Callable[[typer.Context], None]:
    """Return a command that says how to install what ``name`` needs."""
    wanted = ",".join(extras)

    def explain(context: typer.Context) -> None:
        del context  # takes in whatever arguments were given
        typer.secho(
            f"`waarmerk {name}` is not installed. Install it with:  pip install 'waarmerk[{wanted}]'",
            fg=typer.colors.RED,
            err=True,
        )
        raise typer.Exit(USAGE)

    return explain
