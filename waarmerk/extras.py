"""What to say when a part is asked for that was not installed."""

from collections.abc import Callable
from importlib import import_module

import typer

_USAGE = 2

# What an extra of pyproject.toml brings that the base installation lacks.
_MODULE_OF_EXTRA = {"issuer": "sqlalchemy", "export": "typst"}


def missing_extras(*extras: str) -> tuple[str, ...]:
    """Return those of ``extras`` that are not installed."""
    missing = []
    for extra in extras:
        try:
            import_module(_MODULE_OF_EXTRA[extra])
        except ImportError:
            missing.append(extra)
    return tuple(missing)


def not_installed(name: str, extras: tuple[str, ...]) -> Callable[[typer.Context], None]:
    """Return a command that says how to install what ``name`` needs."""
    wanted = ",".join(extras)

    def explain(context: typer.Context) -> None:
        del context
        typer.secho(
            f"`waarmerk {name}` is not installed. Install it with:  pip install 'waarmerk[{wanted}]'",
            fg=typer.colors.RED,
            err=True,
        )
        raise typer.Exit(_USAGE)

    return explain
