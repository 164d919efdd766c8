"""Commands that are imported when they are run; a list of them needs no more than what it says of each."""

import gc
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group


class LazyCommand(NamedTuple):
    """A command that is not there yet.

    Attributes:
        name: As it is typed.
        where: Module and name of the function, or of the group: ``issuer.cli.school:school``.
        help: What a list of commands says of it: the first paragraph of its own help.
        panel: Under which heading it stands there, or None for the usual one.
    """

    name: str
    where: str
    help: str
    panel: str | None = None

    def listed(self) -> TyperCommand:
        """Return what stands for it in a list of commands."""
        return TyperCommand(self.name, help=self.help, rich_help_panel=self.panel)

    def loaded(self) -> Any:  # noqa: ANN401 - a command or a group, of the click inside typer, which is private
        """Import it, and return the command itself."""
        module, _, attribute = self.where.partition(":")
        gc.disable()  # what is imported becomes no garbage
        try:
            found = getattr(import_module(module), attribute)
        finally:
            gc.enable()
        if isinstance(found, typer.Typer):
            command: Any = get_group(found)
            command.name = self.name
            return command
        alone = typer.Typer(add_completion=False)
        alone.command(self.name)(found)
        return get_command(alone)


class _LazyGroup(TyperGroup):
    lazy: ClassVar[dict[str, LazyCommand]] = {}

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - typer's
        super().__init__(**attributes)
        for one in self.lazy.values():
            self.add_command(one.listed())

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401 - typer's
        name, command, others = super().resolve_command(ctx, args)
        if name in self.lazy:
            command = self.lazy[name].loaded()
        return name, command, others


def lazy_group(commands: Iterable[LazyCommand]) -> type[TyperGroup]:
    """Return the class of a group that has ``commands``, in this order, behind what else is added to it."""
    return type("LazyGroup", (_LazyGroup,), {"lazy": {one.name: one for one in commands}})


def make_lazy(commands: Sequence[LazyCommand], *, about: str) -> typer.Typer:
    """Return a group of ``commands``.

    Args:
        commands: In the order of its list.
        about: What it is for, in a sentence.
    """
    group = typer.Typer(
        cls=lazy_group(commands),
        help=about,
        no_args_is_help=True,
        pretty_exceptions_show_locals=False,  # local variables may hold names of learners
        add_completion=False,
    )
    group.callback()(_nothing)  # a group without commands of its own is a group by its callback
    return group


def _nothing() -> None:
    pass
