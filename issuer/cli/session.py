"""Around every command: open the office, explain what goes wrong, show how far it is.

Every command is listed by ``--help`` and few are run, so what they need is imported when they run: here, and
in all modules with commands.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from issuer.errors import IssuerError
from issuer.language import Language, language_of_system
from keys.errors import KeyCustodyError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Column

    from issuer.domain.institution import Institution
    from issuer.office import Office
    from issuer.settings import IssuerSettings
    from issuer.signing_keys import SigningKeys

_FAILED = 1
_ROWS_PER_PAGE = 500


@dataclass(frozen=True, kw_only=True)
class Session:
    """One command at work.

    Attributes:
        office: Every use case.
        institution: The institution that the command is about.
    """

    office: "Office"
    institution: "Institution"

    @cached_property
    def console(self) -> "Console":
        """Where its output goes."""
        from rich.console import Console

        return Console(emoji=False)  # in did:key:z6Mk… there would be a picture of a key

    @property
    def language(self) -> Language:
        """Language of messages."""
        return self.office.settings.language

    def say(self, code: str, **params: str | int) -> None:
        """Print a text."""
        from rich.markup import escape

        from issuer.texts import text_for

        self.console.print(escape(text_for(code, self.language, params)), soft_wrap=True)

    def word(self, nl: str, en: str) -> str:
        """Return the word in the language of messages."""
        return nl if self.language == "nl" else en

    def publish(self, keys: "SigningKeys", *, by: str) -> None:
        """Publish the documents about the keys, the status lists and the catalogue, and say where."""
        directory = self.office.public_directory
        lists = self.office.publish_status_lists(self.institution.id, keys, by=by, write=directory.write)
        names = self.office.publish_documents(self.institution.id, keys.public)
        catalogue = self.office.publish_catalogue(self.institution.id, directory)
        changes = [one.changes_name for one in lists if one.changes_name is not None]
        self.office.retire_status_changes(changes)
        files = len(lists) + len(changes) + len(names) + catalogue.files
        self.say("said.published", files=files, directory=str(directory.path))


@contextmanager
def session(settings: "IssuerSettings", controller: str | None = None) -> Iterator[Session]:
    """Open the office for one command about one institution.

    Errors of ours become a sentence and exit status 1.
    """
    from issuer.office import open_office

    with explained(settings.language), open_office(settings) as office:
        yield Session(office=office, institution=office.institution(controller))


@contextmanager
def first_session(settings: "IssuerSettings") -> Iterator["Office"]:
    """Set up the office, or bring it up to date, for ``waarmerk init``."""
    from issuer.office import set_up_office

    with explained(settings.language), set_up_office(settings) as office:
        yield office


def settings_for(
    *,
    home: Path | None = None,
    keys_dir: Path | None = None,
    passphrase_file: Path | None = None,
    processes: int | None = None,
    lang: Language | None = None,
) -> "IssuerSettings":
    """Return the settings, with what was given on the command line before what the environment says."""
    from issuer.settings import read_settings

    with explained(lang or language_of_system()):
        return read_settings(
            home=home, keys=keys_dir, passphrase_file=passphrase_file, processes=processes, language=lang
        )


@contextmanager
def explained(language: Language) -> Iterator[None]:
    """Turn an error of ours into a sentence on standard error and exit status 1."""
    try:
        yield
    except IssuerError as error:
        from issuer.texts import text_for

        _fail(text_for(error.code, language, error.params))
    except KeyCustodyError as error:
        from issuer.texts.machine import explain_key_error

        _fail(explain_key_error(error, language))
    except OSError as error:
        from issuer.texts.machine import explain_os_error

        sentence = explain_os_error(error, language)
        if sentence is None:
            raise
        _fail(sentence)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error for as long as the work takes; give back what moves it.

    The bar appears when it first moves. It has a thread of its own, and work that is spread over
    processes must start them before there is any.
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    # In a file or a pipe a bar would leave nothing but an empty line.
    progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = progress.add_task(escape(label), total=None)

    def move(done: int, total: int) -> None:
        progress.start()
        progress.update(task, completed=done, total=total)

    try:
        yield move
    finally:
        progress.stop()


def whole(title: str, width: int) -> "Column":
    """Return a column whose cells are never cut off: people copy ids from it."""
    from rich.table import Column

    return Column(title, no_wrap=True, min_width=width)


def print_pages(
    console: "Console", columns: Callable[[], Iterable["Column"]], rows: Iterable[tuple[str, ...]]
) -> None:
    """Print a table of any length, a page in memory at a time.

    Args:
        console: Where.
        columns: Makes the columns of a page.
        rows: The cells, as markup.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    coming = iter(rows)
    page = list(islice(coming, _ROWS_PER_PAGE))
    is_first = True
    while page or is_first:
        following = list(islice(coming, _ROWS_PER_PAGE))
        # The columns of several pages are as wide as the screen allows; else each page has its own widths.
        table = Table(
            *columns(), box=SIMPLE_HEAD, show_header=is_first, expand=bool(following) or not is_first
        )
        for row in page:
            table.add_row(*row)
        console.print(table)
        page, is_first = following, False


def _fail(message: str) -> None:
    typer.secho(message, fg=typer.colors.RED, err=True)
    raise typer.Exit(_FAILED)
