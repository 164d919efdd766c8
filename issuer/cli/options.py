"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from issuer.language import Language
from issuer.processors import MAX_PROCESSES

Home = Annotated[
    Path | None,
    typer.Option(help="Directory of this installation. Default: $WAARMERK_HOME, or your data directory."),
]
KeysDir = Annotated[
    Path | None,
    typer.Option(help="Directory of the keys. Default: $WAARMERK_KEYS, or keys in the home directory."),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        help="File with the passphrase of the keys on one line, readable by you alone. "
        "Default: $WAARMERK_PASSPHRASE_FILE, or the systemd credential."
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=MAX_PROCESSES,
        help="Processes that sign at the same time; 1 means no others. "
        "Default: $WAARMERK_PROCESSES, or one per processor.",
    ),
]
Controller = Annotated[
    str | None,
    typer.Option("--institution", help="did:web of the institution, when there are several."),
]
Lang = Annotated[
    Language | None,
    typer.Option(
        help="Language of messages. Default: $WAARMERK_LANGUAGE, or en on an English system, else nl."
    ),
]
DidDocuments = Annotated[
    list[Path] | None,
    typer.Option(
        "--did-document",
        help="did.json from the website of a school whose hallmark is to be verified; give it more than "
        "once for several.",
        show_default=False,
    ),
]
By = Annotated[str, typer.Option(help="Who does this, by the number that the school gives people.")]
Deciders = Annotated[
    list[str],
    typer.Option("--by", help="Who decided. Give it twice: two different people.", show_default=False),
]
NO_ONE_NAMED = "command-line"
"""Stands in the audit trail when nobody was named."""
