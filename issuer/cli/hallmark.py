"""``waarmerk modules hallmark``: the school stands for a module, with its own key."""

from pathlib import Path
from typing import Annotated

import typer

from issuer.cli.chosen_module import chosen_version
from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, KeysDir, Lang, PassphraseFile
from issuer.cli.session import session, settings_for


def hallmark(
    module: Annotated[
        str, typer.Argument(help="Address, last part of it, or title of the module.", show_default=False)
    ],
    version: Annotated[str | None, typer.Option(help="Version. Default: the newest.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write the hallmarks in as well, one file per language.")
    ] = None,
    home: Home = None,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Put the school's hallmark on a published module: signed, so that others can verify it."""
    settings = settings_for(home=home, keys_dir=keys_dir, passphrase_file=passphrase_file, lang=lang)
    with session(settings, institution) as running:
        chosen = chosen_version(running, module, version)
        keys = running.office.signing_keys(running.institution)
        done = running.office.hallmark_module(running.institution.id, chosen, keys, by=by)
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            for number, one in enumerate(done.endorsements, 1):
                slug = chosen.module.id.rstrip("/").rsplit("/", 1)[-1]
                name = f"{slug}-{chosen.module.version}-hallmark-{number}.json"
                (out / name).write_bytes(one.content)
        title = chosen.module.title
        running.say(
            "said.hallmarked" if done.made else "said.already_hallmarked",
            title=title.get(running.language) or title["nl"],
            version=chosen.module.version,
            count=len(done.endorsements),
        )
